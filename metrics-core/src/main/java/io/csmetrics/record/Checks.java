package io.csmetrics.record;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.joda.money.BigMoney;
import org.jspecify.annotations.Nullable;

/** The rules of one record, checked all together: every broken one is in the exception. */
final class Checks {
    /** Far beyond any real number, yet small enough that adding two such numbers costs nothing. */
    private static final int MOST_DIGITS = 1_000;

    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z][a-z0-9]*+(?:-[a-z0-9]++)*+");

    private final String kind;
    private final @Nullable Object id;
    private final Findings findings = new Findings();

    private Checks(String kind, @Nullable Object id) {
        this.kind = kind;
        this.id = id;
    }

    /** Begins the checks of a record that is told by its kind and its id, or what comes nearest to one. */
    static Checks of(String kind, @Nullable Object id) {
        return new Checks(kind, id);
    }

    /** Returns an instant without what is finer than a millisecond. */
    static Instant toMillis(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Returns the one form of a number that equal numbers share: no trailing zeros behind the point, no exponent. */
    static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** An id or key that must be there and not blank. */
    Checks text(String field, @Nullable String value) {
        Objects.requireNonNull(value, field);
        if (value.isBlank()) {
            broken(field, value, "must not be blank", "give it a value");
        }
        return this;
    }

    /** A text that may be absent, but not blank. */
    Checks text(String field, Optional<String> value) {
        if (value.isPresent() && value.get().isBlank()) {
            broken(field, value.get(), "must not be blank", "leave it out where there is none");
        }
        return this;
    }

    /** A key of words in small letters and digits, joined by hyphens. */
    Checks kebabCase(String field, @Nullable String value) {
        Objects.requireNonNull(value, field);
        if (!KEBAB_CASE.matcher(value).matches()) {
            broken(field, value, "must be kebab-case", "write it like feature-used");
        }
        return this;
    }

    Checks that(boolean holds, String field, Object value, String rule, String remedy) {
        if (!holds) {
            broken(field, value, rule, remedy);
        }
        return this;
    }

    /** Returns the {@link #plain} form of a number, which must be short enough to be written out and added. */
    BigDecimal number(String field, BigDecimal value) {
        Objects.requireNonNull(value, field);
        BigDecimal stripped = value.stripTrailingZeros();
        if (stripped.scale() > MOST_DIGITS || (long) stripped.precision() - stripped.scale() > MOST_DIGITS) {
            broken(
                    field,
                    stripped,
                    "must have at most " + MOST_DIGITS + " digits on either side of the decimal point",
                    "check the exponent");
            return stripped;
        }
        return plain(stripped);
    }

    /** Returns a number that may be absent, in {@link #plain} form. */
    Optional<BigDecimal> number(String field, Optional<BigDecimal> value) {
        return value.map(present -> number(field, present));
    }

    /** Returns the one form of an amount that equal amounts share: the decimals of its currency, or more where it has more. */
    BigMoney money(String field, BigMoney value) {
        Objects.requireNonNull(value, field);
        int decimals = number(field, value.getAmount()).scale();
        return value.withScale(Math.max(decimals, value.getCurrencyUnit().getDecimalPlaces()));
    }

    /** Returns a sorted copy of attributes whose names and values must not be blank. */
    SortedMap<String, String> attributes(Map<String, String> attributes) {
        return attributes(attributes, this::text);
    }

    /** Returns a sorted copy of attributes whose names must be kebab-case, and whose values must not be blank. */
    SortedMap<String, String> kebabCaseAttributes(Map<String, String> attributes) {
        return attributes(attributes, this::kebabCase);
    }

    private SortedMap<String, String> attributes(Map<String, String> attributes, BiConsumer<String, String> nameRule) {
        // most events have none, and there are many events
        if (attributes.isEmpty()) {
            return Collections.emptySortedMap();
        }
        attributes.forEach((name, value) -> {
            nameRule.accept("attribute name", name);
            text(name, value);
        });
        return Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    void done() {
        findings.throwIfErrors();
    }

    private void broken(String field, Object value, String rule, String remedy) {
        findings.add(Finding.error(kind + " \"" + id + "\"", 0, field, value, rule, remedy));
    }
}
