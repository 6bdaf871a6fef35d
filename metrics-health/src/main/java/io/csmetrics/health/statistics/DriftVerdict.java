package io.csmetrics.health.statistics;

/** What a population stability index says, by the usual thumb rule. */
public enum DriftVerdict {
    /** Below 0.10: the accounts are much as they were. */
    STABLE,
    /** From 0.10 to 0.25, both included: look at what changed. */
    SHIFTING,
    /** Above 0.25: the model was made for other accounts than these. */
    SHIFTED;

    /**
     * Reads an index.
     *
     * @param index the population stability index, at least 0
     * @return the verdict
     * @throws IllegalArgumentException if the index is not a number of at least 0
     */
    public static DriftVerdict of(double index) {
        if (!(index >= 0)) {
            throw new IllegalArgumentException("population stability index " + index + " must be at least 0");
        }
        return index < 0.10 ? STABLE : index <= 0.25 ? SHIFTING : SHIFTED;
    }
}
