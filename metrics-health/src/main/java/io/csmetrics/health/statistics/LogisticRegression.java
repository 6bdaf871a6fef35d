package io.csmetrics.health.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The log odds of an outcome as a sum of columns. It minimises {@code -logLikelihood + penalty / 2 * (sum of coefficient²)}, where the log
 * likelihood is the sum over accounts, not their mean, coefficients are those of the columns as they are given, and the intercept is not
 * penalised. (In scikit-learn, {@code C = 1 / penalty}.) Chosen coefficients are kept from being negative.
 *
 * <p>The fit is exact to about ten digits, and the order of rows does not change a bit of it: rows are sorted first.
 *
 * <p>Sources: Hoerl and Kennard (1970), "Ridge regression: biased estimation for nonorthogonal problems"; le Cessie and van Houwelingen
 * (1992), "Ridge estimators in logistic regression"; Bertsekas (1982), "Projected Newton methods for optimization problems with simple
 * constraints"; Albert and Anderson (1984), "On the existence of maximum likelihood estimates in logistic regression models", for
 * separation; Peduzzi et al. (1996), "A simulation study of the number of events per variable in logistic regression analysis".
 *
 * @param penalty the penalty, at least 0; 0 is plain maximum likelihood
 * @param nonNegative the indices, from 0, of the columns whose coefficients must not be negative
 */
public record LogisticRegression(double penalty, SortedSet<Integer> nonNegative) {

    /** The rarer outcome needs so many accounts for each column. */
    public static final int EVENTS_PER_COLUMN = 10;

    /**
     * Checks the penalty, and copies the indices.
     *
     * @throws IllegalArgumentException if the penalty is negative or not finite, or an index is negative
     */
    public LogisticRegression {
        if (!(penalty >= 0 && penalty < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("penalty " + penalty + " must be finite and at least 0; 1 is usual");
        }
        nonNegative = Collections.unmodifiableSortedSet(new TreeSet<>(nonNegative));
        if (!nonNegative.isEmpty() && nonNegative.first() < 0) {
            throw new IllegalArgumentException("column " + nonNegative.first() + " must be an index from 0");
        }
    }

    /**
     * Makes a regression whose coefficients may have any sign.
     *
     * @param penalty the penalty, at least 0; 0 is plain maximum likelihood
     * @return the regression
     * @throws IllegalArgumentException if the penalty is negative or not finite
     */
    public static LogisticRegression withPenalty(double penalty) {
        return new LogisticRegression(penalty, Collections.emptySortedSet());
    }

    /**
     * Keeps coefficients from being negative, so that a higher value never lowers the probability.
     *
     * @param columns the indices of the columns, from 0
     * @return the regression with just these constraints
     * @throws IllegalArgumentException if an index is negative
     */
    public LogisticRegression withNonNegative(int... columns) {
        SortedSet<Integer> indices = new TreeSet<>();
        for (int column : columns) {
            indices.add(column);
        }
        return new LogisticRegression(penalty, indices);
    }

    /**
     * Fits the coefficients.
     *
     * @param columns the columns, at least one, each with one value for each account
     * @param outcome the outcome of each account; the probability of {@code true} is what is fitted
     * @return the coefficients, or why there are none. A penalty above 0 makes coefficients unique, so that outcomes that are split, and
     *     collinear columns, are refused only where the penalty is 0 or too small to tell columns apart
     * @throws IllegalArgumentException if there is no column, columns differ in length, a value is not a finite number within ±1e150, or
     *     a constraint names a column that is not there
     */
    public LogisticFit fit(double[][] columns, boolean[] outcome) {
        requireColumns(columns, outcome);
        int events = Columns.count(outcome);
        int rarer = Math.min(events, outcome.length - events);
        if (rarer < EVENTS_PER_COLUMN * (long) columns.length) {
            return new LogisticFit.Refused(
                    LogisticFit.Reason.TOO_FEW_EVENTS,
                    "the rarer outcome has " + rarer + " accounts for " + columns.length + " columns and must have "
                            + EVENTS_PER_COLUMN + " for each; use fewer columns, or equal weights");
        }
        return fit(new Standardised(columns, outcome));
    }

    private void requireColumns(double[][] columns, boolean[] outcome) {
        if (columns.length == 0) {
            throw new IllegalArgumentException("a regression needs at least one column");
        }
        for (int column = 0; column < columns.length; column++) {
            Columns.requireRows("column " + column, columns[column].length, "outcome", outcome.length);
        }
        if (!nonNegative.isEmpty() && nonNegative.last() >= columns.length) {
            throw new IllegalArgumentException(
                    "column " + nonNegative.last() + " is kept from being negative, but the last of " + columns.length
                            + " columns is " + (columns.length - 1));
        }
    }

    private LogisticFit fit(Standardised data) {
        int size = data.means.length;
        double[] penalties = new double[size];
        boolean[] signs = new boolean[size];
        for (int j = 1; j < size; j++) {
            // a column of tiny numbers must not make the penalty infinite
            penalties[j] = Math.min(1e300, penalty / data.scales[j] / data.scales[j]);
            signs[j] = nonNegative.contains(j - 1);
        }
        double[] weights = new double[data.targets.length];
        Arrays.fill(weights, 1);
        LogitNewton newton = new LogitNewton(data.rows, weights, data.targets, penalties, signs);
        return switch (newton.run(penalty == 0)) {
            case CONVERGED -> fitted(newton, data);
            case COLLINEAR ->
                new LogisticFit.Refused(
                        LogisticFit.Reason.COLLINEAR,
                        "a column is constant or made of other columns; leave it out, or use a larger penalty");
            case SEPARATED ->
                new LogisticFit.Refused(
                        LogisticFit.Reason.SEPARATION,
                        "the columns split the outcomes, so that coefficients grow for ever; use a penalty above 0, and look"
                                + " for a column that knows the outcome");
            case EXHAUSTED ->
                new LogisticFit.Refused(
                        LogisticFit.Reason.NOT_CONVERGED,
                        "no end after " + newton.iterations()
                                + " iterations; bring the columns to like scales, or use a larger penalty");
        };
    }

    private LogisticFit.Fitted fitted(LogitNewton newton, Standardised data) {
        double[] standardised = newton.coefficients();
        double intercept = standardised[0];
        List<Double> coefficients = new ArrayList<>();
        for (int j = 1; j < standardised.length; j++) {
            double coefficient = standardised[j] / data.scales[j];
            coefficients.add(coefficient + 0.0);
            intercept -= coefficient * data.means[j];
        }
        return new LogisticFit.Fitted(
                intercept,
                coefficients,
                nonNegative.isEmpty() ? Optional.of(standardErrors(newton, data)) : Optional.empty(),
                Math.min(0, -newton.fit()),
                newton.iterations());
    }

    private static List<Double> standardErrors(LogitNewton newton, Standardised data) {
        double[][] covariances = newton.covariances();
        int size = covariances.length;
        // the intercept is the standardised one minus the sum of coefficient * mean / scale
        double[] share = new double[size];
        share[0] = 1;
        for (int j = 1; j < size; j++) {
            share[j] = -data.means[j] / data.scales[j];
        }
        double variance = 0;
        for (int j = 0; j < size; j++) {
            for (int k = 0; k < size; k++) {
                variance += share[j] * covariances[j][k] * share[k];
            }
        }
        List<Double> errors = new ArrayList<>();
        errors.add(Math.sqrt(Math.max(0, variance)));
        for (int j = 1; j < size; j++) {
            errors.add(Math.sqrt(covariances[j][j]) / data.scales[j]);
        }
        return errors;
    }
}
