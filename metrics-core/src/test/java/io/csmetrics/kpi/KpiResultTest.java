package io.csmetrics.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.catalog.AdvocacyKpis;
import io.csmetrics.catalog.ExpansionKpis;
import io.csmetrics.catalog.OperationsKpis;
import io.csmetrics.catalog.RetentionKpis;
import io.csmetrics.data.Books;
import io.csmetrics.data.CustomerData;
import io.csmetrics.facts.Quotient;
import io.csmetrics.family.KpiUnit;
import io.csmetrics.family.UndefinedReason;
import io.csmetrics.record.Account;
import io.csmetrics.record.SurveyResponse;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

final class KpiResultTest {
    private static final CustomerData SHARED = Books.sharedData();

    @Test
    void aRateExplainsItself() {
        assertThat(RetentionKpis.NET_REVENUE_RETENTION
                        .measure(SHARED, Books.JANUARY)
                        .explain())
                .isEqualTo("""
                        Net Revenue Retention (NRR) of [2025-01-01, 2025-02-01), overall: 75 percent
                        What the customers of the start pay at the end, over what they paid at the start.
                          = 150 / 200
                          cohort close: 150
                          open: 200
                          method POINT_TO_POINT; 3 units""");
    }

    @Test
    void aNumberMadeOfOthersExplainsThemToo() {
        KpiResult value = ExpansionKpis.CUSTOMER_LIFETIME_VALUE
                .with(ExpansionKpis.GROSS_MARGIN, new BigDecimal("0.8"))
                .measure(SHARED, Books.JANUARY);
        assertThat(value.explain()).isEqualTo("""
                        Customer Lifetime Value (CLTV) of [2025-01-01, 2025-02-01), overall: 152 money EUR
                        What a customer brings over its whole time, if revenue and churn stayed as they are.
                        set: {grossMargin=0.8}
                          margin: 0.8
                          arpa: 63.33333333333333
                            accounts: 3
                              3 units
                            mrr: 190
                              close: 190
                              3 units
                          life: 3
                            months: 1
                            churn: 0.3333333333333333
                              = 1 / 3
                              meeting the condition: 1
                              population: 3
                              3 units""");
    }

    @Test
    void anUndefinedNumberExplainsWhy() {
        KpiResult result = RetentionKpis.GROSS_REVENUE_RETENTION.measure(
                Books.data().build(), Books.JANUARY, Instant.parse("2025-01-10T00:00:00Z"));
        assertThat(result.explain()).isEqualTo("""
                        Gross Revenue Retention (GRR) of [2025-01-01, 2025-02-01) as of 2025-01-10T00:00:00Z, overall: \
                        undefined, ZERO_DENOMINATOR: open is 0
                        The part of the opening revenue that the customers of the start still pay, growth left aside.
                          = 0 / 0
                          retained: 0
                          open: 0
                          method POINT_TO_POINT; 0 units; note PARTIAL_PERIOD""");
        assertThat(result.value()).isEmpty();
        assertThat(result.quotient()).isEmpty();
        assertThat(result.undefined()).contains(UndefinedReason.ZERO_DENOMINATOR);
    }

    @Test
    void whatIsLeftOutIsExplained() {
        CustomerData data = Books.data()
                .accounts(List.of(Account.builder("A").owner("ann").build(), Account.of("B")))
                .movements(List.of(
                        Books.move("A", "2024-06-01", io.csmetrics.record.RevenueMovement.Type.NEW, "10"),
                        Books.move("B", "2024-06-01", io.csmetrics.record.RevenueMovement.Type.NEW, "10")))
                .build();
        assertThat(OperationsKpis.ACCOUNTS_PER_CSM.measure(data, Books.JANUARY).explain())
                .contains("k: 1\n    1 units; 1 left out, without the number");
    }

    @Test
    void oneLineTellsKeyPeriodSegmentAndNumber() {
        assertThat(ExpansionKpis.MONTHLY_RECURRING_REVENUE.measure(SHARED, Books.JANUARY))
                .hasToString("monthly-recurring-revenue [2025-01-01, 2025-02-01) overall: 190 money-per-month EUR");
        assertThat(ExpansionKpis.MRR_GROWTH_RATE.measure(SHARED, Books.JANUARY))
                .hasToString("mrr-growth-rate [2025-01-01, 2025-02-01) overall: -5 percent");
        assertThat(RetentionKpis.CUSTOMER_CHURN_RATE.measure(SHARED, Books.JANUARY))
                .hasToString("customer-churn-rate [2025-01-01, 2025-02-01) overall: 33.33333333333333 percent");
        assertThat(AdvocacyKpis.NET_PROMOTER_SCORE.measure(
                        Books.data()
                                .surveys(Books.answers(SurveyResponse.NPS, 9))
                                .build(),
                        Books.JANUARY))
                .hasToString("net-promoter-score [2025-01-01, 2025-02-01) overall: 100 points");
    }

    @Test
    void onlyMoneyHasACurrency() {
        assertThat(ExpansionKpis.MONTHLY_RECURRING_REVENUE
                        .measure(SHARED, Books.JANUARY)
                        .moneyCurrency())
                .contains(CurrencyUnit.EUR);
        assertThat(ExpansionKpis.PAID_ACCOUNTS.measure(SHARED, Books.JANUARY).moneyCurrency())
                .isEmpty();
        CustomerData nothing = CustomerData.builder().zone(ZoneOffset.UTC).build();
        KpiResult none = ExpansionKpis.MONTHLY_RECURRING_REVENUE.measure(nothing, Books.JANUARY);
        assertThat(none.moneyCurrency()).isEmpty();
        assertThat(none).hasToString("monthly-recurring-revenue [2025-01-01, 2025-02-01) overall: 0 money-per-month");
    }

    @Test
    void theExactNumberIsKept() {
        KpiResult churn = RetentionKpis.CUSTOMER_CHURN_RATE.measure(SHARED, Books.JANUARY);
        assertThat(churn.quotient()).contains(Quotient.of(1, 3));
        assertThat(churn.value()).contains(new BigDecimal("0.3333333333333333"));
        assertThat(churn.evidence().numerator()).contains(BigDecimal.ONE);
        assertThat(churn.evidence().denominator()).contains(new BigDecimal("3"));
        assertThat(churn.evidence().toString()).startsWith("Evidence[{meeting the condition=1, population=3}");
        assertThat(churn.evidence())
                .hasSameHashCodeAs(RetentionKpis.CUSTOMER_CHURN_RATE
                        .measure(SHARED, Books.JANUARY)
                        .evidence())
                .isNotEqualTo(churn);
    }

    @Test
    void unitsAreWrittenAsInJson() {
        assertThat(List.of(KpiUnit.values()))
                .allMatch(unit -> unit.key()
                        .equals(unit.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-')));
        assertThat(List.of(KpiUnit.values()).stream().filter(KpiUnit::isMoney))
                .containsExactly(KpiUnit.MONEY, KpiUnit.MONEY_PER_MONTH, KpiUnit.MONEY_PER_YEAR);
    }
}
