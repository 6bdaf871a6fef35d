package io.csmetrics.health.score;

import java.util.Locale;

/** What there is to a signal of an account at an instant. */
public enum SignalState {
    /** A usable value. */
    OK,
    /** No value. */
    MISSING,
    /** A value that is older than the signal's maximum age. */
    STALE,
    /** A value that cannot be used: not finite, no number where one is needed, an unknown word, or observed in the future. */
    INVALID,
    /** The signal makes no sense for the account, such as the use of a feature that it has not bought. */
    NOT_APPLICABLE;

    /**
     * Returns the state as JSON writes it.
     *
     * @return such as {@code not-applicable}
     */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
