package io.csmetrics.health.score;

import io.csmetrics.health.model.HealthSignal;
import io.csmetrics.health.model.SignalValue;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What one signal gives to a score.
 *
 * @param signal the signal
 * @param group the id of its group
 * @param state what there is to it
 * @param raw the raw value, none where there is none
 * @param ageDays how many days ago it was observed; empty without a value
 * @param subScore the sub-score that counts, 0 to 100: of the value, or what the model gives to a missing one; empty for none
 * @param share its share of the score, 0 to 1; the shares of a score add up to 1, and one without effect has 0
 * @param points the points that it gives, {@code share * subScore} on the scale of the model; with a geometric mean its part of the mean
 */
public record Contribution(
        HealthSignal signal,
        String group,
        SignalState state,
        SignalValue raw,
        OptionalDouble ageDays,
        OptionalDouble subScore,
        double share,
        double points) {

    /** Checks that all parts are there. */
    public Contribution {
        Objects.requireNonNull(signal, "signal");
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(raw, "raw");
    }

    /**
     * Returns the points that are lost to the best sub-score.
     *
     * @return {@code share * (100 - subScore)}, in sub-score points
     */
    public double lost() {
        return subScore.isPresent() ? share * (100 - subScore.getAsDouble()) : 0;
    }
}
