package io.csmetrics.data;

/** A moment by which records are found. */
public enum RecordMoment {
    /** A ticket is opened. */
    OPENED,
    /** A ticket is first answered. */
    FIRST_RESPONSE,
    /** A ticket is resolved. */
    RESOLVED,
    /** A ticket is escalated. */
    ESCALATED,
    /** The term of a contract starts. */
    STARTS,
    /** The term of a contract ends. */
    ENDS,
    /** An opportunity is created. */
    CREATED,
    /** An opportunity is won or lost. */
    CLOSED,
    /** A cost is booked. */
    BOOKED
}
