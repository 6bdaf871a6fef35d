package io.csmetrics.cohort.survival;

import io.csmetrics.cohort.inference.Confidence;
import java.util.OptionalDouble;

/**
 * The time by which a share of the units has ended, such as the median.
 *
 * @param probability the share, above 0 and below 1
 * @param rule which time it is where the curve runs flat at the level
 * @param time the time; empty where the curve does not come down so far
 * @param intervalKind the kind of the interval
 * @param confidence the confidence of the interval
 * @param lower the lower bound; empty where it is unbounded
 * @param upper the upper bound; empty where it is unbounded
 */
public record SurvivalQuantile(
        double probability,
        QuantileRule rule,
        OptionalDouble time,
        SurvivalInterval intervalKind,
        Confidence confidence,
        OptionalDouble lower,
        OptionalDouble upper) {

    /**
     * Checks the share.
     *
     * @throws IllegalArgumentException if it is not above 0 and below 1
     */
    public SurvivalQuantile {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException(
                    "probability " + probability + " must be above 0 and below 1; write the median as 0.5");
        }
    }
}
