package io.csmetrics.render;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A table of shares as a picture, such as cohorts by months. Each cell has its number written in it; the shade only repeats it. What is
 * not a finished observation is marked by a pattern, a dashed edge or slanted letters, never by colour alone.
 *
 * <p>The shades run from the least to the greatest share shown, cut at 200 % so that one outlier does not bleach all others; the legend
 * below the table tells them. Long texts are shortened; they are whole in the tooltips. A wide table makes a wide picture: let it scroll.
 *
 * @param title what the table shows
 * @param description what its numbers rest on: definition, day of observation, weighting
 * @param heads the heads of its columns
 * @param columns the labels of the columns of cells, in order, such as {@code 0, 1, 2}; 1 or more
 * @param rows the rows in order, 1 or more
 * @param pooled the row that sums up the others, where there is one
 */
public record Heatmap(
        String title, String description, Heads heads, List<String> columns, List<Row> rows, Optional<Row> pooled) {

    /**
     * Copies the lists and checks that the table is one.
     *
     * @throws IllegalArgumentException if the title or the description is blank, there is no column or no row, or a row does not have
     *     one cell for each column
     */
    public Heatmap {
        Caption.requireText("title of a heatmap", title);
        Caption.requireText("description of heatmap \"" + title + "\"", description);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        if (columns.isEmpty() || rows.isEmpty()) {
            throw new IllegalArgumentException("heatmap \"" + title + "\" has " + columns.size() + " columns and "
                    + rows.size() + " rows; it must have one of each at least: leave the picture out");
        }
        for (Row row : rows) {
            requireWidth(row, columns.size());
        }
        if (pooled.isPresent()) {
            requireWidth(pooled.get(), columns.size());
        }
    }

    private static void requireWidth(Row row, int columns) {
        if (row.cells().size() != columns) {
            throw new IllegalArgumentException(
                    "row \"" + row.label() + "\" has " + row.cells().size() + " cells; it must have one for each of "
                            + columns + " columns: fill up with cells not reached");
        }
    }

    /**
     * The heads of the columns.
     *
     * @param rows what the rows are, such as {@code cohort}
     * @param sizes what their sizes count, such as {@code accounts}; may be empty
     * @param cells what the columns of cells are, such as {@code months since the start}
     */
    public record Heads(String rows, String sizes, String cells) {}

    /**
     * A row of the table.
     *
     * @param label what it is about, not blank
     * @param size how many it counts, as text; may be empty
     * @param cells its cells in order
     */
    public record Row(String label, String size, List<Cell> cells) {

        /**
         * Copies the list and checks the label.
         *
         * @throws IllegalArgumentException if the label is blank
         */
        public Row {
            Caption.requireText("label of a heatmap's row", label);
            cells = List.copyOf(cells);
        }
    }

    /** What kind of answer a cell gives. */
    public enum Kind {
        /** A finished observation; shaded. */
        OBSERVED,
        /** The period of the cell is not over, so that its figure can still change; hatched. */
        OPEN,
        /** The row is too young for the column; empty. */
        NOT_REACHED,
        /** Known, but withheld because too few stand behind it; dotted. */
        SUPPRESSED,
        /** The figure of a model, not of the data; shaded, with a dashed edge and slanted letters. */
        PROJECTED
    }

    /**
     * A cell of the table.
     *
     * @param kind what kind of answer it gives
     * @param share the share that shades it, 0 or more, where 1 is 100 %; a projected cell has one, an observed one may lack it, as over
     *     a base of zero, and the others have none
     * @param text what is written in it, such as {@code 63 %}; empty if and only if it is not reached
     */
    public record Cell(Kind kind, OptionalDouble share, String text) {
        private static final Cell NOT_REACHED = new Cell(Kind.NOT_REACHED, OptionalDouble.empty(), "");

        /**
         * Checks that the parts fit each other.
         *
         * @throws IllegalArgumentException if the share is not finite or below 0, or there is a share or a text that must not be
         *     there, or none where there must be one
         */
        public Cell {
            if (share.isPresent() && !(share.getAsDouble() >= 0 && share.getAsDouble() < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("share " + share.getAsDouble() + " of cell \"" + text
                        + "\" must be finite and 0 or more; leave out what is not known");
            }
            if (kind != Kind.OBSERVED && share.isPresent() != (kind == Kind.PROJECTED)) {
                throw new IllegalArgumentException("share of cell \"" + text + "\" that is " + kind
                        + " must be there if it is PROJECTED, and left out if it is OPEN, NOT_REACHED or SUPPRESSED");
            }
            if (text.isBlank() != (kind == Kind.NOT_REACHED)) {
                throw new IllegalArgumentException("text \"" + text + "\" of a cell that is " + kind
                        + " must be blank if it is NOT_REACHED, and only then; write what is known");
            }
        }

        /**
         * Returns a finished observation.
         *
         * @param share the share, 0 or more, where 1 is 100 %
         * @param text the share as text
         * @return the cell
         * @throws IllegalArgumentException if the share is not finite or below 0, or the text is blank
         */
        public static Cell observed(double share, String text) {
            return new Cell(Kind.OBSERVED, OptionalDouble.of(share), text);
        }

        /**
         * Returns a cell whose period is not over.
         *
         * @param text what is known so far, such as {@code 63 % so far} or {@code open}
         * @return the cell
         * @throws IllegalArgumentException if the text is blank
         */
        public static Cell open(String text) {
            return new Cell(Kind.OPEN, OptionalDouble.empty(), text);
        }

        /**
         * Returns the cell of a row that is too young for the column.
         *
         * @return the cell
         */
        public static Cell notReached() {
            return NOT_REACHED;
        }

        /**
         * Returns a cell whose figure is withheld.
         *
         * @param text what is written instead, such as {@code n < 5}
         * @return the cell
         * @throws IllegalArgumentException if the text is blank
         */
        public static Cell suppressed(String text) {
            return new Cell(Kind.SUPPRESSED, OptionalDouble.empty(), text);
        }

        /**
         * Returns the figure of a model.
         *
         * @param share the share, 0 or more, where 1 is 100 %
         * @param text the share as text
         * @return the cell
         * @throws IllegalArgumentException if the share is not finite or below 0, or the text is blank
         */
        public static Cell projected(double share, String text) {
            return new Cell(Kind.PROJECTED, OptionalDouble.of(share), text);
        }
    }

    /**
     * Returns the picture as SVG: without script and without references to anything outside, for a file of its own (UTF-8) or for the
     * body of an HTML page; light or dark as the reader prefers. Equal tables give equal texts.
     *
     * @param id the id of the picture, unique in its page: a letter, then letters, digits, {@code -} and {@code _}
     * @return the element {@code svg}, without XML declaration
     * @throws IllegalArgumentException if the id has another form
     */
    public String svg(String id) {
        return new HeatmapDrawing(this, id).svg();
    }
}
