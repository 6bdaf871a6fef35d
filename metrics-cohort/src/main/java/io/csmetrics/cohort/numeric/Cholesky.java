package io.csmetrics.cohort.numeric;

import java.util.Optional;

/** The triangular root of a positive definite matrix. */
final class Cholesky {
    /** A pivot that is this small a part of its diagonal is rounding, not curvature. */
    private static final double ROUNDING = 1e-12;

    private final double[][] root;

    private Cholesky(double[][] root) {
        this.root = root;
    }

    /** The root, or none if the matrix is not positive definite. */
    static Optional<Cholesky> of(double[][] matrix) {
        int n = matrix.length;
        double[][] root = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    rest -= root[i][k] * root[j][k];
                }
                if (i == j) {
                    if (!(rest > ROUNDING * Math.abs(matrix[i][i])) || Double.isInfinite(rest)) {
                        return Optional.empty();
                    }
                    root[i][i] = Math.sqrt(rest);
                } else {
                    root[i][j] = rest / root[j][j];
                }
            }
        }
        return Optional.of(new Cholesky(root));
    }

    /** Solves {@code matrix * x = right}. */
    double[] solve(double[] right) {
        int n = root.length;
        double[] x = right.clone();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= root[i][k] * x[k];
            }
            x[i] /= root[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= root[k][i] * x[k];
            }
            x[i] /= root[i][i];
        }
        return x;
    }
}
