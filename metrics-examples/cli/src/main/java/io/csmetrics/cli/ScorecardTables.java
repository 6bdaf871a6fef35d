package io.csmetrics.cli;

import io.csmetrics.cli.ReportPage.Cell;
import io.csmetrics.cli.ReportPage.Row;
import io.csmetrics.cli.ReportPage.Table;
import io.csmetrics.kpi.KpiRow;
import io.csmetrics.scorecard.ContractDue;
import io.csmetrics.scorecard.HealthSnapshot.AccountScore;
import io.csmetrics.scorecard.HealthSnapshot.Band;
import io.csmetrics.scorecard.KpiTarget;
import io.csmetrics.scorecard.Report;
import io.csmetrics.scorecard.RetentionParts;
import io.csmetrics.scorecard.ScorecardCheck;
import io.csmetrics.scorecard.ScorecardReading.Change;
import io.csmetrics.scorecard.ScorecardReading.Metric;
import io.csmetrics.scorecard.Trigger;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The six sections of a scorecard's report as tables and notes. */
final class ScorecardTables {
    /** Nobody reads a longer list on a page; the rest is counted. */
    private static final int MOST_ROWS = 20;

    private final Report report;
    private final List<Table> tables = new ArrayList<>();

    private ScorecardTables(Report report) {
        this.report = report;
    }

    static List<Table> of(Report report) {
        ScorecardTables sections = new ScorecardTables(report);
        sections.summary();
        sections.metrics();
        sections.health();
        sections.risks();
        sections.actions();
        sections.wins();
        return List.copyOf(sections.tables);
    }

    private void summary() {
        Report.ExecutiveSummary summary = report.summary();
        List<Row> rows = Stream.concat(summary.northStar().stream(), summary.metrics().stream())
                .map(ScorecardTables::row)
                .toList();
        metricTable(
                "Executive summary",
                "What everybody asks for first, beside the period before, a year ago and the target.",
                rows,
                absent(summary.absent()));
    }

    private void metrics() {
        Report.KeyMetrics metrics = report.metrics();
        List<String> notes = new ArrayList<>();
        metrics.retention().ifPresent(parts -> notes.add("Net revenue retention is 100 %" + parts(parts) + "."));
        metrics.retentionChange()
                .ifPresent(parts -> notes.add("Since the period before it moved by" + parts(parts) + "."));
        notes.addAll(checks(metrics.checks()));
        notes.addAll(absent(metrics.absent()));
        metricTable(
                "Key metrics & trends",
                "The KPIs of the scorecard " + report.scorecard() + ", for " + report.audience()
                        + ", beside the period before, a year ago and the target.",
                metrics.metrics().stream().map(ScorecardTables::row).toList(),
                notes);
    }

    /** What nothing is done about is one note; what is unknown is told as not there. */
    private static List<String> checks(List<ScorecardCheck> checks) {
        List<String> notes = new ArrayList<>();
        List<String> idle = new ArrayList<>();
        for (ScorecardCheck check : checks) {
            switch (check.code()) {
                case UNKNOWN_KEY -> {}
                case VANITY_CANDIDATE -> check.key().ifPresent(idle::add);
                case UNFIT_TARGET, OVERLOAD, NO_LEADING_INDICATOR, NO_LAGGING_INDICATOR, LAGGING_NORTH_STAR ->
                    notes.add(check.sentence());
            }
        }
        if (!idle.isEmpty()) {
            notes.add("neither target nor trigger, set one or drop the key: " + String.join(", ", idle));
        }
        return notes;
    }

    private static String parts(RetentionParts parts) {
        return signed(parts.expansion().value(), "expansion")
                + signed(parts.reactivation().value(), "reactivation")
                + signed(parts.contraction().value(), "contraction")
                + signed(parts.churn().value(), "churn");
    }

    private static String signed(BigDecimal share, String of) {
        return " " + (share.signum() < 0 ? "- " : "+ ") + Figures.percent(share.abs()) + " " + of;
    }

    private void health() {
        Report.HealthHighlights health = report.health();
        List<String> notes = new ArrayList<>();
        health.atRiskRate().ifPresent(metric -> notes.add(sentence(metric)));
        health.movers().stream()
                .limit(MOST_ROWS)
                .forEach(mover -> notes.add("Account " + mover.accountId() + " moved from "
                        + Figures.rounded(mover.before()) + " (" + mover.bandBefore() + ") to "
                        + Figures.rounded(mover.after()) + " (" + mover.bandAfter() + ")"));
        notes.addAll(absent(health.absent()));
        table(
                "Customer health highlights",
                "How many accounts are in each band of health.",
                List.of("Band", "Accounts", "Share"),
                health.bands().stream().map(ScorecardTables::row).toList(),
                notes);
    }

    private static Row row(Band band) {
        return new Row(
                band.band(),
                false,
                List.of(
                        cell(Figures.whole(band.accounts())),
                        cell(Figures.percent(band.share().value()))));
    }

    private void risks() {
        Report.Risks risks = report.risks();
        List<String> notes = new ArrayList<>();
        risks.pipeline().ifPresent(metric -> notes.add(sentence(metric)));
        risks.churnRisks().stream().limit(MOST_ROWS).forEach(score -> notes.add("Churn risk of " + text(score)));
        risks.expansionScores().stream()
                .limit(MOST_ROWS)
                .forEach(score -> notes.add("Chance to expand of " + text(score)));
        notes.addAll(absent(risks.absent()));
        table(
                "Churn & expansion risks",
                "Contracts that end within " + Report.DAYS_AHEAD + " days after the period and are not renewed.",
                List.of("Contract", "Account", "Ends", "Value a year"),
                most(risks.contractsDue().stream().map(ScorecardTables::row).toList(), notes),
                notes);
    }

    private static String text(AccountScore score) {
        return "account " + score.accountId() + ": " + Figures.rounded(score.score())
                + score.annualRevenue()
                        .map(money ->
                                ", " + Figures.rounded(money.getAmount()) + " " + money.getCurrencyUnit() + " a year")
                        .orElse("");
    }

    private static Row row(ContractDue contract) {
        return new Row(
                contract.contractId(),
                false,
                List.of(
                        cell(contract.accountId()),
                        cell(contract.endsOn().toString()),
                        cell(Figures.rounded(contract.annualValue().getAmount()) + " "
                                + contract.annualValue().getCurrencyUnit())));
    }

    private void actions() {
        Report.Actions actions = report.actions();
        List<String> notes = new ArrayList<>();
        for (Trigger.Unread unread : actions.unread()) {
            notes.add("The trigger on " + unread.trigger().key() + " could not be read"
                    + unread.subject().map(subject -> " for " + subject).orElse("") + ": " + unread.detail());
        }
        notes.addAll(absent(actions.absent()));
        table(
                "Actions & next steps",
                "The triggers that fired, for whom, and what to do.",
                List.of("Trigger", "For", "Value", "Before", "To do"),
                most(actions.fired().stream().map(this::row).toList(), notes),
                notes);
    }

    private Row row(Trigger.Firing fired) {
        Trigger trigger = fired.trigger();
        Optional<KpiRow> unit = metricOf(trigger.key());
        return new Row(
                trigger.key() + " " + word(trigger.comparison()) + " "
                        + String.join(
                                ", ",
                                trigger.thresholds().stream()
                                        .map(number -> number(number, unit))
                                        .toList()),
                false,
                List.of(
                        cell(fired.subject().toString()),
                        cell(number(fired.value(), unit)),
                        cell(number(fired.previous(), unit)),
                        cell(fired.playbook())));
    }

    /** The unit of a KPI is told by its number. */
    private Optional<KpiRow> metricOf(String key) {
        return report.metrics().metrics().stream()
                .filter(metric -> metric.key().equals(key))
                .map(Metric::now)
                .findFirst();
    }

    private static String number(BigDecimal number, Optional<KpiRow> unit) {
        return unit.map(row -> Figures.text(number, row)).orElseGet(() -> Figures.rounded(number));
    }

    private void wins() {
        Report.WinsAndLearnings wins = report.wins();
        List<String> notes = new ArrayList<>();
        wins.experiments().forEach(experiment -> notes.add(experiment.name() + ": " + experiment.sentence()));
        notes.addAll(wins.comments());
        wins.exitReasons().ifPresent(reasons -> {
            if (reasons.now().table().isEmpty()) {
                notes.add(sentence(reasons));
            }
            rowsOf(reasons).forEach(notes::add);
        });
        notes.addAll(absent(wins.absent()));
        table(
                "Wins & learnings",
                "The targets that were met.",
                List.of("KPI", "Reached", "Target"),
                wins.targetsMet().stream().map(this::row).toList(),
                notes);
    }

    private static Stream<String> rowsOf(Metric metric) {
        return metric.now().table().stream()
                .limit(MOST_ROWS)
                .map(row -> metric.name() + ": " + Figures.name(row, ", ") + " " + Figures.text(row));
    }

    private Row row(KpiTarget.Attainment met) {
        Optional<KpiRow> unit = metricOf(met.target().key());
        return new Row(
                met.target().key()
                        + (met.target().segment().isOverall()
                                ? ""
                                : ", " + met.target().segment()),
                false,
                List.of(
                        cell(met.actual().map(actual -> number(actual, unit)).orElse("")),
                        cell(unit.map(row -> target(met.target(), row)).orElse(""))));
    }

    private static Row row(Metric metric) {
        KpiRow now = metric.now();
        String note = Stream.of(Figures.note(now), metric.notice().orElse(""))
                .filter(text -> !text.isEmpty())
                .reduce((first, second) -> first + "; " + second)
                .orElse("");
        return new Row(
                metric.name() + (metric.segment().isOverall() ? "" : ", " + metric.segment()),
                false,
                List.of(
                        new Cell(Figures.text(now), note),
                        before(metric.previous()),
                        change(metric.change(), now),
                        before(metric.yearAgo()),
                        change(metric.yearChange(), now),
                        target(metric)));
    }

    private static Cell before(Optional<KpiRow> row) {
        return new Cell(
                row.map(Figures::text).orElse(""), row.map(Figures::note).orElse(""));
    }

    private static Cell change(Optional<Change> change, KpiRow now) {
        return new Cell(
                change.map(moved -> Figures.change(moved.difference(), now)).orElse(""),
                change.flatMap(Change::relative)
                        .map(share -> (share.signum() > 0 ? "+" : "") + Figures.percent(share))
                        .orElse(""));
    }

    private static Cell target(Metric metric) {
        return metric.attainment()
                .map(attained -> new Cell(target(attained.target(), metric.now()), word(attained.status())))
                .orElse(cell(""));
    }

    private static String target(KpiTarget target, KpiRow unit) {
        return target.band()
                .map(band -> Figures.text(band.lowest(), unit) + " to " + Figures.text(band.highest(), unit))
                .or(() -> target.value().map(value -> Figures.text(value, unit)))
                .orElse("");
    }

    private static String sentence(Metric metric) {
        String note = Figures.note(metric.now());
        return metric.name() + ": " + Figures.text(metric.now()) + (note.isEmpty() ? "" : ", " + note);
    }

    private static List<String> absent(List<Report.Absent> absent) {
        return absent.stream()
                .map(part -> "Not there: " + part.what() + ", " + part.reason() + ": " + part.detail())
                .toList();
    }

    private void metricTable(String title, String caption, List<Row> rows, List<String> notes) {
        table(
                title,
                caption,
                List.of("KPI", "Now", "Period before", "Change", "Year ago", "Change in a year", "Target"),
                rows,
                notes);
    }

    private void table(String title, String caption, List<String> heads, List<Row> rows, List<String> notes) {
        tables.add(new Table(title, caption, heads, rows, notes));
    }

    private static List<Row> most(List<Row> rows, List<String> notes) {
        if (rows.size() > MOST_ROWS) {
            notes.add(0, "and " + (rows.size() - MOST_ROWS) + " more");
        }
        return rows.stream().limit(MOST_ROWS).toList();
    }

    private static Cell cell(String text) {
        return new Cell(text, "");
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
