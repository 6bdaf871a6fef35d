package io.csmetrics.health.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.HealthSignal;
import io.csmetrics.health.model.Normaliser;
import io.csmetrics.health.model.Orientation;
import io.csmetrics.health.model.TrendRule;
import io.csmetrics.health.score.AccountSignals;
import io.csmetrics.health.score.HealthScore;
import io.csmetrics.health.score.HealthScorer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class ScoreTrendTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final HealthModel HEALTH = model("1", Orientation.HEALTH, new TrendRule(4, 1));

    private static HealthModel model(String version, Orientation orientation, TrendRule rule) {
        return HealthModel.builder("trend", version)
                .orientation(orientation)
                .redYellowGreen(50, 75)
                .trend(rule)
                .group("all", 1, HealthSignal.builder("x", Normaliser.identity()))
                .build();
    }

    /** One snapshot a week; NaN for one without a score. */
    private static List<HealthScore> snapshots(HealthModel model, double... scores) {
        List<HealthScore> snapshots = new ArrayList<>();
        for (double each : scores) {
            Instant asOf = START.plus(Duration.ofDays(7L * snapshots.size()));
            AccountSignals none = AccountSignals.of("A1");
            AccountSignals signals = Double.isNaN(each) ? none : none.with("x", each, asOf);
            snapshots.add(HealthScorer.of(model).score(signals, asOf));
        }
        return snapshots;
    }

    private static ScoreTrend trend(double... scores) {
        return ScoreTrend.of(snapshots(HEALTH, scores));
    }

    /** Slopes of the pairs: -30, -0.5, -0.5, 29, 14.25, -0.5; their median is -0.5. */
    @Test
    void oneBadDayDoesNotMakeATrend() {
        assertThat(trend(70, 40, 69, 68.5))
                .isEqualTo(new ScoreTrend(ScoreTrend.Direction.FLAT, OptionalDouble.of(-0.5), 4));
    }

    @Test
    void aSlopeOfTheLimitIsATrend() {
        assertThat(trend(70, 71, 72).direction()).isEqualTo(ScoreTrend.Direction.IMPROVING);
        assertThat(trend(70, 69, 68).direction()).isEqualTo(ScoreTrend.Direction.DECLINING);
        assertThat(trend(70, 70.9, 71.8).direction()).isEqualTo(ScoreTrend.Direction.FLAT);
    }

    @Test
    void aScoreThatDoesNotMoveIsFlatWhateverTheLimit() {
        HealthModel strict = model("2", Orientation.HEALTH, new TrendRule(3, 0));
        assertThat(ScoreTrend.of(snapshots(strict, 50, 50, 50)).direction()).isEqualTo(ScoreTrend.Direction.FLAT);
    }

    @Test
    void onlyTheLastSnapshotsCount() {
        assertThat(trend(0, 100, 60, 60, 60, 60))
                .isEqualTo(new ScoreTrend(ScoreTrend.Direction.FLAT, OptionalDouble.of(0), 4));
    }

    @Test
    void fewerThanThreeScoresAreNoTrend() {
        ScoreTrend unknown = trend(70, Double.NaN, 60);
        assertThat(unknown).isEqualTo(new ScoreTrend(ScoreTrend.Direction.UNKNOWN, OptionalDouble.empty(), 2));
        assertThat(trend(70, Double.NaN, 65, 60).slope()).hasValue(-5);
        assertThat(ScoreTrend.of(List.of()).direction()).isEqualTo(ScoreTrend.Direction.UNKNOWN);
        assertThat(ScoreTrend.of(List.of(HealthScore.withoutModel("A1", START))).snapshots())
                .isZero();
    }

    @Test
    void moreRiskIsADecline() {
        HealthModel risk = model("3", Orientation.RISK, TrendRule.usual());
        assertThat(ScoreTrend.of(snapshots(risk, 20, 30, 40)))
                .isEqualTo(new ScoreTrend(ScoreTrend.Direction.DECLINING, OptionalDouble.of(10), 3));
    }

    @Test
    void theOrderOfSnapshotsDoesNotMatter() {
        List<HealthScore> snapshots = new ArrayList<>(snapshots(HEALTH, 10, 30, 50, 90));
        ScoreTrend trend = ScoreTrend.of(snapshots);
        Collections.reverse(snapshots);
        assertThat(ScoreTrend.of(snapshots)).isEqualTo(trend);
    }

    @Test
    void modelsAreNotMixed() {
        List<HealthScore> mixed = new ArrayList<>(snapshots(HEALTH, 70, 71));
        HealthModel other = model("2", Orientation.HEALTH, TrendRule.usual());
        mixed.add(snapshots(other, 1, 2, 3).get(2));
        assertThatThrownBy(() -> ScoreTrend.of(mixed))
                .hasMessage("snapshots of account \"A1\" by model trend 1 (hash " + HEALTH.hash()
                        + ") and by model trend 2 (hash " + other.hash()
                        + ") must be by one model; rescore the history by one of them");
    }

    @Test
    void accountsAndInstantsAreNotMixed() {
        HealthScore one = snapshots(HEALTH, 70).get(0);
        assertThatThrownBy(() -> ScoreTrend.of(List.of(one, one)))
                .hasMessage("account \"A1\" must have one snapshot at 2026-01-01T00:00:00Z, it has two; drop one");
        HealthScore other = HealthScorer.of(HEALTH).score(AccountSignals.of("B"), START);
        assertThatThrownBy(() -> ScoreTrend.of(List.of(one, other)))
                .hasMessage("snapshots of accounts \"A1\" and \"B\" must be of one account; make a trend of each");
        assertThatThrownBy(() -> new ScoreTrend(ScoreTrend.Direction.FLAT, OptionalDouble.empty(), 3))
                .hasMessageStartingWith("trend FLAT must have a slope");
    }
}
