package io.csmetrics.cohort.lifetime;

/** Why there is no lifetime, or no value of it. */
public enum LifetimeRefusal {
    /** Without a discount it is infinite: too many customers hardly ever leave. */
    INFINITE,
    /** The discount is so small that the sum would never be reached; a horizon, or no discount, gives an answer. */
    TINY_DISCOUNT,
    /** Without a discount it is finite, but too far away to be added up. */
    NO_CLOSED_FORM,
    /** The model, or the horizon, has no such figure. */
    NOT_DEFINED,
    /** A KPI that it is made of is not defined. */
    UNDEFINED_KPI
}
