package io.csmetrics.cohort.experiment;

import io.csmetrics.family.UndefinedReason;
import io.csmetrics.statistics.Interval;
import java.util.Optional;

/** A figure with its interval and the name of its method, or the reason why there is none. */
public sealed interface Estimate {

    /**
     * A figure that could be estimated.
     *
     * @param method the name of the method of the interval
     * @param value the figure, finite
     * @param interval its interval
     */
    record Estimated(String method, double value, Interval interval) implements Estimate {

        /**
         * Checks the figure.
         *
         * @throws IllegalArgumentException if it is not finite
         */
        public Estimated {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(
                        "value " + value + " of " + method + " must be finite; give an unestimated with its reason");
            }
        }
    }

    /**
     * A figure that does not exist.
     *
     * @param reason why
     * @param detail the reason in words, with the arms that it is about
     */
    record Unestimated(UndefinedReason reason, String detail) implements Estimate {}

    /**
     * Returns the figure.
     *
     * @return the figure, empty where it does not exist
     */
    default Optional<Estimated> estimated() {
        return this instanceof Estimated estimated ? Optional.of(estimated) : Optional.empty();
    }
}
