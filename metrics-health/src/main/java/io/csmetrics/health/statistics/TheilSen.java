package io.csmetrics.health.statistics;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The slope of a series that one odd value cannot turn.
 *
 * <p>Sources: Theil (1950), "A rank-invariant method of linear and polynomial regression analysis"; Sen (1968), "Estimates of the
 * regression coefficient based on Kendall's tau".
 */
public final class TheilSen {

    /** A series may have at most so many values, because every two are compared. */
    public static final int MOST_VALUES = 5_000;

    private TheilSen() {}

    /**
     * Returns the slope per step of a series at positions 0, 1, 2 and so on. Defined as the {@code median of (y[j] - y[i]) / (j - i)} over
     * all {@code i < j}; of an even number of slopes, the mean of the two in the middle. For {@code [70, 40, 69, 68.5]} it is -0.5: one bad
     * day does not make a trend.
     *
     * @param values the series, the oldest first
     * @return the slope in units of the values per step; empty with fewer than two values
     * @throws IllegalArgumentException if a value is not a finite number within ±1e150, or there are more than {@value #MOST_VALUES}
     */
    public static OptionalDouble slope(double... values) {
        int n = values.length;
        if (n > MOST_VALUES) {
            throw new IllegalArgumentException(
                    "series of " + n + " values must have at most " + MOST_VALUES + "; take the newest");
        }
        Columns.requireFinite("value", values);
        if (n < 2) {
            return OptionalDouble.empty();
        }
        double[] slopes = new double[n * (n - 1) / 2];
        int next = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                slopes[next++] = (values[j] - values[i]) / (j - i);
            }
        }
        Arrays.sort(slopes);
        return OptionalDouble.of(Columns.quantile(slopes, 0.5) + 0.0);
    }
}
