package io.csmetrics.health.model;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Signals that tell of one thing, such as usage. What is missing in a group is shared out inside it first.
 *
 * @param id its id, unique in the model
 * @param title what people read; empty for the id
 * @param weight its weight in the model, any number not below 0
 * @param aggregation how its signals become one score
 * @param signals the signals, at least one
 */
public record SignalGroup(
        String id, Optional<String> title, double weight, Aggregation aggregation, List<HealthSignal> signals) {

    /** Checks every rule above. */
    public SignalGroup {
        Objects.requireNonNull(aggregation, "aggregation");
        signals = List.copyOf(signals);
        new PartCheck()
                .name("id", id)
                .text("title", title)
                .that(
                        weight >= 0 && Double.isFinite(weight),
                        "weight",
                        PartCheck.text(weight) + "; weights cannot be negative")
                .that(!signals.isEmpty(), "signals", "a group must have at least one signal")
                .done();
    }

    /**
     * Returns a group whose score is the weighted mean of its signals.
     *
     * @param id its id
     * @param weight its weight in the model
     * @param signals the signals
     * @return the group
     * @throws InvalidModelException with everything that is wrong with it
     */
    public static SignalGroup of(String id, double weight, HealthSignal... signals) {
        return new SignalGroup(id, Optional.empty(), weight, Aggregation.MEAN, Arrays.asList(signals));
    }

    /**
     * Returns what people read.
     *
     * @return the title, or the id
     */
    public String label() {
        return title.orElse(id);
    }
}
