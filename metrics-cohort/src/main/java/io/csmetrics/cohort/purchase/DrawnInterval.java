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
     * @param reason why
     * @param detail the reason in words, with the numbers that it is about
     */
    record Refused(Reason reason, String detail) implements DrawnInterval {

        /**
         * Returns the reason in words.
         *
         * @return the name of the reason, and the detail
         */
        @Override
        public String toString() {
            return "no interval, " + reason + ": " + detail;
        }
    }

    /** Why there is no interval. Of several reasons the first in this order is given. */
    enum Reason {
        /** Too many draws could not be fitted: those that could are no fair sample. */
        NOT_FITTED,
        /** So few draws have no rank at the ends of an interval so sure. */
        TOO_FEW_DRAWS,
        /** The model of some draw has no such figure, for another reason than that it is infinite. */
        NO_FIGURE,
        /** In so many draws the figure is infinite that the interval has no upper end. */
        INFINITE;

        /**
         * Returns the name, such as {@code too-few-draws}.
         *
         * @return the text
         */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Returns the interval.
     *
     * @return the interval with all that belongs to it, empty where it is refused
     */
    default Optional<Drawn> drawn() {
        return this instanceof Drawn drawn ? Optional.of(drawn) : Optional.empty();
    }
}
