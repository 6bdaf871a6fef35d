package io.csmetrics.cohort.lifetime;

/** When a customer pays for a period. */
public enum PaymentTiming {
    /** At its beginning: the payment that is due now is not discounted. */
    ADVANCE,
    /** At its end: every payment is one period later, {@code arrears = advance / (1 + d)}. */
    ARREARS
}
