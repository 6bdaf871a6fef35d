package io.csmetrics.health.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.statistics.Interval;
import io.csmetrics.statistics.Proportion;
import io.csmetrics.statistics.SplitMix64;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CountsTest {

    /** Newcombe (1998), "Two-sided confidence intervals for the single proportion: comparison of seven methods", table I, method 3. */
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0, 0.1611", "1, 29, 0.0061, 0.1718"})
    void theScoreIntervalIsThePublishedOne(long hits, long n, double lower, double upper) {
        Interval interval = new Proportion(hits, n).wilson().orElseThrow();
        assertThat(interval.lower()).isCloseTo(lower, within(5e-5));
        assertThat(interval.upper()).isCloseTo(upper, within(5e-5));
    }

    @Test
    void endsAreExactWhereAllOrNoneHit() {
        assertThat(new Proportion(0, 7).wilson().orElseThrow().lower()).isZero();
        assertThat(new Proportion(7, 7).wilson().orElseThrow().upper()).isEqualTo(1);
    }

    @Test
    void nothingHasNoShare() {
        assertThat(new Proportion(0, 0).rate()).isEmpty();
        assertThat(new Proportion(0, 0).wilson()).isEmpty();
    }

    @Test
    void alarmsAreCountedAgainstEvents() {
        Alarm alarm = Alarm.of(
                new boolean[] {true, true, true, false, false, false, false},
                new boolean[] {true, false, false, true, false, false, false});
        assertThat(alarm).isEqualTo(new Alarm(1, 2, 1, 3));
        assertThat(alarm.precision()).isEqualTo(new Proportion(1, 3));
        assertThat(alarm.recall()).isEqualTo(new Proportion(1, 2));
    }

    @Test
    void withoutAlarmsThereIsNoPrecision() {
        Alarm alarm = Alarm.of(new boolean[2], new boolean[] {true, false});
        assertThat(alarm.precision().rate()).isEmpty();
        assertThat(alarm.recall().rate()).hasValue(0);
        assertThat(Alarm.of(new boolean[0], new boolean[0]).recall().rate()).isEmpty();
    }

    @Test
    void countsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> new Proportion(3, 2))
                .hasMessage("hits 3 must be 0 to n 2; count each account once on both sides");
        assertThatThrownBy(() -> new Alarm(-1, 0, 0, 0)).hasMessageContaining("must not be negative");
        assertThatThrownBy(() -> Alarm.of(new boolean[1], new boolean[2]))
                .hasMessage("alarmed has 1 rows and happened has 2; give one of each for every account");
        assertThatThrownBy(() -> new TopShare(new Proportion(2, 2), new Proportion(1, 9)))
                .hasMessageContaining("must be a part of all");
        assertThatThrownBy(() -> new Interval(2, 1)).hasMessageContaining("must run from a finite lower");
        assertThatThrownBy(() -> new Auc(1.5, OptionalDouble.empty())).hasMessageContaining("must be 0 to 1");
        assertThatThrownBy(() -> new Auc(0.5, OptionalDouble.of(-1)))
                .hasMessage("standard error -1.0 must be finite and at least 0");
        assertThatThrownBy(() -> new AucDifference(0, Double.NaN))
                .hasMessage("standard error NaN must be finite and at least 0");
    }

    /** Vigna's splitmix64.c, started at 1234567; the numbers stand in Rosetta Code, "Pseudo-random numbers/Splitmix64". */
    @Test
    void theStreamIsThePublishedOne() {
        SplitMix64 random = new SplitMix64(1234567);
        assertThat(new String[] {
                    Long.toUnsignedString(random.nextLong()),
                    Long.toUnsignedString(random.nextLong()),
                    Long.toUnsignedString(random.nextLong()),
                    Long.toUnsignedString(random.nextLong()),
                    Long.toUnsignedString(random.nextLong())
                })
                .containsExactly(
                        "6457827717110365317",
                        "3203168211198807973",
                        "9817491932198370423",
                        "4593380528125082431",
                        "16408922859458223821");
    }

    @Test
    void eachNumberBelowTheBoundIsAboutAsLikely() {
        SplitMix64 random = new SplitMix64(9);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++) {
            counts[random.nextInt(7)]++;
        }
        for (int count : counts) {
            assertThat(count).isBetween(9_500, 10_500);
        }
        assertThatThrownBy(() -> random.nextInt(0)).hasMessage("bound 0 must be at least 1");
    }

    @Test
    void boundsThatDoNotDivideTheRangeAreEvenToo() {
        // of 2^32 numbers three tenths are thrown away for this bound, or its upper half would be rarer
        SplitMix64 random = new SplitMix64(3);
        int bound = 1_500_000_000;
        int lower = 0;
        for (int i = 0; i < 10_000; i++) {
            int number = random.nextInt(bound);
            assertThat(number).isBetween(0, bound - 1);
            lower += number < bound / 2 ? 1 : 0;
        }
        assertThat(lower).isBetween(4_800, 5_200);
    }

    @Test
    void figuresThatCannotBeAreRefused() {
        assertThatThrownBy(() -> new AucDifference(2, 0)).hasMessage("difference of areas 2.0 must be -1 to 1");
        assertThatThrownBy(() -> new Interval(Double.NaN, 1)).hasMessageContaining("finite lower");
        assertThatThrownBy(() -> new Interval(0, Double.POSITIVE_INFINITY)).hasMessageContaining("finite upper end");
        assertThat(new Interval(0.2, 0.4).contains(0.5)).isFalse();
        assertThat(new Interval(0.2, 0.4).contains(0.1)).isFalse();
    }
}
