package io.csmetrics.cohort.source;

/** What a row of activity stands for. */
public enum ActivityRole {
    /** It can begin a unit's membership, and is no activity. */
    ENTRY,
    /** It can begin a unit's membership, and it is activity. */
    START,
    /** It is activity, and begins nothing. */
    RETURN,
    /** It is what tells cohorts apart by behaviour, and neither a start nor activity. */
    BEHAVIOUR
}
