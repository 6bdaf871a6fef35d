package io.csmetrics.cohort.purchase;

import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.statistics.Interval;
import java.util.Locale;
import java.util.Optional;

/** How sure a figure of a model is, by models of customers drawn from it, or the reason why that cannot be told. */
public sealed interface DrawnInterval {

    /**
     * An interval.
     *
     * @param interval the interval by percentiles
     * @param confidence how sure it is to hold the true figure, if the model is right
     * @param draws how many draws were made
     * @param failed how many of them could not be fitted and are left out
     * @param randomStart where the stream of random numbers began
     */
    record Drawn(Interval interval, Confidence confidence, int draws, int failed, long randomStart)
            implements DrawnInterval {

        /**
         * Returns the ends with what they rest on.
         *
         * @return the text
         */
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%.6g to %.6g (confidence %s, %d models of drawn customers, %d not fitted, random start %d)",
                    interval.lower(),
                    interval.upper(),
                    confidence.level(),
                    draws,
                    failed,
                    randomStart);
        }
    }

    /**
     * No interval.
     *
     * @param detail why, in words
     */
    record Refused(String detail) implements DrawnInterval {}

    /**
     * Returns the interval.
     *
     * @return the interval with all that belongs to it, empty where it is refused
     */
    default Optional<Drawn> drawn() {
        return this instanceof Drawn drawn ? Optional.of(drawn) : Optional.empty();
    }
}
