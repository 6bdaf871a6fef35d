package io.csmetrics.select;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The units that are looked at: each counts once. */
public sealed interface Population extends Serializable {

    /**
     * Accounts.
     *
     * @param that what must hold for them
     */
    record Accounts(Condition that) implements Population {}

    /**
     * Survey responses inside the period.
     *
     * @param instrument the instruments, at least one
     * @param touchpoint the touchpoint, absent for all
     * @param dedupe which of several answers of one respondent count
     */
    record Responses(SortedSet<String> instrument, @Nullable String touchpoint, Dedupe dedupe) implements Population {
        /** Copies the set and checks that there is an instrument. */
        public Responses {
            instrument = Collections.unmodifiableSortedSet(new TreeSet<>(instrument));
            if (instrument.isEmpty()) {
                throw new IllegalArgumentException(
                        "responses must have at least one instrument; answers to different questions do not add up");
            }
        }

        /**
         * Returns only the responses about a touchpoint.
         *
         * @param name the touchpoint
         * @return the narrower population
         */
        public Responses at(String name) {
            return new Responses(instrument, name, dedupe);
        }

        /**
         * Returns the responses of which only the last of each respondent counts.
         *
         * @return the population
         */
        public Responses latestPerRespondent() {
            return new Responses(instrument, touchpoint, Dedupe.LATEST_PER_RESPONDENT);
        }
    }

    /** Which of several answers of one respondent count. */
    enum Dedupe {
        /** Every answer. */
        ALL,
        /** The last answer of the period of each user of an account; anonymous answers all count. */
        LATEST_PER_RESPONDENT
    }

    /**
     * Accounts for which something holds.
     *
     * @param condition what must hold
     * @return the population
     */
    static Population accountsThat(Condition condition) {
        return new Accounts(condition);
    }

    /**
     * Accounts that have revenue at an end of the period.
     *
     * @param moment which end
     * @return the population
     */
    static Population customersAt(Moment moment) {
        return new Accounts(Condition.customerAt(moment));
    }

    /**
     * All survey responses of some instruments inside the period.
     *
     * @param instruments the instruments, at least one
     * @return the population
     */
    static Responses responses(String... instruments) {
        return new Responses(new TreeSet<>(Arrays.asList(instruments)), null, Dedupe.ALL);
    }
}
