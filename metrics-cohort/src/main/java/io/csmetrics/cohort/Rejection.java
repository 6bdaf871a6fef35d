package io.csmetrics.cohort;

import java.util.Locale;

/** Why something is in no cohort, or in none of its sums. */
public enum Rejection {
    /** Rows without the id of a unit. */
    BLANK_ID,
    /** Rows after the last known day. They are not looked at. */
    AFTER_AS_OF,
    /**
     * Units with activity before their start, told by the periods, days or instants in which activity is kept. What was before counts
     * in no window.
     */
    BEFORE_START,
    /** Units with activity but without a start. */
    NO_START,
    /** Accounts whose history begins with an imported balance: nobody knows when they entered. */
    OPENING_BOOK,
    /** Accounts that came and went between two period ends. */
    NEVER_AT_PERIOD_END,
    /** Units that have not come to their landmark. */
    BEFORE_LANDMARK,
    /** Accounts that were gone at their landmark. */
    GONE_BEFORE_LANDMARK,
    /** Members without revenue at index 0: they are in the cohort, and in no base of its revenue. */
    ZERO_BASE,
    /** Contracts that cannot be told to follow another one of their account. */
    UNLINKED_CONTRACT;

    /**
     * Returns the name, such as {@code never-at-period-end}.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
