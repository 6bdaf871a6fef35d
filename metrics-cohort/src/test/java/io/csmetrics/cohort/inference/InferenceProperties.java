package io.csmetrics.cohort.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.statistics.Interval;
import io.csmetrics.statistics.Proportion;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class InferenceProperties {
    private static final int TRIES = 100;

    @Provide
    Arbitrary<Proportion> shares() {
        return Arbitraries.longs()
                .between(1, 40)
                .flatMap(n -> Arbitraries.longs().between(0, n).map(hits -> new Proportion(hits, n)))
                .withoutEdgeCases();
    }

    @Property(tries = TRIES)
    void anIntervalHoldsItsShareAndGrowsWithConfidence(
            @ForAll("shares") Proportion share,
            @ForAll ProportionInterval way,
            @ForAll("levels") Confidence confidence) {
        Interval narrow = way.of(share, confidence).orElseThrow();
        assertThat(narrow.contains(share.rate().orElseThrow())).isTrue();
        assertWider(way.of(share, surer(confidence)), narrow);
    }

    @Property(tries = TRIES)
    void missesMirrorHits(
            @ForAll("shares") Proportion share,
            @ForAll ProportionInterval way,
            @ForAll("levels") Confidence confidence) {
        assertMirrored(
                way.of(share, confidence).orElseThrow(),
                way.of(misses(share), confidence).orElseThrow(),
                1);
    }

    @Property(tries = TRIES)
    void theEndsOfTheExactIntervalHaveTheTailBeyondThem(@ForAll("shares") Proportion share) {
        Interval interval = ProportionInterval.CLOPPER_PEARSON
                .of(share, Confidence.PERCENT_95)
                .orElseThrow();
        if (share.hits() > 0) {
            assertThat(atLeast(share.hits(), share.n(), interval.lower())).isCloseTo(0.025, within(1e-9));
        }
        if (share.hits() < share.n()) {
            assertThat(1 - atLeast(share.hits() + 1, share.n(), interval.upper()))
                    .isCloseTo(0.025, within(1e-9));
        }
    }

    /** The binomial sum, term by term. */
    private static double atLeast(long hits, long n, double p) {
        return LongStream.rangeClosed(hits, n)
                .mapToDouble(
                        k -> choose(n, k).doubleValue() * Math.pow(p, (double) k) * Math.pow(1 - p, (double) (n - k)))
                .sum();
    }

    @Property(tries = TRIES)
    void anIntervalOfADifferenceHoldsItAndMirrorsWithTheGroups(
            @ForAll("shares") Proportion first,
            @ForAll("shares") Proportion second,
            @ForAll("levels") Confidence confidence) {
        ProportionComparison comparison = new ProportionComparison(first, second);
        Interval interval = comparison.differenceInterval(confidence).orElseThrow();
        assertThat(interval.contains(comparison.difference().orElseThrow())).isTrue();
        assertMirrored(
                interval,
                new ProportionComparison(second, first)
                        .differenceInterval(confidence)
                        .orElseThrow(),
                0);
        assertWider(comparison.differenceInterval(surer(confidence)), interval);
    }

    @Property(tries = TRIES)
    void anIntervalOfARatioHoldsItAndTurnsOverWithTheGroups(
            @ForAll("shares") Proportion first,
            @ForAll("shares") Proportion second,
            @ForAll("levels") Confidence confidence) {
        ProportionComparison comparison = new ProportionComparison(first, second);
        Optional<Interval> turned = new ProportionComparison(second, first).ratioInterval(confidence);
        Optional<Interval> interval = comparison.ratioInterval(confidence);
        assertThat(interval.isPresent())
                .isEqualTo(turned.isPresent())
                .isEqualTo(first.hits() % first.n() > 0 && second.hits() % second.n() > 0);
        interval.ifPresent(ends -> {
            assertThat(ends.contains(comparison.ratio().orElseThrow())).isTrue();
            assertThat(ends.lower() * turned.orElseThrow().upper()).isCloseTo(1, within(1e-12));
            assertThat(ends.upper() * turned.orElseThrow().lower()).isCloseTo(1, within(1e-12));
            assertWider(comparison.ratioInterval(surer(confidence)), ends);
        });
    }

    @Property(tries = TRIES)
    void theExactTestIsTheSumOverAllTables(
            @ForAll("shares") Proportion first, @ForAll("shares") Proportion second, @ForAll Alternative alternative) {
        Significance test = new ProportionComparison(first, second).fisher(alternative);
        long hits = first.hits() + second.hits();
        assertThat(test.tested().isPresent()).isEqualTo(hits > 0 && hits < first.n() + second.n());
        test.tested()
                .ifPresent(tested -> assertThat(tested.pValue())
                        .isCloseTo(sumOverTables(first, second, alternative), within(1e-12)));
    }

    private static double sumOverTables(Proportion first, Proportion second, Alternative alternative) {
        long hits = first.hits() + second.hits();
        BigInteger all = BigInteger.ZERO;
        BigInteger part = BigInteger.ZERO;
        BigInteger observed = choose(first.n(), first.hits()).multiply(choose(second.n(), second.hits()));
        BigInteger tenMillion = BigInteger.valueOf(10_000_000);
        for (long k = Math.max(0, hits - second.n()); k <= Math.min(first.n(), hits); k++) {
            BigInteger tables = choose(first.n(), k).multiply(choose(second.n(), hits - k));
            all = all.add(tables);
            boolean counts = switch (alternative) {
                case TWO_SIDED ->
                    tables.multiply(tenMillion).compareTo(observed.multiply(tenMillion.add(BigInteger.ONE))) <= 0;
                case GREATER -> k >= first.hits();
                case LESS -> k <= first.hits();
            };
            part = counts ? part.add(tables) : part;
        }
        return part.doubleValue() / all.doubleValue();
    }

    private static BigInteger choose(long n, long k) {
        BigInteger ways = BigInteger.ONE;
        for (long i = 1; i <= k; i++) {
            ways = ways.multiply(BigInteger.valueOf(n - k + i)).divide(BigInteger.valueOf(i));
        }
        return ways;
    }

    @Property(tries = TRIES)
    void swappingTheGroupsMirrorsTheTests(@ForAll("shares") Proportion first, @ForAll("shares") Proportion second) {
        ProportionComparison one = new ProportionComparison(first, second);
        ProportionComparison other = new ProportionComparison(second, first);
        assertSameP(one.test(), other.test());
        assertSameP(one.fisher(Alternative.GREATER), other.fisher(Alternative.LESS));
        assertThat(one.oddsRatio().isPresent()).isEqualTo(other.oddsRatio().isPresent());
        one.oddsRatio()
                .ifPresent(ratio ->
                        assertThat(ratio * other.oddsRatio().orElseThrow()).isCloseTo(1, within(1e-12)));
        one.oddsRatioInterval(Confidence.PERCENT_95).ifPresent(ends -> {
            assertThat(ends.contains(one.oddsRatio().orElseThrow())).isTrue();
            assertThat(ends.lower()
                            * other.oddsRatioInterval(Confidence.PERCENT_95)
                                    .orElseThrow()
                                    .upper())
                    .isCloseTo(1, within(1e-12));
        });
    }

    @Property(tries = TRIES)
    void ofTwoGroupsAllNormalTestsAreOne(@ForAll("shares") Proportion first, @ForAll("shares") Proportion second) {
        ProportionGroups groups = new ProportionGroups(List.of(first, second));
        Significance pooledZ = new ProportionComparison(first, second).pooledZ();
        assertSameP(groups.independence(), pooledZ);
        assertSameP(groups.trend(), pooledZ);
        if (pooledZ.tested().isPresent()) {
            double z = statistic(pooledZ);
            assertThat(statistic(groups.independence())).isCloseTo(z * z, within(1e-9));
            assertThat(statistic(groups.trend())).isCloseTo(-z, within(1e-9));
        }
    }

    @Property(tries = TRIES)
    void aTrendIgnoresTheUnitOfItsScoresAndTurnsWithTheirOrder(
            @ForAll @Size(min = 3, max = 6) List<@From("shares") Proportion> shares,
            @ForAll @IntRange(min = 1, max = 9) int unit) {
        ProportionGroups groups = new ProportionGroups(shares);
        double[] scores = LongStream.range(0, shares.size())
                .mapToDouble(i -> 2000.0 + i * i)
                .toArray();
        double[] scaled = Arrays.stream(scores).map(score -> score / unit - 7).toArray();
        double[] turned = Arrays.stream(scores).map(score -> -score).toArray();
        Significance trend = groups.trend(scores);
        assertSameP(trend, groups.trend(scaled));
        assertSameP(trend, groups.trend(turned));
        if (trend.tested().isPresent()) {
            assertThat(statistic(groups.trend(turned))).isCloseTo(-statistic(trend), within(1e-9));
            assertThat(statistic(trend) * statistic(trend))
                    .isLessThanOrEqualTo(statistic(groups.independence()) + 1e-9);
        }
    }

    /** Holm's procedure as he wrote it: from the smallest, until one is not rejected. */
    private static boolean[] rejected(List<Double> pValues, double level) {
        boolean[] rejected = new boolean[pValues.size()];
        for (int left = pValues.size(); left > 0; left--) {
            int least = -1;
            for (int i = 0; i < rejected.length; i++) {
                if (!rejected[i] && (least < 0 || pValues.get(i) < pValues.get(least))) {
                    least = i;
                }
            }
            if (left * pValues.get(least) > level) {
                return rejected;
            }
            rejected[least] = true;
        }
        return rejected;
    }

    @Property(tries = TRIES)
    void anAdjustedPValueIsTheLevelAtWhichHolmRejects(
            @ForAll @Size(max = 8) List<@DoubleRange(min = 0, max = 1) Double> pValues,
            @ForAll @IntRange(min = 1, max = 99) int percent) {
        double level = percent / 100.0;
        double[] adjusted = Holm.adjust(pValues.stream().mapToDouble(p -> p).toArray());
        boolean[] rejected = rejected(pValues, level);
        for (int i = 0; i < adjusted.length; i++) {
            assertThat(adjusted[i] <= level).isEqualTo(rejected[i]);
            assertThat(adjusted[i]).isBetween(pValues.get(i), 1.0);
        }
    }

    @Provide
    Arbitrary<Confidence> levels() {
        return Arbitraries.integers().between(50, 998).map(level -> Confidence.of(level / 1000.0));
    }

    private static Confidence surer(Confidence confidence) {
        return Confidence.of((1 + confidence.level()) / 2);
    }

    private static Proportion misses(Proportion share) {
        return new Proportion(share.n() - share.hits(), share.n());
    }

    private static double statistic(Significance significance) {
        return significance.tested().orElseThrow().statistic().orElseThrow();
    }

    private static void assertWider(Optional<Interval> wide, Interval narrow) {
        assertThat(wide.orElseThrow().lower()).isLessThanOrEqualTo(narrow.lower());
        assertThat(wide.orElseThrow().upper()).isGreaterThanOrEqualTo(narrow.upper());
    }

    private static void assertMirrored(Interval one, Interval other, double sum) {
        assertThat(one.lower()).isCloseTo(sum - other.upper(), within(1e-12));
        assertThat(one.upper()).isCloseTo(sum - other.lower(), within(1e-12));
    }

    private static void assertSameP(Significance one, Significance other) {
        assertThat(one.tested().isPresent()).isEqualTo(other.tested().isPresent());
        one.tested()
                .ifPresent(test -> assertThat(test.pValue())
                        .isCloseTo(other.tested().orElseThrow().pValue(), within(1e-9)));
    }
}
