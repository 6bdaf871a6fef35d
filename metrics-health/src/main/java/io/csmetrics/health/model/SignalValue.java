package io.csmetrics.health.model;

import java.math.BigDecimal;

/**
 * A raw value: a number, a text, or none. A text that reads as a number is one too, so that it does not matter whether a caller hands in
 * {@code 3} or {@code "3"}.
 */
public final class SignalValue {
    private static final SignalValue NONE = new SignalValue("", Double.NaN);
    private static final int LONGEST_NUMBER = 50;

    private final String text;
    private final double number;

    private SignalValue(String text, double number) {
        this.text = text;
        this.number = number;
    }

    /**
     * Returns the value that is not there.
     *
     * @return no value
     */
    public static SignalValue none() {
        return NONE;
    }

    /**
     * Returns a number.
     *
     * @param number the number; one that is not finite is kept as a text, which no normaliser can use
     * @return the value
     */
    public static SignalValue of(double number) {
        return Double.isFinite(number)
                ? new SignalValue(PartCheck.text(number), number + 0.0)
                : new SignalValue(Double.toString(number), Double.NaN);
    }

    /**
     * Returns a flag.
     *
     * @param flag the flag
     * @return the value {@code true} or {@code false}
     */
    public static SignalValue of(boolean flag) {
        return new SignalValue(Boolean.toString(flag), Double.NaN);
    }

    /**
     * Reads a text.
     *
     * @param text the text, such as {@code 3.5}, {@code good} or {@code true}; a blank one is no value
     * @return the value
     */
    public static SignalValue parse(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() ? NONE : new SignalValue(stripped, numberIn(stripped));
    }

    private static double numberIn(String text) {
        char first = text.charAt(0);
        boolean begins = (first >= '0' && first <= '9') || "+-.".indexOf(first) >= 0;
        if (text.length() > LONGEST_NUMBER || !begins) {
            return Double.NaN;
        }
        try {
            double number = new BigDecimal(text).doubleValue();
            return Double.isFinite(number) ? number : Double.NaN;
        } catch (NumberFormatException noNumber) {
            return Double.NaN;
        }
    }

    /**
     * Tells whether there is a value.
     *
     * @return whether it is a number or a text
     */
    public boolean isPresent() {
        return !text.isEmpty();
    }

    /**
     * Tells whether this is a number.
     *
     * @return whether it is
     */
    public boolean isNumber() {
        return !Double.isNaN(number);
    }

    /**
     * Returns the number.
     *
     * @return the number
     * @throws IllegalStateException if it is none
     */
    public double number() {
        if (!isNumber()) {
            throw new IllegalStateException("\"" + text + "\" must be a number; ask isNumber() first");
        }
        return number;
    }

    /**
     * Returns the value as text.
     *
     * @return the text, empty where there is no value
     */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignalValue value
                && Double.compare(number, value.number) == 0
                && (isNumber() || text.equals(value.text));
    }

    @Override
    public int hashCode() {
        return isNumber() ? Double.hashCode(number) : text.hashCode();
    }

    /**
     * Returns the value as text.
     *
     * @return the text, {@code (none)} where there is no value
     */
    @Override
    public String toString() {
        return isPresent() ? text : "(none)";
    }
}
