package io.csmetrics.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import picocli.CommandLine.TypeConversionException;

/** Reads the values of options. */
final class Arguments {
    private static final int FIRST_YEAR = 1;
    private static final int LAST_YEAR = 9999;

    private Arguments() {}

    static LocalDate date(String text) {
        try {
            return plausible(LocalDate.parse(text), text);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("\"" + text + "\" must be a date such as 2026-01-31");
        }
    }

    /** Reads an instant, a local date-time of the zone, or a date, which is its first instant in the zone. */
    static Instant instant(String text, ZoneId zone) {
        try {
            if (!text.contains("T")) {
                return plausible(LocalDate.parse(text), text).atStartOfDay(zone).toInstant();
            }
            if (text.endsWith("Z") || text.matches(".*[+-]\\d\\d(:?\\d\\d){0,2}")) {
                OffsetDateTime at = OffsetDateTime.parse(text);
                plausible(at.toLocalDate(), text);
                return at.toInstant();
            }
            LocalDateTime at = LocalDateTime.parse(text);
            plausible(at.toLocalDate(), text);
            return at.atZone(zone).toInstant();
        } catch (DateTimeParseException e) {
            throw new TypeConversionException(
                    "\"" + text + "\" must be an instant such as 2026-01-31T12:00:00Z, or a date such as 2026-01-31");
        }
    }

    private static LocalDate plausible(LocalDate date, String text) {
        if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
            throw new TypeConversionException(
                    "\"" + text + "\" must be of a year from " + FIRST_YEAR + " to " + LAST_YEAR);
        }
        return date;
    }

    static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new TypeConversionException("\"" + text + "\" must be a time zone such as UTC or Europe/Berlin"
                    + Usage.didYouMean(
                            text, ZoneId.getAvailableZoneIds().stream().sorted().toList()));
        }
    }

    static CurrencyUnit currency(String text) {
        try {
            return CurrencyUnit.of(text);
        } catch (IllegalCurrencyException e) {
            throw new TypeConversionException("\"" + text + "\" must be an ISO 4217 code such as USD"
                    + Usage.didYouMean(
                            text,
                            CurrencyUnit.registeredCurrencies().stream()
                                    .map(CurrencyUnit::getCode)
                                    .toList()));
        }
    }

    /** Reads a constant in any case, with a hyphen or an underscore. */
    static <E extends Enum<E>> E choice(Class<E> type, String text) {
        return choice(type, Enum::toString, text);
    }

    /** Reads a constant like {@link #choice}, whose names are told as words in small letters with hyphens. */
    static <E extends Enum<E>> E word(Class<E> type, String text) {
        return choice(type, each -> each.name().toLowerCase(Locale.ROOT).replace('_', '-'), text);
    }

    /** Reads a constant like {@link #choice}, or by the name that it is told by. */
    static <E extends Enum<E>> E choice(Class<E> type, Function<E, String> naming, String text) {
        String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name) || naming.apply(constant).equalsIgnoreCase(text)) {
                return constant;
            }
        }
        List<String> names = Arrays.stream(type.getEnumConstants()).map(naming).toList();
        throw new TypeConversionException(
                "\"" + text + "\" must be one of " + String.join(", ", names) + Usage.didYouMean(text, names));
    }
}
