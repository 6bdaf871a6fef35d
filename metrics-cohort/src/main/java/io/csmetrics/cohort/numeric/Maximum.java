package io.csmetrics.cohort.numeric;

import io.csmetrics.cohort.inference.FitDiagnostics;
import java.util.Optional;

/** The highest point that a search found, and how far it is to be believed. */
public final class Maximum {
    private final double[] at;
    private final double value;
    private final double[][] hessian;
    private final FitDiagnostics diagnostics;

    Maximum(double[] at, double value, double[][] hessian, FitDiagnostics diagnostics) {
        this.at = at;
        this.value = value;
        this.hessian = hessian;
        this.diagnostics = diagnostics;
    }

    /**
     * Returns the point.
     *
     * @return a copy of the unknowns
     */
    public double[] at() {
        return at.clone();
    }

    /**
     * Returns the height.
     *
     * @return the value of the function at the point
     */
    public double value() {
        return value;
    }

    /**
     * Returns how the search ended.
     *
     * @return the diagnostics
     */
    public FitDiagnostics diagnostics() {
        return diagnostics;
    }

    /**
     * Returns the covariances of the unknowns, where the function is the logarithm of a likelihood. Defined as the inverse of the negative
     * matrix of second derivatives.
     *
     * @return the matrix; empty where the point is flat in some direction, so that no error can be told from it
     */
    public Optional<double[][]> covariance() {
        int n = at.length;
        double[][] information = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                information[i][j] = -hessian[i][j];
            }
        }
        return Cholesky.of(information).map(factor -> {
            double[][] inverse = new double[n][n];
            for (int j = 0; j < n; j++) {
                double[] unit = new double[n];
                unit[j] = 1;
                double[] column = factor.solve(unit);
                for (int i = 0; i < n; i++) {
                    inverse[i][j] = column[i];
                }
            }
            return inverse;
        });
    }
}
