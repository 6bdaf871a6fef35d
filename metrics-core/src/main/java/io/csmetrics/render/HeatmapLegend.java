package io.csmetrics.render;

import io.csmetrics.render.Heatmap.Cell;
import io.csmetrics.render.Heatmap.Kind;
import java.util.List;

/**
 * What the shades and the marks of a heatmap mean.
 *
 * @param drawing draws the samples as it draws the cells
 * @param isCut whether there are shares beyond the scale
 * @param kinds the kinds of cells that occur
 * @param top where it begins
 * @param width the room for a line
 */
record HeatmapLegend(CellDrawing drawing, boolean isCut, List<Kind> kinds, double top, double width) {
    private static final double STEP = 46;
    private static final double HEIGHT = 16;
    private static final double RAMP = 44;
    private static final double LINE = 26;
    private static final double SAMPLE = 34;

    /** Returns where the picture ends. */
    double bottom() {
        // where the lines break is known only by laying them out
        return place(new SvgWriter());
    }

    void draw(SvgWriter svg) {
        drawing.scale().ifPresent(scale -> ramp(svg, scale));
        place(svg);
    }

    private void ramp(SvgWriter svg, RoundScale scale) {
        double left = Caption.MARGIN + STEP / 2;
        for (int i = 0; i < scale.count(); i++) {
            String style = "csm-outline csm-shade" + Style.shade(i, scale.count());
            svg.box(style, left + i * STEP + 0.5, top + 0.5, STEP - 1, HEIGHT - 1);
        }
        for (int i = 0; i <= scale.count(); i++) {
            String mark = i == scale.count() && isCut ? "more" : RoundScale.percent(scale.mark(i));
            svg.label("csm-below", left + i * STEP, top + HEIGHT + 15, mark);
        }
    }

    /** Draws the marks, as many in a line as have room, and returns where they end. */
    private double place(SvgWriter svg) {
        double x = Caption.MARGIN;
        double y = top + (drawing.scale().isPresent() ? RAMP : 0);
        boolean isEmpty = true;
        for (Kind kind : kinds) {
            String meaning = meaning(kind);
            double sample = kind == Kind.NOT_REACHED ? 0 : SAMPLE + 8;
            double room = sample + Lettering.width(meaning, Lettering.BODY) + 20;
            if (meaning.isEmpty()) {
                continue;
            }
            if (!isEmpty && x + room > Caption.MARGIN + width) {
                x = Caption.MARGIN;
                y += LINE;
            }
            sample(svg, kind, x, y);
            svg.label("csm-note", x + sample, y + 14, meaning);
            x += room;
            isEmpty = false;
        }
        return isEmpty ? y : y + LINE;
    }

    private void sample(SvgWriter svg, Kind kind, double x, double y) {
        switch (kind) {
            case OPEN -> drawing.draw(svg, Cell.open("…"), x, y, SAMPLE, LINE - 6);
            case SUPPRESSED -> drawing.draw(svg, Cell.suppressed("…"), x, y, SAMPLE, LINE - 6);
            case PROJECTED -> drawing.draw(svg, Cell.projected(0, "…"), x, y, SAMPLE, LINE - 6);
            case OBSERVED, NOT_REACHED -> {}
        }
    }

    private static String meaning(Kind kind) {
        return switch (kind) {
            case OBSERVED -> "";
            case OPEN -> "hatched: open, its period is not over";
            case NOT_REACHED -> "empty: not reached yet";
            case SUPPRESSED -> "dotted: withheld, too few behind it";
            case PROJECTED -> "dashed and slanted: projected by a model";
        };
    }
}
