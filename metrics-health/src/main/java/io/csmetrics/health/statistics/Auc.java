package io.csmetrics.health.statistics;

import io.csmetrics.statistics.Interval;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The area under the ROC curve: the chance that a churned account was ranked as more at risk than one that stayed, ties counting half.
 *
 * <p>Source of the standard error: DeLong, DeLong and Clarke-Pearson (1988), "Comparing the areas under two or more correlated receiver
 * operating characteristic curves: a nonparametric approach".
 *
 * @param value the area, 0 to 1; one half is no better than chance, 1 ranks every pair rightly
 * @param standardError the standard error of DeLong, at least 0; empty where a class has fewer than two accounts. It is 0 where all pairs
 *     are ranked alike, which says that the sample is too clean to measure the error
 */
public record Auc(double value, OptionalDouble standardError) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the area is not 0 to 1, or the standard error is negative or not finite
     */
    public Auc {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("area under the curve " + value + " must be 0 to 1");
        }
        double error = standardError.orElse(0);
        if (!(error >= 0 && error < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("standard error " + error + " must be finite and at least 0");
        }
    }

    /**
     * Returns the normal interval of 95 %. Defined as {@code value ± 1.96 standard errors}, cut to 0 to 1.
     *
     * @return the interval; empty where there is no standard error
     */
    public Optional<Interval> interval() {
        return standardError.isEmpty()
                ? Optional.empty()
                : Optional.of(Interval.normal(value, standardError.getAsDouble(), 0, 1));
    }
}
