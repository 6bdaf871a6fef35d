package io.csmetrics.health.statistics;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How good probabilities were, once it is known what happened.
 *
 * @param n how many accounts there are, at least 1
 * @param brier the mean squared error, {@code mean((probability - outcome)²)} with outcome 1 where the event happened; 0 to 1, lower is
 *     better. Source: Brier (1950), "Verification of forecasts expressed in terms of probability"
 * @param baseBrier the Brier score of the share of events given to every account, {@code share * (1 - share)}, 0 to one quarter
 * @param logLoss the mean of {@code -ln(probability of what happened)}, probabilities cut to {@value #LEAST_PROBABILITY} to 1 minus it;
 *     at least 0, lower is better
 */
public record ForecastQuality(long n, double brier, double baseBrier, double logLoss) {

    /** A probability of 0 or 1 that turns out wrong costs as much as this one, not an infinite loss. */
    public static final double LEAST_PROBABILITY = 1e-15;

    /**
     * Checks the figures.
     *
     * @throws IllegalArgumentException if there is no account, or a figure is out of range
     */
    public ForecastQuality {
        if (n < 1) {
            throw new IllegalArgumentException("n " + n + " must be at least 1; without accounts there is no quality");
        }
        if (!(brier >= 0 && brier <= 1) || !(baseBrier >= 0 && baseBrier <= 0.25)) {
            throw new IllegalArgumentException("brier " + brier + " must be 0 to 1, and that of the base rate "
                    + baseBrier + " must be 0 to 0.25");
        }
        if (!(logLoss >= 0 && logLoss < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("log loss " + logLoss + " must be finite and at least 0");
        }
    }

    /**
     * Measures probabilities.
     *
     * @param probabilities the probability of the event that was told for each account, 0 to 1
     * @param happened whether the event happened, for each account
     * @return the quality, the same for any order of rows; empty without accounts
     * @throws IllegalArgumentException if the columns differ in length, or a probability is not 0 to 1
     */
    public static Optional<ForecastQuality> of(double[] probabilities, boolean[] happened) {
        int n = probabilities.length;
        Columns.requireRows("probabilities", n, "happened", happened.length);
        Columns.requireProbabilities(probabilities);
        if (n == 0) {
            return Optional.empty();
        }
        double[] squares = new double[n];
        double[] losses = new double[n];
        for (int row = 0; row < n; row++) {
            double p = probabilities[row];
            double error = happened[row] ? 1 - p : p;
            squares[row] = error * error;
            double cut = Math.min(1 - LEAST_PROBABILITY, Math.max(LEAST_PROBABILITY, p));
            losses[row] = happened[row] ? -Math.log(cut) : -Math.log1p(-cut);
        }
        double share = (double) Columns.count(happened) / n;
        return Optional.of(new ForecastQuality(
                n,
                Math.min(1, Columns.sum(squares) / n),
                Math.min(0.25, share * (1 - share)),
                Columns.sum(losses) / n));
    }

    /**
     * Returns by how much the probabilities beat the share of events given to every account. Defined as {@code 1 - brier / base brier}.
     *
     * @return the skill, at most 1; 0 is no better than the share, below 0 is worse; empty where a class is
     */
    public OptionalDouble brierSkill() {
        return baseBrier == 0 ? OptionalDouble.empty() : OptionalDouble.of(1 - brier / baseBrier);
    }
}
