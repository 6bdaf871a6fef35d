package io.csmetrics.family;

/** What the reader of a number should know beside it. */
public enum Flag {
    /** The period was not over when it was read; nothing is extrapolated. */
    PARTIAL_PERIOD,
    /** Some accounts were imported with an opening balance inside the period, so their earlier history is not known. */
    HISTORY_STARTS_INSIDE,
    /** More was lost than there was at the opening, because an account grew and then shrank inside the period. */
    OVER_BASE,
    /** Revenue that came back counts as gained; by the FLOW method it does only where it was asked for. */
    REACTIVATION_INCLUDED,
    /** Some units are still inside their window. */
    OPEN_WINDOW,
    /** The target is met. */
    TARGET_MET,
    /** The target is missed. */
    TARGET_MISSED
}
