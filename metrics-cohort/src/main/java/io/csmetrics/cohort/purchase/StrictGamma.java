package io.csmetrics.cohort.purchase;

/**
 * The logarithm of the gamma function and its derivative by Stirling's series, from arithmetic that is the same on every machine, as the
 * bootstrap needs it.
 *
 * <p>Source: Abramowitz and Stegun (1964), "Handbook of mathematical functions", 6.1.41 and 6.3.18.
 */
final class StrictGamma {
    private static final double HALF_LOG_TWO_PI = 0.9189385332046728;

    /** From here on the series is exact to the last digits. */
    private static final double LARGE = 12;

    private static final double[] LOG_GAMMA = {
        1 / 12.0, -1 / 360.0, 1 / 1260.0, -1 / 1680.0, 1 / 1188.0, -691 / 360360.0, 1 / 156.0
    };

    private static final double[] DIGAMMA = {
        1 / 12.0, -1 / 120.0, 1 / 252.0, -1 / 240.0, 1 / 132.0, -691 / 32760.0, 1 / 12.0
    };

    private StrictGamma() {}

    /** The logarithm of gamma at a number above 0. */
    static double logGamma(double x) {
        double shifted = x;
        double product = 1;
        while (shifted < LARGE) {
            product *= shifted;
            shifted++;
        }
        double series = series(LOG_GAMMA, 1 / (shifted * shifted)) / shifted;
        return (shifted - 0.5) * StrictMath.log(shifted) - shifted + HALF_LOG_TWO_PI + series - StrictMath.log(product);
    }

    /** The derivative of the logarithm of gamma at a number above 0. */
    static double digamma(double x) {
        double shifted = x;
        double sum = 0;
        while (shifted < LARGE) {
            sum += 1 / shifted;
            shifted++;
        }
        double square = 1 / (shifted * shifted);
        return StrictMath.log(shifted) - 0.5 / shifted - square * series(DIGAMMA, square) - sum;
    }

    private static double series(double[] coefficients, double x) {
        double sum = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            sum = sum * x + coefficients[i];
        }
        return sum;
    }
}
