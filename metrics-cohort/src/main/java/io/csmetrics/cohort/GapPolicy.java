package io.csmetrics.cohort;

import java.io.Serializable;

/** What an interruption of revenue means. */
public sealed interface GapPolicy extends Serializable {

    /** An interruption is one: who returns is reactivated in its old cohort. What was told once never changes. */
    record Strict() implements GapPolicy {
        @Override
        public String toString() {
            return "strict";
        }
    }

    /**
     * A short interruption is none: the account counts as never gone, with its old revenue until it returned. A late return changes
     * cells that were told before.
     *
     * @param shorterThanDays the shortest interruption that counts, in days
     */
    record Bridged(int shorterThanDays) implements GapPolicy {
        /** Checks the days. */
        public Bridged {
            requireDays(shorterThanDays);
        }

        @Override
        public String toString() {
            return "bridged:shorter-than-" + shorterThanDays + "d";
        }
    }

    /**
     * Who returns after a long interruption begins a new life in the cohort of its return; in its old cohort it stays gone.
     * Lives are counted then: an account with two of them in one cohort counts twice.
     *
     * @param longerThanDays the longest interruption, in days, after which an account is still the old one
     */
    record NewCohort(int longerThanDays) implements GapPolicy {
        /** Checks the days. */
        public NewCohort {
            requireDays(longerThanDays);
        }

        @Override
        public String toString() {
            return "new-cohort:after-" + longerThanDays + "d";
        }
    }

    private static void requireDays(int days) {
        if (days < 1) {
            throw new IllegalArgumentException("days " + days + " must be at least 1");
        }
    }
}
