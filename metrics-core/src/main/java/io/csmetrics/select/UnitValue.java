package io.csmetrics.select;

import java.io.Serializable;

/** A number of each unit. */
public sealed interface UnitValue extends Serializable {

    /** One, for every unit. */
    record One() implements UnitValue {}

    /**
     * A field of the unit.
     *
     * @param field the field, {@code score} for a survey response
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
}
