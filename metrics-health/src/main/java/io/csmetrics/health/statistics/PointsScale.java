package io.csmetrics.health.statistics;

/**
 * Points that stand for odds, as scorecards of credit print them: {@code score = offset + factor * ln(odds)}. Odds are those of the good
 * outcome, such as 50 accounts that stay for each one that churns.
 *
 * <p>Source: Siddiqi (2006), "Credit risk scorecards".
 *
 * @param offset the score at odds of 1 to 1
 * @param factor the points for each unit of log odds, not 0; below 0 a higher score is a higher risk
 */
public record PointsScale(double offset, double factor) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is not finite, or the factor is 0
     */
    public PointsScale {
        if (!Double.isFinite(offset) || !Double.isFinite(factor) || factor == 0) {
            throw new IllegalArgumentException(
                    "offset " + offset + " and factor " + factor + " must be finite, and the factor not 0");
        }
    }

    /**
     * Makes the scale that gives a score at some odds, and doubles the odds with so many points. Defined as {@code factor = points /
     * ln 2} and {@code offset = score - factor * ln(odds)}: 600 at 50 to 1 with 20 points gives 28.8539 and 487.123.
     *
     * @param score the score at the odds
     * @param odds the odds, above 0
     * @param pointsToDoubleOdds the points that double the odds, not 0
     * @return the scale
     * @throws IllegalArgumentException if the odds are not above 0, or a number is not finite
     */
    public static PointsScale anchored(double score, double odds, double pointsToDoubleOdds) {
        double factor = pointsToDoubleOdds / Math.log(2);
        return new PointsScale(score - factor * Math.log(requireOdds(odds)), factor);
    }

    /**
     * Returns the score at some odds.
     *
     * @param odds the odds of the good outcome, above 0
     * @return the score
     * @throws IllegalArgumentException if the odds are not above 0 and finite
     */
    public double scoreOfOdds(double odds) {
        return offset + factor * Math.log(requireOdds(odds));
    }

    /**
     * Returns the score at a probability.
     *
     * @param probability the probability of the good outcome, above 0 and below 1
     * @return the score
     * @throws IllegalArgumentException if the probability is not above 0 and below 1
     */
    public double scoreOfProbability(double probability) {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("probability " + probability
                    + " must be above 0 and below 1; certainty has no finite score, so calibrate with Platt's targets");
        }
        return offset + factor * (Math.log(probability) - Math.log1p(-probability));
    }

    /**
     * Returns the odds that a score stands for. Defined as {@code exp((score - offset) / factor)}.
     *
     * @param score the score
     * @return the odds of the good outcome, above 0
     * @throws IllegalArgumentException if the score is not finite, or its odds are beyond the range of a double
     */
    public double oddsOfScore(double score) {
        double odds = Math.exp(logOdds(score));
        if (!(odds > 0 && odds < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "score " + score + " stands for odds beyond the range of a number; ask for its probability");
        }
        return odds;
    }

    /**
     * Returns the probability that a score stands for. Defined as {@code 1 / (1 + exp(-(score - offset) / factor))}.
     *
     * @param score the score
     * @return the probability of the good outcome, 0 to 1
     * @throws IllegalArgumentException if the score is not finite
     */
    public double probabilityOfScore(double score) {
        return LogitNewton.probability(logOdds(score));
    }

    private double logOdds(double score) {
        if (!Double.isFinite(score)) {
            throw new IllegalArgumentException("score " + score + " must be finite");
        }
        return (score - offset) / factor;
    }

    private static double requireOdds(double odds) {
        if (!(odds > 0 && odds < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("odds " + odds + " must be above 0 and finite, such as 50 for 50 to 1");
        }
        return odds;
    }
}
