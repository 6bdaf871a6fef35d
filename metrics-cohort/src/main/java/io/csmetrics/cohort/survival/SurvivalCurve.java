package io.csmetrics.cohort.survival;

import io.csmetrics.cohort.inference.Confidence;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;

/**
 * The share of units that outlives each time, estimated from durations of which some are censored; with the cumulative hazard.
 *
 * <p>Defined as {@code S(t) = product over event times u <= t of (1 - d / n)}, where {@code d} units end at {@code u} of the {@code n}
 * at risk. Where all units at risk end, survival is 0 from there on, even if others enter later.
 *
 * <p>Nothing is extrapolated: after the last follow-up the curve is known only where it is 0. Units that enter late tell nothing of
 * ages at which nobody was watched; such a curve is of those that came so far.
 *
 * <p>Sources: Kaplan and Meier (1958), "Nonparametric estimation from incomplete observations"; Greenwood (1926), "The natural duration of
 * cancer"; Aalen (1978), "Nonparametric inference for a family of counting processes"; Brookmeyer and Crowley (1982), "A confidence
 * interval for the median survival time".
 */
public final class SurvivalCurve {
    /** Survival within this of a level is at the level: products of shares are not exact. R has the same. */
    private static final double TOLERANCE = Math.sqrt(Math.ulp(1.0));

    private final Durations durations;
    private final SurvivalInterval kind;
    private final Confidence confidence;
    private final double z;
    private final double lastFollowUp;
    private final OptionalDouble unwatchedFrom;
    private final double[] times;
    private final int[] atRisk;
    private final int[] events;
    private final double[] survival;
    private final double[] greenwood;
    private final double[] hazard;
    private final double[] hazardVariance;

    private SurvivalCurve(Durations durations, SurvivalInterval kind, Confidence confidence) {
        this.durations = durations;
        this.kind = kind;
        this.confidence = confidence;
        z = confidence.z();
        lastFollowUp = durations
                .lastFollowUp()
                .orElseThrow(() -> new IllegalArgumentException(
                        "durations of a survival curve must be at least one; leave out a group without units"));
        unwatchedFrom = durations.unwatchedFrom();
        times = durations.distinctEvents();
        atRisk = new int[times.length];
        events = new int[times.length];
        survival = new double[times.length];
        greenwood = new double[times.length];
        hazard = new double[times.length];
        hazardVariance = new double[times.length];
        estimate();
    }

    private void estimate() {
        RiskSet risk = new RiskSet(durations);
        double product = 1;
        double sum = 0;
        double hazardSoFar = 0;
        double varianceSoFar = 0;
        for (int i = 0; i < times.length; i++) {
            risk.moveTo(times[i]);
            double n = risk.atRisk();
            double d = risk.events();
            product *= (n - d) / n;
            sum += n > d ? d / (n * (n - d)) : 0;
            hazardSoFar += d / n;
            varianceSoFar += d / (n * n);
            atRisk[i] = risk.atRisk();
            events[i] = risk.events();
            survival[i] = product;
            greenwood[i] = sum;
            hazard[i] = hazardSoFar;
            hazardVariance[i] = varianceSoFar;
        }
    }

    /**
     * Returns the curve with log-log intervals of 95 %.
     *
     * @param durations the durations, at least one
     * @return the curve
     * @throws IllegalArgumentException if there is no duration
     */
    public static SurvivalCurve of(Durations durations) {
        return of(durations, SurvivalInterval.LOG_LOG, Confidence.PERCENT_95);
    }

    /**
     * Returns the curve.
     *
     * @param durations the durations, at least one
     * @param kind the kind of the intervals
     * @param confidence the confidence of the intervals
     * @return the curve
     * @throws IllegalArgumentException if there is no duration
     */
    public static SurvivalCurve of(Durations durations, SurvivalInterval kind, Confidence confidence) {
        return new SurvivalCurve(durations, kind, confidence);
    }

    /**
     * Returns what the curve was estimated from.
     *
     * @return the durations
     */
    public Durations durations() {
        return durations;
    }

    /**
     * Returns the kind of the intervals.
     *
     * @return the kind
     */
    public SurvivalInterval intervalKind() {
        return kind;
    }

    /**
     * Returns the confidence of the intervals.
     *
     * @return the confidence
     */
    public Confidence confidence() {
        return confidence;
    }

    /**
     * Returns the largest duration.
     *
     * @return the time at which the last unit was seen
     */
    public double lastFollowUp() {
        return lastFollowUp;
    }

    /**
     * Tells whether the curve is known up to a time.
     *
     * @param time the time
     * @return whether {@code time <= lastFollowUp()}, or survival comes down to 0
     */
    public boolean reaches(double time) {
        return time <= lastFollowUp || survival(times.length - 1) == 0;
    }

    /**
     * Returns when the first stretch of time begins in which nobody was watched, though others entered after it. The curve runs on
     * beyond it as if nobody could have ended there; it is of those who came so far.
     *
     * @return the time after which nobody is at risk, 0 where all entered late; empty where there is no such stretch
     */
    public OptionalDouble unwatchedFrom() {
        return unwatchedFrom;
    }

    /**
     * Returns the curve at each distinct time of an event.
     *
     * @return a view in ascending order of time that makes each point when it is asked for; empty where there is no event
     */
    public List<SurvivalPoint> points() {
        return new AbstractList<>() {
            @Override
            public SurvivalPoint get(int i) {
                return point(times[i], i, atRisk[i], events[i]);
            }

            @Override
            public int size() {
                return times.length;
            }
        };
    }

    /**
     * Returns the curve at any time.
     *
     * @param time the time, finite and 0 or more
     * @return the point; empty after the last follow-up, unless survival is 0 there
     * @throws IllegalArgumentException if the time is negative or not finite
     */
    public Optional<SurvivalPoint> at(double time) {
        if (!(time >= 0 && time < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("time " + time + " must be a finite number, 0 or more");
        }
        if (!reaches(time)) {
            return Optional.empty();
        }
        int i = lastUpTo(time);
        int eventsNow = i >= 0 && times[i] == time ? events[i] : 0;
        return Optional.of(point(time, i, durations.atRisk(time), eventsNow));
    }

    private SurvivalPoint point(double time, int i, int atRiskNow, int eventsNow) {
        double s = survival(i);
        double sum = i < 0 ? 0 : greenwood[i];
        double next = i + 1 < times.length ? times[i + 1] : Double.POSITIVE_INFINITY;
        return new SurvivalPoint(
                time,
                atRiskNow,
                eventsNow,
                durations.censoredBetween(time, next),
                s,
                s == 0 ? OptionalDouble.empty() : OptionalDouble.of(s * Math.sqrt(sum)),
                known(bound(i, -z)),
                known(bound(i, z)),
                i < 0 ? 0 : hazard[i],
                i < 0 ? 0 : hazardVariance[i]);
    }

    private double survival(int i) {
        return i < 0 ? 1 : survival[i];
    }

    private double bound(int i, double side) {
        double s = survival(i);
        return s == 0 ? Double.NaN : kind.bound(s, i < 0 ? 0 : greenwood[i], side);
    }

    private static OptionalDouble known(double value) {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private int lastUpTo(double time) {
        int i = Arrays.binarySearch(times, time);
        return i >= 0 ? i : -i - 2;
    }

    /**
     * Returns the median by the smallest time with {@code S <= 0.5}.
     *
     * @return the median
     */
    public SurvivalQuantile median() {
        return quantile(0.5, QuantileRule.SMALLEST);
    }

    /**
     * Returns the time by which a share of the units has ended. Its bounds are the times at which the bounds of the curve come down to
     * the same level, by the same rule; a bound that the curve does not reach is unbounded.
     *
     * @param probability the share, above 0 and below 1; the level is {@code 1 - probability}
     * @param rule which time it is where the curve runs flat at the level
     * @return the quantile
     * @throws IllegalArgumentException if the share is not above 0 and below 1
     */
    public SurvivalQuantile quantile(double probability, QuantileRule rule) {
        double level = 1 - probability;
        return new SurvivalQuantile(
                probability,
                rule,
                crossing(this::survival, level, rule),
                kind,
                confidence,
                crossing(i -> bound(i, -z), level, rule),
                crossing(i -> bound(i, z), level, rule));
    }

    private OptionalDouble crossing(IntToDoubleFunction stairs, double level, QuantileRule rule) {
        int reached = firstBelow(stairs, level + TOLERANCE, 0);
        if (reached == times.length) {
            return OptionalDouble.empty();
        }
        int passed = rule == QuantileRule.SMALLEST ? reached : firstBelow(stairs, level - TOLERANCE, reached);
        return switch (rule) {
            case SMALLEST -> OptionalDouble.of(times[reached]);
            case STRICT -> passed < times.length ? OptionalDouble.of(times[passed]) : OptionalDouble.empty();
            case MIDPOINT ->
                OptionalDouble.of((times[reached] + (passed < times.length ? times[passed] : lastFollowUp)) / 2);
        };
    }

    private int firstBelow(IntToDoubleFunction stairs, double level, int from) {
        int i = from;
        while (i < times.length && !(stairs.applyAsDouble(i) < level)) {
            i++;
        }
        return i;
    }

    /**
     * Returns the mean lifetime within a horizon. Defined as {@code integral of S from 0 to the horizon}, with the variance {@code sum over
     * event times u of (integral of S from u to the horizon)² d / (n (n - d))}. Choose the horizon before looking at the curves.
     *
     * @param horizon the time up to which lives are counted, above 0
     * @return the mean
     * @throws IllegalArgumentException if the horizon is not a finite number above 0, if the curve does not {@link #reaches(double)
     *     reach} it, or if there is a stretch before it in which nobody was watched
     */
    public RestrictedMean restrictedMean(double horizon) {
        if (!reaches(horizon)) {
            throw new IllegalArgumentException(
                    "horizon " + horizon + " of the restricted mean must be at most the last follow-up " + lastFollowUp
                            + ", for nothing is known after it; choose a shorter horizon");
        }
        if (passesUnwatched(horizon)) {
            throw new IllegalArgumentException(
                    "horizon " + horizon + " of the restricted mean must not pass a time at which nobody was "
                            + "watched, as after " + unwatchedFrom.getAsDouble()
                            + "; choose a shorter horizon, or count time from the entry");
        }
        double variance = 0;
        double area = 0;
        double to = horizon;
        for (int i = lastUpTo(horizon); i >= 0; i--) {
            area += survival[i] * (to - times[i]);
            if (atRisk[i] > events[i]) {
                variance += area * area * events[i] / ((double) atRisk[i] * (atRisk[i] - events[i]));
            }
            to = times[i];
        }
        return new RestrictedMean(horizon, to + area, Math.sqrt(variance), confidence);
    }

    private boolean passesUnwatched(double horizon) {
        return unwatchedFrom.isPresent()
                && unwatchedFrom.getAsDouble() < horizon
                && survival(lastUpTo(unwatchedFrom.getAsDouble())) > 0;
    }

    /**
     * Returns the mean lifetime without a horizon.
     *
     * @return the restricted mean up to the last follow-up; empty where survival does not come down to 0, since the rest of the longest
     *     lives is not known, where there is a stretch in which nobody was watched, or where all lives are 0
     */
    public Optional<RestrictedMean> meanLifetime() {
        return survival(times.length - 1) == 0 && lastFollowUp > 0 && !passesUnwatched(lastFollowUp)
                ? Optional.of(restrictedMean(lastFollowUp))
                : Optional.empty();
    }

    /**
     * Returns the curve as text: its definition, a line of column names, a line for each point.
     *
     * @return the lines
     */
    public List<String> lines() {
        return SurvivalText.lines(this);
    }

    /**
     * Returns how the curve was estimated, such as {@code Kaplan-Meier of 42 durations, 30 events; log-log intervals of 95 %}.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return SurvivalText.definition(this);
    }
}
