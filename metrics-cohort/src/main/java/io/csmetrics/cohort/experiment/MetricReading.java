package io.csmetrics.cohort.experiment;

import io.csmetrics.cohort.inference.Significance;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One metric of an experiment, arm by arm and between them. Differences are treatment less control; in a before-after design, after less
 * before.
 *
 * @param metric the metric
 * @param arms the control, then the treatment; the treatment alone in a before-after design
 * @param absolute the difference
 * @param relative the difference over the size of what it is compared with
 * @param test whether the difference is more than chance; valid only at the planned end
 * @param adjustedPValue of a secondary metric, its p-value adjusted by Holm for all secondary ones; empty for the primary one and where
 *     there is no test
 * @param alwaysValid the difference with an interval that may be looked at as often as one likes
 * @param minimumDetectable the smallest true difference that so many units, scattered like these, find at the planned end with a power of
 *     about 80 %, whether or not one looks before; the always-valid interval has less power. It is {@code (z of the confidence + z of the
 *     power) standard error}, a normal approximation: small arms have less power too. In simulations it was 69 % for Fisher's test of 20
 *     units an arm and shares of 5 % and 37.9 %, and 75 % for Welch's of 10 an arm. Empty where the error is unknown
 * @param cuped the difference adjusted by the covariate; empty where units lack one, where it does not vary, where an arm has fewer
 *     than 2 compared units, and in designs that compare units with themselves or within pairs
 */
public record MetricReading(
        Metric metric,
        List<ArmReading> arms,
        Estimate absolute,
        Estimate relative,
        Significance test,
        OptionalDouble adjustedPValue,
        Estimate alwaysValid,
        OptionalDouble minimumDetectable,
        Optional<Cuped> cuped) {

    /** The power at which the minimum detectable difference is told. */
    public static final double POWER = 0.8;

    /** Copies the list. */
    public MetricReading {
        arms = List.copyOf(arms);
    }

    MetricReading adjusted(double pValue) {
        return new MetricReading(
                metric,
                arms,
                absolute,
                relative,
                test,
                OptionalDouble.of(pValue),
                alwaysValid,
                minimumDetectable,
                cuped);
    }
}
