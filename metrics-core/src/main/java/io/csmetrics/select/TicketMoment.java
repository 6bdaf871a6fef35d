package io.csmetrics.select;

/** A moment in the life of a ticket. */
public enum TicketMoment {
    /** It was opened. */
    OPENED,
    /** A human first answered. */
    FIRST_RESPONSE,
    /** It was resolved, for the last time if it was reopened. */
    RESOLVED,
    /** It was first escalated. */
    ESCALATED
}
