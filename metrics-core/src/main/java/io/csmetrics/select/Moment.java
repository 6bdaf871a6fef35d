package io.csmetrics.select;

/** An end of the period at which a state is read. */
public enum Moment {
    /** The start: the state before anything of the period happened. */
    START,
    /** The end: the state after everything of the period happened. */
    END
}
