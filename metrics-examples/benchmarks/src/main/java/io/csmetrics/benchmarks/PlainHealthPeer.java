package io.csmetrics.benchmarks;

/** What one writes without a library: account by account the lines of each signal, with the columns as they are. */
final class PlainHealthPeer implements HealthPeer {
    private final double[][] columns = new double[HealthBook.SIGNALS][];
    private final Line[] lines = new Line[HealthBook.SIGNALS];
    private double[] scores = {};
    private byte[] bands = {};

    /** Straight lines between points; the slopes are known beforehand, which spares a division for each value. */
    private static final class Line {
        private final double[] x;
        private final double[] y;
        private final double[] slope = new double[HealthBook.POINTS - 1];
        private final double weight;

        Line(int signal) {
            x = HealthBook.points(signal);
            y = HealthBook.pointScores(signal);
            weight = HealthBook.weight(signal);
            for (int i = 0; i < slope.length; i++) {
                slope[i] = (y[i + 1] - y[i]) / (x[i + 1] - x[i]);
            }
        }

        double at(double value) {
            if (value <= x[0]) {
                return y[0];
            }
            for (int i = 0; i < slope.length; i++) {
                if (value < x[i + 1]) {
                    return y[i] + slope[i] * (value - x[i]);
                }
            }
            return y[slope.length];
        }
    }

    PlainHealthPeer(HealthBook book) {
        for (int signal = 0; signal < HealthBook.SIGNALS; signal++) {
            columns[signal] = book.column(signal);
            lines[signal] = new Line(signal);
        }
    }

    @Override
    public void score() {
        int accounts = columns[0].length;
        scores = new double[accounts];
        bands = new byte[accounts];
        for (int account = 0; account < accounts; account++) {
            double sum = 0;
            double weight = 0;
            for (int signal = 0; signal < HealthBook.SIGNALS; signal++) {
                double value = columns[signal][account];
                if (!Double.isNaN(value)) {
                    sum += lines[signal].weight * lines[signal].at(value);
                    weight += lines[signal].weight;
                }
            }
            scores[account] = sum / weight;
            bands[account] = HealthBook.band(scores[account]);
        }
    }

    @Override
    public HealthOutput output() {
        return new HealthOutput(scores, bands);
    }
}
