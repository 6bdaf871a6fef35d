package io.csmetrics.cohort.experiment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One row of an experiment: a unit, as a rule an account, with its arm and what became of it. Whether its figures fit the experiment is
 * checked where it is added to one, so that all problems are told at once.
 *
 * @param unitId the unit
 * @param arm the arm that it was assigned to first, whatever was done to it
 * @param exposedOn the first day of its window: the day on which it was assigned, or treated
 * @param outcome its outcome at the end of the window; empty where nobody knows it
 * @param covariate something known of it from before the exposure; empty where it is not
 * @param periods the metric in the periods before the exposure, from the earliest to the last; empty where it is not known
 * @param secondaries its outcomes in secondary metrics by their names, as far as they are known
 * @param pair the pair or stratum within which it was matched
 * @param windowEndsOn the last day of its window, where that is not {@code exposedOn + horizon - 1}
 * @param life how long it lasted after the exposure
 */
public record ExperimentUnit(
        String unitId,
        String arm,
        LocalDate exposedOn,
        OptionalDouble outcome,
        OptionalDouble covariate,
        List<Double> periods,
        SortedMap<String, Double> secondaries,
        Optional<String> pair,
        Optional<LocalDate> windowEndsOn,
        Optional<Life> life) {

    /** Copies the collections. */
    public ExperimentUnit {
        periods = List.copyOf(periods);
        secondaries = Collections.unmodifiableSortedMap(new TreeMap<>(secondaries));
    }

    /**
     * How long a unit lasted after its exposure, as far as it is known.
     *
     * @param days the days from the exposure, not from the signup
     * @param ended whether it was lost then, rather than last seen
     */
    public record Life(double days, boolean ended) {}

    /**
     * Returns a unit with an outcome.
     *
     * @param unitId the unit
     * @param arm its arm
     * @param exposedOn the first day of its window
     * @param outcome its outcome
     * @return the unit
     */
    public static ExperimentUnit of(String unitId, String arm, LocalDate exposedOn, double outcome) {
        return builder(unitId, arm, exposedOn).outcome(outcome).build();
    }

    /**
     * Begins a unit without outcome.
     *
     * @param unitId the unit
     * @param arm its arm
     * @param exposedOn the first day of its window
     * @return the builder
     */
    public static Builder builder(String unitId, String arm, LocalDate exposedOn) {
        return new Builder(unitId, arm, exposedOn);
    }

    /** The last day of the window of a unit; a horizon of 1 day ends on the day of the exposure. */
    LocalDate lastDay(int horizonDays) {
        return windowEndsOn.orElseGet(() -> exposedOn.plusDays(horizonDays - 1L));
    }

    OptionalDouble secondary(String name) {
        Double value = secondaries.get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** The mean of the periods before the exposure, which the outcome is compared with. */
    OptionalDouble baseline() {
        return periods.stream().mapToDouble(Double::doubleValue).average();
    }

    /** The same unit without its life, for other figures. */
    Builder copy() {
        Builder copy = new Builder(unitId, arm, exposedOn);
        copy.outcome = outcome;
        copy.covariate = covariate;
        copy.periods = periods;
        copy.secondaries.putAll(secondaries);
        copy.pair = pair.orElse(null);
        copy.windowEndsOn = windowEndsOn.orElse(null);
        return copy;
    }

    /** Builds {@link ExperimentUnit}. */
    public static final class Builder {
        private final String unitId;
        private final String arm;
        private final LocalDate exposedOn;
        private final SortedMap<String, Double> secondaries = new TreeMap<>();
        private OptionalDouble outcome = OptionalDouble.empty();
        private OptionalDouble covariate = OptionalDouble.empty();
        private List<Double> periods = List.of();
        private @Nullable String pair;
        private @Nullable LocalDate windowEndsOn;
        private @Nullable Life life;

        private Builder(String unitId, String arm, LocalDate exposedOn) {
            this.unitId = unitId;
            this.arm = arm;
            this.exposedOn = exposedOn;
        }

        /**
         * Sets the outcome in the primary metric.
         *
         * @param value the outcome: 0 or 1 of a share, any number of a mean
         * @return this builder
         */
        public Builder outcome(double value) {
            outcome = OptionalDouble.of(value);
            return this;
        }

        /**
         * Sets something known from before the exposure, such as the revenue then.
         *
         * @param value the number
         * @return this builder
         */
        public Builder covariate(double value) {
            covariate = OptionalDouble.of(value);
            return this;
        }

        /**
         * Sets the metric in the periods before the exposure.
         *
         * @param earliestFirst the figures; the last one is of the period that ended with the exposure
         * @return this builder
         */
        public Builder before(double... earliestFirst) {
            List<Double> values = new ArrayList<>();
            for (double value : earliestFirst) {
                values.add(value);
            }
            periods = values;
            return this;
        }

        /**
         * Sets the outcome in a secondary metric.
         *
         * @param metric the name of the metric
         * @param value the outcome
         * @return this builder
         */
        public Builder secondary(String metric, double value) {
            secondaries.put(metric, value);
            return this;
        }

        /**
         * Sets the pair or stratum within which the unit was matched.
         *
         * @param value the name that units of both arms share
         * @return this builder
         */
        public Builder pair(String value) {
            pair = value;
            return this;
        }

        /**
         * Sets the last day of the window, where it is not the horizon's.
         *
         * @param value the day
         * @return this builder
         */
        public Builder windowEndsOn(LocalDate value) {
            windowEndsOn = value;
            return this;
        }

        /**
         * Sets how long the unit lasted after the exposure.
         *
         * @param days the days from the exposure, not from the signup
         * @param ended whether it was lost then, rather than last seen
         * @return this builder
         */
        public Builder life(double days, boolean ended) {
            life = new Life(days, ended);
            return this;
        }

        Builder outcome(OptionalDouble value) {
            outcome = value;
            return this;
        }

        Builder withoutCovariate() {
            covariate = OptionalDouble.empty();
            return this;
        }

        Builder before(List<Double> earliestFirst) {
            periods = earliestFirst;
            return this;
        }

        /**
         * Builds the unit.
         *
         * @return the unit
         */
        public ExperimentUnit build() {
            return new ExperimentUnit(
                    unitId,
                    arm,
                    exposedOn,
                    outcome,
                    covariate,
                    periods,
                    secondaries,
                    Optional.ofNullable(pair),
                    Optional.ofNullable(windowEndsOn),
                    Optional.ofNullable(life));
        }
    }
}
