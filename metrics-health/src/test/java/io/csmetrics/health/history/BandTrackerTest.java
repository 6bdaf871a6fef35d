package io.csmetrics.health.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.health.model.Band;
import io.csmetrics.health.model.Coverage;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.HealthRule;
import io.csmetrics.health.model.HealthSignal;
import io.csmetrics.health.model.Hysteresis;
import io.csmetrics.health.model.ModelCondition;
import io.csmetrics.health.model.Normaliser;
import io.csmetrics.health.score.AccountSignals;
import io.csmetrics.health.score.HealthScore;
import io.csmetrics.health.score.HealthScorer;
import io.csmetrics.health.score.ScoreOverride;
import io.csmetrics.health.score.SignalBook;
import io.csmetrics.health.score.SignalColumns;
import io.csmetrics.record.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BandTrackerTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    /** Red from 0, yellow from 50, green from 75: margin 3, two confirmations, as in the golden model. */
    private static HealthModel model(String version, double margin, int confirmations) {
        return HealthModel.builder("tracked", version)
                .redYellowGreen(50, 75)
                .hysteresis(new Hysteresis(margin, confirmations))
                .group(
                        "all",
                        1,
                        HealthSignal.builder("x", Normaliser.identity()),
                        HealthSignal.builder("late", Normaliser.identity()).weight(0))
                .rule(HealthRule.cap("overdue", ModelCondition.compare("late", "gte", 45), 49, "Overdue"))
                .build();
    }

    private static final HealthModel MODEL = model("1", 3, 2);

    private static HealthScore score(HealthModel model, double x, double late) {
        AccountSignals signals = AccountSignals.of("A1").with("x", x, NOW).with("late", late, NOW);
        return HealthScorer.of(model).score(signals, NOW);
    }

    private static HealthScore noScore() {
        return HealthScorer.of(MODEL).score(AccountSignals.of("A1"), NOW);
    }

    private static List<String> bands(HealthModel model, double... scores) {
        BandTracker tracker = BandTracker.of(model);
        BandState state = BandState.none();
        List<String> bands = new ArrayList<>();
        for (double each : scores) {
            state = tracker.next(state, score(model, each, 0));
            String pending = state.pending()
                    .map(band -> ">" + band.id() + " at " + (int) each)
                    .orElse("");
            bands.add(state.band().orElseThrow().id() + pending);
        }
        return bands;
    }

    @Test
    void theFirstScoreCountsAtOnce() {
        assertThat(bands(MODEL, 75)).containsExactly("green");
        assertThat(bands(MODEL, 74.9)).containsExactly("yellow");
        assertThat(bands(MODEL, 50)).containsExactly("yellow");
    }

    @Test
    void insideTheMarginTheSecondScoreInARowCounts() {
        assertThat(bands(MODEL, 70, 76, 77)).containsExactly("yellow", "yellow>green at 76", "green");
        assertThat(bands(MODEL, 80, 74, 73)).containsExactly("green", "green>yellow at 74", "yellow");
    }

    @Test
    void aScoreBackInTheBandEndsTheRun() {
        assertThat(bands(MODEL, 70, 76, 74, 76, 74))
                .containsExactly("yellow", "yellow>green at 76", "yellow", "yellow>green at 76", "yellow");
    }

    @Test
    void beyondTheMarginTheBandChangesAtOnce() {
        assertThat(bands(MODEL, 70, 78)).containsExactly("yellow", "green");
        assertThat(bands(MODEL, 70, 77.9)).containsExactly("yellow", "yellow>green at 77");
        assertThat(bands(MODEL, 80, 71.9)).containsExactly("green", "yellow");
        assertThat(bands(MODEL, 80, 72)).containsExactly("green", "green>yellow at 72");
    }

    @Test
    void overSeveralEdgesTheBandGoesAsFarAsIsClearAndTheRestIsPending() {
        assertThat(bands(MODEL, 40, 76, 76)).containsExactly("red", "yellow>green at 76", "green");
        assertThat(bands(MODEL, 40, 78)).containsExactly("red", "green");
        assertThat(bands(MODEL, 90, 48, 48)).containsExactly("green", "yellow>red at 48", "red");
        assertThat(bands(MODEL, 90, 46.9)).containsExactly("green", "red");
    }

    @Test
    void aRunThatBeganBelowGoesOnAfterAStepAtOnce() {
        assertThat(bands(model("3", 3, 3), 40, 76, 76, 76))
                .containsExactly("red", "yellow>green at 76", "yellow>green at 76", "green");
    }

    @Test
    void marginsWithDecimalsAreMetInSpiteOfTheirNoise() {
        HealthModel fine = HealthModel.builder("fine", "1")
                .bands(List.of(new Band("low", 0), new Band("high", 0.4)))
                .hysteresis(new Hysteresis(0.2, 9))
                .group("all", 1, HealthSignal.builder("x", Normaliser.identity()))
                .group("more", 0, HealthSignal.builder("late", Normaliser.identity()))
                .coverage(new Coverage(0, 0))
                .build();
        // 0.4 + 0.2 is more than 0.6 in binary
        assertThat(bands(fine, 0, 0.6)).containsExactly("low", "high");
    }

    @Test
    void noScoreLeavesTheBandAndEndsTheRun() {
        BandTracker tracker = BandTracker.of(MODEL);
        BandState pending = tracker.next(tracker.next(BandState.none(), score(MODEL, 70, 0)), score(MODEL, 76, 0));
        assertThat(pending.run()).isEqualTo(1);
        BandState after = tracker.next(pending, noScore());
        assertThat(after).isEqualTo(BandState.in(new Band("yellow", 50)));
        assertThat(tracker.next(after, score(MODEL, 76, 0)).run()).isEqualTo(1);
        assertThat(tracker.next(BandState.none(), noScore())).isEqualTo(BandState.none());
    }

    @Test
    void aCapThatBitesCountsAtOnce() {
        BandTracker tracker = BandTracker.of(MODEL);
        BandState yellow = tracker.next(BandState.none(), score(MODEL, 55, 0));
        assertThat(tracker.next(yellow, score(MODEL, 49, 0)).band()).contains(new Band("yellow", 50));
        assertThat(tracker.next(yellow, score(MODEL, 55, 50)).band()).contains(new Band("red", 0));
        // the cap holds, but the score is below it by itself
        assertThat(tracker.next(yellow, score(MODEL, 49, 50)).band()).contains(new Band("yellow", 50));
    }

    @Test
    void aPersonsScoreCountsAtOnce() {
        BandTracker tracker = BandTracker.of(MODEL);
        BandState yellow = tracker.next(BandState.none(), score(MODEL, 70, 0));
        SignalColumns columns = SignalColumns.of(List.of("A1"))
                .numbers("x", new double[] {70})
                .numbers("late", new double[] {0})
                .build();
        ScoreOverride override =
                new ScoreOverride(76, "ann", Optional.of("new sponsor"), NOW, NOW.plus(Duration.ofDays(10)));
        HealthScore set = HealthScorer.of(MODEL).score(columns, 0, NOW, Optional.of(override));
        assertThat(tracker.next(yellow, set).band()).contains(new Band("green", 75));
    }

    @Test
    void otherModelsAndOtherBandsAreRefused() {
        BandTracker tracker = BandTracker.of(MODEL);
        HealthScore other = score(model("2", 3, 2), 70, 0);
        assertThatThrownBy(() -> tracker.next(BandState.none(), other))
                .hasMessageStartingWith("score by model tracked 2 (hash ")
                .hasMessageContaining("must be by the model whose bands are tracked, tracked 1 (hash ")
                .hasMessageEndingWith("rescore the history by one model");
        assertThatThrownBy(() -> tracker.next(BandState.in(new Band("blue", 10)), score(MODEL, 70, 0)))
                .hasMessage("band \"blue\" from 10.0 of the state before must be a band of model tracked 1; "
                        + "begin with BandState.none()");
        assertThatThrownBy(() -> new BandState(Optional.empty(), Optional.of(new Band("red", 0)), 1))
                .hasMessageStartingWith("pending band \"red\" with a run of 1 after band (none)");
    }

    @Test
    void manyAccountsAreTrackedAsOneIs() {
        double[] x = {70, 76, 48, 55};
        double[] late = {0, 0, 0, 60};
        SignalColumns columns = SignalColumns.of(List.of("A", "B", "C", "D"))
                .numbers("x", x)
                .numbers("late", late)
                .build();
        BandTracker tracker = BandTracker.of(MODEL);
        BandState yellow = BandState.in(new Band("yellow", 50));
        HealthScorer scorer = HealthScorer.of(MODEL);
        for (int row = 0; row < x.length; row++) {
            assertThat(tracker.next(yellow, scorer.score(columns, NOW), row))
                    .isEqualTo(tracker.next(yellow, scorer.score(columns, row, NOW)));
        }
    }

    @Test
    void aHistoryIsScoredAnewWithBandsAndTrend() {
        Instant[] days = {
            NOW, NOW.plus(Duration.ofDays(7)), NOW.plus(Duration.ofDays(14)), NOW.plus(Duration.ofDays(21))
        };
        double[] x = {70, 40, 69, 68.5};
        AccountSignals signals = AccountSignals.of("A1").with("late", 0, NOW);
        for (int i = 0; i < x.length; i++) {
            signals = signals.with("x", x[i], days[i]);
        }
        SignalBook book = SignalBook.of(signals.observations());
        ScoreHistory history = ScoreHistory.rescore(
                HealthScorer.of(MODEL), book, List.of(Account.of("A0"), Account.of("A1")), Arrays.asList(days));
        assertThat(history.accountIds()).containsExactly("A0", "A1");
        assertThat(history.instants()).containsExactly(days);
        assertThat(history.scores(1).score(1)).hasValue(40);
        assertThat(history.band(0, 1)).contains(new Band("yellow", 50));
        assertThat(history.band(1, 1)).contains(new Band("red", 0));
        assertThat(history.band(3, 0)).isEmpty();
        assertThat(history.trend(3, 1).direction()).isEqualTo(ScoreTrend.Direction.FLAT);
        assertThat(history.trend(1, 1).direction()).isEqualTo(ScoreTrend.Direction.UNKNOWN);
        assertThat(history.trend(2, 1).slope()).hasValue(-0.5);
        assertThat(history.explained(1))
                .extracting(each -> each.score().orElseThrow())
                .containsExactly(70.0, 40.0, 69.0, 68.5);
        assertThat(ScoreTrend.of(history.explained(1))).isEqualTo(history.trend(3, 1));
        assertThat(history.change(0, 1, 1).points())
                .hasValueSatisfying(points -> assertThat(points).isEqualByComparingTo("-30"));
        assertThat(history.state(3, 1).run()).isZero();
    }

    @Test
    void instantsMustRise() {
        HealthScorer scorer = HealthScorer.of(MODEL);
        SignalBook book = SignalBook.of(List.of());
        assertThatThrownBy(() -> ScoreHistory.rescore(scorer, book, List.of(), List.of(NOW, NOW)))
                .hasMessage("instants of a history must rise; 2026-03-01T00:00:00Z at index 1 is not after "
                        + "2026-03-01T00:00:00Z");
        assertThatThrownBy(() -> ScoreHistory.rescore(scorer, book, List.of(), List.of()))
                .hasMessage("a history must have at least one instant; give one");
        SignalColumns one = SignalColumns.of(List.of("A")).build();
        SignalColumns two = SignalColumns.of(List.of("A", "B")).build();
        assertThatThrownBy(() -> ScoreHistory.rescore(
                        scorer, List.of(NOW, NOW.plusSeconds(1)), asOf -> asOf.equals(NOW) ? one : two))
                .hasMessageContaining("must be those at 2026-03-01T00:00:00Z in the same order");
    }
}
