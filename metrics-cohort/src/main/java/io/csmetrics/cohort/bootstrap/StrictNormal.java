package io.csmetrics.cohort.bootstrap;

/**
 * The standard normal distribution to about 15 digits of the probability, the same to the last bit on every machine.
 *
 * <p>Source: Marsaglia (2004), "Evaluating the normal distribution".
 */
final class StrictNormal {
    private static final double HALF_LOG_OF_TWO_PI = 0.9189385332046728;

    /** Beyond it nothing is left of the tail in a double. */
    private static final double FAR = 8.3;

    private static final double ENOUGH = 1e-13;

    /** Twelve lead to one in a million; where the tail is lost in rounding the steps need not end. */
    private static final int MOST_STEPS = 60;

    private StrictNormal() {}

    private static double density(double z) {
        return StrictMath.exp(-0.5 * z * z - HALF_LOG_OF_TWO_PI);
    }

    /** The probability below a number. Defined as {@code 1/2 + density (z + z³/3 + z⁵/15 + z⁷/105 + ...)}. */
    static double probability(double z) {
        if (Math.abs(z) > FAR) {
            return z > 0 ? 1 : 0;
        }
        double sum = z;
        double before = 0;
        double term = z;
        for (double odd = 3; sum != before; odd += 2) {
            before = sum;
            term *= z * z / odd;
            sum += term;
        }
        return 0.5 + sum * density(z);
    }

    /** The number that a probability lies below: by Newton from the middle, whence it comes nearer without passing the root. */
    static double quantile(double probability) {
        double z = 0;
        double step = 1;
        for (int steps = 0; steps < MOST_STEPS && Math.abs(step) > ENOUGH; steps++) {
            step = (probability - probability(z)) / density(z);
            z += step;
        }
        return z;
    }
}
