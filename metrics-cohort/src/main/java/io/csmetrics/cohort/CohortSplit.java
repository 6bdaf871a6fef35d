package io.csmetrics.cohort;

import java.io.Serializable;
import java.util.Locale;

/** What tells cohorts apart besides their time of entry. */
public sealed interface CohortSplit extends Serializable {

    /**
     * A property of the unit.
     *
     * @param name the name of the property
     * @param known of when
     */
    record Attribute(String name, Known known) implements CohortSplit {
        /** Checks the name. */
        public Attribute {
            requireName(name);
        }

        @Override
        public String toString() {
            return "attribute:" + name + ":" + known;
        }
    }

    /** When a property is read. */
    enum Known {
        /** At entry, and never changed: the plan with which a customer began. */
        AS_OF_ENTRY,
        /** As it is now: who was upgraded counts where it stands today, so that good customers gather in the better groups. */
        AS_OF_NOW;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * What a unit did in its first days. Only who is still there at their end can be told apart, so follow-up starts there, at the
     * landmark: window 0 begins {@code withinDays} after entry. Without it those who did would seem to live longer only because one
     * must live to do something.
     *
     * @param name what was done: the type of an event
     * @param times the least number of times, at least 1
     * @param withinDays in how many days from the day of entry, at least 1
     */
    record Behaviour(String name, int times, int withinDays) implements CohortSplit {
        /** The group of those who did. */
        public static final String DID = "did";

        /** The group of those who did not. */
        public static final String DID_NOT = "did not";

        /** Checks name and numbers. */
        public Behaviour {
            requireName(name);
            if (times < 1 || withinDays < 1) {
                throw new IllegalArgumentException("behaviour \"" + name + "\" with " + times + " times within "
                        + withinDays + " days must have at least 1 of both");
            }
        }

        @Override
        public String toString() {
            return "behaviour:" + name + ":" + times + "-times:landmark-" + withinDays + "d";
        }
    }

    private static void requireName(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name \"" + name + "\" of what tells cohorts apart must not be blank");
        }
    }
}
