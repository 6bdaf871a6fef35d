package io.csmetrics.cohort.lifetime;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a model of the first periods would have said of the last known ones: its error on the same data. A model that fits its own past is
 * no forecast yet.
 *
 * @param holdout how many periods of the longest cohort were held out
 * @param fit the model of the first periods, or why there is none
 * @param points the periods held out; empty where there is no model
 */
public record Backtest(int holdout, RetentionFit fit, List<Point> points) {

    /** Copies the list. */
    public Backtest {
        points = List.copyOf(points);
    }

    /**
     * A period that was held out.
     *
     * @param period the period
     * @param actual the pooled share of the beginning that was still there, of the cohorts that are known at the period
     * @param projected the share that the model expected
     * @param error {@code projected / actual - 1}; empty where nobody was left
     */
    public record Point(int period, double actual, double projected, OptionalDouble error) {}

    /**
     * Holds out the last periods.
     *
     * @param kind the model
     * @param counts the counts; of each cohort the periods after the {@code T - holdout}th are held out, where {@code T} is the last of the
     *     longest one
     * @param holdout how many periods, 1 or more
     * @return the error of the held-out periods
     * @throws IllegalArgumentException if nothing is held out
     */
    public static Backtest of(RetentionModelKind kind, ActiveCounts counts, int holdout) {
        if (holdout < 1) {
            throw new IllegalArgumentException("holdout " + holdout + " must be at least 1 period");
        }
        int last = counts.lastPeriod();
        int first = Math.max(0, last - holdout);
        RetentionFit fit = kind.fit(counts.through(first));
        List<Point> points = new ArrayList<>();
        fit.fitted().ifPresent(fitted -> {
            for (int period = first + 1; period <= last; period++) {
                double projected = fitted.model().survival(period);
                int at = period;
                counts.share(period)
                        .ifPresent(actual -> points.add(new Point(
                                at,
                                actual,
                                projected,
                                actual == 0 ? OptionalDouble.empty() : OptionalDouble.of(projected / actual - 1))));
            }
        });
        return new Backtest(holdout, fit, points);
    }

    /**
     * Returns the points as aligned lines of text.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return LifetimeText.of(this);
    }
}
