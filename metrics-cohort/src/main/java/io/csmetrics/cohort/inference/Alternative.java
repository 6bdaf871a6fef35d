package io.csmetrics.cohort.inference;

/** What a test of two groups looks for. Choose it before you look at the figures. */
public enum Alternative {
    /** The groups differ, whichever is greater: the default. */
    TWO_SIDED,
    /** The share of the first group is the greater one. */
    GREATER,
    /** The share of the first group is the smaller one. */
    LESS
}
