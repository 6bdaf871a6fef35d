package io.csmetrics.cohort.lifetime;

import java.util.OptionalDouble;

/** An expected figure about customers, a lifetime or what is spent, or the reason why there is none. */
public sealed interface LifetimeFigure {

    /**
     * A figure that exists.
     *
     * @param value the number of periods, an amount, or another figure, finite
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
                        "figure " + value + " must be finite; give a refusal with its reason instead");
            }
        }

        /**
         * Returns the figure to 6 digits.
         *
         * @return the text
         */
        @Override
        public String toString() {
            return LifetimeText.number(value);
        }
    }

    /**
     * A figure that does not exist, or cannot be computed.
     *
     * @param reason why
     * @param detail the reason in words
     */
    record Refused(LifetimeRefusal reason, String detail) implements LifetimeFigure {

        /**
         * Returns the reason in words.
         *
         * @return the name of the reason, and the detail
         */
        @Override
        public String toString() {
            return "none, " + reason + ": " + detail;
        }
    }

    /**
     * Returns the figure.
     *
     * @return the number, empty where there is none
     */
    default OptionalDouble number() {
        return this instanceof Known known ? OptionalDouble.of(known.value()) : OptionalDouble.empty();
    }
}
