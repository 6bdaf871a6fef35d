package io.csmetrics.cli;

import io.csmetrics.cli.ReportPage.Picture;
import io.csmetrics.cli.ReportPage.Table;
import io.csmetrics.cohort.Cell;
import io.csmetrics.cohort.CohortAverage;
import io.csmetrics.cohort.CohortRow;
import io.csmetrics.cohort.Measure;
import io.csmetrics.cohort.Rejection;
import io.csmetrics.cohort.RetentionDefinition;
import io.csmetrics.cohort.Triangle;
import io.csmetrics.cohort.source.LedgerCohorts;
import io.csmetrics.data.CustomerData;
import io.csmetrics.render.Heatmap;
import io.csmetrics.statistics.Interval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Cohorts of accounts by month as a heatmap, and as the table below it. */
final class CohortPicture {
    /** Two years fill the page. */
    static final int MOST_COHORTS = 24;

    /** From the first month to that of the second anniversary. */
    static final int MOST_MONTHS = 25;

    private final Triangle triangle;
    private final List<CohortRow> rows;
    private final List<CohortAverage> averages;
    private final int months;

    private CohortPicture(Triangle triangle) {
        this.triangle = triangle;
        int all = triangle.rows().size();
        rows = triangle.rows().subList(Math.max(0, all - MOST_COHORTS), all);
        months = Math.min(triangle.columns(), MOST_MONTHS);
        averages = triangle.averages().subList(0, months);
    }

    /** Returns the accounts kept and the revenue kept, or one picture that says why there is none. */
    static List<Picture> of(CustomerData data, LocalDate lastKnownDay) {
        RetentionDefinition definition =
                RetentionDefinition.builder(data.zone(), lastKnownDay).build();
        Triangle accounts = Triangle.of(
                LedgerCohorts.of(data, definition)
                        .counting(Set.of(Measure.LOGO, Measure.NET))
                        .facts(),
                definition);
        Picture kept = new CohortPicture(accounts)
                .picture(
                        "cohort-accounts",
                        "Cohorts: accounts kept",
                        "Logo retention by monthly cohort",
                        "Of the accounts that began in a month, how many are customers at the end of that month (0) and of each"
                                + " month after it.");
        if (accounts.rows().isEmpty()) {
            return List.of(kept);
        }
        Picture revenue = new CohortPicture(accounts.with(Measure.NET))
                .picture(
                        "cohort-revenue",
                        "Cohorts: net revenue kept",
                        "Net revenue retention by monthly cohort",
                        "The recurring revenue of the accounts that began in a month, as a share of what they had at the end of that"
                                + " month (0). Expansion counts, so it may exceed 100 %.");
        return List.of(kept, revenue);
    }

    private Picture picture(String id, String title, String pictureTitle, String lead) {
        LocalDate asOf = triangle.definition().asOf();
        if (rows.isEmpty()) {
            List<String> notes = new ArrayList<>();
            notes.add("Not there: up to " + asOf
                    + " no account began with new revenue that lasted to the end of a month");
            notes.addAll(rejected());
            return new Picture("", lead, new Table(title, "", List.of(), List.of(), notes));
        }
        String rests = "Definition: " + triangle.definition() + ".";
        Heatmap map = new Heatmap(
                pictureTitle + ", known to " + asOf,
                rests,
                new Heatmap.Heads("began in", "accounts", "months after the first"),
                IntStream.range(0, months).mapToObj(Integer::toString).toList(),
                rows.stream().map(this::drawn).toList(),
                Optional.of(new Heatmap.Row(
                        pooledLabel(),
                        pooledSize(),
                        averages.stream().map(CohortPicture::drawn).toList())));
        List<String> heads = Stream.concat(
                        Stream.of("Began in", "Accounts"),
                        map.columns().stream().map(month -> "+" + month))
                .toList();
        List<ReportPage.Row> lines = new ArrayList<>();
        rows.forEach(row -> lines.add(line(row)));
        lines.add(pooledLine());
        return new Picture(
                map.svg(id),
                lead,
                new Table(
                        title,
                        pictureTitle + ". " + rests + " An empty cell is a month that has not begun.",
                        heads,
                        lines,
                        notes()));
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        int all = triangle.rows().size();
        if (rows.size() < all || months < triangle.columns()) {
            notes.add("Shown are the last " + rows.size() + " of " + all + " cohorts, and the first " + months + " of "
                    + triangle.columns() + " months; the last row counts all cohorts.");
        }
        notes.addAll(rejected());
        return notes;
    }

    private List<String> rejected() {
        return triangle.facts().rejected().entrySet().stream()
                .map(entry ->
                        "Left out, " + entry.getKey() + ": " + Figures.whole(entry.getValue()) + why(entry.getKey()))
                .toList();
    }

    private static String why(Rejection reason) {
        return switch (reason) {
            case OPENING_BOOK ->
                " (accounts whose history begins with an imported balance: nobody knows when they began)";
            case NEVER_AT_PERIOD_END -> " (accounts that came and went between two ends of months)";
            case AFTER_AS_OF -> " (movements after the last known day)";
            default -> "";
        };
    }

    private static String label(CohortRow row) {
        return row.cohort().start().toString().substring(0, "2026-01".length());
    }

    private String pooledLabel() {
        return triangle.rows().size() == 1 ? "all" : "all " + triangle.rows().size() + " cohorts";
    }

    private String pooledSize() {
        return Figures.whole(
                triangle.rows().stream().mapToLong(row -> row.size().orElse(0)).sum());
    }

    private static String size(CohortRow row) {
        return row.size().isPresent() ? Figures.whole(row.size().getAsLong()) : "hidden";
    }

    private Heatmap.Row drawn(CohortRow row) {
        return new Heatmap.Row(
                label(row),
                size(row) + (row.filling() ? " so far" : ""),
                row.cells().stream().limit(months).map(CohortPicture::drawn).toList());
    }

    private static Heatmap.Cell drawn(Cell cell) {
        if (cell instanceof Cell.Observed observed) {
            return drawn(observed.rate());
        }
        if (cell instanceof Cell.Open) {
            return Heatmap.Cell.open("open");
        }
        return cell instanceof Cell.Suppressed ? Heatmap.Cell.suppressed("hidden") : Heatmap.Cell.notReached();
    }

    private static Heatmap.Cell drawn(CohortAverage average) {
        return average.cohorts() == 0 ? Heatmap.Cell.open("open") : drawn(average.value());
    }

    private static Heatmap.Cell drawn(Optional<BigDecimal> rate) {
        return rate.map(share -> Heatmap.Cell.observed(share.doubleValue(), whole(share)))
                .orElseGet(() -> new Heatmap.Cell(Heatmap.Kind.OBSERVED, OptionalDouble.empty(), "no base"));
    }

    /** Whole percents, but nothing and all only where it is nothing or all. */
    static String whole(BigDecimal share) {
        BigDecimal percent = share.movePointRight(2);
        BigDecimal rounded = percent.setScale(0, RoundingMode.HALF_UP);
        if (rounded.signum() == 0 && percent.signum() > 0) {
            return "<1 %";
        }
        boolean isAlmostAll = share.compareTo(BigDecimal.ONE) < 0 && rounded.compareTo(BigDecimal.valueOf(100)) == 0;
        return isAlmostAll ? ">99 %" : Figures.whole(rounded.longValueExact()) + " %";
    }

    private ReportPage.Row line(CohortRow row) {
        List<ReportPage.Cell> cells = new ArrayList<>();
        cells.add(new ReportPage.Cell(size(row), row.filling() ? "so far" : ""));
        row.cells().stream().limit(months).map(this::told).forEach(cells::add);
        return new ReportPage.Row(label(row), false, cells);
    }

    private ReportPage.Row pooledLine() {
        List<ReportPage.Cell> cells = new ArrayList<>();
        cells.add(new ReportPage.Cell(pooledSize(), ""));
        for (CohortAverage average : averages) {
            cells.add(
                    average.cohorts() == 0
                            ? new ReportPage.Cell("open", "")
                            : told(average.value(), average.numerator(), average.denominator(), Optional.empty()));
        }
        return new ReportPage.Row(pooledLabel(), true, cells);
    }

    private ReportPage.Cell told(Cell cell) {
        if (cell instanceof Cell.Observed observed) {
            return told(observed.rate(), observed.numerator(), observed.denominator(), observed.interval());
        }
        if (cell instanceof Cell.Open open) {
            return new ReportPage.Cell(
                    "open", open.closesOn().map(day -> "until " + day).orElse(""));
        }
        return new ReportPage.Cell(cell instanceof Cell.Suppressed ? "hidden" : "", "");
    }

    private ReportPage.Cell told(
            Optional<BigDecimal> rate, BigDecimal numerator, BigDecimal denominator, Optional<Interval> interval) {
        String counted = amount(numerator) + " of " + amount(denominator);
        return new ReportPage.Cell(
                rate.map(Figures::percent).orElse("no base"),
                counted
                        + interval.map(bounds -> ";\n" + Figures.percent(bounds))
                                .orElse(""));
    }

    private String amount(BigDecimal sum) {
        return triangle.definition().measure().countsUnits()
                ? Figures.whole(sum.longValueExact())
                : Figures.rounded(sum);
    }
}
