package io.csmetrics.health.review;

import io.csmetrics.health.model.HealthSignal;
import io.csmetrics.health.model.SignalValue;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A signal that takes another value.
 *
 * @param signal the signal
 * @param from its value now, none where it is missing
 * @param to the other value, as if observed when the account is scored
 * @param subScoreFrom the sub-score that counts now, 0 to 100; empty for none
 * @param subScoreTo the sub-score of the other value, 0 to 100
 */
public record Move(
        HealthSignal signal, SignalValue from, SignalValue to, OptionalDouble subScoreFrom, double subScoreTo) {

    /** Checks that all parts are there. */
    public Move {
        Objects.requireNonNull(signal, "signal");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
    }

    /**
     * Returns the move as text.
     *
     * @return such as {@code open P1 tickets 3 → 0}
     */
    @Override
    public String toString() {
        String same = from.equals(to) ? " (seen again)" : "";
        return signal.label() + " " + from + " → " + to + same;
    }
}
