package io.csmetrics.cohort.purchase;

import io.csmetrics.statistics.SplitMix64;

/**
 * Random numbers of the distributions of the models, from arithmetic that is the same on every machine.
 *
 * <p>Sources: Marsaglia and Bray (1964), "A convenient method for generating normal variables"; Marsaglia and Tsang (2000), "A simple method
 * for generating gamma variables".
 */
final class Sampler {
    private final SplitMix64 random;

    Sampler(long randomStart) {
        random = new SplitMix64(randomStart);
    }

    /** Above 0 and below 1, so that its logarithm exists. */
    double uniform() {
        return ((random.nextLong() >>> 12) + 0.5) * 0x1p-52;
    }

    /** The time to the next event at a rate. */
    double exponential(double rate) {
        return -StrictMath.log(uniform()) / rate;
    }

    double normal() {
        while (true) {
            double x = 2 * uniform() - 1;
            double y = 2 * uniform() - 1;
            double square = x * x + y * y;
            if (square > 0 && square < 1) {
                return x * StrictMath.sqrt(-2 * StrictMath.log(square) / square);
            }
        }
    }

    /** The logarithm of a gamma variable of rate 1: where the shape is small, the variable itself is often below the least double. */
    double logGamma(double shape) {
        if (shape < 1) {
            return logGamma(shape + 1) + StrictMath.log(uniform()) / shape;
        }
        double d = shape - 1 / 3.0;
        double c = 1 / StrictMath.sqrt(9 * d);
        while (true) {
            double x = normal();
            double root = 1 + c * x;
            if (root > 0) {
                double cube = root * root * root;
                if (StrictMath.log(uniform()) < 0.5 * x * x + d - d * cube + d * StrictMath.log(cube)) {
                    return StrictMath.log(d * cube);
                }
            }
        }
    }

    double gamma(double shape, double rate) {
        return StrictMath.exp(logGamma(shape)) / rate;
    }

    double beta(double a, double b) {
        return 1 / (1 + StrictMath.exp(logGamma(b) - logGamma(a)));
    }

    /** Whether something of a probability happens. */
    boolean happens(double probability) {
        return uniform() < probability;
    }
}
