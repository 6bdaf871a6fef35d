package io.csmetrics.health.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Turns the raw value of a signal into a sub-score from 0, the worst, to 100, the best. A raw value that is not finite, or outside of
 * what the normaliser knows, gives no sub-score: the signal is invalid, never 0.
 */
public sealed interface Normaliser {
    /** The best sub-score. */
    double BEST = 100;

    /**
     * A straight line. Defined as {@code 100 * (x - worst) / (best - worst)}, held at 0 and 100. Where {@code best} is below
     * {@code worst}, less is better.
     *
     * @param worst the raw value that gives 0
     * @param best the raw value that gives 100
     */
    record Linear(double worst, double best) implements Normaliser {
        /** Checks that the ends differ. */
        public Linear {
            differ(worst, best);
        }
    }

    /**
     * Straight lines between points; held at the first and the last score beyond them.
     *
     * @param points the points, at least two, x rising
     */
    record Points(List<Point> points) implements Normaliser {
        /** Checks the order. */
        public Points {
            points = List.copyOf(points);
            checkPoints(points).done();
        }

        /**
         * Tells whether the scores only rise, or only fall.
         *
         * @return whether they do
         */
        public boolean isMonotone() {
            return Normaliser.isMonotone(points);
        }
    }

    /**
     * A point of a line.
     *
     * @param x the raw value
     * @param score the sub-score, 0 to 100
     */
    record Point(double x, double score) {}

    /**
     * One score for each range of values: the first step whose {@code below} the value is under, else the last. Ranges contain their
     * lower end.
     *
     * @param steps the steps, {@code below} rising; the last has none
     */
    record Steps(List<Step> steps) implements Normaliser {
        /** Checks the order. */
        public Steps {
            steps = List.copyOf(steps);
            PartCheck check = new PartCheck().that(!steps.isEmpty(), "", "steps: at least one step must be there");
            double before = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < steps.size(); i++) {
                Step step = steps.get(i);
                String path = "steps[" + i + "]";
                check.that(isScore(step.score()), path, outside("score", step.score()));
                if (i == steps.size() - 1) {
                    check.that(step.below().isEmpty(), "", "steps: last step must have no \"below\"");
                } else if (step.below().isEmpty()) {
                    check.that(false, path, "every step but the last must have a \"below\"");
                } else {
                    double below = step.below().getAsDouble();
                    check.finite(path + ".below", below);
                    check.that(
                            !(below <= before),
                            path + ".below",
                            PartCheck.text(below) + " is not above " + PartCheck.text(before));
                    before = below;
                }
            }
            check.done();
        }
    }

    /**
     * A step.
     *
     * @param below the value under which it applies; empty for the last
     * @param score the sub-score, 0 to 100
     */
    record Step(OptionalDouble below, double score) {}

    /**
     * Best in the middle: 0 up to {@code zeroBelow}, 100 from {@code bestFrom} to {@code bestTo}, 0 from {@code zeroAbove}, straight
     * lines between.
     *
     * @param zeroBelow up to here 0
     * @param bestFrom from here 100
     * @param bestTo up to here 100
     * @param zeroAbove from here 0
     */
    record Peak(double zeroBelow, double bestFrom, double bestTo, double zeroAbove) implements Normaliser {
        /** Checks the order. */
        public Peak {
            new PartCheck()
                    .finite("zeroBelow", zeroBelow)
                    .finite("bestFrom", bestFrom)
                    .finite("bestTo", bestTo)
                    .finite("zeroAbove", zeroAbove)
                    .that(
                            !(zeroBelow >= bestFrom || bestFrom > bestTo || bestTo >= zeroAbove),
                            "",
                            "peak: zeroBelow " + PartCheck.text(zeroBelow) + ", bestFrom " + PartCheck.text(bestFrom)
                                    + ", bestTo " + PartCheck.text(bestTo) + ", zeroAbove " + PartCheck.text(zeroAbove)
                                    + " must rise; only bestFrom and bestTo may be equal")
                    .done();
        }
    }

    /**
     * An S-curve through two anchors. Defined as {@code 100 / (1 + e^(-k * (x - at50)))} with {@code k = ln 9 / (at90 - at50)}. It
     * never reaches 0 or 100. Where {@code at90} is below {@code at50}, less is better.
     *
     * @param at50 the raw value that gives 50
     * @param at90 the raw value that gives 90
     */
    record Logistic(double at50, double at90) implements Normaliser {
        /** Checks that the anchors differ. */
        public Logistic {
            new PartCheck()
                    .finite("at50", at50)
                    .finite("at90", at90)
                    .that(at50 != at90, "", "at50 and at90 are both " + PartCheck.text(at50) + "; they must differ")
                    .done();
        }
    }

    /**
     * A logarithm, for what counts ever less the more there is of it. Defined as {@code 100 * ln(1 + d) / ln(1 + range)}, where
     * {@code range} is the distance of {@code best} from {@code worst} and {@code d} that of the value, held between 0 and range. Where
     * {@code best} is below {@code worst}, {@code d = range - (x - best)}.
     *
     * @param worst the raw value that gives 0
     * @param best the raw value that gives 100
     */
    record Log(double worst, double best) implements Normaliser {
        /** Checks that the ends differ. */
        public Log {
            differ(worst, best);
        }
    }

    /**
     * Halves with time. Defined as {@code 100 * 2^(-days / halfLifeDays)}; a value below 0 is invalid.
     *
     * @param halfLifeDays the number of days that gives 50
     */
    record Recency(double halfLifeDays) implements Normaliser {
        /** Checks that the half-life is positive. */
        public Recency {
            new PartCheck().positive("halfLifeDays", halfLifeDays).done();
        }
    }

    /**
     * The rank among values that were frozen when the model was made. Defined as {@code 100 * (below + equal / 2) / n}.
     *
     * @param reference the frozen values, at least one; kept in order
     * @param lowerIsBetter whether the score is turned round, {@code 100 - score}
     */
    record Percentile(List<Double> reference, boolean lowerIsBetter) implements Normaliser {
        /** Checks and sorts the values. */
        public Percentile {
            reference = reference.stream().sorted().toList();
            PartCheck check =
                    new PartCheck().that(!reference.isEmpty(), "reference", "at least one value must be there");
            reference.forEach(value -> check.finite("reference", value));
            check.done();
        }
    }

    /**
     * The place in a normal distribution. Defined as {@code 100 * Phi((x - centre) / spread)}, where the spread is the standard
     * deviation, or {@code 1.4826 * mad} in the robust form. Where the spread is 0 every value gives the neutral 50.
     *
     * @param centre the mean, or the median
     * @param spread the standard deviation of the population, or the median absolute deviation; not below 0
     * @param robust whether centre and spread are median and median absolute deviation
     * @param lowerIsBetter whether the score is turned round, {@code 100 - score}
     */
    record ZScore(double centre, double spread, boolean robust, boolean lowerIsBetter) implements Normaliser {
        /** Checks the spread. */
        public ZScore {
            String name = robust ? "mad" : "sd";
            new PartCheck()
                    .finite(robust ? "median" : "mean", centre)
                    .that(
                            spread >= 0 && Double.isFinite(spread),
                            name,
                            PartCheck.text(spread) + "; it must not be below 0")
                    .done();
        }
    }

    /**
     * The value over the account's own past: over the mean of its last observations before the newest. The ratio is the raw value of
     * the signal, and points give its score. With fewer observations than asked for, or a mean of 0, there is no ratio.
     *
     * @param periods how many observations before the newest at most
     * @param minPeriods how many at least
     * @param points the score of each ratio, at least two points, x rising
     */
    record Baseline(int periods, int minPeriods, List<Point> points) implements Normaliser {
        /** Checks the numbers and the order. */
        public Baseline {
            points = List.copyOf(points);
            checkPoints(points)
                    .that(periods >= 1, "periods", periods + "; it must be at least 1")
                    .that(
                            minPeriods >= 1 && minPeriods <= periods,
                            "minPeriods",
                            minPeriods + "; it must be from 1 to periods " + periods)
                    .done();
        }
    }

    /**
     * A score for each word. A word that is not there is invalid, unless there is a score for all others.
     *
     * @param map the score of each word, 0 to 100
     * @param other the score of all other words
     */
    record Categories(SortedMap<String, Double> map, OptionalDouble other) implements Normaliser {
        /** Checks the scores and copies them. */
        public Categories {
            map = Collections.unmodifiableSortedMap(new TreeMap<>(map));
            PartCheck check = new PartCheck().that(!map.isEmpty(), "", "categories: map must have at least one word");
            map.values().forEach(score -> check.that(isScore(score), "", "categories: " + outside("score", score)));
            check.that(isScore(other.orElse(0)), "", "categories: " + outside("other", other.orElse(0)))
                    .done();
        }
    }

    /**
     * A score for yes and one for no. Yes is {@code true}, {@code yes} or 1, no is {@code false}, {@code no} or 0; anything else is
     * invalid.
     *
     * @param whenTrue the score of yes, 0 to 100
     * @param whenFalse the score of no, 0 to 100
     */
    record YesNo(double whenTrue, double whenFalse) implements Normaliser {
        /** Checks the scores. */
        public YesNo {
            new PartCheck()
                    .that(isScore(whenTrue), "true", outside("score", whenTrue))
                    .that(isScore(whenFalse), "false", outside("score", whenFalse))
                    .done();
        }
    }

    /**
     * Returns the line from 0 to 100 that leaves a raw value from 0 to 100 as it is.
     *
     * @return the normaliser
     */
    static Normaliser identity() {
        return new Linear(0, BEST);
    }

    /**
     * Returns straight lines between points.
     *
     * @param xThenScore raw value and score in turn
     * @return the normaliser
     */
    static Normaliser points(double... xThenScore) {
        if (xThenScore.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "points must be pairs of a raw value and a score, not " + Arrays.toString(xThenScore));
        }
        Point[] points = new Point[xThenScore.length / 2];
        for (int i = 0; i < points.length; i++) {
            points[i] = new Point(xThenScore[2 * i], xThenScore[2 * i + 1]);
        }
        return new Points(List.of(points));
    }

    /**
     * Tells whether a number can be a sub-score.
     *
     * @param score the number
     * @return whether it is from 0 to 100
     */
    static boolean isScore(double score) {
        return score >= 0 && score <= BEST;
    }

    private static String outside(String what, double score) {
        return what + " " + PartCheck.text(score) + " is outside 0–100";
    }

    private static void differ(double worst, double best) {
        new PartCheck()
                .finite("worst", worst)
                .finite("best", best)
                .that(worst != best, "", "worst and best are both " + PartCheck.text(worst) + "; they must differ")
                .done();
    }

    private static PartCheck checkPoints(List<Point> points) {
        PartCheck check =
                new PartCheck().that(points.size() >= 2, "points", points.size() + " given; a line needs at least two");
        for (int i = 0; i < points.size(); i++) {
            Point point = Objects.requireNonNull(points.get(i), "point");
            check.finite("points[" + i + "]", point.x());
            check.that(isScore(point.score()), "points[" + i + "]", outside("score", point.score()));
            if (i > 0) {
                double before = points.get(i - 1).x();
                check.that(
                        !(point.x() <= before),
                        "points",
                        "x must rise; " + PartCheck.text(point.x()) + " at index " + i + " is not above "
                                + PartCheck.text(before) + " at index " + (i - 1));
            }
        }
        return check;
    }

    private static boolean isMonotone(List<Point> points) {
        boolean rises = false;
        boolean falls = false;
        for (int i = 1; i < points.size(); i++) {
            rises |= points.get(i).score() > points.get(i - 1).score();
            falls |= points.get(i).score() < points.get(i - 1).score();
        }
        return !(rises && falls);
    }
}
