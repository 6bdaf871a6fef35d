package io.csmetrics.cohort.experiment;

import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.statistics.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as people read them. */
final class Wording {
    private static final int P_DECIMALS = 3;
    private static final double SMALL_P = 0.001;
    private static final int DIGITS = 4;

    /** Nearer to 0 a number is more zeros than anybody counts, and so it is beyond the largest. */
    private static final double TINY = 1e-12;

    private static final double HUGE = 1e15;

    private Wording() {}

    /** A p-value, never rounded across the level at which is decided. */
    static String p(double p, double alpha) {
        if (p < SMALL_P && alpha >= SMALL_P) {
            return "p < 0.001";
        }
        if (p < TINY && alpha >= TINY) {
            return "p < 1e-12";
        }
        BigDecimal exact = BigDecimal.valueOf(p);
        int decimals = P_DECIMALS;
        BigDecimal rounded = exact.setScale(decimals, RoundingMode.HALF_UP);
        while (decimals < exact.scale() && (rounded.signum() == 0 || rounded.doubleValue() <= alpha != p <= alpha)) {
            decimals++;
            rounded = exact.setScale(decimals, RoundingMode.HALF_UP);
        }
        return "p = " + rounded.toPlainString();
    }

    static String plain(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(DIGITS, RoundingMode.HALF_UP));
        if (rounded.signum() == 0) {
            return "0";
        }
        double size = Math.abs(value);
        return size < TINY || size >= HUGE
                ? scientific(rounded)
                : rounded.stripTrailingZeros().toPlainString();
    }

    private static String scientific(BigDecimal value) {
        int exponent = value.precision() - value.scale() - 1;
        return value.scaleByPowerOfTen(-exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }

    /**
     * Returns a name that will stand in sentences.
     *
     * @throws IllegalArgumentException if it is blank, or has a character that no reader sees but that changes what is read
     */
    static String name(String what, String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name of " + what + " must not be blank; sentences name it");
        }
        if (name.codePoints().anyMatch(Wording::isInvisible)) {
            StringBuilder shown = new StringBuilder();
            name.codePoints()
                    .forEach(c -> shown.append(
                            isInvisible(c) ? "U+" + String.format(Locale.ROOT, "%04X", c) : Character.toString(c)));
            throw new IllegalArgumentException("name \"" + shown + "\" of " + what
                    + " must have no control or format character; remove what is written as U+ here");
        }
        return name;
    }

    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    static String percent(double share) {
        return oneDecimal(100 * share) + " %";
    }

    private static String oneDecimal(double value) {
        return BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP).toPlainString();
    }

    static String count(int n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }

    static String level(Confidence confidence) {
        return plain(100 * confidence.level()) + " %";
    }

    /** A figure of a metric: a share in percent, a mean as it is. */
    static String figure(Metric metric, double value) {
        return metric.scale() == Metric.Scale.SHARE ? percent(value) : plain(value);
    }

    /** The size of a difference: points of a share, a mean as it is. */
    static String size(Metric metric, double value) {
        double size = Math.abs(value);
        if (metric.scale() == Metric.Scale.MEAN) {
            return plain(size);
        }
        String points = oneDecimal(100 * size);
        return (points.equals("0.0") ? plain(100 * size) : points) + " points";
    }

    /** An interval of a difference, in the direction in which the difference is told. */
    static String towards(Metric metric, double value, Interval interval) {
        double lower = value < 0 ? -interval.upper() : interval.lower();
        double upper = value < 0 ? -interval.lower() : interval.upper();
        return metric.scale() == Metric.Scale.SHARE
                ? oneDecimal(100 * lower) + " to " + oneDecimal(100 * upper)
                : plain(lower) + " to " + plain(upper);
    }
}
