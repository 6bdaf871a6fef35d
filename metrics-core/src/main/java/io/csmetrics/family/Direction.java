package io.csmetrics.family;

/** Which way a number gets better. */
public enum Direction {
    /** Higher is better. */
    HIGHER,
    /** Lower is better. */
    LOWER,
    /** Neither; a target band says what is good. */
    NEUTRAL
}
