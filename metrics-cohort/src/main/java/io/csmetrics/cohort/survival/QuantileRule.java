package io.csmetrics.cohort.survival;

/**
 * Which time is the quantile of a survival curve, a staircase that may run flat at the level looked for. The rules differ only there; a
 * survival within 1.5e-8 of the level is at the level.
 */
public enum QuantileRule {
    /** The smallest time with {@code S <= 1 - p}, as most texts have it. */
    SMALLEST,
    /** The middle of the flat stretch at {@code 1 - p}, which ends with the last follow-up if not before; as R has it. */
    MIDPOINT,
    /** The smallest time with {@code S < 1 - p}, as SAS has it. */
    STRICT
}
