package io.csmetrics.select;

import java.io.Serializable;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The units that are looked at: each counts once. */
public sealed interface Population extends Serializable {

    /**
     * Accounts.
     *
     * @param that what must hold for them
     */
    record Accounts(Condition that) implements Population {
        @Override
        public void accountValues(Consumer<String> keys) {
            that.accountValues(keys);
        }
    }

    /**
     * Survey responses.
     *
     * @param instrument the instruments, at least one
     * @param in when
     * @param touchpoint the touchpoints, absent or left open for all
     * @param dedupe which of several answers of one respondent count
     * @param after only answers of users to whom something has happened, absent for all; an anonymous answer cannot be placed and is
     *     left out
     */
    record Responses(
            SortedSet<String> instrument,
            Scope in,
            @Nullable Param<TextSet> touchpoint,
            Dedupe dedupe,
            @Nullable Since after)
            implements Population {
        /** Copies the set and checks that there is an instrument. */
        public Responses {
            instrument = Collections.unmodifiableSortedSet(new TreeSet<>(instrument));
            if (instrument.isEmpty()) {
                throw new IllegalArgumentException(
                        "responses must have at least one instrument; answers to different questions do not add up");
            }
        }

        /**
         * Returns the responses of another time than the period.
         *
         * @param scope when
         * @return the population
         */
        public Responses in(Scope scope) {
            return new Responses(instrument, scope, touchpoint, dedupe, after);
        }

        /**
         * Returns only the responses about a touchpoint.
         *
         * @param name the touchpoint
         * @return the narrower population
         */
        public Responses at(String name) {
            return at(Param.of(Param.Type.TEXT, TextSet.of(name)));
        }

        /**
         * Returns only the responses about some touchpoints.
         *
         * @param names the touchpoints, or a parameter that stands for them; left open: all
         * @return the narrower population
         */
        public Responses at(Param<TextSet> names) {
            return new Responses(instrument, in, names, dedupe, after);
        }

        /**
         * Returns the responses by another rule for several answers.
         *
         * @param rule which of several answers count
         * @return the population
         */
        public Responses each(Dedupe rule) {
            return new Responses(instrument, in, touchpoint, rule, after);
        }

        /**
         * Returns only the answers that users gave in a window after something first happened to them, or to their account.
         *
         * @param since the window
         * @return the narrower population
         */
        public Responses after(Since since) {
            return new Responses(instrument, in, touchpoint, dedupe, since);
        }

        /**
         * Returns the responses of which only the last of each respondent counts.
         *
         * @return the population
         */
        public Responses latestPerRespondent() {
            return each(Dedupe.LATEST_PER_RESPONDENT);
        }
    }

    /** Which of several answers of one respondent count. */
    enum Dedupe {
        /** Every answer. */
        ALL,
        /** The last answer of that time of each user of an account; anonymous answers all count. */
        LATEST_PER_RESPONDENT,
        /** The last answer of that time of each account. */
        BY_ACCOUNT
    }

    /**
     * A window after the first time that something happened.
     *
     * @param after what happened
     * @param unit to whom: the same user, or the same account
     * @param within how long after; absent for any time
     */
    record Since(Selector after, Unit unit, @Nullable Param<Duration> within) implements Serializable {
        /** Checks the length. */
        public Since {
            if (within != null) {
                Param.requireLength("within", within, Duration.ZERO);
            }
        }
    }

    /**
     * Users.
     *
     * @param that what must hold for them
     */
    record Users(Condition that) implements Population {
        @Override
        public void accountValues(Consumer<String> keys) {
            that.accountValues(keys);
        }
    }

    /**
     * Tickets.
     *
     * @param tickets which of them, told from the period
     * @param requires a field without which a ticket is left out and counted as excluded; absent for none
     * @param where what {@code priority}, {@code category} or {@code channel} must be; texts that are left open fit all
     */
    record Tickets(TicketState tickets, @Nullable String requires, SortedMap<String, Param<TextSet>> where)
            implements Population {
        /** Copies the map. */
        public Tickets {
            where = copy(where);
        }

        /**
         * Returns only the tickets one of whose texts fits.
         *
         * @param field {@code priority}, {@code category} or {@code channel}
         * @param texts the texts that fit, or a parameter that stands for them
         * @return the narrower population
         */
        public Tickets where(String field, Param<TextSet> texts) {
            SortedMap<String, Param<TextSet>> more = new TreeMap<>(where);
            more.put(field, texts);
            return new Tickets(tickets, requires, more);
        }
    }

    /** Which tickets, told from the period. */
    enum TicketState {
        /** Opened in it. */
        OPENED_IN,
        /** Resolved in it. */
        RESOLVED_IN,
        /** Opened before its end and not resolved before its end. */
        UNRESOLVED_AT
    }

    /**
     * Contracts.
     *
     * @param contracts which of them, told from the period
     */
    record Contracts(ContractState contracts) implements Population {}

    /** Which contracts, told from the period. */
    enum ContractState {
        /** Their term ends in it. */
        ENDS_IN,
        /** Their term has begun before its end and ends at or after its end. */
        ACTIVE_AT
    }

    /**
     * Opportunities.
     *
     * @param opportunities which of them, told from the period
     * @param where what {@code kind}, {@code outcome}, {@code source} or {@code referrerType} must be; texts that are left open fit all
     */
    record Opportunities(OpportunityState opportunities, SortedMap<String, Param<TextSet>> where)
            implements Population {
        /** Copies the map. */
        public Opportunities {
            where = copy(where);
        }

        /**
         * Returns only the opportunities one of whose texts fits.
         *
         * @param field {@code kind}, {@code outcome}, {@code source} or {@code referrerType}
         * @param texts the texts that fit, at least one
         * @return the narrower population
         */
        public Opportunities where(String field, String... texts) {
            return where(field, Param.of(Param.Type.TEXT, TextSet.of(texts)));
        }

        /**
         * Returns only the opportunities one of whose texts fits.
         *
         * @param field {@code kind}, {@code outcome}, {@code source} or {@code referrerType}
         * @param texts the texts that fit, or a parameter that stands for them
         * @return the narrower population
         */
        public Opportunities where(String field, Param<TextSet> texts) {
            SortedMap<String, Param<TextSet>> more = new TreeMap<>(where);
            more.put(field, texts);
            return new Opportunities(opportunities, more);
        }
    }

    /** Which opportunities, told from the period. */
    enum OpportunityState {
        /** Created in it. */
        CREATED_IN,
        /** Won or lost in it. */
        CLOSED_IN,
        /** Created before its end and not closed before its end. */
        OPEN_AT
    }

    /**
     * Costs booked in the period.
     *
     * @param category the categories
     * @param lag how much earlier than the period they were booked; absent for not at all
     */
    record Costs(Param<TextSet> category, @Nullable Param<Duration> lag) implements Population {
        /** Checks the length. */
        public Costs {
            if (lag != null) {
                Param.requireLength("lag", lag, Duration.ZERO);
            }
        }
    }

    /**
     * Things that happened, each on its own.
     *
     * @param occurrences what
     * @param in when
     * @param latestPer of which only the last counts, {@code user} for each user; absent for every one
     * @param after only what happened to users, or accounts, to whom something else had happened, absent for all; what names no
     *     user cannot be placed and is left out
     */
    record Occurrences(
            Selector occurrences,
            Scope in,
            @Nullable Unit latestPer,
            @Nullable Since after) implements Population {

        /**
         * Returns only what happened in a window after something else first happened to the user, or to the account.
         *
         * @param since the window
         * @return the narrower population
         */
        public Occurrences after(Since since) {
            return new Occurrences(occurrences, in, latestPer, since);
        }

        /**
         * Returns what happened at another time than the period.
         *
         * @param scope when
         * @return the population
         */
        public Occurrences in(Scope scope) {
            return new Occurrences(occurrences, scope, latestPer, after);
        }

        /**
         * Returns only the last that happened to each user, or to each account.
         *
         * @param unit user or account
         * @return the population
         */
        public Occurrences latestPer(Unit unit) {
            return new Occurrences(occurrences, in, unit, after);
        }
    }

    private static SortedMap<String, Param<TextSet>> copy(SortedMap<String, Param<TextSet>> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }

    /**
     * Names the numbers that others computed for accounts and that are read here.
     *
     * @param keys takes the keys
     */
    default void accountValues(Consumer<String> keys) {}

    /**
     * Returns users for whom something holds.
     *
     * @param condition what must hold
     * @return the population
     */
    static Population usersThat(Condition condition) {
        return new Users(condition);
    }

    /**
     * Returns tickets.
     *
     * @param state which of them
     * @return the population
     */
    static Tickets tickets(TicketState state) {
        return new Tickets(state, null, Collections.emptySortedMap());
    }

    /**
     * Returns contracts.
     *
     * @param state which of them
     * @return the population
     */
    static Population contracts(ContractState state) {
        return new Contracts(state);
    }

    /**
     * Returns opportunities.
     *
     * @param state which of them
     * @return the population
     */
    static Opportunities opportunities(OpportunityState state) {
        return new Opportunities(state, Collections.emptySortedMap());
    }

    /**
     * Returns the costs of some categories booked in the period.
     *
     * @param categories the categories, at least one
     * @return the population
     */
    static Population costs(String... categories) {
        return new Costs(Param.of(Param.Type.TEXT, TextSet.of(categories)), null);
    }

    /**
     * Returns what happened in the period, each occurrence on its own.
     *
     * @param selector what
     * @return the population
     */
    static Occurrences occurrences(Selector selector) {
        return new Occurrences(selector, Scope.inPeriod(), null, null);
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
        return new Responses(new TreeSet<>(Arrays.asList(instruments)), Scope.inPeriod(), null, Dedupe.ALL, null);
    }
}
