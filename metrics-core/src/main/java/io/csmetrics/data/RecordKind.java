package io.csmetrics.data;

/** The kinds of records that {@link CustomerData} holds. */
public enum RecordKind {
    /** Accounts. */
    ACCOUNTS,
    /** Revenue movements, or subscriptions that were turned into movements. */
    MOVEMENTS,
    /** Contracts. */
    CONTRACTS,
    /** Survey responses. */
    SURVEYS,
    /** Tickets. */
    TICKETS,
    /** Opportunities. */
    OPPORTUNITIES,
    /** Costs. */
    COSTS,
    /** Events. */
    EVENTS,
    /** Numbers that others computed for accounts. */
    VALUES
}
