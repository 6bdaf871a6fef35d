package io.csmetrics.family;

/** Why a number does not exist. Of several reasons the first in this order is given. */
public enum UndefinedReason {
    /** A parameter that the definition needs was not set. */
    UNCONFIGURED,
    /** Amounts of several currencies would have to be added. */
    MIXED_CURRENCY,
    /** Answers on several scales would have to be added. */
    MIXED_SCALE,
    /** Every unit is still inside its window. */
    IMMATURE,
    /** There are fewer units than the statistic needs. */
    TOO_FEW_OBSERVATIONS,
    /** All units have the same number, so that nothing can vary with it. */
    ZERO_VARIANCE,
    /** The earlier number of a growth is 0 or less. */
    NON_POSITIVE_BASE,
    /** There is no unit to take a mean or another statistic of. */
    NO_DATA,
    /** The denominator is 0. */
    ZERO_DENOMINATOR,
    /** Less than half of a score's weight is known. */
    INSUFFICIENT_COVERAGE,
    /** There are fewer units than the caller asks for. */
    TOO_SMALL_SAMPLE
}
