package io.csmetrics.render;

import io.csmetrics.render.CurveChart.Curve;
import io.csmetrics.render.CurveChart.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The drawing of one chart of curves. */
final class CurveDrawing {
    private static final double PLOT_WIDTH = 560;
    private static final double PLOT_HEIGHT = 300;
    private static final double LEFT = Caption.MARGIN + 52;
    private static final double SAMPLE = 34;
    private static final double MOST_NAME = 200;
    private static final double LINE = 17;
    private static final double TICK = 5;
    private static final int MOST_STEPS = 10;

    private final CurveChart chart;
    private final String id;
    private final List<Curve> drawn;
    private final RoundScale xs;
    private final RoundScale ys;
    private final double nameWidth;
    private final Caption caption;
    private final double top;

    CurveDrawing(CurveChart chart, String id) {
        this.chart = chart;
        this.id = id;
        drawn = chart.curves().stream().limit(Style.CURVES).toList();
        double right = drawn.stream().mapToDouble(Curve::end).max().orElse(0);
        double highest = drawn.stream()
                .flatMap(curve -> curve.steps().stream())
                .mapToDouble(CurveDrawing::upper)
                .reduce(1, Math::max);
        xs = RoundScale.covering(0, right, MOST_STEPS);
        ys = RoundScale.covering(0, highest, MOST_STEPS);
        nameWidth = Math.min(
                MOST_NAME,
                drawn.stream()
                        .mapToDouble(curve -> Lettering.width(curve.name(), Lettering.BODY))
                        .max()
                        .orElse(0));
        caption = new Caption(chart.title(), chart.description(), width() - 2 * Caption.MARGIN);
        top = caption.bottom() + LINE + 8;
    }

    private static double upper(Step step) {
        return step.interval()
                .map(interval -> Math.max(step.y(), interval.upper()))
                .orElse(step.y());
    }

    private double width() {
        return Math.ceil(LEFT + PLOT_WIDTH + 16 + SAMPLE + nameWidth + Caption.MARGIN);
    }

    private double x(double value) {
        return LEFT + PLOT_WIDTH * value / xs.last().doubleValue();
    }

    private double y(double value) {
        return top + PLOT_HEIGHT * (1 - value / ys.last().doubleValue());
    }

    String svg() {
        List<String> notes = notes();
        double notesTop = top + PLOT_HEIGHT + 46;
        SvgWriter svg = caption.begin(id, width(), notesTop + notes.size() * LINE + Caption.MARGIN);
        axes(svg);
        double[] places = names();
        for (int i = 0; i < drawn.size(); i++) {
            band(svg, drawn.get(i), i);
        }
        for (int i = 0; i < drawn.size(); i++) {
            curve(svg, drawn.get(i), i, places[i]);
        }
        for (int i = 0; i < notes.size(); i++) {
            svg.label("csm-note", Caption.MARGIN, notesTop + (i + 1) * LINE - 4, notes.get(i));
        }
        return svg.close().toString();
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (drawn.stream()
                .flatMap(curve -> curve.steps().stream())
                .anyMatch(step -> step.interval().isPresent())) {
            notes.add("shaded band: interval around its curve; none where it cannot be estimated");
        }
        if (drawn.stream().anyMatch(curve -> !curve.censored().isEmpty())) {
            notes.add("small upright tick: observation ended without an event");
        }
        if (chart.isHalfMarked()) {
            notes.add("dotted level line: one half");
        }
        List<String> rest =
                chart.curves().stream().skip(Style.CURVES).map(Curve::name).toList();
        if (!rest.isEmpty()) {
            notes.addAll(Lettering.lines(
                    rest.size() + " of " + chart.curves().size() + " curves are left out, more cannot be told apart: "
                            + String.join(", ", rest),
                    Lettering.BODY,
                    caption.width()));
        }
        return notes;
    }

    private void axes(SvgWriter svg) {
        double bottom = top + PLOT_HEIGHT;
        svg.label("csm-note", Caption.MARGIN, top - 12, shortened(chart.axes().y(), caption.width()));
        for (int i = 0; i <= ys.count(); i++) {
            double at = y(ys.mark(i).doubleValue());
            svg.path("csm-grid", "M" + point(LEFT, at) + "H" + SvgWriter.number(LEFT + PLOT_WIDTH));
            svg.label("csm-side", LEFT - 8, at + 4, RoundScale.percent(ys.mark(i)));
        }
        svg.path("csm-axis", "M" + point(LEFT, bottom) + "H" + SvgWriter.number(LEFT + PLOT_WIDTH));
        for (int i = 0; i <= xs.count(); i++) {
            double at = x(xs.mark(i).doubleValue());
            svg.path("csm-axis", "M" + point(at, bottom) + "V" + SvgWriter.number(bottom + TICK));
            svg.label("csm-below", at, bottom + TICK + 14, RoundScale.plain(xs.mark(i)));
        }
        svg.label(
                "csm-below",
                LEFT + PLOT_WIDTH / 2,
                bottom + TICK + 34,
                shortened(chart.axes().x(), PLOT_WIDTH));
        if (chart.isHalfMarked()) {
            svg.path("csm-half", "M" + point(LEFT, y(0.5)) + "H" + SvgWriter.number(LEFT + PLOT_WIDTH));
        }
    }

    private static String shortened(String text, double room) {
        return Lettering.shorten(text, Lettering.BODY, room);
    }

    private static String point(double x, double y) {
        return SvgWriter.number(x) + " " + SvgWriter.number(y);
    }

    private void band(SvgWriter svg, Curve curve, int place) {
        StringBuilder course = new StringBuilder();
        for (int from = 0; from < curve.steps().size(); from++) {
            int to = from;
            while (to < curve.steps().size() && curve.steps().get(to).interval().isPresent()) {
                to++;
            }
            if (to > from) {
                course.append(band(curve, from, to));
                from = to;
            }
        }
        if (course.length() > 0) {
            svg.path("csm-band csm-band" + place, course.toString());
        }
    }

    /** Returns the outline of the band over a run of steps: the upper ends to the right, and back along the lower ones. */
    private String band(Curve curve, int from, int to) {
        StringBuilder course = new StringBuilder();
        for (int i = from; i < to; i++) {
            double upper = y(curve.steps().get(i).interval().orElseThrow().upper());
            course.append(i == from ? "M" : "L").append(point(stepX(curve, i), upper));
            course.append("H").append(SvgWriter.number(stepX(curve, i + 1)));
        }
        for (int i = to - 1; i >= from; i--) {
            double lower = y(curve.steps().get(i).interval().orElseThrow().lower());
            course.append("L").append(point(stepX(curve, i + 1), lower));
            course.append("H").append(SvgWriter.number(stepX(curve, i)));
        }
        return course.append("Z").toString();
    }

    private double stepX(Curve curve, int step) {
        return x(step < curve.steps().size() ? curve.steps().get(step).x() : curve.end());
    }

    private void curve(SvgWriter svg, Curve curve, int place, double nameY) {
        StringBuilder course = new StringBuilder("M").append(point(x(0), y(1)));
        double last = 1;
        for (Step step : curve.steps()) {
            course.append("H").append(SvgWriter.number(x(step.x()))).append("V").append(SvgWriter.number(y(step.y())));
            last = step.y();
        }
        course.append("H").append(SvgWriter.number(x(curve.end())));
        double nameX = LEFT + PLOT_WIDTH + 16;
        svg.open("g").element("title", curve.name());
        svg.path("csm-leader", "M" + point(x(curve.end()), y(last)) + "L" + point(nameX - 4, nameY));
        line(svg, place, course.toString());
        ticks(svg, curve, place);
        line(svg, place, "M" + point(nameX, nameY) + "H" + SvgWriter.number(nameX + SAMPLE - 6));
        svg.label("csm-note", nameX + SAMPLE, nameY + 4, shortened(curve.name(), nameWidth));
        svg.close();
    }

    private static void line(SvgWriter svg, int place, String course) {
        svg.open("path")
                .set("class", "csm-curve csm-curve" + place)
                .set("stroke-dasharray", Style.dashes(place))
                .set("d", course)
                .close();
    }

    private void ticks(SvgWriter svg, Curve curve, int place) {
        StringBuilder course = new StringBuilder();
        int next = 0;
        double value = 1;
        double drawnAt = Double.NEGATIVE_INFINITY;
        for (double at : curve.censored().stream().sorted().toList()) {
            while (next < curve.steps().size() && curve.steps().get(next).x() <= at) {
                value = curve.steps().get(next).y();
                next++;
            }
            // ticks nearer than a pixel are one stroke to the eye, and thousands of them would only make the page heavy
            if (x(at) - drawnAt >= 1) {
                drawnAt = x(at);
                course.append("M")
                        .append(point(x(at), y(value) - TICK))
                        .append("v")
                        .append(SvgWriter.number(2 * TICK));
            }
        }
        if (course.length() > 0) {
            svg.path("csm-tick csm-curve" + place, course.toString());
        }
    }

    /** Returns where the name of each curve stands: beside its end, or as near as the other names let it. */
    private double[] names() {
        List<Integer> downwards = Stream.iterate(0, i -> i + 1)
                .limit(drawn.size())
                .sorted(Comparator.comparingDouble(i -> endY(drawn.get(i))))
                .toList();
        double[] places = new double[drawn.size()];
        double free = top;
        for (int i : downwards) {
            places[i] = Math.max(free, endY(drawn.get(i)));
            free = places[i] + LINE;
        }
        double limit = top + PLOT_HEIGHT;
        for (int rank = downwards.size() - 1; rank >= 0; rank--) {
            int i = downwards.get(rank);
            places[i] = Math.min(limit, places[i]);
            limit = places[i] - LINE;
        }
        return places;
    }

    private double endY(Curve curve) {
        List<Step> steps = curve.steps();
        return y(steps.isEmpty() ? 1 : steps.get(steps.size() - 1).y());
    }
}
