package io.csmetrics.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Generated signals of accounts, a column each, the same on every machine, and the model that scores them.
 *
 * <p>Of each signal 5% are missing (NaN), the others uniform from -10% to 110% of its scale: 1, 10, 100 or 1,000. Sub-scores are straight
 * lines between four points at 10, 30, 60 and 90% of the scale, held beyond them; every second signal falls. The score of an account is
 * the mean of its sub-scores by weight, over the signals that are there.
 */
final class HealthBook {
    static final int SIGNALS = 12;
    static final int POINTS = 4;

    /** From these scores on an account is in the middle and in the upper band. */
    static final double MIDDLE_FROM = 50;

    static final double UPPER_FROM = 65;

    private static final double[] POINTS_OF_SCALE = {.1, .3, .6, .9};
    private static final double[] RISING = {0, 40, 80, 100};
    private static final double[] FALLING = {100, 80, 40, 0};
    private static final int CYCLE = 4;
    private static final double MISSING = .05;
    private static final int STREAM_OF_SIGNALS = 1000;

    private final double[][] columns;

    private HealthBook(double[][] columns) {
        this.columns = columns;
    }

    /**
     * Generates signals.
     *
     * @param accounts how many accounts, at least 1
     */
    static HealthBook of(int accounts) {
        double[][] columns = new double[SIGNALS][accounts];
        for (int signal = 0; signal < SIGNALS; signal++) {
            SplitMix random = new SplitMix(SplitMix.mix(RevenueBook.RANDOM_START + STREAM_OF_SIGNALS + signal));
            for (int account = 0; account < accounts; account++) {
                boolean isMissing = random.nextUnit() < MISSING;
                double value = scale(signal) * (-0.1 + 1.2 * random.nextUnit());
                columns[signal][account] = isMissing ? Double.NaN : value;
            }
        }
        return new HealthBook(columns);
    }

    int accounts() {
        return columns[0].length;
    }

    /** The values of a signal by account; NaN for none. */
    double[] column(int signal) {
        return columns[signal];
    }

    List<String> accountIds() {
        return IntStream.range(0, accounts()).mapToObj(AccountIds.TEXTS::of).toList();
    }

    private static double scale(int signal) {
        return Math.pow(10, signal % CYCLE);
    }

    static int weight(int signal) {
        return 1 + signal % CYCLE;
    }

    /** Where the lines of a signal bend, rising. */
    static double[] points(int signal) {
        return Arrays.stream(POINTS_OF_SCALE)
                .map(share -> scale(signal) * share)
                .toArray();
    }

    /** The sub-scores at these points. */
    static double[] pointScores(int signal) {
        return signal % 2 == 0 ? RISING.clone() : FALLING.clone();
    }

    /** 0, 1 or 2. */
    static byte band(double score) {
        return (byte) (score >= UPPER_FROM ? 2 : score >= MIDDLE_FROM ? 1 : 0);
    }
}
