package io.csmetrics.health.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A score made into a probability by the share of events at each score, smoothed only so far that it never turns round. It needs many
 * events: from about {@value #EVENTS_ADVISED}; with fewer, {@link PlattCalibration} errs less.
 *
 * <p>Sources: Zadrozny and Elkan (2002), "Transforming classifier scores into accurate multiclass probability estimates";
 * Niculescu-Mizil and Caruana (2005), "Predicting good probabilities with supervised learning".
 *
 * @param knots the corners of the line, their scores rising and their probabilities all rising or all falling
 */
public record IsotonicCalibration(List<Knot> knots) {

    /** From about so many events on this calibration is worth its freedom. */
    public static final int EVENTS_ADVISED = 200;

    /**
     * A corner of the line.
     *
     * @param score the score
     * @param probability the probability of the event at it, 0 to 1
     */
    public record Knot(double score, double probability) {

        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if the score is not finite, or the probability is not 0 to 1
         */
        public Knot {
            if (!Double.isFinite(score) || !(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("knot at score " + score + " with probability " + probability
                        + " must have a finite score and a probability of 0 to 1");
            }
        }
    }

    /**
     * Copies the knots.
     *
     * @throws IllegalArgumentException if there is no knot, scores do not rise, or probabilities both rise and fall
     */
    public IsotonicCalibration {
        knots = List.copyOf(knots);
        if (knots.isEmpty()) {
            throw new IllegalArgumentException("a calibration needs at least one knot");
        }
        boolean rises = false;
        boolean falls = false;
        for (int i = 1; i < knots.size(); i++) {
            Knot before = knots.get(i - 1);
            Knot knot = knots.get(i);
            if (knot.score() <= before.score()) {
                throw new IllegalArgumentException(
                        "scores of knots must rise; " + knot.score() + " follows " + before.score());
            }
            rises |= knot.probability() > before.probability();
            falls |= knot.probability() < before.probability();
        }
        if (rises && falls) {
            throw new IllegalArgumentException(
                    "probabilities of knots must all rise or all fall; pool those that turn");
        }
    }

    /**
     * Fits the calibration. Accounts of equal score are averaged first, and weigh as many as they are; then adjacent violators are pooled
     * as {@link IsotonicRegression} does.
     *
     * @param direction which way the scores point; the probability never falls as the risk rises
     * @param scores the scores, one for each account
     * @param happened whether the event happened, for each account
     * @return the calibration, the same for any order of rows; empty where a class is
     * @throws IllegalArgumentException if the columns differ in length, or a score is not a finite number within ±1e150
     */
    public static Optional<IsotonicCalibration> fit(ScoreDirection direction, double[] scores, boolean[] happened) {
        ScoreLevels levels = new ScoreLevels(scores, happened);
        if (levels.oneClass()) {
            return Optional.empty();
        }
        int n = levels.scores.length;
        boolean falls = direction == ScoreDirection.HIGHER_IS_HEALTHIER;
        double[] shares = new double[n];
        double[] weights = new double[n];
        for (int i = 0; i < n; i++) {
            int level = falls ? n - 1 - i : i;
            weights[i] = levels.accounts[level];
            shares[i] = levels.events[level] / weights[i];
        }
        double[] fitted = IsotonicRegression.rising(shares, weights);
        List<Knot> knots = new ArrayList<>();
        for (int level = 0; level < n; level++) {
            int i = falls ? n - 1 - level : level;
            boolean flatBefore = i > 0 && fitted[i - 1] == fitted[i];
            boolean flatAfter = i < n - 1 && fitted[i + 1] == fitted[i];
            if (!flatBefore || !flatAfter) {
                knots.add(new Knot(levels.scores[level], Math.min(1, Math.max(0, fitted[i]))));
            }
        }
        return Optional.of(new IsotonicCalibration(knots));
    }

    /**
     * Returns the probability of the event at a score: on the straight line between the two nearest knots; beyond the ends, that of the
     * end.
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
        int low = 0;
        int high = knots.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (knots.get(middle).score() < score) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == 0 || low == knots.size()) {
            return knots.get(low == 0 ? 0 : low - 1).probability();
        }
        Knot left = knots.get(low - 1);
        Knot right = knots.get(low);
        double way = (score - left.score()) / (right.score() - left.score());
        double probability = left.probability() + way * (right.probability() - left.probability());
        // rounding must not carry the line past its ends, or order would be lost at a knot
        return Math.max(
                Math.min(left.probability(), right.probability()),
                Math.min(Math.max(left.probability(), right.probability()), probability));
    }
}
