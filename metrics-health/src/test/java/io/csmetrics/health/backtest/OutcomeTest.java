package io.csmetrics.health.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.record.Finding;
import io.csmetrics.record.InvalidDataException;
import io.csmetrics.record.Rows;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OutcomeTest {
    private static final Instant AS_OF = Instant.parse("2026-01-01T00:00:00Z");
    private static final OutcomeWindow WINDOW = new OutcomeWindow(AS_OF, 10, 30, ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "2025-12-31, none",
        "2026-01-01, none",
        "2026-01-10, none",
        "2026-01-11, none",
        "2026-01-12, CHURNED",
        "2026-01-13, CHURNED",
        "2026-02-09, CHURNED",
        "2026-02-10, CHURNED",
        "2026-02-11, STAYED",
        "2027-01-01, STAYED"
    })
    void churnCountsFromTheDayAfterTheGapToTheEndOfTheHorizon(LocalDate churnedOn, String expected) {
        assertThat(fate(Outcome.churnedOn("A", churnedOn))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-12-31, CENSORED",
        "2026-01-11, CENSORED",
        "2026-02-09, CENSORED",
        "2026-02-10, STAYED",
        "2026-02-11, STAYED"
    })
    void anAccountStaysIfItIsObservedUntilTheEnd(LocalDate observedUntil, String expected) {
        assertThat(fate(Outcome.observedUntil("A", observedUntil))).isEqualTo(expected);
    }

    private static String fate(Outcome outcome) {
        return WINDOW.fate(outcome).map(Fate::name).orElse("none");
    }

    @Test
    void aKnownFateIsBelievedAndNothingKnownIsNoFate() {
        Outcome both = new Outcome(
                "A",
                Optional.of(Fate.CENSORED),
                Optional.of(LocalDate.parse("2026-01-20")),
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty());
        Outcome nothing = new Outcome(
                "A", Optional.empty(), Optional.empty(), Optional.empty(), OptionalDouble.empty(), Optional.empty());
        assertThat(WINDOW.fate(both)).contains(Fate.CENSORED);
        assertThat(WINDOW.fate(nothing)).isEmpty();
    }

    @Test
    void churnAtOnceCountsFromTheNextDayWithoutAGap() {
        OutcomeWindow window = new OutcomeWindow(AS_OF, 0, 1, ZoneOffset.UTC);
        assertThat(window.fate(Outcome.churnedOn("A", LocalDate.parse("2026-01-01"))))
                .isEmpty();
        assertThat(window.fate(Outcome.churnedOn("A", LocalDate.parse("2026-01-02"))))
                .contains(Fate.CHURNED);
        assertThat(window.fate(Outcome.churnedOn("A", LocalDate.parse("2026-01-03"))))
                .contains(Fate.STAYED);
    }

    @Test
    void theZoneSaysOnWhichDayAScoreWasTaken() {
        OutcomeWindow west = new OutcomeWindow(AS_OF, 0, 30, ZoneId.of("America/New_York"));
        assertThat(west.scoredOn()).isEqualTo("2025-12-31");
        assertThat(west.startExclusive()).isEqualTo("2025-12-31");
        assertThat(west.endInclusive()).isEqualTo("2026-01-30");
    }

    @Test
    void daysOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new BacktestPlan(-1, 90, ZoneOffset.UTC, 1))
                .hasMessage("gap of -1 days must be 0 to 36500 days");
        assertThatThrownBy(() -> new OutcomeWindow(AS_OF, 0, 0, ZoneOffset.UTC))
                .hasMessage("horizon of 0 days must be 1 to 36500 days; 90 are usual");
    }

    @Test
    void everyBrokenRuleOfAnOutcomeIsToldAtOnce() {
        assertThatThrownBy(() -> new Outcome(
                        "A",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalDouble.of(1.2),
                        Optional.of(new BigDecimal("-5"))))
                .isInstanceOfSatisfying(
                        InvalidDataException.class,
                        e -> assertThat(e.findings())
                                .extracting(Finding::toString)
                                .containsExactly(
                                        "outcome \"A\": amount: -5, must not be negative, write what the account is worth",
                                        "outcome \"A\": probability: 1.2, must be 0 to 1, divide a percentage by 100"));
        assertThatThrownBy(() -> Outcome.of(" ", Fate.STAYED)).isInstanceOf(InvalidDataException.class);
        assertThatThrownBy(() -> Outcome.of("A", Fate.STAYED).withProbability(Double.NaN))
                .isInstanceOf(InvalidDataException.class);
        assertThatThrownBy(() -> Outcome.of("A", Fate.STAYED).withAmount(new BigDecimal("1e100000")))
                .hasMessageContaining("must have at most 1000 digits");
    }

    @Test
    void everyAccountThatIsThereTwiceIsToldWithItsLines() {
        List<Outcome> outcomes = Rows.of(
                "outcomes.csv",
                List.of(
                        Outcome.of("A", Fate.STAYED),
                        Outcome.of("B", Fate.STAYED),
                        Outcome.of("A", Fate.STAYED),
                        Outcome.of("B", Fate.CHURNED)),
                new long[] {2, 3, 5, 6});
        Snapshot snapshot = new Scored().with("A", 1).snapshot(Scored.HEALTH);
        assertThatThrownBy(() -> Backtest.of(Scored.PLAN, List.of(snapshot), outcomes))
                .isInstanceOfSatisfying(
                        InvalidDataException.class,
                        e -> assertThat(e.findings())
                                .extracting(Finding::toString)
                                .containsExactly(
                                        "outcomes.csv:5: accountId: A, must be there once, it is at 2 too, keep the row that is"
                                                + " right",
                                        "outcomes.csv:6: accountId: B, must be there once, it is at 3 too, keep the row that is"
                                                + " right"));
    }

    @Test
    void aFateIsReadAsItIsWritten() {
        for (Fate fate : Fate.values()) {
            assertThat(Fate.parse(fate.key())).isEqualTo(fate);
        }
        assertThatThrownBy(() -> Fate.parse("gone"))
                .hasMessage("outcome \"gone\" must be one of churned, stayed, censored; leave it blank where nothing is"
                        + " known");
    }
}
