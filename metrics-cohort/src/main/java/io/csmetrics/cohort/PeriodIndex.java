package io.csmetrics.cohort;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoField;

/**
 * How the age of a unit is counted: in which window after its entry something falls. Window 0 is the one that holds the entry. "Month-1
 * retention" is a different number for each of these.
 */
public sealed interface PeriodIndex extends Serializable {

    /**
     * Calendar periods: {@code index = period(at) - period(entry)}. What enters late on the last day of a month is in window 1 on the
     * next day: right for finance, hard on young units.
     *
     * @param interval how the calendar is cut; it need not be that of the cohorts
     */
    record Calendar(Cadence interval) implements PeriodIndex {
        @Override
        public int index(Instant entry, Instant at, ZoneId zone) {
            return interval.ordinal(date(at, zone)) - interval.ordinal(date(entry, zone));
        }

        @Override
        public LocalDate start(LocalDate entry, int index) {
            return interval.start(interval.ordinal(entry) + index);
        }

        @Override
        public String toString() {
            return "calendar";
        }
    }

    /**
     * Windows of so many local days from the day of entry: {@code index = floor(days / n)}.
     *
     * @param days the length of a window, at least 1
     */
    record Rolling(int days) implements PeriodIndex {
        /** Checks the length. */
        public Rolling {
            requirePositive("days", days);
        }

        @Override
        public int index(Instant entry, Instant at, ZoneId zone) {
            long between = date(at, zone).toEpochDay() - date(entry, zone).toEpochDay();
            return Math.toIntExact(Math.floorDiv(between, days));
        }

        @Override
        public LocalDate start(LocalDate entry, int index) {
            return entry.plusDays((long) days * index);
        }

        @Override
        public String toString() {
            return "rolling:" + days + "d";
        }
    }

    /**
     * Windows of 24 hours from the instant of entry: {@code index = floor(hours / 24)}, on elapsed time, whatever clocks were changed.
     * Some tools cut the entry to its full hour first, so that 23 hours and a minute later is their day 1; here it is day 0.
     */
    record Exact24h() implements PeriodIndex {
        private static final long DAY = Duration.ofDays(1).toMillis();

        @Override
        public int index(Instant entry, Instant at, ZoneId zone) {
            return Math.toIntExact(Math.floorDiv(Duration.between(entry, at).toMillis(), DAY));
        }

        @Override
        public LocalDate start(LocalDate entry, int index) {
            return entry.plusDays(index);
        }

        @Override
        public String toString() {
            return "exact-24h";
        }
    }

    /**
     * Windows from one monthly anniversary of the entry to the next: the index is the largest {@code k} with
     * {@code entry.plusMonths(k * months) <= at}. The anniversary of 31 January is the last day of February.
     *
     * @param months the length of a window, at least 1; 12 for years
     */
    record Anniversary(int months) implements PeriodIndex {
        /** Checks the length. */
        public Anniversary {
            requirePositive("months", months);
        }

        @Override
        public int index(Instant entry, Instant at, ZoneId zone) {
            return index(date(entry, zone), date(at, zone));
        }

        int index(LocalDate entry, LocalDate at) {
            long passed = at.getLong(ChronoField.PROLEPTIC_MONTH) - entry.getLong(ChronoField.PROLEPTIC_MONTH);
            int index = Math.toIntExact(Math.floorDiv(passed, months));
            return start(entry, index).isAfter(at) ? index - 1 : index;
        }

        @Override
        public LocalDate start(LocalDate entry, int index) {
            return entry.plusMonths((long) months * index);
        }

        @Override
        public String toString() {
            return months == 1 ? "anniversary" : "anniversary:" + months + "-months";
        }
    }

    /**
     * Renewals instead of time: index {@code k} is the {@code k}-th renewal opportunity, the end of the {@code k}-th contract. The only
     * fair index where monthly and yearly contracts mix. Only contracts have it.
     */
    record Renewal() implements PeriodIndex {
        @Override
        public int index(Instant entry, Instant at, ZoneId zone) {
            throw new IllegalArgumentException(
                    "index renewal counts contracts, not time; ask the contracts of an account for it");
        }

        @Override
        public LocalDate start(LocalDate entry, int index) {
            throw new IllegalArgumentException(
                    "index renewal counts contracts, not time; ask the contracts of an account for it");
        }

        @Override
        public String toString() {
            return "renewal";
        }
    }

    /**
     * Returns the window in which an instant falls.
     *
     * @param entry when the unit entered
     * @param at the instant
     * @param zone the time zone in which local days are told
     * @return the window, below 0 before the one of the entry
     * @throws IllegalArgumentException if the index counts no time
     */
    int index(Instant entry, Instant at, ZoneId zone);

    /**
     * Returns the day on which a window begins.
     *
     * @param entry the day of entry
     * @param index the window
     * @return its first day, which for windows of exact hours is cut at the entry's time of day
     * @throws IllegalArgumentException if the index counts no time
     */
    LocalDate start(LocalDate entry, int index);

    private static LocalDate date(Instant at, ZoneId zone) {
        return at.atZone(zone).toLocalDate();
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " " + value + " must be at least 1");
        }
    }
}
