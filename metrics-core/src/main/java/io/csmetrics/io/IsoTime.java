package io.csmetrics.io;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Dates and instants of the years 0000 to 9999 from ISO-8601 text, read by hand because a large file consists of them. */
final class IsoTime {
    private static final int DATE_LENGTH = 10;
    private static final int SECONDS_LENGTH = 8;

    private IsoTime() {}

    /** Returns a date such as 2025-01-31. */
    static LocalDate date(String text) {
        if (text.length() != DATE_LENGTH) {
            throw new DateTimeException("no date");
        }
        return dateAtStart(text);
    }

    /**
     * Returns an instant: a date and time with {@code Z} or an offset, or of the zone, or a date for its first instant in the zone.
     * Between date and time stands {@code T} or a blank. A time that the clocks skip counts as that much later, one that they
     * repeat as the earlier.
     */
    static Instant instant(String text, ZoneId zone) {
        if (text.length() == DATE_LENGTH) {
            return dateAtStart(text).atStartOfDay(zone).toInstant();
        }
        if (text.length() < DATE_LENGTH || " Tt".indexOf(text.charAt(DATE_LENGTH)) < 0) {
            throw new DateTimeException("no instant");
        }
        int offset = offsetIndex(text);
        LocalDateTime at = dateAtStart(text).atTime(time(text, DATE_LENGTH + 1, offset));
        if (offset == text.length()) {
            return at.atZone(zone).toInstant();
        }
        return at.toInstant(ZoneOffset.of(text.substring(offset)));
    }

    private static int offsetIndex(String text) {
        for (int i = DATE_LENGTH + 1; i < text.length(); i++) {
            if ("Z+-".indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    private static LocalDate dateAtStart(String text) {
        if (text.charAt(4) != '-' || text.charAt(7) != '-') {
            throw new DateTimeException("no date");
        }
        return LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
    }

    private static LocalTime time(String text, int from, int to) {
        if (to - from == SECONDS_LENGTH && text.charAt(from + 2) == ':' && text.charAt(from + 5) == ':') {
            return LocalTime.of(
                    number(text, from, from + 2), number(text, from + 3, from + 5), number(text, from + 6, to));
        }
        return LocalTime.parse(text.substring(from, to));
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new DateTimeException("no number");
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
