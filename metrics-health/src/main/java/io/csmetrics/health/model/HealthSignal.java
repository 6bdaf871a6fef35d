package io.csmetrics.health.model;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One thing that a score looks at.
 *
 * @param id its id, unique in the model
 * @param title what people read; empty for the id
 * @param note what the author wants to say about it
 * @param weight its weight in its group, any number not below 0
 * @param source where its values come from
 * @param maxAgeDays how old a value may be and still count, in days; empty for any age
 * @param halfLifeDays after how many days of age its weight is halved; empty for never
 * @param feedDays how many days usually lie between two values; only for checks of the model
 * @param normaliser how a raw value becomes a sub-score
 * @param missing what becomes of it without a usable value
 */
public record HealthSignal(
        String id,
        Optional<String> title,
        Optional<String> note,
        double weight,
        SignalSource source,
        OptionalDouble maxAgeDays,
        OptionalDouble halfLifeDays,
        OptionalDouble feedDays,
        Normaliser normaliser,
        MissingPolicy missing) {

    /** Checks every rule above. */
    public HealthSignal {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(normaliser, "normaliser");
        Objects.requireNonNull(missing, "missing");
        new PartCheck()
                .name("id", id)
                .text("title", title)
                .text("note", note)
                .that(
                        weight >= 0 && Double.isFinite(weight),
                        "weight",
                        PartCheck.text(weight) + "; weights cannot be negative (use worst/best to turn a signal round)")
                .positive("maxAgeDays", maxAgeDays.orElse(1))
                .positive("halfLifeDays", halfLifeDays.orElse(1))
                .positive("feedDays", feedDays.orElse(1))
                .done();
    }

    /**
     * Returns what people read.
     *
     * @return the title, or the id
     */
    public String label() {
        return title.orElse(id);
    }

    /**
     * Begins a signal.
     *
     * @param id its id
     * @param normaliser how a raw value becomes a sub-score
     * @return the builder, with weight 1
     */
    public static Builder builder(String id, Normaliser normaliser) {
        return new Builder(id, normaliser);
    }

    /** Builds a {@link HealthSignal}. */
    public static final class Builder {
        private final String id;
        private final Normaliser normaliser;
        private Optional<String> title = Optional.empty();
        private Optional<String> note = Optional.empty();
        private double weight = 1;
        private SignalSource source = new SignalSource.Given();
        private OptionalDouble maxAgeDays = OptionalDouble.empty();
        private OptionalDouble halfLifeDays = OptionalDouble.empty();
        private OptionalDouble feedDays = OptionalDouble.empty();
        private MissingPolicy missing = new MissingPolicy.Exclude();

        private Builder(String id, Normaliser normaliser) {
            this.id = Objects.requireNonNull(id, "id");
            this.normaliser = Objects.requireNonNull(normaliser, "normaliser");
        }

        /**
         * Sets what people read.
         *
         * @param value the title
         * @return this builder
         */
        public Builder title(String value) {
            title = Optional.of(value);
            return this;
        }

        /**
         * Sets what the author wants to say.
         *
         * @param value the note
         * @return this builder
         */
        public Builder note(String value) {
            note = Optional.of(value);
            return this;
        }

        /**
         * Sets the weight in the group.
         *
         * @param value the weight, not below 0
         * @return this builder
         */
        public Builder weight(double value) {
            weight = value;
            return this;
        }

        /**
         * Sets where values come from.
         *
         * @param value the source; values are handed in if this is not called
         * @return this builder
         */
        public Builder source(SignalSource value) {
            source = value;
            return this;
        }

        /**
         * Sets how old a value may be.
         *
         * @param days the number of days, above 0; a value of just this age still counts
         * @return this builder
         */
        public Builder maxAgeDays(double days) {
            maxAgeDays = OptionalDouble.of(days);
            return this;
        }

        /**
         * Sets after how many days of age the weight is halved.
         *
         * @param days the number of days, above 0
         * @return this builder
         */
        public Builder halfLifeDays(double days) {
            halfLifeDays = OptionalDouble.of(days);
            return this;
        }

        /**
         * Sets how many days usually lie between two values.
         *
         * @param days the number of days, above 0
         * @return this builder
         */
        public Builder feedDays(double days) {
            feedDays = OptionalDouble.of(days);
            return this;
        }

        /**
         * Sets what becomes of the signal without a usable value.
         *
         * @param value the policy; left out of the mean if this is not called
         * @return this builder
         */
        public Builder missing(MissingPolicy value) {
            missing = value;
            return this;
        }

        /**
         * Returns the signal.
         *
         * @return the signal
         * @throws InvalidModelException with everything that is wrong with it
         */
        public HealthSignal build() {
            return new HealthSignal(
                    id, title, note, weight, source, maxAgeDays, halfLifeDays, feedDays, normaliser, missing);
        }
    }
}
