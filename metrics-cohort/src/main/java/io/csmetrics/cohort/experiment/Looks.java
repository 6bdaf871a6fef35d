package io.csmetrics.cohort.experiment;

/** When a readout is decided upon, and so by which rule. Choose it before the first look. */
public enum Looks {
    /**
     * Once, at the end that was planned: the p-value decides. A p-value that is looked at until it pleases finds something in far more
     * than 1 of 20 experiments where nothing is.
     */
    AT_PLANNED_END,
    /** At any time, as often as one likes: the always-valid interval decides. It needs more units to find the same effect. */
    ANY_TIME
}
