package io.csmetrics.cli;

import java.io.IOException;
import java.util.List;

/** Writes lines of CSV as RFC 4180 has them, with LF. */
final class Csv {
    private final Appendable out;

    Csv(Appendable out) {
        this.out = out;
    }

    /**
     * Returns a text that no spreadsheet takes for a formula: one that begins with {@code = + - @}, tab or carriage return, apostrophes of its
     * own aside, gets an apostrophe in front. Files of records are guarded by the same rule, so that a reader of both needs one.
     */
    static String guarded(String text) {
        int start = 0;
        while (start < text.length() && text.charAt(start) == '\'') {
            start++;
        }
        return start < text.length() && "=+-@\t\r".indexOf(text.charAt(start)) >= 0 ? "'" + text : text;
    }

    void line(List<String> cells) throws IOException {
        String separator = "";
        for (String cell : cells) {
            out.append(separator);
            boolean quoted = cell.chars().anyMatch(c -> ",\"\r\n".indexOf(c) >= 0);
            out.append(quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
            separator = ",";
        }
        out.append('\n');
    }
}
