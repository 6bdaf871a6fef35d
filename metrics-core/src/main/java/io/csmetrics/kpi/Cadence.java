package io.csmetrics.kpi;

/** How often a KPI is usually looked at. */
public enum Cadence {
    /** Each week. */
    WEEKLY,
    /** Each month. */
    MONTHLY,
    /** Each quarter. */
    QUARTERLY
}
