package io.csmetrics.cohort.io;

import io.csmetrics.cohort.TriangleGrid;

/** Retention tables as Markdown: a table, and a list of what must be known to read it. */
public final class TriangleMarkdown {
    private TriangleMarkdown() {}

    /**
     * Writes a table.
     *
     * @param grid the table as it is laid out
     * @return the Markdown, with LF
     */
    public static String write(TriangleGrid grid) {
        int texts = grid.heads().indexOf("size");
        return MarkdownText.of(grid.heads(), texts, grid.rows(), grid.notes());
    }
}
