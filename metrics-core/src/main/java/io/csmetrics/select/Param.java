package io.csmetrics.select;

import io.csmetrics.revenue.RetentionMethod;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of a definition that may be set: either a name, written {@code $name} in JSON, or a value. Before anything is counted every
 * name is replaced by a value, so that two definitions that differ in a name only are counted once.
 *
 * @param <T> the type of the value
 * @param name the name, empty once a value is there
 * @param type what the value is
 * @param value the value, absent while there is only a name
 * @param required whether a formula without the value has no number; {@code $name?} in JSON where it may be left open
 */
public record Param<T extends Serializable>(
        String name, Type type, @Nullable T value, boolean required) implements Serializable {

    /** An absurd exponent must not be written out. */
    private static final int MOST_DIGITS = 1_000;

    /** Instants before and after any record stay within what can be counted in milliseconds. */
    private static final Duration LONGEST = Duration.ofDays(365_000);

    /** What a parameter's value is, and how it is written. */
    public enum Type {
        /** A decimal number. */
        NUMBER(BigDecimal.class),
        /** A length of time, such as {@code 90d} or ISO-8601 {@code PT36H}. */
        DURATION(Duration.class),
        /** {@code true} or {@code false}. */
        FLAG(Boolean.class),
        /** A method of revenue retention. */
        METHOD(RetentionMethod.class),
        /** One or several texts, any of which fits. */
        TEXT(TextSet.class),
        /** One of the words that the formula offers. */
        WORD(String.class),
        /** What is made of numbers. */
        STATISTIC(Statistic.class),
        /** A day. */
        DATE(LocalDate.class),
        /** How the time between two instants is told. */
        CLOCK(Clock.class),
        /** A KPI, by its formula. */
        KPI(Formula.class);

        private final Class<?> valueType;

        Type(Class<?> valueType) {
            this.valueType = valueType;
        }

        /**
         * Tells whether a value is of this type.
         *
         * @param value the value
         * @return whether a parameter of this type can have it
         */
        public boolean accepts(Object value) {
            return valueType.isInstance(value);
        }

        /**
         * Reads a value of this type from text, as a command line or a definition writes it.
         *
         * @param text the text: {@code 0.8}, {@code 90d} or {@code PT36H}, {@code true}, {@code FLOW}, texts with commas between,
         *     {@code 2026-01-01}, {@code elapsed} or {@code mon-fri 09:00-17:00}
         * @return the value
         * @throws IllegalArgumentException if the text is no such value, or a KPI, which only a catalogue knows
         */
        public Serializable parse(String text) {
            return ParamText.parse(this, text);
        }
    }

    /** Checks that there is either a name or a value. */
    public Param {
        Objects.requireNonNull(type, "type");
        if (name.isEmpty() == (value == null)) {
            throw new IllegalArgumentException("parameter \"" + name + "\" must have either a name or a value");
        }
        if (value instanceof BigDecimal number) {
            if (Math.abs((long) number.scale()) + number.precision() > MOST_DIGITS) {
                throw new IllegalArgumentException(
                        "parameter value must have at most " + MOST_DIGITS + " digits on either side of the point");
            }
            BigDecimal plain = number.stripTrailingZeros();
            @SuppressWarnings("unchecked") // T is BigDecimal
            T equalValue = (T) (plain.scale() < 0 ? plain.setScale(0) : plain);
            value = equalValue;
        }
    }

    /**
     * Returns a parameter that has a name.
     *
     * @param <T> the type of the value
     * @param name the name
     * @param type what its value will be
     * @return the parameter
     */
    public static <T extends Serializable> Param<T> named(String name, Type type) {
        return new Param<>(name, type, null, true);
    }

    /**
     * Returns a parameter that has a name and may be left open: the formula says what it then means.
     *
     * @param <T> the type of the value
     * @param name the name
     * @param type what its value will be
     * @return the parameter
     */
    public static <T extends Serializable> Param<T> optional(String name, Type type) {
        return new Param<>(name, type, null, false);
    }

    /**
     * Returns a parameter that is set.
     *
     * @param <T> the type of the value
     * @param type what the value is
     * @param value the value
     * @return the parameter
     */
    public static <T extends Serializable> Param<T> of(Type type, T value) {
        return new Param<>("", type, value, true);
    }

    /**
     * Checks a number of things, once it is set.
     *
     * @param what what the number is, for the error
     * @param number the number
     * @throws IllegalArgumentException if it is no whole number from 1 to {@value Integer#MAX_VALUE}
     */
    public static void requireCount(String what, Param<BigDecimal> number) {
        BigDecimal count = number.ifSet().orElse(BigDecimal.ONE);
        if (count.signum() <= 0
                || count.stripTrailingZeros().scale() > 0
                || count.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException(
                    what + " " + count + " must be a whole number from 1 to " + Integer.MAX_VALUE);
        }
    }

    /**
     * Checks a part of a whole, once it is set.
     *
     * @param what what the number is, for the error
     * @param share the number
     * @throws IllegalArgumentException if it is not 0 to 1
     */
    public static void requireShare(String what, Param<BigDecimal> share) {
        BigDecimal part = share.ifSet().orElse(BigDecimal.ONE);
        if (part.signum() < 0 || part.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException(what + " " + part + " must be 0 to 1, such as 0.9");
        }
    }

    /**
     * Checks a length of time, once it is set.
     *
     * @param what what the length is, for the error
     * @param length the length
     * @param least the shortest that makes sense
     * @throws IllegalArgumentException if it is shorter, or longer than 1,000 years
     */
    public static void requireLength(String what, Param<Duration> length, Duration least) {
        Duration time = length.ifSet().orElse(least);
        if (time.compareTo(least) < 0 || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    what + " " + time + " must be " + least + " or longer, and at most 1,000 years");
        }
    }

    /**
     * Tells whether the value is there.
     *
     * @return whether this parameter is set
     */
    public boolean isSet() {
        return value != null;
    }

    /**
     * Returns the value.
     *
     * @return the value
     * @throws IllegalStateException if there is only a name
     */
    public T get() {
        if (value == null) {
            throw new IllegalStateException("parameter \"" + name + "\" must be set before anything is counted");
        }
        return value;
    }

    /**
     * Returns the value, if it is there.
     *
     * @return the value, empty while there is only a name
     */
    public Optional<T> ifSet() {
        return Optional.ofNullable(value);
    }

    /**
     * Returns the name with a dollar sign, or the value.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return value == null ? "$" + name + (required ? "" : "?") : value.toString();
    }
}
