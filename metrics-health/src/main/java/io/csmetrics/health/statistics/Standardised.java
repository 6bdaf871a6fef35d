package io.csmetrics.health.statistics;

import java.util.Arrays;

/**
 * Rows in an order of their own, with columns brought to mean 0 and standard deviation 1, which keeps Newton's equations solvable whatever
 * the units. The first column is 1, for the intercept; a constant column is 0.
 */
final class Standardised {
    final double[][] rows;
    final double[] targets;
    final double[] means;
    final double[] scales;

    Standardised(double[][] columns, boolean[] outcome) {
        int n = outcome.length;
        int size = columns.length + 1;
        // outcome last, so that sorted rows are the same for any order of accounts
        rows = new double[n][size];
        for (int row = 0; row < n; row++) {
            for (int j = 1; j < size; j++) {
                rows[row][j - 1] = Columns.requireFinite("value", columns[j - 1][row], row);
            }
            rows[row][size - 1] = outcome[row] ? 1 : 0;
        }
        Arrays.sort(rows, Arrays::compare);
        targets = new double[n];
        for (int row = 0; row < n; row++) {
            targets[row] = rows[row][size - 1];
            System.arraycopy(rows[row], 0, rows[row], 1, size - 1);
            rows[row][0] = 1;
        }
        means = new double[size];
        scales = new double[size];
        scales[0] = 1;
        for (int j = 1; j < size; j++) {
            standardise(j);
        }
    }

    private void standardise(int j) {
        double sum = 0;
        double first = rows[0][j];
        boolean constant = true;
        for (double[] row : rows) {
            sum += row[j];
            constant &= row[j] == first;
        }
        means[j] = constant ? first : sum / rows.length;
        double squares = 0;
        for (double[] row : rows) {
            row[j] -= means[j];
            squares += row[j] * row[j];
        }
        double deviation = Math.sqrt(squares / rows.length);
        // a constant column, or one too small to square, stays as it is
        scales[j] = deviation > 0 ? deviation : 1;
        for (double[] row : rows) {
            row[j] /= scales[j];
        }
    }
}
