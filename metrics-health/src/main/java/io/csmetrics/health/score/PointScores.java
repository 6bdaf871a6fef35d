package io.csmetrics.health.score;

import io.csmetrics.health.model.Normaliser;
import java.util.List;

/**
 * Straight lines between points, held beyond the first and the last. An infinite number gives NaN.
 *
 * <p>For columns the line is written as {@code c + a * v + sum of b[k] * |v - x[k]|} over the inner points, where {@code v} is the value held
 * between the first and the last one: sums without branches, which the processor does several of at once. Their noise is rounded away on a
 * grid of 2^-33, so that a value at a point gives the score of the point. Where slopes differ so much that the noise could show, the pieces
 * are added up one by one, exact at every point.
 */
final class PointScores implements SubScores.OfNumbers {
    /** Adding and subtracting this rounds a number from 0 to 100 to a multiple of 2^-33. */
    private static final double GRID = 1.5 * (1 << 19);

    /** The largest sum of terms whose noise stays below the grid. */
    private static final double LARGEST_TERMS = 4_096;

    /** The first and the last bend are added together with something else; where there are fewer, those of nothing make up for it. */
    private static final int FEWEST_BENDS = 2;

    private final double[] x;
    private final double[] score;
    private final double constant;
    private final double slope;
    private final double[] bendAt;
    private final double[] bend;
    private final boolean isSmooth;

    private PointScores(double[] x, double[] score) {
        this.x = x;
        this.score = score;
        int last = x.length - 1;
        double first = slope(0);
        double end = slope(last - 1);
        slope = (first + end) / 2;
        bendAt = new double[Math.max(FEWEST_BENDS, last - 1)];
        bend = new double[bendAt.length];
        double atFirst = slope * x[0];
        double terms = Math.abs(slope) * Math.max(Math.abs(x[0]), Math.abs(x[last]));
        for (int k = 1; k < last; k++) {
            bendAt[k - 1] = x[k];
            bend[k - 1] = (slope(k) - slope(k - 1)) / 2;
            atFirst += bend[k - 1] * Math.abs(x[0] - x[k]);
            terms += Math.abs(bend[k - 1]) * (x[last] - x[0]);
        }
        constant = score[0] - atFirst;
        isSmooth = terms + Math.abs(constant) <= LARGEST_TERMS;
    }

    private double slope(int piece) {
        return (score[piece + 1] - score[piece]) / (x[piece + 1] - x[piece]);
    }

    static PointScores of(List<Normaliser.Point> points) {
        return new PointScores(
                points.stream().mapToDouble(Normaliser.Point::x).toArray(),
                points.stream().mapToDouble(Normaliser.Point::score).toArray());
    }

    @Override
    public void fill(double[] values, int from, int count, double[] scores, double[] held) {
        if (isSmooth) {
            fillSmooth(values, from, count, scores, held);
        } else {
            fillPieces(values, from, count, scores);
        }
    }

    private void fillSmooth(double[] values, int from, int count, double[] scores, double[] held) {
        double least = x[0];
        double most = x[x.length - 1];
        for (int i = 0; i < count; i++) {
            double value = values[from + i];
            held[i] = Math.max(least, Math.min(most, value)) + 0 * value;
        }
        double start = constant;
        double rise = slope;
        double firstAt = bendAt[0];
        double firstBend = bend[0];
        for (int i = 0; i < count; i++) {
            scores[i] = start + rise * held[i] + firstBend * Math.abs(held[i] - firstAt);
        }
        int last = bend.length - 1;
        for (int k = 1; k < last; k++) {
            double at = bendAt[k];
            double turn = bend[k];
            for (int i = 0; i < count; i++) {
                scores[i] += turn * Math.abs(held[i] - at);
            }
        }
        double lastAt = bendAt[last];
        double lastBend = bend[last];
        for (int i = 0; i < count; i++) {
            scores[i] = scores[i] + lastBend * Math.abs(held[i] - lastAt) + GRID - GRID;
        }
    }

    private void fillPieces(double[] values, int from, int count, double[] scores) {
        for (int i = 0; i < count; i++) {
            scores[i] = score[0] + 0 * values[from + i];
        }
        for (int piece = 0; piece < x.length - 1; piece++) {
            double begin = x[piece];
            double width = x[piece + 1] - begin;
            double rise = score[piece + 1] - score[piece];
            for (int i = 0; i < count; i++) {
                scores[i] += rise * Math.max(0, Math.min(1, (values[from + i] - begin) / width));
            }
        }
    }

    double at(double number) {
        double[] result = new double[1];
        fill(new double[] {number}, 0, 1, result, new double[1]);
        return result[0];
    }
}
