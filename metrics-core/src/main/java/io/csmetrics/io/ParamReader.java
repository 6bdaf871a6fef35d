package io.csmetrics.io;

import io.csmetrics.family.Bound;
import io.csmetrics.family.Family;
import io.csmetrics.revenue.RetentionMethod;
import io.csmetrics.select.Clock;
import io.csmetrics.select.Formula;
import io.csmetrics.select.Param;
import io.csmetrics.select.Statistic;
import io.csmetrics.select.TextSet;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads the parts of one definition that may be set: a value, or the name of a parameter with a dollar sign, and a question mark where it
 * may be left open. A parameter has the type of the place where its name stands.
 */
public final class ParamReader {
    private static final String SIGN = "$";
    private static final String OPEN = "?";
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,99}");
    private static final Pattern DAYS = Pattern.compile("[0-9]{1,7}d");
    private static final Pattern TIME = Pattern.compile("[0-9]{2}:[0-9]{2}");
    private static final Duration LONGEST = Duration.ofDays(365_000);
    private static final String ELAPSED = "elapsed";
    private static final Pattern BUSINESS = Pattern.compile("[a-z]{3}-[a-z]{3} [0-9]{2}:[0-9]{2}-[0-9]{2}:[0-9]{2}");

    private final SortedMap<String, Param.Type> types = new TreeMap<>();
    private final List<StrictJson> inside = new ArrayList<>();
    private final Function<StrictJson, Optional<? extends Formula>> kpis;

    /**
     * Creates a reader.
     *
     * @param kpis finds the KPI whose key stands where a KPI is designated
     */
    ParamReader(Function<StrictJson, Optional<? extends Formula>> kpis) {
        this.kpis = kpis;
    }

    /** Returns the parameters that were met so far. */
    SortedMap<String, Param.Type> types() {
        return Collections.unmodifiableSortedMap(types);
    }

    /** Notes defaults that stand inside a formula, which are read once all parameters are known. */
    void defaultsInside(StrictJson defaults) {
        inside.add(defaults);
    }

    /** Returns the objects of defaults that stand inside the formula. */
    List<StrictJson> defaultsInside() {
        return Collections.unmodifiableList(inside);
    }

    /** Tells whether a value is the name of a parameter. */
    static boolean isName(StrictJson json) {
        return json.isText() && json.found().startsWith(SIGN);
    }

    /**
     * Reads a value, or a name that must get one.
     *
     * @param <T> the type of the value, which must be that of {@code type}
     * @param json where it stands
     * @param type what the value is
     * @return the value or the name; empty if it is neither, which is told
     */
    public <T extends Serializable> Optional<Param<T>> read(StrictJson json, Param.Type type) {
        return this.<T>open(json, type)
                .flatMap(param -> param.required()
                        ? Optional.of(param)
                        : json.error("must not be left open here", "leave out the question mark"));
    }

    /**
     * Reads a value, a name, or a name that may be left open.
     *
     * @param <T> the type of the value, which must be that of {@code type}
     * @param json where it stands
     * @param type what the value is
     * @return the value or the name; empty if it is neither, which is told
     */
    public <T extends Serializable> Optional<Param<T>> open(StrictJson json, Param.Type type) {
        return open(json, type, this::value);
    }

    /** Reads a whole number from 1, or a name that must get one. */
    Optional<Param<BigDecimal>> times(StrictJson json) {
        return isName(json) ? read(json, Param.Type.NUMBER) : openTimes(json);
    }

    /**
     * Reads a whole number from 1, a name, or a name that may be left open.
     *
     * @param json where it stands
     * @return the number or the name; empty if it is neither, which is told
     */
    public Optional<Param<BigDecimal>> openTimes(StrictJson json) {
        return open(
                json,
                Param.Type.NUMBER,
                (place, type) -> place.wholeNumber(1, Integer.MAX_VALUE).map(BigDecimal::valueOf));
    }

    /**
     * Reads one of some words, a name, or a name that may be left open.
     *
     * @param json where it stands
     * @param words the words in capitals, such as {@code CUSTOMER_AT_END}; {@code customer-at-end} is read as well
     * @return the word in capitals, or the name; empty if it is neither, which is told with the nearest word
     */
    public Optional<Param<String>> openWord(StrictJson json, Collection<String> words) {
        return open(
                json,
                Param.Type.WORD,
                (place, type) -> place.text().flatMap(text -> {
                    String word = text.equals(text.toLowerCase(Locale.ROOT))
                            ? text.toUpperCase(Locale.ROOT).replace('-', '_')
                            : text;
                    return words.contains(word)
                            ? Optional.of(word)
                            : place.error("must be one of " + String.join(", ", words), place.didYouMean(word, words));
                }));
    }

    /** Reads a number from 0 to 1, or a name that must get one. */
    Optional<Param<BigDecimal>> share(StrictJson json) {
        return isName(json) ? read(json, Param.Type.NUMBER) : openShare(json);
    }

    /** Reads a number from 0 to 1, a name, or a name that may be left open. */
    Optional<Param<BigDecimal>> openShare(StrictJson json) {
        return open(
                json,
                Param.Type.NUMBER,
                (place, type) -> place.number()
                        .flatMap(number -> number.signum() < 0 || number.compareTo(BigDecimal.ONE) > 0
                                ? place.error("must be from 0 to 1", "write a part of 1, such as 0.9")
                                : Optional.of(number)));
    }

    /** How a value of a type is read. */
    private interface Reading {
        Optional<? extends Serializable> read(StrictJson json, Param.Type type);
    }

    @SuppressWarnings("unchecked") // the caller names one type twice
    private <T extends Serializable> Optional<Param<T>> open(StrictJson json, Param.Type type, Reading reading) {
        if (!isName(json)) {
            return reading.read(json, type).map(value -> {
                if (value instanceof Family designated) {
                    Bound.parameters(designated).forEach((name, inner) -> meet(json, name, inner));
                }
                return Param.of(type, (T) value);
            });
        }
        return json.text().flatMap(text -> {
            boolean open = text.endsWith(OPEN);
            String name = text.substring(SIGN.length(), text.length() - (open ? OPEN.length() : 0));
            if (!NAME.matcher(name).matches()) {
                return json.error("must be a parameter of letters and digits, such as $window", "rename it");
            }
            if (!meet(json, name, type)) {
                return Optional.empty();
            }
            return Optional.of(open ? Param.optional(name, type) : Param.named(name, type));
        });
    }

    /**
     * Returns a parameter that a formula has without saying so, and that may be left open.
     *
     * @param <T> the type of the value, which must be that of {@code type}
     * @param json the formula
     * @param name the name of the parameter
     * @param type what its value is
     * @return the parameter
     */
    public <T extends Serializable> Param<T> optional(StrictJson json, String name, Param.Type type) {
        meet(json, name, type);
        return Param.optional(name, type);
    }

    /** Returns a parameter that a formula has without saying so. */
    <T extends Serializable> Param<T> named(StrictJson json, String name, Param.Type type) {
        meet(json, name, type);
        return Param.named(name, type);
    }

    /** Notes that a parameter of some type stands somewhere, which it must not do with another type elsewhere. */
    boolean meet(StrictJson json, String name, Param.Type type) {
        Param.Type known = types.putIfAbsent(name, type);
        if (known != null && known != type) {
            json.error(
                    SIGN + name,
                    "must not be " + what(type) + " here and " + what(known) + " elsewhere",
                    "use two parameters");
            return false;
        }
        return true;
    }

    private static String what(Param.Type type) {
        return switch (type) {
            case NUMBER -> "a number";
            case DURATION -> "a length of time";
            case FLAG -> "true or false";
            case METHOD -> "a method";
            case TEXT -> "a text";
            case WORD -> "a word";
            case STATISTIC -> "a statistic";
            case DATE -> "a day";
            case CLOCK -> "a clock";
            case KPI -> "a KPI";
        };
    }

    /** Reads a value of a type. */
    Optional<? extends Serializable> value(StrictJson json, Param.Type type) {
        return switch (type) {
            case NUMBER -> json.number();
            case DURATION -> duration(json);
            case FLAG -> json.flag();
            case METHOD -> json.oneOf(StrictJson.names(RetentionMethod.class));
            case TEXT -> texts(json).flatMap(texts -> json.build(() -> new TextSet(texts)));
            case WORD -> json.text();
            case STATISTIC -> json.oneOf(StrictJson.words(Statistic.class));
            case DATE -> date(json);
            case CLOCK -> clock(json);
            case KPI -> kpis.apply(json);
        };
    }

    /** Reads a text that cannot be set by a parameter. */
    static Optional<String> plain(StrictJson json) {
        return isName(json) ? json.error("must not be a parameter here", "write the text itself") : json.text();
    }

    /** Reads one text or a list of them. */
    static Optional<SortedSet<String>> texts(StrictJson json) {
        return set(json, ParamReader::plain);
    }

    /** Reads one value or a list of different ones. */
    static <T extends Comparable<? super T>> Optional<SortedSet<T>> set(
            StrictJson json, Function<StrictJson, Optional<T>> reading) {
        if (json.isList() && json.items().isEmpty()) {
            return json.error("must not be empty", "name at least one");
        }
        SortedSet<T> values = new TreeSet<>();
        for (StrictJson item : json.oneOrMany()) {
            reading.apply(item)
                    .filter(value -> !values.add(value))
                    .ifPresent(value -> item.error("must stand once", "remove one of them"));
        }
        return json.build(() -> values);
    }

    /** Reads {@code 90d}, or ISO-8601 such as {@code PT36H}. */
    private static Optional<Duration> duration(StrictJson json) {
        return json.text().flatMap(text -> {
            try {
                Duration length = DAYS.matcher(text).matches()
                        ? Duration.ofDays(Long.parseLong(text.substring(0, text.length() - 1)))
                        : Duration.parse(text);
                return length.isNegative() || length.compareTo(LONGEST) > 0
                        ? json.error("must be between 0 and 1,000 years", "correct it")
                        : Optional.of(length);
            } catch (DateTimeParseException | ArithmeticException e) {
                return json.error("must be a length of time such as 90d or PT36H", "correct it");
            }
        });
    }

    private static Optional<LocalDate> date(StrictJson json) {
        return json.text().flatMap(text -> {
            try {
                return Optional.of(IsoTime.date(text));
            } catch (DateTimeException e) {
                return json.error("must be a date such as 2025-01-31", "correct it");
            }
        });
    }

    private static Optional<Clock> clock(StrictJson json) {
        if (json.isText()) {
            return json.text()
                    .flatMap(text -> text.equals(ELAPSED)
                                    || BUSINESS.matcher(text).matches()
                            ? json.build(() -> (Clock) Param.Type.CLOCK.parse(text))
                            : json.error(
                                    "must be elapsed, or business hours such as mon-fri 09:00-17:00", "correct it"));
        }
        Optional<SortedSet<DayOfWeek>> days =
                json.required("days").flatMap(list -> set(list, day -> day.oneOf(StrictJson.words(DayOfWeek.class))));
        Optional<LocalTime> opens = json.required("opens").flatMap(ParamReader::time);
        Optional<LocalTime> closes = json.required("closes").flatMap(ParamReader::time);
        Optional<SortedSet<LocalDate>> holidays = json.at("holidays").flatMap(list -> set(list, ParamReader::date));
        json.done();
        return json.build(() -> new Clock.Business(
                days.orElseThrow(), opens.orElseThrow(), closes.orElseThrow(), holidays.orElseGet(TreeSet::new)));
    }

    private static Optional<LocalTime> time(StrictJson json) {
        return json.text().flatMap(text -> {
            try {
                return TIME.matcher(text).matches()
                        ? Optional.of(LocalTime.parse(text))
                        : json.error("must be a time of day such as 09:00", "correct it");
            } catch (DateTimeParseException e) {
                return json.error("must be a time of day such as 09:00", "correct it");
            }
        });
    }
}
