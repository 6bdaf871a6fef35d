package io.csmetrics.cohort.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.csmetrics.cohort.Golden;
import io.csmetrics.family.UndefinedReason;
import io.csmetrics.statistics.Interval;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Figures of R; {@code golden/cohort/experiments.json} says which. */
final class MeanComparisonTest {
    private static final JsonNode GOLDEN = Golden.read("experiments.json");

    /** Motor Trend (1974), as R's {@code mtcars}: miles per gallon of automatic and of manual cars. */
    private static final double[] AUTOMATIC = {
        21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3, 15.2, 10.4, 10.4, 14.7, 21.5, 15.5, 15.2, 13.3, 19.2
    };

    private static final double[] MANUAL = {21, 21, 22.8, 32.4, 30.4, 33.9, 27.3, 26, 30.4, 15.8, 19.7, 15, 21.4};

    @Test
    void welchsTestOfSleepIsThatOfR() {
        JsonNode golden = GOLDEN.get("welch_t").get(0);
        assertWelch(golden, numbers(golden.get("a")), numbers(golden.get("b")), golden.get("ci_a_minus_b"));
    }

    @Test
    void welchsTestOfCarsIsThatOfR() {
        JsonNode golden = GOLDEN.get("welch_t").get(1);
        assertWelch(golden, AUTOMATIC, MANUAL, golden.get("ci_0_minus_1"));
    }

    private static void assertWelch(JsonNode golden, double[] first, double[] second, JsonNode interval) {
        double tolerance = GOLDEN.get("tolerance").asDouble();
        MeanComparison means = new MeanComparison(Sample.of(first), Sample.of(second));
        assertThat(means.first().mean()).isCloseTo(golden.get("mean").get(0).asDouble(), within(tolerance));
        assertThat(means.second().mean()).isCloseTo(golden.get("mean").get(1).asDouble(), within(tolerance));
        Significance.Tested test = means.test().tested().orElseThrow();
        assertThat(test.statistic().orElseThrow()).isCloseTo(golden.get("t").asDouble(), within(tolerance));
        assertThat(test.pValue()).isCloseTo(golden.get("p").asDouble(), within(tolerance));
        assertThat(means.degreesOfFreedom().orElseThrow())
                .isCloseTo(golden.get("df").asDouble(), within(tolerance));
        Interval told = means.interval(Confidence.PERCENT_95).orElseThrow();
        assertThat(told.lower()).isCloseTo(interval.get(0).asDouble(), within(tolerance));
        assertThat(told.upper()).isCloseTo(interval.get(1).asDouble(), within(tolerance));
    }

    private static double[] numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    @Test
    void groupsThatDoNotVaryAreNotTested() {
        MeanComparison means = new MeanComparison(Sample.of(0.1, 0.1, 0.1), Sample.of(2, 2));
        assertThat(means.difference()).hasValue(0.1 - 2);
        assertThat(means.standardError()).isEmpty();
        assertThat(means.degreesOfFreedom()).isEmpty();
        assertThat(means.interval(Confidence.PERCENT_95)).isEmpty();
        assertThat(means.test())
                .isEqualTo(new Significance.Untested(
                        UndefinedReason.ZERO_VARIANCE,
                        "all 3 units of the first group are 0.1 and all 2 of the second 2.0: nothing tells how much"
                                + " chance can do"));
    }

    @Test
    void aGroupOfOneIsNotTested() {
        assertThat(new MeanComparison(Sample.of(1), Sample.of(2, 3)).test())
                .isEqualTo(new Significance.Untested(
                        UndefinedReason.TOO_FEW_OBSERVATIONS,
                        "a test of means needs 2 units in each group and has 1 and 2"));
        assertThat(new MeanComparison(Sample.of(1, 2), Sample.of()).difference())
                .isEmpty();
        assertThat(new MeanComparison(Sample.of(1, 2), Sample.of()).test())
                .isEqualTo(new Significance.Untested(
                        UndefinedReason.NO_DATA, "a test of means needs 2 units in each group and has 2 and 0"));
    }

    @Test
    void aSampleIsItsNumbersInAnyOrder() {
        Sample sample = Sample.of(4, 1, 1, 2);
        assertThat(sample).isEqualTo(Sample.of(1, 2, 4, 1)).isEqualTo(new Sample(4, 2, 6));
        assertThat(sample.variance()).hasValue(2);
        // R: t.test(c(4, 1, 1, 2))$conf.int
        assertThat(sample.interval(Confidence.PERCENT_95).orElseThrow().lower())
                .isCloseTo(2 - 3.182446305283709 * Math.sqrt(0.5), within(1e-12));
        assertThat(Sample.of().average()).isEmpty();
        assertThat(Sample.of(7).variance()).isEmpty();
        assertThat(Sample.of(7, 7).interval(Confidence.PERCENT_95)).isEmpty();
        // 0.1 + 0.2 is not quite 0.3, and no variance
        assertThat(Sample.of(0.1 + 0.2, 0.3).squares()).isZero();
    }

    @Test
    void samplesTakeFiniteNumbersOnly() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sample.of(1, Double.NaN))
                .withMessage("value NaN of a sample must be a finite number within ±1.0E100");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sample(-1, 0, 0))
                .withMessage("n -1 of a sample must be 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sample(1, 0, -1))
                .withMessage("mean 0.0 and squares -1.0 of a sample must be finite, the squares 0 or more");
    }

    @Test
    void aConfidenceSequenceIsWiderThanAnIntervalAndNarrowestInUnitsOfErrorNearItsPlan() {
        ConfidenceSequence sequence = new ConfidenceSequence(Confidence.PERCENT_95, 500);
        double alpha = 0.05;
        double spent = -2 * Math.log(alpha) + Math.log(1 - 2 * Math.log(alpha));
        // at the planned number n r is that very term: sqrt(2 (7.935 + 1) / 7.935 ln(sqrt(8.935) / 0.05)) = 3.0354
        Interval planned = sequence.interval(1, 2, 500).orElseThrow();
        double reach = 2 * Math.sqrt(2 * (spent + 1) / spent * Math.log(Math.sqrt(spent + 1) / alpha));
        assertThat(planned.upper() - 1).isCloseTo(reach, within(1e-12));
        assertThat(reach / 2).isBetween(3.0, 3.1);
        for (long n : new long[] {5, 50, 5_000, 500_000}) {
            assertThat(sequence.interval(1, 2, n).orElseThrow().upper()).isGreaterThan(planned.upper());
        }
        assertThat(sequence.interval(1, 0, 500)).isEmpty();
        assertThat(sequence.interval(1, 2, 0)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConfidenceSequence(Confidence.PERCENT_95, 0))
                .withMessage("planned units 0 must be 1 or more; say how many the last look is to have");
    }
}
