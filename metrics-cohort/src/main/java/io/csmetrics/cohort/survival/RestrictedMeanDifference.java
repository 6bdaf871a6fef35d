package io.csmetrics.cohort.survival;

import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.statistics.Interval;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How much longer the units of one group last on average than those of another, within a horizon that both curves reach. Speaks
 * where curves cross and a log-rank test is blind.
 *
 * <p>Source: Royston and Parmar (2013), "Restricted mean survival time: an alternative to the hazard ratio".
 *
 * @param first the mean of the first group
 * @param second the mean of the second group, of the same horizon and confidence
 */
public record RestrictedMeanDifference(RestrictedMean first, RestrictedMean second) {

    /**
     * Checks that the means can be compared.
     *
     * @throws IllegalArgumentException if horizon or confidence differ
     */
    public RestrictedMeanDifference {
        if (first.horizon() != second.horizon() || !first.confidence().equals(second.confidence())) {
            throw new IllegalArgumentException("restricted means up to " + first.horizon() + " and " + second.horizon()
                    + ", of confidence " + first.confidence().level() + " and "
                    + second.confidence().level() + ", must have one horizon and one confidence");
        }
    }

    /**
     * Compares two curves up to a horizon. Choose the horizon before looking at the curves.
     *
     * @param first the curve of the first group
     * @param second the curve of the second group, of the same confidence
     * @param horizon the time up to which lives are counted, above 0, that both curves {@link SurvivalCurve#reaches(double) reach}
     * @return the difference
     * @throws IllegalArgumentException if the horizon is out of this range, or the confidences differ
     */
    public static RestrictedMeanDifference of(SurvivalCurve first, SurvivalCurve second, double horizon) {
        double longest = Math.min(known(first, horizon), known(second, horizon));
        if (longest < horizon) {
            throw new IllegalArgumentException("horizon " + horizon + " of the restricted means must be at most "
                    + longest + ", to which both groups were followed; choose a shorter horizon");
        }
        return new RestrictedMeanDifference(first.restrictedMean(horizon), second.restrictedMean(horizon));
    }

    /** How far a curve is known: a group that was wholly lost needs no following. */
    private static double known(SurvivalCurve curve, double horizon) {
        return curve.reaches(horizon) ? Double.POSITIVE_INFINITY : curve.lastFollowUp();
    }

    /**
     * Returns the horizon.
     *
     * @return the time up to which lives are counted
     */
    public double horizon() {
        return first.horizon();
    }

    /**
     * Returns the confidence of the interval.
     *
     * @return the confidence
     */
    public Confidence confidence() {
        return first.confidence();
    }

    /**
     * Returns the difference. Defined as {@code mean of the first - mean of the second}.
     *
     * @return the difference, above 0 where the first group lasts longer
     */
    public double difference() {
        return first.mean() - second.mean();
    }

    /**
     * Returns the standard error of the difference of two groups that have no unit in common. Defined as {@code sqrt(se1² + se2²)}.
     *
     * @return the error, 0 where neither group has an event before the horizon
     */
    public double standardError() {
        return Math.hypot(first.standardError(), second.standardError());
    }

    /**
     * Returns the normal interval. Defined as {@code difference ± z standardError}.
     *
     * @return the interval; empty where the standard error is 0
     */
    public Optional<Interval> interval() {
        double reach = confidence().z() * standardError();
        return reach == 0 ? Optional.empty() : Optional.of(new Interval(difference() - reach, difference() + reach));
    }

    /**
     * Returns the chance of a difference as far from 0 if the groups do not differ, by the normal distribution.
     *
     * @return the p-value of both sides; empty where the standard error is 0
     */
    public OptionalDouble pValue() {
        double error = standardError();
        return error == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        2 * NormalDistribution.of(0, 1).survivalProbability(Math.abs(difference()) / error));
    }
}
