package io.csmetrics.health.score;

/** Why an account has no score. */
public enum NoScore {
    /** No model applies to the account. */
    NO_MODEL,
    /** A signal that the model requires has no usable value. */
    REQUIRED_SIGNAL_MISSING,
    /** Too little of the weight has usable values. */
    INSUFFICIENT_COVERAGE
}
