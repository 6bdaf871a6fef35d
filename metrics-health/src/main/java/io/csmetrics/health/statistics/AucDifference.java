package io.csmetrics.health.statistics;

import io.csmetrics.statistics.Interval;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How much better one score ranks the same accounts than another, by the paired test of DeLong, DeLong and Clarke-Pearson (1988).
 *
 * @param value the first area minus the second, -1 to 1
 * @param standardError the standard error of the difference, at least 0; both scores saw the same accounts, which it takes into account
 */
public record AucDifference(double value, double standardError) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the difference is not -1 to 1, or the standard error is negative or not finite
     */
    public AucDifference {
        if (!(value >= -1 && value <= 1)) {
            throw new IllegalArgumentException("difference of areas " + value + " must be -1 to 1");
        }
        if (!(standardError >= 0 && standardError < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("standard error " + standardError + " must be finite and at least 0");
        }
    }

    /**
     * Returns the normal interval of 95 %. Defined as {@code value ± 1.96 standard errors}, cut to -1 to 1.
     *
     * @return the interval
     */
    public Interval interval() {
        return Interval.normal(value, standardError, -1, 1);
    }

    /**
     * Returns how likely a difference at least as large would be if both scores ranked equally well: the two-sided normal test of {@code
     * value / standard error}.
     *
     * @return the p-value, 0 to 1; 1 where there is no difference, 0 where a difference has no error at all
     */
    public double pValue() {
        if (value == 0) {
            return 1;
        }
        double z = Math.abs(value) / standardError;
        return 2 * NormalDistribution.of(0, 1).survivalProbability(z);
    }
}
