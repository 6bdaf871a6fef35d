package io.csmetrics.health.statistics;

import io.csmetrics.statistics.Proportion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Probabilities in bins, and how often the event happened in each: of the accounts to which 20 % was told, did one of five churn?
 *
 * <p>Bins are closed on the right and empty bins are left out, as in scikit-learn's {@code calibration_curve}. Source: Murphy and Winkler
 * (1977), "Reliability of subjective probability forecasts of precipitation and temperature".
 *
 * @param bins the bins that hold accounts, the lowest probabilities first
 */
public record ReliabilityTable(List<Bin> bins) {

    /**
     * One bin.
     *
     * @param meanProbability the mean of the probabilities told, 0 to 1
     * @param outcome how many of the accounts had the event
     */
    public record Bin(double meanProbability, Proportion outcome) {

        /**
         * Checks the bin.
         *
         * @throws IllegalArgumentException if the probability is not 0 to 1, or the bin holds no account
         */
        public Bin {
            if (!(meanProbability >= 0 && meanProbability <= 1)) {
                throw new IllegalArgumentException("mean probability " + meanProbability + " must be 0 to 1");
            }
            if (outcome.n() == 0) {
                throw new IllegalArgumentException("a bin must hold an account; leave empty bins out");
            }
        }

        /**
         * Returns how often the event happened.
         *
         * @return the share, 0 to 1
         */
        public double observed() {
            return outcome.rate().orElseThrow();
        }
    }

    private static final int MOST_BINS = 1_000;

    /** Copies the bins. */
    public ReliabilityTable {
        bins = List.copyOf(bins);
    }

    /**
     * Makes bins of equal width from 0 to 1.
     *
     * @param probabilities the probability of the event that was told for each account, 0 to 1
     * @param happened whether the event happened, for each account
     * @param bins how many bins, 1 to 1,000
     * @return the table
     * @throws IllegalArgumentException if the columns differ in length, a probability is not 0 to 1, or the bins are out of range
     */
    public static ReliabilityTable uniform(double[] probabilities, boolean[] happened, int bins) {
        requireBins(bins);
        double[] edges = new double[bins - 1];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = (i + 1.0) / bins;
        }
        return of(probabilities, happened, edges);
    }

    /**
     * Makes bins of about equally many accounts: the edges are quantiles of the probabilities (type 7). Bins that coincide merge.
     *
     * @param probabilities the probability of the event that was told for each account, 0 to 1
     * @param happened whether the event happened, for each account
     * @param bins how many bins, 1 to 1,000
     * @return the table
     * @throws IllegalArgumentException if the columns differ in length, a probability is not 0 to 1, or the bins are out of range
     */
    public static ReliabilityTable quantile(double[] probabilities, boolean[] happened, int bins) {
        requireBins(bins);
        if (probabilities.length == 0) {
            return of(probabilities, happened, new double[0]);
        }
        double[] sorted = probabilities.clone();
        Arrays.sort(sorted);
        double[] edges = new double[bins - 1];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = Columns.quantile(sorted, (i + 1.0) / bins);
        }
        return of(probabilities, happened, Columns.distinct(edges));
    }

    private static void requireBins(int bins) {
        if (bins < 1 || bins > MOST_BINS) {
            throw new IllegalArgumentException("bins " + bins + " must be 1 to " + MOST_BINS + "; 10 are usual");
        }
    }

    private static ReliabilityTable of(double[] probabilities, boolean[] happened, double[] edges) {
        Columns.requireRows("probabilities", probabilities.length, "happened", happened.length);
        Columns.requireProbabilities(probabilities);
        int[] events = new int[edges.length + 1];
        int[] accounts = new int[edges.length + 1];
        for (int row = 0; row < probabilities.length; row++) {
            int bin = Columns.rightClosedBin(edges, probabilities[row]);
            accounts[bin]++;
            if (happened[row]) {
                events[bin]++;
            }
        }
        double[] sorted = probabilities.clone();
        Arrays.sort(sorted);
        List<Bin> filled = new ArrayList<>();
        int from = 0;
        for (int bin = 0; bin < accounts.length; bin++) {
            int to = from + accounts[bin];
            if (to > from) {
                double mean = Math.min(1, Columns.sumInOrder(sorted, from, to) / (to - from));
                filled.add(new Bin(mean, new Proportion(events[bin], accounts[bin])));
            }
            from = to;
        }
        return new ReliabilityTable(filled);
    }

    /**
     * Returns the expected calibration error. Defined as {@code sum over bins of accounts in it / accounts * |observed - mean
     * probability|}. It depends on the bins.
     *
     * <p>Source: Naeini, Cooper and Hauskrecht (2015), "Obtaining well calibrated probabilities using Bayesian binning".
     *
     * @return the error, 0 to 1; empty without accounts
     */
    public OptionalDouble expectedCalibrationError() {
        double error = 0;
        long n = 0;
        for (Bin bin : bins) {
            error += bin.outcome().n() * Math.abs(bin.observed() - bin.meanProbability());
            n += bin.outcome().n();
        }
        return n == 0 ? OptionalDouble.empty() : OptionalDouble.of(error / n);
    }
}
