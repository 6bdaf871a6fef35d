package io.csmetrics.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table of aligned text. Columns of numbers are aligned to the right; characters that a terminal would act on are escaped. */
final class TextTable {
    private static final String BETWEEN = "  ";

    private final List<String> heads = new ArrayList<>();
    private final List<Boolean> toTheRight = new ArrayList<>();
    private final List<List<String>> lines = new ArrayList<>();

    /** Adds a column of text. */
    TextTable text(String head) {
        heads.add(head);
        toTheRight.add(false);
        return this;
    }

    /** Adds a column of numbers. */
    TextTable number(String head) {
        heads.add(head);
        toTheRight.add(true);
        return this;
    }

    /** Adds a line, a cell for each column. */
    void line(List<String> cells) {
        if (cells.size() != heads.size()) {
            throw new IllegalArgumentException(
                    cells.size() + " cells must be one for each of the " + heads.size() + " columns");
        }
        lines.add(cells.stream().map(TextTable::printable).toList());
    }

    /** Writes the table, without the columns that are empty in every line. */
    void write(Appendable out) throws IOException {
        int[] widths = new int[heads.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(line.get(i)));
            }
        }
        boolean[] shown = new boolean[widths.length];
        for (int i = 0; i < widths.length; i++) {
            shown[i] = widths[i] > 0 || lines.isEmpty();
            widths[i] = Math.max(widths[i], width(heads.get(i)));
        }
        write(heads, widths, shown, out);
        write(Arrays.stream(widths).mapToObj("-"::repeat).toList(), widths, shown, out);
        for (List<String> line : lines) {
            write(line, widths, shown, out);
        }
    }

    private void write(List<String> cells, int[] widths, boolean[] shown, Appendable out) throws IOException {
        StringBuilder text = new StringBuilder();
        String separator = "";
        for (int i = 0; i < widths.length; i++) {
            if (shown[i]) {
                String cell = cells.get(i);
                String blanks = " ".repeat(widths[i] - width(cell));
                text.append(separator).append(toTheRight.get(i) ? blanks + cell : cell + blanks);
                separator = BETWEEN;
            }
        }
        out.append(text.toString().stripTrailing()).append('\n');
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int kind = Character.getType(c);
            boolean acts = kind == Character.CONTROL
                    || kind == Character.FORMAT
                    || kind == Character.LINE_SEPARATOR
                    || kind == Character.PARAGRAPH_SEPARATOR;
            if (acts) {
                printable.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
            } else {
                printable.append(c);
            }
        }
        return printable.toString();
    }
}
