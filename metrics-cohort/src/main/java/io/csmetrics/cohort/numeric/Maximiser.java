package io.csmetrics.cohort.numeric;

import io.csmetrics.cohort.inference.FitDiagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A search for the maximum of a smooth function of a few unknowns: from each start first the simplex of Nelder and Mead, which needs no
 * slope and is not misled by a bad start, then Newton's steps on the slope, which end at the point to the last digits.
 *
 * <p>Sources: Nelder and Mead (1965), "A simplex method for function minimization"; Nocedal and Wright (2006), "Numerical optimization".
 */
public final class Maximiser {
    private static final int MOST_NEWTON_STEPS = 60;
    private static final int MOST_HALVINGS = 40;
    private static final double SMALL_SLOPE = 1e-8;

    /** Two ends whose heights differ by less are one maximum. */
    private static final double SAME_HEIGHT = 1e-6;

    /** What a sum of thousands of logarithms loses. */
    private static final double ROUNDING = 1e-12;

    private final SmoothFunction function;
    private int evaluations;

    private Maximiser(SmoothFunction function) {
        this.function = function;
    }

    /**
     * Searches from every start and keeps the highest end.
     *
     * @param function the function
     * @param starts where to begin, all of one length; at least one must have a finite value
     * @return the highest point found
     * @throws IllegalArgumentException if there is no start, or none with a finite value
     */
    public static Maximum maximise(SmoothFunction function, List<double[]> starts) {
        return new Maximiser(function).from(starts);
    }

    private Maximum from(List<double[]> starts) {
        List<double[]> ends = new ArrayList<>();
        int best = -1;
        for (double[] start : starts) {
            ends.add(Double.isFinite(value(start)) ? newton(new Simplex(this::value, start).climb()) : start.clone());
            int last = ends.size() - 1;
            if (Double.isFinite(value(ends.get(last))) && (best < 0 || isBetter(ends.get(last), ends.get(best)))) {
                best = last;
            }
        }
        if (best < 0) {
            throw new IllegalArgumentException(
                    "none of the " + starts.size() + " starts has a finite value; begin where the function exists");
        }
        double[] at = ends.get(best);
        double height = value(at);
        int agreeing = 0;
        for (double[] end : ends) {
            agreeing += height - value(end) <= SAME_HEIGHT * Math.max(1, Math.abs(height)) ? 1 : 0;
        }
        double length = length(slope(at)) / Math.max(1, Math.abs(height));
        // where there is no slope nothing tells a top
        double slope = Double.isNaN(length) ? Double.POSITIVE_INFINITY : length;
        double[][] hessian = hessian(at);
        boolean converged =
                slope <= SMALL_SLOPE && Cholesky.of(negative(hessian)).isPresent();
        return new Maximum(
                at, height, hessian, new FitDiagnostics(converged, starts.size(), agreeing, evaluations, slope));
    }

    /** Higher; of ends that are equally high but for rounding, the flatter one is the nearer to the top. */
    private boolean isBetter(double[] end, double[] other) {
        double above = value(end) - value(other);
        boolean isRounding = Math.abs(above) <= ROUNDING * Math.max(1, Math.abs(value(other)));
        return isRounding ? length(slope(end)) < length(slope(other)) : above > 0;
    }

    private double value(double[] at) {
        evaluations++;
        return function.value(at);
    }

    private double[] slope(double[] at) {
        evaluations++;
        return function.gradient(at);
    }

    /** Newton's steps, shortened until they climb; along the slope where the surface is not curved downwards. */
    private double[] newton(double[] from) {
        double[] at = from;
        double height = value(at);
        for (int step = 0; step < MOST_NEWTON_STEPS; step++) {
            double[] slope = slope(at);
            if (!(length(slope) > SMALL_SLOPE * 1e-3 * Math.max(1, Math.abs(height)))) {
                return at;
            }
            Optional<Cholesky> curved = Cholesky.of(negative(hessian(at)));
            double[] way = curved.isPresent() ? curved.get().solve(slope) : slope;
            Optional<double[]> next = climb(at, height, way);
            if (next.isEmpty()) {
                return at;
            }
            at = next.get();
            height = value(at);
        }
        return at;
    }

    private Optional<double[]> climb(double[] at, double height, double[] way) {
        double part = 1;
        for (int halving = 0; halving < MOST_HALVINGS; halving++) {
            double[] next = at.clone();
            for (int i = 0; i < next.length; i++) {
                next[i] += part * way[i];
            }
            double there = value(next);
            // at the top the heights are equal but for rounding: then the flatter point is the better one
            if (Double.isFinite(there)
                    && (there > height
                            || (height - there <= ROUNDING * Math.max(1, Math.abs(height))
                                    && length(slope(next)) < 0.5 * length(slope(at))))) {
                return Optional.of(next);
            }
            part /= 2;
        }
        return Optional.empty();
    }

    /** Central differences of the slope, made symmetric. */
    private double[][] hessian(double[] at) {
        int n = at.length;
        double[][] second = new double[n][n];
        for (int j = 0; j < n; j++) {
            double width = 1e-5 * Math.max(1, Math.abs(at[j]));
            double[] above = at.clone();
            double[] below = at.clone();
            above[j] += width;
            below[j] -= width;
            double[] slopeAbove = slope(above);
            double[] slopeBelow = slope(below);
            for (int i = 0; i < n; i++) {
                second[i][j] = (slopeAbove[i] - slopeBelow[i]) / (above[j] - below[j]);
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                second[i][j] = (second[i][j] + second[j][i]) / 2;
                second[j][i] = second[i][j];
            }
        }
        return second;
    }

    private static double[][] negative(double[][] matrix) {
        double[][] negative = new double[matrix.length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                negative[i][j] = 0 - matrix[i][j];
            }
        }
        return negative;
    }

    private static double length(double[] vector) {
        double sum = 0;
        for (double each : vector) {
            sum += each * each;
        }
        return Math.sqrt(sum);
    }
}
