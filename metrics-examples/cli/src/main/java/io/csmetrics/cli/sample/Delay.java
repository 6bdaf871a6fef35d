package io.csmetrics.cli.sample;

import java.time.Duration;

/** How long something takes, with known mean and standard deviation. */
sealed interface Delay {
    /** The mean in days. */
    double mean();

    /** The standard deviation in days. */
    double spread();

    Duration draw(RandomStream random);

    /**
     * All times of a span alike.
     *
     * @param low the shortest, in days
     * @param high the longest, in days
     */
    record Uniform(double low, double high) implements Delay {
        @Override
        public double mean() {
            return (low + high) / 2;
        }

        @Override
        public double spread() {
            return (high - low) / Math.sqrt(12);
        }

        @Override
        public Duration draw(RandomStream random) {
            return random.days(low, high);
        }
    }

    /**
     * Mostly short, sometimes very long: the logarithm is normal.
     *
     * @param meanHours the mean, in hours
     * @param sigma the standard deviation of the logarithm
     */
    record LogNormal(int meanHours, double sigma) implements Delay {
        @Override
        public double mean() {
            return meanHours / 24.0;
        }

        @Override
        public double spread() {
            return mean() * Math.sqrt(Math.exp(sigma * sigma) - 1);
        }

        @Override
        public Duration draw(RandomStream random) {
            return random.logNormal(Duration.ofHours(meanHours), sigma);
        }
    }
}
