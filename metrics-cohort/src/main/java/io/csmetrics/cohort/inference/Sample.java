package io.csmetrics.cohort.inference;

import io.csmetrics.statistics.Interval;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What a test of means needs to know of numbers: how many there are, their mean and how they scatter.
 *
 * @param n how many, 0 or more
 * @param mean their mean; 0 where there are none, which {@link #average()} does not tell
 * @param squares the sum of the squares of their distances from the mean, 0 or more
 */
public record Sample(long n, double mean, double squares) {
    /** The largest number that a sample takes; its square is still far from the largest double. */
    public static final double LARGEST = 1e100;

    /** Numbers that differ by less than this part of themselves differ by rounding only: they have no variance. */
    private static final double ROUNDING = 1e-12;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if {@code n} is negative, the mean is not finite, or the squares are negative or not finite
     */
    public Sample {
        if (n < 0) {
            throw new IllegalArgumentException("n " + n + " of a sample must be 0 or more");
        }
        if (!Double.isFinite(mean) || !(squares >= 0 && squares < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "mean " + mean + " and squares " + squares + " of a sample must be finite, the squares 0 or more");
        }
    }

    /**
     * Returns the sample of some numbers; their order changes nothing.
     *
     * @param values the numbers, each within ±{@value #LARGEST}; not changed
     * @return the sample; its squares are 0 where the numbers are equal but for rounding
     * @throws IllegalArgumentException if a number is not finite or too large
     */
    public static Sample of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (double value : sorted) {
            if (!(Math.abs(value) <= LARGEST)) {
                throw new IllegalArgumentException(
                        "value " + value + " of a sample must be a finite number within ±" + LARGEST);
            }
            sum += value;
        }
        int n = sorted.length;
        if (n == 0) {
            return new Sample(0, 0, 0);
        }
        double least = sorted[0];
        double most = sorted[n - 1];
        if (most - least <= ROUNDING * Math.max(Math.abs(least), Math.abs(most))) {
            return new Sample(n, least, 0);
        }
        double mean = sum / n;
        double squares = 0;
        for (double value : sorted) {
            squares += (value - mean) * (value - mean);
        }
        return new Sample(n, mean, squares);
    }

    /**
     * Returns the mean.
     *
     * @return the mean; empty where there are no numbers
     */
    public OptionalDouble average() {
        return n == 0 ? OptionalDouble.empty() : OptionalDouble.of(mean);
    }

    /**
     * Returns the variance. Defined as {@code squares / (n - 1)}.
     *
     * @return the variance, 0 or more; empty below 2 numbers
     */
    public OptionalDouble variance() {
        return n < 2 ? OptionalDouble.empty() : OptionalDouble.of(squares / (n - 1));
    }

    /**
     * Returns the interval of the mean. Defined as {@code mean ± t sqrt(variance / n)}, where {@code t} is the quantile of Student's
     * distribution with {@code n - 1} degrees of freedom.
     *
     * <p>Source: Student (1908), "The probable error of a mean".
     *
     * @param confidence how sure the interval is to hold the true mean
     * @return the interval; empty below 2 numbers, and where all are equal, since an interval of no length would be false
     */
    public Optional<Interval> interval(Confidence confidence) {
        if (n < 2 || squares == 0) {
            return Optional.empty();
        }
        double t = TDistribution.of(n - 1.0).inverseSurvivalProbability(confidence.tail());
        double reach = t * Math.sqrt(squares / (n - 1) / n);
        return Optional.of(new Interval(mean - reach, mean + reach));
    }
}
