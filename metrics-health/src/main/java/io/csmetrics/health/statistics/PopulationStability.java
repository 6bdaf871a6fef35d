package io.csmetrics.health.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How far a column has moved from a reference: the population stability index over bins.
 *
 * <p>The same sum over the shares of churned and of kept accounts is the information value of a signal: give their counts to {@link
 * #ofCounts(long[], long[])}.
 *
 * <p>Sources: Kullback and Leibler (1951), "On information and sufficiency", whose divergence it is, taken both ways; Siddiqi (2006),
 * "Credit risk scorecards", for its use and bounds.
 *
 * @param bins the bins, in the order of the values
 */
public record PopulationStability(List<Bin> bins) {

    /** A sample is cut into so many quantile bins. */
    public static final int QUANTILE_BINS = 10;

    /**
     * One bin.
     *
     * @param expected the share of the reference in it, above 0 to 1
     * @param actual the share of today's accounts in it, above 0 to 1
     */
    public record Bin(double expected, double actual) {

        /**
         * Checks the shares.
         *
         * @throws IllegalArgumentException if a share is not above 0 and at most 1
         */
        public Bin {
            if (!(expected > 0 && expected <= 1) || !(actual > 0 && actual <= 1)) {
                throw new IllegalArgumentException("shares " + expected + " and " + actual
                        + " must be above 0 and at most 1; give counts instead, where empty bins get half an account");
            }
        }

        /**
         * Returns what the bin adds to the index. Defined as {@code (actual - expected) * ln(actual / expected)}.
         *
         * @return the contribution, at least 0
         */
        public double contribution() {
            return (actual - expected) * Math.log(actual / expected);
        }
    }

    /** Copies the bins. */
    public PopulationStability {
        bins = List.copyOf(bins);
    }

    /**
     * Compares given shares.
     *
     * @param expected the shares of the reference, each above 0, with a sum of 1
     * @param actual the shares of today's accounts in the same bins, each above 0, with a sum of 1
     * @return the comparison
     * @throws IllegalArgumentException if the columns differ in length, a share is not above 0, or a sum is not 1 to six digits
     */
    public static PopulationStability ofShares(double[] expected, double[] actual) {
        Columns.requireRows("expected", expected.length, "actual", actual.length);
        requireWhole("expected", expected);
        requireWhole("actual", actual);
        List<Bin> bins = new ArrayList<>();
        for (int bin = 0; bin < expected.length; bin++) {
            bins.add(new Bin(expected[bin], actual[bin]));
        }
        return new PopulationStability(bins);
    }

    private static void requireWhole(String name, double[] shares) {
        double sum = Columns.sum(shares);
        if (!(Math.abs(sum - 1) <= 1e-6)) {
            throw new IllegalArgumentException(name + " shares have a sum of " + sum + " and must have one of 1");
        }
    }

    /**
     * Compares counts of the same bins, such as the accounts in each band, or those with and without a value. A share below half an
     * account, {@code 1 / (2n)} of its own sample, counts as that, so that an empty bin gives no infinite index. A bin that is empty on
     * both sides is left out.
     *
     * @param reference the number of accounts of the reference in each bin
     * @param current the number of today's accounts in each bin
     * @return the comparison; empty where a sample is
     * @throws IllegalArgumentException if the columns differ in length, or a count is negative
     */
    public static Optional<PopulationStability> ofCounts(long[] reference, long[] current) {
        Columns.requireRows("reference", reference.length, "current", current.length);
        long expected = total("reference", reference);
        long actual = total("current", current);
        if (expected == 0 || actual == 0) {
            return Optional.empty();
        }
        List<Bin> bins = new ArrayList<>();
        for (int bin = 0; bin < reference.length; bin++) {
            if (reference[bin] > 0 || current[bin] > 0) {
                bins.add(new Bin(share(reference[bin], expected), share(current[bin], actual)));
            }
        }
        return Optional.of(new PopulationStability(bins));
    }

    private static double share(long count, long total) {
        return count == 0 ? 0.5 / total : (double) count / total;
    }

    private static long total(String name, long[] counts) {
        long total = 0;
        for (int bin = 0; bin < counts.length; bin++) {
            if (counts[bin] < 0) {
                throw new IllegalArgumentException(
                        name + " count " + counts[bin] + " of bin " + bin + " must not be negative");
            }
            total = Math.addExact(total, counts[bin]);
        }
        return total;
    }

    /**
     * Compares two samples of a signal or score in {@value #QUANTILE_BINS} quantile bins of the reference (type 7), closed on the right
     * and open at both ends. Bins that coincide, because many accounts share one value, merge into a bin of that value alone, so that
     * leaving it downwards shows as well as upwards. Shares are floored as {@link #ofCounts(long[], long[])} says.
     *
     * @param reference the values of the reference
     * @param current today's values
     * @return the comparison, the same for any order of rows; empty where a sample is
     * @throws IllegalArgumentException if a value is not a finite number within ±1e150
     */
    public static Optional<PopulationStability> ofSamples(double[] reference, double[] current) {
        double[] sorted = Columns.requireFinite("reference value", reference);
        double[] today = Columns.requireFinite("current value", current);
        if (sorted.length == 0) {
            return Optional.empty();
        }
        Arrays.sort(sorted);
        double[] edges = edges(sorted);
        return ofCounts(counts(edges, sorted), counts(edges, today));
    }

    private static double[] edges(double[] sorted) {
        double[] quantiles = new double[QUANTILE_BINS + 1];
        for (int i = 0; i <= QUANTILE_BINS; i++) {
            quantiles[i] = Columns.quantile(sorted, (double) i / QUANTILE_BINS);
        }
        double[] edges = new double[2 * (QUANTILE_BINS - 1)];
        int next = 0;
        for (int i = 1; i < QUANTILE_BINS; i++) {
            boolean tied = quantiles[i - 1] == quantiles[i] || quantiles[i] == quantiles[i + 1];
            if (tied) {
                edges[next++] = Math.nextDown(quantiles[i]);
            }
            edges[next++] = quantiles[i];
        }
        return Columns.distinct(Arrays.copyOf(edges, next));
    }

    private static long[] counts(double[] edges, double[] values) {
        long[] counts = new long[edges.length + 1];
        for (double value : values) {
            counts[Columns.rightClosedBin(edges, value)]++;
        }
        return counts;
    }

    /**
     * Returns the population stability index. Defined as {@code sum over bins of (actual - expected) * ln(actual / expected)}.
     *
     * @return the index, at least 0; 0 where all shares are as they were
     */
    public double index() {
        double index = 0;
        for (Bin bin : bins) {
            index += bin.contribution();
        }
        return index;
    }

    /**
     * Reads the index.
     *
     * @return the verdict
     */
    public DriftVerdict verdict() {
        return DriftVerdict.of(index());
    }
}
