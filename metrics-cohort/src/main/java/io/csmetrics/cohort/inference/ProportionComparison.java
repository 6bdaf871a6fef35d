package io.csmetrics.cohort.inference;

import io.csmetrics.statistics.Interval;
import io.csmetrics.statistics.Proportion;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Two shares of different units side by side: how far they are apart, how sure that is, and whether it is more than chance.
 *
 * <p>The interval and the p-value come of different methods, each the best of its kind, and may disagree near the border: an interval
 * without 0 beside a p-value above 0.05. The decision goes by one rule: by {@link #test()}, adjusted by {@link Holm} where several
 * comparisons are made. The interval says how large the difference may be.
 *
 * @param first the share of the first group
 * @param second the share of the second group, which the first is compared with
 */
public record ProportionComparison(Proportion first, Proportion second) {

    /** The pooled z-test holds from so many expected units in each cell of the table. */
    public static final int LEAST_EXPECTED = 5;

    /**
     * Checks that the units can be added.
     *
     * @throws ArithmeticException if the units of both groups are more than a {@code long} holds
     */
    public ProportionComparison {
        Math.addExact(first.n(), second.n());
    }

    /**
     * Returns the difference of the shares. Defined as {@code first - second}.
     *
     * @return the difference, -1 to 1; empty where a group is
     */
    public OptionalDouble difference() {
        return isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(rate(first) - rate(second));
    }

    /**
     * Returns the interval of the difference, from the score intervals of the two shares. Defined as {@code d - sqrt((p1 - l1)² + (u2 -
     * p2)²) to d + sqrt((u1 - p1)² + (p2 - l2)²)}, where {@code l} and {@code u} are the ends of {@link ProportionInterval#WILSON}.
     * It is sound where there are few units or no hits at all: 0 of 10 against 0 of 20 gives -0.161 to 0.278.
     *
     * <p>Source: Newcombe (1998), "Interval estimation for the difference between independent proportions", method 10.
     *
     * @param confidence how sure the interval is to hold the true difference
     * @return the interval, within -1 to 1; empty where a group is
     */
    public Optional<Interval> differenceInterval(Confidence confidence) {
        if (isEmpty()) {
            return Optional.empty();
        }
        double p1 = rate(first);
        double p2 = rate(second);
        Interval one = first.wilson(confidence.z()).orElseThrow();
        Interval two = second.wilson(confidence.z()).orElseThrow();
        double down = Math.hypot(p1 - one.lower(), two.upper() - p2);
        double up = Math.hypot(one.upper() - p1, p2 - two.lower());
        return Optional.of(new Interval(Math.max(-1, p1 - p2 - down), Math.min(1, p1 - p2 + up)));
    }

    /**
     * Returns how many times the second share the first is. Defined as {@code first / second}.
     *
     * @return the ratio, 0 or more; empty where a group is, or where the second share is 0
     */
    public OptionalDouble ratio() {
        return isEmpty() || second.hits() == 0 ? OptionalDouble.empty() : OptionalDouble.of(rate(first) / rate(second));
    }

    /**
     * Returns the interval of the ratio, which is normal on the scale of logarithms. Defined as {@code exp(ln(p1/p2) ± z sqrt(1/x1 -
     * 1/n1 + 1/x2 - 1/n2))}.
     *
     * <p>Source: Katz, Baptista, Azen and Pike (1978), "Obtaining confidence intervals for the risk ratio in cohort studies".
     *
     * @param confidence how sure the interval is to hold the true ratio
     * @return the interval, above 0; empty where a group has no hits or nothing but hits, since the error of its logarithm is then
     *     infinite or a false 0
     */
    public Optional<Interval> ratioInterval(Confidence confidence) {
        if (isOneSided(first) || isOneSided(second)) {
            return Optional.empty();
        }
        double error = Math.sqrt(logVariance(first) + logVariance(second));
        double ratio = rate(first) / rate(second);
        double reach = Math.exp(confidence.z() * error);
        return Optional.of(new Interval(ratio / reach, ratio * reach));
    }

    /** The variance of the logarithm of a share, {@code 1/x - 1/n} without its cancellation. */
    private static double logVariance(Proportion share) {
        return (double) (share.n() - share.hits()) / share.hits() / share.n();
    }

    /**
     * Tests whether the shares differ: by {@link #pooledZ()}, or by {@link #fisher(Alternative)} on both sides where any of the four
     * expected counts is below {@value #LEAST_EXPECTED}. Decide by this test.
     *
     * @return the test with the name of its method; none where a group is empty, or where there is no hit at all or nothing but hits
     */
    public Significance test() {
        double smallestExpected = groups().smallestExpected().orElse(0);
        return smallestExpected < LEAST_EXPECTED ? fisher(Alternative.TWO_SIDED) : pooledZ();
    }

    /**
     * Tests whether the shares differ by more than chance sets apart, whatever the number of units. Defined as {@code z = (p1 - p2) /
     * sqrt(p (1 - p) (1/n1 + 1/n2))}, where {@code p} is the share of both groups together, read from the normal distribution on both
     * sides. Its square is the chi-square of the table without correction for continuity.
     *
     * <p>Source: Pearson (1900), "On the criterion that a given system of deviations from the probable ... can be reasonably supposed to
     * have arisen from random sampling".
     *
     * @return the test, its statistic above 0 where the first share is the greater one; none where a group is empty, or where there is no
     *     hit at all or nothing but hits
     */
    public Significance pooledZ() {
        return groups().impossible().orElseGet(() -> {
            double variance = groups().unitVariance() * (1.0 / first.n() + 1.0 / second.n());
            double z = (rate(first) - rate(second)) / Math.sqrt(variance);
            return normal("pooled z-test, two-sided", z);
        });
    }

    /**
     * Tests exactly, given the hits of both groups together. Defined as the sum of the probabilities of all tables with the same margins
     * that are at most as likely as this one, to a part in ten million ({@link Alternative#TWO_SIDED}), or that have as many hits in the
     * first group or more ({@link Alternative#GREATER}) or fewer ({@link Alternative#LESS}).
     *
     * <p>Source: Fisher (1935), "The logic of inductive inference".
     *
     * @param alternative what is looked for
     * @return the test, without statistic; none where a group is empty, or where there is no hit at all or nothing but hits
     */
    public Significance fisher(Alternative alternative) {
        return groups().impossible().orElseGet(() -> {
            String side = switch (alternative) {
                case TWO_SIDED -> "two-sided";
                case GREATER -> "first greater";
                case LESS -> "first smaller";
            };
            return new Significance.Tested(
                    "Fisher's exact test, " + side,
                    OptionalDouble.empty(),
                    OptionalInt.empty(),
                    table().pValue(alternative));
        });
    }

    /**
     * Returns the odds ratio that fits the table best, given its margins: not quite {@code x1 (n2 - x2) / (x2 (n1 - x1))}, which does not
     * take the margins as given.
     *
     * <p>Source: Cornfield (1956), "A statistical problem arising from retrospective studies".
     *
     * @return the ratio of the odds of the first group to those of the second, above 0; empty where the margins allow no fewer or no more
     *     hits in the first group than it has, since the fit would be 0 or infinite
     */
    public OptionalDouble oddsRatio() {
        FourfoldTable table = table();
        return table.isInside() ? OptionalDouble.of(table.oddsRatio()) : OptionalDouble.empty();
    }

    /**
     * Returns the exact interval of the odds ratio: the ratios under which as many hits in the first group, or more, and as many, or
     * fewer, have the probability {@link Confidence#tail()}.
     *
     * <p>Source: Cornfield (1956), "A statistical problem arising from retrospective studies".
     *
     * @param confidence how sure the interval is to hold the true odds ratio
     * @return the interval, above 0; empty where {@link #oddsRatio()} is, since it would not end
     */
    public Optional<Interval> oddsRatioInterval(Confidence confidence) {
        FourfoldTable table = table();
        return table.isInside()
                ? Optional.of(new Interval(table.lowerRatio(confidence.tail()), table.upperRatio(confidence.tail())))
                : Optional.empty();
    }

    private FourfoldTable table() {
        return new FourfoldTable(first.hits(), first.n(), second.n(), first.hits() + second.hits());
    }

    private ProportionGroups groups() {
        return new ProportionGroups(List.of(first, second));
    }

    private boolean isEmpty() {
        return first.n() == 0 || second.n() == 0;
    }

    private static boolean isOneSided(Proportion share) {
        return share.hits() == 0 || share.hits() == share.n();
    }

    private static double rate(Proportion share) {
        return share.rate().orElseThrow();
    }

    /** The test of a statistic that is standard normal where nothing but chance is at work. */
    static Significance normal(String method, double z) {
        return new Significance.Tested(
                method,
                OptionalDouble.of(z),
                OptionalInt.empty(),
                Math.min(1, 2 * NormalDistribution.of(0, 1).survivalProbability(Math.abs(z))));
    }
}
