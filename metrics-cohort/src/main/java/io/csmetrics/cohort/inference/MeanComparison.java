package io.csmetrics.cohort.inference;

import io.csmetrics.family.UndefinedReason;
import io.csmetrics.statistics.Interval;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Two means of different units side by side, whose variances may differ: how far they are apart, how sure that is, and whether it is more
 * than chance. Interval and p-value are of one method and never disagree.
 *
 * <p>Source: Welch (1947), "The generalization of Student's problem when several different population variances are involved".
 *
 * @param first the numbers of the first group
 * @param second the numbers of the second group, which the first is compared with
 */
public record MeanComparison(Sample first, Sample second) {

    /**
     * Returns the difference of the means. Defined as {@code first - second}.
     *
     * @return the difference; empty where a group is
     */
    public OptionalDouble difference() {
        return first.n() == 0 || second.n() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(first.mean() - second.mean());
    }

    /**
     * Returns the standard error of the difference. Defined as {@code sqrt(variance1 / n1 + variance2 / n2)}.
     *
     * @return the error, above 0; empty where a group has fewer than 2 units, or neither group varies
     */
    public OptionalDouble standardError() {
        return impossible().isPresent()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.sqrt(part(first) + part(second)));
    }

    /**
     * Returns the degrees of freedom. Defined as {@code (a + b)² / (a² / (n1 - 1) + b² / (n2 - 1))}, where {@code a = variance1 / n1} and
     * {@code b = variance2 / n2}.
     *
     * @return the degrees, seldom a whole number, from the smaller {@code n - 1} to {@code n1 + n2 - 2}; empty where the error is
     */
    public OptionalDouble degreesOfFreedom() {
        if (impossible().isPresent()) {
            return OptionalDouble.empty();
        }
        // as shares of the sum, whose squares can neither vanish nor grow too large
        double share = part(first) / (part(first) + part(second));
        return OptionalDouble.of(1 / (share * share / (first.n() - 1) + (1 - share) * (1 - share) / (second.n() - 1)));
    }

    /**
     * Returns the interval of the difference. Defined as {@code difference ± t standardError}, where {@code t} is the quantile of
     * Student's distribution with {@link #degreesOfFreedom()}.
     *
     * @param confidence how sure the interval is to hold the true difference
     * @return the interval; empty where the error is
     */
    public Optional<Interval> interval(Confidence confidence) {
        if (impossible().isPresent()) {
            return Optional.empty();
        }
        double t = student().inverseSurvivalProbability(confidence.tail());
        double reach = t * standardError().orElseThrow();
        double difference = first.mean() - second.mean();
        return Optional.of(new Interval(difference - reach, difference + reach));
    }

    /**
     * Tests whether the means differ. Defined as {@code t = difference / standardError}, read from Student's distribution on both sides.
     *
     * @return the test, its statistic above 0 where the first mean is the greater one, its degrees of freedom told by {@link
     *     #degreesOfFreedom()} since they are no whole number; none where a group has fewer than 2 units, or neither group varies
     */
    public Significance test() {
        return impossible().<Significance>map(why -> why).orElseGet(() -> {
            double t = (first.mean() - second.mean()) / standardError().orElseThrow();
            return new Significance.Tested(
                    "Welch t-test, two-sided",
                    OptionalDouble.of(t),
                    OptionalInt.empty(),
                    Math.min(1, 2 * student().survivalProbability(Math.abs(t))));
        });
    }

    private TDistribution student() {
        return TDistribution.of(degreesOfFreedom().orElseThrow());
    }

    private Optional<Significance.Untested> impossible() {
        if (first.n() < 2 || second.n() < 2) {
            return Optional.of(new Significance.Untested(
                    first.n() == 0 || second.n() == 0 ? UndefinedReason.NO_DATA : UndefinedReason.TOO_FEW_OBSERVATIONS,
                    "a test of means needs 2 units in each group and has " + first.n() + " and " + second.n()));
        }
        return part(first) + part(second) > 0
                ? Optional.empty()
                : Optional.of(new Significance.Untested(
                        UndefinedReason.ZERO_VARIANCE,
                        "all " + first.n() + " units of the first group are " + first.mean() + " and all " + second.n()
                                + " of the second " + second.mean() + ": nothing tells how much chance can do"));
    }

    private static double part(Sample sample) {
        return sample.squares() / (sample.n() - 1) / sample.n();
    }
}
