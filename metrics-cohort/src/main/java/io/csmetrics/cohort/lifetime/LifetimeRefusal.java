package io.csmetrics.cohort.lifetime;

import java.util.Locale;

/** Why there is no lifetime, no spend, or no value of them. */
public enum LifetimeRefusal {
    /**
     * It is infinite: without a discount too many customers hardly ever leave, or a few spend so much that the mean of more and more
     * customers never settles.
     */
    INFINITE,
    /** The discount is so small that the sum would never be reached; a horizon, or no discount, gives an answer. */
    TINY_DISCOUNT,
    /** Without a discount it is finite, but too far away to be added up. */
    NO_CLOSED_FORM,
    /** The model, or the horizon, has no such figure. */
    NOT_DEFINED,
    /** A KPI that it is made of is not defined. */
    UNDEFINED_KPI;

    /**
     * Returns the name, such as {@code tiny-discount}.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
