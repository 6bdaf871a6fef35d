package io.csmetrics.health.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.csmetrics.health.backtest.Fate;
import io.csmetrics.health.backtest.Outcome;
import io.csmetrics.health.score.SignalBook;
import io.csmetrics.health.score.SignalObservation;
import io.csmetrics.record.InvalidDataException;
import io.csmetrics.record.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of signals and outcomes, as a program reads them. */
final class HealthFilesTest {
    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");

    @TempDir
    private Path folder;

    private Path file(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    }

    @Test
    void signalsBecomeABook() throws IOException {
        Rows<SignalObservation> rows = SignalFile.read(
                file(
                        "signals.csv",
                        "account_id,signal,value,observed_at,state",
                        "A,nps,9,2026-09-01T10:00:00Z,",
                        "A,change,-12.5,2026-09-01,",
                        "A,pulse,,2026-09-01,",
                        "A,replies,,2026-09-01T08:30,not-applicable"),
                VIENNA);
        assertThat(SignalBook.of(rows).observations())
                .contains(
                        SignalObservation.of("A", "nps", 9, Instant.parse("2026-09-01T10:00:00Z")),
                        SignalObservation.of("A", "change", -12.5, Instant.parse("2026-08-31T22:00:00Z")),
                        SignalObservation.notApplicable("A", "replies", Instant.parse("2026-09-01T06:30:00Z")))
                .hasSize(4);
    }

    @Test
    void everyProblemOfSignalsIsTold() throws IOException {
        Path file = file(
                "signals.csv",
                "account_id,signal,value,observed_at",
                "A,nps,9,2026-09-31",
                ",nps,9,2026-09-01",
                "B,nps,9,2026-09-01",
                "B,nps,8,2026-09-01",
                "B,nps,9,2026-09-01");
        InvalidDataException refused =
                catchThrowableOfType(InvalidDataException.class, () -> SignalFile.read(file, VIENNA));
        assertThat(refused.findings())
                .extracting(finding -> finding.line() + " " + finding.field())
                .containsExactly("2 observed_at", "3 account_id", "5 value");
    }

    @Test
    void outcomesAreFatesOrDays() throws IOException {
        Rows<Outcome> rows = OutcomeFile.read(file(
                "outcomes.csv",
                "account_id,outcome,churned_on,observed_until,probability,amount",
                "A,churned,,,0.25,100.50",
                "B,,2026-09-30,,,",
                "C,,,2026-12-31,,"));
        assertThat(rows.get(0).known()).contains(Fate.CHURNED);
        assertThat(rows.get(0).probability()).hasValue(0.25);
        assertThat(rows.get(1)).isEqualTo(Outcome.churnedOn("B", LocalDate.of(2026, 9, 30)));
        assertThat(rows.get(2)).isEqualTo(Outcome.observedUntil("C", LocalDate.of(2026, 12, 31)));
    }

    @Test
    void everyProblemOfOutcomesIsTold() throws IOException {
        Path file = file(
                "outcomes.csv",
                "account_id,outcome,churned_on,probability",
                "A,gone,,",
                "B,churned,2026-09-30,",
                "C,stayed,,1.5",
                "D,stayed,,",
                "D,churned,,");
        InvalidDataException refused = catchThrowableOfType(InvalidDataException.class, () -> OutcomeFile.read(file));
        assertThat(refused.findings())
                .extracting(finding -> finding.line() + " " + finding.field())
                .containsExactly("2 outcome", "3 outcome", "4 probability", "6 account_id");
    }
}
