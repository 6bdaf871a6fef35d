package io.csmetrics.select;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What holds for a unit or does not. Which conditions fit which units is told by each. */
public sealed interface Condition extends Serializable {

    /**
     * The account, or the user's account, is a customer at an end of the period.
     *
     * @param customerAt which end
     */
    record CustomerAt(Moment customerAt) implements Condition {}

    /**
     * Something happened often enough to the account, or to the user.
     *
     * @param did what
     * @param in when
     * @param atLeast how often, at least 1
     * @param distinct a text of which only different values count, {@code user} for different users; absent for every occurrence
     */
    record Did(
            Selector did,
            Scope in,
            Param<BigDecimal> atLeast,
            @Nullable String distinct) implements Condition {
        /** Checks the number. */
        public Did {
            Param.requireCount("atLeast", atLeast);
        }

        /**
         * Returns the condition that it happened in another scope.
         *
         * @param scope when
         * @return the condition
         */
        public Did in(Scope scope) {
            return new Did(did, scope, atLeast, distinct);
        }

        /**
         * Returns the condition that it happened more often.
         *
         * @param least how often
         * @return the condition
         */
        public Did atLeast(Param<BigDecimal> least) {
            return new Did(did, in, least, distinct);
        }

        /**
         * Returns the condition that only different values count.
         *
         * @param text the name of a text, or {@code user}
         * @return the condition
         */
        public Did distinct(String text) {
            return new Did(did, in, atLeast, text);
        }
    }

    /**
     * The last of two things that happened to the account or the user before an end of the period is the first of them: a member
     * who joined and has not left since.
     *
     * @param latest what must have happened last
     * @param over what would have ended it
     * @param at which end
     */
    record Latest(Selector latest, Selector over, Moment at) implements Condition {}

    /** A contract of the account ends in the period; {@code {"contractEndsIn": "period"}} in JSON. */
    record ContractEnds() implements Condition {}

    /**
     * A contract was renewed: another contract names it and was signed no later than its end and a grace. Of an account it is said
     * about its contracts that end in the period.
     *
     * @param renewed how many of an account's contracts must be
     * @param grace how late the renewal may be signed
     */
    record Renewed(Rule renewed, Param<Duration> grace) implements Condition {
        /** Checks the grace. */
        public Renewed {
            Param.requireLength("grace", grace, Duration.ZERO);
        }
    }

    /** How many of an account's contracts a condition is about. */
    enum Rule {
        /** At least one. */
        ANY,
        /** Every one. */
        ALL
    }

    /**
     * Something happened to the user, or to the account, in a share of the full seven-day blocks of the period, which are counted from
     * its start. A rest of less than seven days is no block.
     *
     * @param regular what
     * @param minShare the least share of the blocks, 0 to 1
     */
    record Regular(Selector regular, Param<BigDecimal> minShare) implements Condition {
        /** The days of a block. */
        public static final int BLOCK_DAYS = 7;

        /** Checks the share. */
        public Regular {
            Param.requireShare("minShare", minShare);
        }
    }

    /**
     * A number of the unit compares with another; a unit without the number does not meet it.
     *
     * @param field the field, such as {@code score} of a survey response, {@code contacts} of a ticket, {@code value} of an event
     * @param op how it compares
     * @param value with what
     */
    record Field(String field, Comparison op, Param<BigDecimal> value) implements Condition {}

    /**
     * A text of the unit is one of some texts.
     *
     * @param field the field, such as {@code outcome} of an opportunity, or an attribute of an event
     * @param value the texts
     */
    record FieldIs(String field, Param<TextSet> value) implements Condition {}

    /**
     * The unit has a field at all; {@code {"field": "escalated", "op": "set"}} in JSON.
     *
     * @param field the field
     */
    record FieldSet(String field) implements Condition {}

    /**
     * A ticket was followed by another one of the same requester and category, opened no later than a length of time after it was
     * resolved. Without the length no ticket meets it.
     *
     * @param repeatedWithin the length
     */
    record Repeated(Param<Duration> repeatedWithin) implements Condition {
        /** Checks the length. */
        public Repeated {
            Param.requireLength("repeatedWithin", repeatedWithin, Duration.ZERO);
        }
    }

    /**
     * The latest number that others computed for the account before the end of the period is at or above a threshold. An account
     * without one does not meet it.
     *
     * @param score the key of the number
     * @param atLeast the threshold
     */
    record Score(String score, Param<BigDecimal> atLeast) implements Condition {
        @Override
        public void accountValues(Consumer<String> keys) {
            keys.accept(score);
        }
    }

    /**
     * Every one of some conditions holds.
     *
     * @param all the conditions
     */
    record All(List<Condition> all) implements Condition {
        /** Copies the list. */
        public All {
            all = List.copyOf(all);
        }

        @Override
        public void accountValues(Consumer<String> keys) {
            all.forEach(condition -> condition.accountValues(keys));
        }
    }

    /**
     * At least one of some conditions holds.
     *
     * @param any the conditions
     */
    record Any(List<Condition> any) implements Condition {
        /** Copies the list. */
        public Any {
            any = List.copyOf(any);
        }

        @Override
        public void accountValues(Consumer<String> keys) {
            any.forEach(condition -> condition.accountValues(keys));
        }
    }

    /**
     * A condition does not hold.
     *
     * @param not the condition
     */
    record Not(Condition not) implements Condition {
        @Override
        public void accountValues(Consumer<String> keys) {
            not.accountValues(keys);
        }
    }

    /**
     * Names the numbers that others computed for accounts and that are read here.
     *
     * @param keys takes the keys
     */
    default void accountValues(Consumer<String> keys) {}

    /**
     * The account is a customer at an end of the period.
     *
     * @param moment which end
     * @return the condition
     */
    static Condition customerAt(Moment moment) {
        return new CustomerAt(moment);
    }

    /**
     * Something happened at least once inside the period.
     *
     * @param selector what
     * @return the condition
     */
    static Did did(Selector selector) {
        return new Did(selector, Scope.inPeriod(), Param.of(Param.Type.NUMBER, BigDecimal.ONE), null);
    }

    /**
     * Something happened at least once.
     *
     * @param selector what
     * @param scope when
     * @return the condition
     */
    static Did did(Selector selector, Scope scope) {
        return did(selector).in(scope);
    }

    /**
     * The score of a survey response compares with a number.
     *
     * @param op how
     * @param number with what
     * @return the condition
     */
    static Condition score(Comparison op, String number) {
        return field("score", op, number);
    }

    /**
     * A number of the unit compares with another.
     *
     * @param field the field
     * @param op how
     * @param number with what
     * @return the condition
     */
    static Condition field(String field, Comparison op, String number) {
        return new Field(field, op, Param.of(Param.Type.NUMBER, new BigDecimal(number)));
    }

    /**
     * A text of the unit is one of some texts.
     *
     * @param field the field
     * @param texts the texts, at least one
     * @return the condition
     */
    static Condition fieldIs(String field, String... texts) {
        return new FieldIs(field, Param.of(Param.Type.TEXT, TextSet.of(texts)));
    }

    /**
     * Every one of some conditions holds.
     *
     * @param conditions the conditions
     * @return the condition
     */
    static Condition all(Condition... conditions) {
        return new All(List.of(conditions));
    }

    /**
     * At least one of some conditions holds.
     *
     * @param conditions the conditions
     * @return the condition
     */
    static Condition any(Condition... conditions) {
        return new Any(List.of(conditions));
    }

    /**
     * A condition does not hold.
     *
     * @param condition the condition
     * @return the opposite
     */
    static Condition not(Condition condition) {
        return new Not(condition);
    }
}
