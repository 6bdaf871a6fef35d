package io.csmetrics.cohort.survival;

import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.statistics.Interval;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The share of units that has ended by each cause, where one cause keeps the others from happening: an account that left for its price
 * cannot leave for quality any more. {@code 1 - S} of one cause, with the others censored, would tell too much.
 *
 * <p>Defined as {@code F_c(t) = sum over event times u <= t of S(u-) d_c / n}; over all causes the incidences sum to {@code 1 - S(t)}. The
 * variance is {@code sum of (F(t) - F(u))² d / (n (n - d)) + S(u-)² d_c (n - d_c) / n³ - 2 (F(t) - F(u)) S(u-) d_c / n²}.
 *
 * <p>Sources: Aalen and Johansen (1978), "An empirical transition matrix for non-homogeneous Markov chains based on censored
 * observations"; Marubini and Valsecchi (1995), "Analysing survival data from clinical trials and observational studies", for the
 * variance; Choudhury (2002), "Non-parametric confidence interval estimation for competing risks analysis", for the interval.
 */
public final class CumulativeIncidence {
    private final Durations durations;
    private final Confidence confidence;
    private final double lastFollowUp;
    private final double[] times;
    private final int[] atRisk;
    private final double[] survival;
    private final double[][] incidence;
    private final double[][] variance;
    private final int[][] events;

    private CumulativeIncidence(Durations durations, Confidence confidence) {
        this.durations = durations;
        this.confidence = confidence;
        lastFollowUp = durations
                .lastFollowUp()
                .orElseThrow(() -> new IllegalArgumentException(
                        "durations of a cumulative incidence must be at least one; leave out a group without units"));
        times = durations.distinctEvents();
        atRisk = new int[times.length];
        survival = new double[times.length];
        int causes = durations.causes().size();
        incidence = new double[causes][times.length];
        variance = new double[causes][times.length];
        events = new int[causes][];
        int[] all = countAtRisk();
        for (int cause = 0; cause < causes; cause++) {
            events[cause] = counts(durations.sortedEventsOf(cause));
            estimate(all, events[cause], incidence[cause], variance[cause]);
        }
    }

    private int[] countAtRisk() {
        int[] all = new int[times.length];
        RiskSet risk = new RiskSet(durations);
        double product = 1;
        for (int i = 0; i < times.length; i++) {
            risk.moveTo(times[i]);
            atRisk[i] = risk.atRisk();
            all[i] = risk.events();
            product *= (double) (atRisk[i] - all[i]) / atRisk[i];
            survival[i] = product;
        }
        return all;
    }

    private int[] counts(double[] ascending) {
        int[] counts = new int[times.length];
        int i = 0;
        for (double time : ascending) {
            while (times[i] < time) {
                i++;
            }
            counts[i]++;
        }
        return counts;
    }

    /** The squares of differences to the last incidence are multiplied out, so that one pass gives the variance at every time. */
    private void estimate(int[] all, int[] ofCause, double[] f, double[] v) {
        double so = 0;
        double sum = 0;
        double sumF = 0;
        double sumFf = 0;
        double own = 0;
        double cross = 0;
        double crossF = 0;
        for (int i = 0; i < times.length; i++) {
            double before = i == 0 ? 1 : survival[i - 1];
            double n = atRisk[i];
            double d = ofCause[i];
            so += before * d / n;
            f[i] = Math.min(1, so);
            // where all end, nothing comes after: the difference to any later incidence is 0
            double g = n > all[i] ? all[i] / (n * (n - all[i])) : 0;
            sum += g;
            sumF += f[i] * g;
            sumFf += f[i] * f[i] * g;
            own += before * before * d * (n - d) / (n * n * n);
            cross += before * d / (n * n);
            crossF += f[i] * before * d / (n * n);
            v[i] = f[i] * f[i] * sum - 2 * f[i] * sumF + sumFf + own - 2 * (f[i] * cross - crossF);
        }
    }

    /**
     * Returns the incidences with intervals of 95 %.
     *
     * @param durations the durations, at least one
     * @return the incidences
     * @throws IllegalArgumentException if there is no duration
     */
    public static CumulativeIncidence of(Durations durations) {
        return of(durations, Confidence.PERCENT_95);
    }

    /**
     * Returns the incidences.
     *
     * @param durations the durations, at least one
     * @param confidence the confidence of the intervals
     * @return the incidences
     * @throws IllegalArgumentException if there is no duration
     */
    public static CumulativeIncidence of(Durations durations, Confidence confidence) {
        return new CumulativeIncidence(durations, confidence);
    }

    /**
     * Returns the causes.
     *
     * @return the causes in ascending order, {@link Durations#NO_CAUSE} among them where an event has none
     */
    public List<String> causes() {
        return durations.causes();
    }

    /**
     * Returns what the incidences were estimated from.
     *
     * @return the durations
     */
    public Durations durations() {
        return durations;
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
     * Returns the incidence of a cause at each distinct time of an event of any cause.
     *
     * @param cause the cause
     * @return a view in ascending order of time that makes each point when it is asked for
     * @throws IllegalArgumentException if no event has the cause
     */
    public List<IncidencePoint> points(String cause) {
        int c = index(cause);
        return new AbstractList<>() {
            @Override
            public IncidencePoint get(int i) {
                return point(c, times[i], i, atRisk[i]);
            }

            @Override
            public int size() {
                return times.length;
            }
        };
    }

    /**
     * Returns the incidence of a cause at any time.
     *
     * @param cause the cause
     * @param time the time, finite and 0 or more
     * @return the point; empty after the last follow-up, unless all have ended there
     * @throws IllegalArgumentException if no event has the cause, or the time is negative or not finite
     */
    public Optional<IncidencePoint> at(String cause, double time) {
        int c = index(cause);
        if (!(time >= 0 && time < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("time " + time + " must be a finite number, 0 or more");
        }
        boolean allEnded = times.length > 0 && survival[times.length - 1] == 0;
        if (time > lastFollowUp && !allEnded) {
            return Optional.empty();
        }
        int i = Arrays.binarySearch(times, time);
        return Optional.of(point(c, time, i >= 0 ? i : -i - 2, durations.atRisk(time)));
    }

    private int index(String cause) {
        int c = causes().indexOf(cause);
        if (c < 0) {
            throw new IllegalArgumentException("cause \"" + cause + "\" must be one of " + causes());
        }
        return c;
    }

    private IncidencePoint point(int cause, double time, int i, int atRiskNow) {
        double f = i < 0 ? 0 : incidence[cause][i];
        OptionalDouble error = i >= 0 && endedAllBy(cause, i)
                ? OptionalDouble.empty()
                : OptionalDouble.of(i < 0 ? 0 : Math.sqrt(Math.max(0, variance[cause][i])));
        int eventsNow = i >= 0 && times[i] == time ? events[cause][i] : 0;
        return new IncidencePoint(time, atRiskNow, eventsNow, f, error, interval(f, error));
    }

    private boolean endedAllBy(int cause, int i) {
        return survival[i] == 0
                && IntStream.range(0, incidence.length).allMatch(c -> c == cause || incidence[c][i] == 0);
    }

    private Optional<Interval> interval(double f, OptionalDouble error) {
        if (!(f > 0 && f < 1) || error.isEmpty()) {
            return Optional.empty();
        }
        double reach = confidence.z() * error.getAsDouble() / (f * Math.log(f));
        return Optional.of(new Interval(Math.pow(f, Math.exp(-reach)), Math.pow(f, Math.exp(reach))));
    }

    /**
     * Returns how the incidences were estimated, such as {@code Aalen-Johansen of 42 durations, 30 events; 2 causes; intervals of 95 %}.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return "Aalen-Johansen of " + durations + "; " + causes().size() + " causes; log-log intervals of "
                + SurvivalText.percent(confidence);
    }
}
