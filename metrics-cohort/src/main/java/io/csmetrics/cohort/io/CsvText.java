package io.csmetrics.cohort.io;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines of CSV as RFC 4180 has them, with LF. */
final class CsvText {
    private final StringBuilder text = new StringBuilder();

    void line(List<String> cells) {
        String separator = "";
        for (String cell : cells) {
            text.append(separator);
            boolean quoted = cell.chars().anyMatch(c -> ",\"\r\n".indexOf(c) >= 0);
            text.append(quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
            separator = ",";
        }
        text.append('\n');
    }

    /** A text that no spreadsheet takes for a formula, by the rule of the files of records. */
    static String guarded(String text) {
        int start = 0;
        while (start < text.length() && text.charAt(start) == '\'') {
            start++;
        }
        return start < text.length() && "=+-@\t\r".indexOf(text.charAt(start)) >= 0 ? "'" + text : text;
    }

    /** A plain number, or nothing. */
    static String number(@Nullable BigDecimal number) {
        return number == null ? "" : JsonText.plain(number).toPlainString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
