package io.csmetrics.health.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.health.statistics.PopulationStability.Bin;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DriftTest {

    private static double[] upTo(int n) {
        return IntStream.rangeClosed(1, n).asDoubleStream().toArray();
    }

    private static double[] repeated(double value, int times) {
        double[] values = new double[times];
        Arrays.fill(values, value);
        return values;
    }

    @Test
    void aSampleDoesNotDriftFromItself() {
        PopulationStability same =
                PopulationStability.ofSamples(upTo(100), upTo(100)).orElseThrow();
        assertThat(same.bins()).hasSize(10).allMatch(bin -> bin.expected() == 0.1 && bin.actual() == 0.1);
        assertThat(same.index()).isZero();
        assertThat(same.verdict()).isEqualTo(DriftVerdict.STABLE);
    }

    @Test
    void valuesBeyondTheReferenceFallIntoTheOuterBins() {
        // by hand: 10 of 10 in the last bin, (1 - 0.1) ln(1 / 0.1); nine bins at half of ten, (0.05 - 0.1) ln(0.05 /
        // 0.1)
        PopulationStability drift =
                PopulationStability.ofSamples(upTo(100), repeated(1e6, 10)).orElseThrow();
        assertThat(drift.index()).isCloseTo(0.9 * Math.log(10) + 9 * 0.05 * Math.log(2), within(1e-12));
        assertThat(drift.verdict()).isEqualTo(DriftVerdict.SHIFTED);
    }

    @Test
    void manyEqualValuesAreOneBinOfTheirOwn() {
        // 60 of 100 at 100, which five edges share; 40 below, of which each four bins hold 10
        double[] reference = Arrays.copyOf(upTo(40), 100);
        Arrays.fill(reference, 40, 100, 100);
        PopulationStability same =
                PopulationStability.ofSamples(reference, reference).orElseThrow();
        assertThat(same.bins().stream().mapToDouble(Bin::expected).sum()).isCloseTo(1, within(1e-12));
        assertThat(same.bins()).contains(new Bin(0.6, 0.6)).hasSizeLessThan(10);
        assertThat(same.index()).isZero();
    }

    @Test
    void leavingTheOneValueOfAConstantReferenceShowsBothWays() {
        double[] full = repeated(100, 50);
        double[] below = Arrays.copyOf(full, 50);
        Arrays.fill(below, 0, 25, 60);
        double[] above = Arrays.copyOf(full, 50);
        Arrays.fill(above, 0, 25, 101);
        double index = PopulationStability.ofSamples(full, below).orElseThrow().index();
        // by hand: half left, floor 1/100
        assertThat(index).isCloseTo(0.5 * Math.log(2) + 0.49 * Math.log(50), within(1e-12));
        assertThat(PopulationStability.ofSamples(full, above).orElseThrow().index())
                .isCloseTo(index, within(1e-12));
    }

    @Test
    void aFeedThatBrokeShowsAsMissing() {
        PopulationStability drift = PopulationStability.ofCounts(new long[] {95, 5}, new long[] {40, 60})
                .orElseThrow();
        assertThat(drift.verdict()).isEqualTo(DriftVerdict.SHIFTED);
    }

    @Test
    void emptyBinsCountHalfAnAccountUnlessBothAreEmpty() {
        PopulationStability drift = PopulationStability.ofCounts(new long[] {10, 0, 0}, new long[] {19, 1, 0})
                .orElseThrow();
        assertThat(drift.bins()).containsExactly(new Bin(1, 0.95), new Bin(0.05, 0.05));
    }

    @Test
    void withoutASampleThereIsNoIndex() {
        assertThat(PopulationStability.ofSamples(new double[0], upTo(5))).isEmpty();
        assertThat(PopulationStability.ofSamples(upTo(5), new double[0])).isEmpty();
        assertThat(PopulationStability.ofCounts(new long[2], new long[] {1, 1})).isEmpty();
        assertThat(PopulationStability.ofSamples(new double[] {4}, new double[] {4})
                        .orElseThrow()
                        .index())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, STABLE", "0.0999, STABLE", "0.1, SHIFTING", "0.25, SHIFTING", "0.2501, SHIFTED"})
    void theVerdictFollowsTheThumbRule(double index, DriftVerdict verdict) {
        assertThat(DriftVerdict.of(index)).isEqualTo(verdict);
    }

    @Test
    void unfitSharesAndCountsAreRefused() {
        assertThatThrownBy(() -> PopulationStability.ofShares(new double[] {0.5, 0.4}, new double[] {0.5, 0.5}))
                .hasMessage("expected shares have a sum of 0.9 and must have one of 1");
        assertThatThrownBy(() -> PopulationStability.ofShares(new double[] {0, 1}, new double[] {0.5, 0.5}))
                .hasMessageContaining("give counts instead, where empty bins get half an account");
        assertThatThrownBy(() -> PopulationStability.ofShares(new double[] {1}, new double[] {0.5, 0.5}))
                .hasMessageContaining("expected has 1 rows and actual has 2");
        assertThatThrownBy(() -> PopulationStability.ofCounts(new long[] {-1}, new long[] {1}))
                .hasMessage("reference count -1 of bin 0 must not be negative");
        assertThatThrownBy(() -> PopulationStability.ofSamples(upTo(2), new double[] {Double.NaN}))
                .hasMessageContaining("current value NaN at row 0 must be a finite number");
        assertThatThrownBy(() -> DriftVerdict.of(Double.NaN))
                .hasMessage("population stability index NaN must be at least 0");
    }

    /** The example of the semantics, 2.9. */
    @Test
    void oneBadDayMakesNoTrend() {
        assertThat(TheilSen.slope(70, 40, 69, 68.5)).hasValue(-0.5);
    }

    @Test
    void aStraightLineHasItsSlope() {
        assertThat(TheilSen.slope(1, 3, 5, 7, 9)).hasValue(2);
        assertThat(TheilSen.slope(4, 4, 4)).hasValue(0);
        assertThat(TheilSen.slope(1, 4)).hasValue(3);
        assertThat(TheilSen.slope(1)).isEmpty();
        assertThat(TheilSen.slope()).isEmpty();
    }

    @Test
    void anUnfitSeriesIsRefused() {
        assertThatThrownBy(() -> TheilSen.slope(1, Double.NaN)).hasMessageContaining("value NaN at row 1");
        assertThatThrownBy(() -> TheilSen.slope(new double[5_001]))
                .hasMessage("series of 5001 values must have at most 5000; take the newest");
    }
}
