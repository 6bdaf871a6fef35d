package io.csmetrics.period;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ReadingTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ReportingPeriod JULY = ReportingPeriod.month(2026, 7);
    private static final ReportingPeriod AUGUST = ReportingPeriod.month(2026, 8);
    private static final Instant END_OF_JULY_IN_BERLIN = Instant.parse("2026-07-31T22:00:00Z");

    @Test
    void withoutAnInstantAPeriodIsReadAtItsOwnEnd() {
        Reading reading = Reading.of(JULY);
        assertThat(reading.period()).isEqualTo(JULY);
        assertThat(reading.asOf()).isEmpty();
        assertThat(reading.knownBefore(BERLIN)).isEqualTo(END_OF_JULY_IN_BERLIN);
        assertThat(reading.knownBefore(ZoneOffset.UTC)).isEqualTo(Instant.parse("2026-08-01T00:00:00Z"));
        assertThat(reading.firstUnknownDate(BERLIN)).isEqualTo(LocalDate.of(2026, 8, 1));
        assertThat(reading.visiblePeriod(BERLIN)).isEqualTo(JULY);
        assertThat(reading.isPartial(BERLIN)).isFalse();
    }

    @Test
    void anInstantWithinADayLetsThatDayBeVisible() {
        Reading reading = Reading.of(JULY, Instant.parse("2026-07-10T12:00:00Z"));
        assertThat(reading.asOf()).contains(Instant.parse("2026-07-10T12:00:00Z"));
        assertThat(reading.knownBefore(BERLIN)).isEqualTo(Instant.parse("2026-07-10T12:00:00Z"));
        assertThat(reading.firstUnknownDate(BERLIN)).isEqualTo(LocalDate.of(2026, 7, 11));
        assertThat(reading.visiblePeriod(BERLIN))
                .isEqualTo(ReportingPeriod.of(LocalDate.of(2026, 7, 1), LocalDate.of(2026, 7, 11)));
        assertThat(reading.isPartial(BERLIN)).isTrue();
    }

    @Test
    void theFirstInstantOfADayHidesThatDay() {
        Reading reading = Reading.of(JULY, Instant.parse("2026-07-09T22:00:00Z"));
        assertThat(reading.firstUnknownDate(BERLIN)).isEqualTo(LocalDate.of(2026, 7, 10));
        assertThat(reading.firstUnknownDate(ZoneOffset.UTC)).isEqualTo(LocalDate.of(2026, 7, 10));
        assertThat(Reading.of(JULY, Instant.parse("2026-07-09T22:00:00.001Z")).firstUnknownDate(BERLIN))
                .isEqualTo(LocalDate.of(2026, 7, 11));
    }

    @Test
    void aDayThatBeginsAfterMidnightIsHiddenByItsOwnFirstInstant() {
        ZoneId saoPaulo = ZoneId.of("America/Sao_Paulo");
        Reading reading = Reading.of(ReportingPeriod.month(2018, 11), Instant.parse("2018-11-04T03:00:00Z"));
        assertThat(reading.firstUnknownDate(saoPaulo)).isEqualTo(LocalDate.of(2018, 11, 4));
    }

    @Test
    void anInstantAtOrAfterTheEndHidesNothing() {
        assertThat(Reading.of(JULY, END_OF_JULY_IN_BERLIN).isPartial(BERLIN)).isFalse();
        assertThat(Reading.of(JULY, END_OF_JULY_IN_BERLIN).visiblePeriod(BERLIN))
                .isEqualTo(JULY);
        assertThat(Reading.of(JULY, Instant.parse("2027-01-01T00:00:00Z")).visiblePeriod(BERLIN))
                .isEqualTo(JULY);
    }

    @Test
    void aPeriodOfWhichNothingWasKnownCannotBeRead() {
        Reading reading = Reading.of(JULY, Instant.parse("2026-06-30T22:00:00Z"));
        assertThat(reading.isPartial(BERLIN)).isTrue();
        assertThatThrownBy(() -> reading.visiblePeriod(BERLIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("as-of 2026-06-30T22:00:00Z must be after the start of the period"
                        + " [2026-07-01, 2026-08-01); nothing of it was known");
    }

    @Test
    void anotherPeriodIsReadByTheSameRule() {
        assertThat(Reading.of(JULY).at(AUGUST)).isEqualTo(Reading.of(AUGUST));
        assertThat(Reading.of(JULY, END_OF_JULY_IN_BERLIN).at(AUGUST))
                .isEqualTo(Reading.of(AUGUST, END_OF_JULY_IN_BERLIN));
    }

    @Test
    void anInstantThatEqualsTheEndIsNotTheSameAsNone() {
        Reading own = Reading.of(JULY);
        Reading given = Reading.of(JULY, END_OF_JULY_IN_BERLIN);
        assertThat(given).isNotEqualTo(own);
        assertThat(given).isNotEqualTo(Reading.of(AUGUST, END_OF_JULY_IN_BERLIN));
        assertThat(given).isEqualTo(Reading.of(JULY, END_OF_JULY_IN_BERLIN));
        assertThat(given).hasSameHashCodeAs(Reading.of(JULY, END_OF_JULY_IN_BERLIN));
        assertThat(own).hasSameHashCodeAs(Reading.of(JULY));
        assertThat(own).isNotEqualTo(JULY);
    }

    @Test
    void theReadingTellsItsInstantOnlyWhereOneWasGiven() {
        assertThat(Reading.of(JULY)).hasToString("[2026-07-01, 2026-08-01)");
        assertThat(Reading.of(JULY, END_OF_JULY_IN_BERLIN))
                .hasToString("[2026-07-01, 2026-08-01) as of 2026-07-31T22:00:00Z");
    }

    @Test
    void aReadingSurvivesSerialisation() throws IOException, ClassNotFoundException {
        for (Reading reading : new Reading[] {Reading.of(JULY), Reading.of(JULY, END_OF_JULY_IN_BERLIN)}) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(reading);
            }
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                assertThat(in.readObject()).isEqualTo(reading);
            }
        }
    }

    @Test
    void aDayThatTheZoneSkippedIsUnknownFromItsFirstInstant() {
        java.time.ZoneId apia = java.time.ZoneId.of("Pacific/Apia");
        LocalDate skipped = LocalDate.of(2011, 12, 30);
        Reading reading = Reading.of(
                ReportingPeriod.of(LocalDate.of(2011, 12, 29), LocalDate.of(2012, 1, 1)),
                skipped.atStartOfDay(apia).toInstant());
        assertThat(reading.firstUnknownDate(apia)).isEqualTo(skipped);
    }
}
