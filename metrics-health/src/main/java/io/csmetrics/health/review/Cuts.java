package io.csmetrics.health.review;

import io.csmetrics.health.model.Normaliser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

/** The raw values at which a normaliser turns, as its author wrote them. */
final class Cuts {
    private Cuts() {}

    /** The values, in the order in which they are written; none where there is no number to move. */
    static double[] of(Normaliser normaliser) {
        if (normaliser instanceof Normaliser.Linear linear) {
            return new double[] {linear.worst(), linear.best()};
        }
        if (normaliser instanceof Normaliser.Points points) {
            return xs(points.points());
        }
        if (normaliser instanceof Normaliser.Baseline baseline) {
            return xs(baseline.points());
        }
        if (normaliser instanceof Normaliser.Steps steps) {
            return steps.steps().stream()
                    .flatMapToDouble(step -> step.below().stream())
                    .toArray();
        }
        if (normaliser instanceof Normaliser.Peak peak) {
            return new double[] {peak.zeroBelow(), peak.bestFrom(), peak.bestTo(), peak.zeroAbove()};
        }
        if (normaliser instanceof Normaliser.Logistic logistic) {
            return new double[] {logistic.at50(), logistic.at90()};
        }
        if (normaliser instanceof Normaliser.Log log) {
            return new double[] {log.worst(), log.best()};
        }
        if (normaliser instanceof Normaliser.Recency recency) {
            return new double[] {recency.halfLifeDays()};
        }
        return normaliser instanceof Normaliser.ZScore score ? new double[] {score.centre()} : new double[0];
    }

    /** What one of the values is called. */
    static String name(Normaliser normaliser, int cut) {
        if (normaliser instanceof Normaliser.Linear || normaliser instanceof Normaliser.Log) {
            return cut == 0 ? "worst" : "best";
        }
        if (normaliser instanceof Normaliser.Steps) {
            return "below";
        }
        if (normaliser instanceof Normaliser.Peak) {
            return List.of("zeroBelow", "bestFrom", "bestTo", "zeroAbove").get(cut);
        }
        if (normaliser instanceof Normaliser.Logistic) {
            return cut == 0 ? "at50" : "at90";
        }
        if (normaliser instanceof Normaliser.Recency) {
            return "halfLifeDays";
        }
        return normaliser instanceof Normaliser.ZScore ? "centre" : "point";
    }

    /** The normaliser with other values. */
    static Normaliser with(Normaliser normaliser, double[] cuts) {
        if (normaliser instanceof Normaliser.Linear) {
            return new Normaliser.Linear(cuts[0], cuts[1]);
        }
        if (normaliser instanceof Normaliser.Points points) {
            return new Normaliser.Points(moved(points.points(), cuts));
        }
        if (normaliser instanceof Normaliser.Baseline baseline) {
            return new Normaliser.Baseline(baseline.periods(), baseline.minPeriods(), moved(baseline.points(), cuts));
        }
        if (normaliser instanceof Normaliser.Steps steps) {
            List<Normaliser.Step> moved = new ArrayList<>();
            for (int i = 0; i < steps.steps().size(); i++) {
                OptionalDouble below = i < cuts.length ? OptionalDouble.of(cuts[i]) : OptionalDouble.empty();
                moved.add(new Normaliser.Step(below, steps.steps().get(i).score()));
            }
            return new Normaliser.Steps(moved);
        }
        if (normaliser instanceof Normaliser.Peak) {
            return new Normaliser.Peak(cuts[0], cuts[1], cuts[2], cuts[3]);
        }
        if (normaliser instanceof Normaliser.Logistic) {
            return new Normaliser.Logistic(cuts[0], cuts[1]);
        }
        if (normaliser instanceof Normaliser.Log) {
            return new Normaliser.Log(cuts[0], cuts[1]);
        }
        if (normaliser instanceof Normaliser.Recency) {
            return new Normaliser.Recency(cuts[0]);
        }
        return normaliser instanceof Normaliser.ZScore score
                ? new Normaliser.ZScore(cuts[0], score.spread(), score.robust(), score.lowerIsBetter())
                : normaliser;
    }

    private static double[] xs(List<Normaliser.Point> points) {
        return points.stream().mapToDouble(Normaliser.Point::x).toArray();
    }

    private static List<Normaliser.Point> moved(List<Normaliser.Point> points, double[] cuts) {
        List<Normaliser.Point> moved = new ArrayList<>();
        for (int i = 0; i < cuts.length; i++) {
            moved.add(new Normaliser.Point(cuts[i], points.get(i).score()));
        }
        return moved;
    }

    /**
     * A value moved by a share of itself, a value of 0 by that share of the distance between the outer values; at most half way to the next
     * one, so that the order stays.
     *
     * @param others all values among which it must keep its place
     */
    static double moved(double value, double share, List<Double> others) {
        double width = others.isEmpty() ? 0 : Collections.max(others) - Collections.min(others);
        double base = value != 0 ? Math.abs(value) : width > 0 ? width : 1;
        double moved = value + share * base;
        for (double other : others) {
            double half = value / 2 + other / 2;
            moved = other > value ? Math.min(moved, half) : other < value ? Math.max(moved, half) : moved;
        }
        return moved;
    }
}
