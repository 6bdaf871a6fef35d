package io.csmetrics.cohort;

import java.util.Locale;

/** With what a unit enters a cohort. */
public enum EntryRule {
    /**
     * The first that is known of a unit in its whole life, not in some window: its first start, which every event is unless the caller
     * marks it as a return; in a ledger the first revenue that
     * lasts to the end of a period. An account that came and went between two period ends is rejected, and counted.
     */
    FIRST,
    /**
     * The first event of a unit that meets a condition of the caller, who marks such events as starts; other events before it do not
     * count. It is counted as {@link #FIRST} is, and has a name of its own because the table means something else.
     */
    FIRST_MATCHING,
    /** Every period that holds a start: a unit stands in many cohorts. */
    RECURRING,
    /**
     * The first NEW movement of an account, whatever becomes of it before its period ends: who is gone by then stays in the
     * denominator, so that index 0 may be below 100 %. Only accounts have it, and only data with a ledger.
     */
    FIRST_NEW;

    /**
     * Returns the name, such as {@code first-matching}.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
