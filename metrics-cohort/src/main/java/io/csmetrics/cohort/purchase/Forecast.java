package io.csmetrics.cohort.purchase;

/** An expected figure, or the reason why it is infinite. */
public sealed interface Forecast {

    /**
     * A figure that exists.
     *
     * @param value the figure, finite
     */
    record Finite(double value) implements Forecast {

        /**
         * Checks the figure.
         *
         * @throws IllegalArgumentException if it is not finite
         */
        public Finite {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(
                        "forecast " + value + " must be finite; give an infinite one its reason");
            }
        }
    }

    /**
     * An expectation that is above all bounds: rare customers are so large that the mean of more and more customers never settles.
     *
     * @param detail the reason in words
     */
    record Infinite(String detail) implements Forecast {}

    /**
     * Returns the figure.
     *
     * @return the figure; positive infinity where it is infinite
     */
    default double doubleValue() {
        return this instanceof Finite finite ? finite.value() : Double.POSITIVE_INFINITY;
    }
}
