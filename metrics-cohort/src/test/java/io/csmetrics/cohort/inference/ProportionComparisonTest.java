package io.csmetrics.cohort.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.family.UndefinedReason;
import io.csmetrics.statistics.Interval;
import io.csmetrics.statistics.Proportion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Two shares, by hand. */
final class ProportionComparisonTest {

    @Test
    void noHitsAtAllStillLeaveADifferencePossible() {
        ProportionComparison none = compare(0, 10, 0, 20);
        Interval interval = none.differenceInterval(Confidence.PERCENT_95).orElseThrow();
        assertThat(none.difference()).hasValue(0);
        // cohort.md 2.10
        assertThat(interval.lower()).isCloseTo(-0.161, within(5e-4));
        assertThat(interval.upper()).isCloseTo(0.278, within(5e-4));
    }

    @Test
    void aRatioHasTheIntervalOfItsLogarithm() {
        ProportionComparison twice = compare(40, 100, 20, 100);
        assertThat(twice.ratio()).hasValue(2);
        // by hand: ln 2 ± 1.959964 * sqrt(1/40 - 1/100 + 1/20 - 1/100) = ln 2 ± 0.459652
        Interval interval = twice.ratioInterval(Confidence.PERCENT_95).orElseThrow();
        assertThat(Math.log(interval.lower() / 2)).isCloseTo(-0.459652, within(1e-6));
        assertThat(Math.log(interval.upper() / 2)).isCloseTo(0.459652, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"0, 10, 5, 10", "5, 10, 0, 10", "10, 10, 5, 10", "5, 10, 10, 10", "10, 10, 10, 10", "0, 0, 5, 10"})
    void aRatioHasNoIntervalWhereACellOfTheTableIsEmpty(long x1, long n1, long x2, long n2) {
        assertThat(compare(x1, n1, x2, n2).ratioInterval(Confidence.PERCENT_95)).isEmpty();
    }

    @Test
    void aRatioToNothingDoesNotExist() {
        assertThat(compare(5, 10, 0, 10).ratio()).isEmpty();
        assertThat(compare(0, 10, 5, 10).ratio()).hasValue(0);
    }

    @Test
    void theTestIsExactWhereAnExpectedCountIsBelowFive() {
        // 10 hits of 20: 5 expected in each cell; 9 of 20: 4.5
        assertThat(tested(compare(8, 10, 2, 10).test()).method()).isEqualTo("pooled z-test, two-sided");
        assertThat(tested(compare(8, 10, 1, 10).test()).method()).isEqualTo("Fisher's exact test, two-sided");
        assertThat(tested(compare(8, 10, 1, 10).test()).statistic()).isEmpty();
    }

    @Test
    void thePooledTestIsReadFromTheNormalDistribution() {
        // by hand: p = 0.3, z = 0.2 / sqrt(0.3 * 0.7 * 0.02); its tails by mpmath
        Significance.Tested test = tested(compare(40, 100, 20, 100).test());
        assertThat(test.statistic().orElseThrow()).isCloseTo(3.0860669992418384, within(1e-12));
        assertThat(test.pValue()).isCloseTo(0.00202823114845208, within(1e-15));
        assertThat(test.degreesOfFreedom()).isEmpty();
        assertThat(test.significantAt(Confidence.PERCENT_95)).isTrue();
        assertThat(test.significantAt(Confidence.of(0.999))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "10, 10, 20, 20, ZERO_VARIANCE, 30 hits of 30 units: the groups cannot differ",
        "0, 10, 0, 20, ZERO_VARIANCE, 0 hits of 30 units: the groups cannot differ",
        "0, 0, 5, 20, NO_DATA, group 1 of 2 has no units",
        "5, 20, 0, 0, NO_DATA, group 2 of 2 has no units",
        "0, 0, 0, 0, NO_DATA, group 1 of 2 has no units"
    })
    void aTestThatCannotBeMadeSaysWhy(long x1, long n1, long x2, long n2, UndefinedReason reason, String detail) {
        ProportionComparison comparison = compare(x1, n1, x2, n2);
        Significance untested = new Significance.Untested(reason, detail);
        assertThat(comparison.test()).isEqualTo(untested);
        assertThat(comparison.pooledZ()).isEqualTo(untested);
        assertThat(comparison.fisher(Alternative.LESS)).isEqualTo(untested);
        assertThat(untested.tested()).isEmpty();
        assertThat(comparison.oddsRatio()).isEmpty();
    }

    @Test
    void anEmptyGroupHasNoDifference() {
        ProportionComparison empty = compare(0, 0, 5, 10);
        assertThat(empty.difference()).isEmpty();
        assertThat(empty.differenceInterval(Confidence.PERCENT_95)).isEmpty();
        assertThat(empty.ratio()).isEmpty();
    }

    @Test
    void theOddsRatioSolvesItsEquation() {
        // mpmath, 40 digits, bisection; R's fisher.test rounds its root to a ten-thousandth
        ProportionComparison tea = compare(3, 4, 1, 4);
        assertThat(tea.oddsRatio().orElseThrow()).isCloseTo(6.408319658199674, within(1e-12));
        Interval interval = tea.oddsRatioInterval(Confidence.PERCENT_95).orElseThrow();
        assertThat(interval.lower()).isCloseTo(0.2117355954465786, within(1e-12));
        assertThat(interval.upper()).isCloseTo(626.2435305888133, within(1e-9));
        ProportionComparison convictions = compare(2, 17, 10, 13);
        assertThat(convictions.oddsRatio().orElseThrow()).isCloseTo(0.0469366390496800, within(1e-14));
    }

    @Test
    void anOddsRatioThatWouldBeInfiniteOrNoneDoesNotExist() {
        assertThat(compare(4, 4, 1, 4).oddsRatio()).isEmpty();
        assertThat(compare(0, 4, 1, 4).oddsRatioInterval(Confidence.PERCENT_95)).isEmpty();
    }

    @Test
    void millionsOfUnitsNeitherOverflowNorTakeLong() {
        // commons-statistics 1.2, FisherExactTest
        ProportionComparison even = compare(500_100, 1_000_000, 500_000, 1_000_000);
        assertThat(fisher(even, Alternative.TWO_SIDED)).isCloseTo(0.8886543509044093, within(1e-12));
        assertThat(fisher(compare(1, 1_000_000, 5, 1_000_000), Alternative.TWO_SIDED))
                .isCloseTo(0.21874929687429678, within(1e-12));
        // thousands of millions are past that library; the normal test is near by then
        ProportionComparison vast = compare(500_030_000, 1_000_000_000, 500_000_000, 1_000_000_000);
        assertThat(fisher(vast, Alternative.TWO_SIDED))
                .isCloseTo(tested(vast.test()).pValue(), within(1e-4));
        // of 12 hits in three thousand millions, a third of them in the first group: binomial
        assertThat(fisher(compare(0, 1_000_000_000, 12, 2_000_000_000), Alternative.LESS))
                .isCloseTo(Math.pow(2.0 / 3, 12), within(1e-8));
    }

    @ParameterizedTest
    @EnumSource(Alternative.class)
    void aDifferenceBeyondAnyDoubtHasAPValueOfZeroOrOne(Alternative alternative) {
        double p = fisher(compare(0, 1_000_000, 1_000_000, 1_000_000), alternative);
        assertThat(p).isEqualTo(alternative == Alternative.GREATER ? 1 : 0);
    }

    @Test
    void moreUnitsThanALongHoldsAreRefused() {
        assertThatThrownBy(() -> compare(0, Long.MAX_VALUE, 0, 1)).isInstanceOf(ArithmeticException.class);
    }

    private static ProportionComparison compare(long x1, long n1, long x2, long n2) {
        return new ProportionComparison(new Proportion(x1, n1), new Proportion(x2, n2));
    }

    private static Significance.Tested tested(Significance significance) {
        return significance.tested().orElseThrow();
    }

    private static double fisher(ProportionComparison comparison, Alternative alternative) {
        return tested(comparison.fisher(alternative)).pValue();
    }
}
