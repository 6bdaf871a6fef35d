package io.csmetrics.cli;

import java.util.List;

/**
 * What the report shows. All of it is text, which the template puts in place and escapes, but for the pictures.
 *
 * @param title the title of the page
 * @param facts what the numbers rest on, such as the period and the number of accounts
 * @param tables the figures of the period, in order
 * @param pictures what became of the accounts, in order
 * @param scorecard the sections of the scorecard, in order
 * @param findings what there is to say about the data, each with its place
 * @param findingsLeftOut how many more there are
 * @param definitions what the figures of the tables mean
 */
public record ReportPage(
        String title,
        List<Fact> facts,
        List<Table> tables,
        List<Picture> pictures,
        List<Table> scorecard,
        List<String> findings,
        long findingsLeftOut,
        List<Definition> definitions) {

    /** Copies the lists. */
    public ReportPage {
        facts = List.copyOf(facts);
        tables = List.copyOf(tables);
        pictures = List.copyOf(pictures);
        scorecard = List.copyOf(scorecard);
        findings = List.copyOf(findings);
        definitions = List.copyOf(definitions);
    }

    /**
     * One thing the numbers rest on.
     *
     * @param name what it is
     * @param value its value
     */
    public record Fact(String name, String value) {}

    /**
     * A table of numbers, and what there is to say about it.
     *
     * @param title the heading above it
     * @param caption what it shows
     * @param heads the heads of the columns, the first that of the rows' heads
     * @param rows the rows in order; without one there is no table, only the notes
     * @param notes what stands below it, such as what is not there
     */
    public record Table(String title, String caption, List<String> heads, List<Row> rows, List<String> notes) {
        /** Copies the lists. */
        public Table {
            heads = List.copyOf(heads);
            rows = List.copyOf(rows);
            notes = List.copyOf(notes);
        }
    }

    /**
     * A table that is drawn, too.
     *
     * @param svg the picture as an element of the page; empty if there is nothing to draw
     * @param lead how to read it
     * @param table what is drawn; its title and notes stand with the picture
     */
    public record Picture(String svg, String lead, Table table) {}

    /**
     * A row of a table.
     *
     * @param head what the row is about
     * @param isTotal whether it sums up the others
     * @param cells its numbers
     */
    public record Row(String head, boolean isTotal, List<Cell> cells) {
        /** Copies the list. */
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * A number, or why there is none.
     *
     * @param text the number, rounded for reading
     * @param note why there is none, or what else there is to know; empty if nothing
     */
    public record Cell(String text, String note) {}

    /**
     * The meaning of a figure.
     *
     * @param name its name
     * @param key its key
     * @param definition what it tells
     * @param question the question that it answers
     * @param reading its unit, and which way it gets better
     * @param aliases other names, with commas between; empty if there are none
     */
    public record Definition(
            String name, String key, String definition, String question, String reading, String aliases) {}
}
