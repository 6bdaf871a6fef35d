package io.csmetrics.cohort;

import io.csmetrics.facts.Quotient;
import io.csmetrics.statistics.Interval;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** A cell of a retention table: never a bare number, because an unfinished window, one that has not begun and a 0 are different things. */
public sealed interface Cell {

    /**
     * Returns the name of the state, as files have it.
     *
     * @return {@code observed}, {@code open}, {@code not-reached}, {@code suppressed} or {@code projected}
     */
    String state();

    /**
     * A window that has ended for at least one unit.
     *
     * @param numerator what was kept: units, or an amount in major units
     * @param denominator of what: units at risk, or an amount
     * @param interval Wilson's interval of 95 %; empty for revenue, and where the cell is not a share of units
     * @param followUp how many further windows a criterion that looks ahead could see; empty for one that does not
     */
    record Observed(BigDecimal numerator, BigDecimal denominator, Optional<Interval> interval, OptionalInt followUp)
            implements Cell {
        @Override
        public String state() {
            return "observed";
        }

        /**
         * Returns the figure. Defined as {@code numerator / denominator}.
         *
         * @return the share, or the amount per account; empty where the denominator is 0
         */
        public Optional<BigDecimal> rate() {
            return Cell.rate(numerator, denominator);
        }
    }

    /**
     * A window that has begun, and ended for nobody: no figure yet.
     *
     * @param closesOn the last day of the window of the last possible member: known to its end, the cell is complete; empty where no
     *     calendar tells it
     */
    record Open(Optional<LocalDate> closesOn) implements Cell {
        @Override
        public String state() {
            return "open";
        }
    }

    /** A window that has begun for nobody. */
    record NotReached() implements Cell {
        @Override
        public String state() {
            return "not-reached";
        }
    }

    /**
     * A figure that is hidden.
     *
     * @param reason why
     */
    record Suppressed(Reason reason) implements Cell {
        @Override
        public String state() {
            return "suppressed";
        }
    }

    /** Why a cell is hidden. */
    enum Reason {
        /** Its cohort is smaller than the definition's minimum. */
        SMALL_COHORT,
        /** It could be told from the total and the other cells, if it were shown. */
        COMPLEMENTARY;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * What a model expects. It takes part in no average.
     *
     * @param rate the expected figure
     * @param method the model
     * @param backtestError what the same model, without the last known diagonal, got wrong there: {@code projected / actual - 1};
     *     empty where there is too little to tell
     */
    record Projected(double rate, String method, OptionalDouble backtestError) implements Cell {
        @Override
        public String state() {
            return "projected";
        }
    }

    /** One division, unrounded, where there is something to divide by. */
    static Optional<BigDecimal> rate(BigDecimal numerator, BigDecimal denominator) {
        return denominator.signum() == 0 ? Optional.empty() : Optional.of(new Quotient(numerator, denominator).value());
    }
}
