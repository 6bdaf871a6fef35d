package io.csmetrics.cohort.io;

import io.csmetrics.cohort.CohortRow;
import io.csmetrics.cohort.Criterion;
import io.csmetrics.cohort.Triangle;
import io.csmetrics.io.CsvLines;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Retention tables as CSV, a row for each cell, with the names of {@link TriangleJson} as columns: {@code cohort}, {@code group} where more
 * than time tells cohorts apart, {@code size}, {@code index}, {@code state}, {@code retained}, {@code atRisk}, {@code rate}, {@code lower},
 * {@code upper}, and {@code followUp} where a criterion looks ahead. What is not known or hidden is blank, and its state says so. The
 * definition has no place in such a file: keep {@link Triangle#definition()} beside it, or write JSON.
 */
public final class TriangleCsv {
    private TriangleCsv() {}

    /**
     * Writes what is known.
     *
     * @param triangle the table
     * @return the CSV, with LF
     */
    public static String write(Triangle triangle) {
        return write(triangle, triangle.rows());
    }

    /**
     * Writes a table with its expected figures.
     *
     * @param triangle the table
     * @param rows its rows, such as {@link Triangle#projected()}
     * @return the CSV, with LF
     */
    public static String write(Triangle triangle, List<CohortRow> rows) {
        boolean grouped = triangle.definition().split() != null;
        boolean looksAhead = triangle.definition().criterion() instanceof Criterion.OnOrAfter;
        List<String> head = new ArrayList<>(List.of("cohort"));
        if (grouped) {
            head.add("group");
        }
        head.addAll(List.of("size", "index", "state", "retained", "atRisk", "rate", "lower", "upper"));
        if (looksAhead) {
            head.add("followUp");
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(head);
        for (CohortRow row : rows) {
            List<String> cohort = new ArrayList<>(List.of(row.cohort().start().toString()));
            if (grouped) {
                cohort.add(CsvLines.guarded(
                        Optional.ofNullable(row.cohort().group()).orElse("")));
            }
            cohort.add(row.size().isPresent() ? Long.toString(row.size().getAsLong()) : "");
            for (int index = 0; index < row.cells().size(); index++) {
                CellFigures figures = CellFigures.of(row.cells().get(index));
                List<String> line = new ArrayList<>(cohort);
                line.add(Integer.toString(index));
                line.add(figures.state());
                line.add(number(figures.retained()));
                line.add(number(figures.atRisk()));
                line.add(number(figures.rate()));
                line.add(number(figures.lower()));
                line.add(number(figures.upper()));
                if (looksAhead) {
                    line.add(number(figures.followUp()));
                }
                lines.add(line);
            }
        }
        return CsvLines.of(lines);
    }

    private static String number(@Nullable BigDecimal number) {
        return number == null ? "" : CsvLines.number(number);
    }
}
