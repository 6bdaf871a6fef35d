package io.csmetrics.health.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.health.model.Coverage;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.HealthSignal;
import io.csmetrics.health.model.Normaliser;
import io.csmetrics.health.model.Orientation;
import io.csmetrics.health.model.SignalGroup;
import io.csmetrics.health.score.HealthScorer;
import io.csmetrics.health.score.SignalColumns;
import io.csmetrics.health.statistics.Auc;
import io.csmetrics.health.statistics.Ranking;
import io.csmetrics.health.statistics.ScoreDirection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The true weights of {@link Generated} are known, so learning can be held against them. */
final class LearningTest {
    private static final Generated DATA = new Generated(2_000, 11, Scored.AS_OF);

    @ParameterizedTest
    @EnumSource(Orientation.class)
    void learnedWeightsComeInTheOrderOfTheTrueOnesAndNearThem(Orientation orientation) {
        WeightSuggestion.Suggested suggested = (WeightSuggestion.Suggested)
                DATA.backtest(Generated.model(orientation)).suggestWeights("2");
        Map<String, Double> shares = suggested.shares().stream()
                .collect(Collectors.toMap(
                        WeightSuggestion.SignalShare::signal, WeightSuggestion.SignalShare::suggested));
        assertThat(shares.get("usage")).isCloseTo(0.6, within(0.06));
        assertThat(shares.get("support")).isCloseTo(0.3, within(0.06));
        assertThat(shares.get("voice")).isCloseTo(0.1, within(0.06));
        assertThat(shares.get("noise")).isBetween(0.0, 0.05);
        assertThat(suggested.suggestedAuc()).isGreaterThan(suggested.ownAuc() + 0.1);
        assertThat(suggested.gain().orElseThrow().interval().lower()).isPositive();
    }

    @Test
    void aSuggestionIsANewModelOfTheVersionThatIsNamedWithAllItsSignals() {
        HealthModel hand = Generated.model(Orientation.HEALTH);
        Backtest backtest = DATA.backtest(hand);
        WeightSuggestion.Suggested suggested = (WeightSuggestion.Suggested) backtest.suggestWeights("2");
        HealthModel model = suggested.model();
        assertThat(model.id()).isEqualTo("generated");
        assertThat(model.version()).isEqualTo("2");
        assertThat(model.bands()).isEqualTo(hand.bands());
        assertThat(model.signals()).extracting(HealthSignal::id).containsExactly("usage", "noise", "support", "voice");
        assertThat(suggested.shares())
                .extracting(WeightSuggestion.SignalShare::own)
                .containsExactly(0.125, 0.375, 0.25, 0.25);
        double total = 0;
        for (SignalGroup group : model.groups()) {
            for (HealthSignal signal : group.signals()) {
                double share = share(suggested, signal.id());
                assertThat(group.weight() * signal.weight()).isCloseTo(share, within(1e-12));
                total += share;
            }
        }
        assertThat(total).isCloseTo(1, within(1e-12));
        assertThat(hand).isEqualTo(Generated.model(Orientation.HEALTH));
        assertThatThrownBy(() -> backtest.suggestWeights("1"))
                .hasMessage("version \"1\" of suggested weights is that of model generated 1; name another one, a"
                        + " suggestion never takes the place of a model");
    }

    private static double share(WeightSuggestion.Suggested suggested, String signal) {
        return suggested.shares().stream()
                .filter(each -> each.signal().equals(signal))
                .findFirst()
                .orElseThrow()
                .suggested();
    }

    @Test
    void fourWaysOfWeightingRankTheSameAccounts() {
        HealthModel hand = Generated.model(Orientation.HEALTH);
        BacktestReport report = DATA.backtest(hand).report();
        WeightComparison comparison = report.comparison();
        assertThat(auc(comparison, WeightComparison.Weights.OWN))
                .isEqualTo(report.auc().orElseThrow().value());
        HealthModel equal = hand.withGroups(
                "equal",
                hand.groups().stream()
                        .map(group -> SignalGroup.of(
                                group.id(),
                                1,
                                group.signals().stream()
                                        .map(signal -> HealthSignal.builder(signal.id(), signal.normaliser())
                                                .build())
                                        .toArray(HealthSignal[]::new)))
                        .toList());
        assertThat(auc(comparison, WeightComparison.Weights.EQUAL))
                .isEqualTo(DATA.backtest(equal).report().auc().orElseThrow().value());
        WeightComparison.Contender best = comparison.contender(WeightComparison.Weights.BEST_SIGNAL);
        assertThat(best.signal()).contains("usage");
        assertThat(best.auc()).hasValue(aucOf("usage"));
        assertThat(best.auc().orElseThrow()).isGreaterThan(aucOf("support"));
        assertThat(auc(comparison, WeightComparison.Weights.LEARNED))
                .isGreaterThan(best.auc().orElseThrow())
                .isGreaterThan(auc(comparison, WeightComparison.Weights.EQUAL));
        assertThat(comparison.heldOut())
                .isEqualTo("split by account into 5 folds: each account is judged by what the other folds taught");
    }

    private static double auc(WeightComparison comparison, WeightComparison.Weights weights) {
        return comparison.contender(weights).auc().orElseThrow();
    }

    private static double aucOf(String signal) {
        Map<String, Double> values = new TreeMap<>();
        DATA.observations.stream()
                .filter(each -> each.signal().equals(signal))
                .forEach(each -> values.put(each.accountId(), each.value().number()));
        boolean[] churned = new boolean[DATA.outcomes.size()];
        for (int i = 0; i < churned.length; i++) {
            churned[i] = DATA.outcomes.get(i).known().orElseThrow() == Fate.CHURNED;
        }
        double[] column =
                values.values().stream().mapToDouble(Double::doubleValue).toArray();
        return Ranking.of(ScoreDirection.HIGHER_IS_HEALTHIER, column, churned)
                .auc()
                .map(Auc::value)
                .orElseThrow();
    }

    /** Four pairs: one right, one half for each of the two unknown, one wrong. */
    @Test
    void anAccountWithoutTheSingleSignalCountsOneHalfInEachPair() {
        HealthModel model = HealthModel.builder("two", "1")
                .coverage(new Coverage(0, 0))
                .redYellowGreen(50, 75)
                .group(
                        "all",
                        1,
                        HealthSignal.builder("patchy", Normaliser.identity()),
                        HealthSignal.builder("flat", Normaliser.identity()))
                .build();
        Snapshot snapshot = new Snapshot(
                Optional.of(model),
                SignalColumns.of(List.of("c1", "c2", "s1", "s2"))
                        .numbers("patchy", new double[] {10, Double.NaN, 20, 30})
                        .numbers("flat", new double[] {50, 50, 50, 50})
                        .build(),
                Scored.AS_OF);
        List<Outcome> outcomes = List.of(
                Outcome.of("c1", Fate.CHURNED),
                Outcome.of("c2", Fate.CHURNED),
                Outcome.of("s1", Fate.STAYED),
                Outcome.of("s2", Fate.STAYED));
        WeightComparison.Contender best = Backtest.of(Scored.PLAN, List.of(snapshot), outcomes)
                .report()
                .comparison()
                .contender(WeightComparison.Weights.BEST_SIGNAL);
        assertThat(best.signal()).contains("patchy");
        assertThat(best.auc()).hasValue(0.75);
    }

    @Test
    void amongEquallyGoodSignalsTheFirstByIdIsTheBest() {
        double[] values = {10, 20, 30};
        HealthModel model = HealthModel.builder("two", "1")
                .redYellowGreen(50, 75)
                .group(
                        "all",
                        1,
                        HealthSignal.builder("b", Normaliser.identity()),
                        HealthSignal.builder("a", Normaliser.identity()))
                .build();
        Snapshot snapshot = new Snapshot(
                Optional.of(model),
                SignalColumns.of(List.of("c", "s", "t"))
                        .numbers("b", values)
                        .numbers("a", values)
                        .build(),
                Scored.AS_OF);
        List<Outcome> outcomes =
                List.of(Outcome.of("c", Fate.CHURNED), Outcome.of("s", Fate.STAYED), Outcome.of("t", Fate.STAYED));
        assertThat(Backtest.of(Scored.PLAN, List.of(snapshot), outcomes)
                        .report()
                        .comparison()
                        .contender(WeightComparison.Weights.BEST_SIGNAL)
                        .signal())
                .contains("a");
    }

    @Test
    void aSubScoreThatIsMissingDoesNotKeepWeightsFromBeingLearned() {
        HealthModel model = Generated.model(Orientation.HEALTH);
        WeightSuggestion suggestion = Backtest.of(
                        Scored.PLAN, List.of(DATA.withGaps(model, Scored.AS_OF)), DATA.outcomes)
                .suggestWeights("2");
        assertThat(share((WeightSuggestion.Suggested) suggestion, "voice")).isBetween(0.03, 0.2);
    }

    @Test
    void fewChurnedAccountsTeachNothing() {
        Generated few = new Generated(60, 3, Scored.AS_OF);
        Backtest backtest = few.backtest(Generated.model(Orientation.HEALTH));
        assertThat(backtest.suggestWeights("2"))
                .isInstanceOfSatisfying(
                        WeightSuggestion.Declined.class,
                        declined -> assertThat(declined.reason())
                                .endsWith("churned accounts to learn from; 4 signals would take 40, 10 for each"));
        assertThat(backtest.report()
                        .comparison()
                        .contender(WeightComparison.Weights.LEARNED)
                        .auc())
                .isEmpty();
    }

    @Test
    void aSignalThatKnowsTheOutcomeTeachesNothing() {
        double[] churned = new double[30];
        double[] stayed = new double[30];
        for (int i = 0; i < 30; i++) {
            churned[i] = i;
            stayed[i] = 60 + i;
        }
        assertThat(new Scored()
                        .churned(churned)
                        .stayed(stayed)
                        .backtest(Scored.HEALTH)
                        .suggestWeights("2"))
                .isInstanceOfSatisfying(
                        WeightSuggestion.Declined.class,
                        declined -> assertThat(declined.reason()).contains("look for a signal that knows the outcome"));
    }

    @Test
    void aSignalThatPointsTheWrongWayGetsNoWeight() {
        double[] churned = new double[30];
        double[] stayed = new double[30];
        for (int i = 0; i < 30; i++) {
            churned[i] = 20 + i;
            stayed[i] = i;
        }
        assertThat(new Scored()
                        .churned(churned)
                        .stayed(stayed)
                        .backtest(Scored.HEALTH)
                        .suggestWeights("2"))
                .isInstanceOfSatisfying(
                        WeightSuggestion.Declined.class,
                        declined ->
                                assertThat(declined.reason()).startsWith("no signal is higher for accounts that stay"));
    }

    @Test
    void foldsNeverJudgeAnAccountByItselfAndDoNotDependOnTheOthers() {
        TestSet set = new TestSet(
                Scored.PLAN,
                List.of(
                        DATA.snapshot(Generated.model(Orientation.HEALTH), Scored.AS_OF),
                        DATA.snapshot(Generated.model(Orientation.HEALTH), Scored.AS_OF.plusSeconds(1))),
                DATA.outcomes);
        HeldOut heldOut = HeldOut.of(set);
        assertThat(heldOut.parts()).hasSize(HeldOut.FOLDS);
        assertThat(heldOut.tested()).isEqualTo(set.rows);
        for (HeldOut.Part part : heldOut.parts()) {
            assertThat(part.test()).hasSizeBetween(600, 1_000);
            assertThat(ids(part.test())).doesNotContainAnyElementsOf(ids(part.train()));
            assertThat(part.test().size() + part.train().size()).isEqualTo(set.rows.size());
        }
    }

    private static Set<String> ids(List<TestRow> rows) {
        return rows.stream().map(TestRow::accountId).collect(Collectors.toSet());
    }

    @Test
    void snapshotsAreSplitByTimeAndNothingIsLearnedFromOutcomesThatWereNotKnownThen() {
        HealthModel model = Generated.model(Orientation.HEALTH);
        List<Snapshot> snapshots = new ArrayList<>();
        for (int month = 1; month <= 9; month++) {
            snapshots.add(DATA.snapshot(model, Scored.at("2026-%02d-01".formatted(month))));
        }
        Backtest backtest = Backtest.of(Scored.PLAN, snapshots, DATA.outcomes);
        HeldOut heldOut = HeldOut.of(new TestSet(Scored.PLAN, snapshots, DATA.outcomes));
        assertThat(heldOut.how())
                .isEqualTo(
                        "split by time: learned from the snapshots whose outcomes were known by 2026-07-01, judged by"
                                + " those from then on");
        assertThat(heldOut.parts()).hasSize(1);
        // 90 days from 2 April end on 1 July, from 1 April one day before
        assertThat(instants(heldOut.parts().get(0).train()))
                .containsExactly(
                        Scored.at("2026-01-01"),
                        Scored.at("2026-02-01"),
                        Scored.at("2026-03-01"),
                        Scored.at("2026-04-01"));
        assertThat(instants(heldOut.parts().get(0).test()))
                .containsExactly(Scored.at("2026-07-01"), Scored.at("2026-08-01"), Scored.at("2026-09-01"));
        WeightComparison comparison = backtest.report().comparison();
        assertThat(auc(comparison, WeightComparison.Weights.LEARNED))
                .isGreaterThan(auc(comparison, WeightComparison.Weights.OWN));
        assertThat(comparison.contender(WeightComparison.Weights.LEARNED).ownMinus())
                .isEmpty();
    }

    private static List<Instant> instants(List<TestRow> rows) {
        return rows.stream().map(TestRow::asOf).distinct().toList();
    }

    @Test
    void learnedWeightsAreJudgedByScoresOfTheWholeEngine() {
        WeightSuggestion.Suggested suggested = (WeightSuggestion.Suggested)
                DATA.backtest(Generated.model(Orientation.HEALTH)).suggestWeights("2");
        double[] scores = HealthScorer.of(suggested.model())
                .score(DATA.snapshot(suggested.model(), Scored.AS_OF).columns(), Scored.AS_OF)
                .scores(-1);
        assertThat(scores).doesNotContain(-1);
        double inSample =
                DATA.backtest(suggested.model()).report().auc().orElseThrow().value();
        assertThat(suggested.suggestedAuc()).isCloseTo(inSample, within(0.01));
    }
}
