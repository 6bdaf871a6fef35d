package io.csmetrics.cohort.inference;

import io.csmetrics.family.UndefinedReason;
import io.csmetrics.statistics.Proportion;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.apache.commons.statistics.inference.SignificanceResult;

/**
 * The shares of several groups of different units, such as cohorts: whether they differ, and whether they rise or fall.
 *
 * @param groups the shares; for a trend in the order of the groups
 */
public record ProportionGroups(List<Proportion> groups) {

    /**
     * Copies the groups.
     *
     * @throws ArithmeticException if the units of all groups are more than a {@code long} holds
     */
    public ProportionGroups {
        groups = List.copyOf(groups);
        long n = 0;
        for (Proportion group : groups) {
            n = Math.addExact(n, group.n());
        }
    }

    /**
     * Returns the share of all groups together. Defined as {@code sum of hits / sum of n}.
     *
     * @return the share, of 0 units where there are none
     */
    public Proportion pooled() {
        long hits = 0;
        long n = 0;
        for (Proportion group : groups) {
            hits += group.hits();
            n += group.n();
        }
        return new Proportion(hits, n);
    }

    /**
     * Returns the least count that is expected in a cell if all shares are alike. Defined as {@code min over groups of n * min(p, 1 -
     * p)}, where {@code p} is the pooled share. Below 5 take the p-values of {@link #independence()} and {@link #trend(double...)} for a
     * rough guide.
     *
     * @return the count; empty where there are no units
     */
    public OptionalDouble smallestExpected() {
        Proportion pooled = pooled();
        long rarer = Math.min(pooled.hits(), pooled.n() - pooled.hits());
        return pooled.n() == 0
                ? OptionalDouble.empty()
                : groups.stream()
                        .mapToDouble(group -> (double) group.n() * rarer / pooled.n())
                        .min();
    }

    /**
     * Tests whether the shares differ by more than chance sets apart. Defined as {@code sum over groups of (hits - n p)² / (n p (1 -
     * p))}, where {@code p} is the pooled share, read from the chi-square distribution with one degree of freedom fewer than there are
     * groups. Of two groups it is the square of {@link ProportionComparison#pooledZ()}.
     *
     * <p>Source: Pearson (1900), "On the criterion that a given system of deviations from the probable ... can be reasonably supposed to
     * have arisen from random sampling".
     *
     * @return the test; none where there are fewer than two groups, where a group is empty, or where there is no hit at all or nothing but
     *     hits
     */
    public Significance independence() {
        return impossible().orElseGet(() -> {
            long[][] table = groups.stream()
                    .map(group -> new long[] {group.hits(), group.n() - group.hits()})
                    .toArray(long[][]::new);
            SignificanceResult result = ChiSquareTest.withDefaults().test(table);
            return new Significance.Tested(
                    "chi-square test of independence",
                    OptionalDouble.of(result.getStatistic()),
                    OptionalInt.of(groups.size() - 1),
                    result.getPValue());
        });
    }

    /**
     * Tests whether the shares rise or fall from each group to the next, with groups at equal distances.
     *
     * @return the test
     * @see #trend(double...)
     */
    public Significance trend() {
        return trend(IntStream.range(0, groups.size()).asDoubleStream().toArray());
    }

    /**
     * Tests whether the shares rise or fall with a score of the groups. Defined as {@code z = sum of (s - m) hits / sqrt(p (1 - p) sum of
     * n (s - m)²)}, where {@code p} is the pooled share and {@code m} the mean score of the units, read from the normal distribution on
     * both sides. It finds a steady trend sooner than {@link #independence()}, and no other difference.
     *
     * <p>Sources: Cochran (1954), "Some methods for strengthening the common chi-square tests"; Armitage (1955), "Tests for linear trends
     * in proportions and frequencies".
     *
     * @param scores the score of each group, such as the month it began; only their distances matter, not their unit
     * @return the test, its statistic above 0 where the shares rise with the score; none where {@link #independence()} cannot be made, or
     *     where all groups have the same score
     * @throws IllegalArgumentException if there are not as many scores as groups, or a score is not a finite number within ±1e100
     */
    public Significance trend(double... scores) {
        requireScores(scores);
        return impossible().orElseGet(() -> ascending(scores));
    }

    private void requireScores(double[] scores) {
        if (scores.length != groups.size()) {
            throw new IllegalArgumentException(
                    scores.length + " scores must be as many as the " + groups.size() + " groups; give one for each");
        }
        for (double score : scores) {
            if (!(Math.abs(score) <= 1e100)) {
                throw new IllegalArgumentException("score " + score + " must be a finite number within ±1e100");
            }
        }
    }

    private Significance ascending(double[] scores) {
        Proportion pooled = pooled();
        // scores from 0 to 1, so that neither their unit nor their origin costs digits
        double origin = IntStream.range(0, scores.length)
                .mapToDouble(i -> scores[i])
                .min()
                .orElseThrow();
        double span = IntStream.range(0, scores.length)
                        .mapToDouble(i -> scores[i])
                        .max()
                        .orElseThrow()
                - origin;
        if (span == 0) {
            return new Significance.Untested(
                    UndefinedReason.ZERO_VARIANCE, "all " + groups.size() + " groups have the score " + scores[0]);
        }
        double mean = 0;
        for (int i = 0; i < scores.length; i++) {
            mean += (scores[i] - origin) / span * groups.get(i).n() / pooled.n();
        }
        double slope = 0;
        double spread = 0;
        for (int i = 0; i < scores.length; i++) {
            double distance = (scores[i] - origin) / span - mean;
            slope += distance * groups.get(i).hits();
            spread += distance * distance * groups.get(i).n();
        }
        return ProportionComparison.normal(
                "Cochran-Armitage test for trend, two-sided", slope / Math.sqrt(unitVariance() * spread));
    }

    /** The variance of one unit if all shares are alike, {@code p (1 - p)} without the cancellation of {@code 1 - p}. */
    double unitVariance() {
        Proportion pooled = pooled();
        double n = pooled.n();
        return pooled.hits() / n * ((pooled.n() - pooled.hits()) / n);
    }

    /** Why no test of the groups can be made: too few of them, an empty one, or units that are all alike. */
    Optional<Significance> impossible() {
        if (groups.size() < 2) {
            return Optional.of(new Significance.Untested(
                    UndefinedReason.TOO_FEW_OBSERVATIONS, "a test needs two groups and has " + groups.size()));
        }
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i).n() == 0) {
                return Optional.of(new Significance.Untested(
                        UndefinedReason.NO_DATA, "group " + (i + 1) + " of " + groups.size() + " has no units"));
            }
        }
        Proportion pooled = pooled();
        return pooled.hits() == 0 || pooled.hits() == pooled.n()
                ? Optional.of(new Significance.Untested(
                        UndefinedReason.ZERO_VARIANCE,
                        pooled.hits() + " hits of " + pooled.n() + " units: the groups cannot differ"))
                : Optional.empty();
    }
}
