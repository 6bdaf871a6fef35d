package io.csmetrics.kpi;

/** The stage of the customer journey that a KPI looks at. */
public enum Stage {
    /** From the purchase to the first use. */
    ONBOARDING,
    /** Use becomes habit. */
    ADOPTION,
    /** The customer gets what it paid for. */
    VALUE_REALIZATION,
    /** The customer speaks for the product. */
    ADVOCACY,
    /** All stages. */
    CROSS_STAGE
}
