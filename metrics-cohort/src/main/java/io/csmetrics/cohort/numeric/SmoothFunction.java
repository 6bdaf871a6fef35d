package io.csmetrics.cohort.numeric;

/** A smooth function of a few unknowns, with its slope: the logarithm of a likelihood. */
public interface SmoothFunction {

    /**
     * Returns the value at a point.
     *
     * @param at the point, which is not kept
     * @return the value; NaN or infinite where there is none
     */
    double value(double[] at);

    /**
     * Returns the slope at a point.
     *
     * @param at the point, which is not kept
     * @return the derivative by each unknown; NaN or infinite where there is none
     */
    double[] gradient(double[] at);
}
