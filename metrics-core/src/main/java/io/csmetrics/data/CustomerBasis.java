package io.csmetrics.data;

/** Who counts as a customer at an instant {@code t}. One basis holds for a whole book. */
public enum CustomerBasis {
    /** An account with recurring revenue: its balance is above 0. */
    LEDGER,
    /** An account with a contract that starts before {@code t}, ends at or after it, and was signed before it. */
    CONTRACT,
    /** An account whose last event of {@code customer-started} and {@code customer-ended} before {@code t} is a start. */
    EVENTS
}
