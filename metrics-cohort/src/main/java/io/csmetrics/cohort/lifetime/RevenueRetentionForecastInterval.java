package io.csmetrics.cohort.lifetime;

import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.statistics.Interval;

/**
 * Where net revenue retention may come to lie, if every probability is right and nothing but the chance of single renewals and sales is at
 * work. What it leaves out is as much a part of it as its ends: see {@link #CAVEAT}.
 *
 * @param interval between the outcomes that {@code tail} and {@code 1 - tail} of the draws do not exceed
 * @param mean the mean of the draws, which comes near the forecast
 * @param standardDeviation the standard deviation of the draws, which comes near that of the forecast
 * @param confidence how many of the outcomes lie in the interval
 * @param draws how many outcomes were drawn
 * @param randomStart where the stream of random numbers began
 */
public record RevenueRetentionForecastInterval(
        Interval interval, double mean, double standardDeviation, Confidence confidence, int draws, long randomStart) {
    /** What the interval does not know of, as a sentence to be shown beside it. */
    public static final String CAVEAT =
            "the probabilities are taken as right and the accounts as independent of each other; contraction,"
                    + " churn before the end of a contract and sales that nobody has in sight are not in it";

    /**
     * Returns the ends with what they rest on, and what they leave out.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return "net revenue retention " + LifetimeText.percent(interval.lower()) + " to "
                + LifetimeText.percent(interval.upper()) + " (confidence " + confidence.level() + ", " + draws
                + " draws, random start " + randomStart + "); " + CAVEAT;
    }
}
