package io.csmetrics.cohort.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.catalog.AdvocacyKpis;
import io.csmetrics.catalog.ExpansionKpis;
import io.csmetrics.catalog.RetentionKpis;
import io.csmetrics.cohort.CohortKey;
import io.csmetrics.cohort.Measure;
import io.csmetrics.cohort.RetentionDefinition;
import io.csmetrics.cohort.Tables;
import io.csmetrics.cohort.source.LedgerCohorts;
import io.csmetrics.data.CustomerData;
import io.csmetrics.data.Segmentation;
import io.csmetrics.facts.Quotient;
import io.csmetrics.family.Aggregate;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiFacts;
import io.csmetrics.kpi.KpiSheet;
import io.csmetrics.period.Reading;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.revenue.RetentionMethod;
import io.csmetrics.select.Condition;
import io.csmetrics.select.Population;
import io.csmetrics.select.Scope;
import io.csmetrics.select.Statistic;
import io.csmetrics.select.UnitValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Ratios by account: by hand, from KPIs and cohorts, and what is refused. */
final class RatioSampleTest {
    private static final ReportingPeriod QUARTER = ReportingPeriod.quarter(2025, 1);
    private static final CustomerData DATA = RandomAccounts.of(3, 30).data();

    @Test
    void theLargestBaseComesFirstAndWhoAddsNothingIsNotThere() {
        RatioSample sample = Samples.of(90, 100, 0, 0, 30, 50, 60, 50, 30, 50, 5, 0);
        assertThat(sample.accountIds()).containsExactly("a0", "a3", "a2", "a4", "a5");
        assertThat(sample.part(1)).isEqualTo(Samples.part("a3", 60, 50));
        assertThat(sample.ratio()).contains(Quotient.of(215, 250));
        assertThat(sample.ratioWithout(0)).contains(Quotient.of(125, 150));
        assertThat(sample).hasToString("retention of 5 accounts: 215 / 250");
        assertThat(Samples.of()).hasToString("retention of 0 accounts: no base");
    }

    @Test
    void whatHangsOnWhomIsToldInWords() {
        RatioSample sample = Samples.of(90, 100, 30, 50, 60, 50, 0, 0);
        assertThat(sample.concentration().orElseThrow())
                .hasToString(
                        "3 accounts, as concentrated as 2.7 equal ones; the largest, \"a0\", has 50.0 % of the base, "
                                + "the five largest 100.0 %, the ten largest 100.0 %");
        assertThat(sample.leaveOneOut(0).orElseThrow().withoutLargest())
                .hasToString("0.9000 without \"a0\", which has 50.0 % of the base");
        assertThat(Samples.of(3, 5).leaveOneOut(0).orElseThrow().withoutLargest())
                .hasToString("no base without \"a0\", which has 100.0 % of the base");
        assertThat(AccountBootstrap.of(7).interval(Samples.accounts(40, 100, 8)).toString())
                .matches(
                        "0[.]8000 \\(0[.]\\d{4} to 0[.]\\d{4} at 95 %\\), percentile bootstrap of 40 accounts, 2000 draws, "
                                + "random start 7");
    }

    @Test
    void amountsOfSeveralScalesAreExact() {
        RatioSample sample = (RatioSample) RatioSample.of(
                "mixed",
                List.of(
                        new AccountRatio("a", new BigDecimal("0.1"), new BigDecimal("3")),
                        new AccountRatio("b", new BigDecimal("1E+3"), new BigDecimal("0.025"))));
        assertThat(sample.ratio().orElseThrow())
                .isEqualByComparingTo(new Quotient(new BigDecimal("1000.1"), new BigDecimal("3.025")));
        assertThat(sample.part(1).denominator()).isEqualByComparingTo("0.025");
    }

    @Test
    void anAccountIsThereOnceAndHasABase() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> RatioSample.of("retention", List.of(Samples.part("a", 1, 1), Samples.part("a", 2, 2))))
                .withMessage("account \"a\" of \"retention\" must not be there twice; add its parts up");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Samples.part("a", 1, -1))
                .withMessage("denominator -1 of account \"a\" must be 0 or more; a base is what there was to be kept");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Samples.part(" ", 1, 1))
                .withMessage("accountId \" \" must not be blank; name the account");
    }

    @Test
    void amountsWhoseSumsCouldLeaveALongAreRefused() {
        long half = Long.MAX_VALUE / 2;
        assertThat(Samples.sampling(half, 1, 1, half)).isInstanceOf(RatioSample.class);
        assertThat(Samples.sampling(half, 1, 1, half, 1, 1))
                .isEqualTo(
                        new Refusal(
                                Refusal.Reason.TOO_LARGE,
                                "sums of 3 accounts of \"retention\" in units of 10^-0 could leave 64 bits; round to fewer decimals"));
        Sampling fine = RatioSample.of(
                "fine",
                List.of(new AccountRatio("a", new BigDecimal("1E-2000000000"), new BigDecimal("1E+2000000000"))));
        assertThat(fine.sample()).isEmpty();
    }

    @Test
    void retentionIsTakenApart() {
        for (Kpi kpi : List.of(RetentionKpis.NET_REVENUE_RETENTION, RetentionKpis.GROSS_REVENUE_RETENTION)) {
            RatioSample sample = (RatioSample) RatioSample.of(kpi, DATA, QUARTER);
            assertThat(sample.name()).isEqualTo(kpi.key());
            assertThat(sample.ratio().orElseThrow())
                    .isEqualByComparingTo(kpi.measure(DATA, QUARTER).quotient().orElseThrow());
            assertThat(sample.accountIds()).hasSizeLessThan(30);
        }
    }

    @Test
    void oneCollectionGivesTheSamplesOfManyKpis() {
        Kpi net = RetentionKpis.NET_REVENUE_RETENTION;
        Kpi logos = RetentionKpis.CUSTOMER_RETENTION_RATE;
        KpiSheet sheet = KpiSheet.of(net, logos).over(QUARTER);
        KpiFacts facts = sheet.by(Segmentation.byAccount()).collect(DATA);
        Reading reading = Reading.of(QUARTER);
        assertThat(RatioSample.of(net, facts, reading).sample().orElseThrow().ratio())
                .isEqualTo(RatioSample.of(net, DATA, QUARTER)
                        .sample()
                        .orElseThrow()
                        .ratio());
        assertThat(RatioSample.of(logos, facts, reading).sample()).isPresent();
        KpiFacts bySegment = sheet.by(Segmentation.by("segment")).collect(DATA);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RatioSample.of(net, bySegment, reading))
                .withMessage("facts of segment segment=(none) must be of a single account; collect by"
                        + " Segmentation.byAccount()");
    }

    @Test
    void theKnowledgeOfAnInstantIsRead() {
        Kpi net = RetentionKpis.NET_REVENUE_RETENTION;
        var early = LocalDate.of(2025, 2, 1).atStartOfDay(DATA.zone()).toInstant();
        // nothing changes before the 70th day of the quarter
        assertThat(RatioSample.of(net, DATA, QUARTER, early)
                        .sample()
                        .orElseThrow()
                        .ratio()
                        .orElseThrow())
                .isEqualByComparingTo(Quotient.of(1));
    }

    @Test
    void whatADivisionIsMultipliedByGoesIntoTheParts() {
        Kpi promoters = AdvocacyKpis.NET_PROMOTER_SCORE;
        RatioSample sample = (RatioSample) RatioSample.of(promoters, DATA, QUARTER);
        assertThat(sample.ratio().orElseThrow())
                .isEqualByComparingTo(
                        promoters.measure(DATA, QUARTER).quotient().orElseThrow());
        assertThat(sample.ratio().orElseThrow().doubleValue())
                .satisfies(points -> assertThat(Math.abs(points)).isGreaterThan(1));
    }

    @Test
    void productsOfMonthsMediansAndUndefinedKpisAreRefused() {
        Kpi compounded = RetentionKpis.NET_REVENUE_RETENTION.with(RetentionKpis.METHOD, RetentionMethod.COMPOUNDED);
        assertThat(RatioSample.of(compounded, DATA, QUARTER))
                .isEqualTo(new Refusal(
                        Refusal.Reason.NOT_A_RATIO,
                        "\"" + compounded
                                + "\" does not divide one sum by another by method COMPOUNDED; draw from the KPIs"
                                + " that it is made of, or by another method"));
        assertThat(RatioSample.of(ExpansionKpis.MRR_GROWTH_RATE, DATA, QUARTER))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.NOT_A_RATIO));
        assertThat(RatioSample.of(RetentionKpis.INTERVENTION_EFFECT, DATA, QUARTER))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.UNDEFINED));
    }

    @Test
    void aRatioWithoutABaseIsASampleWithoutOne() {
        ReportingPeriod before = ReportingPeriod.quarter(2024, 1);
        RatioSample sample = (RatioSample) RatioSample.of(RetentionKpis.NET_REVENUE_RETENTION, DATA, before);
        assertThat(sample.ratio()).isEmpty();
        assertThat(sample.concentration()).isEmpty();
        assertThat(sample.leaveOneOut(3)).isEmpty();
        assertThat(Optional.of(sample)).isEqualTo(sample.sample());
    }

    @Test
    void aCellOfCohortsIsTakenApart() {
        RetentionDefinition definition =
                Tables.monthly("2025-03-31").measure(Measure.NET).build();
        LedgerCohorts cohorts = LedgerCohorts.of(DATA.ledger(), definition);
        CohortKey november = Tables.key("2024-11-01");
        RatioSample sample = (RatioSample) RatioSample.of(cohorts, november, 4);
        assertThat(sample.name()).isEqualTo("net at index 4 of cohort 2024-11-01");
        var facts = cohorts.facts();
        assertThat(sample.ratio().orElseThrow())
                .isEqualByComparingTo(new Quotient(
                        facts.sum(november, Measure.NET.numerator(), 4),
                        facts.sum(november, Measure.NET.denominator(), 4)));
    }

    @Test
    void concentrationIsThatOfTheBase() {
        RatioSample sample = Samples.of(0, 40, 1, 30, 2, 20, 3, 10);
        Concentration spread = sample.concentration().orElseThrow();
        assertThat(spread).isEqualTo(new Concentration(4, "a0", 0.4, 1, 1, spread.herfindahl()));
        // 0.16 + 0.09 + 0.04 + 0.01
        assertThat(spread.herfindahl()).isCloseTo(0.3, within(1e-15));
        assertThat(spread.effectiveAccounts()).isCloseTo(1 / 0.3, within(1e-14));
        Concentration equal = Samples.accounts(20, 7, 5).concentration().orElseThrow();
        assertThat(equal.largest5Share()).isEqualTo(0.25);
        assertThat(equal.largest10Share()).isEqualTo(0.5);
        assertThat(equal.effectiveAccounts()).isCloseTo(20, within(1e-12));
    }

    @Test
    void whoHasNoPartInTheBaseIsNotCountedInIt() {
        assertThat(Samples.of(5, 10, 7, 0).concentration().orElseThrow())
                .isEqualTo(new Concentration(1, "a0", 1, 1, 1, 1));
    }

    @Test
    void theAccountsThatMoveTheRatioMostAreTold() {
        // 135 / 150 = 0.9
        RatioSample sample = Samples.of(70, 80, 30, 40, 30, 20, 5, 10);
        LeaveOneOut without = sample.leaveOneOut(2).orElseThrow();
        assertThat(without.withoutLargest())
                .isEqualTo(new LeaveOneOut.Without("a0", 80 / 150.0, Optional.of(Quotient.of(65, 70))));
        assertThat(without.lifting())
                .containsExactly(new LeaveOneOut.Without("a2", 20 / 150.0, Optional.of(Quotient.of(105, 130))));
        // 105/110 - 0.9 = 0.055; 65/70 - 0.9 = 0.029; 130/140 - 0.9 = 0.029, the same: the larger account first
        assertThat(without.lowering())
                .extracting(LeaveOneOut.Without::accountId)
                .containsExactly("a1", "a0");
        assertThat(sample.leaveOneOut(0).orElseThrow().lowering()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sample.leaveOneOut(-1))
                .withMessage("number -1 of accounts to be told must be 0 or more");
    }

    @Test
    void withoutTheOnlyBaseThereIsNoRatio() {
        LeaveOneOut without = Samples.of(5, 10, 7, 0).leaveOneOut(5).orElseThrow();
        assertThat(without.withoutLargest()).isEqualTo(new LeaveOneOut.Without("a0", 1, Optional.empty()));
        assertThat(without.lifting()).extracting(LeaveOneOut.Without::accountId).containsExactly("a1");
    }

    @Test
    void aMedianIsRefused() {
        Kpi median = Kpi.define("median-revenue", "Median revenue")
                .as(Aggregate.of(
                        Statistic.MEDIAN,
                        new UnitValue.CustomerDays(Scope.inPeriod()),
                        Population.accountsThat(Condition.all())));
        assertThat(RatioSample.of(median, DATA, QUARTER))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.NOT_A_RATIO));
    }
}
