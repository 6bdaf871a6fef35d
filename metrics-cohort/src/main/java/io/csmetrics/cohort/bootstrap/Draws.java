package io.csmetrics.cohort.bootstrap;

import io.csmetrics.statistics.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.IntToDoubleFunction;

/** The draws of one ratio, or of the difference of two, and what is read from them. */
final class Draws {
    /** Few enough to share the work evenly, many enough that handing them out costs nothing. */
    private static final int PART = 20;

    private final AccountBootstrap bootstrap;
    private final Columns columns;
    private final double effectiveAccounts;
    private final Executor executor;

    Draws(AccountBootstrap bootstrap, Columns columns, double effectiveAccounts, Executor executor) {
        this.bootstrap = bootstrap;
        this.columns = columns;
        this.effectiveAccounts = effectiveAccounts;
        this.executor = executor;
    }

    RatioUncertainty interval() {
        long[] sums = sums();
        int without = 0;
        for (int i = 1; i < sums.length; i += 2) {
            without += sums[i] == 0 ? 1 : 0;
        }
        if (without > 0) {
            return new Refusal(
                    Refusal.Reason.ZERO_BASE,
                    without + " of " + bootstrap.draws()
                            + " draws have a base of 0; leave out accounts that have no part in the base");
        }
        double[] figures = figures(sums);
        Arrays.sort(figures);
        if (figures[0] == figures[figures.length - 1]) {
            return new Refusal(
                    Refusal.Reason.NO_VARIATION,
                    "all " + figures.length + " draws have the same figure " + figures[0]
                            + "; an interval without width would be a false certainty");
        }
        double estimate = columns.width() == 2 ? columns.ratio(0) : columns.ratio(0) - columns.ratio(2);
        // deviations, not values: the sum of equal ones is then free of rounding
        double bias = Arrays.stream(figures).map(figure -> figure - estimate).reduce(0, Double::sum) / figures.length;
        double mean = estimate + bias;
        double squares = Arrays.stream(figures)
                .map(figure -> (figure - mean) * (figure - mean))
                .reduce(0, Double::sum);
        Jackknife jackknife = jackknife();
        double tail = bootstrap.confidence().tail();
        return new BootstrapInterval(
                estimate,
                Math.sqrt(squares / (figures.length - 1)),
                bias,
                between(figures, tail, 1 - tail),
                bca(figures, estimate, jackknife.acceleration),
                bootstrap.confidence(),
                columns.rows(),
                effectiveAccounts,
                jackknife.largestInfluence,
                bootstrap.draws(),
                bootstrap.randomStart());
    }

    private long[] sums() {
        long[] sums = new long[columns.width() * bootstrap.draws()];
        List<CompletableFuture<Void>> parts = new ArrayList<>();
        for (int from = 0; from < bootstrap.draws(); from += PART) {
            int first = from;
            int end = Math.min(first + PART, bootstrap.draws());
            parts.add(CompletableFuture.runAsync(
                    () -> {
                        for (int draw = first; draw < end; draw++) {
                            columns.draw(Rolls.start(bootstrap.randomStart(), draw), sums, draw * columns.width());
                        }
                    },
                    executor));
        }
        parts.forEach(CompletableFuture::join);
        return sums;
    }

    private double[] figures(long[] sums) {
        double[] figures = new double[bootstrap.draws()];
        for (int draw = 0; draw < figures.length; draw++) {
            int at = draw * columns.width();
            figures[draw] = (double) sums[at] / sums[at + 1];
            if (columns.width() == 4) {
                figures[draw] -= (double) sums[at + 2] / sums[at + 3];
            }
        }
        return figures;
    }

    private Optional<Interval> bca(double[] sorted, double estimate, double acceleration) {
        int below = 0;
        int equal = 0;
        for (double figure : sorted) {
            below += figure < estimate ? 1 : 0;
            equal += figure == estimate ? 1 : 0;
        }
        double share = (below + 0.5 * equal) / sorted.length;
        if (share == 0 || share == 1) {
            return Optional.empty();
        }
        double z0 = StrictNormal.quantile(share);
        double z = StrictNormal.quantile(1 - bootstrap.confidence().tail());
        double low = level(z0, z0 - z, acceleration);
        double high = level(z0, z0 + z, acceleration);
        // beyond the extreme draws nothing is known; a corrected level there is a guess
        double least = 1.0 / sorted.length;
        return low >= least && high <= 1 - least && low < high
                ? Optional.of(between(sorted, low, high))
                : Optional.empty();
    }

    /** The corrected level; NaN, which is no level, where the correction turns back on itself. */
    private static double level(double z0, double reach, double acceleration) {
        double shrink = 1 - acceleration * reach;
        return shrink > 0 ? StrictNormal.probability(z0 + reach / shrink) : Double.NaN;
    }

    /**
     * What leaving out one account at a time tells, {@code d} being the mean of the figures without one less the figure without it.
     *
     * @param acceleration {@code sum of d³ / (6 (sum of d²)^1.5)}
     * @param largestInfluence {@code largest d² / sum of d²}
     */
    record Jackknife(double acceleration, double largestInfluence) {}

    /** One pass for the mean of the figures without one account and one for the sums. */
    Jackknife jackknife() {
        int rows = columns.rows();
        IntToDoubleFunction change = columns.width() == 2
                ? row -> columns.changeWithout(row, 0)
                : row -> columns.changeWithout(row, 0) - columns.changeWithout(row, 2);
        double mean = 0;
        for (int row = 0; row < rows; row++) {
            mean += change.applyAsDouble(row);
        }
        mean /= rows;
        double squares = 0;
        double cubes = 0;
        double largest = 0;
        for (int row = 0; row < rows; row++) {
            double apart = mean - change.applyAsDouble(row);
            squares += apart * apart;
            cubes += apart * apart * apart;
            largest = Math.max(largest, apart * apart);
        }
        // where no account moves the figure all move it alike
        return squares == 0
                ? new Jackknife(0, 1.0 / rows)
                : new Jackknife(cubes / (6 * squares * Math.sqrt(squares)), largest / squares);
    }

    private static Interval between(double[] sorted, double low, double high) {
        return new Interval(quantile(sorted, low), quantile(sorted, high));
    }

    /** Type 7 of Hyndman and Fan (1996), "Sample quantiles in statistical packages". */
    private static double quantile(double[] sorted, double level) {
        double place = level * (sorted.length - 1);
        int below = (int) place;
        if (below >= sorted.length - 1) {
            return sorted[sorted.length - 1];
        }
        return sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
    }
}
