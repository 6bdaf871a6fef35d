package io.csmetrics.health.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.health.model.Aggregation;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.HealthRule;
import io.csmetrics.health.model.HealthSignal;
import io.csmetrics.health.model.ModelCondition;
import io.csmetrics.health.model.Normaliser;
import io.csmetrics.health.model.Scale;
import io.csmetrics.health.model.SignalGroup;
import io.csmetrics.health.score.AccountSignals;
import io.csmetrics.health.score.HealthScore;
import io.csmetrics.health.score.HealthScorer;
import io.csmetrics.health.score.ScoreOverride;
import io.csmetrics.health.score.SignalBook;
import io.csmetrics.record.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ScoreChangeTest {
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant SECOND = Instant.parse("2026-02-01T00:00:00Z");

    private static HealthModel.Builder builder() {
        return HealthModel.builder("changed", "1").redYellowGreen(50, 75);
    }

    private static HealthSignal.Builder signal(String id, double weight) {
        return HealthSignal.builder(id, Normaliser.identity()).weight(weight);
    }

    private static final HealthModel MODEL = builder()
            .group("all", 1, signal("logins", 3), signal("nps", 1))
            .rule(HealthRule.cap("low-nps", ModelCondition.compare("nps", "lt", 20), 49, "Detractor"))
            .build();

    private static HealthScore score(HealthModel model, double logins, double nps, Instant asOf) {
        AccountSignals signals = AccountSignals.of("A1").with("logins", logins, asOf);
        AccountSignals both = Double.isNaN(nps) ? signals : signals.with("nps", nps, asOf);
        return HealthScorer.of(model).score(both, asOf);
    }

    /** By hand: 0.75 * 60 + 0.25 * 80 = 65, then 0.75 * 80 + 0.25 * 40 = 70. Shares stay: values give +15 and -10. */
    @Test
    void valuesMoveAScoreByTheirShares() {
        ScoreChange change = ScoreChange.between(score(MODEL, 60, 80, FIRST), score(MODEL, 80, 40, SECOND));
        assertThat(change.effects())
                .containsExactly(new ScoreChange.Effect("logins", 15, 0), new ScoreChange.Effect("nps", -10, 0));
        assertThat(change).hasToString("""
                        account "A1", 2026-01-01T00:00:00Z to 2026-02-01T00:00:00Z: 65 (yellow) → 70 (yellow)
                        +15.000  logins: 60 → 80, sub-score 60.0 → 80.0
                        -10.000  nps: 80 → 40, sub-score 80.0 → 40.0
                        0.000  rounding
                        +5.0  change""");
    }

    /**
     * By hand: S0 = 65; without NPS S1 = 60. Shares of logins 0.75 → 1, of NPS 0.25 → 0; no value changed. Middle 62.5: logins 0.25 * (60 -
     * 62.5) = -0.625, NPS -0.25 * (80 - 62.5) = -4.375; together -5.
     */
    @Test
    void aSignalThatIsLostMovesAScoreByItsShare() {
        ScoreChange change = ScoreChange.between(score(MODEL, 60, 80, FIRST), score(MODEL, 60, Double.NaN, SECOND));
        assertThat(change.effects())
                .containsExactly(new ScoreChange.Effect("logins", 0, -0.625), new ScoreChange.Effect("nps", 0, -4.375));
        assertThat(change.lines())
                .extracting(
                        ScoreChange.Line::kind,
                        ScoreChange.Line::detail,
                        line -> line.points().toString())
                .containsExactly(
                        tuple(ScoreChange.Kind.WEIGHT, "share 25.0 % → 0.0 % (ok → missing)", "-4.375"),
                        tuple(ScoreChange.Kind.WEIGHT, "share 75.0 % → 100.0 %", "-0.625"),
                        tuple(ScoreChange.Kind.ROUNDING, "", "0.000"));
    }

    /** By hand: 65 → 0.75 * 90 + 0.25 * 10 = 70, capped at 49: +22.5 and -17.5 and the rule -21, together -16. */
    @Test
    void aRuleHasALineOfItsOwn() {
        ScoreChange change = ScoreChange.between(score(MODEL, 60, 80, FIRST), score(MODEL, 90, 10, SECOND));
        assertThat(change.toString())
                .contains("65 (yellow) → 49 (red)\n")
                .contains("+22.500  logins: 60 → 90")
                .contains("-17.500  nps: 80 → 10")
                .contains("-21.000  rule low-nps: Detractor (did not hold → held)")
                .endsWith("-16.0  change");
    }

    /** By hand: 70 is capped at 49 (-21), then a person says 60 (+11). The next day both are gone: 70. */
    @Test
    void aPersonsScoreHasALineOfItsOwn() {
        ScoreOverride override =
                new ScoreOverride(60, "ann", Optional.of("pilot"), FIRST, FIRST.plus(Duration.ofDays(20)));
        SignalBook book = SignalBook.of(AccountSignals.of("A1")
                .with("logins", 90, FIRST)
                .with("nps", 10, FIRST)
                .observations());
        HealthScore set = HealthScorer.of(MODEL)
                .score(book.columns(MODEL, List.of(Account.of("A1")), FIRST), 0, FIRST, Optional.of(override));
        ScoreChange change = ScoreChange.between(set, score(MODEL, 90, 50, SECOND));
        assertThat(change.toString())
                .contains("60 (yellow) → 80 (green)\n")
                .contains("+10.000  nps: 10 → 50")
                .contains("+21.000  rule low-nps: Detractor (held → did not hold)")
                .contains("-11.000  override: 60 by ann → none")
                .endsWith("+20.0  change");
    }

    /** By hand: thirds give 33.333 → 66.667, shown 33.3 → 66.7: the change of 33.4 is 33.334 of values and 0.066 of rounding. */
    @Test
    void roundingHasALineAndLinesAddUpExactly() {
        HealthModel thirds = builder()
                .group("all", 1, signal("a", 1), signal("b", 1), signal("c", 1))
                .build();
        HealthScorer scorer = HealthScorer.of(thirds);
        AccountSignals one = AccountSignals.of("A1")
                .with("a", 100, FIRST)
                .with("b", 0, FIRST)
                .with("c", 0, FIRST);
        AccountSignals two = one.with("b", 100, SECOND);
        ScoreChange change = ScoreChange.between(scorer.score(one, FIRST), scorer.score(two, SECOND));
        assertThat(change.lines()).extracting(line -> line.points().toString()).containsExactly("33.333", "0.067");
        assertThat(change.points().orElseThrow()).isEqualByComparingTo("33.4");
    }

    @Test
    void aRiskScaleIsStretched() {
        HealthModel wide = builder()
                .scale(new Scale(300, 850, 0))
                .redYellowGreen(500, 700)
                .group("all", 1, signal("logins", 3), signal("nps", 1))
                .build();
        ScoreChange change = ScoreChange.between(score(wide, 60, 80, FIRST), score(wide, 80, 80, SECOND));
        assertThat(change.effects()).containsExactly(new ScoreChange.Effect("logins", 82.5, 0));
    }

    /** By hand: worst of 60 and 80 is 60, of 90 and 70 is 70; shares 1 and 0, then 0 and 1. S moves from 60 to 70. */
    @Test
    void theWorstOfScoresAddsUpWithoutARest() {
        HealthModel worst = builder()
                .group(new SignalGroup(
                        "all",
                        Optional.empty(),
                        1,
                        Aggregation.WORST_OF,
                        List.of(signal("logins", 1).build(), signal("nps", 1).build())))
                .build();
        ScoreChange change = ScoreChange.between(score(worst, 60, 80, FIRST), score(worst, 90, 70, SECOND));
        // logins: 0.5 * 30 = 15 and -1 * (75 - 65) = -10; nps: 0.5 * -10 = -5 and 1 * (75 - 65) = 10
        assertThat(change.effects())
                .containsExactly(new ScoreChange.Effect("logins", 15, -10), new ScoreChange.Effect("nps", -5, 10));
        assertThat(change.lines()).noneMatch(line -> line.kind() == ScoreChange.Kind.AGGREGATION);
    }

    /** By hand: sqrt(40 * 90) = 60 and sqrt(90 * 90) = 90: +30, of which the value of logins is half of 50, and 5 are the rest. */
    @Test
    void aGeometricMeanLeavesOneNamedRest() {
        HealthModel geometric = builder()
                .aggregation(Aggregation.GEOMETRIC)
                .group("one", 1, signal("logins", 1))
                .group("two", 1, signal("nps", 1))
                .build();
        ScoreChange change = ScoreChange.between(score(geometric, 40, 90, FIRST), score(geometric, 90, 90, SECOND));
        assertThat(change.effects().get(0).value()).isCloseTo(25, within(1e-9));
        assertThat(change.toString())
                .contains("+25.000  logins: 40 → 90")
                .contains("+5.000  aggregation: a geometric mean is no sum of its parts")
                .endsWith("+30.0  change");
    }

    @Test
    void aSideWithoutAScoreIsTold() {
        HealthScore none = HealthScorer.of(MODEL).score(AccountSignals.of("A1"), FIRST);
        ScoreChange change = ScoreChange.between(none, score(MODEL, 60, 80, SECOND));
        assertThat(change.points()).isEmpty();
        assertThat(change.lines()).isEmpty();
        assertThat(change)
                .hasToString("account \"A1\", 2026-01-01T00:00:00Z to 2026-02-01T00:00:00Z: "
                        + "no score (insufficient coverage) → 65 (yellow)");
    }

    @Test
    void whatCannotBeComparedIsRefused() {
        HealthScore score = score(MODEL, 60, 80, FIRST);
        HealthModel other =
                builder().group("all", 1, signal("logins", 1), signal("nps", 1)).build();
        assertThatThrownBy(() -> ScoreChange.between(score, score(other, 60, 80, SECOND)))
                .hasMessage("scores of account \"A1\" by model changed 1 (hash " + MODEL.hash()
                        + ") and by model changed 1 (hash " + other.hash()
                        + ") must be by one model; rescore both by one of them first");
        assertThatThrownBy(
                        () -> ScoreChange.between(score, HealthScorer.of(MODEL).score(AccountSignals.of("B"), SECOND)))
                .hasMessage("score of account \"A1\" must be compared with one of its own, not of \"B\"; "
                        + "take the same account");
        assertThatThrownBy(() -> ScoreChange.between(score(MODEL, 60, 80, SECOND), score))
                .hasMessage("second score of account \"A1\" at 2026-01-01T00:00:00Z must not be before the first at "
                        + "2026-02-01T00:00:00Z; swap them");
    }
}
