package io.csmetrics.io;

import io.csmetrics.record.Suggestion;
import io.csmetrics.revenue.BillingInterval;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;

/**
 * How the text of a cell becomes a value, and back. What is no free text may have blanks around it.
 *
 * @param form how the text stands in a file
 * @param reading the value of a text
 * @param writing the text of a value, which may turn out not to be readable
 * @param standIns two different values to go on with where the text is unfit, so that the other cells can be checked
 */
record CellType<V>(Form form, Reading<V> reading, Function<V, String> writing, List<V> standIns) {
    /** How the text of a cell stands in a file. */
    enum Form {
        /** Free text: guarded against formulas in CSV, a string in JSON. */
        TEXT,
        /** Words of a fixed shape: as they are in CSV, a string in JSON. */
        WORD,
        /** A number, true or false: bare in CSV and JSON. */
        BARE
    }

    /** Turns a text that is not blank into a value. */
    @FunctionalInterface
    interface Reading<V> {
        V read(String text, ZoneId zone) throws Unfit;
    }

    /** More digits than any record takes, on both sides of the point. */
    private static final int LONGEST_NUMBER = 2_002;

    private static final String CORRECT = "correct it";

    /** Free text. */
    static final CellType<String> TEXT =
            new CellType<>(Form.TEXT, (text, zone) -> requireUnicode(text), Function.identity(), List.of("x", "y"));

    /** An id or a key: text without control characters, compared exactly. */
    static final CellType<String> ID =
            new CellType<>(Form.TEXT, (text, zone) -> id(text), Function.identity(), List.of("x", "y"));

    /** A date. */
    static final CellType<LocalDate> DATE = new CellType<>(
            Form.WORD,
            (text, zone) -> date(text),
            LocalDate::toString,
            List.of(LocalDate.of(1, 1, 1), LocalDate.of(9999, 12, 31)));

    /** An instant. */
    static final CellType<Instant> INSTANT = new CellType<>(
            Form.WORD,
            CellType::instant,
            Instant::toString,
            List.of(Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-12-31T00:00:00Z")));

    /** A decimal number. */
    static final CellType<BigDecimal> DECIMAL = new CellType<>(
            Form.BARE,
            (text, zone) -> decimal(text),
            BigDecimal::toPlainString,
            List.of(BigDecimal.ONE, BigDecimal.valueOf(999_999_999)));

    /** A whole number. */
    static final CellType<Integer> WHOLE =
            new CellType<>(Form.BARE, (text, zone) -> whole(text), Object::toString, List.of(1, Integer.MAX_VALUE));

    /** Yes or no. */
    static final CellType<Boolean> FLAG =
            new CellType<>(Form.BARE, (text, zone) -> flag(text), Object::toString, List.of(false, true));

    /** A currency. */
    static final CellType<CurrencyUnit> CURRENCY = new CellType<>(
            Form.WORD,
            (text, zone) -> currency(text),
            CurrencyUnit::getCode,
            List.of(CurrencyUnit.USD, CurrencyUnit.JPY));

    /** How often a price is due. */
    static final CellType<BillingInterval> INTERVAL = new CellType<>(
            Form.WORD,
            (text, zone) -> interval(text),
            BillingInterval::toString,
            List.of(BillingInterval.MONTH, BillingInterval.YEAR));

    /** A constant, read in any case and with a hyphen or a blank for an underscore, written by {@code writing}. */
    static <E extends Enum<E>> CellType<E> oneOf(Class<E> type, Function<E, String> writing) {
        E[] constants = type.getEnumConstants();
        Map<String, E> byName = new LinkedHashMap<>();
        for (E constant : constants) {
            byName.put(writing.apply(constant), constant);
        }
        Map<String, E> byLetters = new LinkedHashMap<>();
        byName.forEach((name, constant) -> byLetters.put(Suggestion.letters(name), constant));
        String rule = "must be one of " + String.join(", ", byName.keySet());
        Reading<E> reading = (text, zone) -> {
            E constant = byLetters.get(Suggestion.letters(text));
            if (constant == null) {
                throw new Unfit(rule, Suggestion.remedy(text, byName.keySet(), CORRECT));
            }
            return constant;
        };
        return new CellType<>(Form.WORD, reading, writing, List.of(constants[0], constants[constants.length - 1]));
    }

    /** A constant, written as its name. */
    static <E extends Enum<E>> CellType<E> oneOf(Class<E> type) {
        return oneOf(type, Enum::name);
    }

    /** A constant, written in small letters. */
    static <E extends Enum<E>> CellType<E> oneOfSmall(Class<E> type) {
        return oneOf(type, constant -> constant.name().toLowerCase(Locale.ROOT));
    }

    /** Returns the text of a value that this type will read again. */
    String write(V value) throws Unfit {
        String text = writing.apply(value);
        // only free text and years beyond 9999 can be unreadable, and the rest need not be read to know
        if (form == Form.TEXT || text.startsWith("+") || text.startsWith("-")) {
            reading.read(text, ZoneOffset.UTC);
        }
        return text;
    }

    private static String id(String text) throws Unfit {
        requireUnicode(text);
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                throw new Unfit("must have no control character", "remove the one at position " + (i + 1));
            }
        }
        return text;
    }

    private static String requireUnicode(String text) throws Unfit {
        if (UnicodeText.isBroken(text)) {
            throw new Unfit("must be UTF-8", "save the file as UTF-8");
        }
        return text;
    }

    private static LocalDate date(String text) throws Unfit {
        try {
            return IsoTime.date(text.strip());
        } catch (DateTimeException e) {
            throw new Unfit("must be a day of the calendar such as 2025-01-31", "write year, month and day, no time");
        }
    }

    private static Instant instant(String text, ZoneId zone) throws Unfit {
        try {
            return IsoTime.instant(text.strip(), zone);
        } catch (DateTimeException e) {
            throw new Unfit(
                    "must be an instant such as 2025-01-31T09:30:00Z, or a local time or date",
                    "write it as ISO-8601 has it");
        }
    }

    private static BigDecimal decimal(String text) throws Unfit {
        String number = text.strip();
        if (!isPlainNumber(number)) {
            throw new Unfit(
                    "must be a plain decimal number such as -1234.50",
                    "write a point before the decimals, no thousands separator, no exponent, no sign of a currency");
        }
        return new BigDecimal(number);
    }

    private static boolean isPlainNumber(String text) {
        int digits = 0;
        int points = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.') {
                points++;
            } else if (i > 0 || (c != '-' && c != '+')) {
                return false;
            }
        }
        return digits > 0 && points <= 1 && text.length() <= LONGEST_NUMBER;
    }

    private static int whole(String text) throws Unfit {
        try {
            return decimal(text).intValueExact();
        } catch (ArithmeticException | Unfit e) {
            throw new Unfit("must be a whole number of at most " + Integer.MAX_VALUE, "write digits only");
        }
    }

    private static boolean flag(String text) throws Unfit {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new Unfit("must be true or false", CORRECT);
        };
    }

    private static CurrencyUnit currency(String text) throws Unfit {
        String code = text.strip().toUpperCase(Locale.ROOT);
        try {
            return CurrencyUnit.of(code);
        } catch (IllegalCurrencyException e) {
            List<String> codes = CurrencyUnit.registeredCurrencies().stream()
                    .map(CurrencyUnit::getCode)
                    .toList();
            throw new Unfit(
                    "must be an ISO 4217 code such as USD",
                    code.length() > 3 ? Suggestion.remedy(code, codes, CORRECT) : CORRECT);
        }
    }

    private static BillingInterval interval(String text) throws Unfit {
        try {
            return BillingInterval.parse(text.strip());
        } catch (IllegalArgumentException e) {
            throw new Unfit(
                    "must be day, week, month, quarter, year or an ISO period above zero such as P6M",
                    Suggestion.remedy(text, List.of("day", "week", "month", "quarter", "year"), CORRECT));
        }
    }
}
