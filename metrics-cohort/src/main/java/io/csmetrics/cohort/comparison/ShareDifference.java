package io.csmetrics.cohort.comparison;

import io.csmetrics.cohort.inference.Holm;
import io.csmetrics.cohort.inference.ProportionComparison;
import io.csmetrics.cohort.inference.Significance;
import io.csmetrics.statistics.Interval;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The shares of two groups at one index, as the table shows them.
 *
 * @param index the index
 * @param shares the share of the first group and that of the second
 * @param interval Newcombe's interval of {@code first - second}; empty where a group has nobody at risk
 * @param test the pooled z-test or Fisher's exact test, or why there is none
 * @param adjustedPValue its p-value, adjusted by {@link Holm} for all indexes and pairs of the comparison that have one; empty where
 *     there is no test
 */
public record ShareDifference(
        int index,
        ProportionComparison shares,
        Optional<Interval> interval,
        Significance test,
        OptionalDouble adjustedPValue) {}
