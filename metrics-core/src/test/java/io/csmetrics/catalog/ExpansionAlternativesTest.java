package io.csmetrics.catalog;

import static io.csmetrics.catalog.WorkedExamples.at;
import static io.csmetrics.catalog.WorkedExamples.byUser;
import static io.csmetrics.catalog.WorkedExamples.closed;
import static io.csmetrics.catalog.WorkedExamples.cost;
import static io.csmetrics.catalog.WorkedExamples.customers;
import static io.csmetrics.catalog.WorkedExamples.deal;
import static io.csmetrics.catalog.WorkedExamples.event;
import static io.csmetrics.catalog.WorkedExamples.events;
import static io.csmetrics.catalog.WorkedExamples.is;
import static io.csmetrics.catalog.WorkedExamples.isUndefined;
import static io.csmetrics.catalog.WorkedExamples.january;
import static io.csmetrics.catalog.WorkedExamples.later;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.data.Books;
import io.csmetrics.data.CustomerData;
import io.csmetrics.family.Direction;
import io.csmetrics.family.Flag;
import io.csmetrics.family.KpiUnit;
import io.csmetrics.family.UndefinedReason;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Account;
import io.csmetrics.record.Contract;
import io.csmetrics.record.Event;
import io.csmetrics.record.Opportunity;
import io.csmetrics.record.Opportunity.Outcome;
import io.csmetrics.record.RevenueMovement.Kind;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.revenue.RetentionMethod;
import io.csmetrics.select.Statistic;
import io.csmetrics.select.TextSet;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The alternatives and edge cases of expansion KPIs. All numbers were worked out by hand, by the authors of this project. */
final class ExpansionAlternativesTest {
    private static final CustomerData NOTHING = Books.data().build();
    private static final CustomerData SHARED = Books.sharedData();
    private static final Duration DAY = Duration.ofDays(1);

    private static Event used(String account, String feature, String on) {
        return byUser("feature-used", account, account + "-u", on, "feature", feature);
    }

    @Test
    void returningRevenueCanBeReadPerAccount() {
        Kpi perAccount = ExpansionKpis.AVERAGE_RETURNING_REVENUE.with(KpiParameters.PER, "PER_RETURNING_ACCOUNT");
        is(january(perAccount, SHARED), 900);
        isUndefined(january(perAccount, NOTHING), UndefinedReason.ZERO_DENOMINATOR);
        is(january(ExpansionKpis.AVERAGE_RETURNING_REVENUE, SHARED), 2280);
    }

    @Test
    void anAlternativeThatDoesNotExistIsRefusedWithThoseThatDo() {
        Kpi unknown = ExpansionKpis.AVERAGE_RETURNING_REVENUE.with(KpiParameters.PER, "USER");
        assertThatThrownBy(() -> january(unknown, SHARED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parameter \"per\" = USER must be one of PER_RETURNING_ACCOUNT, TOTAL");
    }

    @Test
    void contractsThatAreNotSignedYetAreNotThere() {
        CustomerData data = Books.data()
                .contracts(List.of(
                        contract("k1", "2024-06-01", "2025-06-01", "1200").build(),
                        contract("k2", "2025-01-20", "2026-01-20", "2400")
                                .signedOn(LocalDate.parse("2025-01-25"))
                                .build(),
                        contract("k3", "2025-01-20", "2026-01-20", "9999")
                                .signedOn(LocalDate.parse("2025-02-10"))
                                .build(),
                        contract("k4", "2024-02-01", "2025-02-01", "600").build(),
                        contract("k5", "2024-01-01", "2025-01-31", "9999").build()))
                .build();
        KpiResult value = january(ExpansionKpis.AVERAGE_CONTRACT_VALUE, data);
        is(value, (1200 + 2400 + 600) / 3.0);
        isUndefined(january(ExpansionKpis.AVERAGE_CONTRACT_VALUE, NOTHING), UndefinedReason.NO_DATA);
    }

    private static Contract.Builder contract(String id, String start, String end, String value) {
        return Contract.builder(id, "A", LocalDate.parse(start), LocalDate.parse(end), Books.eur(value));
    }

    @Test
    void growthCanBeHeldAgainstThePeriodBeforeOrAYearAgo() {
        CustomerData data = Books.data(
                Books.move("A", "2023-06-01", Type.NEW, "100"),
                Books.move("A", "2024-01-10", Type.EXPANSION, "10", Kind.UPSELL),
                Books.move("A", "2024-12-10", Type.EXPANSION, "40", Kind.UPSELL),
                Books.move("A", "2025-01-10", Type.EXPANSION, "50", Kind.UPSELL));
        for (Kpi growth :
                List.of(ExpansionKpis.EXPANSION_REVENUE_GROWTH_RATE, ExpansionKpis.UPSELL_REVENUE_GROWTH_RATE)) {
            is(january(growth, data), 0.25);
            is(january(growth.with(KpiParameters.AGAINST, "YEAR_AGO"), data), 4);
            isUndefined(
                    january(growth.with(KpiParameters.AGAINST, "YEAR_AGO"), SHARED), UndefinedReason.NON_POSITIVE_BASE);
        }
    }

    @Test
    void bookingsGrowAgainstAYearAgoOrThePeriodBefore() {
        CustomerData data = Books.data()
                .opportunities(List.of(
                        closed(expansion("o1", "2023-12-01", "1000"), "2024-01-20", Outcome.WON),
                        closed(expansion("o2", "2024-11-01", "500"), "2024-12-20", Outcome.WON),
                        closed(expansion("o3", "2024-12-01", "1350"), "2025-01-20", Outcome.WON),
                        closed(expansion("o4", "2024-12-01", "700"), "2025-01-20", Outcome.LOST)))
                .build();
        Kpi growth = ExpansionKpis.EXPANSION_BOOKINGS_GROWTH_RATE;
        is(january(growth, data), 0.35);
        is(january(growth.with(KpiParameters.AGAINST, "PREVIOUS_PERIOD"), data), 1.7);
        isUndefined(january(growth, NOTHING), UndefinedReason.NON_POSITIVE_BASE);
    }

    private static Opportunity.Builder expansion(String id, String createdOn, String amount) {
        return deal(id, Opportunity.Kind.EXPANSION, createdOn, amount);
    }

    @Test
    void theExpansionRateOfTheOpeningIsWhatNetRetentionIsAboveGross() {
        Kpi ofOpening = ExpansionKpis.EXPANSION_REVENUE_RATE.with(KpiParameters.DENOMINATOR, "OPEN");
        is(january(ofOpening, SHARED), 0.75 - 0.65);
        is(january(ofOpening.with(RetentionKpis.METHOD, RetentionMethod.COMPOUNDED), SHARED), 0.1);
        isUndefined(january(ofOpening, NOTHING), UndefinedReason.ZERO_DENOMINATOR);
    }

    @Test
    void theWholeRevenueOfExpandingAccountsCountsThoseThatLeftWithNothing() {
        Kpi whole = ExpansionKpis.AVERAGE_REVENUE_PER_EXPANSION_ACCOUNT.with(KpiParameters.MEASURE, "ACCOUNT_REVENUE");
        is(january(whole, SHARED), 120);
        CustomerData left = Books.data(
                Books.move("A", "2024-06-01", Type.NEW, "100"),
                Books.move("A", "2025-01-10", Type.EXPANSION, "20"),
                Books.move("E", "2024-06-01", Type.NEW, "50"),
                Books.move("E", "2025-01-10", Type.EXPANSION, "10"),
                Books.move("E", "2025-01-20", Type.CHURN, "60"));
        is(january(whole, left), 60);
        is(january(ExpansionKpis.AVERAGE_REVENUE_PER_EXPANSION_ACCOUNT, left), 15);
        isUndefined(january(whole, NOTHING), UndefinedReason.ZERO_DENOMINATOR);
    }

    @Test
    void activatedAccountsInsideTheirWindowAreOnNeitherSideUnlessAskedFor() {
        CustomerData data = Books.data()
                .movements(customers("A", "B", "C"))
                .movements(List.of(
                        Books.move("A", "2025-03-03", Type.EXPANSION, "10"),
                        Books.move("C", "2025-01-20", Type.EXPANSION, "10")))
                .events(List.of(
                        byUser("activated", "A", "u1", "2025-01-05"),
                        byUser("activated", "A", "u2", "2025-01-09"),
                        byUser("activated", "B", "u3", "2025-01-06"),
                        byUser("activated", "C", "u4", "2024-12-06"),
                        byUser("activated", "C", "u5", "2025-01-06")))
                .build();
        Kpi kpi = ExpansionKpis.ACTIVATION_TO_EXPANSION_RATE;
        KpiResult early = january(kpi, data);
        isUndefined(early, UndefinedReason.IMMATURE);
        assertThat(early.evidence().censored()).isEqualTo(2);
        KpiResult late = later(kpi, data);
        is(late, 0.5);
        assertThat(late.evidence().n()).hasValue(2);
        KpiResult open = kpi.with(KpiParameters.INCLUDE_IMMATURE, true).measure(data, Books.JANUARY, at("2025-04-01"));
        is(open, 0.5);
        assertThat(open.flags()).contains(Flag.OPEN_WINDOW);
        is(later(kpi.with(KpiParameters.WINDOW, Duration.ofDays(57)), data), 0);
        is(later(kpi.with(KpiParameters.WINDOW, Duration.ofDays(58)), data), 0.5);
        isUndefined(january(kpi, NOTHING), UndefinedReason.ZERO_DENOMINATOR);
    }

    private static CustomerData adopters() {
        return Books.data()
                .movements(customers("A", "B", "C"))
                .events(List.of(
                        used("C", "api", "2024-12-05"),
                        used("C", "api", "2025-01-05"),
                        used("A", "sso", "2025-01-07"),
                        used("B", "report", "2025-01-07"),
                        used("D", "api", "2025-01-07")))
                .build();
    }

    @Test
    void everyCustomerCanBeEligibleForAnExpansionFeature() {
        Kpi kpi = ExpansionKpis.EXPANSION_ACTIVATION_RATE.with(KpiParameters.FEATURES, TextSet.of("api", "sso"));
        is(january(kpi, adopters()), 0.5);
        is(january(kpi.with(KpiParameters.ELIGIBLE, "ALL"), adopters()), 2.0 / 3);
        is(january(kpi.with(KpiParameters.FEATURES, TextSet.of("api")), adopters()), 0);
        isUndefined(january(kpi, NOTHING), UndefinedReason.ZERO_DENOMINATOR);
        isUndefined(january(ExpansionKpis.EXPANSION_ACTIVATION_RATE, adopters()), UndefinedReason.UNCONFIGURED);
    }

    @Test
    void thoseWhoDoNotUseAFeatureCanBeLeftOut() {
        List<Event> uses = new ArrayList<>();
        for (int day = 1; day <= 8; day++) {
            uses.add(used("A", "api", "2025-01-0" + day));
        }
        CustomerData data =
                Books.data().movements(customers("A", "B")).events(uses).build();
        ReportingPeriod twoWeeks = ReportingPeriod.of(LocalDate.parse("2025-01-01"), LocalDate.parse("2025-01-15"));
        Kpi kpi = ExpansionKpis.EXPANSION_FEATURE_USAGE_FREQUENCY.with(KpiParameters.FEATURES, TextSet.of("api"));
        is(kpi.measure(data, twoWeeks), 2);
        Kpi ofUsers = kpi.with(KpiParameters.POPULATION, "USERS_OF_FEATURE");
        is(ofUsers.measure(data, twoWeeks), 4);
        isUndefined(january(ofUsers, NOTHING), UndefinedReason.NO_DATA);
    }

    @Test
    void someSignalsOnlyCanCount() {
        CustomerData data = Books.data()
                .movements(customers("A", "B", "C", "E"))
                .events(List.of(
                        event("expansion-signal", "A", "2025-01-05", "signal", "limit-reached"),
                        event("expansion-signal", "B", "2025-01-06", "signal", "pricing-page"),
                        event("expansion-signal", "C", "2025-01-06"),
                        event("expansion-signal", "E", "2025-02-01", "signal", "limit-reached")))
                .build();
        Kpi kpi = ExpansionKpis.EXPANSION_INTENT_SIGNAL_RATE;
        is(january(kpi, data), 0.75);
        is(january(kpi.with(KpiParameters.SIGNAL, TextSet.of("limit-reached")), data), 0.25);
        is(january(kpi.with(KpiParameters.SIGNAL, TextSet.of("limit-reached", "pricing-page")), data), 0.5);
        is(january(kpi.with(KpiParameters.SIGNAL, TextSet.of("unheard-of")), data), 0);
    }

    @Test
    void crossSellCanBeHeldAgainstThoseWhoGotAnOffer() {
        CustomerData data = Books.data()
                .movements(customers("A", "B", "C", "E"))
                .movements(List.of(
                        Books.move("A", "2025-01-10", Type.EXPANSION, "10", Kind.CROSS_SELL),
                        Books.move("A", "2025-01-12", Type.EXPANSION, "10", Kind.CROSS_SELL),
                        Books.move("B", "2025-01-10", Type.EXPANSION, "10", Kind.UPSELL)))
                .events(List.of(
                        event("cross-sell-offered", "A", "2025-01-05"),
                        event("cross-sell-offered", "B", "2025-01-05"),
                        event("cross-sell-offered", "C", "2024-12-05"),
                        event("quote-sent", "A", "2025-01-06")))
                .build();
        Kpi kpi = ExpansionKpis.CROSS_SELL_CONVERSION_RATE;
        is(january(kpi, data), 0.25);
        Kpi offered = kpi.with(KpiParameters.POPULATION, "OFFERED");
        is(january(offered, data), 0.5);
        is(january(offered.with(KpiParameters.OFFER, TextSet.of("quote-sent")), data), 1);
        isUndefined(
                january(offered.with(KpiParameters.OFFER, TextSet.of("none")), data), UndefinedReason.ZERO_DENOMINATOR);
    }

    private static CustomerData pipeline() {
        return Books.data()
                .opportunities(List.of(
                        expansion("o1", "2024-12-01", "1000")
                                .probability(new BigDecimal("0.5"))
                                .build(),
                        closed(
                                expansion("o2", "2024-12-01", "600").probability(new BigDecimal("0.25")),
                                "2025-02-01",
                                Outcome.WON),
                        expansion("o3", "2025-01-05", "300").build(),
                        closed(expansion("o4", "2024-12-01", "2000"), "2025-01-20", Outcome.WON),
                        deal("o5", Opportunity.Kind.NEW_BUSINESS, "2024-12-01", "700")
                                .probability(BigDecimal.ONE)
                                .build(),
                        expansion("o6", "2025-02-01", "9999").build()))
                .build();
    }

    @Test
    void thePipelineCanBeWeightedByProbabilitiesWhereThereAreAny() {
        Kpi kpi = ExpansionKpis.EXPANSION_PIPELINE_VALUE;
        is(january(kpi, pipeline()), 1900);
        KpiResult weighted = january(kpi.with(KpiParameters.WEIGHTED, "true"), pipeline());
        is(weighted, 1000 * 0.5 + 600 * 0.25);
        assertThat(weighted.evidence().excluded()).isEqualTo(1);
        is(january(kpi, NOTHING), 0);
    }

    @Test
    void anOpportunityThatClosesAfterTheReadingIsOpen() {
        KpiResult open = ExpansionKpis.EXPANSION_PIPELINE_VALUE.measure(pipeline(), Books.JANUARY, at("2025-01-20"));
        is(open, 1000 + 600 + 300 + 2000);
        assertThat(open.flags()).contains(Flag.PARTIAL_PERIOD);
        is(ExpansionKpis.EXPANSION_BOOKINGS.measure(pipeline(), Books.JANUARY, at("2025-01-20")), 0);
        is(january(ExpansionKpis.EXPANSION_BOOKINGS, pipeline()), 2000);
        is(january(ExpansionKpis.NEW_LOGO_BOOKINGS, pipeline()), 0);
    }

    @Test
    void aLifetimeCanEndWithRevenueInsteadOfCustomers() {
        Kpi byRevenue = ExpansionKpis.CUSTOMER_LIFETIME_VALUE.with(KpiParameters.BASIS, "REVENUE");
        is(january(byRevenue, SHARED), 190.0 / 3 / 0.35);
        isUndefined(january(byRevenue, NOTHING), UndefinedReason.ZERO_DENOMINATOR);
    }

    /** A paid 100 a month for the 366 days of 2024, B pays 50 for 61 days; P never paid. */
    private static CustomerData lived() {
        return Books.data()
                .accounts(List.of(
                        Account.builder("A").source("pql").build(),
                        Account.builder("B").source(Account.REFERRAL).build(),
                        Account.of("P")))
                .movements(List.of(
                        Books.move("A", "2024-01-01", Type.NEW, "100"),
                        Books.move("A", "2025-01-01", Type.CHURN, "100"),
                        Books.move("B", "2024-12-02", Type.NEW, "50"),
                        Books.move("B", "2025-03-01", Type.CHURN, "50")))
                .build();
    }

    @Test
    void aLifetimeValueCanLookBack() {
        double year = 365.2425;
        Kpi realized = ExpansionKpis.CUSTOMER_LIFETIME_VALUE.with(KpiParameters.BY, "REALIZED");
        is(january(realized, lived()), (366 * 100 + 61 * 50) / 2.0 * 12 / year);
        Kpi half = realized.with(ExpansionKpis.GROSS_MARGIN, new BigDecimal("0.5"));
        is(january(half, lived()), (366 * 100 + 61 * 50) / 4.0 * 12 / year);
        is(
                january(ExpansionKpis.CONVERTED_PQL_LIFETIME_VALUE.with(KpiParameters.BY, "REALIZED"), lived()),
                366 * 100 * 12 / year);
        for (String churnFrom : List.of("SELF", "ALL")) {
            Kpi referred = AdvocacyKpis.CLTV_FOR_REFERRED_USERS
                    .with(KpiParameters.BY, "REALIZED")
                    .with(KpiParameters.CHURN_FROM, churnFrom);
            is(january(referred, lived()), 61 * 50 * 12 / year);
        }
        isUndefined(january(realized, NOTHING), UndefinedReason.NO_DATA);
    }

    private static CustomerData won() {
        return Books.data()
                .movements(List.of(
                        Books.move("A", "2025-01-05", Type.NEW, "100"),
                        Books.move("B", "2025-01-15", Type.NEW, "100"),
                        Books.move("C", "2024-01-15", Type.NEW, "100"),
                        Books.move("C", "2024-06-15", Type.CHURN, "100"),
                        Books.move("C", "2025-01-15", Type.REACTIVATION, "100")))
                .costs(List.of(
                        cost("acquisition", "2024-12-01", "600"),
                        cost("acquisition", "2025-01-01", "330"),
                        cost("acquisition", "2025-01-20", "-30"),
                        cost("acquisition", "2025-02-01", "9999"),
                        cost("partners", "2025-01-20", "50"),
                        cost("support", "2025-01-20", "9999")))
                .build();
    }

    @Test
    void acquisitionMayHaveBeenPaidForEarlier() {
        Kpi cac = ExpansionKpis.CUSTOMER_ACQUISITION_COST;
        is(january(cac, won()), 150);
        is(january(cac.with(KpiParameters.LAG, Duration.ofDays(31)), won()), 300);
        is(january(cac.with(KpiParameters.COST_CATEGORY, TextSet.of("acquisition", "partners")), won()), 175);
    }

    @Test
    void withoutARecordedCostNobodyIsWonForFree() {
        Kpi cac = ExpansionKpis.CUSTOMER_ACQUISITION_COST;
        isUndefined(january(cac, SHARED), UndefinedReason.NO_DATA);
        isUndefined(january(cac, NOTHING), UndefinedReason.NO_DATA);
        isUndefined(cac.measure(won(), ReportingPeriod.month(2024, 12)), UndefinedReason.ZERO_DENOMINATOR);
        isUndefined(january(ExpansionKpis.CLTV_TO_CAC_RATIO, SHARED), UndefinedReason.NO_DATA);
        isUndefined(january(ExpansionKpis.CLTV_TO_CAC_RATIO, won()), UndefinedReason.ZERO_DENOMINATOR);
    }

    @Test
    void aRatioTakesTheParametersOfBothSides() {
        CustomerData data = Books.data()
                .movements(Books.shared())
                .costs(List.of(cost("acquisition", "2024-12-10", "38")))
                .build();
        Kpi ratio = ExpansionKpis.CLTV_TO_CAC_RATIO
                .with(KpiParameters.LAG, Duration.ofDays(31))
                .with(ExpansionKpis.GROSS_MARGIN, new BigDecimal("0.8"));
        is(january(ratio, data), 190 * 0.8 / 38);
    }

    @Test
    void timesHaveOtherStartsAndStatistics() {
        CustomerData data = events(
                byUser("activated", "A", "u1", "2025-01-02"),
                event("expansion-signal", "A", "2025-01-20"),
                byUser("activated", "B", "u2", "2025-01-06"),
                event("expansion-signal", "C", "2025-01-01"),
                byUser("activated", "C", "u3", "2025-01-03"),
                event("expansion-signal", "C", "2025-01-07"),
                event("onboarding-completed", "A", "2025-01-10"));
        Kpi kpi = ExpansionKpis.TIME_TO_EXPANSION_SIGNAL;
        KpiResult mean = january(kpi, data);
        is(mean, 11.0 * DAY.toMillis());
        assertThat(mean.evidence().censored()).isEqualTo(1);
        is(january(kpi.with(KpiParameters.STATISTIC, Statistic.KM_MEDIAN), data), 18.0 * DAY.toMillis());
        is(january(kpi.with(KpiParameters.STATISTIC, Statistic.MAX), data), 18.0 * DAY.toMillis());
        is(
                january(kpi.with(KpiParameters.START_EVENT, TextSet.of("onboarding-completed")), data),
                10.0 * DAY.toMillis());
        isUndefined(january(kpi, events(byUser("activated", "B", "u2", "2025-01-06"))), UndefinedReason.IMMATURE);
        isUndefined(january(kpi, NOTHING), UndefinedReason.NO_DATA);
    }

    @Test
    void valueCanBeAFeatureOrAnEvent() {
        CustomerData data = events(
                byUser("activated", "A", "u1", "2025-01-01"),
                event("onboarding-completed", "A", "2025-01-02"),
                used("A", "api", "2025-01-01T12:00:00Z"),
                used("A", "report", "2025-01-05"),
                used("A", "api", "2025-01-12"),
                event("value-reached", "A", "2025-01-06"),
                event("goal-met", "A", "2025-01-08"));
        Kpi kpi = ExpansionKpis.TIME_TO_VALUE_EXPANSION_FEATURES;
        Kpi api = kpi.with(KpiParameters.FEATURES, TextSet.of("api"));
        is(january(api, data), 10.0 * DAY.toMillis());
        is(january(api.with(KpiParameters.START_EVENT, TextSet.of("activated")), data), 0.5 * DAY.toMillis());
        Kpi byEvent = kpi.with(KpiParameters.MEASURE, "VALUE_EVENT");
        is(january(byEvent, data), 4.0 * DAY.toMillis());
        is(january(byEvent.with(KpiParameters.END_EVENT, TextSet.of("goal-met")), data), 6.0 * DAY.toMillis());
        isUndefined(january(kpi, data), UndefinedReason.UNCONFIGURED);
    }

    @Test
    void purchasesCanBeSpreadOverAllCustomers() {
        CustomerData data = Books.data()
                .movements(Books.shared())
                .events(List.of(
                        event("purchase", "A", "2025-01-05"),
                        event("purchase", "A", "2025-01-06"),
                        event("purchase", "A", "2025-01-07"),
                        event("purchase", "X", "2025-01-08"),
                        event("purchase", "B", "2025-02-01")))
                .build();
        Kpi kpi = ExpansionKpis.AVERAGE_PURCHASE_FREQUENCY;
        is(january(kpi, data), 2);
        is(january(kpi.with(KpiParameters.POPULATION, "CUSTOMERS"), data), 1);
        isUndefined(january(kpi, SHARED), UndefinedReason.NO_DATA);
        is(january(ExpansionKpis.REPEAT_PURCHASE_RATE, data), 0.5);
        is(january(ExpansionKpis.REPEAT_PURCHASE_RATE.with(KpiParameters.AT_LEAST, BigDecimal.valueOf(4)), data), 0);
        isUndefined(january(ExpansionKpis.REPEAT_PURCHASE_RATE, SHARED), UndefinedReason.ZERO_DENOMINATOR);
    }

    @Test
    void aDesignationTakesOverTheNumberTheUnitAndTheDirection() {
        Kpi northStar = ExpansionKpis.NORTH_STAR_METRIC.with(KpiParameters.NORTH_STAR, ExpansionKpis.PAID_ACCOUNTS);
        is(january(northStar, SHARED), 3);
        assertThat(northStar.unit()).isEqualTo(KpiUnit.COUNT);
        Kpi omtm = ExpansionKpis.ONE_METRIC_THAT_MATTERS.with(KpiParameters.OMTM, RetentionKpis.CUSTOMER_CHURN_RATE);
        is(january(omtm, SHARED), 1.0 / 3);
        assertThat(omtm.unit()).isEqualTo(KpiUnit.PERCENT);
        assertThat(omtm.direction()).isEqualTo(Direction.LOWER);
        assertThat(january(ExpansionKpis.NORTH_STAR_METRIC, SHARED).undefined()).contains(UndefinedReason.UNCONFIGURED);
    }

    @Test
    void aDesignationHoldsOnlyInsideItsValidity() {
        Kpi omtm = ExpansionKpis.ONE_METRIC_THAT_MATTERS
                .with(KpiParameters.OMTM, ExpansionKpis.PAID_ACCOUNTS)
                .with(KpiParameters.VALID_FROM, LocalDate.parse("2025-01-01"))
                .with(KpiParameters.VALID_TO, LocalDate.parse("2025-02-01"));
        is(january(omtm, SHARED), 3);
        isUndefined(omtm.measure(SHARED, ReportingPeriod.month(2025, 2)), UndefinedReason.UNCONFIGURED);
        isUndefined(omtm.measure(SHARED, ReportingPeriod.quarter(2025, 1)), UndefinedReason.UNCONFIGURED);
        isUndefined(
                january(omtm.with(KpiParameters.VALID_FROM, LocalDate.parse("2025-01-02")), SHARED),
                UndefinedReason.UNCONFIGURED);
    }

    @Test
    void whatTheDesignatedKpiLacksTheDesignationLacks() {
        Kpi northStar =
                ExpansionKpis.NORTH_STAR_METRIC.with(KpiParameters.NORTH_STAR, ExpansionKpis.EXPANSION_ACTIVATION_RATE);
        isUndefined(january(northStar, adopters()), UndefinedReason.UNCONFIGURED);
        Kpi set = ExpansionKpis.EXPANSION_ACTIVATION_RATE.with(KpiParameters.FEATURES, TextSet.of("sso"));
        is(january(ExpansionKpis.NORTH_STAR_METRIC.with(KpiParameters.NORTH_STAR, set), adopters()), 1.0 / 3);
    }
}
