package io.csmetrics.health.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.Orientation;
import io.csmetrics.health.statistics.Alarm;
import io.csmetrics.health.statistics.TopShare;
import io.csmetrics.statistics.Proportion;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class BacktestTest {
    private static final Offset<Double> EXACT = within(1e-12);

    /** Figures counted by hand; AUC by its 75 pairs, its error and Wilson's intervals by a few lines of Python from their formulas. */
    @Test
    void everyFigureOfTwentyAccountsIsTheOneCountedByHand() {
        BacktestReport report = Scored.twenty().report();
        assertThat(report.n()).isEqualTo(20);
        assertThat(report.churned()).isEqualTo(5);
        assertThat(report.stayed()).isEqualTo(15);
        assertThat(report.baseRate()).hasValue(0.25);
        BacktestReport.AucEstimate auc = report.auc().orElseThrow();
        assertThat(auc.value()).isCloseTo(59 / 75.0, EXACT);
        assertThat(auc.method().key()).isEqualTo("delong");
        assertThat(auc.interval().orElseThrow().lower()).isCloseTo(0.5315484822516997, EXACT);
        assertThat(auc.interval().orElseThrow().upper()).isEqualTo(1);
        assertThat(report.ks().orElseThrow()).isCloseTo(8 / 15.0, EXACT);
        assertThat(report.averagePrecision().orElseThrow()).isCloseTo(23 / 36.0, EXACT);
        assertThat(report.bands())
                .extracting(each -> each.band().id(), BacktestReport.BandChurn::churn)
                .containsExactly(
                        tuple("red", new Proportion(3, 5)),
                        tuple("yellow", new Proportion(1, 6)),
                        tuple("green", new Proportion(1, 9)));
        assertThat(report.bands().get(0).churn().wilson().orElseThrow().lower()).isCloseTo(0.23072428127601285, EXACT);
        assertThat(report.bands().get(0).churn().wilson().orElseThrow().upper()).isCloseTo(0.8823792257673521, EXACT);
        assertThat(report.monotone()).isTrue();
        assertThat(report.alarm().band().id()).isEqualTo("red");
        assertThat(report.alarm().counts()).isEqualTo(new Alarm(3, 2, 2, 13));
        assertThat(report.alarm().counts().precision().rate()).hasValue(0.6);
        assertThat(report.alarm().counts().recall().rate()).hasValue(0.6);
        assertThat(report.top()).isEqualTo(new TopShare(new Proportion(1, 2), new Proportion(5, 20)));
        assertThat(report.top().lift()).hasValue(2);
        assertThat(report.top().capture()).hasValue(0.2);
        assertThat(report.churnedInBestBand().band().id()).isEqualTo("green");
        assertThat(report.churnedInBestBand().accounts()).isEqualTo(1);
        assertThat(report.churnedInBestBand().amount()).isEmpty();
        assertThat(report.probability()).isEmpty();
        assertThat(report.leadTimes()).isEmpty();
        assertThat(report.verdicts())
                .containsExactly(new Verdict(
                        Verdict.Kind.FEW_CHURNERS,
                        "Only 5 accounts churned. Below 20, one more or less changes every figure: take a longer horizon"
                                + " or more accounts before you act on them."));
    }

    @Test
    void aRiskScoreIsReadTheOtherWayRound() {
        Scored risk = new Scored()
                .churned(90, 70, 60, 40, 20)
                .stayed(80, 55, 50, 45, 40, 35, 30, 25, 24, 20, 15, 10, 5, 1, 0);
        BacktestReport report = risk.backtest(Scored.RISK).report();
        assertThat(report.auc().orElseThrow().value()).isCloseTo(59 / 75.0, EXACT);
        assertThat(report.alarm().band().id()).isEqualTo("green");
        assertThat(report.alarm().counts()).isEqualTo(new Alarm(1, 1, 4, 14));
        assertThat(report.churnedInBestBand().band().id()).isEqualTo("red");
        assertThat(report.churnedInBestBand().accounts()).isEqualTo(2);
        assertThat(report.monotone()).isTrue();
        assertThat(report.top().capture()).hasValue(0.2);
        assertThat(risk.report().monotone()).isFalse();
    }

    @Test
    void aRateThatRisesFromABandToAHealthierOneIsNotMonotoneAndEmptyBandsArePassedOver() {
        assertThat(new Scored().churned(10, 80).stayed(20, 90, 91).report().monotone())
                .isTrue();
        assertThat(new Scored().churned(10, 80, 81).stayed(20, 30, 90).report().monotone())
                .isFalse();
        assertThat(new Scored().churned(10, 80).stayed(20, 90).report().monotone())
                .isTrue();
    }

    @Test
    void accountsThatCannotBeTestedAreCountedUnderTheFirstReasonThatHolds() {
        LocalDate before = LocalDate.parse("2025-12-31");
        BacktestReport report = new Scored()
                .with("churned", 10, Fate.CHURNED)
                .with("stayed", 90, Fate.STAYED)
                .with("censored", 50, Fate.CENSORED)
                .with("censored-without-score", Double.NaN, Fate.CENSORED)
                .with("without-score", Double.NaN, Fate.CHURNED)
                .with("without-outcome", 50)
                .with("with-neither", Double.NaN)
                .with("gone-before", 20)
                .with(Outcome.churnedOn("gone-before", before))
                .with(Outcome.of("never-scored", Fate.STAYED))
                .with(Outcome.churnedOn("never-scored-and-gone", before))
                .report();
        assertThat(report.n()).isEqualTo(2);
        assertThat(report.leftOut()).isEqualTo(new BacktestReport.LeftOut(2, 2, 4));
        assertThat(report.leftOut().total()).isEqualTo(8);
    }

    @Test
    void accountsToWhichNoModelAppliesHaveNoScore() {
        Scored scored = new Scored().churned(10).stayed(90).with(Outcome.of("other", Fate.STAYED));
        Backtest backtest = Backtest.of(
                Scored.PLAN,
                List.of(
                        Snapshot.withoutModel(List.of("other", "unknown"), Scored.AS_OF),
                        scored.snapshot(Scored.HEALTH)),
                scored.outcomes());
        assertThat(backtest.report().leftOut()).isEqualTo(new BacktestReport.LeftOut(0, 1, 1));
    }

    @Test
    void withoutAChurnedAccountWhatCannotBeComputedIsAbsent() {
        BacktestReport report = new Scored().stayed(10, 60, 90).report();
        assertThat(report.auc()).isEmpty();
        assertThat(report.ks()).isEmpty();
        assertThat(report.averagePrecision()).isEmpty();
        assertThat(report.baseRate()).hasValue(0);
        assertThat(report.alarm().counts().recall().rate()).isEmpty();
        assertThat(report.top().lift()).isEmpty();
        assertThat(report.top().capture()).isEmpty();
        assertThat(report.comparison().contenders())
                .allSatisfy(each -> assertThat(each.auc()).isEmpty());
        assertThat(report.verdicts()).extracting(Verdict::kind).containsExactly(Verdict.Kind.FEW_CHURNERS);
        assertThat(report.verdicts().get(0).sentence()).startsWith("No account churned.");
        assertThat(report.lines())
                .contains("Ranking: not to be told, it takes accounts that churned and accounts that stayed");
    }

    @Test
    void withoutAnyTestedAccountThereIsStillAReport() {
        BacktestReport report = new Scored().with("A", 50).report();
        assertThat(report.n()).isZero();
        assertThat(report.baseRate()).isEmpty();
        assertThat(report.bands()).hasSize(3);
        assertThat(report.has(Verdict.Kind.LABELS_AS_SCORES)).isFalse();
        assertThat(report.lines()).contains("0 accounts tested: 0 churned, 0 stayed");
        assertThat(new Scored().with("A", 50).backtest(Scored.HEALTH).churnProbability())
                .isEmpty();
    }

    @Test
    void scoresThatAreAllEqualAreALabelWithoutEvidence() {
        BacktestReport report = new Scored().churned(50, 50).stayed(50, 50, 50).report();
        assertThat(report.auc().orElseThrow().value()).isEqualTo(0.5);
        assertThat(report.verdicts())
                .extracting(verdict -> verdict.kind().key())
                .containsExactly("few-churners", "no-evidence", "labels-as-scores");
        assertThat(report.verdicts().get(2).sentence())
                .isEqualTo(
                        "There is 1 different score, so this is a label and no ranking. Test the score that the label"
                                + " was cut from.");
    }

    @Test
    void anIntervalThatHoldsOneHalfIsNoEvidence() {
        double[] churned = new double[20];
        double[] stayed = new double[40];
        for (int i = 0; i < 40; i++) {
            churned[i / 2] = i;
            stayed[i] = i + 0.5;
        }
        BacktestReport report = new Scored().churned(churned).stayed(stayed).report();
        assertThat(report.verdicts()).extracting(Verdict::kind).containsExactly(Verdict.Kind.NO_EVIDENCE);
        assertThat(report.verdicts().get(0).sentence())
                .startsWith("There is no evidence that the score tells who churns: it ranks 50.0 % of pairs");
        assertThat(report.ks()).isPresent();
    }

    @Test
    void aRankingThatIsTooGoodMayLeakAndHidesNoFigure() {
        BacktestReport report =
                new Scored().churned(1, 2, 3).stayed(50, 60, 70, 80).report();
        assertThat(report.auc().orElseThrow().value()).isEqualTo(1);
        assertThat(report.verdicts())
                .extracting(Verdict::kind)
                .containsExactly(Verdict.Kind.FEW_CHURNERS, Verdict.Kind.POSSIBLE_LEAKAGE);
        assertThat(report.verdicts().get(1).sentence())
                .isEqualTo(
                        "The score ranks 100.0 % of pairs rightly, which is too good to be true. Look for a signal that"
                                + " was recorded after the customers had left, or that is the churn itself.");
    }

    @Test
    void anAccountThatIsThereTwiceAtOneInstantCountsOnceWithItsLowerScore() {
        Scored scored = Scored.twenty();
        Snapshot again = new Scored().with("c000", 95).with("s000", 15).snapshot(Scored.HEALTH);
        BacktestReport report = Backtest.of(
                        Scored.PLAN, List.of(again, scored.snapshot(Scored.HEALTH)), scored.outcomes())
                .report();
        assertThat(report.n()).isEqualTo(20);
        assertThat(report.auc().orElseThrow().value()).isCloseTo(59 / 75.0, EXACT);
        assertThat(report.verdicts())
                .contains(new Verdict(
                        Verdict.Kind.POSSIBLE_LEAKAGE,
                        "2 accounts were scored twice at the same instant and counted once, with the lower score. Remove"
                                + " the repeated rows: they make evidence look larger than it is."));
    }

    @Test
    void amountsAreSummedExactlyOverTheChurnedAccountsOfTheBestBand() {
        BacktestReport report = new Scored()
                .with("a", 80)
                .with(Outcome.of("a", Fate.CHURNED).withAmount(new BigDecimal("0.10")))
                .with("b", 90)
                .with(Outcome.of("b", Fate.CHURNED).withAmount(new BigDecimal("0.20")))
                .with("c", 10)
                .with(Outcome.of("c", Fate.CHURNED).withAmount(new BigDecimal("7")))
                .with("d", 95)
                .with(Outcome.of("d", Fate.STAYED).withAmount(new BigDecimal("100")))
                .with("e", 99, Fate.CHURNED)
                .report();
        assertThat(report.churnedInBestBand().accounts()).isEqualTo(3);
        assertThat(report.churnedInBestBand().amount()).contains(new BigDecimal("0.30"));
        assertThat(report.churnedInBestBand().churnedAmount()).contains(new BigDecimal("7.30"));
    }

    @Test
    void probabilitiesThatCameWithTheOutcomesAreTested() {
        BacktestReport report = new Scored()
                .with("a", 10)
                .with(Outcome.of("a", Fate.CHURNED).withProbability(0.8))
                .with("b", 90)
                .with(Outcome.of("b", Fate.STAYED).withProbability(0.4))
                .with("c", 95, Fate.STAYED)
                .with("d", 50)
                .with(Outcome.of("d", Fate.CENSORED).withProbability(1))
                .report();
        ProbabilityTest test = report.probability().orElseThrow();
        assertThat(test.quality().n()).isEqualTo(2);
        assertThat(test.quality().brier()).isCloseTo(0.1, EXACT);
        assertThat(test.quality().baseBrier()).isEqualTo(0.25);
        assertThat(test.quality().brierSkill().orElseThrow()).isCloseTo(0.6, EXACT);
        assertThat(test.reliability().bins()).hasSize(2);
    }

    @Test
    void modelsThatDoNotFitTogetherAreRefused() {
        Scored scored = new Scored().churned(1).stayed(2);
        HealthModel other =
                Scored.builder("other").orientation(Orientation.RISK).build();
        assertThatThrownBy(() -> Backtest.of(
                        Scored.PLAN,
                        List.of(scored.snapshot(other), scored.snapshot(Scored.HEALTH)),
                        scored.outcomes()))
                .hasMessage("models other 1 and plain 1 must have the same scale, bands and orientation to be tested as"
                        + " one; test each by itself");
        assertThatThrownBy(() -> Backtest.of(
                        Scored.PLAN, List.of(Snapshot.withoutModel(List.of("A"), Scored.AS_OF)), scored.outcomes()))
                .hasMessage("a backtest needs a snapshot with a model; score the accounts by one before");
    }

    @Test
    void severalModelsWithTheSameBandsAreTestedAsOne() {
        Scored some = new Scored().churned(10, 60);
        Scored others = new Scored().stayed(50, 70);
        List<Outcome> outcomes = new ArrayList<>(some.outcomes());
        outcomes.addAll(others.outcomes());
        BacktestReport report = Backtest.of(
                        Scored.PLAN,
                        List.of(
                                some.snapshot(Scored.builder("a").build()),
                                others.snapshot(Scored.builder("b").build())),
                        outcomes)
                .report();
        assertThat(report.auc().orElseThrow().value()).isEqualTo(0.75);
        assertThat(report.leftOut().total()).isZero();
        assertThat(report.comparison()
                        .contender(WeightComparison.Weights.LEARNED)
                        .absent())
                .contains("the accounts were scored by 2 models; weights are learned for one at a time");
    }

    @Test
    void aScoreThatPointsTheWrongWayIsTold() {
        assertThat(Scored.twenty()
                        .backtest(Scored.RISK)
                        .report()
                        .auc()
                        .orElseThrow()
                        .value())
                .isCloseTo(16 / 75.0, EXACT);
        assertThat(Scored.twenty().backtest(Scored.RISK).report().lines())
                .contains("  It points the wrong way: accounts that churned had the healthier scores. Check its"
                        + " orientation.");
    }

    @Test
    void theReportIsTold() {
        assertThat(Scored.twenty().report().lines())
                .containsExactly(
                        "Backtest of plain 1",
                        "20 accounts tested: 5 churned, 15 stayed, a churn rate of 25.0 %",
                        "Left out: 0 without an outcome, 0 lost sight of too early, 0 without a score",
                        "Note: Only 5 accounts churned. Below 20, one more or less changes every figure: take a longer"
                                + " horizon or more accounts before you act on them.",
                        "",
                        "Ranking: of 100 pairs of a churned and a staying account the score ranks 79 rightly (AUC 0.787,"
                                + " 95 % interval 0.532 to 1.000 by DeLong; a coin gives 0.500)",
                        "  KS 0.533, average precision 0.639 (chance gives 0.250)",
                        "",
                        "Churn by band, with the 95 % interval of Wilson:",
                        "  red: 3 of 5 accounts churned, 60.0 % (23.1 % to 88.2 %)",
                        "  yellow: 1 of 6 accounts churned, 16.7 % (3.0 % to 56.4 %)",
                        "  green: 1 of 9 accounts churned, 11.1 % (2.0 % to 43.5 %)",
                        "  From band to healthier band the churn rate never rises, as it should.",
                        "Alarm: red held 60.0 % of those who churned, and 60.0 % of the accounts in it churned",
                        "Top: the 2 least healthy accounts held 20.0 % of those who churned, 2.0 times as many as by"
                                + " chance",
                        "Surprises: 1 account churned out of green",
                        "",
                        "The same accounts by other weights (split by account into 5 folds: each account is judged by what"
                                + " the other folds taught):",
                        "  own weights: AUC 0.787",
                        "  equal weights: AUC 0.787; no difference to own",
                        "  learned weights: none, 5 churned accounts to learn from; 1 signal would take 10, 10 for each",
                        "  best single signal, value: AUC 0.787; no difference to own");
    }
}
