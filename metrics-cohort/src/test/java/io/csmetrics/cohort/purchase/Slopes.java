package io.csmetrics.cohort.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.cohort.numeric.SmoothFunction;

/** Slopes held against central differences, whose error is that of the width squared and of rounding over the width. */
final class Slopes {
    private static final double WIDTH = 1e-5;

    private Slopes() {}

    static void check(SmoothFunction function, double[] at) {
        double[] slope = function.gradient(at);
        double size = 1 + Math.abs(function.value(at));
        for (int i = 0; i < at.length; i++) {
            double[] above = at.clone();
            double[] below = at.clone();
            above[i] += WIDTH;
            below[i] -= WIDTH;
            double difference = (function.value(above) - function.value(below)) / (above[i] - below[i]);
            assertThat(slope[i]).isCloseTo(difference, within(1e-6 * size));
        }
    }
}
