package io.csmetrics.health.score;

import io.csmetrics.health.model.SignalValue;
import java.time.Instant;
import java.util.Objects;

/**
 * What was seen of a signal of an account at an instant.
 *
 * @param accountId the account
 * @param signal the id of the signal
 * @param value the raw value; {@link SignalValue#none()} for a feed that gave nothing
 * @param observedAt when
 * @param applies whether the signal makes sense for the account; if not, the value does not matter
 */
public record SignalObservation(
        String accountId, String signal, SignalValue value, Instant observedAt, boolean applies) {

    /** Checks that all parts are there. */
    public SignalObservation {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(observedAt, "observedAt");
        if (accountId.isBlank() || signal.isBlank()) {
            throw new IllegalArgumentException("account \"" + accountId + "\" and signal \"" + signal
                    + "\" of an observation must not be blank; name both");
        }
    }

    /**
     * Returns an observation.
     *
     * @param accountId the account
     * @param signal the id of the signal
     * @param value the raw value
     * @param observedAt when
     * @return the observation
     */
    public static SignalObservation of(String accountId, String signal, SignalValue value, Instant observedAt) {
        return new SignalObservation(accountId, signal, value, observedAt, true);
    }

    /**
     * Returns an observation of a number.
     *
     * @param accountId the account
     * @param signal the id of the signal
     * @param value the number
     * @param observedAt when
     * @return the observation
     */
    public static SignalObservation of(String accountId, String signal, double value, Instant observedAt) {
        return of(accountId, signal, SignalValue.of(value), observedAt);
    }

    /**
     * Says that a signal makes no sense for an account.
     *
     * @param accountId the account
     * @param signal the id of the signal
     * @param observedAt since when that is known
     * @return the observation
     */
    public static SignalObservation notApplicable(String accountId, String signal, Instant observedAt) {
        return new SignalObservation(accountId, signal, SignalValue.none(), observedAt, false);
    }
}
