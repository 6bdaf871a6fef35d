package io.csmetrics.cohort.lifetime;

import java.util.OptionalDouble;

/** A figure about lifetimes, or the reason why there is none. */
public sealed interface LifetimeFigure {

    /**
     * A figure that exists.
     *
     * @param value the number of periods, or another figure, finite
     */
    record Known(double value) implements LifetimeFigure {

        /**
         * Checks the figure.
         *
         * @throws IllegalArgumentException if it is not finite
         */
        public Known {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(
                        "lifetime " + value + " must be finite; give a refusal with its reason instead");
            }
        }
    }

    /**
     * A figure that does not exist, or cannot be computed.
     *
     * @param reason why
     * @param detail the reason in words
     */
    record Refused(LifetimeRefusal reason, String detail) implements LifetimeFigure {}

    /**
     * Returns the figure.
     *
     * @return the number, empty where there is none
     */
    default OptionalDouble number() {
        return this instanceof Known known ? OptionalDouble.of(known.value()) : OptionalDouble.empty();
    }
}
