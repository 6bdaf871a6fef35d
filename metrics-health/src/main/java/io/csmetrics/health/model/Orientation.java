package io.csmetrics.health.model;

/** Which end of the scale is good. */
public enum Orientation {
    /** A high score is good. */
    HEALTH,
    /** A high score is bad. */
    RISK
}
