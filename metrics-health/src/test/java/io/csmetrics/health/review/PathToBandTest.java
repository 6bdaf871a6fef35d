package io.csmetrics.health.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.health.model.Band;
import io.csmetrics.health.model.Coverage;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.HealthRule;
import io.csmetrics.health.model.HealthSignal;
import io.csmetrics.health.model.MissingPolicy;
import io.csmetrics.health.model.ModelCondition;
import io.csmetrics.health.model.Normaliser;
import io.csmetrics.health.model.Orientation;
import io.csmetrics.health.model.SignalValue;
import io.csmetrics.health.score.AccountSignals;
import io.csmetrics.health.score.HealthScorer;
import io.csmetrics.health.score.SignalBook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class PathToBandTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    private static final Normaliser TICKETS = new Normaliser.Steps(List.of(
            new Normaliser.Step(OptionalDouble.of(1), 100),
            new Normaliser.Step(OptionalDouble.of(3), 50),
            new Normaliser.Step(OptionalDouble.empty(), 0)));

    private static HealthModel.Builder builder() {
        return HealthModel.builder("path", "1").redYellowGreen(50, 75);
    }

    private static HealthSignal.Builder signal(String id, Normaliser normaliser, double weight) {
        return HealthSignal.builder(id, normaliser).weight(weight);
    }

    private static PathToBand path(HealthModel model, AccountSignals signals) {
        return PathFinder.of(HealthScorer.of(model))
                .path(SignalBook.of(signals.observations()).columns(model, List.of(signals.account()), NOW), 0, NOW);
    }

    private static PathToBand path(HealthModel model, AccountSignals signals, String target) {
        return PathFinder.of(HealthScorer.of(model))
                .path(
                        SignalBook.of(signals.observations()).columns(model, List.of(signals.account()), NOW),
                        0,
                        NOW,
                        target);
    }

    private static AccountSignals account() {
        return AccountSignals.of("A1");
    }

    /**
     * By hand: 0.8 * 71.25 + 0.2 * 0 = 57. No tickets give 20 more, 77. Usage must give 74.95, which is shown as 75: 93.6875, and in whole
     * numbers, which is not far beyond, 94: 0.8 * 94 = 75.2.
     */
    @Test
    void singleMovesAreTheCheapestFirst() {
        HealthModel model = builder()
                .group(
                        "all",
                        1,
                        signal("usage", Normaliser.identity(), 8),
                        signal("tickets", TICKETS, 2).title("open P1 tickets"))
                .build();
        PathToBand path = path(model, account().with("usage", 71.25, NOW).with("tickets", 3, NOW));
        assertThat(path.target()).isEqualTo(new Band("green", 75));
        assertThat(path.isThere()).isFalse();
        assertThat(path).hasToString("usage 71.25 → 94 gives 75.2 (green)\nopen P1 tickets 3 → 0 gives 77 (green)");
        assertThat(path.singles()).extracting(Route::cost).containsExactly(22.75, 100.0);
        assertThat(path.together()).isEmpty();
        assertThat(path.singles().get(1).moves())
                .containsExactly(new Move(
                        model.signals().get(1), SignalValue.of(3), SignalValue.of(0), OptionalDouble.of(0), 100));
    }

    /**
     * By hand: 0.5 * 40 + 0.3 * 50 = 35; alone usage leads to 65, NPS to 50, tickets to 55. Usage all the way gives 30, NPS then needs 9.95
     * / 0.3 = 33.17, in whole numbers 34: 94 in all. NPS all the way and usage to 90 cost 100, usage to 100 and one ticket 109.9 or more.
     */
    @Test
    void theCheapestTwoMovesAreFoundWhereNoSingleOneIsEnough() {
        HealthModel model = builder()
                .group(
                        "all",
                        1,
                        signal("usage", Normaliser.identity(), 5),
                        signal("nps", Normaliser.identity(), 3),
                        signal("tickets", TICKETS, 2))
                .build();
        AccountSignals signals =
                account().with("usage", 40, NOW).with("nps", 50, NOW).with("tickets", 5, NOW);
        PathToBand path = path(model, signals, "green");
        assertThat(path.singles()).isEmpty();
        assertThat(path).hasToString("nps 50 → 84 and usage 40 → 100 gives 75.2 (green)");
        assertThat(path.together().orElseThrow().cost()).isEqualTo(94);
        assertThat(path(model, signals.with("tickets", 5, NOW)).target().id()).isEqualTo("yellow");
    }

    /**
     * By hand: 0.75 * 90 + 0.25 * 16.67 = 71.67, capped at 49. At 44 days the cap is gone: 0.75 * 90 + 0.25 * 26.67 = 74.17. More usage
     * does not help.
     */
    @Test
    void aValueJustBeyondTheLimitOfARuleIsAMove() {
        HealthModel model = builder()
                .group(
                        "all",
                        1,
                        signal("usage", Normaliser.identity(), 3),
                        signal("overdue", new Normaliser.Linear(60, 0), 1))
                .rule(HealthRule.cap(
                        "late", ModelCondition.compare("overdue", "gte", 45), 49, "Invoice 45 days overdue"))
                .build();
        PathToBand path = path(model, account().with("usage", 90, NOW).with("overdue", 50, NOW));
        assertThat(path).hasToString("overdue 50 → 44 gives 74.2 (yellow)");
        PathToBand low = path(model, account().with("usage", 50, NOW).with("overdue", 50, NOW), "yellow");
        // 0.75 * 50 + 0.25 * s = 49.95 takes 49.8, that is 30.12 days; 0.75 * s + 4.17 = 49.95 takes 61.04
        assertThat(low)
                .hasToString("overdue 50 → 30 gives 50 (yellow)\n"
                        + "usage 50 → 62 gives 49 (red); rule late holds it there");
        assertThat(low.blocked().get(0).blockedBy()).containsExactly("late");
    }

    /** By hand: the cap must go, 50 → 44 days, and 0.75 * s + 0.25 * 26.67 = 74.95 takes 91.04, in whole numbers 92. */
    @Test
    void aRuleAndASignalTogetherAreTwoMoves() {
        HealthModel model = builder()
                .group(
                        "all",
                        1,
                        signal("usage", Normaliser.identity(), 3),
                        signal("overdue", new Normaliser.Linear(60, 0), 1))
                .rule(HealthRule.cap(
                        "late", ModelCondition.compare("overdue", "gte", 45), 49, "Invoice 45 days overdue"))
                .build();
        PathToBand path = path(model, account().with("usage", 60, NOW).with("overdue", 50, NOW), "green");
        assertThat(path.together().orElseThrow()).hasToString("overdue 50 → 44 and usage 60 → 92 gives 75.7 (green)");
        assertThat(path.together().orElseThrow().cost()).isCloseTo(42, within(1e-9));
    }

    /** By hand: NPS is half of the weight. Known, it must bring 60 to 74.95: 89.9, that is 8.99 of 10, in whole numbers 9. */
    @Test
    void aMissingSignalThatBecomesKnownIsAMove() {
        HealthModel model = builder()
                .coverage(new Coverage(0, 0.5))
                .group(
                        "all",
                        1,
                        signal("usage", Normaliser.identity(), 1),
                        signal("nps", new Normaliser.Linear(0, 10), 1))
                .build();
        PathToBand path = path(model, account().with("usage", 60, NOW));
        assertThat(path.routes()).extracting(Route::toString).contains("nps (none) → 9 gives 75 (green)");
        assertThat(path.routes().get(1).moves().get(0).subScoreFrom()).isEmpty();
        assertThat(path.routes().get(1).cost()).isEqualTo(90);
    }

    @Test
    void anAccountWithoutAScoreGetsOneFromASignalThatIsRequired() {
        HealthModel model = builder()
                .group(
                        "all",
                        1,
                        signal("usage", Normaliser.identity(), 1),
                        signal("plan", new Normaliser.YesNo(100, 0), 1).missing(new MissingPolicy.Required()))
                .build();
        PathToBand path = path(model, account().with("usage", 60, NOW));
        assertThat(path.target().id()).isEqualTo("yellow");
        assertThat(path).hasToString("plan (none) → true gives 80 (green)");
    }

    @Test
    void yesAndNoAreSpelledAsTheyAre() {
        HealthModel model = builder()
                .group(
                        "all",
                        1,
                        signal("usage", Normaliser.identity(), 1),
                        signal("sso", new Normaliser.YesNo(100, 0), 1))
                .build();
        AccountSignals usage = account().with("usage", 60, NOW);
        assertThat(path(model, usage.with("sso", "No", NOW)).toString()).contains("sso No → yes gives 80");
        assertThat(path(model, usage.with("sso", 0, NOW)).toString()).contains("sso 0 → 1 gives 80");
        assertThat(path(model, usage.with("sso", "false", NOW)).toString()).contains("sso false → true gives 80");
    }

    @Test
    void theNearestWordIsTaken() {
        HealthModel model = builder()
                .group(
                        "all",
                        1,
                        signal(
                                "pulse",
                                new Normaliser.Categories(
                                        new TreeMap<>(Map.of("good", 100.0, "fair", 55.0, "bad", 0.0, "ok", 60.0)),
                                        OptionalDouble.empty()),
                                1))
                .build();
        assertThat(path(model, account().with("pulse", "bad", NOW))).hasToString("pulse bad → fair gives 55 (yellow)");
    }

    /** By hand: where low is good, 0.5 * 80 + 0.5 * 60 = 70 must fall below 60, shown 59.9: inactivity to 59.8, in whole numbers 59. */
    @Test
    void riskMustFall() {
        HealthModel model = HealthModel.builder("risk", "1")
                .orientation(Orientation.RISK)
                .bands(List.of(new Band("low", 0), new Band("medium", 30), new Band("high", 60)))
                .group(
                        "all",
                        1,
                        signal("inactivity", Normaliser.identity(), 1),
                        signal("tickets", new Normaliser.Linear(0, 10), 1))
                .build();
        PathToBand path = path(model, account().with("inactivity", 80, NOW).with("tickets", 6, NOW));
        assertThat(path.target().id()).isEqualTo("medium");
        assertThat(path).hasToString("inactivity 80 → 59 gives 59.5 (medium)\ntickets 6 → 3 gives 55 (medium)");
    }

    @Test
    void anOldValueThatIsSeenAgainIsAMove() {
        HealthModel model = builder()
                .group(
                        "all",
                        1,
                        signal("usage", Normaliser.identity(), 1),
                        signal("nps", Normaliser.identity(), 1).halfLifeDays(10))
                .build();
        PathToBand path =
                path(model, account().with("usage", 60, NOW).with("nps", 100, NOW.minus(Duration.ofDays(30))));
        // (60 + 100 / 8) / (1 + 1 / 8) = 64.4, but (60 + 100) / 2 = 80: seen again, 89.9 is enough
        assertThat(path.toString()).contains("nps 100 → 100 (seen again) gives 80 (green)");
    }

    @Test
    void whatIsThereNeedsNoMove() {
        HealthModel model = builder()
                .group("all", 1, signal("usage", Normaliser.identity(), 1))
                .build();
        PathToBand best = path(model, account().with("usage", 90, NOW));
        assertThat(best).hasToString("is green already");
        assertThat(best.isThere()).isTrue();
        assertThat(path(model, account().with("usage", 90, NOW), "red").isThere())
                .isTrue();
        assertThat(best.routes()).isEmpty();
    }

    @Test
    void aModelThatHasNoWayUpSaysSo() {
        HealthModel model = builder()
                .group("all", 1, signal("usage", new Normaliser.YesNo(40, 0), 1))
                .build();
        assertThat(path(model, account().with("usage", "no", NOW))).hasToString("no one or two signals lead to yellow");
        assertThatThrownBy(() -> path(model, account(), "blue"))
                .hasMessage("band \"blue\" must be one of model path 1, one of [red, yellow, green]");
    }

    private static String inverted(Normaliser normaliser, SignalValue now, double needed) {
        HealthModel model =
                builder().group("all", 1, signal("x", normaliser, 1)).build();
        RawValues raw = new RawValues(HealthScorer.of(model), model.signals().get(0), true);
        return raw.nearest(now, needed).map(SignalValue::text).orElse("never");
    }

    private static String inverted(Normaliser normaliser, double now, double needed) {
        return inverted(normaliser, SignalValue.of(now), needed);
    }

    /** By hand, from the formulas. */
    @Test
    void everyNormaliserIsInverted() {
        assertThat(inverted(new Normaliser.Linear(-40, 10), -30, 50)).isEqualTo("-15");
        assertThat(inverted(new Normaliser.Linear(60, 0), 50, 60)).isEqualTo("24");
        assertThat(inverted(Normaliser.points(0, 0, 0.2, 40, 0.5, 80, 0.8, 100), 0.1, 60))
                .isEqualTo("0.35");
        assertThat(inverted(TICKETS, 5, 50)).isEqualTo("2");
        assertThat(inverted(TICKETS, 5, 51)).isEqualTo("0");
        assertThat(inverted(new Normaliser.Peak(0, 2, 4, 10), 9, 50)).isEqualTo("7");
        assertThat(inverted(new Normaliser.Peak(0, 2, 4, 10), 0, 50)).isEqualTo("1");
        assertThat(inverted(new Normaliser.Logistic(24, 4), 48, 50)).isEqualTo("24");
        assertThat(inverted(new Normaliser.Logistic(24, 4), 48, 90)).isEqualTo("4");
        assertThat(inverted(new Normaliser.Recency(7), 30, 50)).isEqualTo("7");
        assertThat(inverted(new Normaliser.Recency(7), 30, 25)).isEqualTo("14");
        assertThat(inverted(new Normaliser.Log(0, 99), 0, 50)).isEqualTo("9");
        assertThat(inverted(new Normaliser.Percentile(List.of(1.0, 2.0, 3.0, 4.0), false), 1, 60))
                .isEqualTo("3");
        assertThat(inverted(new Normaliser.Percentile(List.of(1.0, 2.0, 3.0, 4.0), true), 4, 60))
                .isEqualTo("2");
        assertThat(inverted(new Normaliser.ZScore(10, 2, false, false), 5, 50)).isEqualTo("10");
        assertThat(inverted(new Normaliser.ZScore(10, 0, false, false), 5, 60)).isEqualTo("never");
        assertThat(inverted(
                        new Normaliser.Baseline(
                                3, 1, List.of(new Normaliser.Point(0.5, 0), new Normaliser.Point(1, 100))),
                        0.6,
                        50))
                .isEqualTo("0.75");
        assertThat(inverted(Normaliser.points(0, 100, 5, 0, 10, 80), 3.5, 70)).isEqualTo("1.5");
        assertThat(inverted(Normaliser.points(0, 100, 5, 0, 10, 80), 6.5, 70)).isEqualTo("9.4");
        assertThat(inverted(new Normaliser.Linear(0, 10), SignalValue.none(), 35))
                .isEqualTo("4");
        assertThat(inverted(new Normaliser.Linear(0, 1), SignalValue.none(), 35))
                .isEqualTo("0.35");
    }
}
