package io.csmetrics.cohort.inference;

import io.csmetrics.statistics.Interval;
import java.util.Optional;

/**
 * Intervals for whoever looks again and again: as units come in, all of them together hold the true figure as surely as one ordinary
 * interval does at one look that was planned. The price is width, at any single look. They hold for many units; at a handful nothing does.
 *
 * <p>Defined as {@code estimate ± standardError sqrt(2 (n r + 1) / (n r) ln(sqrt(n r + 1) / a))}, where {@code a = 1 - level} and {@code r
 * = (-2 ln a + ln(1 - 2 ln a)) / plannedUnits}, which makes the intervals narrow about the planned number of units.
 *
 * <p>Source: Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas (2024), "Time-uniform central limit theory and asymptotic confidence
 * sequences".
 *
 * @param confidence how sure all intervals together are to hold the true figure
 * @param plannedUnits at how many units the intervals are to be narrowest, 1 or more: chosen before the first look and kept
 */
public record ConfidenceSequence(Confidence confidence, long plannedUnits) {

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if {@code plannedUnits} is below 1
     */
    public ConfidenceSequence {
        if (plannedUnits < 1) {
            throw new IllegalArgumentException(
                    "planned units " + plannedUnits + " must be 1 or more; say how many the last look is to have");
        }
    }

    /**
     * Returns the interval of a mean, or of a difference of means, at a look.
     *
     * @param estimate the estimate, finite
     * @param standardError its standard error at this look, finite
     * @param n the units at this look
     * @return the interval; empty where the error is not above 0 or there are no units
     */
    public Optional<Interval> interval(double estimate, double standardError, long n) {
        if (!(standardError > 0) || n < 1) {
            return Optional.empty();
        }
        double alpha = 1 - confidence.level();
        double twice = -2 * Math.log(alpha);
        double spent = n * (twice + Math.log(twice + 1)) / plannedUnits;
        double reach = standardError * Math.sqrt(2 * (spent + 1) / spent * (Math.log(spent + 1) / 2 - Math.log(alpha)));
        return Optional.of(new Interval(estimate - reach, estimate + reach));
    }
}
