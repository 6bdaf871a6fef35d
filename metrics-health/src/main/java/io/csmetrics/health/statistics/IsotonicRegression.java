package io.csmetrics.health.statistics;

import java.util.Arrays;

/**
 * The rising series that is nearest to a given one, by pooling adjacent violators.
 *
 * <p>Sources: Ayer, Brunk, Ewing, Reid and Silverman (1955), "An empirical distribution function for sampling with incomplete
 * information"; Robertson, Wright and Dykstra (1988), "Order restricted statistical inference".
 */
public final class IsotonicRegression {
    private IsotonicRegression() {}

    /**
     * Returns the rising series nearest to the values.
     *
     * @param values the values, in order
     * @return as {@link #rising(double[], double[])} with weights of 1
     * @throws IllegalArgumentException if a value is not a finite number within ±1e150
     */
    public static double[] rising(double[] values) {
        double[] weights = new double[values.length];
        Arrays.fill(weights, 1);
        return rising(values, weights);
    }

    /**
     * Returns the rising series nearest to the values: it minimises {@code sum of weight * (fitted - value)²} over all series that never
     * fall. Neighbours that would fall share their weighted mean, so that the weighted mean of all stays what it was.
     *
     * @param values the values, in order
     * @param weights the weight of each value, above 0
     * @return the fitted series, as long as the values; empty for no values
     * @throws IllegalArgumentException if the columns differ in length, a value is not a finite number within ±1e150, or a weight is not
     *     above 0
     */
    public static double[] rising(double[] values, double[] weights) {
        int n = values.length;
        Columns.requireRows("values", n, "weights", weights.length);
        double[] means = Columns.requireFinite("value", values);
        double[] masses = Columns.requireFinite("weight", weights);
        int[] ends = new int[n];
        int blocks = 0;
        for (int row = 0; row < n; row++) {
            if (masses[row] <= 0) {
                throw new IllegalArgumentException(
                        "weight " + masses[row] + " at row " + row + " must be above 0; leave out rows without weight");
            }
            means[blocks] = means[row];
            masses[blocks] = masses[row];
            ends[blocks] = row + 1;
            while (blocks > 0 && means[blocks - 1] >= means[blocks]) {
                double mass = masses[blocks - 1] + masses[blocks];
                means[blocks - 1] += (means[blocks] - means[blocks - 1]) * (masses[blocks] / mass);
                masses[blocks - 1] = mass;
                ends[blocks - 1] = ends[blocks];
                blocks--;
            }
            blocks++;
        }
        double[] fitted = new double[n];
        for (int block = 0; block < blocks; block++) {
            Arrays.fill(fitted, block == 0 ? 0 : ends[block - 1], ends[block], means[block]);
        }
        return fitted;
    }
}
