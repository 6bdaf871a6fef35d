package io.csmetrics.cohort.io;

import java.util.List;
import java.util.stream.Collectors;

/** A table of Markdown and a list of notes below it. Names are data: nothing in them acts as markup. */
final class MarkdownText {
    private static final String ACTIVE = "\\`*_[]<>|&#~";

    private MarkdownText() {}

    /** Writes a table whose first columns are text, the others numbers. */
    static String of(List<String> heads, int texts, List<List<String>> rows, List<String> notes) {
        StringBuilder text = new StringBuilder(line(heads));
        for (int i = 0; i < heads.size(); i++) {
            text.append(i < texts ? "|---" : "|--:");
        }
        text.append("|\n");
        rows.forEach(row -> text.append(line(row)));
        text.append('\n');
        notes.forEach(note -> text.append("- ").append(escaped(note)).append('\n'));
        return text.toString();
    }

    private static String line(List<String> cells) {
        return cells.stream().map(MarkdownText::escaped).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String escaped(String text) {
        return text.codePoints()
                .mapToObj(c ->
                        Character.isISOControl(c) ? " " : (ACTIVE.indexOf(c) >= 0 ? "\\" : "") + Character.toString(c))
                .collect(Collectors.joining());
    }
}
