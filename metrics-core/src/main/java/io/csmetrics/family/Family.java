package io.csmetrics.family;

import io.csmetrics.count.Need;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.period.Reading;
import java.io.Serializable;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A formula: a small tree of values. Leaves say what is counted and divide it; nodes only combine. A formula asks for what it needs
 * and answers from what was counted; it never sees data. Equal formulas are equal values.
 */
public sealed interface Family extends Serializable permits Ledger, Share, Aggregate, Derived, Growth, Only, Reference {

    /**
     * Says what must be counted.
     *
     * @param reading what is read
     * @param only which accounts count
     * @param out takes every need
     */
    void needs(Reading reading, AccountFilter only, Consumer<Need> out);

    /**
     * Answers from what was counted.
     *
     * @param reading what was read
     * @param only which accounts counted
     * @param counts the facts of every need
     * @return the number or the reason why there is none
     */
    Answer answer(Reading reading, AccountFilter only, Counts counts);

    /**
     * Sets parameters.
     *
     * @param values values by name
     * @return the formula with every parameter set that has a value, and the names of those that have none
     */
    default Bound bind(Map<String, ? extends Serializable> values) {
        return Bound.of(this, values);
    }
}
