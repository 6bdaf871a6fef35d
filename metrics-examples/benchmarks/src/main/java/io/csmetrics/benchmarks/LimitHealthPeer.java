package io.csmetrics.benchmarks;

import java.util.Arrays;

/**
 * What the hardware allows: made for this one model, no API. Lines that are flat beyond their ends are {@code c + sum of bend * |x - point|},
 * which the processor does several of at once; a missing value is stored as the first point, and a mask an account tells what that added
 * too much, from tables over all masks; columns are added in blocks that stay in its cache.
 */
final class LimitHealthPeer implements HealthPeer {
    private static final int BLOCK = 1_024;

    private final double[][] columns;
    private final short[] missing;
    private final double[][] points = new double[HealthBook.SIGNALS][];
    private final double[][] bends = new double[HealthBook.SIGNALS][HealthBook.POINTS];
    private final double constant;

    /** By mask: what is too much in the sum, and the weight of what is there, inverted. */
    private final double[] tooMuch = new double[1 << HealthBook.SIGNALS];

    private final double[] inverseWeight = new double[1 << HealthBook.SIGNALS];
    private final double[] block = new double[BLOCK];
    private final double[] scores;
    private final byte[] bands;

    private LimitHealthPeer(double[][] columns, short[] missing) {
        this.columns = columns;
        this.missing = missing;
        scores = new double[missing.length];
        bands = new byte[missing.length];
        double constants = 0;
        for (int signal = 0; signal < HealthBook.SIGNALS; signal++) {
            double weight = HealthBook.weight(signal);
            double[] x = HealthBook.points(signal);
            double[] y = HealthBook.pointScores(signal);
            double slope = 0;
            for (int i = 0; i < HealthBook.POINTS; i++) {
                double next = i + 1 < HealthBook.POINTS ? weight * (y[i + 1] - y[i]) / (x[i + 1] - x[i]) : 0;
                bends[signal][i] = (next - slope) / 2;
                slope = next;
            }
            points[signal] = x;
            constants += weight * (y[0] + y[HealthBook.POINTS - 1]) / 2;
        }
        constant = constants;
        for (int mask = 0; mask < tooMuch.length; mask++) {
            double weight = 0;
            for (int signal = 0; signal < HealthBook.SIGNALS; signal++) {
                boolean isMissing = (mask >> signal & 1) == 1;
                tooMuch[mask] += isMissing ? HealthBook.weight(signal) * HealthBook.pointScores(signal)[0] : 0;
                weight += isMissing ? 0 : HealthBook.weight(signal);
            }
            inverseWeight[mask] = 1 / weight;
        }
    }

    /** Copies the columns and notes what is missing. */
    static LimitHealthPeer load(HealthBook book) {
        double[][] columns = new double[HealthBook.SIGNALS][];
        short[] missing = new short[book.accounts()];
        for (int signal = 0; signal < HealthBook.SIGNALS; signal++) {
            columns[signal] = book.column(signal).clone();
            for (int account = 0; account < missing.length; account++) {
                if (Double.isNaN(columns[signal][account])) {
                    columns[signal][account] = HealthBook.points(signal)[0];
                    missing[account] |= (short) (1 << signal);
                }
            }
        }
        return new LimitHealthPeer(columns, missing);
    }

    @Override
    public void score() {
        for (int from = 0; from < missing.length; from += BLOCK) {
            int count = Math.min(BLOCK, missing.length - from);
            Arrays.fill(block, 0, count, constant);
            for (int signal = 0; signal < HealthBook.SIGNALS; signal++) {
                add(columns[signal], points[signal], bends[signal], from, count);
            }
            divide(from, count);
        }
    }

    private void add(double[] column, double[] x, double[] bend, int from, int count) {
        double x0 = x[0];
        double x1 = x[1];
        double x2 = x[2];
        double x3 = x[3];
        double bend0 = bend[0];
        double bend1 = bend[1];
        double bend2 = bend[2];
        double bend3 = bend[3];
        double[] sum = block;
        for (int i = 0; i < count; i++) {
            double value = column[from + i];
            sum[i] += bend0 * Math.abs(value - x0)
                    + bend1 * Math.abs(value - x1)
                    + bend2 * Math.abs(value - x2)
                    + bend3 * Math.abs(value - x3);
        }
    }

    private void divide(int from, int count) {
        for (int i = 0; i < count; i++) {
            int mask = missing[from + i];
            double score = (block[i] - tooMuch[mask]) * inverseWeight[mask];
            scores[from + i] = score;
            bands[from + i] =
                    (byte) (2 - isBelow(score, HealthBook.MIDDLE_FROM) - isBelow(score, HealthBook.UPPER_FROM));
        }
    }

    /** The sign of a difference: 0 or 1 without a branch to guess. */
    private static long isBelow(double score, double edge) {
        return Double.doubleToRawLongBits(score - edge) >>> (Long.SIZE - 1);
    }

    @Override
    public HealthOutput output() {
        return new HealthOutput(scores.clone(), bands.clone());
    }
}
