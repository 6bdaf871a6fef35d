package io.csmetrics.health.statistics;

import java.util.Arrays;
import java.util.Optional;

/**
 * Newton's method for the logistic loss, projected where coefficients must not be negative: it minimises {@code sum of weight * (ln(1 +
 * exp(x b)) - target * x b) + sum of penalty * b² / 2}.
 *
 * <p>Sources: Bertsekas (1982), "Projected Newton methods for optimization problems with simple constraints"; the loss that does not
 * overflow is that of Lin, Lin and Weng (2007), "A note on Platt's probabilistic outputs for support vector machines".
 */
final class LogitNewton {

    /** How the search ended. */
    enum Ending {
        CONVERGED,
        COLLINEAR,
        SEPARATED,
        EXHAUSTED
    }

    static final int MOST_ITERATIONS = 100;

    /** The search is over when a step promises less than this part of the loss; that step is still taken. */
    private static final double PROMISE = 1e-16;
    /** A direction that contradicts no outcome by more than this part of its reach proves that the loss falls for ever. */
    private static final double CONTRADICTION = 1e-9;

    private static final double SMALLEST_PIVOT = 1e-11;
    private static final double SMALLEST_SCALE = 1e-12;

    private final double[][] rows;
    private final double[] weights;
    private final double[] targets;
    private final double[] penalties;
    private final boolean[] nonNegative;
    private final int size;

    private double[] coefficients;
    private int iterations;

    /** The first entry of each row is that of the intercept, which starts where the mean target lies. */
    LogitNewton(double[][] rows, double[] weights, double[] targets, double[] penalties, boolean[] nonNegative) {
        this.rows = rows;
        this.weights = weights;
        this.targets = targets;
        this.penalties = penalties;
        this.nonNegative = nonNegative;
        size = penalties.length;
        coefficients = new double[size];
        double hits = 0;
        double all = 0;
        for (int row = 0; row < rows.length; row++) {
            hits += weights[row] * targets[row];
            all += weights[row];
        }
        coefficients[0] = Math.log(hits / (all - hits));
    }

    double[] coefficients() {
        return coefficients;
    }

    int iterations() {
        return iterations;
    }

    /** Searches; {@code mayFallForEver} where targets are 0 and 1 and nothing is penalised, so that there may be no least loss. */
    Ending run(boolean mayFallForEver) {
        double loss = loss(coefficients);
        while (iterations < MOST_ITERATIONS) {
            iterations++;
            double[] gradient = gradient();
            double[][] factor = information();
            hold(factor, gradient);
            if (!factorise(factor)) {
                return iterations == 1 ? Ending.COLLINEAR : mayFallForEver ? Ending.SEPARATED : Ending.EXHAUSTED;
            }
            double[] step = solve(factor, gradient);
            double promise = dot(gradient, step);
            // along a loss that falls for ever the promise fades, but the step does not
            boolean last = promise <= PROMISE * (1 + loss) && largest(step) <= 1e-4 * (1 + largest(coefficients));
            Optional<double[]> found = last ? Optional.of(moved(step, 1)) : search(step, gradient, loss);
            if (found.isEmpty() || !Double.isFinite(largest(found.get()))) {
                return Ending.EXHAUSTED;
            }
            double[] next = found.get();
            if (!last && mayFallForEver && separates(next)) {
                return Ending.SEPARATED;
            }
            coefficients = next;
            if (last) {
                return Ending.CONVERGED;
            }
            loss = loss(coefficients);
        }
        return Ending.EXHAUSTED;
    }

    /** Coefficients that are 0 and would become negative take no part in this step. */
    private void hold(double[][] information, double[] gradient) {
        for (int j = 0; j < size; j++) {
            if (nonNegative[j] && coefficients[j] == 0 && gradient[j] > 0) {
                for (int k = 0; k < size; k++) {
                    information[j][k] = 0;
                    information[k][j] = 0;
                }
                information[j][j] = 1;
                gradient[j] = 0;
            }
        }
    }

    private Optional<double[]> search(double[] step, double[] gradient, double loss) {
        for (double scale = 1; scale >= SMALLEST_SCALE; scale /= 2) {
            double[] trial = moved(step, scale);
            double promised = 0;
            for (int j = 0; j < size; j++) {
                promised += gradient[j] * (coefficients[j] - trial[j]);
            }
            // a fall that is smaller than the rounding of the loss cannot be seen
            if (loss(trial) <= loss - 1e-4 * promised + 1e-14 * (1 + loss)) {
                return Optional.of(trial);
            }
        }
        return Optional.empty();
    }

    private double[] moved(double[] step, double scale) {
        double[] trial = new double[size];
        for (int j = 0; j < size; j++) {
            double value = coefficients[j] - scale * step[j];
            trial[j] = nonNegative[j] ? Math.max(0, value) : value;
        }
        return trial;
    }

    /** Whether the way to the next coefficients splits the outcomes, so that going on for ever lowers the loss for ever. */
    private boolean separates(double[] next) {
        double[] way = new double[size];
        for (int j = 0; j < size; j++) {
            way[j] = next[j] - coefficients[j];
            if (nonNegative[j] && way[j] < 0) {
                return false;
            }
        }
        double least = Double.POSITIVE_INFINITY;
        double reach = 0;
        for (int row = 0; row < rows.length; row++) {
            double move = dot(rows[row], way);
            least = Math.min(least, targets[row] > 0.5 ? move : -move);
            reach = Math.max(reach, Math.abs(move));
        }
        return reach > 0 && least >= -CONTRADICTION * reach;
    }

    private double loss(double[] at) {
        double sum = 0;
        for (int row = 0; row < rows.length; row++) {
            double logOdds = dot(rows[row], at);
            sum += weights[row]
                    * (Math.max(logOdds, 0) + Math.log1p(Math.exp(-Math.abs(logOdds))) - targets[row] * logOdds);
        }
        for (int j = 0; j < size; j++) {
            sum += penalties[j] * at[j] * at[j] / 2;
        }
        return sum;
    }

    /** The loss without penalty. */
    double fit() {
        double penalty = 0;
        for (int j = 0; j < size; j++) {
            penalty += penalties[j] * coefficients[j] * coefficients[j] / 2;
        }
        return loss(coefficients) - penalty;
    }

    private double[] gradient() {
        double[] gradient = new double[size];
        for (int row = 0; row < rows.length; row++) {
            double[] x = rows[row];
            double error = weights[row] * (probability(dot(x, coefficients)) - targets[row]);
            for (int j = 0; j < size; j++) {
                gradient[j] += error * x[j];
            }
        }
        for (int j = 0; j < size; j++) {
            gradient[j] += penalties[j] * coefficients[j];
        }
        return gradient;
    }

    private double[][] information() {
        double[][] information = new double[size][size];
        for (int row = 0; row < rows.length; row++) {
            double[] x = rows[row];
            double logOdds = dot(x, coefficients);
            double weight = weights[row] * probability(logOdds) * probability(-logOdds);
            for (int j = 0; j < size; j++) {
                double part = weight * x[j];
                for (int k = 0; k <= j; k++) {
                    information[j][k] += part * x[k];
                }
            }
        }
        for (int j = 0; j < size; j++) {
            information[j][j] += penalties[j];
            for (int k = 0; k < j; k++) {
                information[k][j] = information[j][k];
            }
        }
        return information;
    }

    /** The inverse of the information at the coefficients: their covariances. */
    double[][] covariances() {
        double[][] factor = information();
        double[][] inverse = new double[size][];
        if (!factorise(factor)) {
            throw new IllegalStateException("information of a converged fit must be invertible");
        }
        for (int j = 0; j < size; j++) {
            double[] unit = new double[size];
            unit[j] = 1;
            inverse[j] = solve(factor, unit);
        }
        return inverse;
    }

    /** Cholesky's factor in the lower triangle; false where a column is made of those before it. */
    private static boolean factorise(double[][] matrix) {
        for (int j = 0; j < matrix.length; j++) {
            double whole = matrix[j][j];
            for (int k = 0; k < j; k++) {
                double sum = matrix[j][k];
                for (int i = 0; i < k; i++) {
                    sum -= matrix[j][i] * matrix[k][i];
                }
                matrix[j][k] = sum / matrix[k][k];
                matrix[j][j] -= matrix[j][k] * matrix[j][k];
            }
            if (!(matrix[j][j] > SMALLEST_PIVOT * whole)) {
                return false;
            }
            matrix[j][j] = Math.sqrt(matrix[j][j]);
        }
        return true;
    }

    private static double[] solve(double[][] factor, double[] right) {
        double[] solution = right.clone();
        for (int j = 0; j < solution.length; j++) {
            for (int k = 0; k < j; k++) {
                solution[j] -= factor[j][k] * solution[k];
            }
            solution[j] /= factor[j][j];
        }
        for (int j = solution.length - 1; j >= 0; j--) {
            for (int k = j + 1; k < solution.length; k++) {
                solution[j] -= factor[k][j] * solution[k];
            }
            solution[j] /= factor[j][j];
        }
        return solution;
    }

    /**
     * {@code 1 / (1 + exp(-logOdds))}: also where the exponential overflows, to 0, and so that the probability never falls as the odds
     * rise, which the rounding of {@code odds / (1 + odds)} does not keep.
     */
    static double probability(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }
}
