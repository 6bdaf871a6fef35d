package io.csmetrics.cohort.lifetime;

/**
 * On which side of a renewal a customer stands when the rest of its lifetime is valued. Defined so that
 * {@code before(n) = retentionRate(n) * after(n)}.
 */
public enum RenewalTiming {
    /**
     * It faces renewal {@code n}, has made {@code n - 1}, and may leave now. This is the residual lifetime of Fader and Hardie (2010), "Customer-base
     * valuation in a contractual setting: the perils of ignoring heterogeneity".
     */
    BEFORE_RENEWAL,
    /** It has made renewal {@code n}; the period that this begins is not paid for yet, and counts. With {@code n = 0} it is a new customer. */
    AFTER_RENEWAL
}
