package io.csmetrics.cohort.inference;

import io.csmetrics.statistics.Interval;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How sure an interval is to hold the true figure.
 *
 * @param level the share of samples whose interval holds the true figure, above 0 and below 1: 0.95
 */
public record Confidence(double level) {

    /** The usual confidence, 95 %. */
    public static final Confidence PERCENT_95 = new Confidence(0.95);

    /**
     * Checks the level.
     *
     * @throws IllegalArgumentException if the level is not above 0 and below 1
     */
    public Confidence {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException(
                    "confidence " + level + " must be above 0 and below 1; write 95 % as 0.95");
        }
    }

    /**
     * Returns a confidence.
     *
     * @param level the share of samples whose interval holds the true figure, above 0 and below 1
     * @return the confidence
     * @throws IllegalArgumentException if the level is not above 0 and below 1
     */
    public static Confidence of(double level) {
        return new Confidence(level);
    }

    /**
     * Returns the share of samples whose interval misses the true figure on one given side. Defined as {@code (1 - level) / 2}.
     *
     * @return the share, above 0 and below 0.5 but for rounding
     */
    public double tail() {
        return (1 - level) / 2;
    }

    /**
     * Returns how many standard errors a normal interval reaches to each side: the quantile of the standard normal distribution that
     * {@code tail} lies above.
     *
     * @return the quantile, 1.959963984540054 for 95 %
     */
    public double z() {
        // one minus the double 0.95 is not quite 0.05; every 95 % of the house shall agree to the last digit
        return level == 0.95 ? Interval.Z : NormalDistribution.of(0, 1).inverseSurvivalProbability(tail());
    }
}
