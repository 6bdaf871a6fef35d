package io.csmetrics.render;

import io.csmetrics.render.Heatmap.Cell;
import io.csmetrics.render.Heatmap.Kind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The drawing of one cell: its shade or mark, and its text.
 *
 * @param id the id of the picture, which that of its patterns begins with
 * @param scale the steps of the shades; empty if no cell has a share
 */
record CellDrawing(String id, Optional<RoundScale> scale) {
    static final String HATCH = "-hatch";
    static final String DOTS = "-dots";
    static final double LINE = 13;

    void draw(SvgWriter svg, Cell cell, double x, double y, double width, double height) {
        int shade = shade(cell.share());
        svg.box("csm-outline" + (shade < 0 ? "" : " csm-shade" + shade), x + 0.5, y + 0.5, width - 1, height - 1);
        switch (cell.kind()) {
            case OPEN -> fill(svg, HATCH, x, y, width, height);
            case SUPPRESSED -> fill(svg, DOTS, x, y, width, height);
            case PROJECTED -> svg.box("csm-dashed csm-edge" + shade, x + 2, y + 2, width - 4, height - 4);
            case OBSERVED, NOT_REACHED -> {}
        }
        String style = "csm-number" + (shade < 0 ? "" : " csm-on" + shade)
                + (cell.kind() == Kind.PROJECTED ? " csm-model" : "");
        boolean isMarked = cell.kind() == Kind.OPEN || cell.kind() == Kind.SUPPRESSED;
        List<String> parts = Lettering.pair(cell.text(), Lettering.CELL);
        for (int i = 0; i < parts.size(); i++) {
            String part = Lettering.shorten(parts.get(i), Lettering.CELL, width);
            double base = y + height / 2 + 4 + (i - (parts.size() - 1) / 2.0) * LINE;
            if (isMarked) {
                // letters on a pattern are hard to read
                double room = Math.min(width - 2, Lettering.width(part, Lettering.CELL));
                svg.box("csm-paper", x + (width - room) / 2, base - 10, room, LINE);
            }
            svg.label(style, x + width / 2, base, part);
        }
    }

    private void fill(SvgWriter svg, String pattern, double x, double y, double width, double height) {
        svg.open("rect")
                .set("x", x)
                .set("y", y)
                .set("width", width)
                .set("height", height)
                .set("fill", "url(#" + id + pattern + ")")
                .close();
    }

    /** Returns the shade of a share, -1 for none. */
    private int shade(OptionalDouble share) {
        if (share.isEmpty() || scale.isEmpty()) {
            return -1;
        }
        RoundScale steps = scale.get();
        return Style.shade(steps.stepOf(share.getAsDouble()), steps.count());
    }
}
