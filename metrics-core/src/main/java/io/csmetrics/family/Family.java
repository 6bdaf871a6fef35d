package io.csmetrics.family;

import io.csmetrics.count.Need;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.period.Reading;
import io.csmetrics.select.Formula;
import io.csmetrics.select.Selector;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A formula: a small tree of values. Leaves say what is counted and divide it; nodes only combine. A formula asks for what it needs
 * and answers from what was counted; it never sees data. Equal formulas are equal values.
 */
public sealed interface Family extends Formula
        permits Ledger,
                Share,
                Aggregate,
                Conversion,
                TimeBetween,
                Gaps,
                Frequency,
                Association,
                ArmDifference,
                Forecast,
                Custom,
                Derived,
                Growth,
                Only,
                Reference,
                Choice,
                Designated,
                Attainment,
                OpenFamily {

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
     * Returns how long after the end of a period the last of its units is still inside a window: with the knowledge of an earlier
     * instant some units are left out, or all. All parameters are set.
     *
     * @return the longest such time, zero where nothing is followed beyond the period
     */
    default Duration followUp() {
        return Duration.ZERO;
    }

    /**
     * Names what may happen to another account than the one that it is matched with by an id. Where accounts are split into parts,
     * all parts must know of such events: {@link io.csmetrics.data.CustomerData.Builder#context} takes them. All parameters are set.
     *
     * @param out takes every such selector
     */
    default void reachesAcross(Consumer<Selector.Event> out) {
        // most formulas look at one account at a time
    }

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
