package io.csmetrics.health.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.health.model.HealthModel;
import io.csmetrics.statistics.Interval;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Several snapshots of the same accounts. */
final class SnapshotsTest {
    private static final BacktestPlan MONTH = new BacktestPlan(0, 31, ZoneOffset.UTC, 7);
    private static final List<String> DAYS = List.of("2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01");

    private final List<Snapshot> snapshots = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();

    /** The scores of accounts a, b, c, ... on each of the days. */
    private void scores(HealthModel model, double[]... byDay) {
        for (int day = 0; day < byDay.length; day++) {
            Scored scored = new Scored();
            for (int account = 0; account < byDay[day].length; account++) {
                scored.with(String.valueOf((char) ('a' + account)), byDay[day][account]);
            }
            snapshots.add(scored.snapshot(model, Scored.at(DAYS.get(day))));
        }
    }

    private void churn(String account, String day) {
        outcomes.add(Outcome.churnedOn(account, LocalDate.parse(day)));
    }

    private LeadTimes leadTimes(BacktestPlan plan) {
        return Backtest.of(plan, snapshots, outcomes).report().leadTimes().orElseThrow();
    }

    /**
     * Churn on 2026-04-11. Red without a break: a since January (100 days), b since March (41), c in April only (10), d not in April, e
     * never; f was red in January and March but not in between (41); g has no score in April; h churned long after, i stayed.
     */
    @Test
    void leadTimeRunsFromTheFirstWarningOfTheLastUnbrokenRowToTheChurn() {
        double none = Double.NaN;
        scores(
                Scored.HEALTH,
                new double[] {10, 90, 60, 10, 90, 10, 10, 10, 10},
                new double[] {10, 60, 60, 10, 90, 80, 10, 10, 10},
                new double[] {10, 10, 60, 10, 90, 10, 10, 10, 10},
                new double[] {10, 10, 10, 60, 90, 10, none, 10, 10});
        for (String account : List.of("a", "b", "c", "d", "e", "f", "g")) {
            churn(account, "2026-04-11");
        }
        churn("h", "2027-04-11");
        outcomes.add(Outcome.observedUntil("i", LocalDate.parse("2027-01-01")));
        LeadTimes times = leadTimes(new BacktestPlan(0, 90, ZoneOffset.UTC, 7));
        assertThat(times.unhealthiestBand())
                .isEqualTo(
                        new LeadTime(7, 4, OptionalDouble.of(33.25), OptionalDouble.of(41), OptionalDouble.of(55.75)));
        assertThat(times.unhealthiestBand().neverFlagged()).isEqualTo(3);
        // not green: a 100, b since February 69, c 100, d 100, f 41
        assertThat(times.belowBestBand())
                .isEqualTo(new LeadTime(7, 5, OptionalDouble.of(69), OptionalDouble.of(100), OptionalDouble.of(100)));
    }

    @Test
    void aSnapshotOfTheDayOfTheChurnOrLaterDoesNotWarn() {
        scores(Scored.HEALTH, new double[] {10}, new double[] {90}, new double[] {10}, new double[] {10});
        churn("a", "2026-03-01");
        LeadTimes times = leadTimes(MONTH);
        assertThat(times.unhealthiestBand().churned()).isEqualTo(1);
        assertThat(times.unhealthiestBand().flagged()).isZero();
        assertThat(times.unhealthiestBand().median()).isEmpty();
    }

    @Test
    void aRiskScoreWarnsByItsHighestBand() {
        scores(Scored.RISK, new double[] {90}, new double[] {90});
        churn("a", "2026-02-11");
        assertThat(leadTimes(MONTH).unhealthiestBand().median()).hasValue(41);
    }

    @Test
    void theIntervalDrawsWholeAccountsAndDependsOnItsStartAlone() {
        double[] scores = new double[26];
        for (int account = 0; account < 26; account++) {
            scores[account] = (account * 37) % 100;
            String id = String.valueOf((char) ('a' + account));
            outcomes.add(Outcome.of(id, scores[account] + (account * 53) % 80 < 80 ? Fate.CHURNED : Fate.STAYED));
        }
        scores(Scored.HEALTH, scores, scores, scores);
        BacktestReport.AucEstimate auc =
                Backtest.of(MONTH, snapshots, outcomes).report().auc().orElseThrow();
        BacktestReport.AucEstimate one = Backtest.of(MONTH, snapshots.subList(0, 1), outcomes)
                .report()
                .auc()
                .orElseThrow();
        assertThat(auc.method().key()).isEqualTo("cluster-bootstrap");
        assertThat(auc.value()).isEqualTo(one.value());
        assertThat(Backtest.of(MONTH, snapshots, outcomes).report().auc()).contains(auc);
        // the same accounts three times are no more evidence than once
        Interval once = one.interval().orElseThrow();
        Interval thrice = auc.interval().orElseThrow();
        assertThat(thrice.upper() - thrice.lower()).isCloseTo(once.upper() - once.lower(), within(0.08));
        BacktestPlan other = new BacktestPlan(0, 31, ZoneOffset.UTC, 8);
        assertThat(Backtest.of(other, snapshots, outcomes).report().auc()).isNotEqualTo(Optional.of(auc));
    }

    @Test
    void anAccountCountsOnceInEachSnapshotButItsChurnAndItsAmountOnlyOnce() {
        scores(Scored.HEALTH, new double[] {90, 10}, new double[] {80, 10});
        BacktestPlan plan = new BacktestPlan(0, 90, ZoneOffset.UTC, 7);
        outcomes.add(Outcome.churnedOn("a", LocalDate.parse("2026-03-01")).withAmount(new BigDecimal("12.5")));
        outcomes.add(Outcome.observedUntil("b", LocalDate.parse("2026-12-31")));
        BacktestReport report = Backtest.of(plan, snapshots, outcomes).report();
        assertThat(report.n()).isEqualTo(4);
        assertThat(report.churned()).isEqualTo(2);
        assertThat(report.churnedInBestBand().accounts()).isEqualTo(1);
        assertThat(report.churnedInBestBand().amount()).contains(new BigDecimal("12.5"));
        assertThat(report.verdicts().get(0).sentence()).startsWith("Only 1 account churned.");
        assertThat(report.lines())
                .contains(
                        "Surprises: 1 account churned out of green, worth 12.5 of the 12.5 that were lost",
                        "Lead time: of 1 churned account 0 had been in red until the end; 1 had not");
    }

    @Test
    void anAccountLeavesTheTestOnceItHasChurned() {
        scores(Scored.HEALTH, new double[] {10, 90}, new double[] {10, 90}, new double[] {10, 90});
        churn("a", "2026-01-20");
        outcomes.add(Outcome.observedUntil("b", LocalDate.parse("2026-03-15")));
        BacktestReport report = Backtest.of(MONTH, snapshots, outcomes).report();
        assertThat(report.churned()).isEqualTo(1);
        assertThat(report.stayed()).isEqualTo(2);
        assertThat(report.leftOut()).isEqualTo(new BacktestReport.LeftOut(1, 0, 2));
    }
}
