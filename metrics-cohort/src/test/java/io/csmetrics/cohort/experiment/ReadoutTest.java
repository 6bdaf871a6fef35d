package io.csmetrics.cohort.experiment;

import static io.csmetrics.cohort.experiment.Trials.AS_OF;
import static io.csmetrics.cohort.experiment.Trials.FIRST;
import static io.csmetrics.cohort.experiment.Trials.KEPT;
import static io.csmetrics.cohort.experiment.Trials.USAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.cohort.inference.ProportionComparison;
import io.csmetrics.cohort.inference.SampleRatio;
import io.csmetrics.family.Direction;
import io.csmetrics.family.UndefinedReason;
import io.csmetrics.statistics.Interval;
import io.csmetrics.statistics.Proportion;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;

final class ReadoutTest {
    private static final double EXACT = 1e-12;

    @Test
    void aBetterShareOfRandomisedAccountsIsAnEffect() {
        Readout readout = Trials.shares(156, 200, 132, 200).build().read();
        ProportionComparison shares = new ProportionComparison(new Proportion(156, 200), new Proportion(132, 200));
        assertThat(readout.primary().absolute())
                .isEqualTo(new Estimate.Estimated(
                        "Newcombe score interval",
                        shares.difference().orElseThrow(),
                        shares.differenceInterval(Confidence.PERCENT_95).orElseThrow()));
        assertThat(readout.primary().test()).isEqualTo(shares.test());
        assertThat(readout.verdict()).isEqualTo(EffectVerdict.BETTER);
        assertThat(readout.grade()).isEqualTo(CausalGrade.RANDOMISED);
        assertThat(readout.sampleRatio()).contains(SampleRatio.test(new long[] {200, 200}, new double[] {1, 1}));
        assertThat(readout.sentence())
                .isEqualTo("\"treatment\" raised \"kept after 30 days\" by 12.0 points (3.2 to 20.6 at 95 %): 66.0 % of"
                        + " 200 accounts in \"control\", 78.0 % of 200 accounts in \"treatment\"; pooled z-test,"
                        + " two-sided: p = 0.008.");
        assertThat(readout.sensitivity()).isEmpty();
        assertThat(readout.leftOut()).isEmpty();
    }

    @Test
    void whereLowerIsBetterMoreIsWorse() {
        Experiment.Builder trial =
                Experiment.builder(Design.RANDOMISED, Metric.share("churned", Direction.LOWER), AS_OF, 30);
        for (int i = 0; i < 400; i++) {
            trial.add(ExperimentUnit.of(
                    "u" + i, i < 200 ? "control" : "treatment", FIRST, i % 10 < (i < 200 ? 3 : 6) ? 1 : 0));
        }
        Readout readout = trial.build().read();
        assertThat(readout.verdict()).isEqualTo(EffectVerdict.WORSE);
        assertThat(readout.sentence()).startsWith("\"treatment\" raised \"churned\" by 30.0 points");
    }

    @Test
    void theRelativeLiftIsByTheDeltaMethod() {
        Experiment.Builder trial = Trials.randomised(USAGE).leastUnits(2);
        Trials.add(trial, "control", 8, 10, 12, 10);
        Trials.add(trial, "treatment", 11, 13, 12, 12);
        MetricReading reading = trial.build().read().primary();
        // means 10 and 12, variances of the means 8/3/4 = 2/3 and 2/3/4 = 1/6
        Estimate.Estimated relative = reading.relative().estimated().orElseThrow();
        assertThat(relative.value()).isCloseTo(0.2, within(EXACT));
        double variance = 1.0 / 6 / 100 + 2.0 / 3 * 144 / 10_000;
        double degrees = 25.0 / 36 / (1.0 / 36 / 3 + 4.0 / 9 / 3);
        double t = TDistribution.of(degrees).inverseSurvivalProbability(0.025);
        assertThat(relative.interval().upper()).isCloseTo(0.2 + t * Math.sqrt(variance), within(EXACT));
        assertThat(relative.interval().lower()).isCloseTo(0.2 - t * Math.sqrt(variance), within(EXACT));
        // (1.9600 + 0.8416) sqrt(2/3 + 1/6)
        assertThat(reading.minimumDetectable().orElseThrow())
                .isCloseTo((1.959963984540054 + 0.8416212335729143) * Math.sqrt(5.0 / 6), within(1e-9));
    }

    @Test
    void theRelativeLiftOfANegativeBaselineIsOverItsSize() {
        Experiment.Builder trial = Trials.randomised(USAGE).leastUnits(2);
        Trials.add(trial, "control", -8, -10, -12, -10);
        Trials.add(trial, "treatment", -11, -13, -12, -12);
        assertThat(trial.build()
                        .read()
                        .primary()
                        .relative()
                        .estimated()
                        .orElseThrow()
                        .value())
                .isCloseTo(-0.2, within(EXACT));
    }

    @Test
    void aBaselineOfZeroHasNoRelativeLift() {
        Readout readout = Trials.shares(12, 30, 0, 30).build().read();
        assertThat(readout.primary().relative())
                .isEqualTo(new Estimate.Unestimated(
                        UndefinedReason.ZERO_DENOMINATOR,
                        "what the treated are compared with is 0: there is no ratio to it"));
        assertThat(readout.verdict()).isEqualTo(EffectVerdict.BETTER);
    }

    @Test
    void unitsThatAreAllAlikeDecideNothing() {
        Readout readout = Trials.shares(30, 30, 30, 30).build().read();
        assertThat(readout.verdict()).isEqualTo(EffectVerdict.NOT_ENOUGH_DATA);
        assertThat(readout.reason()).isEqualTo("60 hits of 60 units: the groups cannot differ");
        // Newcombe's interval has no need of a variance
        assertThat(readout.primary().absolute().estimated().orElseThrow().value())
                .isZero();
        assertThat(readout.primary().alwaysValid())
                .isEqualTo(new Estimate.Unestimated(
                        UndefinedReason.ZERO_VARIANCE,
                        "30 and 30 compared units do not vary: nothing tells how much chance can do"));
        assertThat(readout.primary().minimumDetectable()).isEmpty();

        Experiment.Builder trial = Trials.randomised(USAGE).leastUnits(2);
        Trials.add(trial, "control", 5, 5, 5);
        Trials.add(trial, "treatment", 7, 7, 7);
        Readout means = trial.build().read();
        assertThat(means.verdict()).isEqualTo(EffectVerdict.NOT_ENOUGH_DATA);
        assertThat(means.primary().absolute().estimated()).isEmpty();
        assertThat(means.primary().test().tested()).isEmpty();
    }

    @Test
    void aMissingArmIsNotEnough() {
        Readout readout = Trials.shares(0, 0, 3, 5).build().read();
        assertThat(readout.verdict()).isEqualTo(EffectVerdict.NOT_ENOUGH_DATA);
        assertThat(readout.reason()).isEqualTo("arm \"treatment\" has no units");
        assertThat(readout.primary().arms().get(1).mean()).isEmpty();
        assertThat(readout.primary().absolute())
                .isEqualTo(new Estimate.Unestimated(UndefinedReason.NO_DATA, "arm \"treatment\" has no units"));
        assertThat(Trials.randomised(KEPT).build().read().verdict()).isEqualTo(EffectVerdict.NOT_ENOUGH_DATA);
    }

    @Test
    void fewerUnitsThanNeededAreNotEnough() {
        Readout few = Trials.shares(9, 9, 0, 10).build().read();
        assertThat(few.verdict()).isEqualTo(EffectVerdict.NOT_ENOUGH_DATA);
        assertThat(few.reason()).isEqualTo("arm \"treatment\" has 9 compared units and needs 10");
        assertThat(few.sentence())
                .isEqualTo("Nothing can be said of \"kept after 30 days\" yet: arm \"treatment\" has 9 compared units"
                        + " and needs 10.");
        assertThat(Trials.shares(10, 10, 0, 10).build().read().verdict()).isEqualTo(EffectVerdict.BETTER);
    }

    @Test
    void aSplitThatWasNotPlannedIsInvalid() {
        Readout readout = Trials.shares(100, 150, 30, 80).build().read();
        assertThat(readout.verdict()).isEqualTo(EffectVerdict.INVALID);
        assertThat(readout.grade()).isEqualTo(CausalGrade.NAIVE);
        assertThat(readout.reason())
                .isEqualTo(
                        "sample ratio mismatch: 80 units in \"control\" and 150 in \"treatment\" are not the planned 1"
                                + " to 1 (chi-square test of fit, p < 0.001)");
        assertThat(readout.sentence()).startsWith("Nothing may be said of").doesNotContain("raised");
        // planned so, it is no mismatch
        Readout planned =
                Trials.shares(100, 150, 30, 80).plannedShares(1, 2).build().read();
        assertThat(planned.verdict()).isEqualTo(EffectVerdict.BETTER);
    }

    @Test
    void aSplitIsJudgedFromEightExpectedInEachArm() {
        Readout seven = Trials.shares(0, 0, 7, 15).build().read();
        assertThat(seven.verdict()).isEqualTo(EffectVerdict.NOT_ENOUGH_DATA);
        assertThat(seven.cautions()).first().asString().contains("the split is not judged");
        assertThat(Trials.shares(0, 0, 7, 16).build().read().verdict()).isEqualTo(EffectVerdict.INVALID);
    }

    @Test
    void theSplitCountsUnitsThatAreNotMatureYet() {
        Experiment.Builder trial = Trials.shares(30, 40, 20, 40);
        for (int i = 0; i < 60; i++) {
            trial.add(ExperimentUnit.builder("late" + i, "control", AS_OF).build());
        }
        Readout readout = trial.build().read();
        assertThat(readout.sampleRatio()).contains(SampleRatio.test(new long[] {100, 40}, new double[] {1, 1}));
        assertThat(readout.verdict()).isEqualTo(EffectVerdict.INVALID);
        assertThat(readout.primary().arms().get(0).excludedImmature()).isEqualTo(60);
    }

    @Test
    void outcomesThatAreMissingInOneArmOnlyAreInvalid() {
        Experiment.Builder trial = Trials.shares(30, 40, 20, 60);
        for (int i = 0; i < 20; i++) {
            trial.add(ExperimentUnit.builder("silent" + i, "treatment", FIRST).build());
        }
        Readout readout = trial.build().read();
        assertThat(readout.verdict()).isEqualTo(EffectVerdict.INVALID);
        assertThat(readout.reason())
                .startsWith("outcomes are missing unequally: of 0 of 60 mature units in \"control\" and 20 of 60 in"
                        + " \"treatment\"");
        assertThat(readout.leftOut().get(LeftOut.OUTCOME_UNKNOWN)).hasSize(20);
    }

    @Test
    void unitsMatureOnTheLastDayOfTheirWindow() {
        Experiment trial = Trials.randomised(KEPT)
                .add(ExperimentUnit.of("a", "control", AS_OF.minusDays(29), 1))
                .add(ExperimentUnit.of("b", "control", AS_OF.minusDays(28), 1))
                .add(ExperimentUnit.of("c", "treatment", AS_OF, 1))
                .add(ExperimentUnit.of("d", "treatment", AS_OF.plusDays(1), 1))
                .add(ExperimentUnit.builder("e", "treatment", AS_OF.minusDays(90))
                        .outcome(1)
                        .windowEndsOn(AS_OF.plusDays(1))
                        .build())
                .build();
        Readout readout = trial.read();
        ArmReading control = readout.primary().arms().get(0);
        assertThat(List.of(control.n(), control.mature(), control.excludedImmature(), control.analysed()))
                .containsExactly(2, 1, 1, 1);
        assertThat(readout.leftOut())
                .containsEntry(LeftOut.IMMATURE, List.of("b", "c", "e"))
                .containsEntry(LeftOut.EXPOSED_AFTER_AS_OF, List.of("d"))
                .hasSize(2);
        assertThat(readout.verdict()).isEqualTo(EffectVerdict.NOT_ENOUGH_DATA);
        assertThat(readout.reason()).isEqualTo("arm \"treatment\" has 2 units and no window that is over");
        assertThat(readout.primary().absolute())
                .isInstanceOfSatisfying(
                        Estimate.Unestimated.class,
                        none -> assertThat(none.reason()).isEqualTo(UndefinedReason.IMMATURE));
    }

    @Test
    void cupedTakesOutWhatWasKnownBefore() {
        Experiment.Builder trial = Trials.randomised(USAGE).leastUnits(2);
        double[] x = {1, 2, 3, 4};
        double[] ofControl = {2, 5, 6, 9};
        double[] ofTreatment = {4, 6, 9, 11};
        for (int i = 0; i < 4; i++) {
            trial.add(covered("c" + i, "control", ofControl[i], x[i]));
            trial.add(covered("t" + i, "treatment", ofTreatment[i], x[i] + 1));
        }
        Cuped cuped = trial.build().read().primary().cuped().orElseThrow();
        // within arms Sxx = 5 + 5, Sxy = 11 + 12, Syy = 25 + 29
        assertThat(cuped.theta()).isCloseTo(2.3, within(EXACT));
        assertThat(cuped.varianceRemoved()).isCloseTo(23.0 * 23 / 10 / 54, within(EXACT));
        // 7.5 - 5.5 - 2.3 (3.5 - 2.5)
        assertThat(cuped.effect().estimated().orElseThrow().value()).isCloseTo(-0.3, within(EXACT));
        // what is left of 25 and 29 is 25 - 2 * 2.3 * 11 + 2.3² * 5 = 0.85 and 0.25; variances of the means over 3 and
        // 4, sum 1.1 / 12;
        // doubted by 6/5 and by 1 + 1 / (10 (1/4 + 1/4)) = 1.2
        double t = cuped.test().tested().orElseThrow().statistic().orElseThrow();
        assertThat(t).isCloseTo(-0.3 / Math.sqrt(1.1 / 12 * 1.2 * 1.2), within(1e-9));
    }

    private static ExperimentUnit covered(String id, String arm, double outcome, double covariate) {
        return ExperimentUnit.builder(id, arm, FIRST)
                .outcome(outcome)
                .covariate(covariate)
                .build();
    }

    @Test
    void meansAreSpokenOfAsMeans() {
        Experiment.Builder trial = Trials.randomised(USAGE).leastUnits(3);
        Trials.add(trial, "control", 8, 10, 12);
        Trials.add(trial, "treatment", 9, 10, 14);
        // t = 1 / sqrt(4/3 + 7/3)
        assertThat(trial.build().read().sentence())
                .startsWith("There is no evidence that \"usage\" differs in \"treatment\" from \"control\": 1 higher (")
                .contains("mean 10 of 3 accounts in \"control\", mean 11 of 3 accounts in \"treatment\"; Welch t test,"
                        + " two-sided: p = 0.");
    }

    @Test
    void armsThatDifferedBeforeAreFlagged() {
        Experiment.Builder trial = Trials.randomised(USAGE);
        for (int i = 0; i < 40; i++) {
            boolean treated = i % 2 == 0;
            trial.add(ExperimentUnit.builder("u" + i, treated ? "treatment" : "control", FIRST)
                    .outcome(i)
                    .covariate(i % 4 < 2 ? 1 : 3)
                    .before(treated ? 1 + i % 4 : i % 4)
                    .build());
        }
        Readout readout = trial.build().read();
        assertThat(readout.balance()).extracting(Balance::name).containsExactly("covariate", "pre_1");
        Balance covariate = readout.balance().get(0);
        assertThat(covariate.standardisedDifference()).hasValue(0);
        assertThat(covariate.isFlagged()).isFalse();
        // treated have 1 or 3, the others 1 or 3 too
        assertThat(readout.balance().get(1).isFlagged()).isFalse();
        Balance apart = new Balance(
                "pre_1", io.csmetrics.cohort.inference.Sample.of(1, 3), io.csmetrics.cohort.inference.Sample.of(2, 4));
        // 1 / sqrt((2 + 2) / 2)
        assertThat(apart.standardisedDifference().orElseThrow()).isCloseTo(Math.sqrt(0.5), within(EXACT));
        assertThat(apart.isFlagged()).isTrue();
    }

    @Test
    void aReadoutCautionsOfArmsThatDifferedBefore() {
        Experiment.Builder trial = Trials.randomised(USAGE);
        for (int i = 0; i < 40; i++) {
            boolean treated = i % 2 == 0;
            trial.add(ExperimentUnit.builder("u" + i, treated ? "treatment" : "control", FIRST)
                    .outcome(i)
                    .covariate(treated ? 2 : 1)
                    .before(i % 4 < 2 ? 1 : 3, i % 4 + (treated ? 2 : 0))
                    .build());
        }
        // pre_2: treated have 2 or 4, others 1 or 3; variances 20/19, so that it is 1 / sqrt(20 / 19) apart
        assertThat(trial.build().read().cautions())
                .contains(
                        "The arms differed before in covariate: 1 and 2.",
                        "The arms differed before in pre_2: 0.9747 standard deviations.")
                .noneMatch(caution -> caution.contains("pre_1"));
    }

    @Test
    void secondaryMetricsAreAdjustedAndDecideNothing() {
        Experiment.Builder trial = Trials.randomised(KEPT)
                .secondary(Metric.mean("usage", Direction.HIGHER))
                .secondary(Metric.share("expanded", Direction.HIGHER));
        for (int i = 0; i < 80; i++) {
            trial.add(ExperimentUnit.builder("u" + i, i < 40 ? "treatment" : "control", FIRST)
                    .outcome(i % 2)
                    .secondary("usage", i < 40 ? 10 + i % 5 : i % 5)
                    .secondary("expanded", i % 3 == 0 ? 1 : 0)
                    .build());
        }
        Readout readout = trial.build().read();
        assertThat(readout.verdict()).isEqualTo(EffectVerdict.NO_EVIDENCE);
        MetricReading usage = readout.secondaries().get(0);
        double p = usage.test().tested().orElseThrow().pValue();
        assertThat(usage.adjustedPValue().orElseThrow()).isEqualTo(2 * p);
        Refutation check = readout.experiment().negativeControl("usage");
        assertThat(check.outcome()).isEqualTo(Refutation.Outcome.FAILED);
        assertThat(check.sentence()).contains("\"usage\", which the intervention cannot have made");
        Refutation fine = readout.experiment().negativeControl("expanded");
        assertThat(fine.outcome()).isEqualTo(Refutation.Outcome.PASSED);
        assertThat(fine.readout().experiment().metric().name()).isEqualTo("expanded");
    }

    @Test
    void atAnyLookTheAlwaysValidIntervalDecides() {
        Readout once = Trials.shares(156, 200, 132, 200).build().read();
        Readout anyTime =
                Trials.shares(156, 200, 132, 200).looks(Looks.ANY_TIME).build().read();
        Interval fixed = once.primary().absolute().estimated().orElseThrow().interval();
        Estimate.Estimated always = anyTime.primary().alwaysValid().estimated().orElseThrow();
        assertThat(always.method()).contains("always valid");
        assertThat(always.interval().lower()).isNegative().isLessThan(fixed.lower());
        assertThat(anyTime.verdict()).isEqualTo(EffectVerdict.NO_EVIDENCE);
        assertThat(anyTime.reason()).isEqualTo("always-valid interval holds no difference at 95 %");
        assertThat(once.cautions()).anyMatch(caution -> caution.contains("valid only at the planned end"));
        assertThat(anyTime.cautions()).isEmpty();
    }

    @Test
    void thePowerIsToldOfThePlannedEndOnly() {
        Experiment.Builder trial = Trials.shares(110, 200, 108, 200);
        Readout atEnd = trial.build().read();
        assertThat(atEnd.sentence()).contains("is found with a power of about 80 % by so many accounts");
        Readout anyTime = trial.looks(Looks.ANY_TIME).build().read();
        assertThat(anyTime.verdict()).isEqualTo(EffectVerdict.NO_EVIDENCE);
        assertThat(anyTime.sentence()).doesNotContain("power");
        assertThat(anyTime.lines()).noneMatch(line -> line.contains("power"));
        assertThat(anyTime.primary().minimumDetectable())
                .isEqualTo(atEnd.primary().minimumDetectable());
    }

    @Test
    void noDifferenceIsNeitherHigherNorLower() {
        assertThat(Trials.shares(100, 200, 100, 200).build().read().sentence())
                .contains("from \"control\": no difference (-9.7 to 9.7 at 95 %); ");
        // 1 in 4000 is a difference, though one decimal does not show it
        assertThat(Trials.shares(2001, 4000, 2000, 4000).build().read().sentence())
                .contains("from \"control\": 0.025 points higher (");
    }

    @Test
    void numbersThatAreAlmostNothingAreWrittenShort() {
        Experiment.Builder trial = Trials.randomised(USAGE).leastUnits(3);
        Trials.add(trial, "control", 1e-60, 2e-60, 3e-60);
        Trials.add(trial, "treatment", 1e-60, 3e-60, 5e-60);
        assertThat(trial.build().read().sentence()).contains(": 1e-60 higher (-", "mean 2e-60 of 3 accounts");
        assertThat(Wording.plain(-1.23456e-13)).isEqualTo("-1.235e-13");
        assertThat(Wording.plain(1.5e-12)).isEqualTo("0.0000000000015");
        assertThat(Wording.plain(6.02214e23)).isEqualTo("6.022e23");
        assertThat(Wording.p(1e-160, 1e-5)).isEqualTo("p < 1e-12");
    }

    @Test
    void anArmThatIsExposedLaterSaysSo() {
        Experiment.Builder trial = Trials.randomised(KEPT);
        for (int i = 0; i < 20; i++) {
            trial.add(ExperimentUnit.of("late" + i, "control", AS_OF.plusDays(1), 1));
        }
        Readout readout = trial.build().read();
        assertThat(readout.reason())
                .isEqualTo("arm \"control\" has no units exposed by the last known day; 20 were exposed after it");
        assertThat(readout.leftOut().get(LeftOut.EXPOSED_AFTER_AS_OF)).hasSize(20);
    }

    @Test
    void whatIsThereAndNotUsedIsACaution() {
        Experiment.Builder trial = Trials.randomised(USAGE);
        for (int i = 0; i < 60; i++) {
            ExperimentUnit.Builder unit = ExperimentUnit.builder("u" + i, i % 2 == 0 ? "treatment" : "control", FIRST)
                    .outcome(i % 7);
            if (i > 0) {
                unit.covariate(i % 5);
            }
            if (i < 2) {
                unit.pair("p");
            }
            trial.add(unit.build());
        }
        Readout readout = trial.build().read();
        assertThat(readout.primary().cuped()).isEmpty();
        assertThat(readout.cautions())
                .contains(
                        "The covariate of 1 of 60 compared units is not known: its balance is that of the others, and nothing"
                                + " is adjusted by it.",
                        "The pair of 2 units is not used: only a matched design compares within pairs.");
        assertThat(Trials.shares(15, 20, 12, 20).build().read().cautions())
                .noneMatch(caution -> caution.contains("covariate") || caution.contains("pair"));
    }

    @Test
    void namesHaveNoCharacterThatNobodySees() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metric.share("ke\u0007pt", Direction.HIGHER))
                .withMessage("name \"keU+0007pt\" of a metric must have no control or format character; remove what is"
                        + " written as U+ here");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Trials.randomised(KEPT).arms("control", "treated\u202e"))
                .withMessageStartingWith("name \"treatedU+202E\" of an arm must have no control or format character");
        assertThat(Metric.mean("Größe 大小 😀", Direction.HIGHER).name()).isEqualTo("Größe 大小 😀");
    }

    @Test
    void livesAreCountedFromTheExposure() {
        Experiment.Builder trial = Trials.randomised(KEPT);
        for (int i = 0; i < 60; i++) {
            boolean treated = i % 2 == 0;
            int days = treated ? 40 : 2 + i % 25;
            trial.add(ExperimentUnit.builder("u" + i, treated ? "treatment" : "control", FIRST)
                    .outcome(treated ? 1 : 0)
                    .life(days, !treated)
                    .build());
        }
        trial.add(ExperimentUnit.of("untold", "control", FIRST, 1));
        SurvivalArms arms = trial.build().read().survival().orElseThrow();
        assertThat(arms.withoutLife()).isOne();
        assertThat(arms.horizonDays()).isEqualTo(30);
        assertThat(arms.logRank().pValue().orElseThrow()).isLessThan(1e-6);
        // the odd i % 25 come once or twice each; no treated was lost
        double control = IntStream.range(0, 60)
                .filter(i -> i % 2 == 1)
                .map(i -> 2 + i % 25)
                .average()
                .orElseThrow();
        Estimate.Estimated difference = arms.meanDifference().estimated().orElseThrow();
        assertThat(difference.value()).isCloseTo(30 - control, within(1e-9));
        trial.add(ExperimentUnit.builder("short", "control", FIRST)
                .outcome(1)
                .life(27, false)
                .build());
        assertThat(trial.build().read().survival().orElseThrow().meanDifference())
                .isEqualTo(new Estimate.Unestimated(
                        UndefinedReason.IMMATURE,
                        "arm \"control\" was followed for 27 days of the 30 and not all of it was lost by then"));
    }

    @Test
    void livesOfOneArmOrOfOneLengthMakeNoDifference() {
        Experiment.Builder trial = Trials.randomised(KEPT)
                .add(ExperimentUnit.builder("c", "control", FIRST).life(3, true).build());
        assertThat(trial.build().read().survival().orElseThrow().meanDifference())
                .isEqualTo(new Estimate.Unestimated(
                        UndefinedReason.NO_DATA, "arm \"treatment\" has no unit whose life is known"));
        trial.add(
                ExperimentUnit.builder("t", "treatment", FIRST).life(30, false).build());
        assertThat(trial.build().read().survival().orElseThrow().meanDifference())
                .isEqualTo(new Estimate.Unestimated(
                        UndefinedReason.ZERO_VARIANCE,
                        "lives do not vary within 30 days: nothing tells how much chance can do"));
    }

    @Test
    void manyUnknownOutcomesAreACaution() {
        Experiment.Builder trial = Trials.shares(15, 20, 12, 20);
        assertThat(trial.build().read().cautions()).noneMatch(caution -> caution.startsWith("Nobody knows"));
        for (int i = 0; i < 20; i++) {
            trial.add(ExperimentUnit.builder("t-silent" + i, "treatment", FIRST).build());
            if (i < 5) {
                trial.add(
                        ExperimentUnit.builder("c-silent" + i, "control", FIRST).build());
            }
        }
        Readout readout = trial.build().read();
        // 5 of 25 are not more than a fifth
        assertThat(readout.cautions())
                .filteredOn(caution -> caution.startsWith("Nobody knows"))
                .containsExactly("Nobody knows the outcome of 20 of 40 mature units in \"treatment\", 50.0 % and more"
                        + " than 20 %: those that are known may be unlike the others.");
        assertThat(readout.lines()).contains("left out outcome-unknown  25");
    }

    @Test
    void theTextHasEverything() {
        assertThat(Trials.shares(156, 200, 132, 200).build().read().toString())
                .isEqualTo(String.join(
                        "\n",
                        List.of(
                                "\"treatment\" raised \"kept after 30 days\" by 12.0 points (3.2 to 20.6 at 95 %): 66.0 % of 200"
                                        + " accounts in \"control\", 78.0 % of 200 accounts in \"treatment\"; pooled z-test,"
                                        + " two-sided: p = 0.008.",
                                "",
                                "design        randomised",
                                "metric        kept after 30 days",
                                "verdict       better: pooled z-test, two-sided: p = 0.008",
                                "causal grade  randomised",
                                "window        30 days from exposure, known through 2026-06-30",
                                "",
                                "arm          n  mature  immature  unknown  compared  mean          interval",
                                "control    200     200         0        0       200  0.66  0.5919 to 0.7221",
                                "treatment  200     200         0        0       200  0.78  0.7176 to 0.8318",
                                "",
                                "effect       estimate       95 % interval  p          method",
                                "difference       0.12   0.03198 to 0.2056  p = 0.008  Newcombe score interval",
                                "relative       0.1818   0.03558 to 0.3281  -          delta method",
                                "at any look      0.12  -0.01529 to 0.2553  -          asymptotic confidence sequence, always"
                                        + " valid",
                                "",
                                "test                       pooled z-test, two-sided",
                                "found at about 80 % power  0.1247 or more",
                                "sample ratio               chi-square 0, p = 1.000",
                                "",
                                "The p-value is valid only at the planned end; for looks in between there is the always-valid"
                                        + " interval.")));
    }
}
