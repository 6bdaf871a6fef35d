package io.csmetrics.scorecard;

import static io.csmetrics.data.Books.JANUARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.catalog.ExpansionKpis;
import io.csmetrics.catalog.OperationsKpis;
import io.csmetrics.catalog.RetentionKpis;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.data.Books;
import io.csmetrics.data.CustomerData;
import io.csmetrics.facts.Segment;
import io.csmetrics.family.Conversion;
import io.csmetrics.family.Direction;
import io.csmetrics.family.KpiUnit;
import io.csmetrics.family.UndefinedReason;
import io.csmetrics.kpi.Cadence;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.kpi.KpiRow;
import io.csmetrics.period.Grain;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.scorecard.KpiTarget.Status;
import io.csmetrics.scorecard.ScorecardReading.Change;
import io.csmetrics.scorecard.ScorecardReading.Metric;
import io.csmetrics.scorecard.Trigger.Comparison;
import io.csmetrics.scorecard.Trigger.Firing;
import io.csmetrics.scorecard.Trigger.Per;
import io.csmetrics.select.Goal;
import io.csmetrics.select.Param;
import io.csmetrics.select.Selector;
import io.csmetrics.select.Unit;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Expected numbers are computed by hand. */
class ScorecardSheetTest {
    private static final Instant FEBRUARY = Instant.parse("2025-02-01T00:00:00Z");
    private static final List<Kpi> KPIS = List.of(
            RetentionKpis.NET_REVENUE_RETENTION,
            RetentionKpis.CUSTOMER_CHURN_RATE,
            ExpansionKpis.MONTHLY_RECURRING_REVENUE,
            OperationsKpis.CUSTOMER_EFFORT_SCORE);

    private static Scorecard.Builder scorecard() {
        return Scorecard.builder("s", Cadence.MONTHLY).keys("monthly-recurring-revenue", "customer-churn-rate");
    }

    private static ScorecardReading measure(Scorecard.Builder scorecard) {
        return scorecard.build().over(KPIS, JANUARY, ZoneOffset.UTC).measure(Books.sharedData());
    }

    @Test
    void aMetricStandsBesideThePeriodBeforeTheYearBeforeAndItsTrend() {
        ScorecardReading reading = measure(scorecard());
        assertThat(reading.period()).isEqualTo(JANUARY);
        assertThat(reading.asOf()).isEqualTo(FEBRUARY);
        Metric revenue = reading.metric("monthly-recurring-revenue").orElseThrow();
        assertThat(revenue.now().value()).contains(new BigDecimal("190"));
        assertThat(revenue.previous().flatMap(KpiRow::value)).contains(new BigDecimal("200"));
        assertThat(revenue.change()).contains(new Change(new BigDecimal("-10"), Optional.of(new BigDecimal("-0.05"))));
        assertThat(revenue.yearAgo().orElseThrow().start())
                .isEqualTo(ReportingPeriod.month(2024, 1).start());
        // a book of nothing is 0, and nothing grows from 0
        assertThat(revenue.yearChange()).contains(new Change(new BigDecimal("190"), Optional.empty()));
        assertThat(revenue.trend()).hasSize(13).last().isEqualTo(revenue.now());
        assertThat(revenue.trend().get(0).start())
                .isEqualTo(ReportingPeriod.month(2024, 1).start());
        assertThat(revenue.attainment()).isEmpty();
        assertThat(revenue.notice()).isEmpty();
        Metric churn = reading.metric("customer-churn-rate").orElseThrow();
        assertThat(churn.yearChange()).as("no churn rate of nobody").isEmpty();
        assertThat(churn.change().orElseThrow().relative()).as("from 0").isEmpty();
    }

    @Test
    void metricsComeInTheOrderOfTheScorecardBeforeThoseOfTheReport() {
        assertThat(measure(scorecard().by("segment")).metrics())
                .extracting(metric -> metric.key() + " " + metric.segment())
                .containsExactly(
                        "monthly-recurring-revenue overall",
                        "monthly-recurring-revenue segment=Enterprise",
                        "monthly-recurring-revenue segment=SMB",
                        "customer-churn-rate overall",
                        "customer-churn-rate segment=Enterprise",
                        "customer-churn-rate segment=SMB",
                        "net-revenue-retention overall");
    }

    @Test
    void aMetricIsHeldAgainstItsOwnTarget() {
        Segment enterprise = Segment.of("segment", "Enterprise");
        ScorecardReading reading = measure(scorecard()
                .by("segment")
                .targets(
                        KpiTarget.of("customer-churn-rate", new BigDecimal("0.5")),
                        KpiTarget.of("customer-churn-rate", new BigDecimal("0.1"))
                                .forSegment(enterprise),
                        KpiTarget.between("monthly-recurring-revenue", BigDecimal.ONE, BigDecimal.TEN)));
        assertThat(reading.metrics().stream()
                        .filter(metric -> metric.key().equals("customer-churn-rate"))
                        .map(metric -> metric.attainment().map(KpiTarget.Attainment::status)))
                .containsExactly(Optional.of(Status.MET), Optional.of(Status.MISSED), Optional.empty());
        assertThat(reading.metric("monthly-recurring-revenue").orElseThrow().attainment())
                .as("a band does not fit")
                .isEmpty();
        assertThat(reading.checks()).extracting(ScorecardCheck::code).contains(ScorecardCheck.Code.UNFIT_TARGET);
    }

    @Test
    void triggersAreReadOnAllAccountsSegmentsAndEachAccount() {
        List<BigDecimal> none = List.of(BigDecimal.ZERO);
        Trigger overall = new Trigger("customer-churn-rate", Per.OVERALL, Comparison.ABOVE, none, 1, "look");
        Trigger segment = new Trigger("customer-churn-rate", Per.SEGMENT, Comparison.ABOVE, none, 1, "look closer");
        Trigger account = new Trigger(
                "monthly-recurring-revenue", Per.ACCOUNT, Comparison.FALLS_BY, List.of(BigDecimal.TEN), 2, "call");
        Trigger unknown = new Trigger("churn-risk-score", Per.ACCOUNT, Comparison.ABOVE, none, 1, "call");
        ScorecardReading reading = measure(
                scorecard().keys("churn-risk-score").by("segment").triggers(overall, segment, account, unknown));
        assertThat(reading.triggers().fired())
                .extracting(fired -> fired.playbook() + " " + fired.subject())
                .containsExactly(
                        "look overall", "look closer segment=Enterprise", "call account_id=B", "call account_id=C");
        assertThat(reading.triggers().unread())
                .singleElement()
                .satisfies(unread -> assertThat(unread.trigger()).isEqualTo(unknown));
        assertThat(reading.checks()).extracting(ScorecardCheck::code).contains(ScorecardCheck.Code.UNKNOWN_KEY);
    }

    @Test
    void thePresentKnowledgeHoldsForEarlierPeriodsToo() {
        CustomerData data = Books.sharedData();
        Instant middle = Instant.parse("2025-01-16T00:00:00Z");
        ScorecardReading reading =
                scorecard().build().over(KPIS, JANUARY, ZoneOffset.UTC, middle).measure(data);
        // C leaves on the 20th, which is not known yet
        assertThat(reading.metric("customer-churn-rate").orElseThrow().now().value())
                .contains(BigDecimal.ZERO);
        assertThat(reading.asOf()).isEqualTo(middle);
        assertThatThrownBy(() ->
                        scorecard().build().over(KPIS, JANUARY, ZoneOffset.UTC, Instant.parse("2025-01-01T00:00:00Z")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("as-of 2025-01-01T00:00:00Z must be after the start of the period"
                        + " [2025-01-01, 2025-02-01); nothing of it was known");
        assertThatThrownBy(() -> scorecard()
                        .build()
                        .over(KPIS, JANUARY, ZoneId.of("Europe/Berlin"))
                        .measure(data))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("zone Europe/Berlin of the scorecard must be that of the data, Z");
    }

    @Test
    void theUsualTriggersFireOnMeasuredData() {
        CustomerData data = Books.data()
                .accounts(Books.sharedAccounts())
                .movements(Books.shared())
                .surveys(List.of(
                        Books.answer(SurveyResponse.CES, "A", "2024-12-10T10:00:00Z", "6")
                                .build(),
                        Books.answer(SurveyResponse.CES, "B", "2024-12-11T10:00:00Z", "5")
                                .build(),
                        Books.answer(SurveyResponse.CES, "A", "2025-01-10T10:00:00Z", "5")
                                .build()))
                .build();
        ScorecardReading reading = scorecard()
                .keys("customer-effort-score")
                .triggers(Trigger.EFFORT_RISES)
                .build()
                .over(KPIS, JANUARY, ZoneOffset.UTC)
                .measure(data);
        assertThat(reading.triggers().fired())
                .containsExactly(new Firing(
                        Trigger.EFFORT_RISES, Segment.overall(), JANUARY, new BigDecimal("5"), new BigDecimal("5.5")));
    }

    @Test
    void aQuarterlyTrendHasFiveQuarters() {
        Scorecard quarterly = Scorecard.builder("q", Cadence.QUARTERLY)
                .keys("customer-churn-rate")
                .build();
        ScorecardReading reading = quarterly
                .over(KPIS, ReportingPeriod.quarter(2025, 1), ZoneOffset.UTC)
                .measure(Books.sharedData());
        Metric churn = reading.metric("customer-churn-rate").orElseThrow();
        assertThat(churn.trend()).hasSize(5);
        assertThat(churn.yearAgo()).contains(churn.trend().get(0));
    }

    @Test
    void aScorecardOfUnknownKeysSaysNothingButThat() {
        Scorecard scorecard =
                Scorecard.builder("s", Cadence.WEEKLY).keys("churn-risk-score").build();
        ScorecardReading reading =
                scorecard.over(List.of(), JANUARY, ZoneOffset.UTC).measure(Books.sharedData());
        assertThat(reading.metrics()).isEmpty();
        assertThat(reading.metric("churn-risk-score")).isEmpty();
        assertThat(reading.checks()).extracting(ScorecardCheck::key).contains(Optional.of("churn-risk-score"));
    }

    @Test
    void answersOfAnotherQuestionAreRefused() {
        ScorecardSheet sheet = scorecard().build().over(KPIS, JANUARY, ZoneOffset.UTC);
        assertThatThrownBy(() -> sheet.read(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the results have no row of \"monthly-recurring-revenue\"; measure kpiSheet() first");
        List<KpiResult> earlier = ExpansionKpis.MONTHLY_RECURRING_REVENUE.series(
                Books.sharedData(), List.of(ReportingPeriod.month(2024, 12)));
        assertThatThrownBy(() -> sheet.read(earlier))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "the results have no row of \"monthly-recurring-revenue\", overall, [2025-01-01");
        List<Kpi> twice = List.of(
                RetentionKpis.CUSTOMER_CHURN_RATE,
                RetentionKpis.CUSTOMER_CHURN_RATE.where(AccountFilter.where("segment", "SMB")));
        assertThatThrownBy(() -> scorecard().build().over(twice, JANUARY, ZoneOffset.UTC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("KPI \"customer-churn-rate\" must be given once; a scorecard knows one of a key");
    }

    private static ReportingPeriod mature(int days, String asOf, ZoneId zone) {
        return ScorecardSheet.lastMaturePeriod(Duration.ofDays(days), JANUARY, Instant.parse(asOf), zone);
    }

    @Test
    void theLastMaturePeriodIsTheOneWhoseWindowsAreAllOver() {
        assertThat(mature(0, "2025-02-01T00:00:00Z", ZoneOffset.UTC)).isEqualTo(JANUARY);
        assertThat(mature(14, "2025-02-14T23:59:59Z", ZoneOffset.UTC)).isEqualTo(ReportingPeriod.month(2024, 12));
        assertThat(mature(14, "2025-02-15T00:00:00Z", ZoneOffset.UTC)).isEqualTo(JANUARY);
        // 90 days after 1 November are 30 January
        assertThat(mature(90, "2025-02-01T00:00:00Z", ZoneOffset.UTC)).isEqualTo(ReportingPeriod.month(2024, 10));
        assertThat(mature(90, "2026-02-01T00:00:00Z", ZoneOffset.UTC))
                .as("no later one than was asked for")
                .isEqualTo(JANUARY);
        assertThat(mature(0, "2025-01-16T00:00:00Z", ZoneOffset.UTC))
                .as("a period that is not over is not mature")
                .isEqualTo(ReportingPeriod.month(2024, 12));
        // in New York February begins at 05:00 UTC
        ZoneId newYork = ZoneId.of("America/New_York");
        assertThat(mature(0, "2025-02-01T04:59:59Z", newYork)).isEqualTo(ReportingPeriod.month(2024, 12));
        assertThat(mature(0, "2025-02-01T05:00:00Z", newYork)).isEqualTo(JANUARY);
    }

    /** Accounts that shrink and then leave within some days; the shared book has B, which shrinks on 12 January and stays. */
    private static Kpi shrinkThenLeave(int days) {
        return Kpi.define("shrink-then-leave", "Shrink Then Leave")
                .in(KpiUnit.PERCENT, Direction.LOWER)
                .as(Conversion.of(
                                Unit.ACCOUNT,
                                Selector.movement(Type.CONTRACTION),
                                Goal.did(Selector.movement(Type.CHURN)))
                        .within(Param.of(Param.Type.DURATION, Duration.ofDays(days))));
    }

    private static Metric shrinkThenLeave(int days, Instant asOf) {
        Kpi kpi = shrinkThenLeave(days);
        return Scorecard.builder("s", Cadence.MONTHLY)
                .keys(kpi.key(), "customer-churn-rate")
                .build()
                .over(List.of(kpi, RetentionKpis.CUSTOMER_CHURN_RATE), JANUARY, ZoneOffset.UTC, asOf)
                .measure(Books.sharedData())
                .metric(kpi.key())
                .orElseThrow();
    }

    @Test
    void aKpiWhoseWindowsAreOpenReadsTheLastMaturePeriodAndSaysSo() {
        Metric early = shrinkThenLeave(30, FEBRUARY);
        assertThat(early.now().start())
                .isEqualTo(ReportingPeriod.month(2024, 12).start());
        assertThat(early.now().undefined()).as("nobody shrank in December").contains(UndefinedReason.ZERO_DENOMINATOR);
        assertThat(early.notice())
                .contains("windows of PT720H after the end of [2025-01-01, 2025-02-01) are still open at"
                        + " 2025-02-01T00:00:00Z; this is [2024-12-01, 2025-01-01), the last mature period");
        assertThat(early.previous().orElseThrow().start())
                .isEqualTo(ReportingPeriod.month(2024, 11).start());
        assertThat(early.yearAgo().orElseThrow().start())
                .isEqualTo(ReportingPeriod.month(2023, 12).start());
        assertThat(early.trend()).hasSize(13).last().isEqualTo(early.now());
        Metric late = shrinkThenLeave(30, Instant.parse("2025-03-03T00:00:00Z"));
        assertThat(late.notice()).isEmpty();
        assertThat(late.now().value()).as("B stayed").contains(BigDecimal.ZERO);
    }

    @Test
    void aTriggerLooksAtTheLastMaturePeriodToo() {
        Kpi kpi = shrinkThenLeave(30);
        Trigger trigger = new Trigger(kpi.key(), Per.OVERALL, Comparison.ABOVE, List.of(BigDecimal.ONE), 1, "look");
        ScorecardReading reading = Scorecard.builder("s", Cadence.MONTHLY)
                .keys(kpi.key())
                .triggers(trigger)
                .build()
                .over(List.of(kpi), JANUARY, ZoneOffset.UTC)
                .measure(Books.sharedData());
        assertThat(reading.triggers().unread()).singleElement().satisfies(unread -> {
            assertThat(unread.undefined()).contains(UndefinedReason.ZERO_DENOMINATOR);
            assertThat(unread.detail()).startsWith("no number in [2024-12-01, 2025-01-01)");
        });
    }

    @Test
    void theLastMaturePeriodOfAGrainIsACalendarPiece() {
        Kpi kpi = RetentionKpis.CUSTOMER_CHURN_RATE;
        assertThat(ScorecardSheet.lastMaturePeriod(kpi, Grain.MONTH, FEBRUARY, ZoneOffset.UTC))
                .isEqualTo(JANUARY);
        assertThat(ScorecardSheet.lastMaturePeriod(
                        kpi, Grain.QUARTER, Instant.parse("2025-02-15T10:00:00Z"), ZoneOffset.UTC))
                .isEqualTo(ReportingPeriod.quarter(2024, 4));
        assertThat(ScorecardSheet.lastMaturePeriod(kpi, JANUARY, FEBRUARY, ZoneOffset.UTC))
                .isEqualTo(JANUARY);
        assertThat(ScorecardSheet.lastMaturePeriod(shrinkThenLeave(30), Grain.WEEK, FEBRUARY, ZoneOffset.UTC))
                .as("Monday 23 December and 30 days are 29 January with the end of the week")
                .isEqualTo(ReportingPeriod.isoWeek(2024, 52));
    }
}
