package io.csmetrics.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.catalog.AdvocacyKpis;
import io.csmetrics.catalog.ExpansionKpis;
import io.csmetrics.catalog.OperationsKpis;
import io.csmetrics.catalog.RetentionKpis;
import io.csmetrics.count.Need;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.data.Books;
import io.csmetrics.data.CustomerData;
import io.csmetrics.data.RecordKind;
import io.csmetrics.data.Segmentation;
import io.csmetrics.facts.Segment;
import io.csmetrics.family.Flag;
import io.csmetrics.family.Ledger;
import io.csmetrics.family.UndefinedReason;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Account;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.revenue.RetentionMethod;
import io.csmetrics.revenue.RevenueTerm;
import io.csmetrics.select.Param;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

final class KpiSheetTest {
    private static final CustomerData SHARED = Books.sharedData();
    private static final ReportingPeriod JANUARY = Books.JANUARY;
    private static final ReportingPeriod FEBRUARY = ReportingPeriod.month(2025, 2);
    private static final Kpi NRR = RetentionKpis.NET_REVENUE_RETENTION;
    private static final Kpi GRR = RetentionKpis.GROSS_REVENUE_RETENTION;
    private static final Kpi MRR = ExpansionKpis.MONTHLY_RECURRING_REVENUE;
    private static final Kpi ARPA = ExpansionKpis.AVERAGE_REVENUE_PER_ACCOUNT;

    private static int needs(Kpi... kpis) {
        return KpiSheet.of(kpis).over(JANUARY).collect(SHARED).needs().size();
    }

    @Test
    void equalNeedsAreCountedOnce() {
        assertThat(needs(NRR, GRR, RetentionKpis.GROSS_REVENUE_CHURN_RATE, RetentionKpis.NET_REVENUE_CHURN_RATE))
                .isEqualTo(1);
        assertThat(needs(MRR, ExpansionKpis.ANNUAL_RECURRING_REVENUE, ExpansionKpis.EXPANSION_REVENUE))
                .isEqualTo(1);
        assertThat(needs(MRR, ARPA, ExpansionKpis.PAID_ACCOUNTS)).isEqualTo(2);
        assertThat(needs(NRR, NRR.where(AccountFilter.all()))).isEqualTo(1);
        assertThat(needs(NRR, AdvocacyKpis.REFERRED_ACCOUNT_NET_REVENUE_RETENTION))
                .isEqualTo(2);
        assertThat(needs(NRR.with(RetentionKpis.METHOD, RetentionMethod.FLOW), MRR))
                .isEqualTo(1);
        Kpi renamed = Kpi.define("kept", "Kept")
                .byDefault(Param.named("way", Param.Type.METHOD), RetentionMethod.POINT_TO_POINT)
                .as(Ledger.sum(RevenueTerm.RETAINED)
                        .over(RevenueTerm.OPEN)
                        .by(Param.named("way", Param.Type.METHOD), Param.of(Param.Type.FLAG, false)));
        assertThat(needs(GRR, renamed)).isEqualTo(1);
    }

    @Test
    void rowsAreByKpiThenStartThenOverallBeforeTheSegments() {
        KpiTable table = KpiSheet.of(NRR, MRR)
                .over(FEBRUARY, JANUARY, FEBRUARY)
                .by(Segmentation.by("segment"))
                .measure(SHARED);
        assertThat(table.rows())
                .extracting(row ->
                        row.kpi().key() + " " + row.reading().period().start().getMonthValue() + " " + row.segment())
                .containsExactly(
                        "net-revenue-retention 1 overall",
                        "net-revenue-retention 1 segment=Enterprise",
                        "net-revenue-retention 1 segment=SMB",
                        "net-revenue-retention 2 overall",
                        "net-revenue-retention 2 segment=Enterprise",
                        "net-revenue-retention 2 segment=SMB",
                        "monthly-recurring-revenue 1 overall",
                        "monthly-recurring-revenue 1 segment=Enterprise",
                        "monthly-recurring-revenue 1 segment=SMB",
                        "monthly-recurring-revenue 2 overall",
                        "monthly-recurring-revenue 2 segment=Enterprise",
                        "monthly-recurring-revenue 2 segment=SMB");
        assertThat(table.result(MRR, JANUARY, Segment.of("segment", "SMB")).value())
                .contains(new BigDecimal("150"));
        assertThat(table.toString())
                .hasLineCount(12)
                .startsWith("net-revenue-retention [2025-01-01, 2025-02-01) overall: ");
    }

    @Test
    void aRowThatIsNotThereIsRefused() {
        KpiTable table = KpiSheet.of(NRR).over(JANUARY).measure(SHARED);
        assertThatThrownBy(() -> table.result(MRR, JANUARY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the table has no row for monthly-recurring-revenue [2025-01-01, 2025-02-01) overall; "
                        + "ask for what the sheet has");
    }

    @Test
    void aParameterIsSetForEveryKpiThatHasIt() {
        KpiSheet sheet = KpiSheet.of(NRR, MRR).over(JANUARY).with(RetentionKpis.METHOD, RetentionMethod.FLOW);
        assertThat(sheet.kpis()).containsExactly(NRR.with(RetentionKpis.METHOD, RetentionMethod.FLOW), MRR);
        assertThat(sheet.measure(SHARED).rows().get(0).evidence().method()).contains("FLOW");
    }

    @Test
    void aKpiWithoutItsParameterIsUnconfiguredAndItsNeighboursAreNot() {
        Kpi unset = Kpi.define("lost", "Lost")
                .as(Ledger.sum(RevenueTerm.LOST)
                        .by(Param.named("method", Param.Type.METHOD), Param.of(Param.Type.FLAG, false)));
        KpiSheet sheet = KpiSheet.of(unset, MRR).over(JANUARY);
        assertThat(sheet.collect(SHARED).needs()).hasSize(1);
        KpiTable table = sheet.measure(SHARED);
        assertThat(table.result(unset, JANUARY).undefined()).contains(UndefinedReason.UNCONFIGURED);
        assertThat(table.result(MRR, JANUARY).value()).contains(new BigDecimal("190"));
    }

    @Test
    void anInstantInsideThePeriodIsFlaggedToTheMillisecond() {
        KpiSheet sheet =
                KpiSheet.of(OperationsKpis.CUSTOMER_SATISFACTION_SCORE, MRR).over(JANUARY);
        CustomerData answers = Books.data()
                .surveys(List.of(Books.answer(SurveyResponse.CSAT, "A", "2025-01-31T18:00:00Z", "5")
                        .build()))
                .build();
        sheet.asOf(Instant.parse("2025-01-31T12:00:00Z"))
                .measure(answers)
                .rows()
                .forEach(row -> assertThat(row.flags()).containsExactly(Flag.PARTIAL_PERIOD));
        sheet.asOf(Instant.parse("2025-02-01T00:00:00Z"))
                .measure(answers)
                .rows()
                .forEach(row -> assertThat(row.flags()).isEmpty());
        assertThat(sheet.measure(answers)
                        .result(OperationsKpis.CUSTOMER_SATISFACTION_SCORE, JANUARY)
                        .value())
                .contains(BigDecimal.ONE);
    }

    @Test
    void whatBelongsToNoAccountCountsOverallOnly() {
        CustomerData data = Books.data()
                .accounts(Books.sharedAccounts())
                .surveys(List.of(SurveyResponse.builder(
                                SurveyResponse.ENPS, Instant.parse("2025-01-10T00:00:00Z"), BigDecimal.TEN)
                        .build()))
                .build();
        Kpi enps = OperationsKpis.EMPLOYEE_NET_PROMOTER_SCORE;
        KpiTable table = KpiSheet.of(enps, enps.where(AccountFilter.whereSet("segment")))
                .over(JANUARY)
                .by(Segmentation.by("segment"))
                .measure(data);
        assertThat(table.rows().stream().filter(row -> row.value().isPresent()))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.value()).contains(new BigDecimal("100"));
                    assertThat(row.segment().isOverall()).isTrue();
                });
    }

    @Test
    void factsTellWhereTheyComeFrom() {
        KpiFacts facts =
                KpiSheet.of(NRR).over(JANUARY).by(Segmentation.by("segment")).collect(SHARED);
        assertThat(facts.zone()).isEqualTo(ZoneOffset.UTC);
        assertThat(facts.currency()).isEqualTo(CurrencyUnit.EUR);
        assertThat(facts.kinds()).containsExactly(RecordKind.ACCOUNTS, RecordKind.MOVEMENTS);
        assertThat(facts.segments()).containsExactly(Segment.of("segment", "Enterprise"), Segment.of("segment", "SMB"));
        assertThat(facts).hasToString("1 needs of 2 segments");
        assertThat(KpiSheet.of(NRR).over(JANUARY).collect(SHARED).segments()).isEmpty();
        assertThat(facts.hashCode())
                .isEqualTo(KpiSheet.of(NRR)
                        .over(JANUARY)
                        .by(Segmentation.by("segment"))
                        .collect(SHARED)
                        .hashCode());
        assertThat(facts.equals(null)).isFalse();
        assertThat(facts).isNotEqualTo(KpiSheet.of(NRR).over(JANUARY).collect(SHARED));
    }

    @Test
    void factsOfAnotherSheetOrSegmentAreRefused() {
        KpiFacts facts =
                KpiSheet.of(NRR).over(JANUARY).by(Segmentation.by("segment")).collect(SHARED);
        KpiSheet other = KpiSheet.of(MRR).over(JANUARY);
        assertThatThrownBy(() -> other.results(facts))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(" was not counted; collect with the sheet that asks for it");
        Need need = facts.needs().iterator().next();
        assertThatThrownBy(() -> facts.of(need, Segment.of("segment", "SME")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("segment segment=SME must be one of [segment=Enterprise, segment=SMB]");
    }

    @Test
    void onlyFactsOfOneSheetZoneCurrencyAndSegmentationAdd() {
        KpiSheet sheet = KpiSheet.of(NRR).over(JANUARY);
        KpiFacts facts = sheet.collect(SHARED);
        CustomerData.Builder elsewhere =
                CustomerData.builder().currency(CurrencyUnit.EUR).zone(ZoneId.of("Asia/Tokyo"));
        assertThatThrownBy(() -> facts.plus(sheet.collect(elsewhere.build())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("zone Z and Asia/Tokyo must be the same to be added; "
                        + "collect all parts with one sheet, and name the zone and currency of each");
        CustomerData dollars =
                elsewhere.zone(ZoneOffset.UTC).currency(CurrencyUnit.USD).build();
        assertThatThrownBy(() -> facts.plus(sheet.collect(dollars)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("currency EUR and USD must be the same to be added");
        assertThatThrownBy(() -> facts.plus(KpiSheet.of(MRR).over(JANUARY).collect(SHARED)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("counted needs [");
        KpiFacts bySegment = sheet.by(Segmentation.by("segment")).collect(SHARED);
        KpiFacts byRegion = sheet.by(Segmentation.by("region")).collect(SHARED);
        assertThatThrownBy(() -> bySegment.plus(byRegion))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("attributes of segments [segment] and [region] must be the same to be added");
        assertThatThrownBy(() -> bySegment.plus(facts)).isInstanceOf(IllegalArgumentException.class);
        KpiFacts nobody = sheet.by(Segmentation.by("segment"))
                .collect(Books.data().accounts(List.of()).movements(List.of()).build());
        assertThat(bySegment.plus(nobody)).isEqualTo(bySegment);
        assertThat(nobody.plus(bySegment)).isEqualTo(bySegment);
        assertThat(nobody.rollUp("segment").segments()).isEmpty();
    }

    @Test
    void rollingUpNeedsAnAttributeThatIsThere() {
        KpiFacts facts = KpiSheet.of(NRR)
                .over(JANUARY)
                .by(Segmentation.by("segment", "region"))
                .collect(SHARED);
        assertThatThrownBy(() -> facts.rollUp("regoin"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("attributes [regoin] to roll up to must be among [region, segment]; collect by them first");
        assertThat(facts.rollUp("region").segments()).hasSize(3);
    }

    @Test
    void copiesAreOneForEachSegment() {
        KpiFacts facts =
                KpiSheet.of(MRR).over(JANUARY).by(Segmentation.by("segment")).collect(SHARED);
        assertThatThrownBy(() -> facts.times(new int[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1 numbers of copies must be one for each of the 2 segments");
        KpiSheet sheet = KpiSheet.of(MRR).over(JANUARY);
        assertThat(sheet.results(facts.times(new int[] {0, 3}))
                        .result(MRR, JANUARY)
                        .value())
                .contains(new BigDecimal("450"));
        assertThat(sheet.results(sheet.collect(SHARED).times(new int[] {2}))
                        .result(MRR, JANUARY)
                        .value())
                .contains(new BigDecimal("380"));
    }

    @Test
    void totalsThatTheCallerHasAreDivided() {
        KpiFacts given = KpiFacts.given(ZoneOffset.UTC, CurrencyUnit.EUR)
                .put(MRR, JANUARY, SHARED.ledger().bridge(JANUARY));
        Kpi growth = ExpansionKpis.MRR_GROWTH_RATE;
        assertThat(KpiSheet.of(growth)
                        .over(JANUARY)
                        .results(given)
                        .result(growth, JANUARY)
                        .value())
                .contains(new BigDecimal("-0.05"));
        assertThatThrownBy(() -> given.put(ARPA, JANUARY, SHARED.ledger().bridge(JANUARY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("KPI \"average-revenue-per-account\" needs 2 different facts; "
                        + "put them into KpiFacts.given(), one for each KPI in its formula");
        KpiFacts counted = KpiSheet.of(NRR).over(JANUARY).collect(SHARED);
        assertThatThrownBy(() -> counted.put(MRR, JANUARY, SHARED.ledger().bridge(JANUARY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a total of \"monthly-recurring-revenue\" must not be put beside facts of [overall]; "
                        + "begin with KpiFacts.given()");
    }

    @Test
    void aSheetNeedsAPeriodAndCountsARepeatedKpiOnce() {
        assertThatThrownBy(() -> KpiSheet.of(NRR).measure(SHARED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a sheet must have at least one period; say over(…) which");
        assertThat(KpiSheet.of(NRR, NRR).over(JANUARY).measure(SHARED).rows()).hasSize(1);
        assertThat(KpiSheet.of().over(JANUARY).measure(SHARED).rows()).isEmpty();
    }

    @Test
    void aGrowthReadsTheEarlierPeriodInTheSamePass() {
        assertThat(needs(ExpansionKpis.EXPANSION_REVENUE_GROWTH_RATE)).isEqualTo(2);
        KpiSheet series =
                KpiSheet.of(ExpansionKpis.EXPANSION_REVENUE_GROWTH_RATE).over(JANUARY, FEBRUARY);
        assertThat(series.collect(SHARED).needs()).hasSize(3);
        assertThat(series.measure(
                                Books.data().accounts(List.of(Account.of("A"))).build())
                        .rows())
                .allSatisfy(row -> assertThat(row.undefined()).contains(UndefinedReason.NON_POSITIVE_BASE));
    }
}
