package io.csmetrics.cohort.numeric;

import java.util.function.ToDoubleFunction;

/** The simplex of Nelder and Mead, with their own coefficients: reflect by 1, expand by 2, contract and shrink by a half. */
final class Simplex {
    private static final int MOST_STEPS = 600;
    private static final double SMALL = 1e-7;
    private static final double WIDTH = 0.5;

    private final ToDoubleFunction<double[]> function;
    private final double[][] corners;
    private final double[] heights;

    Simplex(ToDoubleFunction<double[]> function, double[] start) {
        this.function = function;
        int n = start.length;
        corners = new double[n + 1][];
        heights = new double[n + 1];
        for (int corner = 0; corner <= n; corner++) {
            corners[corner] = start.clone();
            if (corner > 0) {
                corners[corner][corner - 1] += WIDTH;
            }
            heights[corner] = height(corners[corner]);
        }
    }

    /** The best corner when the simplex is small, or has made all its steps. */
    double[] climb() {
        int n = corners.length - 1;
        for (int step = 0; step < MOST_STEPS; step++) {
            sort();
            if (size() <= SMALL) {
                break;
            }
            double[] centre = new double[n];
            for (int corner = 0; corner < n; corner++) {
                for (int i = 0; i < n; i++) {
                    centre[i] += corners[corner][i] / n;
                }
            }
            double[] reflected = along(centre, -1);
            double height = height(reflected);
            if (height > heights[0]) {
                double[] expanded = along(centre, -2);
                double higher = height(expanded);
                if (higher > height) {
                    replace(expanded, higher);
                } else {
                    replace(reflected, height);
                }
            } else if (height > heights[n - 1]) {
                replace(reflected, height);
            } else {
                double[] contracted = along(centre, height > heights[n] ? -0.5 : 0.5);
                double there = height(contracted);
                if (there > Math.max(height, heights[n])) {
                    replace(contracted, there);
                } else {
                    shrink();
                }
            }
        }
        sort();
        return corners[0].clone();
    }

    /** The point on the line from the centre to the worst corner, at a multiple of their distance. */
    private double[] along(double[] centre, double multiple) {
        double[] worst = corners[corners.length - 1];
        double[] point = new double[centre.length];
        for (int i = 0; i < point.length; i++) {
            point[i] = centre[i] + multiple * (worst[i] - centre[i]);
        }
        return point;
    }

    private void replace(double[] corner, double height) {
        corners[corners.length - 1] = corner;
        heights[heights.length - 1] = height;
    }

    private void shrink() {
        for (int corner = 1; corner < corners.length; corner++) {
            for (int i = 0; i < corners[corner].length; i++) {
                corners[corner][i] = (corners[corner][i] + corners[0][i]) / 2;
            }
            heights[corner] = height(corners[corner]);
        }
    }

    /** Highest first; equal ones keep their order. */
    private void sort() {
        for (int i = 1; i < corners.length; i++) {
            double[] corner = corners[i];
            double height = heights[i];
            int place = i;
            while (place > 0 && heights[place - 1] < height) {
                corners[place] = corners[place - 1];
                heights[place] = heights[place - 1];
                place--;
            }
            corners[place] = corner;
            heights[place] = height;
        }
    }

    private double size() {
        double size = 0;
        for (double[] corner : corners) {
            for (int i = 0; i < corner.length; i++) {
                size = Math.max(size, Math.abs(corner[i] - corners[0][i]));
            }
        }
        return size;
    }

    /** Where the function does not exist, it is lower than anywhere. */
    private double height(double[] at) {
        double value = function.applyAsDouble(at);
        return Double.isNaN(value) || value == Double.POSITIVE_INFINITY ? Double.NEGATIVE_INFINITY : value;
    }
}
