package io.csmetrics.render;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A scale from one round number to another in equal steps of 1, 2 or 5 times a power of ten.
 *
 * @param step the step, above 0
 * @param first how many steps its beginning lies above 0
 * @param count how many steps it has, 1 or more
 */
record RoundScale(BigDecimal step, long first, int count) {
    /** Steps of thousandths: what lies nearer together is not told apart by a picture. */
    private static final int FINEST = -3;

    private static final int[] MANTISSAS = {1, 2, 5};

    /**
     * Returns the scale with the finest steps that covers all numbers from one to another.
     *
     * @param from the least number, finite and 0 or more
     * @param to the greatest one, not below it
     * @param most the most steps it may have, 2 or more
     */
    static RoundScale covering(double from, double to, int most) {
        BigDecimal least = BigDecimal.valueOf(from);
        BigDecimal greatest = BigDecimal.valueOf(to);
        BigDecimal range = greatest.subtract(least);
        // so many digits below the range the steps are certainly too fine; a point gets steps of tenths
        int exponent = range.signum() == 0
                ? -1
                : range.precision() - range.scale() - 1 - String.valueOf(most).length();
        exponent = Math.max(exponent, FINEST);
        while (true) {
            for (int mantissa : MANTISSAS) {
                BigDecimal step = BigDecimal.valueOf(mantissa).scaleByPowerOfTen(exponent);
                BigDecimal first = least.divide(step, 0, RoundingMode.FLOOR);
                BigDecimal last = greatest.divide(step, 0, RoundingMode.CEILING).max(first.add(BigDecimal.ONE));
                BigDecimal count = last.subtract(first);
                if (count.compareTo(BigDecimal.valueOf(most)) <= 0) {
                    return new RoundScale(step, first.longValueExact(), count.intValueExact());
                }
            }
            exponent++;
        }
    }

    /** Returns the number that a mark stands at, the first mark being 0 and the last {@code count}. */
    BigDecimal mark(int index) {
        return step.multiply(BigDecimal.valueOf(first + index));
    }

    BigDecimal last() {
        return mark(count);
    }

    /** Returns the step that a number falls into, 0 to {@code count - 1}; one beyond an end falls into the step at that end. */
    int stepOf(double value) {
        long steps = BigDecimal.valueOf(Math.min(value, last().doubleValue()))
                .divide(step, 0, RoundingMode.FLOOR)
                .longValueExact();
        return (int) Math.max(0, Math.min(count - 1L, steps - first));
    }

    /** Returns a number as text, without zeros that say nothing. */
    static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /** Returns a share as text, such as {@code 45 %}. */
    static String percent(BigDecimal share) {
        return plain(share.movePointRight(2)) + " %";
    }
}
