package io.csmetrics.cohort.comparison;

import io.csmetrics.cohort.inference.Holm;
import io.csmetrics.cohort.survival.LogRank;
import io.csmetrics.cohort.survival.RestrictedMeanDifference;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Two groups side by side.
 *
 * @param first a group
 * @param second another, which the first is compared with
 * @param logRank the log-rank test of the two alone
 * @param adjustedPValue its p-value, adjusted by {@link Holm} for all pairs that have one; empty where there is no test
 * @param meanDifference how much longer units of the first were kept on average, within the shared maturity; it decides nothing, but sees
 *     what the log-rank test does not where curves cross. Its p-value is not adjusted. Empty where the shared maturity is 0, where
 *     indexes are brackets, and where nobody was watched for a time
 * @param crossings the ages at which the other group took the lead: where the curve that was above is below. Empty where curves do not
 *     cross
 * @param shares the difference at each shared index; empty for lifetimes
 */
public record PairComparison(
        String first,
        String second,
        LogRank logRank,
        OptionalDouble adjustedPValue,
        Optional<RestrictedMeanDifference> meanDifference,
        List<Double> crossings,
        List<ShareDifference> shares) {

    /** Copies the lists. */
    public PairComparison {
        crossings = List.copyOf(crossings);
        shares = List.copyOf(shares);
    }
}
