package io.csmetrics.health.statistics;

import java.util.Arrays;
import java.util.Optional;

/**
 * A score made into a probability by an S-shaped curve with two numbers: {@code probability = 1 / (1 + exp(a * score + b))}.
 *
 * <p>Sources: Platt (1999), "Probabilistic outputs for support vector machines and comparisons to regularized likelihood methods"; Lin,
 * Lin and Weng (2007), "A note on Platt's probabilistic outputs for support vector machines", whose guarded Newton method is used.
 *
 * @param a the slope; above 0 the probability falls as the score rises, as it should for a health score
 * @param b the place of the curve
 */
public record PlattCalibration(double a, double b) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is not finite
     */
    public PlattCalibration {
        if (!Double.isFinite(a) || !Double.isFinite(b)) {
            throw new IllegalArgumentException("slope " + a + " and place " + b + " must be finite");
        }
    }

    /**
     * Fits the curve by maximum likelihood. An event does not count as probability 1 but as {@code (events + 1) / (events + 2)}, and its
     * absence as {@code 1 / (others + 2)}, so that few accounts never give certainty, and scores that split the classes still give a
     * curve.
     *
     * @param scores the scores, one for each account; either direction
     * @param happened whether the event happened, for each account
     * @return the calibration, the same for any order of rows; with {@code a} 0 where all scores are equal; empty where a class is
     * @throws IllegalArgumentException if the columns differ in length, or a score is not a finite number within ±1e150
     */
    public static Optional<PlattCalibration> fit(double[] scores, boolean[] happened) {
        ScoreLevels levels = new ScoreLevels(scores, happened);
        if (levels.oneClass()) {
            return Optional.empty();
        }
        double events = Columns.count(happened);
        double others = happened.length - events;
        double targetOfEvent = (events + 1) / (events + 2);
        double targetOfOther = 1 / (others + 2);
        int n = levels.scores.length;
        double[] weights = Arrays.stream(levels.accounts).asDoubleStream().toArray();
        double[] targets = new double[n];
        for (int level = 0; level < n; level++) {
            double share = levels.events[level] / weights[level];
            targets[level] = share * targetOfEvent + (1 - share) * targetOfOther;
        }
        double middle = levels.scores[0] / 2 + levels.scores[n - 1] / 2;
        double reach = levels.scores[n - 1] / 2 - levels.scores[0] / 2;
        if (n == 1) {
            double target = targets[0];
            return Optional.of(new PlattCalibration(0, Math.log((1 - target) / target)));
        }
        double[][] rows = new double[n][];
        for (int level = 0; level < n; level++) {
            rows[level] = new double[] {1, (levels.scores[level] - middle) / reach};
        }
        LogitNewton newton = new LogitNewton(rows, weights, targets, new double[2], new boolean[2]);
        LogitNewton.Ending ending = newton.run(false);
        if (ending != LogitNewton.Ending.CONVERGED) {
            throw new IllegalStateException("fit of a curve to scores " + levels.scores[0] + " to "
                    + levels.scores[n - 1] + " ended as " + ending + "; scores this uneven need ranks instead");
        }
        double slope = newton.coefficients()[1] / reach;
        return Optional.of(new PlattCalibration(0.0 - slope, slope * middle - newton.coefficients()[0]));
    }

    /**
     * Returns the probability of the event at a score.
     *
     * @param score the score
     * @return the probability, 0 to 1
     * @throws IllegalArgumentException if the score is not finite
     */
    public double probability(double score) {
        if (!Double.isFinite(score)) {
            throw new IllegalArgumentException(
                    "score " + score + " must be finite; an unknown score has no probability");
        }
        return LogitNewton.probability(-(a * score + b));
    }
}
