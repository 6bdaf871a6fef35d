package io.csmetrics.count;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of units, exact: whole numbers of 64 bits at one scale, or decimals where those would not hold them.
 *
 * @param scale the decimals of the whole numbers: a number is {@code 10^-scale} times the whole number
 * @param of the whole number of a unit that has one
 * @param has whether a unit has a number
 * @param large the number of a unit as a decimal; absent where whole numbers hold them all
 */
record Numbers(
        int scale,
        IntToLongFunction of,
        IntPredicate has,
        @Nullable IntFunction<BigDecimal> large) {
    private static final int DIGITS = 18;

    /** An absurd exponent must not be written out. */
    private static final int MOST_DIGITS = 1_000;

    static Numbers of(int scale, IntToLongFunction of) {
        return new Numbers(scale, of, unit -> true, null);
    }

    static Numbers ones() {
        return of(0, unit -> 1);
    }

    private static Numbers large(IntFunction<BigDecimal> of, IntPredicate has) {
        return new Numbers(0, unit -> of.apply(unit).longValueExact(), has, of);
    }

    /** Decimals at their largest scale, read once into a column. */
    static Numbers ofDecimals(int units, IntFunction<Optional<BigDecimal>> decimal) {
        int scale = 0;
        int whole = 0;
        for (int unit = 0; unit < units; unit++) {
            Optional<BigDecimal> number = decimal.apply(unit);
            if (number.isPresent()) {
                scale = Math.max(scale, number.get().scale());
                whole = Math.max(whole, number.get().precision() - number.get().scale());
            }
        }
        if (scale + whole > DIGITS) {
            return large(
                    unit -> decimal.apply(unit).orElseThrow(),
                    unit -> decimal.apply(unit).isPresent());
        }
        long[] numbers = new long[units];
        BitSet has = new BitSet(units);
        for (int unit = 0; unit < units; unit++) {
            Optional<BigDecimal> number = decimal.apply(unit);
            if (number.isPresent()) {
                numbers[unit] = number.get().setScale(scale).unscaledValue().longValueExact();
                has.set(unit);
            }
        }
        return new Numbers(scale, unit -> numbers[unit], has::get, null);
    }

    /** The same numbers, of some of the units only. */
    Numbers where(IntPredicate some) {
        return new Numbers(scale, of, unit -> has.test(unit) && some.test(unit), large);
    }

    /** A text that is a number; one that is none is as good as absent. */
    static Optional<BigDecimal> parse(String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            boolean sane = Math.abs((long) number.scale()) + number.precision() <= MOST_DIGITS;
            return sane ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The number of a unit that has one. */
    BigDecimal exact(int unit) {
        return large == null ? BigDecimal.valueOf(of.applyAsLong(unit), scale) : large.apply(unit);
    }

    Numbers times(Numbers other) {
        return large(unit -> exact(unit).multiply(other.exact(unit)), unit -> has.test(unit) && other.has.test(unit));
    }

    /** Sums of numbers, which may grow beyond 64 bits. */
    static final class Sums {
        private final long[] small;
        private final int[] scales;
        private final @Nullable BigDecimal[] large;

        Sums(int size) {
            small = new long[size];
            scales = new int[size];
            large = new @Nullable BigDecimal[size];
        }

        /** Adds the number of a unit several times; all numbers of one sum have one scale. */
        void add(int at, Numbers numbers, int unit, int times) {
            if (numbers.large != null) {
                addLarge(at, numbers.large.apply(unit).multiply(BigDecimal.valueOf(times)));
                return;
            }
            long number = numbers.of.applyAsLong(unit);
            long product = number * times;
            if (Math.multiplyHigh(number, times) == product >> (Long.SIZE - 1)) {
                addSmall(at, product, numbers.scale);
            } else {
                addLarge(at, BigDecimal.valueOf(number, numbers.scale).multiply(BigDecimal.valueOf(times)));
            }
        }

        void addSmall(int at, long number, int scale) {
            long sum = small[at] + number;
            if (((small[at] ^ sum) & (number ^ sum)) < 0) {
                addLarge(at, new BigDecimal(BigInteger.valueOf(small[at]), scales[at]));
                sum = number;
            }
            small[at] = sum;
            scales[at] = scale;
        }

        private void addLarge(int at, BigDecimal number) {
            BigDecimal known = large[at];
            large[at] = known == null ? number : known.add(number);
        }

        /** The sums as numbers, all of one scale. */
        Numbers numbers(int scale) {
            boolean fit = Arrays.stream(large).allMatch(Objects::isNull);
            return fit ? Numbers.of(scale, at -> small[at]) : Numbers.large(this::sum, at -> true);
        }

        BigDecimal sum(int at) {
            BigDecimal rest = BigDecimal.valueOf(small[at], scales[at]);
            BigDecimal known = large[at];
            return known == null ? rest : known.add(rest);
        }
    }
}
