package io.csmetrics.kpi;

/** Whether a number tells of what happened or of what will. */
public enum Indicator {
    /** Moves before the outcome. */
    LEADING,
    /** Tells the outcome. */
    LAGGING
}
