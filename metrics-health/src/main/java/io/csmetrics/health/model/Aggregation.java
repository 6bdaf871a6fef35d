package io.csmetrics.health.model;

/** How several scores become one. */
public enum Aggregation {
    /** The weighted arithmetic mean. */
    MEAN,
    /** The weighted geometric mean of scores not below 1: a low score cannot be bought off by a high one. */
    GEOMETRIC,
    /** The lowest score whose weight is above 0. */
    WORST_OF
}
