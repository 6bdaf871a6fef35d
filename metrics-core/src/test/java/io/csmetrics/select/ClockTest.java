package io.csmetrics.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class ClockTest {
    private static final Clock OFFICE =
            Clock.business(DayOfWeek.MONDAY, DayOfWeek.FRIDAY, LocalTime.of(9, 0), LocalTime.of(17, 0));

    private static Duration between(Clock clock, String from, String to, ZoneId zone) {
        return Duration.ofMillis(clock.millis(
                Instant.parse(from).toEpochMilli(), Instant.parse(to).toEpochMilli(), zone));
    }

    /** 2025-01-03 is a Friday. */
    @Test
    void onlyBusinessHoursCount() {
        assertThat(between(OFFICE, "2025-01-03T16:00:00Z", "2025-01-06T10:30:00Z", ZoneOffset.UTC))
                .as("one hour of Friday, none of the weekend, an hour and a half of Monday")
                .isEqualTo(Duration.ofMinutes(150));
        assertThat(between(OFFICE, "2025-01-04T00:00:00Z", "2025-01-05T23:00:00Z", ZoneOffset.UTC))
                .isZero();
        assertThat(between(OFFICE, "2025-01-03T10:00:00Z", "2025-01-03T10:45:00Z", ZoneOffset.UTC))
                .isEqualTo(Duration.ofMinutes(45));
        assertThat(between(OFFICE, "2025-01-03T08:00:00Z", "2025-01-03T18:00:00Z", ZoneOffset.UTC))
                .isEqualTo(Duration.ofHours(8));
    }

    @Test
    void hoursAreThoseOfTheZone() {
        assertThat(between(OFFICE, "2025-01-03T12:00:00Z", "2025-01-03T15:00:00Z", ZoneId.of("America/New_York")))
                .as("business opens at 14:00 UTC there")
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void holidaysDoNotCount() {
        Clock.Business office = (Clock.Business) OFFICE;
        Clock closed = new Clock.Business(
                office.days(), office.opens(), office.closes(), new TreeSet<>(List.of(LocalDate.of(2025, 1, 6))));
        assertThat(between(closed, "2025-01-03T16:00:00Z", "2025-01-07T10:00:00Z", ZoneOffset.UTC))
                .isEqualTo(Duration.ofHours(2));
    }

    /** On 30 March 2025 the hour from 2 to 3 is skipped in Berlin, on 26 October it comes twice. */
    @Test
    void summerTimeSkipsAndRepeatsAnHour() {
        Clock night = Clock.business(DayOfWeek.SUNDAY, DayOfWeek.SUNDAY, LocalTime.of(1, 0), LocalTime.of(4, 0));
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        assertThat(between(night, "2025-03-29T12:00:00Z", "2025-03-30T12:00:00Z", berlin))
                .isEqualTo(Duration.ofHours(2));
        assertThat(between(night, "2025-10-25T12:00:00Z", "2025-10-26T12:00:00Z", berlin))
                .isEqualTo(Duration.ofHours(4));
    }

    @Test
    void allTimeCountsByDefault() {
        assertThat(between(Clock.elapsed(), "2025-01-03T16:00:00Z", "2025-01-06T10:30:00Z", ZoneOffset.UTC))
                .isEqualTo(Duration.parse("PT66H30M"));
    }

    @Test
    void hoursThatNeverOpenAreRefused() {
        assertThatThrownBy(() ->
                        Clock.business(DayOfWeek.MONDAY, DayOfWeek.MONDAY, LocalTime.of(17, 0), LocalTime.of(9, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "business hours 17:00 to 09:00 must open before they close; give a night shift two calendars");
        assertThatThrownBy(() -> new Clock.Business(
                        Collections.emptySortedSet(),
                        LocalTime.of(9, 0),
                        LocalTime.of(17, 0),
                        Collections.emptySortedSet()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("business days must be at least one");
    }
}
