package io.csmetrics.cohort;

import io.csmetrics.cohort.RetentionDefinition.RelativeTo;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A retention table laid out for reading: a line for each cohort, a mark in each cell that is not a known figure, and notes that say what
 * the figures and marks are, by which definition, and what was left out. Shares are in percent with one decimal, amounts with two, both
 * rounded half up; exact numbers are for {@link Triangle} and for files.
 *
 * @param heads the heads of the columns: cohort, group where something tells cohorts apart, size, then the indexes or dates
 * @param rows the lines, each with a cell for every head; an average stands last
 * @param notes what must be known to read it
 */
public record TriangleGrid(List<String> heads, List<List<String>> rows, List<String> notes) {
    private static final String COHORT = "cohort";
    private static final String GROUP = "group";
    private static final String STILL_FILLING = "+";

    /** What stands below what. */
    public enum Alignment {
        /** Cells of the same index stand in a column: young cohorts compare with old ones of the same age. The average is the last line. */
        TRIANGLE,
        /** Cells of the same period of the calendar stand in a column: what happened in it hit all cohorts. It has no average. */
        CALENDAR
    }

    /** What stands in a cell whose figure is not known. */
    private enum Mark {
        OPEN("open", "the window has begun and not ended"),
        NOT_REACHED("-", "the window has not begun"),
        SUPPRESSED("x", "hidden, too few units"),
        NOTHING("n/a", "nothing to divide by"),
        FILLING(STILL_FILLING, "units may still enter the cohort"),
        PROJECTED("~", "expected by a model; it takes part in no average");

        private final String text;
        private final String meaning;

        Mark(String text, String meaning) {
            this.text = text;
            this.meaning = meaning;
        }
    }

    /** Copies the lists. */
    public TriangleGrid {
        heads = List.copyOf(heads);
        rows = rows.stream().map(List::copyOf).toList();
        notes = List.copyOf(notes);
    }

    /**
     * Lays out what is known.
     *
     * @param triangle the table
     * @param alignment what stands below what
     * @return the layout
     * @throws IllegalArgumentException if it shall be by calendar and the index is not of calendar periods like those of the cohorts
     */
    public static TriangleGrid of(Triangle triangle, Alignment alignment) {
        return of(triangle, triangle.rows(), alignment);
    }

    /**
     * Lays out a table with its expected figures.
     *
     * @param triangle the table
     * @param rows its rows, such as {@link Triangle#projected()}
     * @param alignment what stands below what
     * @return the layout
     * @throws IllegalArgumentException if it shall be by calendar and the index is not of calendar periods like those of the cohorts
     */
    public static TriangleGrid of(Triangle triangle, List<CohortRow> rows, Alignment alignment) {
        if (alignment == Alignment.CALENDAR && !triangle.definition().isUniform()) {
            throw new IllegalArgumentException("index " + triangle.definition().index() + " with cohorts by "
                    + triangle.definition().granularity()
                    + " has no alignment by calendar; only equal calendar periods line up, align by index");
        }
        return new Layout(triangle, rows, alignment).grid();
    }

    /**
     * Returns the table as aligned lines of text: heads, rows, notes.
     *
     * @return the lines, without ends
     */
    public List<String> lines() {
        int texts = heads.indexOf(GROUP) == 1 ? 2 : 1;
        int[] widths = new int[heads.size()];
        List<List<String>> all = new ArrayList<>(List.of(heads));
        all.addAll(rows);
        for (List<String> line : all) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> line : all) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String blanks = " ".repeat(widths[i] - line.get(i).length());
                text.append(i == 0 ? "" : "  ").append(i < texts ? line.get(i) + blanks : blanks + line.get(i));
            }
            lines.add(text.toString().stripTrailing());
        }
        lines.addAll(notes);
        return lines;
    }

    /** One use: gathers the marks that occur, so that only those are explained. */
    private static final class Layout {
        private final Triangle triangle;
        private final RetentionDefinition definition;
        private final List<CohortRow> rows;
        private final Alignment alignment;
        private final EnumSet<Mark> seen = EnumSet.noneOf(Mark.class);
        private final boolean grouped;
        private Cell.@Nullable Projected model;

        Layout(Triangle triangle, List<CohortRow> rows, Alignment alignment) {
            this.triangle = triangle;
            this.definition = triangle.definition();
            this.rows = rows;
            this.alignment = alignment;
            grouped = definition.split() != null;
        }

        TriangleGrid grid() {
            int first = rows.stream()
                    .mapToInt(row -> ordinal(row.cohort().start()))
                    .min()
                    .orElse(0);
            List<List<String>> lines = new ArrayList<>();
            for (CohortRow row : rows) {
                lines.add(line(row, ordinal(row.cohort().start()) - first));
            }
            if (alignment == Alignment.TRIANGLE && !rows.isEmpty()) {
                lines.add(averages());
            }
            return new TriangleGrid(heads(first), lines, notes());
        }

        private int ordinal(LocalDate date) {
            return definition.granularity().ordinal(date);
        }

        private List<String> heads(int first) {
            List<String> heads = new ArrayList<>(grouped ? List.of(COHORT, GROUP, "size") : List.of(COHORT, "size"));
            for (int column = 0; column < triangle.columns(); column++) {
                heads.add(alignment == Alignment.CALENDAR ? date(first + column) : index(column));
            }
            return heads;
        }

        private String date(int ordinal) {
            return definition.granularity().start(ordinal).toString();
        }

        private String index(int column) {
            return definition.criterion() instanceof Criterion.Brackets brackets
                    ? brackets.ranges().get(column).toString()
                    : Integer.toString(column);
        }

        /** By calendar a cohort begins so many columns from the left; before that there was none, which is no mark. */
        private List<String> line(CohortRow row, int late) {
            List<String> line = new ArrayList<>();
            line.add(row.cohort().start().toString());
            if (grouped) {
                line.add(Optional.ofNullable(row.cohort().group()).orElse(""));
            }
            line.add(size(row));
            int shift = alignment == Alignment.CALENDAR ? late : 0;
            for (int column = 0; column < triangle.columns(); column++) {
                line.add(column < shift ? "" : text(row.cells().get(column - shift)));
            }
            return line;
        }

        private String size(CohortRow row) {
            if (row.size().isEmpty()) {
                return mark(Mark.SUPPRESSED);
            }
            return row.size().getAsLong() + (row.filling() ? mark(Mark.FILLING) : "");
        }

        private List<String> averages() {
            List<String> line = new ArrayList<>();
            line.add(definition.weighting().toString());
            if (grouped) {
                line.add("");
            }
            line.add("");
            for (CohortAverage average : triangle.averages()) {
                if (average.value().isPresent()) {
                    line.add(figure(average.value().get()));
                } else {
                    boolean hidden = average.hidden();
                    line.add(mark(hidden ? Mark.SUPPRESSED : Mark.NOTHING));
                }
            }
            return line;
        }

        private String text(Cell cell) {
            if (cell instanceof Cell.Observed observed) {
                return observed.rate().map(this::figure).orElseGet(() -> mark(Mark.NOTHING));
            }
            if (cell instanceof Cell.Projected projected) {
                model = projected;
                return mark(Mark.PROJECTED) + figure(BigDecimal.valueOf(projected.rate()));
            }
            if (cell instanceof Cell.Open) {
                return mark(Mark.OPEN);
            }
            return mark(cell instanceof Cell.Suppressed ? Mark.SUPPRESSED : Mark.NOT_REACHED);
        }

        private String mark(Mark mark) {
            seen.add(mark);
            return mark.text;
        }

        private String figure(BigDecimal value) {
            return definition.measure().isMoney()
                    ? value.setScale(2, RoundingMode.HALF_UP).toPlainString()
                    : value.movePointRight(2).setScale(1, RoundingMode.HALF_UP).toPlainString();
        }

        private List<String> notes() {
            List<String> notes = new ArrayList<>();
            notes.add("figures: " + what());
            if (!seen.isEmpty()) {
                notes.add("marks: "
                        + seen.stream()
                                .map(mark -> mark.text + " " + mark.meaning)
                                .collect(Collectors.joining("; ")));
            }
            if (model != null) {
                String error = model.backtestError().isPresent()
                        ? String.format(
                                Locale.ROOT,
                                "the sum of the last known figures it would have missed by %+.2f %%",
                                100 * model.backtestError().getAsDouble())
                        : "too little is known to test it";
                notes.add("projected: by " + model.method() + "; " + error);
            }
            if (definition.criterion() instanceof Criterion.OnOrAfter ahead && ahead.within() == 0) {
                notes.add(
                        "follow-up: a cell sees returns up to the last known day only, so the later the window, the more is missing");
            }
            notes.add("definition: " + definition);
            notes.add("rejected: "
                    + (triangle.facts().rejected().isEmpty()
                            ? "none"
                            : triangle.facts().rejected().entrySet().stream()
                                    .map(each -> each.getValue() + " " + each.getKey())
                                    .collect(Collectors.joining(", "))));
            return notes;
        }

        private String what() {
            String currency =
                    triangle.currency().map(unit -> " (" + unit.getCode() + ")").orElse("");
            if (definition.measure().isMoney()) {
                return "amount per " + definition.unit().name() + currency;
            }
            if (definition.relativeTo() == RelativeTo.PREVIOUS) {
                return "percent of what was there at the index before" + currency;
            }
            return definition.measure().countsUnits()
                    ? "percent of the members whose window has ended"
                    : "percent of the revenue" + currency + " at index 0 of the members whose window has ended";
        }
    }
}
