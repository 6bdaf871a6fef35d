package io.csmetrics.cohort.purchase;

import java.util.Arrays;
import java.util.OptionalDouble;

/** The repeat buyers whose mean spend is above 0, in columns. */
final class Spends {
    private final int[] frequencies;
    private final double[] means;

    /** The columns are not copied. */
    Spends(int[] frequencies, double[] means) {
        this.frequencies = frequencies;
        this.means = means;
    }

    static Spends of(PurchaseSummary summary) {
        int[] frequencies = new int[summary.size()];
        double[] means = new double[summary.size()];
        int n = 0;
        for (int row = 0; row < summary.size(); row++) {
            double mean = summary.meanSpend(row).orElse(0);
            if (mean > 0) {
                frequencies[n] = summary.frequency(row);
                means[n++] = mean;
            }
        }
        return new Spends(Arrays.copyOf(frequencies, n), Arrays.copyOf(means, n));
    }

    int size() {
        return means.length;
    }

    int frequency(int row) {
        return frequencies[row];
    }

    double mean(int row) {
        return means[row];
    }

    /** The mean of the means. */
    double mean() {
        double sum = 0;
        for (double mean : means) {
            sum += mean;
        }
        return sum / means.length;
    }

    double largestMean() {
        return Arrays.stream(means).max().orElse(0);
    }

    boolean allMeansEqual() {
        return Arrays.stream(means).min().orElse(0) == largestMean();
    }

    int mostPurchases() {
        return Arrays.stream(frequencies).max().orElse(0);
    }

    OptionalDouble correlation() {
        int n = size();
        double frequency = Arrays.stream(frequencies).average().orElse(0);
        double mean = Arrays.stream(means).average().orElse(0);
        double both = 0;
        double ofFrequency = 0;
        double ofMean = 0;
        for (int row = 0; row < n; row++) {
            double x = frequencies[row] - frequency;
            double y = means[row] - mean;
            both += x * y;
            ofFrequency += x * x;
            ofMean += y * y;
        }
        // the mean of equal doubles need not be equal to them
        boolean flat = allMeansEqual() || Arrays.stream(frequencies).distinct().count() < 2;
        return flat
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.max(-1, Math.min(1, both / Math.sqrt(ofFrequency * ofMean))));
    }
}
