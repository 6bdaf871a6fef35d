package io.csmetrics.health.model;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Holds the score above a floor or below a cap while a condition holds.
 *
 * @param id its id, unique in the model
 * @param when the condition, on raw values of signals
 * @param floor the least score, on the scale of the model
 * @param cap the highest score, on the scale of the model
 * @param reason what people read
 * @param firesIfMissing whether it also fires where a missing signal leaves the condition open
 */
public record HealthRule(
        String id,
        ModelCondition when,
        OptionalDouble floor,
        OptionalDouble cap,
        Optional<String> reason,
        boolean firesIfMissing) {

    /** Checks every rule above. */
    public HealthRule {
        Objects.requireNonNull(when, "when");
        PartCheck check = new PartCheck()
                .name("id", id)
                .text("reason", reason)
                .finite("floor", floor.orElse(0))
                .finite("cap", cap.orElse(0))
                .that(floor.isPresent() || cap.isPresent(), "", "a rule must have a \"cap\" or a \"floor\"");
        if (floor.isPresent() && cap.isPresent()) {
            check.that(
                    floor.getAsDouble() <= cap.getAsDouble(),
                    "floor",
                    PartCheck.text(floor.getAsDouble()) + " is above its own cap " + PartCheck.text(cap.getAsDouble()));
        }
        check.done();
    }

    /**
     * Returns a rule that keeps the score from rising above a cap.
     *
     * @param id its id
     * @param when the condition
     * @param cap the highest score
     * @param reason what people read
     * @return the rule
     */
    public static HealthRule cap(String id, ModelCondition when, double cap, String reason) {
        return new HealthRule(id, when, OptionalDouble.empty(), OptionalDouble.of(cap), Optional.of(reason), false);
    }

    /**
     * Returns a rule that keeps the score from falling below a floor.
     *
     * @param id its id
     * @param when the condition
     * @param floor the least score
     * @param reason what people read
     * @return the rule
     */
    public static HealthRule floor(String id, ModelCondition when, double floor, String reason) {
        return new HealthRule(id, when, OptionalDouble.of(floor), OptionalDouble.empty(), Optional.of(reason), false);
    }
}
