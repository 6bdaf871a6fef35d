package io.csmetrics.cohort.experiment;

import io.csmetrics.cohort.inference.Significance;
import io.csmetrics.statistics.Interval;
import java.util.ArrayList;
import java.util.List;

/** A readout as lines of text. */
final class ReadoutText {
    private static final String NONE = "-";

    private final Readout readout;
    private final Experiment experiment;
    private final double alpha;
    private final List<String> lines = new ArrayList<>();

    ReadoutText(Readout readout) {
        this.readout = readout;
        experiment = readout.experiment();
        alpha = 1 - experiment.confidence().level();
    }

    List<String> lines() {
        lines.add(readout.sentence());
        lines.add("");
        table(List.of(
                List.of("design", experiment.design().key()),
                List.of("metric", experiment.metric().name()),
                List.of("verdict", readout.verdict().key() + ": " + readout.reason()),
                List.of("causal grade", readout.grade().key()),
                List.of("window", experiment.window() + ", known through " + experiment.asOf())));
        arms();
        table(effects());
        surroundings();
        leftOut();
        if (!readout.cautions().isEmpty()) {
            lines.add("");
            lines.addAll(readout.cautions());
        }
        return List.copyOf(lines);
    }

    private void arms() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("arm", "n", "mature", "immature", "unknown", "compared", "mean", "interval"));
        for (ArmReading arm : readout.primary().arms()) {
            rows.add(List.of(
                    arm.arm() + (arm.isControl() && !arm.arm().equals("control") ? " (control)" : ""),
                    String.valueOf(arm.n()),
                    String.valueOf(arm.mature()),
                    String.valueOf(arm.excludedImmature()),
                    String.valueOf(arm.unknown()),
                    String.valueOf(arm.analysed()),
                    arm.mean().isPresent() ? Wording.plain(arm.mean().getAsDouble()) : NONE,
                    arm.interval().map(ReadoutText::range).orElse(NONE)));
        }
        table(rows);
    }

    private List<List<String>> effects() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("effect", "estimate", Wording.level(experiment.confidence()) + " interval", "p", "method"));
        MetricReading primary = readout.primary();
        rows.add(row("difference", primary.absolute(), p(primary.test())));
        rows.add(row("relative", primary.relative(), NONE));
        rows.add(row("at any look", primary.alwaysValid(), NONE));
        primary.cuped()
                .ifPresent(cuped -> rows.add(row(
                        "CUPED, " + Wording.percent(cuped.varianceRemoved()) + " of variance removed",
                        cuped.effect(),
                        p(cuped.test()))));
        readout.survival()
                .ifPresent(arms -> rows.add(row(
                        "days kept of " + arms.horizonDays(),
                        arms.meanDifference(),
                        arms.logRank().pValue().isPresent()
                                ? "log-rank "
                                        + Wording.p(arms.logRank().pValue().getAsDouble(), alpha)
                                : NONE)));
        readout.secondaries()
                .forEach(each -> rows.add(row(
                        each.metric().name(),
                        each.absolute(),
                        each.adjustedPValue().isPresent()
                                ? "Holm " + Wording.p(each.adjustedPValue().getAsDouble(), alpha)
                                : NONE)));
        return rows;
    }

    private static List<String> row(String name, Estimate estimate, String p) {
        if (estimate instanceof Estimate.Unestimated none) {
            return List.of(name, NONE, NONE, p, none.detail());
        }
        Estimate.Estimated told = estimate.estimated().orElseThrow();
        return List.of(name, Wording.plain(told.value()), range(told.interval()), p, told.method());
    }

    private String p(Significance test) {
        return test.tested().map(tested -> Wording.p(tested.pValue(), alpha)).orElse(NONE);
    }

    private static String range(Interval interval) {
        return Wording.plain(interval.lower()) + " to " + Wording.plain(interval.upper());
    }

    private void surroundings() {
        List<List<String>> rows = new ArrayList<>();
        readout.primary().test().tested().ifPresent(test -> rows.add(List.of("test", test.method())));
        // it is the power of the test at the planned end
        if (experiment.looks() == Looks.AT_PLANNED_END) {
            readout.primary()
                    .minimumDetectable()
                    .ifPresent(
                            least -> rows.add(List.of("found at about 80 % power", Wording.plain(least) + " or more")));
        }
        readout.sampleRatio()
                .flatMap(Significance::tested)
                .ifPresent(test -> rows.add(List.of(
                        "sample ratio",
                        "chi-square " + Wording.plain(test.statistic().orElseThrow()) + ", "
                                + Wording.p(test.pValue(), Readout.ALARM))));
        for (Balance each : readout.balance()) {
            rows.add(List.of(
                    "balance of " + each.name(),
                    (each.standardisedDifference().isPresent()
                                    ? Wording.plain(
                                            each.standardisedDifference().getAsDouble())
                                    : NONE)
                            + (each.isFlagged() ? " flagged" : "")));
        }
        readout.preTrend()
                .ifPresent(trend -> rows.add(List.of(
                        "trend before",
                        (trend.parallel() ? "no difference found" : "not parallel, or not to be tested")
                                + (trend.adjustedPValue().isPresent()
                                        ? ", "
                                                + Wording.p(
                                                        trend.adjustedPValue().getAsDouble(), alpha)
                                        : ""))));
        readout.sensitivity()
                .ifPresent(each -> rows.add(List.of(
                        "E-value",
                        Wording.plain(each.eValue()) + ", of the interval " + Wording.plain(each.eValueOfInterval())
                                + " (" + each.method() + ")")));
        if (!rows.isEmpty()) {
            lines.add("");
            table(rows);
        }
    }

    private void leftOut() {
        List<List<String>> rows = new ArrayList<>();
        readout.leftOut().forEach((reason, ids) -> rows.add(List.of("left out " + reason, String.valueOf(ids.size()))));
        if (!rows.isEmpty()) {
            table(rows);
        }
    }

    /** Names and figures in columns, after an empty line. */
    private void table(List<List<String>> rows) {
        if (!lines.get(lines.size() - 1).isEmpty()) {
            lines.add("");
        }
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String padding = " ".repeat(widths[column] - row.get(column).length());
                line.append(column == 0 ? "" : "  ")
                        .append(isOfNumbers(rows, column) ? padding + row.get(column) : row.get(column) + padding);
            }
            lines.add(line.toString().stripTrailing());
        }
    }

    /** Whether everything below the head of a column is a number. */
    private static boolean isOfNumbers(List<List<String>> rows, int column) {
        return column > 0
                && rows.get(0).size() > 2
                && rows.stream().skip(1).map(row -> row.get(column)).allMatch(ReadoutText::isNumber);
    }

    private static boolean isNumber(String cell) {
        return cell.charAt(0) == '-' || Character.isDigit(cell.charAt(0));
    }
}
