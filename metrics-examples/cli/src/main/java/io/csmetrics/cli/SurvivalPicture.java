package io.csmetrics.cli;

import io.csmetrics.cli.ReportPage.Cell;
import io.csmetrics.cli.ReportPage.Picture;
import io.csmetrics.cli.ReportPage.Row;
import io.csmetrics.cli.ReportPage.Table;
import io.csmetrics.cohort.survival.AccountLifetimes;
import io.csmetrics.cohort.survival.AccountLifetimes.LeftOut;
import io.csmetrics.cohort.survival.Durations;
import io.csmetrics.cohort.survival.LogRank;
import io.csmetrics.cohort.survival.LogRankWeight;
import io.csmetrics.cohort.survival.SurvivalCurve;
import io.csmetrics.cohort.survival.SurvivalPoint;
import io.csmetrics.cohort.survival.SurvivalQuantile;
import io.csmetrics.facts.Segment;
import io.csmetrics.render.CurveChart;
import io.csmetrics.render.CurveChart.Curve;
import io.csmetrics.render.CurveChart.Step;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How long accounts stay, by segment: survival curves, and the table below them. */
final class SurvivalPicture {
    /** More curves cannot be told apart. */
    static final int MOST_CURVES = 8;

    private static final String TITLE = "How long accounts stay";

    /** Nobody reads a longer list on a page; the rest is counted. */
    private static final int MOST_ROWS = 20;

    /** The months at which one asks who is still there. */
    private static final List<Integer> MILESTONES = List.of(1, 3, 6, 12, 24, 36, 60, 120);

    /** Steps that are nearer together are one stroke to the eye, and thousands of them would only make the page heavy. */
    private static final int PLACES = 600;

    private final AccountLifetimes lifetimes;
    private final SortedMap<Segment, Durations> drawn;
    private final SortedMap<Segment, Durations> listed;

    private SurvivalPicture(AccountLifetimes lifetimes) {
        this.lifetimes = lifetimes;
        drawn = largest(MOST_CURVES);
        listed = largest(MOST_ROWS);
    }

    /** Returns the curves of lifetimes, or why there are none. */
    static Picture of(AccountLifetimes lifetimes) {
        return new SurvivalPicture(lifetimes).picture();
    }

    private SortedMap<Segment, Durations> largest(int most) {
        return lifetimes.groups().entrySet().stream()
                .sorted(Comparator.comparing(
                        (Map.Entry<Segment, Durations> group) ->
                                group.getValue().n(),
                        Comparator.reverseOrder()))
                .limit(most)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
    }

    private Picture picture() {
        String lead = "The share of accounts that still have recurring revenue, by the time since their first.";
        if (lifetimes.groups().isEmpty()) {
            List<String> notes = new ArrayList<>();
            notes.add("Not there: up to " + lifetimes.asOf() + " no account began with new revenue");
            notes.addAll(leftOut());
            return new Picture("", lead, new Table(TITLE, "", List.of(), List.of(), notes));
        }
        SurvivalCurve all = SurvivalCurve.of(lifetimes.all());
        List<Integer> milestones = MILESTONES.stream()
                .filter(month -> days(month) <= all.lastFollowUp())
                .toList();
        List<Row> rows = new ArrayList<>();
        rows.add(row("All", true, all, milestones));
        if (!isOfAll()) {
            listed.forEach(
                    (segment, lives) -> rows.add(row(name(segment), false, SurvivalCurve.of(lives), milestones)));
        }
        String rests = rests(all);
        String title = "Survival of accounts" + by() + ", known to " + lifetimes.asOf();
        CurveChart chart = new CurveChart(
                title,
                rests,
                new CurveChart.Axes(
                        "months of 30.44 days since the first revenue", "share of accounts still customers"),
                drawn.entrySet().stream()
                        .map(group -> curve(name(group.getKey()), SurvivalCurve.of(group.getValue())))
                        .toList(),
                true);
        return new Picture(
                chart.svg("survival"), lead, new Table(TITLE, title + ". " + rests, heads(milestones), rows, notes()));
    }

    private boolean isOfAll() {
        return lifetimes.groups().firstKey().isOverall();
    }

    private String by() {
        return isOfAll()
                ? ""
                : " by "
                        + String.join(
                                ", ", lifetimes.groups().firstKey().attributes().keySet());
    }

    private String rests(SurvivalCurve all) {
        return all + ". Known to " + lifetimes.asOf()
                + ". A duration runs from an account's first revenue to the churn after which it did not come back; a pause counts as life."
                + (isOfAll() ? "" : " Properties are those of now; " + test() + ".");
    }

    private String test() {
        LogRank test = LogRank.of(drawn, LogRankWeight.LOG_RANK);
        String of = "log-rank test of " + drawn.size() + " segments: ";
        return test.absence()
                .map(reason -> "no log-rank test, " + reason)
                .orElseGet(() -> of + "chi-square "
                        + Figures.rounded(BigDecimal.valueOf(test.chiSquare().orElseThrow()))
                        + ", degrees of freedom " + test.degreesOfFreedom() + ", p "
                        + probability(test.pValue().orElseThrow()));
    }

    private static String probability(double p) {
        return p < 0.0001
                ? "< 0.0001"
                : BigDecimal.valueOf(p).setScale(4, RoundingMode.HALF_UP).toPlainString();
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        int all = lifetimes.groups().size();
        if (drawn.size() < all) {
            notes.add("Drawn and tested are the " + drawn.size() + " segments with the most accounts of " + all + ".");
        }
        if (listed.size() < all) {
            notes.add("The table has the " + listed.size() + " with the most accounts, and all accounts together.");
        }
        notes.addAll(leftOut());
        return notes;
    }

    private List<String> leftOut() {
        return lifetimes.leftOut().entrySet().stream()
                .map(entry -> "Left out, "
                        + entry.getKey().name().toLowerCase(Locale.ROOT).replace('_', '-') + ": "
                        + Figures.whole(entry.getValue().size()) + why(entry.getKey()))
                .toList();
    }

    private static String why(LeftOut reason) {
        return switch (reason) {
            case NO_REVENUE_YET -> " (accounts without recurring revenue up to the last known day)";
            case START_UNKNOWN ->
                " (accounts whose history begins with an imported balance: nobody knows when they began)";
            case START_UNREADABLE, START_AFTER_OPENING -> "";
        };
    }

    /** The value alone where there is one property; of several, no two groups have one name. */
    private static String name(Segment segment) {
        if (segment.isOverall()) {
            return "all accounts";
        }
        return segment.attributes().size() == 1
                ? segment.attributes().values().iterator().next()
                : segment.attributes().values().stream()
                        .map(value -> value.replace("/", "//"))
                        .collect(Collectors.joining(" / "));
    }

    private static Curve curve(String name, SurvivalCurve curve) {
        List<Step> steps = new ArrayList<>();
        long lastPlace = -1;
        for (SurvivalPoint point : curve.points()) {
            Step step = new Step(months(point.time()), point.survival(), point.interval());
            long place = Math.round(PLACES * point.time() / Math.max(1, curve.lastFollowUp()));
            if (place == lastPlace) {
                steps.remove(steps.size() - 1);
            }
            lastPlace = place;
            steps.add(step);
        }
        return new Curve(name, steps, months(curve.lastFollowUp()), List.of());
    }

    private List<String> heads(List<Integer> milestones) {
        return Stream.concat(
                        Stream.of(
                                isOfAll()
                                        ? "Accounts"
                                        : String.join(
                                                ", ",
                                                lifetimes
                                                        .groups()
                                                        .firstKey()
                                                        .attributes()
                                                        .keySet()),
                                "Began",
                                "Churned for good",
                                "Median in months"),
                        milestones.stream().map(month -> "There after " + month + (month == 1 ? " month" : " months")))
                .toList();
    }

    private static Row row(String head, boolean isTotal, SurvivalCurve curve, List<Integer> milestones) {
        SurvivalQuantile median = curve.median();
        List<Cell> cells = new ArrayList<>();
        cells.add(new Cell(Figures.whole(curve.durations().n()), ""));
        cells.add(new Cell(Figures.whole(curve.durations().events()), ""));
        cells.add(new Cell(time(median.time(), "not reached"), bounds(median)));
        milestones.forEach(month -> cells.add(curve.at(days(month))
                .map(SurvivalPicture::cell)
                .orElseGet(() -> new Cell("unknown", "nobody was followed so long"))));
        return new Row(head, isTotal, cells);
    }

    private static Cell cell(SurvivalPoint point) {
        return new Cell(
                Figures.percent(BigDecimal.valueOf(point.survival())),
                Figures.whole(point.atRisk()) + " at risk"
                        + point.interval()
                                .map(bounds -> ";\n" + Figures.percent(bounds))
                                .orElse(""));
    }

    private static String bounds(SurvivalQuantile median) {
        return median.lower().isEmpty() && median.upper().isEmpty()
                ? "unbounded"
                : time(median.lower(), "unbounded") + " to " + time(median.upper(), "unbounded");
    }

    private static String time(OptionalDouble days, String absent) {
        return days.isPresent() ? Figures.rounded(BigDecimal.valueOf(months(days.getAsDouble()))) : absent;
    }

    private static double months(double days) {
        return days / AccountLifetimes.DAYS_PER_MONTH;
    }

    private static double days(int months) {
        return months * AccountLifetimes.DAYS_PER_MONTH;
    }
}
