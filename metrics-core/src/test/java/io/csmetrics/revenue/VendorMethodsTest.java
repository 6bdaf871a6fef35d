package io.csmetrics.revenue;

import static io.csmetrics.record.RevenueMovement.Type.CHURN;
import static io.csmetrics.record.RevenueMovement.Type.CONTRACTION;
import static io.csmetrics.record.RevenueMovement.Type.EXPANSION;
import static io.csmetrics.record.RevenueMovement.Type.NEW;
import static io.csmetrics.record.RevenueMovement.Type.REACTIVATION;
import static io.csmetrics.revenue.Movements.day;
import static io.csmetrics.revenue.Movements.ledger;
import static io.csmetrics.revenue.Movements.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Quotient;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

/** Numbers that vendors print on their help pages, as far as bridges and retention methods reach them. */
class VendorMethodsTest {
    private static final ReportingPeriod JANUARY = ReportingPeriod.month(2025, 1);
    private static final String BEFORE = "2024-12-01";

    private static JsonNode vendor(String vendor, String name) {
        try (InputStream in = VendorMethodsTest.class.getResourceAsStream("/golden/vendor-worked-examples.json")) {
            for (JsonNode example : new ObjectMapper().readTree(in).get("cases")) {
                if (example.get("vendor").asText().equals(vendor)
                        && example.get("name").asText().equals(name)) {
                    return example;
                }
            }
            throw new AssertionError(vendor + ": " + name);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static RevenueMovement move(String account, String on, Type type, JsonNode amount) {
        return move(account, on, type, amount.decimalValue());
    }

    private static RevenueMovement move(String account, String on, Type type, BigDecimal amount) {
        return RevenueMovement.of(account, day(on), type, BigMoney.of(CurrencyUnit.USD, amount));
    }

    private static BigDecimal churnOf(Optional<Quotient> retention) {
        return Quotient.of(1).minus(retention.orElseThrow()).value();
    }

    private static Quotient over(BigMoney part, BigMoney whole) {
        return new Quotient(part.getAmount(), whole.getAmount());
    }

    @Test
    void chartMogulsLifeOfOneCustomer() {
        JsonNode events = vendor("ChartMogul", "Syncalytics life cycle").get("events");
        RevenueLedger ledger = ledger(
                move("Syncalytics", "2024-01-10", NEW, events.get(0).get(2)),
                move("Syncalytics", "2024-03-10", EXPANSION, events.get(1).get(2)),
                move("Syncalytics", "2024-05-10", CONTRACTION, events.get(2).get(2)),
                move("Syncalytics", "2025-01-10", CHURN, events.get(3).get(2)),
                move("Syncalytics", "2025-04-10", REACTIVATION, events.get(4).get(2)));
        RevenueBridge bridge = ledger.bridge(ReportingPeriod.of(day("2024-01-01"), day("2026-01-01")));
        assertThat(bridge.newRevenue()).isEqualTo(usd("166.67"));
        assertThat(bridge.expansion()).isEqualTo(usd("60.00"));
        assertThat(bridge.contraction()).isEqualTo(usd("60.00"));
        assertThat(bridge.churn()).isEqualTo(usd("166.67"));
        assertThat(bridge.reactivation()).isEqualTo(usd("150.00"));
        assertThat(bridge.closing()).isEqualTo(usd("150.00"));
    }

    @Test
    void chartMogulsGrossAndNetChurn() {
        JsonNode example = vendor("ChartMogul", "gross and net MRR churn, standard");
        assertThat(example.get("opening").intValue()).isEqualTo(100);
        RevenueLedger ledger = ledger(
                move("leaves", BEFORE, NEW, example.get("churn")),
                move("leaves", "2025-01-10", CHURN, example.get("churn")),
                move("shrinks", BEFORE, NEW, new BigDecimal(40)),
                move("shrinks", "2025-01-10", CONTRACTION, example.get("contraction")),
                move("grows", BEFORE, NEW, new BigDecimal(50)),
                move("grows", "2025-01-10", EXPANSION, example.get("expansion")));
        JsonNode expected = example.get("expected");
        for (RetentionMethod method : RetentionMethod.values()) {
            RetentionRates rates = ledger.retention(JANUARY, method);
            assertThat(churnOf(rates.gross()))
                    .as(method + " gross")
                    .isEqualByComparingTo(expected.get("gross_mrr_churn_rate").decimalValue());
            assertThat(churnOf(rates.net()))
                    .as(method + " net")
                    .isEqualByComparingTo(expected.get("net_mrr_churn_rate").decimalValue());
        }
    }

    @Test
    void chartMogulsDailyNetChurn() {
        JsonNode example = vendor("ChartMogul", "daily ('Shopify') net churn");
        BigDecimal start = example.get("start_of_day").decimalValue();
        BigDecimal won = example.get("new_that_day").decimalValue();
        BigDecimal grown =
                example.get("end_of_day").decimalValue().subtract(start).subtract(won);
        RevenueLedger ledger = ledger(
                move("old", BEFORE, NEW, start),
                move("old", "2025-01-10", EXPANSION, grown),
                move("won", "2025-01-10", NEW, won));
        ReportingPeriod oneDay = ReportingPeriod.of(day("2025-01-10"), day("2025-01-11"));
        assertThat(ledger.bridge(oneDay).closing().getAmount())
                .isEqualByComparingTo(example.get("end_of_day").decimalValue());
        assertThat(churnOf(ledger.retention(oneDay, RetentionMethod.FLOW).net()))
                .isEqualByComparingTo(
                        example.get("expected").get("net_mrr_churn_rate").decimalValue());
    }

    @Test
    void churnOfSuccessiveDays() {
        JsonNode example = vendor("Shopify-formula blog figures (quoted in many places)", "sum of daily churn");
        RevenueLedger ledger = ledger(
                move("a", BEFORE, NEW, example.get("monday").get(0)),
                move("a", "2025-01-06", CONTRACTION, lost(example.get("monday"))),
                move("a", "2025-01-07", CONTRACTION, lost(example.get("tuesday"))));
        for (int i = 0; i < 2; i++) {
            LocalDate on = day("2025-01-06").plusDays(i);
            RetentionRates rates =
                    ledger.retention(ReportingPeriod.of(on, on.plusDays(1)), RetentionMethod.POINT_TO_POINT);
            assertThat(churnOf(rates.gross()).doubleValue())
                    .isCloseTo(example.get("expected").get("daily").get(i).doubleValue(), offset(1e-10));
        }
    }

    private static BigDecimal lost(JsonNode ends) {
        return ends.get(0).decimalValue().subtract(ends.get(1).decimalValue());
    }

    @Test
    void chartMogulsLifetimeValueIsRevenueAnAccountOverChurn() {
        JsonNode example = vendor("ChartMogul", "LTV");
        // of 20 accounts one leaves: 5 %, and the others pay as much as it did
        List<RevenueMovement> movements = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            movements.add(move("a" + i, BEFORE, NEW, example.get("arpa")));
        }
        movements.add(move("a7", "2025-01-10", CHURN, example.get("arpa")));
        RevenueLedger ledger = RevenueLedger.of(movements);
        RevenueBridge bridge = ledger.bridge(JANUARY);
        RevenueRetention retention = ledger.retention(JANUARY);
        Quotient arpa = Quotient.of(bridge.closing().getAmount())
                .over(Quotient.of(bridge.accounts().closing()));
        Quotient churn = Quotient.of(retention.lostAccounts(), retention.openingAccounts());
        assertThat(churn.value())
                .isEqualByComparingTo(
                        example.get("six_month_trailing_customer_churn").decimalValue());
        assertThat(arpa.over(churn).value())
                .isEqualByComparingTo(example.get("expected_ltv").decimalValue());
    }

    /** Chargebee caps the total, this library each account: they agree where no account shrinks, and only there. */
    @Test
    void chargebeesGrossRetentionOnTotalsIsThatOfAccountsThatAllGrow() {
        JsonNode example = vendor("Chargebee", "GRR on totals");
        BigDecimal opening = example.get("opening").decimalValue();
        BigDecimal closing = example.get("closing_of_same_subscriptions").decimalValue();
        RevenueLedger together = ledger(
                move("all", BEFORE, NEW, opening), move("all", "2025-01-10", EXPANSION, closing.subtract(opening)));
        assertThat(together.retention(JANUARY, RetentionMethod.POINT_TO_POINT)
                        .gross()
                        .orElseThrow()
                        .value())
                .isEqualByComparingTo(example.get("expected").get("grr").decimalValue());

        RevenueLedger twoAccounts = ledger(
                move("shrinks", BEFORE, NEW, new BigDecimal(3000)),
                move("shrinks", "2025-01-10", CONTRACTION, new BigDecimal(2000)),
                move("grows", BEFORE, NEW, new BigDecimal(2000)),
                move("grows", "2025-01-10", EXPANSION, new BigDecimal(3000)));
        RevenueRetention facts = twoAccounts.retention(JANUARY);
        assertThat(facts.opening().getAmount()).isEqualByComparingTo(opening);
        assertThat(facts.closing().getAmount()).isEqualByComparingTo(closing);
        assertThat(RetentionRates.pointToPoint(facts).gross().orElseThrow().value())
                .as("(1000 + 2000) / 5000")
                .isEqualByComparingTo("0.6");
    }

    @Test
    void chargebeesExpansionRateCountsReactivation() {
        JsonNode example = vendor("Chargebee", "expansion rate");
        BigDecimal opening = example.get("opening").decimalValue();
        BigDecimal gained = example.get("closing").decimalValue().subtract(opening);
        BigDecimal back = new BigDecimal(400);
        RevenueLedger ledger = ledger(
                move("grows", BEFORE, NEW, opening),
                move("grows", "2025-01-10", EXPANSION, gained.subtract(back)),
                move("returns", "2024-01-01", NEW, back),
                move("returns", "2024-06-01", CHURN, back),
                move("returns", "2025-01-20", REACTIVATION, back));
        RevenueBridge bridge = ledger.bridge(JANUARY);
        assertThat(bridge.closing().getAmount())
                .isEqualByComparingTo(example.get("closing").decimalValue());
        assertThat(over(bridge.expansion().plus(bridge.reactivation()), bridge.opening())
                        .value())
                .isEqualByComparingTo(
                        example.get("expected").get("expansion_mrr_rate").decimalValue());
    }

    @Test
    void chargebeesDowngradeIsContractionAndNoChurn() {
        JsonNode example = vendor("Chargebee", "downgrade");
        BigDecimal from = example.get("from").decimalValue();
        RevenueLedger ledger = ledger(
                move("a", BEFORE, NEW, from),
                move(
                        "a",
                        "2025-01-10",
                        CONTRACTION,
                        from.subtract(example.get("to").decimalValue())));
        RevenueBridge bridge = ledger.bridge(JANUARY);
        assertThat(bridge.contraction().getAmount())
                .isEqualByComparingTo(example.get("expected").get("contraction").decimalValue());
        assertThat(bridge.accounts().churned())
                .isEqualTo(example.get("expected").get("customer_churn").longValue());
    }

    @Test
    void chargebeesVoluntaryChurnIsToldByItsReason() {
        JsonNode example = vendor("Chargebee", "voluntary vs involuntary");
        int voluntary = example.get("voluntary_customers").intValue();
        int all = voluntary + example.get("involuntary_customers").intValue();
        BigMoney each = BigMoney.of(CurrencyUnit.USD, example.get("mrr_each").decimalValue());
        List<RevenueMovement> movements = new ArrayList<>();
        for (int i = 0; i < all; i++) {
            movements.add(RevenueMovement.of("a" + i, day(BEFORE), NEW, each));
            movements.add(RevenueMovement.builder("a" + i, day("2025-01-10"), CHURN, each)
                    .reason(i < voluntary ? "voluntary" : "involuntary")
                    .build());
        }
        RevenueLedger ledger = RevenueLedger.of(movements);
        BigDecimal byChoice = ledger.movements().stream()
                .filter(m -> m.type() == CHURN && m.reason().equals(Optional.of("voluntary")))
                .map(m -> m.amount().getAmount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(byChoice)
                .isEqualByComparingTo(example.get("expected")
                        .get("voluntary_cancellation_mrr")
                        .decimalValue());
        assertThat(ledger.bridge(JANUARY).accounts().churned()).isEqualTo(all);
    }

    @Test
    void profitWellsCustomerOfOneDay() {
        JsonNode example = vendor("ProfitWell", "new and churned in one month");
        JsonNode events = example.get("events");
        RevenueLedger ledger = ledger(
                move(
                        "a",
                        "2024-" + events.get(0).get(0).asText(),
                        NEW,
                        events.get(0).get(2)),
                move(
                        "a",
                        "2024-" + events.get(1).get(0).asText(),
                        CHURN,
                        events.get(1).get(2)));
        ReportingPeriod december = ReportingPeriod.month(2024, 12);
        RevenueBridge gross = ledger.bridge(december);
        RevenueBridge net =
                ledger.bridgesNettedWithin(List.of(december), Cells.overall(1)).at(0, 0);
        assertBridge(gross, example.get("expected_gross_events"));
        assertBridge(net, example.get("expected_net_of_same_month"));
    }

    private static void assertBridge(RevenueBridge bridge, JsonNode expected) {
        assertThat(bridge.newRevenue().getAmount())
                .isEqualByComparingTo(expected.get("new").decimalValue());
        assertThat(bridge.churn().getAmount())
                .isEqualByComparingTo(expected.get("churn").decimalValue());
    }

    @Test
    void pitchkitsNetRetention() {
        JsonNode example = vendor("pitchkit.net glossary", "NDR");
        BigDecimal rest = example.get("opening")
                .decimalValue()
                .subtract(example.get("churn").decimalValue())
                .subtract(new BigDecimal(10_000));
        RevenueLedger ledger = ledger(
                move("leaves", BEFORE, NEW, example.get("churn")),
                move("leaves", "2025-01-10", CHURN, example.get("churn")),
                move("shrinks", BEFORE, NEW, new BigDecimal(10_000)),
                move("shrinks", "2025-01-10", CONTRACTION, example.get("contraction")),
                move("grows", BEFORE, NEW, rest),
                move("grows", "2025-01-10", EXPANSION, example.get("expansion")));
        for (RetentionMethod method : RetentionMethod.values()) {
            assertThat(ledger.retention(JANUARY, method).net().orElseThrow().value())
                    .as(method.toString())
                    .isEqualByComparingTo(example.get("expected").get("nrr").decimalValue());
        }
    }

    @Test
    void postHogsGrossRevenueChurn() {
        JsonNode example = vendor("PostHog blog review", "gross revenue churn");
        BigDecimal churned = example.get("churned").decimalValue();
        RevenueLedger ledger = ledger(
                move("leaves", BEFORE, NEW, churned),
                move("leaves", "2025-01-10", CHURN, churned),
                move("stays", BEFORE, NEW, example.get("opening").decimalValue().subtract(churned)));
        for (RetentionMethod method : RetentionMethod.values()) {
            assertThat(churnOf(ledger.retention(JANUARY, method).gross()))
                    .as(method.toString())
                    .isEqualByComparingTo(
                            example.get("expected").get("gross_revenue_churn").decimalValue());
        }
    }
}
