package io.csmetrics.benchmarks;

import java.util.Arrays;

/** What a peer made of a {@link HealthBook}: a score and a band for each account. */
final class HealthOutput {
    static final String TITLE = "W5 health scores of 12 signals";

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

    /**
     * Holds these scores against the known ones of their book; of other sizes than S and L none are known.
     *
     * @return whether they are known
     * @throws IllegalStateException if the scores are others
     */
    boolean verify(String who) {
        if (accounts() != RevenueBook.S && accounts() != RevenueBook.L) {
            return false;
        }
        int[] expected = accounts() == RevenueBook.S ? BANDS_AT_S : BANDS_AT_L;
        double expectedSum = accounts() == RevenueBook.S ? SUM_AT_S : SUM_AT_L;
        boolean isNear = Math.abs(sum() - expectedSum) <= ROUNDING_OF_SUM;
        if (!isNear || !Arrays.equals(countsByBand(), expected)) {
            throw new IllegalStateException("scores by " + who + " at " + accounts() + " accounts have sum " + sum()
                    + " and bands " + Arrays.toString(countsByBand()) + "; they must have " + expectedSum + " and "
                    + Arrays.toString(expected) + "; nothing is timed before they do");
        }
        return true;
    }

    /** Whether every account has the same score but for rounding, and the same band but for a score as near as that to another one. */
    boolean agreesWith(HealthOutput other) {
        boolean agrees = accounts() == other.accounts();
        for (int account = 0; agrees && account < accounts(); account++) {
            double score = scores[account];
            agrees = Math.abs(score - other.scores[account]) <= ROUNDING
                    && (bands[account] == other.bands[account]
                            || HealthBook.band(score - ROUNDING) < HealthBook.band(score + ROUNDING));
        }
        return agrees;
    }
}
