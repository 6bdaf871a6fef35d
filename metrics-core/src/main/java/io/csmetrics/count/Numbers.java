package io.csmetrics.count;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;

/**
 * Whole numbers of units.
 *
 * @param scale the decimals: the number is {@code 10^-scale} times the whole number
 * @param of the number of a unit that has one
 * @param has whether a unit has one
 */
record Numbers(int scale, IntToLongFunction of, IntPredicate has) {

    static Numbers of(int scale, IntToLongFunction of) {
        return new Numbers(scale, of, unit -> true);
    }

    static Numbers ones() {
        return of(0, unit -> 1);
    }

    /** Decimals at their largest scale; each is looked at twice. */
    static Numbers ofDecimals(int units, IntFunction<Optional<BigDecimal>> decimal) {
        int scale = 0;
        for (int unit = 0; unit < units; unit++) {
            scale = Math.max(scale, decimal.apply(unit).map(BigDecimal::scale).orElse(0));
        }
        int decimals = scale;
        return new Numbers(
                scale,
                unit -> decimal.apply(unit)
                        .map(value -> unscaled(value, decimals))
                        .orElseThrow(),
                unit -> decimal.apply(unit).isPresent());
    }

    static long unscaled(BigDecimal value, int scale) {
        try {
            return value.setScale(scale).unscaledValue().longValueExact();
        } catch (ArithmeticException e) {
            throw new ArithmeticException(
                    "number " + value + " at " + scale + " decimals must fit into 64 bits; give fewer digits");
        }
    }

    Numbers times(Numbers other) {
        return new Numbers(
                scale + other.scale,
                unit -> Math.multiplyExact(of.applyAsLong(unit), other.of.applyAsLong(unit)),
                unit -> has.test(unit) && other.has.test(unit));
    }
}
