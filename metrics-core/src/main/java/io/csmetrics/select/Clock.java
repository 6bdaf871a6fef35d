package io.csmetrics.select;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** How the time between two instants is told. */
public sealed interface Clock extends Serializable {

    /** All time counts. */
    record Elapsed() implements Clock {
        @Override
        public long millis(long from, long to, ZoneId zone) {
            return Math.subtractExact(to, from);
        }
    }

    /**
     * Only business hours count, by the local time of the data's zone. An hour that summer time skips does not count, one that it
     * repeats counts twice.
     *
     * @param days the working days of a week, at least one
     * @param opens when business begins
     * @param closes when business ends, after {@code opens}
     * @param holidays dates without business
     */
    record Business(SortedSet<DayOfWeek> days, LocalTime opens, LocalTime closes, SortedSet<LocalDate> holidays)
            implements Clock {
        /** Copies the sets and checks the hours. */
        public Business {
            days = Collections.unmodifiableSortedSet(new TreeSet<>(days));
            holidays = Collections.unmodifiableSortedSet(new TreeSet<>(holidays));
            if (days.isEmpty()) {
                throw new IllegalArgumentException("business days must be at least one");
            }
            if (!opens.isBefore(closes)) {
                throw new IllegalArgumentException("business hours " + opens + " to " + closes
                        + " must open before they close; give a night shift two calendars");
            }
        }

        @Override
        public long millis(long from, long to, ZoneId zone) {
            long sum = 0;
            LocalDate last = Instant.ofEpochMilli(to).atZone(zone).toLocalDate();
            for (LocalDate day = Instant.ofEpochMilli(from).atZone(zone).toLocalDate();
                    !day.isAfter(last);
                    day = day.plusDays(1)) {
                if (days.contains(day.getDayOfWeek()) && !holidays.contains(day)) {
                    long open = Math.max(from, millis(day, opens, zone));
                    long close = Math.min(to, millis(day, closes, zone));
                    sum += Math.max(0, close - open);
                }
            }
            return sum;
        }

        private static long millis(LocalDate day, LocalTime time, ZoneId zone) {
            return ZonedDateTime.of(day, time, zone).toInstant().toEpochMilli();
        }
    }

    /**
     * Returns how much time counts between two instants.
     *
     * @param from the earlier instant, in milliseconds since 1970
     * @param to the later instant
     * @param zone the zone of the data
     * @return the milliseconds that count
     */
    long millis(long from, long to, ZoneId zone);

    /**
     * Returns the clock for which all time counts.
     *
     * @return the default clock
     */
    static Clock elapsed() {
        return new Elapsed();
    }

    /**
     * Returns a clock for which only business hours count, without holidays.
     *
     * @param first the first working day of a week
     * @param last the last working day of a week
     * @param opens when business begins
     * @param closes when business ends
     * @return the clock
     */
    static Clock business(DayOfWeek first, DayOfWeek last, LocalTime opens, LocalTime closes) {
        SortedSet<DayOfWeek> days = new TreeSet<>();
        for (DayOfWeek day = first; ; day = day.plus(1)) {
            days.add(day);
            if (day == last) {
                return new Business(days, opens, closes, Collections.emptySortedSet());
            }
        }
    }
}
