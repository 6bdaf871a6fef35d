package io.csmetrics.cohort.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.family.UndefinedReason;
import io.csmetrics.statistics.Interval;
import io.csmetrics.statistics.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Confidence, intervals of one share, tests of many, adjustment: by hand, and what is refused. */
final class InferenceTest {
    /** R's {@code help(prop.test)}: smokers among lung cancer patients in four studies, Fleiss (1981). */
    private static final ProportionGroups SMOKERS = groups(83, 86, 90, 93, 129, 136, 70, 82);

    @Test
    void theQuantileIsThatOfTheNormalDistribution() {
        assertThat(Confidence.PERCENT_95.z()).isEqualTo(Interval.Z);
        // R: qnorm(0.995), qnorm(0.95)
        assertThat(Confidence.of(0.99).z()).isCloseTo(2.575829303548901, within(1e-14));
        assertThat(Confidence.of(0.9).z()).isCloseTo(1.644853626951472, within(1e-14));
        assertThat(Confidence.of(Math.nextDown(1.0)).z()).isFinite();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.5, 95, Double.NaN})
    void aConfidenceThatIsNoneIsRefused(double level) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Confidence.of(level))
                .withMessage("confidence " + level + " must be above 0 and below 1; write 95 % as 0.95");
    }

    @ParameterizedTest
    @EnumSource(ProportionInterval.class)
    void noUnitsHaveNoInterval(ProportionInterval way) {
        assertThat(way.of(new Proportion(0, 0), Confidence.PERCENT_95)).isEmpty();
    }

    @Test
    void theExactIntervalOfNothingOrAllIsAPower() {
        // (1 - tail)^(1/n) by the binomial of no hits
        double end = Math.pow(0.025, 1 / 20.0);
        Interval none = ProportionInterval.CLOPPER_PEARSON
                .of(new Proportion(0, 20), Confidence.PERCENT_95)
                .orElseThrow();
        Interval all = ProportionInterval.CLOPPER_PEARSON
                .of(new Proportion(20, 20), Confidence.PERCENT_95)
                .orElseThrow();
        assertThat(none.lower()).isZero();
        assertThat(none.upper()).isCloseTo(1 - end, within(1e-13));
        assertThat(all.lower()).isCloseTo(end, within(1e-13));
        assertThat(all.upper()).isEqualTo(1);
    }

    @Test
    void theScoreIntervalOf95PercentIsTheHouses() {
        Proportion share = new Proportion(7, 31);
        assertThat(ProportionInterval.WILSON.of(share, Confidence.PERCENT_95)).isEqualTo(share.wilson());
    }

    @Test
    void smokersDifferBetweenStudies() {
        // R: prop.test(smokers, patients): X-squared = 12.6, df = 3, p-value = 0.005585
        Significance.Tested test = SMOKERS.independence().tested().orElseThrow();
        assertThat(test.statistic().orElseThrow()).isCloseTo(12.6004, within(5e-5));
        assertThat(test.degreesOfFreedom()).hasValue(3);
        assertThat(test.pValue()).isCloseTo(0.005585, within(5e-7));
        assertThat(SMOKERS.smallestExpected().orElseThrow()).isCloseTo(82 * 25 / 397.0, within(1e-12));
    }

    @Test
    void smokersFallFromStudyToStudy() {
        // R: prop.trend.test(smokers, patients): X-squared = 8.2249, df = 1, p-value = 0.004132
        Significance.Tested trend = SMOKERS.trend().tested().orElseThrow();
        assertThat(trend.statistic().orElseThrow()).isCloseTo(-Math.sqrt(8.2249), within(1e-5));
        assertThat(trend.pValue()).isCloseTo(0.004132, within(5e-7));
        // R: prop.trend.test(smokers, patients, c(0, 0, 0, 1)): X-squared = 12.173, df = 1, p-value = 0.0004848
        assertThat(SMOKERS.trend(0, 0, 0, 1).tested().orElseThrow().pValue()).isCloseTo(0.0004848, within(5e-8));
    }

    @Test
    void groupsThatCannotBeTestedSayWhy() {
        assertReason(
                groups().independence(), UndefinedReason.TOO_FEW_OBSERVATIONS, "a test needs two groups and has 0");
        assertReason(groups(3, 9).trend(), UndefinedReason.TOO_FEW_OBSERVATIONS, "a test needs two groups and has 1");
        assertReason(groups(3, 9, 0, 0, 1, 4).independence(), UndefinedReason.NO_DATA, "group 2 of 3 has no units");
        assertReason(
                groups(9, 9, 4, 4).trend(),
                UndefinedReason.ZERO_VARIANCE,
                "13 hits of 13 units: the groups cannot differ");
        assertReason(groups(3, 9, 1, 4).trend(2, 2), UndefinedReason.ZERO_VARIANCE, "all 2 groups have the score 2.0");
        assertReason(
                SampleRatio.test(new long[] {0, 0}, new double[] {1, 1}),
                UndefinedReason.NO_DATA,
                "none of the 2 groups has units");
        assertReason(
                SampleRatio.test(new long[] {4}, new double[] {1}),
                UndefinedReason.TOO_FEW_OBSERVATIONS,
                "a test needs two groups and has 1");
        assertThat(groups().smallestExpected()).isEmpty();
    }

    private static void assertReason(Significance significance, UndefinedReason reason, String detail) {
        assertThat(significance).isEqualTo(new Significance.Untested(reason, detail));
    }

    @Test
    void scoresThatFitNoGroupsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SMOKERS.trend(1, 2))
                .withMessage("2 scores must be as many as the 4 groups; give one for each");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SMOKERS.trend(1, 2, 3, Double.NaN))
                .withMessage("score NaN must be a finite number within ±1e100");
    }

    @Test
    void splitsThatFitNoPlanAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleRatio.test(new long[] {1, 2}, new double[] {1}))
                .withMessage("1 weights must be as many as the 2 counts; give one for each group");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleRatio.test(new long[] {1, -2}, new double[] {1, 1}))
                .withMessage("count -2 of group 2 must be 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleRatio.test(new long[] {1, 2}, new double[] {0, 1}))
                .withMessage(
                        "weight 0.0 of group 1 must be above 0 and finite; leave out groups that nobody is to be in");
    }

    @Test
    void adjustedPValuesKeepTheOrderOfTheTests() {
        // by hand: 3 * 0.01, then 2 * 0.02 and 1 * 0.03 lifted to it
        assertThat(Holm.adjust(0.03, 0.01, 0.02)).containsExactly(new double[] {0.04, 0.03, 0.04}, within(1e-15));
        assertThat(Holm.adjust(0.9, 0.8)).containsExactly(1, 1);
        assertThat(Holm.adjust()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void whatIsNoPValueIsRefused(double p) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Holm.adjust(0.5, p))
                .withMessage("p-value " + p + " must be 0 to 1; leave out tests that gave no p-value");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Significance.Tested("t", OptionalDouble.empty(), OptionalInt.empty(), p))
                .withMessage("p-value " + p + " of t must be 0 to 1; give an untested with its reason instead");
    }

    @Test
    void aTestWithoutNameOrNumbersIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Significance.Tested(" ", OptionalDouble.empty(), OptionalInt.empty(), 1))
                .withMessageContaining("must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Significance.Tested("t", OptionalDouble.of(Double.NaN), OptionalInt.empty(), 1))
                .withMessageContaining("must be finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Significance.Tested("t", OptionalDouble.empty(), OptionalInt.of(0), 1))
                .withMessageContaining("must be 1 or more");
    }

    private static ProportionGroups groups(long... hitsAndUnits) {
        List<Proportion> groups = new ArrayList<>();
        for (int i = 0; i < hitsAndUnits.length; i += 2) {
            groups.add(new Proportion(hitsAndUnits[i], hitsAndUnits[i + 1]));
        }
        return new ProportionGroups(groups);
    }
}
