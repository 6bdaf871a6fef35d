package io.csmetrics.revenue;

import java.math.BigDecimal;
import java.util.Arrays;

/** Decimal amounts above 0 as whole numbers of their smallest unit, which 0 stands for where they would not fit into a long. */
final class WholeUnits {
    private static final long[] POWER_OF_TEN = new long[RevenueLedger.LARGEST_SCALE + 1];

    static {
        Arrays.setAll(
                POWER_OF_TEN,
                decimals -> BigDecimal.ONE.scaleByPowerOfTen(decimals).longValueExact());
    }

    private WholeUnits() {}

    /** The digits of an amount; 0 if they are too many. */
    static long digits(BigDecimal value) {
        try {
            // makes no BigInteger, unlike unscaledValue()
            return value.scaleByPowerOfTen(value.scale()).longValueExact();
        } catch (ArithmeticException beyondLong) {
            return 0;
        }
    }

    /** Units of a finer scale; 0 if they are too many. */
    static long timesPowerOfTen(long units, int exponent) {
        long factor = POWER_OF_TEN[exponent];
        return units > Long.MAX_VALUE / factor ? 0 : units * factor;
    }

    /** The amount without decimals that do not matter: 1.0000000 fits where 1 does. */
    static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
