package io.csmetrics.cohort.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.csmetrics.cohort.Golden;
import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.statistics.Interval;
import io.csmetrics.statistics.SplitMix64;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bootstrap of accounts: against SciPy, in threads, and what is refused. */
final class AccountBootstrapTest {
    private static final Offset<Double> CLOSE = within(1e-10);
    private static final AccountBootstrap USUAL = AccountBootstrap.of(42);

    @TestFactory
    List<DynamicTest> drawsAndIntervalsAreThoseOfTheSecondImplementation() {
        List<DynamicTest> tests = new ArrayList<>();
        Golden.read("account-bootstrap.json")
                .get("cases")
                .forEach(expected ->
                        tests.add(DynamicTest.dynamicTest(expected.get("name").asText(), () -> verify(expected))));
        return tests;
    }

    private static void verify(JsonNode expected) {
        JsonNode rows = expected.get("rows");
        long[] cells = new long[2 * rows.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = rows.get(i / 2).get(i % 2).asLong();
        }
        RatioSample sample = Samples.of(cells);
        long start = expected.get("randomStart").asLong();
        Rolls rolls = new Rolls(Rolls.start(start, 0), rows.size());
        expected.get("firstIndexes").forEach(index -> assertThat(rolls.next()).isEqualTo(index.asInt()));
        long[] sums = new long[2];
        for (int draw = 0; draw < expected.get("firstSums").size(); draw++) {
            sample.columns().draw(Rolls.start(start, draw), sums, 0);
            assertThat(sums[0])
                    .isEqualTo(expected.at("/firstSums/" + draw + "/0").asLong());
            assertThat(sums[1])
                    .isEqualTo(expected.at("/firstSums/" + draw + "/1").asLong());
        }
        AccountBootstrap bootstrap = new AccountBootstrap(
                expected.get("draws").asInt(),
                Confidence.of(expected.get("confidence").asDouble()),
                start);
        BootstrapInterval interval = bootstrap.interval(sample).estimated().orElseThrow();
        assertThat(interval.estimate()).isEqualTo(expected.get("estimate").asDouble());
        assertThat(interval.standardError())
                .isCloseTo(expected.get("standardError").asDouble(), CLOSE);
        assertThat(interval.bias()).isCloseTo(expected.get("bias").asDouble(), CLOSE);
        assertEnds(interval.percentile(), expected.get("percentile"));
        assertEnds(interval.bca().orElseThrow(), expected.get("bca"));
        assertThat(new Draws(bootstrap, sample.columns(), 1, Runnable::run)
                        .jackknife()
                        .acceleration())
                .isCloseTo(expected.get("acceleration").asDouble(), CLOSE);
    }

    private static void assertEnds(Interval interval, JsonNode ends) {
        assertThat(interval.lower()).isCloseTo(ends.get(0).asDouble(), CLOSE);
        assertThat(interval.upper()).isCloseTo(ends.get(1).asDouble(), CLOSE);
    }

    @Test
    void rollsAreThoseOfTheGenerator() {
        for (int bound : new int[] {1, 2, 10, 1000, Integer.MAX_VALUE}) {
            Rolls rolls = new Rolls(bound, bound);
            SplitMix64 random = new SplitMix64(bound);
            for (int i = 0; i < 200; i++) {
                assertThat(rolls.next()).isEqualTo(random.nextInt(bound));
            }
        }
        SplitMix64 starts = new SplitMix64(99);
        for (int draw = 0; draw < 5; draw++) {
            assertThat(Rolls.start(99, draw)).isEqualTo(starts.nextLong());
        }
    }

    /** Numbers by a second implementation in Python, operation by operation, its exponential that of the C library. */
    @Test
    void anyMachineGivesTheSameBits() {
        RatioSample sample = Samples.of(
                200, 150, 120, 100, 100, 100, 80, 80, 90, 70, 60, 60, 30, 60, 0, 50, 55, 40, 0, 30, 20, 20, 7, 10);
        assertThat(USUAL.interval(sample))
                .isEqualTo(new BootstrapInterval(
                        0.9896103896103896,
                        0.1198628254503387,
                        -0.008523788778729686,
                        new Interval(0.7160903897849463, 1.1800238095238094),
                        Optional.of(new Interval(0.7120106604204324, 1.1770420338472425)),
                        Confidence.PERCENT_95,
                        12,
                        8.91578947368421,
                        0.38837878190997777,
                        2000,
                        42));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void anyNumberOfThreadsGivesTheSameInterval(int threads) {
        RatioSample sample = Samples.accounts(57, 31, 8);
        RatioSample other = Samples.accounts(40, 29, 6);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            assertThat(USUAL.interval(sample, executor)).isEqualTo(USUAL.interval(sample));
            assertThat(USUAL.intervalOfDifference(sample, other, executor))
                    .isEqualTo(USUAL.intervalOfDifference(sample, other));
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void theIntervalSaysWhatItIsMadeOf() {
        BootstrapInterval interval =
                USUAL.interval(Samples.accounts(50, 10, 8)).estimated().orElseThrow();
        assertThat(interval.method()).isEqualTo("percentile bootstrap of accounts, 2000 draws");
        assertThat(interval.accounts()).isEqualTo(50);
        assertThat(interval.randomStart()).isEqualTo(42);
        assertThat(interval.hasFewDraws()).isFalse();
        assertThat(interval.effectiveAccounts()).isCloseTo(50, within(1e-12));
        assertThat(interval.isLikelyTooNarrow()).isFalse();
        assertThat(USUAL.interval(Samples.accounts(20, 10, 8))
                        .estimated()
                        .orElseThrow()
                        .isLikelyTooNarrow())
                .isTrue();
        // the binomial of 50 with 0.8: sqrt(0.8 * 0.2 / 50); a standard deviation of 2,000 draws errs by 1.6 %, times
        // four
        assertThat(interval.standardError()).isCloseTo(Math.sqrt(0.8 * 0.2 / 50), within(0.004));
        AccountBootstrap few = new AccountBootstrap(500, Confidence.PERCENT_95, 1);
        assertThat(few.interval(Samples.accounts(50, 10, 8))
                        .estimated()
                        .orElseThrow()
                        .hasFewDraws())
                .isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccountBootstrap(99, Confidence.PERCENT_95, 1))
                .withMessage("number of draws 99 must be 100 or more, 2000 for an interval that is to be published");
    }

    @Test
    void whereTheDrawsDoNotReachThePercentilesRemain() {
        // at this confidence 100 draws have nothing beyond their extremes
        AccountBootstrap wide = new AccountBootstrap(100, Confidence.of(0.99999), 5);
        BootstrapInterval interval =
                wide.interval(Samples.accounts(50, 10, 8)).estimated().orElseThrow();
        assertThat(interval.bca()).isEmpty();
        assertThat(interval.percentile().contains(interval.estimate())).isTrue();
    }

    @Test
    void aFalseCertaintyIsRefused() {
        assertRefused(
                Samples.accounts(9, 10, 5),
                Refusal.Reason.TOO_FEW_ACCOUNTS,
                "9 accounts have a part in the base of \"retention\"; an interval needs 10");
        assertRefused(Samples.of(), Refusal.Reason.ZERO_BASE, "the base of \"retention\" is 0");
        assertRefused(
                Samples.accounts(40, 10, 10),
                Refusal.Reason.NO_VARIATION,
                "all 40 accounts of \"retention\" have the ratio 1, and so would any draw; up to 7.2 % of all accounts"
                        + " could be otherwise and none of these show it");
    }

    private static void assertRefused(RatioSample sample, Refusal.Reason reason, String detail) {
        assertThat(USUAL.interval(sample)).isEqualTo(new Refusal(reason, detail));
    }

    @Test
    void aGiantAccountIsRefusedAndOneOfHalfTheBaseIsNot() {
        long[] cells = new long[22];
        for (int i = 0; i < 20; i += 2) {
            cells[i] = i;
            cells[i + 1] = 10;
        }
        cells[20] = 90;
        cells[21] = 101;
        assertRefused(
                Samples.of(cells),
                Refusal.Reason.DOMINANT_ACCOUNT,
                "account \"a10\" has 50.2 % of the base of \"retention\"; an interval needs at most half, see the ratio"
                        + " without it");
        assertThat(Samples.of(cells)
                        .leaveOneOut(1)
                        .orElseThrow()
                        .withoutLargest()
                        .accountId())
                .isEqualTo("a10");
        cells[21] = 100;
        assertThat(USUAL.interval(Samples.of(cells)).estimated()).isPresent();
    }

    @Test
    void drawsWithoutABaseAreRefused() {
        Columns columns = Samples.of(5, 10, 5, 0).columns();
        int without = 0;
        SplitMix64 starts = new SplitMix64(8);
        for (int draw = 0; draw < 100; draw++) {
            SplitMix64 random = new SplitMix64(starts.nextLong());
            int first = random.nextInt(2);
            int second = random.nextInt(2);
            without += first + second == 2 ? 1 : 0;
        }
        AccountBootstrap bootstrap = new AccountBootstrap(100, Confidence.PERCENT_95, 8);
        assertThat(without).isPositive();
        assertThat(new Draws(bootstrap, columns, 1, Runnable::run).interval())
                .isEqualTo(new Refusal(
                        Refusal.Reason.ZERO_BASE,
                        without + " of 100 draws have a base of 0; leave out accounts that have no part in the base"));
    }

    @Test
    void aShareAboveHalfIsToldAboveHalf() {
        long[] cells = new long[22];
        for (int i = 0; i < 20; i += 2) {
            cells[i] = i;
            cells[i + 1] = 1249;
        }
        cells[20] = 90;
        cells[21] = 12_510;
        // 12,510 of 25,000 are 50.04 %
        assertThat(USUAL.interval(Samples.of(cells)))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.detail()).startsWith("account \"a10\" has 50.04 % of the base"));
    }

    @Test
    void whatFewAccountsCouldNotShowIsToldAboveNothing() {
        // 1 - 0.05^(1/5000) is 0.000599
        assertThat(USUAL.interval(Samples.accounts(5000, 10, 10)))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.detail()).contains("; up to 0.060 % of all accounts"));
    }

    @Test
    void aSmallAccountThatGrowsAHundredfoldIsFlagged() {
        long[] cells = new long[2 * 41];
        for (int i = 0; i < 40; i++) {
            cells[2 * i] = i % 5 == 0 ? 0 : 10;
            cells[2 * i + 1] = 10;
        }
        cells[80] = 1;
        cells[81] = 1;
        BootstrapInterval calm = USUAL.interval(Samples.of(cells)).estimated().orElseThrow();
        assertThat(calm.hangsOnOneAccount()).isFalse();
        // each of the eight that are lost is a nth of the variance, and the others next to nothing
        assertThat(calm.largestInfluence()).isBetween(0.09, 0.125);
        cells[80] = 100;
        BootstrapInterval flagged =
                USUAL.interval(Samples.of(cells)).estimated().orElseThrow();
        assertThat(flagged.hangsOnOneAccount()).isTrue();
        assertThat(flagged.isLikelyTooNarrow()).isFalse();
        assertThat(flagged.toString()).endsWith("random start 42; hangs on one account");
        assertThat(Samples.of(cells)
                        .leaveOneOut(1)
                        .orElseThrow()
                        .lifting()
                        .get(0)
                        .accountId())
                .isEqualTo("a40");
    }

    @Test
    void aRefusedSampleHasNoInterval() {
        Refusal refusal = new Refusal(Refusal.Reason.NOT_A_RATIO, "a median");
        assertThat(USUAL.interval(refusal)).isEqualTo(refusal);
        assertThat(USUAL.intervalOfDifference(Samples.accounts(20, 1, 5), refusal))
                .isEqualTo(refusal);
        assertThat(refusal.sample()).isEmpty();
        assertThat(refusal.estimated()).isEmpty();
    }

    @Test
    void aDifferenceNeedsTwoIntervals() {
        RatioSample fine = Samples.accounts(20, 1, 5);
        assertThat(USUAL.intervalOfDifference(fine, Samples.accounts(20, 1, 10)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.NO_VARIATION));
        // what is the same account by account does not differ in any draw
        assertThat(USUAL.intervalOfDifference(fine, fine))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.NO_VARIATION));
        long large = Long.MAX_VALUE / 21;
        RatioSample left = (RatioSample) RatioSample.of("left", renamed("l", Samples.accounts(20, large, 5)));
        assertThat(USUAL.intervalOfDifference(left, Samples.accounts(20, large, 5)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.TOO_LARGE));
    }

    private static List<AccountRatio> renamed(String prefix, RatioSample sample) {
        List<AccountRatio> parts = new ArrayList<>();
        for (int i = 0; i < sample.accountIds().size(); i++) {
            AccountRatio part = sample.part(i);
            parts.add(new AccountRatio(prefix + part.accountId(), part.numerator(), part.denominator()));
        }
        return parts;
    }

    @Test
    void accountsOfBothRatiosAreDrawnForBoth() {
        RatioSample now = Samples.accounts(60, 100, 7);
        long[] cells = new long[120];
        for (int i = 0; i < 60; i++) {
            // a year ago the same were kept but for every twentieth
            cells[2 * i] = i % 20 == 0 ? 0 : now.part(i).numerator().longValueExact();
            cells[2 * i + 1] = 100;
        }
        RatioSample then = (RatioSample) RatioSample.of("then", byIdOf(now, cells));
        BootstrapInterval paired =
                USUAL.intervalOfDifference(now, then).estimated().orElseThrow();
        BootstrapInterval apart = USUAL.intervalOfDifference(
                        now, (RatioSample) RatioSample.of("then", renamed("x", then)))
                .estimated()
                .orElseThrow();
        assertThat(paired.estimate()).isEqualTo(apart.estimate());
        assertThat(paired.accounts()).isEqualTo(60);
        assertThat(apart.accounts()).isEqualTo(120);
        assertThat(apart.effectiveAccounts()).isCloseTo(60, within(1e-12));
        assertThat(paired.standardError()).isLessThan(apart.standardError() / 2);
        // two binomials of 60: the standard deviation of 2,000 draws errs by 1.6 %, times four
        double p = then.ratio().orElseThrow().doubleValue();
        assertThat(apart.standardError()).isCloseTo(Math.sqrt((0.7 * 0.3 + p * (1 - p)) / 60), within(0.007));
    }

    private static List<AccountRatio> byIdOf(RatioSample sample, long[] cells) {
        List<AccountRatio> parts = new ArrayList<>();
        for (int i = 0; i < sample.accountIds().size(); i++) {
            parts.add(Samples.part(sample.accountIds().get(i), cells[2 * i], cells[2 * i + 1]));
        }
        return parts;
    }

    @Test
    void theNormalDistributionIsThatOfCommons() {
        NormalDistribution normal = NormalDistribution.of(0, 1);
        for (double z = -9; z <= 9; z += 0.37) {
            assertThat(StrictNormal.probability(z)).isCloseTo(normal.cumulativeProbability(z), within(2e-15));
        }
        for (double p : new double[] {1e-6, 2.5e-4, 0.025, 0.4999, 0.5, 0.7, 0.975, 0.99975, 1 - 1e-6}) {
            // the probability errs by two parts in 1e15, which the density turns into an error of the quantile
            double z = normal.inverseCumulativeProbability(p);
            assertThat(StrictNormal.quantile(p)).isCloseTo(z, within(2e-15 / normal.density(z) + 1e-15));
        }
        assertThat(StrictNormal.quantile(Math.nextDown(1.0))).isBetween(6.0, 9.0);
    }
}
