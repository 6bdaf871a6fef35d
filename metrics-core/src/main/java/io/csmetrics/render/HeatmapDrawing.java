package io.csmetrics.render;

import io.csmetrics.render.Heatmap.Cell;
import io.csmetrics.render.Heatmap.Heads;
import io.csmetrics.render.Heatmap.Kind;
import io.csmetrics.render.Heatmap.Row;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The drawing of one heatmap. */
final class HeatmapDrawing {
    private static final double GAP = 2;
    private static final double PADDING = 6;
    private static final double LINE = CellDrawing.LINE;
    private static final double LEAST_CELL = 40;
    private static final double MOST_CELL = 110;
    private static final double MOST_LABEL = 220;
    private static final double LEAST_WIDTH = 560;
    private static final double MOST_CAPTION = 800;

    /** Beyond this share all cells get the last shade. */
    private static final double MOST_SHADED = 2;

    private final Heatmap map;
    private final String id;
    private final List<Row> all;
    private final double labelWidth;
    private final double sizeWidth;
    private final double cellWidth;
    private final double cellHeight;
    private final double headHeight;
    private final double width;
    private final Caption caption;
    private final CellDrawing drawing;
    private final HeatmapLegend legend;

    HeatmapDrawing(Heatmap map, String id) {
        this.map = map;
        this.id = id;
        all = Stream.concat(map.rows().stream(), map.pooled().stream()).toList();
        Heads heads = map.heads();
        labelWidth = Math.min(
                MOST_LABEL,
                widest(Stream.concat(Stream.of(heads.rows()), all.stream().map(Row::label)), Lettering.BODY));
        sizeWidth = Math.min(
                MOST_LABEL,
                widest(Stream.concat(Stream.of(heads.sizes()), all.stream().map(Row::size)), Lettering.BODY));
        double column = 0;
        int lines = 1;
        int headLines = 1;
        for (String label : map.columns()) {
            List<String> parts = Lettering.pair(label, Lettering.BODY);
            column = Math.max(column, widest(parts.stream(), Lettering.BODY));
            headLines = Math.max(headLines, parts.size());
        }
        for (Row row : all) {
            for (Cell cell : row.cells()) {
                List<String> parts = Lettering.pair(cell.text(), Lettering.CELL);
                column = Math.max(column, widest(parts.stream(), Lettering.CELL));
                lines = Math.max(lines, parts.size());
            }
        }
        cellWidth = Math.ceil(Math.max(LEAST_CELL, Math.min(MOST_CELL, column + 2 * PADDING)));
        cellHeight = lines * LINE + 2 * PADDING;
        headHeight = headLines * LINE + PADDING;
        double inner =
                Math.max(LEAST_WIDTH, left() - Caption.MARGIN + map.columns().size() * (cellWidth + GAP));
        width = inner + 2 * Caption.MARGIN;
        caption = new Caption(map.title(), map.description(), Math.min(MOST_CAPTION, inner));
        OptionalDouble least = shares().min();
        OptionalDouble most = shares().max();
        Optional<RoundScale> scale = least.isEmpty() || most.isEmpty()
                ? Optional.empty()
                : Optional.of(RoundScale.covering(
                        Math.min(MOST_SHADED, least.getAsDouble()),
                        Math.min(MOST_SHADED, most.getAsDouble()),
                        Style.SHADES));
        drawing = new CellDrawing(id, scale);
        legend = new HeatmapLegend(
                drawing,
                most.isPresent() && most.getAsDouble() > MOST_SHADED,
                Stream.of(Kind.values()).filter(this::has).toList(),
                rowTop(all.size()) + 20,
                caption.width());
    }

    private DoubleStream shares() {
        return cells().map(Cell::share).flatMapToDouble(OptionalDouble::stream);
    }

    private Stream<Cell> cells() {
        return all.stream().flatMap(row -> row.cells().stream());
    }

    private static double widest(Stream<String> texts, double size) {
        return Math.ceil(
                texts.mapToDouble(text -> Lettering.width(text, size)).max().orElse(0));
    }

    /** Returns where the cells begin. */
    private double left() {
        return Caption.MARGIN + labelWidth + 12 + (sizeWidth > 0 ? sizeWidth + 12 : 0);
    }

    private double top() {
        return caption.bottom() + LINE + PADDING + headHeight;
    }

    private double rowTop(int row) {
        double gap = row == map.rows().size() ? 3 * GAP : 0;
        return top() + row * (cellHeight + GAP) + gap;
    }

    String svg() {
        SvgWriter svg = caption.begin(id, width, legend.bottom() + Caption.MARGIN);
        patterns(svg);
        heads(svg);
        for (int i = 0; i < all.size(); i++) {
            row(svg, all.get(i), rowTop(i), i == map.rows().size());
        }
        legend.draw(svg);
        return svg.close().toString();
    }

    private void patterns(SvgWriter svg) {
        svg.open("defs");
        if (has(Kind.OPEN)) {
            pattern(svg, CellDrawing.HATCH, 8)
                    .path("csm-hatch", "M-2 2L2 -2M0 8L8 0M6 10L10 6")
                    .close();
        }
        if (has(Kind.SUPPRESSED)) {
            pattern(svg, CellDrawing.DOTS, 6)
                    .open("circle")
                    .set("class", "csm-dot")
                    .set("cx", 3)
                    .set("cy", 3)
                    .set("r", 1.2)
                    .close()
                    .close();
        }
        svg.close();
    }

    private SvgWriter pattern(SvgWriter svg, String name, double size) {
        return svg.open("pattern")
                .set("id", id + name)
                .set("width", size)
                .set("height", size)
                .set("patternUnits", "userSpaceOnUse");
    }

    private boolean has(Kind kind) {
        return cells().anyMatch(cell -> cell.kind() == kind);
    }

    private void heads(SvgWriter svg) {
        double base = top() - PADDING;
        svg.label(
                "csm-head",
                left(),
                caption.bottom() + LINE - 2,
                shortened(map.heads().cells(), width - Caption.MARGIN - left()));
        svg.label("csm-head", Caption.MARGIN, base, shortened(map.heads().rows(), labelWidth));
        if (sizeWidth > 0) {
            svg.label("csm-size", left() - 12, base, shortened(map.heads().sizes(), sizeWidth));
        }
        for (int i = 0; i < map.columns().size(); i++) {
            List<String> parts = Lettering.pair(map.columns().get(i), Lettering.BODY);
            for (int part = 0; part < parts.size(); part++) {
                svg.label(
                        "csm-above",
                        centre(i),
                        base - (parts.size() - 1 - part) * LINE,
                        shortened(parts.get(part), cellWidth));
            }
        }
    }

    private static String shortened(String text, double room) {
        return Lettering.shorten(text, Lettering.BODY, room);
    }

    private double centre(int column) {
        return left() + column * (cellWidth + GAP) + cellWidth / 2;
    }

    private void row(SvgWriter svg, Row row, double y, boolean isPooled) {
        double base = y + cellHeight / 2 + 4;
        svg.open("g").element("title", row.label());
        svg.label(isPooled ? "csm-head" : "csm-note", Caption.MARGIN, base, shortened(row.label(), labelWidth));
        svg.close();
        if (!row.size().isEmpty()) {
            svg.label("csm-size", left() - 12, base, shortened(row.size(), sizeWidth));
        }
        for (int i = 0; i < row.cells().size(); i++) {
            Cell cell = row.cells().get(i);
            if (cell.kind() != Kind.NOT_REACHED) {
                String whole = row.label() + ", " + map.columns().get(i) + ": " + cell.text() + remark(cell.kind());
                svg.open("g").element("title", whole);
                drawing.draw(svg, cell, centre(i) - cellWidth / 2, y, cellWidth, cellHeight);
                svg.close();
            }
        }
    }

    private static String remark(Kind kind) {
        return switch (kind) {
            case OBSERVED, NOT_REACHED -> "";
            case OPEN -> " (open)";
            case SUPPRESSED -> " (withheld)";
            case PROJECTED -> " (projected)";
        };
    }
}
