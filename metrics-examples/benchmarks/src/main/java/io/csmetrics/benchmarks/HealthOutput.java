package io.csmetrics.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** What a peer made of a {@link HealthBook}: a score and a band for each account. */
final class HealthOutput implements Answer {
    /** The library rounds scores to 6 decimals, the others do not. */
    private static final double ROUNDING = 1e-6;

    private static final double ROUNDING_OF_SUM = 0.01;
    private static final int[] BANDS_AT_S = {37_003, 43_827, 19_170};
    private static final int[] BANDS_AT_L = {371_332, 438_539, 190_129};
    private static final double SUM_AT_S = 5_405_558.7438;
    private static final double SUM_AT_L = 54_007_587.0244;

    private final double[] scores;
    private final byte[] bands;

    HealthOutput(double[] scores, byte[] bands) {
        this.scores = scores;
        this.bands = bands;
    }

    int accounts() {
        return scores.length;
    }

    double sum() {
        return Arrays.stream(scores).sum();
    }

    int[] countsByBand() {
        int[] counts = new int[BANDS_AT_S.length];
        for (byte band : bands) {
            counts[band]++;
        }
        return counts;
    }

    @Override
    public boolean verify(int accounts, String who) {
        if (accounts != RevenueBook.S && accounts != RevenueBook.L) {
            return false;
        }
        int[] expected = accounts == RevenueBook.S ? BANDS_AT_S : BANDS_AT_L;
        double expectedSum = accounts == RevenueBook.S ? SUM_AT_S : SUM_AT_L;
        boolean isNear = Math.abs(sum() - expectedSum) <= ROUNDING_OF_SUM;
        if (!isNear || !Arrays.equals(countsByBand(), expected)) {
            throw new IllegalStateException("scores by " + who + " at " + accounts + " accounts have sum " + sum()
                    + " and bands " + Arrays.toString(countsByBand()) + "; they must have " + expectedSum + " and "
                    + Arrays.toString(expected) + "; nothing is timed before they do");
        }
        return true;
    }

    /** Whether every account has the same score but for rounding, and the same band but for a score as near as that to another one. */
    @Override
    public boolean agreesWith(Answer answer) {
        if (!(answer instanceof HealthOutput other)) {
            return false;
        }
        boolean agrees = accounts() == other.accounts();
        for (int account = 0; agrees && account < accounts(); account++) {
            double score = scores[account];
            agrees = Math.abs(score - other.scores[account]) <= ROUNDING
                    && (bands[account] == other.bands[account]
                            || HealthBook.band(score - ROUNDING) < HealthBook.band(score + ROUNDING));
        }
        return agrees;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.4f in all, bands %s", sum(), Arrays.toString(countsByBand()));
    }
}
