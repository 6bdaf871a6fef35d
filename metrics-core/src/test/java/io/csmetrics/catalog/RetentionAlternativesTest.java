package io.csmetrics.catalog;

import static io.csmetrics.catalog.Happenings.assertNumber;
import static io.csmetrics.catalog.Happenings.assertUndefined;
import static io.csmetrics.catalog.Happenings.at;
import static io.csmetrics.catalog.Happenings.customers;
import static io.csmetrics.catalog.Happenings.january;
import static io.csmetrics.catalog.Happenings.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.data.Books;
import io.csmetrics.data.CustomerBasis;
import io.csmetrics.data.CustomerData;
import io.csmetrics.family.Flag;
import io.csmetrics.family.UndefinedReason;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.kpi.KpiRow;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Account;
import io.csmetrics.record.AccountValue;
import io.csmetrics.record.Contract;
import io.csmetrics.record.Event;
import io.csmetrics.record.Opportunity;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.select.TextSet;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the parameters of retention KPIs choose, and who is a customer; every number was worked out by hand. */
final class RetentionAlternativesTest {
    private static LocalDate date(String text) {
        return LocalDate.parse(text);
    }

    private static Contract.Builder contract(String id, String account, String from, String to, String value) {
        return Contract.builder(id, account, date(from), date(to), Books.eur(value));
    }

    /** A contract of 2024 that ends on 15 January 2025. */
    private static Contract due(String id, String account, String value) {
        return contract(id, account, "2024-01-15", "2025-01-15", value).build();
    }

    private static Contract.Builder renewal(String id, String account, String value, String of) {
        return contract(id, account, "2025-01-15", "2026-01-15", value)
                .signedOn(date("2025-01-10"))
                .renewsContractId(of);
    }

    private static CustomerData contracts(Contract... contracts) {
        return Books.data().contracts(List.of(contracts)).build();
    }

    @Test
    void aCustomerCanHaveToRenewEveryContract() {
        CustomerData data = contracts(
                due("a1", "A", "10"),
                due("a2", "A", "10"),
                due("b1", "B", "10"),
                due("b2", "B", "10"),
                due("c1", "C", "10"),
                contract("d1", "D", "2024-01-01", "2025-03-01", "10").build(),
                renewal("a3", "A", "10", "a1").build(),
                renewal("b3", "B", "10", "b1").build(),
                renewal("b4", "B", "10", "b2").build());
        // A and B of A, B and C; nothing of D is due
        assertNumber(january(RetentionKpis.CUSTOMER_RENEWAL_RATE, data), "0.6666666666666667");
        Kpi all = RetentionKpis.CUSTOMER_RENEWAL_RATE.with(KpiParameters.RULE, "ALL");
        assertNumber(january(all, data), "0.3333333333333333");
        // by contract: a1, b1 and b2 of five
        assertNumber(january(RetentionKpis.CONTRACT_RENEWAL_RATE, data), "0.6");
    }

    @Test
    void aLateRenewalCountsWithinTheGrace() {
        CustomerData data = contracts(
                due("k1", "A", "10"),
                due("k2", "B", "10"),
                due("k3", "C", "10"),
                renewal("r1", "A", "10", "k1").signedOn(date("2025-01-15")).build(),
                renewal("r2", "B", "10", "k2").signedOn(date("2025-01-16")).build(),
                renewal("r3", "C", "10", "k3").signedOn(date("2025-02-01")).build());
        for (Kpi rate : List.of(RetentionKpis.CUSTOMER_RENEWAL_RATE, RetentionKpis.CONTRACT_RENEWAL_RATE)) {
            // signed on the day of the end is in time
            assertNumber(january(rate, data), "0.3333333333333333");
            Kpi day = rate.with(KpiParameters.GRACE, Duration.ofDays(1));
            assertNumber(january(day, data), "0.6666666666666667");
            Kpi month = rate.with(KpiParameters.GRACE, Duration.ofDays(30));
            // what is signed on 1 February is not known at the end of January
            assertNumber(january(month, data), "0.6666666666666667");
            assertNumber(january(month, data, "2025-02-02"), "1");
        }
    }

    @Test
    void anEarlyRenewalCountsWhenTheOldTermEnds() {
        CustomerData data = contracts(
                contract("k1", "A", "2024-02-10", "2025-02-10", "10").build(),
                contract("k2", "A", "2025-02-10", "2026-02-10", "10")
                        .signedOn(date("2025-01-05"))
                        .renewsContractId("k1")
                        .build());
        assertUndefined(january(RetentionKpis.CONTRACT_RENEWAL_RATE, data), UndefinedReason.ZERO_DENOMINATOR);
        assertUndefined(january(RetentionKpis.CUSTOMER_RENEWAL_RATE, data), UndefinedReason.ZERO_DENOMINATOR);
        assertNumber(RetentionKpis.CONTRACT_RENEWAL_RATE.measure(data, ReportingPeriod.month(2025, 2)), "1");
    }

    @Test
    void contractsCanBeWeightedWithWhatTheyWereWorth() {
        CustomerData data = contracts(
                due("k1", "A", "300"),
                due("k2", "B", "100"),
                contract("k3", "C", "2024-01-01", "2025-01-01", "100").build(),
                contract("k4", "C", "2024-02-01", "2025-02-01", "900").build(),
                renewal("r1", "A", "200", "k1").build(),
                renewal("r2", "A", "700", "k1").build());
        // k3 ends at the start and is in, k4 at the end and is out; k1 was split in two and counts once
        assertNumber(january(RetentionKpis.CONTRACT_RENEWAL_RATE, data), "0.3333333333333333");
        Kpi value = RetentionKpis.CONTRACT_RENEWAL_RATE.with(KpiParameters.WEIGHT, "ANNUAL_VALUE");
        assertNumber(january(value, data), "0.6");
    }

    @Test
    void aLifespanCanCountTheDaysThatWereLived() {
        Kpi life = RetentionKpis.AVERAGE_CUSTOMER_LIFESPAN;
        assertNumber(january(life, Books.sharedData()), "3");
        // A 31 + B 31 + C 19 + D 17 days = 98, one churn: 98 * 12 / 365.2425
        Kpi exposure = life.with(KpiParameters.BY, "EXPOSURE");
        assertNumber(january(exposure, Books.sharedData()), "3.219778640218485");
        // C lived 214 days of 2024 and 19 of 2025: 233 * 12 / 365.2425
        Kpi completed = life.with(KpiParameters.BY, "COMPLETED");
        assertNumber(january(completed, Books.sharedData()), "7.655187991539867");
    }

    @Test
    void aLifeThatGoesOnIsNotCompleted() {
        CustomerData data = Books.data(
                Books.move("A", "2024-06-01", Type.NEW, "10"),
                Books.move("A", "2025-01-10", Type.CHURN, "10"),
                Books.move("A", "2025-01-20", Type.REACTIVATION, "10"));
        Kpi life = RetentionKpis.AVERAGE_CUSTOMER_LIFESPAN;
        assertUndefined(january(life, data), UndefinedReason.ZERO_DENOMINATOR);
        assertUndefined(january(life.with(KpiParameters.BY, "COMPLETED"), data), UndefinedReason.NO_DATA);
        // 9 days before and 12 after the pause, one churn: 21 * 12 / 365.2425
        assertNumber(january(life.with(KpiParameters.BY, "EXPOSURE"), data), "0.6899525657611039");
        CustomerData kept = Books.data(Books.move("A", "2024-06-01", Type.NEW, "10"));
        assertUndefined(january(life.with(KpiParameters.BY, "EXPOSURE"), kept), UndefinedReason.ZERO_DENOMINATOR);
    }

    private static RevenueMovement left(String account, String reason) {
        return RevenueMovement.builder(account, date("2025-01-10"), Type.CHURN, Books.eur("100"))
                .reason(reason)
                .build();
    }

    private static CustomerData exits() {
        return Books.data()
                .accounts(List.of(
                        Account.builder("A").segment("SMB").build(),
                        Account.builder("B").segment("SMB").build(),
                        Account.builder("C").segment("SMB").build(),
                        Account.builder("D").segment("SMB").build(),
                        Account.of("E")))
                .movements(customers("A", "B", "C", "D", "E"))
                .movements(List.of(
                        left("A", "support"),
                        left("B", "price"),
                        left("C", "price"),
                        left("D", "a feature"),
                        Books.move("E", "2025-01-10", Type.CHURN, "100")))
                .events(List.of(
                        on("A", "cancelled", "2025-01-02", "reason", "no budget"), on("E", "cancelled", "2025-01-03")))
                .build();
    }

    private static List<String> rows(KpiResult result) {
        return result.table().stream().map(RetentionAlternativesTest::row).toList();
    }

    private static String row(KpiRow.TableRow any) {
        KpiRow.CategoryRow row = (KpiRow.CategoryRow) any;
        return row.segment().orElseThrow() + ": " + row.category() + " " + row.count() + " " + row.share();
    }

    @Test
    void theMostFrequentReasonsComeFirstAndEqualOnesByName() {
        assertThat(rows(january(RetentionKpis.EXIT_REASON_FREQUENCY, exits())))
                .containsExactly(
                        "(none): (unspecified) 1 1",
                        "SMB: price 2 0.5",
                        "SMB: a feature 1 0.25",
                        "SMB: support 1 0.25");
        Kpi two = RetentionKpis.EXIT_REASON_FREQUENCY.with(KpiParameters.TOP, BigDecimal.valueOf(2));
        assertThat(rows(january(two, exits())))
                .containsExactly("(none): (unspecified) 1 1", "SMB: price 2 0.5", "SMB: a feature 1 0.25");
    }

    @Test
    void reasonsCanComeFromCancellations() {
        Kpi told = RetentionKpis.EXIT_REASON_FREQUENCY.with(KpiParameters.SOURCE, "EVENTS");
        assertThat(rows(january(told, exits()))).containsExactly("(none): (unspecified) 1 1", "SMB: no budget 1 1");
        assertUndefined(january(told, Books.sharedData()), UndefinedReason.NO_DATA);
    }

    @Test
    void aDowngradeConvertsInsideItsWindow() {
        CustomerData data = Books.data(
                Books.move("A", "2024-06-01", Type.NEW, "100"),
                Books.move("A", "2024-12-01", Type.CONTRACTION, "10"),
                Books.move("A", "2025-01-01", Type.CONTRACTION, "10"),
                Books.move("A", "2025-06-29", Type.CHURN, "80"),
                Books.move("B", "2024-06-01", Type.NEW, "100"),
                Books.move("B", "2025-01-01", Type.CONTRACTION, "10"),
                Books.move("B", "2025-01-20", Type.CONTRACTION, "10"),
                Books.move("B", "2025-06-30", Type.CHURN, "80"),
                Books.move("C", "2024-06-01", Type.NEW, "100"),
                Books.move("C", "2025-01-31", Type.CONTRACTION, "10"),
                Books.move("C", "2025-02-01", Type.CHURN, "90"));
        Kpi rate = RetentionKpis.DOWNGRADE_TO_CHURN_CONVERSION_RATE;
        // the 180 days of A and B end with 29 June: A leaves on the last of them, B a day later
        assertNumber(january(rate, data, "2025-09-01"), "0.6666666666666667");
        // on 30 June the window of C, who has left, is not over
        KpiResult early = january(rate, data, "2025-06-30");
        assertNumber(early, "0.5");
        assertThat(early.evidence().censored()).isEqualTo(1);
        Kpi all = rate.with(KpiParameters.INCLUDE_IMMATURE, true);
        assertNumber(january(all, data, "2025-06-30"), "0.6666666666666667");
        assertThat(january(all, data, "2025-06-30").flags()).contains(Flag.OPEN_WINDOW);
        assertUndefined(january(rate, data), UndefinedReason.IMMATURE);
        assertUndefined(january(rate, Books.data().build()), UndefinedReason.ZERO_DENOMINATOR);
        assertNumber(
                january(rate.with(KpiParameters.WINDOW, Duration.ofDays(30)), data, "2025-09-01"),
                "0.3333333333333333");
    }

    private static Opportunity.Builder deal(String id, String account, Opportunity.Kind kind, String amount) {
        return Opportunity.builder(id, account, kind, date("2025-01-05"), Books.eur(amount));
    }

    private static Contract ending(String id, String account, String end, String value) {
        return contract(id, account, "2024-01-01", end, value).build();
    }

    @Test
    void theBestKnownProbabilityOfRenewalCounts() {
        CustomerData data = Books.data()
                .movements(customers("A", "B", "C"))
                .contracts(List.of(
                        ending("a1", "A", "2025-02-01", "1000"),
                        ending("b1", "B", "2025-05-01", "1000"),
                        ending("b2", "B", "2025-05-02", "9999"),
                        ending("c1", "C", "2025-03-01", "1000"),
                        ending("c2", "C", "2025-03-01", "9999"),
                        contract("c3", "C", "2025-03-01", "2026-03-01", "9999")
                                .signedOn(date("2025-01-20"))
                                .renewsContractId("c2")
                                .build()))
                .opportunities(List.of(
                        deal("o1", "A", Opportunity.Kind.RENEWAL, "1000")
                                .probability(new BigDecimal("0.9"))
                                .build(),
                        deal("o2", "B", Opportunity.Kind.RENEWAL, "1000")
                                .probability(new BigDecimal("0.1"))
                                .closedOn(date("2025-01-20"))
                                .outcome(Opportunity.Outcome.LOST)
                                .build(),
                        deal("o3", "C", Opportunity.Kind.EXPANSION, "1000")
                                .probability(new BigDecimal("0.3"))
                                .build()))
                .values(List.of(
                        AccountValue.of("A", "renewal-probability", at("2025-01-10"), new BigDecimal("0.2")),
                        AccountValue.of("B", "renewal-probability", at("2025-01-10"), new BigDecimal("0.4")),
                        AccountValue.of("B", "renewal-probability", at("2025-01-20"), new BigDecimal("0.5")),
                        AccountValue.of("B", "renewal-probability", at("2025-02-01"), new BigDecimal("0.7")),
                        AccountValue.of("C", "our-model", at("2025-01-10"), new BigDecimal("0.6"))))
                .build();
        // due in the 90 days from 1 February, which end with 1 May: a1, b1 and c1; c2 is renewed, b2 is too late
        assertUndefined(january(RetentionKpis.RENEWAL_FORECAST, data), UndefinedReason.UNCONFIGURED);
        Kpi eighty =
                RetentionKpis.RENEWAL_FORECAST.with(KpiParameters.DEFAULT_RENEWAL_PROBABILITY, new BigDecimal("0.8"));
        // 0.9 of the open renewal of A, 0.5 last known of B, 0.8 of C
        KpiResult forecast = january(eighty, data);
        assertNumber(forecast, "2200");
        assertThat(forecast.evidence().terms().get("annual value due")).isEqualByComparingTo("3000");
        assertThat(forecast.evidence().terms().get("of it without a probability"))
                .isEqualByComparingTo("1000");
        // with the other model A stays, B takes the default, C has 0.6
        assertNumber(january(eighty.with(KpiParameters.PROBABILITY, "our-model"), data), "2300");
        assertNumber(january(eighty.with(KpiParameters.HORIZON, Duration.ofDays(28)), data), "900");
        // 1 - (1000 * 0.1 + 1000 * 0.5 + 1000 * 0.2) / 12 / 300
        Kpi net = RetentionKpis.NET_REVENUE_RETENTION_FORECAST;
        assertUndefined(january(net, data), UndefinedReason.UNCONFIGURED);
        assertNumber(
                january(net.with(KpiParameters.DEFAULT_RENEWAL_PROBABILITY, new BigDecimal("0.8")), data),
                "0.7777777777777778");
    }

    @Test
    void aForecastOfNothingDueNeedsNoProbability() {
        CustomerData data = Books.data().movements(customers("A")).build();
        assertNumber(january(RetentionKpis.RENEWAL_FORECAST, data), "0");
        assertNumber(january(RetentionKpis.NET_REVENUE_RETENTION_FORECAST, data), "1");
        assertUndefined(
                january(
                        RetentionKpis.NET_REVENUE_RETENTION_FORECAST,
                        Books.data().build()),
                UndefinedReason.ZERO_DENOMINATOR);
    }

    private static CustomerData experiment() {
        return Books.data()
                .movements(customers("A", "B", "C", "D", "E"))
                .movements(List.of(
                        Books.move("A", "2025-02-01", Type.EXPANSION, "10"),
                        Books.move("B", "2025-03-01", Type.CHURN, "100"),
                        Books.move("C", "2025-04-05", Type.CHURN, "100"),
                        Books.move("D", "2025-04-06", Type.CHURN, "100")))
                .events(List.of(
                        assigned("A", "2025-01-06", "treatment"),
                        assigned("A", "2025-01-20", "control"),
                        assigned("B", "2025-01-06", "treatment"),
                        assigned("C", "2025-01-06", "control"),
                        assigned("D", "2025-01-06", "control"),
                        assigned("E", "2024-12-06", "control"),
                        assigned("E", "2025-01-06", "treatment"),
                        on("E", "experiment-assigned", "2025-01-06", "experiment", "other", "arm", "control")))
                .build();
    }

    private static Event assigned(String account, String at, String arm) {
        return on(account, "experiment-assigned", at, "experiment", "save-play", "arm", arm);
    }

    @Test
    void theFirstAssignmentRules() {
        Kpi effect = RetentionKpis.INTERVENTION_EFFECT.with(KpiParameters.EXPERIMENT, TextSet.of("save-play"));
        assertUndefined(january(RetentionKpis.INTERVENTION_EFFECT, experiment()), UndefinedReason.UNCONFIGURED);
        // A stays and B leaves; 90 days after 6 January it is 6 April: C left before, D leaves then; E belongs to
        // December
        KpiResult result = january(effect, experiment(), "2025-06-01");
        assertNumber(result, "0");
        assertThat(result.evidence().n()).hasValue(4);
        // 1.96 * sqrt(0.25 / 2 + 0.25 / 2) = 0.98
        assertThat(result.evidence().terms().get("upper bound of 95 %")).isEqualByComparingTo("0.98");
        assertThat(result.evidence().terms().get("lower bound of 95 %")).isEqualByComparingTo("-0.98");
        assertUndefined(january(effect, experiment()), UndefinedReason.IMMATURE);
    }

    @Test
    void anEffectOnExpansionAndArmsOfOtherNames() {
        Kpi effect = RetentionKpis.INTERVENTION_EFFECT.with(KpiParameters.EXPERIMENT, TextSet.of("save-play"));
        assertNumber(january(effect.with(KpiParameters.OUTCOME, "EXPANDED"), experiment(), "2025-06-01"), "0.5");
        Kpi unknown = effect.with(KpiParameters.CONTROL, TextSet.of("placebo"));
        assertUndefined(january(unknown, experiment(), "2025-06-01"), UndefinedReason.ZERO_DENOMINATOR);
        Kpi swapped = effect.with(KpiParameters.OUTCOME, "EXPANDED")
                .with(KpiParameters.TREATMENT, TextSet.of("control"))
                .with(KpiParameters.CONTROL, TextSet.of("treatment"));
        assertNumber(january(swapped, experiment(), "2025-06-01"), "-0.5");
    }

    @Test
    void contractsCanSayWhoIsACustomer() {
        CustomerData data = Books.data()
                .customersBy(CustomerBasis.CONTRACT)
                .contracts(List.of(
                        ending("a", "A", "2025-06-01", "10"),
                        ending("b", "B", "2025-01-15", "10"),
                        ending("c", "C", "2025-01-01", "10"),
                        contract("d", "D", "2024-06-01", "2025-06-01", "10")
                                .signedOn(date("2025-01-01"))
                                .build(),
                        contract("e", "E", "2025-01-01", "2026-01-01", "10").build(),
                        ending("f", "F", "2024-12-31", "10"),
                        ending("g", "G", "2025-02-01", "10")))
                .build();
        // A, B, C and G at the start; D had not signed, E starts at it, F is over; A and G at the end
        KpiResult kept = january(RetentionKpis.CUSTOMER_RETENTION_RATE, data);
        assertNumber(kept, "0.5");
        assertThat(kept.evidence().n()).hasValue(4);
        assertNumber(january(RetentionKpis.CUSTOMER_CHURN_RATE, data), "0.5");
        assertNumber(january(ExpansionKpis.PAID_ACCOUNTS, data), "4");
    }

    @Test
    void eventsCanSayWhoIsACustomer() {
        CustomerData data = Books.data()
                .customersBy(CustomerBasis.EVENTS)
                .events(List.of(
                        on("A", "customer-started", "2024-12-31T23:59"),
                        on("B", "customer-started", "2024-06-01"),
                        on("B", "customer-ended", "2025-01-31T23:59"),
                        on("C", "customer-started", "2024-06-01"),
                        on("C", "customer-ended", "2024-07-01"),
                        on("C", "customer-started", "2024-08-01"),
                        on("C", "customer-ended", "2025-02-01"),
                        on("D", "customer-started", "2025-01-01"),
                        on("E", "customer-started", "2024-06-01"),
                        on("E", "customer-ended", "2024-12-01")))
                .build();
        // A, B and C at the start, of which B has ended before the end; D starts with the period
        KpiResult lost = january(RetentionKpis.CUSTOMER_CHURN_RATE, data);
        assertNumber(lost, "0.3333333333333333");
        assertThat(lost.evidence().n()).hasValue(3);
        assertNumber(january(ExpansionKpis.PAID_ACCOUNTS, data), "3");
    }

    @Test
    void theWindowAfterAnAssignmentAsksTheSameBasis() {
        CustomerData data = Books.data()
                .customersBy(CustomerBasis.EVENTS)
                .events(List.of(
                        on("A", "customer-started", "2024-06-01"),
                        on("B", "customer-started", "2024-06-01"),
                        on("B", "customer-ended", "2025-02-01"),
                        assigned("A", "2025-01-06", "treatment"),
                        assigned("B", "2025-01-06", "control")))
                .build();
        Kpi effect = RetentionKpis.INTERVENTION_EFFECT.with(KpiParameters.EXPERIMENT, TextSet.of("save-play"));
        assertNumber(january(effect, data, "2025-06-01"), "1");
    }

    @Test
    void whoLeavesAndReturnsIsRetainedAndWhoJoinsAndLeavesCountsNowhere() {
        CustomerData data = Books.data(
                Books.move("A", "2024-06-01", Type.NEW, "10"),
                Books.move("A", "2025-01-10", Type.CHURN, "10"),
                Books.move("A", "2025-01-20", Type.REACTIVATION, "10"),
                Books.move("B", "2025-01-05", Type.NEW, "10"),
                Books.move("B", "2025-01-25", Type.CHURN, "10"),
                Books.move("C", "2024-06-01", Type.NEW, "10"),
                Books.move("C", "2025-01-01", Type.CHURN, "10"),
                Books.move("D", "2024-06-01", Type.NEW, "10"),
                Books.move("D", "2025-02-01", Type.CHURN, "10"));
        // A, C and D at the start: a movement at the start belongs to the period, one at its end does not
        assertNumber(january(RetentionKpis.CUSTOMER_RETENTION_RATE, data), "0.6666666666666667");
        assertNumber(january(RetentionKpis.CUSTOMER_CHURN_RATE, data), "0.3333333333333333");
    }

    @Test
    void theLookbackForFeedbackIsHalfOpenToo() {
        Map<String, String> answers = new TreeMap<>(Map.of(
                "A", "2024-10-03",
                "B", "2024-10-02T23:59",
                "C", "2024-12-31T23:59",
                "D", "2025-01-01"));
        CustomerData data = Books.data()
                .movements(customers("A", "B", "C", "D"))
                .movements(List.of(Books.move("C", "2025-01-10", Type.CHURN, "100")))
                .surveys(answers.entrySet().stream()
                        .map(answer -> SurveyResponse.of(
                                SurveyResponse.CSAT, answer.getKey(), at(answer.getValue()), BigDecimal.ONE))
                        .toList())
                .build();
        // 90 days before 1 January it is 3 October: A and C gave feedback, A stays
        KpiResult result = january(RetentionKpis.CUSTOMER_FEEDBACK_RETENTION_SCORE, data);
        assertNumber(result, "0.5");
        assertThat(result.evidence().n()).hasValue(2);
        Kpi longer = RetentionKpis.CUSTOMER_FEEDBACK_RETENTION_SCORE.with(KpiParameters.LOOKBACK, Duration.ofDays(91));
        assertNumber(january(longer, data), "0.6666666666666667");
    }
}
