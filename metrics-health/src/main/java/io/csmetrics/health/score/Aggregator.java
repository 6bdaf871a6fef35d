package io.csmetrics.health.score;

import io.csmetrics.health.model.Aggregation;
import io.csmetrics.health.model.Normaliser;

/**
 * Adds weighted scores up and makes one of them. What is added is the score itself, or its logarithm; the lowest score needs no sum.
 *
 * @param way how several scores become one
 */
record Aggregator(Aggregation way) {
    private static final double LEAST_OF_GEOMETRIC = 1;

    boolean isLowest() {
        return way == Aggregation.WORST_OF;
    }

    boolean isGeometric() {
        return way == Aggregation.GEOMETRIC;
    }

    /** What of a score is added up. */
    double term(double score) {
        return isGeometric() ? Math.log(Math.max(score, LEAST_OF_GEOMETRIC)) : score;
    }

    /** The score that has a mean of terms. */
    double score(double meanOfTerms) {
        return isGeometric() ? Math.min(Normaliser.BEST, Math.exp(meanOfTerms)) : meanOfTerms;
    }

    /** What of a score its share of the points is proportional to. */
    static double atLeastOne(double score) {
        return Math.max(score, LEAST_OF_GEOMETRIC);
    }
}
