package io.csmetrics.render;

import io.csmetrics.statistics.Interval;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Curves that fall or rise in steps, such as survival by segment, as a picture. Each begins at {@code (0, 1)}. They are told apart by
 * dashes and by their names at the right edge; colour only repeats it.
 *
 * <p>More than eight curves cannot be told apart: the first eight are drawn, and the picture names the others as left out.
 *
 * @param title what the curves show
 * @param description what they rest on: definition, day of observation, method of the intervals
 * @param axes the names of the axes
 * @param curves the curves in order, 1 or more; no two of one name
 * @param isHalfMarked whether a dotted line marks one half, where a median is read
 */
public record CurveChart(String title, String description, Axes axes, List<Curve> curves, boolean isHalfMarked) {
    private static final double MOST_X = 1e9;
    private static final double MOST_Y = 100;

    /**
     * Copies the list and checks it.
     *
     * @throws IllegalArgumentException if the title or the description is blank, there is no curve, or two have one name
     */
    public CurveChart {
        Caption.requireText("title of a chart", title);
        Caption.requireText("description of chart \"" + title + "\"", description);
        curves = List.copyOf(curves);
        if (curves.isEmpty()) {
            throw new IllegalArgumentException(
                    "chart \"" + title + "\" has 0 curves; it must have one at least: leave the picture out");
        }
        Set<String> names = new HashSet<>();
        for (Curve curve : curves) {
            if (!names.add(curve.name())) {
                throw new IllegalArgumentException("curve \"" + curve.name() + "\" of chart \"" + title
                        + "\" must have a name of its own; join it with the other");
            }
        }
    }

    /**
     * The names of the axes.
     *
     * @param x what is read to the right, with its unit, such as {@code months since the start}; not blank
     * @param y what is read upwards, such as {@code share still customers}; not blank
     */
    public record Axes(String x, String y) {

        /**
         * Checks the names.
         *
         * @throws IllegalArgumentException if one is blank
         */
        public Axes {
            Caption.requireText("name of the x axis", x);
            Caption.requireText("name of the y axis", y);
        }
    }

    /**
     * One curve: 1 from 0 on until its first step, and from each step on the value of that step, to its end.
     *
     * @param name its name, not blank
     * @param steps its steps, x rising
     * @param end how far it was observed, at or after its last step, 0 to 1,000,000,000
     * @param censored where observations ended without an event, 0 to {@code end}, in any order; each gets a tick on the curve
     */
    public record Curve(String name, List<Step> steps, double end, List<Double> censored) {

        /**
         * Copies the lists and checks that the curve is one.
         *
         * @throws IllegalArgumentException if the name is blank, the end or a censoring is out of its range, or steps do not rise in x or
         *     reach beyond the end
         */
        public Curve {
            Caption.requireText("name of a curve", name);
            steps = List.copyOf(steps);
            censored = List.copyOf(censored);
            requireWithin("end of curve \"" + name + "\"", end, MOST_X);
            double last = -1;
            for (Step step : steps) {
                if (step.x() <= last || step.x() > end) {
                    throw new IllegalArgumentException("step at " + step.x() + " of curve \"" + name
                            + "\" must come after the step before it and not after its end " + end
                            + "; sort the steps and join those of one x");
                }
                last = step.x();
            }
            for (double x : censored) {
                requireWithin("censoring of curve \"" + name + "\"", x, end);
            }
        }
    }

    /**
     * A step of a curve.
     *
     * @param x where it is, 0 to 1,000,000,000
     * @param y the value from there on, 0 to 100, where 1 is 100 %
     * @param interval the interval of the value; empty where there is none, as where it cannot be estimated
     */
    public record Step(double x, double y, Optional<Interval> interval) {

        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if one is out of its range
         */
        public Step {
            requireWithin("x of a step", x, MOST_X);
            requireWithin("y of a step at " + x, y, MOST_Y);
            if (interval.isPresent()) {
                requireWithin("lower end of a step at " + x, interval.get().lower(), MOST_Y);
                requireWithin("upper end of a step at " + x, interval.get().upper(), MOST_Y);
            }
        }

        /**
         * Returns a step without interval.
         *
         * @param x where it is, 0 to 1,000,000,000
         * @param y the value from there on, 0 to 100, where 1 is 100 %
         * @return the step
         * @throws IllegalArgumentException if a number is out of its range
         */
        public static Step of(double x, double y) {
            return new Step(x, y, Optional.empty());
        }

        /**
         * Returns a step with interval.
         *
         * @param x where it is, 0 to 1,000,000,000
         * @param y the value from there on, 0 to 100, where 1 is 100 %
         * @param interval the interval of the value, within 0 to 100
         * @return the step
         * @throws IllegalArgumentException if a number is out of its range
         */
        public static Step of(double x, double y, Interval interval) {
            return new Step(x, y, Optional.of(interval));
        }
    }

    private static void requireWithin(String what, double value, double most) {
        if (!(value >= 0 && value <= most)) {
            throw new IllegalArgumentException(
                    what + " is " + value + "; it must be 0 to " + most + ": leave out what is not known");
        }
    }

    /**
     * Returns the picture as SVG: without script and without references to anything outside, for a file of its own (UTF-8) or for the
     * body of an HTML page; light or dark as the reader prefers. Equal charts give equal texts.
     *
     * @param id the id of the picture, unique in its page: a letter, then letters, digits, {@code -} and {@code _}
     * @return the element {@code svg}, without XML declaration
     * @throws IllegalArgumentException if the id has another form
     */
    public String svg(String id) {
        return new CurveDrawing(this, id).svg();
    }
}
