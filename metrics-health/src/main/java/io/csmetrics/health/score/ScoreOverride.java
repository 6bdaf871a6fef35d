package io.csmetrics.health.score;

import io.csmetrics.health.model.OverrideRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A score that a person sets for a time.
 *
 * @param value the score, on the scale of the model
 * @param author who says so
 * @param reason why
 * @param from since when it holds
 * @param until when it ends; at that instant it holds no more
 */
public record ScoreOverride(double value, String author, Optional<String> reason, Instant from, Instant until) {
    /** Checks that it has an author and an end. */
    public ScoreOverride {
        Objects.requireNonNull(reason, "reason");
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("score " + value + " of an override must be a number; correct it");
        }
        if (author.isBlank()) {
            throw new IllegalArgumentException("author of an override must not be blank; say who sets the score");
        }
        if (!until.isAfter(from)) {
            throw new IllegalArgumentException(
                    "end " + until + " of an override must be after its start " + from + "; correct one of them");
        }
    }

    /**
     * Tells whether a model lets it stand.
     *
     * @param rule the rule of the model
     * @return why not, empty if it may stand
     */
    public Optional<String> refusedBy(OverrideRule rule) {
        if (Duration.between(from, until).compareTo(Duration.ofDays(rule.maxDays())) > 0) {
            return Optional.of("lasts longer than " + rule.maxDays() + " days");
        }
        if (rule.reasonRequired() && reason.filter(text -> !text.isBlank()).isEmpty()) {
            return Optional.of("has no reason");
        }
        return Optional.empty();
    }

    /**
     * Tells whether it holds at an instant.
     *
     * @param instant the instant
     * @return whether the instant is in its time
     */
    public boolean holdsAt(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(until);
    }
}
