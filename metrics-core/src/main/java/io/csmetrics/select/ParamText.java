package io.csmetrics.select;

import com.google.common.base.Splitter;
import io.csmetrics.revenue.RetentionMethod;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads the values of parameters from text. */
final class ParamText {
    private static final int LETTERS_OF_A_DAY = 3;

    private ParamText() {}

    static Serializable parse(Param.Type type, String text) {
        try {
            return switch (type) {
                case NUMBER -> new BigDecimal(text);
                case DURATION -> duration(text);
                case FLAG -> flag(text);
                case METHOD -> constant(RetentionMethod.class, text);
                case STATISTIC -> constant(Statistic.class, text);
                case TEXT ->
                    new TextSet(new TreeSet<>(
                            Splitter.on(',').trimResults().omitEmptyStrings().splitToList(text)));
                case WORD -> text;
                case DATE -> LocalDate.parse(text);
                case CLOCK -> clock(text);
                case KPI -> throw new IllegalArgumentException("a KPI");
            };
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw new IllegalArgumentException("value \"" + text + "\" must be " + form(type), e);
        }
    }

    private static String form(Param.Type type) {
        return switch (type) {
            case NUMBER -> "a number, such as 0.8";
            case DURATION -> "a length of time, such as 90d or PT36H";
            case FLAG -> "true or false";
            case METHOD -> "one of " + names(RetentionMethod.class);
            case STATISTIC -> "one of " + names(Statistic.class);
            case TEXT -> "one or several texts with commas between";
            case WORD -> "a word";
            case DATE -> "a date, such as 2026-01-31";
            case CLOCK -> "elapsed, or business hours such as mon-fri 09:00-17:00";
            case KPI -> "given as a KPI of a catalogue";
        };
    }

    private static Duration duration(String text) {
        return text.endsWith("d")
                ? Duration.ofDays(Long.parseLong(text.substring(0, text.length() - 1)))
                : Duration.parse(text);
    }

    private static Boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text);
        }
        return Boolean.valueOf(text);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String text) {
        return Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static String names(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
    }

    private static Clock clock(String text) {
        if (text.equals("elapsed")) {
            return Clock.elapsed();
        }
        List<String> parts = Splitter.onPattern("[ -]").splitToList(text);
        if (parts.size() != 4) {
            throw new IllegalArgumentException(text);
        }
        return Clock.business(
                day(parts.get(0)), day(parts.get(1)), LocalTime.parse(parts.get(2)), LocalTime.parse(parts.get(3)));
    }

    private static DayOfWeek day(String text) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> day.name().substring(0, LETTERS_OF_A_DAY).equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
    }
}
