package io.csmetrics.select;

/** What is made of the numbers of units. */
public enum Statistic {
    /** How many units have the number. */
    COUNT,
    /** Their sum. */
    SUM,
    /** Their arithmetic mean. */
    MEAN,
    /** How many different ones there are. */
    DISTINCT,
    /** The middle one, or the mean of the middle two. */
    MEDIAN,
    /** The number with a given share of numbers below it. */
    PERCENTILE,
    /** The smallest. */
    MIN,
    /** The largest. */
    MAX,
    /** Of lengths of time: when half of the units have finished, those that have not counted with what they have shown so far. */
    KM_MEDIAN;

    /**
     * Tells whether the statistic needs the numbers themselves, not only how many there are and their sum.
     *
     * @return whether it does
     */
    public boolean needsNumbers() {
        return switch (this) {
            case MEDIAN, PERCENTILE, MIN, MAX, KM_MEDIAN -> true;
            case COUNT, SUM, MEAN, DISTINCT -> false;
        };
    }
}
