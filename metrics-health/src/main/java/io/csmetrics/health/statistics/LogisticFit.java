package io.csmetrics.health.statistics;

import java.util.List;
import java.util.Optional;

/** What a logistic regression gives: coefficients, or the reason why there are none. */
public sealed interface LogisticFit {

    /** Why there are no coefficients. */
    enum Reason {
        /** The rarer outcome has fewer than {@value LogisticRegression#EVENTS_PER_COLUMN} accounts for each column. */
        TOO_FEW_EVENTS,
        /** A column, or a sum of columns, splits the outcomes, wholly or but for ties; without penalty coefficients grow for ever. */
        SEPARATION,
        /** A column is constant, or is made of other columns; without penalty, or with next to none, its coefficient could be anything. */
        COLLINEAR,
        /** The search did not end within its iterations. */
        NOT_CONVERGED
    }

    /**
     * Coefficients.
     *
     * @param intercept the log odds where all columns are 0
     * @param coefficients the change of the log odds with each unit of each column, in the order of the columns
     * @param standardErrors the standard errors, the intercept's first, then those of the columns: square roots of the diagonal of the
     *     inverse of the information, penalty included. Empty where a coefficient was kept from being negative
     * @param logLikelihood the log likelihood at the coefficients, penalty left out; at most 0
     * @param iterations how many Newton steps were taken
     */
    record Fitted(
            double intercept,
            List<Double> coefficients,
            Optional<List<Double>> standardErrors,
            double logLikelihood,
            int iterations)
            implements LogisticFit {

        /** Copies the lists. */
        public Fitted {
            coefficients = List.copyOf(coefficients);
            standardErrors = standardErrors.map(List::copyOf);
        }

        /**
         * Returns the probability of the outcome for one account. Defined as {@code 1 / (1 + exp(-(intercept + sum of coefficient *
         * value)))}.
         *
         * @param values the account's value in each column
         * @return the probability, 0 to 1
         * @throws IllegalArgumentException if there are not as many values as coefficients, or a value is not a finite number within
         *     ±1e150
         */
        public double probability(double... values) {
            Columns.requireRows("values", values.length, "coefficients", coefficients.size());
            double logOdds = intercept;
            for (int column = 0; column < values.length; column++) {
                logOdds += coefficients.get(column) * Columns.requireFinite("value", values[column], column);
            }
            return LogitNewton.probability(logOdds);
        }
    }

    /**
     * No coefficients.
     *
     * @param reason why
     * @param detail the numbers behind it and what to do, in a sentence
     */
    record Refused(Reason reason, String detail) implements LogisticFit {}
}
