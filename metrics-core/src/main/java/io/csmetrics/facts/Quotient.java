package io.csmetrics.facts;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * An exact fraction of two decimals. Arithmetic with it never rounds; {@link #value()} is the one division.
 *
 * @param numerator the numerator, without trailing zeros
 * @param denominator the denominator, above zero, without trailing zeros
 */
public record Quotient(BigDecimal numerator, BigDecimal denominator) implements Comparable<Quotient>, Serializable {

    /**
     * Moves the sign to the numerator and drops trailing zeros, which do not change the value.
     *
     * @throws ArithmeticException if the denominator is zero
     */
    public Quotient {
        if (denominator.signum() == 0) {
            throw new ArithmeticException("denominator of " + numerator + " / 0 must not be zero");
        }
        if (denominator.signum() < 0) {
            numerator = numerator.negate();
            denominator = denominator.negate();
        }
        numerator = plain(numerator);
        denominator = plain(denominator);
    }

    /**
     * Returns a whole or decimal number.
     *
     * @param value the number
     * @return {@code value / 1}
     */
    public static Quotient of(BigDecimal value) {
        return new Quotient(value, BigDecimal.ONE);
    }

    /**
     * Returns a whole number.
     *
     * @param value the number
     * @return {@code value / 1}
     */
    public static Quotient of(long value) {
        return of(BigDecimal.valueOf(value));
    }

    /**
     * Returns a fraction of two whole numbers.
     *
     * @param numerator the numerator
     * @param denominator the denominator, not zero
     * @return the fraction
     */
    public static Quotient of(long numerator, long denominator) {
        return new Quotient(BigDecimal.valueOf(numerator), BigDecimal.valueOf(denominator));
    }

    /**
     * Adds.
     *
     * @param other the other number
     * @return the exact sum
     */
    public Quotient plus(Quotient other) {
        return denominator.compareTo(other.denominator) == 0
                ? new Quotient(numerator.add(other.numerator), denominator)
                : new Quotient(
                        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                        denominator.multiply(other.denominator));
    }

    /**
     * Subtracts.
     *
     * @param other the other number
     * @return the exact difference
     */
    public Quotient minus(Quotient other) {
        return plus(other.negated());
    }

    /**
     * Multiplies.
     *
     * @param other the other number
     * @return the exact product
     */
    public Quotient times(Quotient other) {
        return new Quotient(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    /**
     * Divides.
     *
     * @param other the other number, not zero
     * @return the exact ratio
     * @throws ArithmeticException if {@code other} is zero
     */
    public Quotient over(Quotient other) {
        return new Quotient(numerator.multiply(other.denominator), denominator.multiply(other.numerator));
    }

    /**
     * Changes the sign.
     *
     * @return the negated number
     */
    public Quotient negated() {
        return new Quotient(numerator.negate(), denominator);
    }

    /**
     * Returns the smaller of two numbers.
     *
     * @param other the other number
     * @return this or the other
     */
    public Quotient min(Quotient other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /**
     * Returns the larger of two numbers.
     *
     * @param other the other number
     * @return this or the other
     */
    public Quotient max(Quotient other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /**
     * Returns the sign.
     *
     * @return -1, 0 or 1
     */
    public int signum() {
        return numerator.signum();
    }

    /**
     * Returns the number. Defined as {@code numerator / denominator} in {@link MathContext#DECIMAL64}: 16 digits, half even.
     *
     * @return the number, unrounded otherwise
     */
    public BigDecimal value() {
        return plain(numerator.divide(denominator, MathContext.DECIMAL64));
    }

    /**
     * Returns the number for mathematics with real numbers.
     *
     * @return {@link #value()} as a double
     */
    public double doubleValue() {
        return value().doubleValue();
    }

    /**
     * Compares by value, so that 1/2 and 2/4 compare as equal although their parts differ.
     *
     * @param other the other number
     * @return negative, zero or positive
     */
    @Override
    public int compareTo(Quotient other) {
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }

    /**
     * Returns the parts, such as {@code 130 / 200}, or the whole number alone.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return denominator.compareTo(BigDecimal.ONE) == 0
                ? numerator.toPlainString()
                : numerator.toPlainString() + " / " + denominator.toPlainString();
    }

    /** The one form that equal numbers share: as few decimals as are needed. */
    static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
