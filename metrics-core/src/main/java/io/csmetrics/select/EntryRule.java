package io.csmetrics.select;

/** Which occurrences bring a unit into a window. */
public enum EntryRule {
    /** The unit's first one ever, if it lies in the period. */
    FIRST_EVER,
    /** The unit's first one in the period. */
    FIRST_IN_PERIOD,
    /** Each one in the period; of units that are matched by an id the id's first one ever, so that each id enters once. */
    EACH
}
