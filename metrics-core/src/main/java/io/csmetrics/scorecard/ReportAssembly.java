package io.csmetrics.scorecard;

import io.csmetrics.data.CustomerData;
import io.csmetrics.data.RecordKind;
import io.csmetrics.facts.Cells;
import io.csmetrics.family.UndefinedReason;
import io.csmetrics.period.Reading;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.revenue.RevenueLedger;
import io.csmetrics.scorecard.HealthSnapshot.AccountScore;
import io.csmetrics.scorecard.HealthSnapshot.Band;
import io.csmetrics.scorecard.HealthSnapshot.Mover;
import io.csmetrics.scorecard.KpiTarget.Attainment;
import io.csmetrics.scorecard.KpiTarget.Status;
import io.csmetrics.scorecard.Report.Absent;
import io.csmetrics.scorecard.ScorecardReading.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Puts a report together: section by section, what is there, and why the rest is not. */
final class ReportAssembly {
    private final ScorecardReading reading;
    private final Optional<CustomerData> data;
    private final Optional<HealthSnapshot> health;

    ReportAssembly(ScorecardReading reading, Optional<CustomerData> data, Optional<HealthSnapshot> health) {
        this.reading = reading;
        this.data = data;
        this.health = health;
    }

    Report report(List<Report.Experiment> experiments, List<String> comments) {
        Scorecard scorecard = reading.scorecard();
        return new Report(
                scorecard.name(),
                scorecard.audience(),
                scorecard.cadence(),
                reading.period(),
                reading.asOf(),
                summary(),
                metrics(),
                highlights(),
                risks(),
                actions(),
                wins(experiments, comments));
    }

    private Report.ExecutiveSummary summary() {
        Gaps gaps = new Gaps();
        Optional<String> designated = reading.scorecard().northStar();
        if (designated.isEmpty()) {
            gaps.add("north star", UndefinedReason.UNCONFIGURED, "no KPI is designated; name one in the scorecard");
        }
        Optional<Metric> northStar = designated.flatMap(key -> metric(key, gaps));
        List<Metric> metrics = Report.HEADLINE.stream()
                .flatMap(key -> metric(key, gaps).stream())
                .toList();
        return new Report.ExecutiveSummary(northStar, metrics, bands(gaps), gaps.list());
    }

    private Report.KeyMetrics metrics() {
        Gaps gaps = new Gaps();
        List<String> keys = reading.scorecard().keys();
        List<Metric> metrics = reading.metrics().stream()
                .filter(metric -> keys.contains(metric.key()))
                .toList();
        keys.forEach(key -> metric(key, gaps));
        Optional<RetentionParts> retention = parts(reading.period(), gaps);
        Optional<RetentionParts> change = retention.flatMap(
                now -> parts(reading.period().previous(), gaps).map(now::minus));
        return new Report.KeyMetrics(metrics, retention, change, reading.checks(), gaps.list());
    }

    private Optional<RetentionParts> parts(ReportingPeriod period, Gaps gaps) {
        String what = "parts of net revenue retention in " + period;
        if (data.isEmpty()) {
            return gaps.notHandedIn(what, "data");
        }
        RevenueLedger ledger = data.get().ledger();
        ReportingPeriod visible =
                Reading.of(period, reading.asOf()).visiblePeriod(data.get().zone());
        Optional<RetentionParts> parts = RetentionParts.of(ledger.cohortMovements(
                        List.of(visible), Cells.overall(ledger.accountIds().size()))
                .at(0, 0));
        return parts.isPresent() ? parts : gaps.add(what, UndefinedReason.ZERO_DENOMINATOR, "the opening revenue is 0");
    }

    private Report.HealthHighlights highlights() {
        Gaps gaps = new Gaps();
        List<Band> bands = bands(gaps);
        List<Mover> movers = scores("movers", HealthSnapshot::movers, gaps);
        return new Report.HealthHighlights(bands, movers, metric(Report.AT_RISK, gaps), gaps.list());
    }

    private List<Band> bands(Gaps gaps) {
        return scores("health bands", HealthSnapshot::bands, gaps);
    }

    private <T> List<T> scores(String what, Function<HealthSnapshot, List<T>> part, Gaps gaps) {
        if (health.isEmpty()) {
            gaps.notHandedIn(what, "scores");
            return List.of();
        }
        return gaps.told(what, part.apply(health.get()), "the scores have none");
    }

    private Report.Risks risks() {
        Gaps gaps = new Gaps();
        List<AccountScore> churn = scores("churn risks", HealthSnapshot::churnRisks, gaps);
        List<ContractDue> due = contractsDue(gaps);
        List<AccountScore> expansion = scores("expansion scores", HealthSnapshot::expansionScores, gaps);
        return new Report.Risks(churn, due, expansion, metric(Report.PIPELINE, gaps), gaps.list());
    }

    private List<ContractDue> contractsDue(Gaps gaps) {
        String what = "contracts due";
        if (data.isEmpty()) {
            gaps.notHandedIn(what, "data");
            return List.of();
        }
        String detail = data.get().kinds().contains(RecordKind.CONTRACTS)
                ? "no contract ends in the " + Report.DAYS_AHEAD + " days after the period without a renewal"
                : "the data have no contracts";
        return gaps.told(
                what, ContractDue.after(data.get(), reading.period(), reading.asOf(), Report.DAYS_AHEAD), detail);
    }

    private Report.Actions actions() {
        Gaps gaps = new Gaps();
        Trigger.Outcome triggers = reading.triggers();
        if (reading.scorecard().triggers().isEmpty()) {
            gaps.add("triggers", UndefinedReason.UNCONFIGURED, "the scorecard has no trigger; add one");
        } else {
            gaps.told("triggers", triggers.fired(), "no trigger fired");
        }
        return new Report.Actions(triggers.fired(), triggers.unread(), gaps.list());
    }

    private Report.WinsAndLearnings wins(List<Report.Experiment> experiments, List<String> comments) {
        Gaps gaps = new Gaps();
        List<Attainment> met = reading.metrics().stream()
                .flatMap(metric -> metric.attainment().stream())
                .filter(attainment -> attainment.status() == Status.MET)
                .toList();
        if (reading.scorecard().targets().isEmpty()) {
            gaps.add("targets", UndefinedReason.UNCONFIGURED, "the scorecard has no target; set one");
        } else {
            gaps.told("targets", met, "no target was met");
        }
        gaps.told("experiments", experiments, "no result of an experiment was handed in");
        gaps.told("comments", comments, "no text was handed in");
        return new Report.WinsAndLearnings(met, experiments, comments, metric(Report.EXIT_REASONS, gaps), gaps.list());
    }

    /** A number that does not exist is there, with its reason; a KPI that was not measured is absent. */
    private Optional<Metric> metric(String key, Gaps gaps) {
        Optional<Metric> metric = reading.metric(key);
        return metric.isPresent()
                ? metric
                : gaps.add(
                        key,
                        UndefinedReason.UNCONFIGURED,
                        "the KPI is not among the given ones; add the module that has it");
    }

    /** What a section lacks. */
    private static final class Gaps {
        private final List<Absent> absent = new ArrayList<>();

        <T> Optional<T> add(String what, UndefinedReason reason, String detail) {
            absent.add(new Absent(what, reason, detail));
            return Optional.empty();
        }

        <T> Optional<T> notHandedIn(String what, String from) {
            return add(what, UndefinedReason.UNCONFIGURED, "no " + from + " were handed in");
        }

        <T> List<T> told(String what, List<T> values, String detail) {
            if (values.isEmpty()) {
                add(what, UndefinedReason.NO_DATA, detail);
            }
            return values;
        }

        List<Absent> list() {
            return List.copyOf(absent);
        }
    }
}
