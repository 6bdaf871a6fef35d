package io.csmetrics.select;

/** What became of an account in a length of time {@code H} after the end {@code e} of a period. */
public enum Outcome {
    /** 1 if the account is a customer at {@code e + H}, else 0. */
    RETAINED,
    /** 1 if the account expanded in {@code [e, e + H)}, else 0. */
    EXPANDED,
    /** Engagement events a day in {@code [e, e + H)} minus engagement events a day in the period. */
    USAGE_CHANGE,
    /** Its monthly recurring revenue at {@code e + H} over that at {@code e}; accounts without revenue at {@code e} are left out. */
    NET_REVENUE_RETENTION
}
