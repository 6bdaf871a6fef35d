package io.csmetrics.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.data.Books;
import io.csmetrics.data.CustomerData;
import io.csmetrics.family.UndefinedReason;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.record.SurveyResponse;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is not known has a reason; what is known to be nothing is 0. */
final class UndefinedExamplesTest {
    private static final CustomerData NOTHING = Books.data().build();

    private static KpiResult january(Kpi kpi, CustomerData data) {
        return kpi.measure(data, Books.JANUARY);
    }

    @Test
    void ratesOfNothingHaveNoDenominator() {
        for (Kpi kpi : List.of(
                RetentionKpis.CUSTOMER_CHURN_RATE,
                RetentionKpis.GROSS_REVENUE_RETENTION,
                AdvocacyKpis.NET_PROMOTER_SCORE,
                ExpansionKpis.AVERAGE_REVENUE_PER_ACCOUNT,
                ExpansionKpis.EXPANSION_REVENUE_RATE,
                ExpansionKpis.AVERAGE_REVENUE_PER_EXPANSION_ACCOUNT,
                OperationsKpis.ACCOUNTS_PER_CSM,
                OperationsKpis.ARR_PER_CSM)) {
            assertThat(january(kpi, NOTHING).undefined()).as(kpi.key()).contains(UndefinedReason.ZERO_DENOMINATOR);
        }
    }

    @Test
    void meansOfNothingHaveNoData() {
        assertThat(january(OperationsKpis.CUSTOMER_EFFORT_SCORE, NOTHING).undefined())
                .contains(UndefinedReason.NO_DATA);
        assertThat(january(EngagementKpis.ONBOARDING_SATISFACTION_SCORE, NOTHING)
                        .undefined())
                .contains(UndefinedReason.NO_DATA);
    }

    @Test
    void countsAndSumsOfNothingAreNothing() {
        for (Kpi kpi : List.of(
                ExpansionKpis.MONTHLY_RECURRING_REVENUE,
                ExpansionKpis.PAID_ACCOUNTS,
                ExpansionKpis.EXPANSION_REVENUE,
                AdvocacyKpis.REFERRAL_DRIVEN_EXPANSION_REVENUE)) {
            assertThat(january(kpi, NOTHING).value()).as(kpi.key()).contains(BigDecimal.ZERO);
        }
    }

    @Test
    void aLifespanWithoutChurnIsNotInfinite() {
        CustomerData data = Books.data(Books.move("A", "2024-06-01", Type.NEW, "10"));
        for (Kpi kpi : List.of(
                RetentionKpis.AVERAGE_CUSTOMER_LIFESPAN,
                ExpansionKpis.CUSTOMER_LIFETIME_VALUE,
                AdvocacyKpis.CLTV_FOR_REFERRED_USERS,
                ExpansionKpis.CONVERTED_PQL_LIFETIME_VALUE)) {
            assertThat(january(kpi, data).undefined()).as(kpi.key()).contains(UndefinedReason.ZERO_DENOMINATOR);
        }
    }

    @Test
    void growthNeedsSomethingToGrowFrom() {
        for (Kpi kpi : List.of(
                ExpansionKpis.EXPANSION_REVENUE_GROWTH_RATE,
                ExpansionKpis.UPSELL_REVENUE_GROWTH_RATE,
                ExpansionKpis.MRR_GROWTH_RATE)) {
            assertThat(january(kpi, NOTHING).undefined()).as(kpi.key()).contains(UndefinedReason.NON_POSITIVE_BASE);
        }
    }

    @Test
    void severalScalesAreNotMixedWhereScoresAreRead() {
        CustomerData data = Books.data()
                .surveys(Books.answers(SurveyResponse.CSAT, 5, 4))
                .surveys(List.of(Books.answer(SurveyResponse.CSAT, "A", "2025-01-20T00:00:00Z", "7")
                        .scaleMin(BigDecimal.ONE)
                        .scaleMax(BigDecimal.TEN)
                        .touchpoint("onboarding")
                        .build()))
                .surveys(Books.answers(SurveyResponse.NPS, 10))
                .surveys(List.of(Books.answer(SurveyResponse.NPS, "A", "2025-01-20T00:00:00Z", "5")
                        .scaleMin(BigDecimal.ONE)
                        .scaleMax(BigDecimal.TEN)
                        .build()))
                .build();
        assertThat(january(AdvocacyKpis.NET_PROMOTER_SCORE, data).undefined()).contains(UndefinedReason.MIXED_SCALE);
        assertThat(january(OperationsKpis.CUSTOMER_SATISFACTION_SCORE, data).value())
                .contains(new BigDecimal("0.6666666666666667"));
        assertThat(january(EngagementKpis.ONBOARDING_SATISFACTION_SCORE, data).value())
                .contains(new BigDecimal("7"));
    }

    @Test
    void aPeriodBeforeAllRecordsIsReadLikeAnyOther() {
        assertThat(RetentionKpis.NET_REVENUE_RETENTION
                        .measure(Books.sharedData(), ReportingPeriod.year(2020))
                        .undefined())
                .contains(UndefinedReason.ZERO_DENOMINATOR);
    }
}
