package io.csmetrics.cohort.io;

/** Survival curves as Markdown: a table, and a list of what must be known to read it. */
public final class SurvivalMarkdown {
    private SurvivalMarkdown() {}

    /**
     * Writes curves.
     *
     * @param grid the curves as they are laid out
     * @return the Markdown, with LF
     */
    public static String write(SurvivalGrid grid) {
        return MarkdownText.of(grid.heads(), 1, grid.rows(), grid.notes());
    }
}
