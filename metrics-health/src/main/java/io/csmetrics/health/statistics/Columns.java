package io.csmetrics.health.statistics;

import java.util.Arrays;

/** What columns of numbers must be, and figures of a column that do not depend on the order of its rows. */
final class Columns {
    /** Squares and differences of such numbers stay finite. */
    private static final double LARGEST = 1e150;

    private Columns() {}

    static void requireRows(String name, int rows, String other, int otherRows) {
        if (rows != otherRows) {
            throw new IllegalArgumentException(name + " has " + rows + " rows and " + other + " has " + otherRows
                    + "; give one of each for every account");
        }
    }

    /** The number itself, with one zero for both signs of zero. */
    static double requireFinite(String name, double value, int row) {
        if (!(Math.abs(value) <= LARGEST)) {
            throw new IllegalArgumentException(name + " " + value + " at row " + row
                    + " must be a finite number within 1e150 of 0; leave out rows without one");
        }
        return value + 0.0;
    }

    static double[] requireFinite(String name, double[] values) {
        double[] copy = new double[values.length];
        for (int row = 0; row < values.length; row++) {
            copy[row] = requireFinite(name, values[row], row);
        }
        return copy;
    }

    static void requireProbabilities(double[] probabilities) {
        for (int row = 0; row < probabilities.length; row++) {
            double p = probabilities[row];
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException("probability " + p + " at row " + row
                        + " must be 0 to 1; calibrate a score before it is called a probability");
            }
        }
    }

    static int count(boolean[] flags) {
        int count = 0;
        for (boolean flag : flags) {
            if (flag) {
                count++;
            }
        }
        return count;
    }

    /** The sum, in rising order and compensated (Neumaier 1974), so that the order of rows cannot change a bit of it. */
    static double sum(double... terms) {
        double[] sorted = terms.clone();
        Arrays.sort(sorted);
        return sumInOrder(sorted, 0, sorted.length);
    }

    static double sumInOrder(double[] terms, int from, int to) {
        double sum = 0;
        double lost = 0;
        for (int i = from; i < to; i++) {
            double next = sum + terms[i];
            lost += Math.abs(sum) >= Math.abs(terms[i]) ? (sum - next) + terms[i] : (terms[i] - next) + sum;
            sum = next;
        }
        return sum + lost;
    }

    /** Type 7 of Hyndman and Fan (1996), the default of R, NumPy and spreadsheets; {@code sorted} is rising and not empty. */
    static double quantile(double[] sorted, double p) {
        double h = (sorted.length - 1) * p;
        int low = (int) h;
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (h - low) * (sorted[high] - sorted[low]);
    }

    /** The distinct numbers, rising. */
    static double[] distinct(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int kept = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[kept - 1]) {
                sorted[kept++] = sorted[i];
            }
        }
        return Arrays.copyOf(sorted, kept);
    }

    /** The first of the rising edges that is not below the value, or their number: bins that are closed on the right. */
    static int rightClosedBin(double[] edges, double value) {
        int found = Arrays.binarySearch(edges, value);
        return found >= 0 ? found : -found - 1;
    }
}
