package io.csmetrics.select;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;

/** What holds for a unit or does not: an account, or a survey response. */
public sealed interface Condition extends Serializable {

    /**
     * The account has revenue at an end of the period.
     *
     * @param customerAt which end
     */
    record CustomerAt(Moment customerAt) implements Condition {}

    /**
     * Something happened to the account often enough.
     *
     * @param did what
     * @param in when
     * @param atLeast how often, at least 1
     */
    record Did(Selector did, Scope in, int atLeast) implements Condition {
        /** Checks the number. */
        public Did {
            if (atLeast < 1) {
                throw new IllegalArgumentException("atLeast " + atLeast + " must be at least 1; use not for never");
            }
        }
    }

    /**
     * A number of the unit compares with another.
     *
     * @param field the field, {@code score} for a survey response
     * @param op how it compares
     * @param value with what
     */
    record Field(String field, Comparison op, Param<BigDecimal> value) implements Condition {}

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
    }

    /**
     * A condition does not hold.
     *
     * @param not the condition
     */
    record Not(Condition not) implements Condition {}

    /**
     * The account has revenue at an end of the period.
     *
     * @param moment which end
     * @return the condition
     */
    static Condition customerAt(Moment moment) {
        return new CustomerAt(moment);
    }

    /**
     * Something happened to the account inside the period.
     *
     * @param selector what
     * @return the condition
     */
    static Condition did(Selector selector) {
        return new Did(selector, Scope.inPeriod(), 1);
    }

    /**
     * Something happened to the account.
     *
     * @param selector what
     * @param scope when
     * @return the condition
     */
    static Condition did(Selector selector, Scope scope) {
        return new Did(selector, scope, 1);
    }

    /**
     * The score of a survey response compares with a number.
     *
     * @param op how
     * @param number with what
     * @return the condition
     */
    static Condition score(Comparison op, String number) {
        return new Field("score", op, Param.of(Param.Type.NUMBER, new BigDecimal(number)));
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
