package io.csmetrics.cohort.experiment;

import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.statistics.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as people read them. */
final class Wording {
    private static final int P_DECIMALS = 3;
    private static final double SMALL_P = 0.001;
    private static final int DIGITS = 4;

    private Wording() {}

    /** A p-value, never rounded across the level at which is decided. */
    static String p(double p, double alpha) {
        if (p < SMALL_P && alpha >= SMALL_P) {
            return "p < 0.001";
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
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
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
        return metric.scale() == Metric.Scale.SHARE
                ? oneDecimal(100 * Math.abs(value)) + " points"
                : plain(Math.abs(value));
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
