package io.csmetrics.cohort.experiment;

import static io.csmetrics.cohort.experiment.Trials.AS_OF;
import static io.csmetrics.cohort.experiment.Trials.FIRST;
import static io.csmetrics.cohort.experiment.Trials.KEPT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.family.UndefinedReason;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;

/** Designs in which nobody was assigned at random. */
final class QuasiExperimentTest {
    private static final double EXACT = 1e-12;

    /** Words that name a cause; only a randomised experiment may say them. */
    private static final List<String> CAUSAL = List.of(
            " raised ", " lowered ", " caused ", " led to ", " improved ", " increased ", " reduced ", " because ");

    private static void assertNamesNoCause(Readout readout) {
        assertThat(CAUSAL).noneMatch(word -> readout.sentence().contains(word));
    }

    /**
     * Card and Krueger (1994), table 3: full-time equivalent employment in fast-food restaurants. New Jersey went from 20.44 to 21.03,
     * its mean change of 0.59 having an error of 0.54; Pennsylvania from 23.33 to 21.17, -2.16 and 1.25. They print a difference of 2.76
     * with an error of 1.36; from the rounded means it is 2.75. Two restaurants an arm, each an error away from the mean change, have
     * that error.
     */
    @Test
    void theDifferenceInDifferencesIsThatOfCardAndKrueger() {
        Readout readout = Trials.of(Design.DIFFERENCE_IN_DIFFERENCES)
                .arms("Pennsylvania", "New Jersey")
                .leastUnits(2)
                .add(Trials.moved("nj1", "New Jersey", 21.03 + 0.54, 20.44))
                .add(Trials.moved("nj2", "New Jersey", 21.03 - 0.54, 20.44))
                .add(Trials.moved("pa1", "Pennsylvania", 21.17 + 1.25, 23.33))
                .add(Trials.moved("pa2", "Pennsylvania", 21.17 - 1.25, 23.33))
                .build()
                .read();
        Estimate.Estimated effect = readout.primary().absolute().estimated().orElseThrow();
        assertThat(effect.value()).isCloseTo(2.75, within(1e-9)).isCloseTo(2.76, within(0.011));
        double error = effect.value()
                / readout.primary().test().tested().orElseThrow().statistic().orElseThrow();
        assertThat(error).isCloseTo(1.36, within(0.005));
        // what New Jersey would have been: 20.44 - 2.16
        assertThat(readout.primary().relative().estimated().orElseThrow().value())
                .isCloseTo(2.75 / 18.28, within(1e-9));
        assertThat(readout.grade()).isEqualTo(CausalGrade.NAIVE);
        assertThat(readout.cautions()).anyMatch(caution -> caution.contains("it takes 3 periods"));
    }

    private static Experiment.Builder followed(double lastOfTreated, double after) {
        Experiment.Builder trial = Trials.of(Design.DIFFERENCE_IN_DIFFERENCES);
        for (int i = 0; i < 60; i++) {
            boolean treated = i % 2 == 0;
            double wobble = (i / 2) % 5;
            double other = (i / 2) % 3;
            trial.add(Trials.moved(
                    "u" + i,
                    treated ? "treatment" : "control",
                    10 + other + (treated ? after : 0),
                    10 + wobble,
                    11 + other,
                    10 + (i / 2) % 4 + (treated ? lastOfTreated : 0)));
        }
        return trial;
    }

    @Test
    void armsThatMovedAlikeGiveTheSecondGrade() {
        Readout readout = followed(0, 4).build().read();
        PreTrend trend = readout.preTrend().orElseThrow();
        assertThat(trend.periods()).isEqualTo(3);
        assertThat(trend.parallel()).isTrue();
        assertThat(readout.grade()).isEqualTo(CausalGrade.PARALLEL_TRENDS);
        assertThat(readout.verdict()).isEqualTo(EffectVerdict.BETTER);
        assertThat(readout.primary().absolute().estimated().orElseThrow().value())
                .isCloseTo(4, within(EXACT));
        assertThat(readout.sentence())
                .containsPattern(
                        "; no difference in how the arms moved before was found \\(p = [01]\\.\\d+\\), and few units"
                                + " hide one\\. It is the effect of \"treatment\" only if both would have gone on to move alike")
                .doesNotContain("had moved alike");
        assertNamesNoCause(readout);
        assertThat(readout.sensitivity().orElseThrow().eValue()).isGreaterThan(2);
    }

    @Test
    void armsThatFellJustBeforeAreInvalid() {
        Readout readout = followed(-4, 0).build().read();
        assertThat(readout.preTrend().orElseThrow().parallel()).isFalse();
        assertThat(readout.verdict()).isEqualTo(EffectVerdict.INVALID);
        assertThat(readout.reason()).startsWith("the arms did not move alike in the 3 periods before");
        assertThat(readout.grade()).isEqualTo(CausalGrade.NAIVE);
    }

    @Test
    void aPlaceboDateFindsTheFallAndNothingElse() {
        assertThat(followed(0, 4).build().placeboDate().outcome()).isEqualTo(Refutation.Outcome.PASSED);
        Refutation failed = followed(-4, 0).build().placeboDate();
        assertThat(failed.outcome()).isEqualTo(Refutation.Outcome.FAILED);
        assertThat(failed.readout()
                        .primary()
                        .absolute()
                        .estimated()
                        .orElseThrow()
                        .value())
                .isCloseTo(-4, within(EXACT));
        assertThat(failed.readout().lines())
                .contains("window        the last period before the exposure, known through 2026-06-30")
                .noneMatch(line -> line.contains("30 days"));
        Refutation none = Trials.shares(10, 20, 10, 20).build().placeboDate();
        assertThat(none.outcome()).isEqualTo(Refutation.Outcome.NOT_MADE);
        assertThat(none.sentence()).startsWith("The check by placebo date could not be made: arm \"control\"");
    }

    @Test
    void armsThatDriftWithoutScatterAreNotParallel() {
        Experiment.Builder trial = Trials.of(Design.DIFFERENCE_IN_DIFFERENCES);
        for (int i = 0; i < 40; i++) {
            boolean treated = i % 2 == 0;
            trial.add(Trials.moved("u" + i, treated ? "treatment" : "control", i, 1, treated ? 2 : 1, treated ? 3 : 1));
        }
        PreTrend trend = trial.build().read().preTrend().orElseThrow();
        assertThat(trend.adjustedPValue()).isEmpty();
        assertThat(trend.parallel()).isFalse();
    }

    @Test
    void beforeAndAfterIsOfTheLowestGrade() {
        Experiment.Builder trial = Trials.of(Design.BEFORE_AFTER);
        for (int i = 0; i < 25; i++) {
            trial.add(Trials.moved("u" + i, "treatment", 12 + i % 3, 9 + i % 2, 11 - i % 2));
        }
        trial.add(ExperimentUnit.of("new", "treatment", FIRST, 3));
        Readout readout = trial.build().read();
        // the mean before is 10 for each, the mean after 12 + (9 * 0 + 8 * 1 + 8 * 2) / 25
        assertThat(readout.primary().absolute().estimated().orElseThrow().value())
                .isCloseTo(2.96, within(EXACT));
        assertThat(readout.primary().test().tested().orElseThrow().method()).isEqualTo("paired t test, two-sided");
        assertThat(readout.primary().arms()).hasSize(1);
        assertThat(readout.grade()).isEqualTo(CausalGrade.NAIVE);
        assertThat(readout.verdict()).isEqualTo(EffectVerdict.BETTER);
        assertThat(readout.leftOut()).containsEntry(LeftOut.BASELINE_UNKNOWN, List.of("new"));
        assertThat(readout.cautions()).anyMatch(caution -> caution.contains("regression to the mean"));
        assertThat(readout.sentence())
                .contains("higher", "after \"treatment\" than before", "association and says nothing of a cause");
        assertNamesNoCause(readout);
        assertThat(readout.sampleRatio()).isEmpty();
        assertThat(readout.balance()).isEmpty();
    }

    @Test
    void pairsAreComparedWithinThemselves() {
        Experiment.Builder trial = Trials.of(Design.MATCHED).leastUnits(2);
        double[] ofTreatment = {5, 9, 14};
        double[] ofControl = {4, 7, 11};
        for (int i = 0; i < 3; i++) {
            trial.add(paired("t" + i, "treatment", ofTreatment[i], "p" + i));
            trial.add(paired("c" + i, "control", ofControl[i], "p" + i));
        }
        trial.add(paired("alone", "treatment", 100, "p9")).add(ExperimentUnit.of("none", "control", FIRST, -100));
        Readout readout = trial.build().read();
        Estimate.Estimated effect = readout.primary().absolute().estimated().orElseThrow();
        // differences 1, 2, 3: mean 2, error 1 / sqrt(3), 2 degrees of freedom
        assertThat(effect.value()).isCloseTo(2, within(EXACT));
        double t = TDistribution.of(2).inverseSurvivalProbability(0.025);
        assertThat(effect.interval().upper()).isCloseTo(2 + t / Math.sqrt(3), within(EXACT));
        // means 28/3 and 22/3; by the delta method the variance is that of t - 14/11 c within pairs, over 3 and (22/3)²
        Estimate.Estimated lift = readout.primary().relative().estimated().orElseThrow();
        assertThat(lift.value()).isCloseTo(3.0 / 11, within(EXACT));
        double squares = 0;
        for (int i = 0; i < 3; i++) {
            squares += Math.pow(ofTreatment[i] - 14.0 / 11 * ofControl[i], 2);
        }
        double error = Math.sqrt(squares / 2 / 3) / (22.0 / 3);
        assertThat(lift.interval().upper()).isCloseTo(3.0 / 11 + t * error, within(1e-9));
        assertThat(readout.leftOut()).containsEntry(LeftOut.UNPAIRED, List.of("alone", "none"));
        assertThat(readout.grade()).isEqualTo(CausalGrade.MATCHED);
        assertThat(readout.primary().cuped()).isEmpty();
    }

    @Test
    void pairsOfWhichNothingWasMeasuredAreMatchedByNameOnly() {
        Experiment.Builder bare = Trials.of(Design.MATCHED);
        Experiment.Builder partly = Trials.of(Design.MATCHED);
        Experiment.Builder measured = Trials.of(Design.MATCHED);
        for (int i = 0; i < 24; i++) {
            boolean treated = i % 2 == 0;
            String arm = treated ? "treatment" : "control";
            int like = i / 2;
            ExperimentUnit.Builder unit = ExperimentUnit.builder("u" + i, arm, FIRST)
                    .outcome(i % 5 + (treated ? 9 : 0))
                    .pair("p" + like);
            bare.add(unit.build());
            partly.add(
                    i < 12
                            ? unit.covariate(like).build()
                            : unit.withoutCovariate().build());
            measured.add(unit.covariate(like).build());
        }
        Readout unknown = bare.build().read();
        assertThat(unknown.verdict()).isEqualTo(EffectVerdict.BETTER);
        assertThat(unknown.grade()).isEqualTo(CausalGrade.MATCHED);
        assertThat(unknown.sentence())
                .contains("that were matched with them, nobody shows how well")
                .doesNotContain("like them");
        assertThat(unknown.cautions())
                .anyMatch(caution -> caution.startsWith("Nothing from before the exposure shows"));
        Readout half = partly.build().read();
        assertThat(half.grade()).isEqualTo(CausalGrade.MATCHED);
        assertThat(half.cautions()).anyMatch(caution -> caution.startsWith("Too little is known from before"));
        Readout known = measured.build().read();
        assertThat(known.grade()).isEqualTo(CausalGrade.MATCHED);
        assertThat(known.sentence()).contains("like them in what was measured");
        assertThat(known.cautions()).noneMatch(caution -> caution.contains("from before the exposure"));
    }

    @Test
    void aPlaceboDateSaysHowManyPeriodsItTakes() {
        Experiment.Builder one = Trials.of(Design.DIFFERENCE_IN_DIFFERENCES);
        for (int i = 0; i < 40; i++) {
            one.add(Trials.moved("u" + i, i % 2 == 0 ? "treatment" : "control", i % 7, i % 5));
        }
        assertThat(one.build().placeboDate().readout().reason())
                .isEqualTo("arm \"control\" has 20 mature units, none of which can be compared: a placebo date takes 2"
                        + " periods before the exposure");
        assertThat(Trials.shares(10, 20, 10, 20).build().placeboDate().readout().reason())
                .endsWith("can be compared: a placebo date takes a period before the exposure");
    }

    private static ExperimentUnit paired(String id, String arm, double outcome, String pair) {
        return ExperimentUnit.builder(id, arm, FIRST)
                .outcome(outcome)
                .pair(pair)
                .build();
    }

    @Test
    void aStratumCountsOnceHoweverManyUnitsItHas() {
        Experiment.Builder trial = Trials.of(Design.MATCHED).leastUnits(2);
        trial.add(paired("t0", "treatment", 10, "large"));
        for (int i = 0; i < 5; i++) {
            trial.add(paired("c" + i, "control", i, "large"));
        }
        trial.add(paired("t1", "treatment", 5, "small")).add(paired("c5", "control", 1, "small"));
        // 10 - 2 and 5 - 1
        assertThat(trial.build()
                        .read()
                        .primary()
                        .absolute()
                        .estimated()
                        .orElseThrow()
                        .value())
                .isCloseTo(6, within(EXACT));
    }

    @Test
    void matchingThatTheFiguresContradictIsNaive() {
        Experiment.Builder unlike = Experiment.builder(Design.MATCHED, KEPT, AS_OF, 30);
        Experiment.Builder alike = Experiment.builder(Design.MATCHED, KEPT, AS_OF, 30);
        Experiment.Builder unknown = Experiment.builder(Design.MATCHED, KEPT, AS_OF, 30);
        for (int i = 0; i < 80; i++) {
            boolean treated = i < 40;
            double kept = i % 4 < (treated ? 3 : 1) ? 1 : 0;
            ExperimentUnit.Builder unit = ExperimentUnit.builder("u" + i, treated ? "treatment" : "control", FIRST)
                    .outcome(kept);
            unknown.add(unit.build());
            alike.add(unit.covariate(i % 5).build());
            unlike.add(unit.covariate(treated ? i % 5 : 1 + i % 5).build());
        }
        assertThat(alike.build().read().grade()).isEqualTo(CausalGrade.MATCHED);
        assertThat(unlike.build().read().grade()).isEqualTo(CausalGrade.NAIVE);
        assertThat(unknown.build().read().grade()).isEqualTo(CausalGrade.MATCHED);
        Stream.of(alike, unlike, unknown).map(each -> each.build().read()).forEach(readout -> {
            assertThat(readout.verdict()).isEqualTo(EffectVerdict.BETTER);
            assertNamesNoCause(readout);
            // 3 to 1: 3 + sqrt(6)
            assertThat(readout.sensitivity().orElseThrow().eValue()).isCloseTo(3 + Math.sqrt(6), within(1e-9));
        });
    }

    @Test
    void theEValueIsThatOfVanderWeeleAndDing() {
        // their example of breast-feeding: a risk ratio of 3.9, 1.8 to 8.7, has 7.26 and 3.0
        Sensitivity sensitivity = Sensitivity.of("published", 3.9, 1.8, 8.7);
        assertThat(sensitivity.eValue()).isCloseTo(7.26, within(0.005));
        assertThat(sensitivity.eValueOfInterval()).isCloseTo(3.0, within(EXACT));
        Sensitivity inverse = Sensitivity.of("inverse", 1 / 3.9, 1 / 8.7, 1 / 1.8);
        assertThat(inverse.eValue()).isCloseTo(sensitivity.eValue(), within(EXACT));
        assertThat(inverse.eValueOfInterval()).isCloseTo(3.0, within(EXACT));
        assertThat(Sensitivity.of("none", 1.5, 0.9, 2.5).eValueOfInterval()).isOne();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sensitivity.of("none", 1.5, 0, 2.5))
                .withMessage("risk ratio 1.5 must be above 0 and within its interval 0.0 to 2.5");
    }

    @Test
    void unitsWithoutABaselineAreNotCompared() {
        Readout readout = Trials.of(Design.DIFFERENCE_IN_DIFFERENCES)
                .add(ExperimentUnit.of("a", "control", FIRST, 1))
                .add(Trials.moved("b", "treatment", 2, 1))
                .build()
                .read();
        assertThat(readout.primary().absolute())
                .isEqualTo(new Estimate.Unestimated(
                        UndefinedReason.NO_DATA, "arm \"control\" has 1 mature unit, none of which can be compared"));
    }
}
