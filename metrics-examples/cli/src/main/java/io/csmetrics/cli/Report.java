package io.csmetrics.cli;

import io.csmetrics.catalog.ExpansionKpis;
import io.csmetrics.catalog.RetentionKpis;
import io.csmetrics.cli.ReportPage.Cell;
import io.csmetrics.cli.ReportPage.Definition;
import io.csmetrics.cli.ReportPage.Fact;
import io.csmetrics.cli.ReportPage.Picture;
import io.csmetrics.cli.ReportPage.Row;
import io.csmetrics.cli.ReportPage.Table;
import io.csmetrics.cohort.survival.AccountLifetimes;
import io.csmetrics.data.CustomerData;
import io.csmetrics.data.Segmentation;
import io.csmetrics.facts.Segment;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiDefinition;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.kpi.KpiSheet;
import io.csmetrics.kpi.KpiTable;
import io.csmetrics.period.Reading;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Account;
import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.revenue.RevenueBridge;
import io.csmetrics.scorecard.ScorecardReading;
import io.csmetrics.scorecard.ScorecardSheet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.joda.money.BigMoney;

/** The figures of the report: what everybody asks for first, for the period, its months and the segments. */
final class Report {
    private static final List<Kpi> HEADLINE = List.of(
            ExpansionKpis.MONTHLY_RECURRING_REVENUE,
            ExpansionKpis.ANNUAL_RECURRING_REVENUE,
            ExpansionKpis.MRR_GROWTH_RATE,
            ExpansionKpis.PAID_ACCOUNTS,
            ExpansionKpis.AVERAGE_REVENUE_PER_ACCOUNT,
            RetentionKpis.NET_REVENUE_RETENTION,
            RetentionKpis.GROSS_REVENUE_RETENTION,
            RetentionKpis.CUSTOMER_CHURN_RATE,
            RetentionKpis.CUSTOMER_DOWNGRADE_RATE,
            ExpansionKpis.EXPANSION_REVENUE);

    /** An attribute with more values makes a table that nobody reads. */
    private static final int MOST_SEGMENTS = 12;

    private static final String SEGMENT = "segment";

    private final CustomerData data;
    private final Findings findings;
    private final ReportingPeriod period;
    private final List<ReportingPeriod> months;
    private final Optional<Instant> asOf;
    private final ScorecardSheet scorecard;
    private final ScoreOptions.Scores scores;

    Report(
            DataOptions.Book book,
            ReportingPeriod period,
            List<ReportingPeriod> months,
            Optional<Instant> asOf,
            ScorecardSheet scorecard,
            ScoreOptions.Scores scores) {
        this.scores = scores;
        data = book.data();
        findings = book.findings();
        this.scorecard = scorecard;
        this.period = period;
        this.months = months;
        this.asOf = asOf;
    }

    private KpiTable measure(List<ReportingPeriod> periods, Segmentation segmentation) {
        KpiSheet sheet = KpiSheet.of(HEADLINE).over(periods).by(segmentation);
        return asOf.map(sheet::asOf).orElse(sheet).measure(data);
    }

    /** Returns the headline figures of the whole period. */
    List<KpiResult> headline() {
        return measure(List.of(period), Segmentation.none()).rows().stream()
                .filter(result -> result.segment().isOverall())
                .toList();
    }

    /** Returns the whole report. */
    ReportPage page() {
        List<Table> tables = new ArrayList<>(List.of(headlineTable(), bridgeTable()));
        segmentations().forEach(attribute -> tables.add(segmentTable(attribute)));
        List<Finding> all = Stream.concat(findings.errors().stream(), findings.notices().stream())
                .toList();
        List<String> shown =
                all.stream().limit(FindingList.SHOWN).map(Finding::toString).toList();
        return new ReportPage(
                "Customer success, " + period.start() + " to "
                        + period.endExclusive().minusDays(1),
                facts(),
                tables,
                pictures(),
                ScorecardTables.of(
                        io.csmetrics.scorecard.Report.of(reading()).data(data).build()),
                shown,
                findings.errorCount() + findings.noticeCount() - shown.size(),
                definitions());
    }

    private List<Picture> pictures() {
        LocalDate lastDay = visible(period).endExclusive().minusDays(1);
        // of a day that is known in part no window has ended
        LocalDate lastKnownDay = asOf.map(
                        instant -> instant.atZone(data.zone()).toLocalDate().minusDays(1))
                .filter(day -> day.isBefore(lastDay))
                .orElse(lastDay);
        List<Picture> pictures = new ArrayList<>(CohortPicture.of(data, lastKnownDay));
        pictures.add(SurvivalPicture.of(
                AccountLifetimes.builder(data, lastKnownDay).by(ofLifetimes()).build()));
        return pictures;
    }

    /** By what the scorecard asks for, else by the segment, if the accounts have one. */
    private Segmentation ofLifetimes() {
        List<String> asked = scorecard.scorecard().segmentBy();
        if (!asked.isEmpty()) {
            return Segmentation.by(asked.toArray(String[]::new));
        }
        return data.accounts().stream().anyMatch(account -> account.segment().isPresent())
                ? Segmentation.by(SEGMENT)
                : Segmentation.none();
    }

    private ScorecardReading reading() {
        List<KpiResult> results =
                new ArrayList<>(scores.measure(scorecard.kpiSheet(), data).rows());
        scorecard
                .accountSheet()
                .ifPresent(sheet -> results.addAll(scores.measure(sheet, data).rows()));
        return scorecard.read(results);
    }

    private List<Definition> definitions() {
        Stream<Kpi> shown = scorecard.kpis().stream()
                .filter(kpi -> scorecard.scorecard().keys().contains(kpi.key()));
        return Stream.concat(HEADLINE.stream(), shown)
                .map(Kpi::definition)
                .distinct()
                .map(Report::definition)
                .toList();
    }

    private List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                "Period", period.start() + " to " + period.endExclusive().minusDays(1)));
        asOf.ifPresent(instant -> facts.add(new Fact("Known before", instant.toString())));
        facts.add(new Fact(
                "Scorecard",
                scorecard.scorecard().name() + ", for " + scorecard.scorecard().audience()));
        facts.add(new Fact("Time zone", data.zone().toString()));
        facts.add(new Fact("Currency", data.currency().getCode()));
        facts.add(new Fact("Accounts", Figures.whole(data.accounts().size())));
        long movements = data.ledger().movements().stream()
                .filter(movement -> movement.effectiveOn().isBefore(period.endExclusive()))
                .count();
        facts.add(new Fact("Revenue movements until its end", Figures.whole(movements)));
        return facts;
    }

    private Table headlineTable() {
        List<ReportingPeriod> all = new ArrayList<>(months);
        all.add(period);
        KpiTable measured = measure(all, Segmentation.none());
        List<Row> rows = new ArrayList<>();
        rows.add(row("Whole period", true, measured, period, Segment.overall()));
        // the only month of a month is the whole period
        if (months.size() > 1) {
            months.forEach(month -> rows.add(row(name(month), false, measured, month, Segment.overall())));
        }
        return new Table(
                "Headline figures",
                "Headline figures of the whole period and of each month. Balances are those of the end.",
                kpiHeads("Period"),
                rows,
                List.of());
    }

    private Table segmentTable(String attribute) {
        KpiTable measured = measure(List.of(period), Segmentation.by(attribute));
        List<Row> rows = new ArrayList<>();
        rows.add(row("All", true, measured, period, Segment.overall()));
        measured.rows().stream()
                .map(KpiResult::segment)
                .filter(segment -> !segment.isOverall())
                .distinct()
                .forEach(segment -> rows.add(
                        row(String.valueOf(segment.attributes().get(attribute)), false, measured, period, segment)));
        return new Table(
                "By " + attribute,
                "Headline figures of the whole period by " + attribute + ".",
                kpiHeads(attribute),
                rows,
                List.of());
    }

    private static List<String> kpiHeads(String first) {
        return Stream.concat(
                        Stream.of(first),
                        HEADLINE.stream().map(kpi -> kpi.definition().name()))
                .toList();
    }

    private static Row row(String head, boolean isTotal, KpiTable measured, ReportingPeriod period, Segment segment) {
        List<Cell> cells = new ArrayList<>();
        for (Kpi kpi : HEADLINE) {
            KpiResult result = measured.result(kpi, period, segment);
            cells.add(new Cell(Figures.text(result), Figures.note(result)));
        }
        return new Row(head, isTotal, cells);
    }

    private Table bridgeTable() {
        List<ReportingPeriod> visible = new ArrayList<>();
        months.forEach(month -> visible.add(visible(month)));
        List<BridgeRow> bridges = BridgeRow.of(data, visible, Segmentation.none());
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < bridges.size(); i++) {
            String next = i + 1 < bridges.size() ? chain(bridges.get(i), bridges.get(i + 1)) : "";
            rows.add(bridgeRow(name(months.get(i)), false, bridges.get(i).bridge(), next));
        }
        if (months.size() > 1) {
            BridgeRow whole = BridgeRow.of(data, List.of(visible(period)), Segmentation.none())
                    .get(0);
            rows.add(bridgeRow("Whole period", true, whole.bridge(), ""));
        }
        return new Table(
                "Revenue bridge",
                "How monthly recurring revenue came from the opening of each month to its closing, in "
                        + data.currency().getCode() + ". Each closing is the opening of the next month.",
                List.of(
                        "Month",
                        "Opening",
                        "New",
                        "Reactivation",
                        "Expansion",
                        "Contraction",
                        "Churn",
                        "Closing",
                        "Next opening",
                        "Accounts at opening",
                        "Accounts won",
                        "Accounts reactivated",
                        "Accounts churned",
                        "Accounts at closing"),
                rows,
                List.of());
    }

    private ReportingPeriod visible(ReportingPeriod whole) {
        return asOf.map(instant -> Reading.of(whole, instant).visiblePeriod(data.zone()))
                .orElse(whole);
    }

    private static String chain(BridgeRow row, BridgeRow next) {
        BigMoney closing = row.bridge().closing();
        BigMoney opening = next.bridge().opening();
        String amount = Figures.rounded(opening.getAmount());
        return closing.isEqual(opening) ? "= " + amount : amount + ", with balances imported inside";
    }

    private static Row bridgeRow(String head, boolean isTotal, RevenueBridge bridge, String next) {
        RevenueBridge.Counts accounts = bridge.accounts();
        List<Cell> cells = new ArrayList<>();
        Stream.of(
                        bridge.opening(),
                        bridge.newRevenue(),
                        bridge.reactivation(),
                        bridge.expansion(),
                        bridge.contraction(),
                        bridge.churn(),
                        bridge.closing())
                .forEach(amount -> cells.add(new Cell(Figures.rounded(amount.getAmount()), "")));
        cells.add(new Cell(next, ""));
        Stream.of(accounts.opening(), accounts.won(), accounts.reactivated(), accounts.churned(), accounts.closing())
                .forEach(count -> cells.add(new Cell(Figures.whole(count), "")));
        return new Row(head, isTotal, cells);
    }

    /** By the segment, if the accounts have one, else by each attribute that groups them into a few. */
    private List<String> segmentations() {
        SortedMap<String, Set<String>> values = new TreeMap<>();
        for (Account account : data.accounts()) {
            if (account.segment().isPresent()) {
                return List.of(SEGMENT);
            }
            account.attributes()
                    .forEach((attribute, value) -> values.computeIfAbsent(attribute, first -> new TreeSet<>())
                            .add(value));
        }
        return values.entrySet().stream()
                .filter(attribute -> attribute.getValue().size() <= MOST_SEGMENTS)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String name(ReportingPeriod month) {
        boolean whole =
                month.start().getDayOfMonth() == 1 && month.endExclusive().getDayOfMonth() == 1;
        return whole
                ? month.start().toString().substring(0, "2026-01".length())
                : month.start() + " to " + month.endExclusive().minusDays(1);
    }

    private static Definition definition(KpiDefinition kpi) {
        String better = switch (kpi.direction()) {
            case HIGHER -> ", higher is better";
            case LOWER -> ", lower is better";
            case NEUTRAL -> "";
        };
        return new Definition(
                kpi.name(),
                kpi.key(),
                kpi.definition(),
                kpi.question(),
                kpi.unit().key().toLowerCase(Locale.ROOT).replace('-', ' ') + better,
                String.join(", ", kpi.aliases()));
    }
}
