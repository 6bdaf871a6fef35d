package io.csmetrics.cohort.survival;

import io.csmetrics.statistics.Interval;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A survival curve at one time.
 *
 * @param time the time
 * @param atRisk the units at risk at the time: {@code entry < time <= duration}
 * @param events the events at the time
 * @param censored the units censored at the time, or after it and before the next event
 * @param survival the share that is estimated to outlive the time, 0 to 1
 * @param standardError Greenwood's standard error of the survival; empty where survival is 0
 * @param lower the lower bound of the interval; empty where survival is 0, and for {@link SurvivalInterval#LOG_LOG} where it is 1
 * @param upper the upper bound of the interval; empty where survival is 0
 * @param cumulativeHazard the estimate of Nelson and Aalen, {@code sum of d / n} up to the time
 * @param hazardVariance its variance, {@code sum of d / n²} up to the time
 */
public record SurvivalPoint(
        double time,
        int atRisk,
        int events,
        int censored,
        double survival,
        OptionalDouble standardError,
        OptionalDouble lower,
        OptionalDouble upper,
        double cumulativeHazard,
        double hazardVariance) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if survival is not 0 to 1, or the events are more than the units at risk
     */
    public SurvivalPoint {
        if (!(survival >= 0 && survival <= 1)) {
            throw new IllegalArgumentException("survival " + survival + " at time " + time + " must be 0 to 1");
        }
        if (events < 0 || events > atRisk) {
            throw new IllegalArgumentException("events " + events + " at time " + time + " must be 0 to the " + atRisk
                    + " units at risk; count each unit once");
        }
    }

    /**
     * Returns the interval of the survival.
     *
     * @return both bounds; empty where one is
     */
    public Optional<Interval> interval() {
        return lower.isPresent() && upper.isPresent()
                ? Optional.of(new Interval(lower.getAsDouble(), upper.getAsDouble()))
                : Optional.empty();
    }
}
