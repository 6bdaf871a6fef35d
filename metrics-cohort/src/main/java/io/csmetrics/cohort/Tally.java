package io.csmetrics.cohort;

/** What is added up for each cohort and index. All of it adds over units, and so over any partition of them. */
public enum Tally {
    /** Units whose window has begun. */
    BEGUN,
    /** Units whose window has ended: the denominator. */
    AT_RISK,
    /** Of those, the ones that are retained. */
    RETAINED,
    /** Of those, the ones that were retained at every index so far. */
    NEVER_LAPSED,
    /** Of those, the ones that are retained and were not at the index before. */
    REACTIVATED,
    /** The revenue that those who are at risk had at index 0. */
    BASE,
    /** Their revenue at the end of the window. */
    NET,
    /** The same, of each account at most what it had at index 0. */
    GROSS,
    /** The least that each account had at any index so far. */
    STRICT,
    /** The revenue of those who are reactivated. */
    REACTIVATED_REVENUE,
    /** The revenue at all indexes so far, each for the months of its window. */
    CUMULATIVE;

    /**
     * Tells whether this is money.
     *
     * @return whether it counts revenue, and not units
     */
    public boolean isMoney() {
        return compareTo(BASE) >= 0;
    }
}
