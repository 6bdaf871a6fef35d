package io.csmetrics.cohort.survival;

import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.statistics.Interval;
import java.util.Optional;

/**
 * How long units last on average within a horizon: the area under the survival curve up to it (restricted mean survival time, RMST). A
 * unit that outlives the horizon counts with the horizon.
 *
 * <p>Source: Klein and Moeschberger (2003), "Survival analysis", chapter 4.
 *
 * @param horizon the time up to which lives are counted, above 0
 * @param mean the mean, 0 to the horizon
 * @param standardError the standard error, 0 where no event is before the horizon
 * @param confidence of the interval
 */
public record RestrictedMean(double horizon, double mean, double standardError, Confidence confidence) {
    private static final double ROUNDING = 1e-9;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the horizon is not above 0, the mean not 0 to the horizon, or the error negative
     */
    public RestrictedMean {
        if (!(horizon > 0 && horizon < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "horizon " + horizon + " must be a finite number above 0; say up to which time lives count");
        }
        if (!(mean >= 0 && mean <= horizon * (1 + ROUNDING))) {
            throw new IllegalArgumentException("restricted mean " + mean + " must be 0 to the horizon " + horizon);
        }
        if (!(standardError >= 0 && standardError < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("standard error " + standardError + " must be finite and at least 0");
        }
    }

    /**
     * Returns the normal interval. Defined as {@code mean ± z standardError}, cut to 0 to the horizon.
     *
     * @return the interval; empty where the standard error is 0, which says that nothing is known of it
     */
    public Optional<Interval> interval() {
        if (standardError == 0) {
            return Optional.empty();
        }
        double reach = confidence.z() * standardError;
        return Optional.of(new Interval(Math.max(0, mean - reach), Math.min(Math.max(horizon, mean), mean + reach)));
    }

    /**
     * Returns the same mean in a longer or shorter unit of time.
     *
     * @param unit how many of the present units make one of the new, above 0
     * @return the mean in the new unit
     * @throws IllegalArgumentException if the unit is not above 0
     */
    public RestrictedMean inUnitsOf(double unit) {
        return new RestrictedMean(horizon / unit, mean / unit, standardError / unit, confidence);
    }
}
