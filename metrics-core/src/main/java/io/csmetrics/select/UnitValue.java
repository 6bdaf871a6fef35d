package io.csmetrics.select;

import java.io.Serializable;
import java.util.function.Consumer;

/** A number of each unit. Units without it are left out and counted as excluded. */
public sealed interface UnitValue extends Serializable {

    /** One, for every unit. */
    record One() implements UnitValue {}

    /**
     * A number that the unit has itself.
     *
     * @param field the field: {@code score} of a survey response, {@code value} of an event or of a contract (its annual value),
     *     {@code amount} or {@code probability} of an opportunity, {@code amount} of a cost, {@code contacts} or
     *     {@code reopens} of a ticket, of an event also any attribute that is a number, such as {@code influence}, and of an account
     *     any property that is a number, such as {@code seats}
     */
    record Field(String field) implements UnitValue {}

    /**
     * A property of the account, as text; it can be counted by its different values only.
     *
     * @param accountField the property, as {@link io.csmetrics.record.Account#property(String)} names it
     */
    record AccountField(String accountField) implements UnitValue {}

    /**
     * The account's monthly recurring revenue.
     *
     * @param mrr at which end of the period
     */
    record Mrr(Moment mrr) implements UnitValue {}

    /**
     * How often something happened to the account or the user.
     *
     * @param count what
     * @param in when
     */
    record Count(Selector count, Scope in) implements UnitValue {}

    /**
     * How many different texts stand on what happened to the account or the user.
     *
     * @param distinct the name of the text, {@code user} for different users
     * @param of what happened
     * @param in when
     */
    record Distinct(String distinct, Selector of, Scope in) implements UnitValue {}

    /**
     * The sum of the values of events of the account or the user.
     *
     * @param sum the events
     * @param in when
     */
    record Sum(Selector sum, Scope in) implements UnitValue {}

    /**
     * On how many days the account had recurring revenue.
     *
     * @param customerDays in the period, or before its end
     */
    record CustomerDays(Scope customerDays) implements UnitValue {}

    /**
     * The account's monthly recurring revenue of each day, added up over days.
     *
     * @param mrrDays in the period, or before its end
     */
    record MrrDays(Scope mrrDays) implements UnitValue {}

    /**
     * The latest number that others computed for the account before the end of the period.
     *
     * @param score the key of the number
     */
    record Score(String score) implements UnitValue {
        @Override
        public void accountValues(Consumer<String> keys) {
            keys.accept(score);
        }
    }

    /**
     * The product of two numbers. Units that lack one of them have none.
     *
     * @param product one
     * @param by the other
     */
    record Product(UnitValue product, UnitValue by) implements UnitValue {
        @Override
        public void accountValues(Consumer<String> keys) {
            product.accountValues(keys);
            by.accountValues(keys);
        }
    }

    /**
     * One, for every unit that has a number: in a product it keeps the units that have that number, too.
     *
     * @param has the number
     */
    record Has(UnitValue has) implements UnitValue {
        @Override
        public void accountValues(Consumer<String> keys) {
            has.accountValues(keys);
        }
    }

    /**
     * Names the numbers that others computed for accounts and that are read here.
     *
     * @param keys takes the keys
     */
    default void accountValues(Consumer<String> keys) {}

    /**
     * Returns how often something happened inside the period.
     *
     * @param selector what
     * @return the number
     */
    static UnitValue count(Selector selector) {
        return new Count(selector, Scope.inPeriod());
    }

    /**
     * Returns how many different texts stand on what happened inside the period.
     *
     * @param text the name of the text, {@code user} for different users
     * @param selector what happened
     * @return the number
     */
    static UnitValue distinct(String text, Selector selector) {
        return new Distinct(text, selector, Scope.inPeriod());
    }

    /**
     * Returns the sum of the values of events inside the period.
     *
     * @param selector the events
     * @return the number
     */
    static UnitValue sum(Selector selector) {
        return new Sum(selector, Scope.inPeriod());
    }

    /**
     * Returns a number that the unit has itself.
     *
     * @param name the field
     * @return the number
     */
    static UnitValue field(String name) {
        return new Field(name);
    }
}
