package io.csmetrics.cohort.purchase;

import java.util.Locale;

/** Why a purchase is not counted. Of several reasons the first in this order is counted. */
public enum PurchaseRejection {
    /** A row without the id of a customer. */
    BLANK_ID,
    /** A row after the last known day. */
    AFTER_AS_OF,
    /** A row with an amount below 0, such as a refund: it is no purchase. */
    NEGATIVE_AMOUNT,
    /** A row with an amount of 0, where those are not taken for purchases. */
    ZERO_AMOUNT;

    /**
     * Returns the name, such as {@code after-as-of}.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
