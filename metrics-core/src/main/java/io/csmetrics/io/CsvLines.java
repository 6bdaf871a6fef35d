package io.csmetrics.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;

/**
 * Lines of CSV as RFC 4180 has them, with LF: cells are separated by commas, and one that has a comma, a quote or a line break of its own
 * stands in quotes, its quotes doubled. For results of your own; {@link RecordFile} writes the files of records by the same rules.
 */
public final class CsvLines {
    private CsvLines() {}

    /**
     * Returns lines.
     *
     * @param lines the cells of each line
     * @return the CSV, empty if there is no line
     */
    public static String of(List<List<String>> lines) {
        StringBuilder text = new StringBuilder();
        try {
            for (List<String> cells : lines) {
                write(cells, text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes everything", e);
        }
        return text.toString();
    }

    /**
     * Writes a line.
     *
     * @param cells its cells; texts that others wrote go through {@link #guarded} first
     * @param out where it goes
     * @throws IOException if {@code out} throws it
     */
    public static void write(List<String> cells, Appendable out) throws IOException {
        String separator = "";
        for (String cell : cells) {
            out.append(separator);
            writeCell(cell, out);
            separator = ",";
        }
        out.append('\n');
    }

    private static void writeCell(String cell, Appendable out) throws IOException {
        for (int i = 0; i < cell.length(); i++) {
            if (",\"\r\n".indexOf(cell.charAt(i)) >= 0) {
                out.append('"').append(cell.replace("\"", "\"\"")).append('"');
                return;
            }
        }
        out.append(cell);
    }

    /**
     * Returns a text that no spreadsheet takes for a formula: one that begins with {@code = + - @}, tab or carriage return, apostrophes of its
     * own aside, gets an apostrophe in front. Files of records are guarded by the same rule, so that a reader of both needs one.
     *
     * @param text a text that others wrote, such as a name
     * @return the cell
     */
    public static String guarded(String text) {
        return FormulaGuard.guarded(text);
    }

    /**
     * Returns a number without exponent and without zeros that say nothing, as {@link JsonText} has it too.
     *
     * @param number the number, such as {@code 12.50} or {@code 1E+3}
     * @return its digits, such as {@code 12.5} or {@code 1000}
     */
    public static String number(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
