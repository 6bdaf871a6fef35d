package io.csmetrics.statistics;

/**
 * An interval that holds the true figure in 95 of 100 samples, or in as many as its maker says.
 *
 * @param lower the lower end
 * @param upper the upper end, not below the lower one
 */
public record Interval(double lower, double upper) {

    /** The quantile of the standard normal distribution at 0.975, which makes an interval of 95 %. */
    public static final double Z = 1.959963984540054;

    /**
     * Checks the ends.
     *
     * @throws IllegalArgumentException if an end is not finite, or the lower end is above the upper one
     */
    public Interval {
        if (!Double.isFinite(lower) || !Double.isFinite(upper) || lower > upper) {
            throw new IllegalArgumentException(
                    "interval from " + lower + " to " + upper + " must run from a finite lower to a finite upper end");
        }
    }

    /**
     * Returns the normal interval of an estimate, cut to what the figure can be. Defined as {@code estimate ± 1.96 standardError}.
     *
     * @param estimate the estimate
     * @param standardError its standard error, 0 or more
     * @param least the least value that the figure can have
     * @param most the greatest value that the figure can have
     * @return the interval
     * @throws IllegalArgumentException if an end is not a number
     */
    public static Interval normal(double estimate, double standardError, double least, double most) {
        double reach = Z * standardError;
        return new Interval(
                Math.min(most, Math.max(least, estimate - reach)), Math.max(least, Math.min(most, estimate + reach)));
    }

    /**
     * Tells whether the interval holds a number, its ends included.
     *
     * @param value the number
     * @return whether {@code lower <= value <= upper}
     */
    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }
}
