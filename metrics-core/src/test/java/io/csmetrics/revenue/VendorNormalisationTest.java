package io.csmetrics.revenue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.revenue.Subscription.Discount;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

/** Numbers that vendors print on their help pages, for prices that become monthly and plans that come and go. */
class VendorNormalisationTest {
    private static final LocalDate START = LocalDate.of(2025, 1, 1);

    @Test
    void chartMogulsLifeCycleHasItsMovements() throws IOException {
        JsonNode example = example("Syncalytics life cycle");
        JsonNode plans = example.get("plans");
        LocalDate end = START.plusYears(1);
        List<Subscription> terms = List.of(
                term("gold", START, plans.at("/Gold/year"), BillingInterval.YEAR)
                        .quantity(4)
                        .endsOn(end)
                        .build(),
                term("silver", START.plusMonths(2), plans.at("/Silver/month"), BillingInterval.MONTH)
                        .quantity(2)
                        .endsOn(START.plusMonths(5))
                        .build(),
                term("gold again", end.plusMonths(1), plans.at("/Gold/month"), BillingInterval.MONTH)
                        .quantity(3)
                        .build());
        List<RevenueMovement> movements = Subscriptions.of(terms).movements();
        JsonNode events = example.get("events");
        assertThat(movements).hasSameSizeAs(events);
        for (int i = 0; i < events.size(); i++) {
            RevenueMovement movement = movements.get(i);
            assertThat(events.get(i).get(1).asText())
                    .startsWith(movement.type().name().toLowerCase(Locale.ROOT));
            assertThat(cents(movement.amount()))
                    .isEqualByComparingTo(events.get(i).get(2).decimalValue());
        }
    }

    @Test
    void chartMogulsQuarterlyPlanIsAThirdAMonth() throws IOException {
        JsonNode example = example("quarterly plan");
        BillingInterval interval = BillingInterval.months(example.get("months").asInt());
        BigMoney mrr = NormalisationProfile.CENTS_PER_LINE.monthly(usd(example.get("amount")), interval);
        assertThat(mrr.getAmount())
                .isEqualByComparingTo(example.get("expected_mrr").decimalValue());
    }

    @Test
    void chargebeesDowngradeIsAContractionAndNoChurn() throws IOException {
        JsonNode example = example("downgrade");
        LocalDate change = START.plusDays(14);
        RevenueLedger ledger = Subscriptions.of(List.of(
                        term("plan", START, example.get("from"), BillingInterval.MONTH)
                                .endsOn(change)
                                .build(),
                        term("plan", change, example.get("to"), BillingInterval.MONTH)
                                .build()))
                .ledger();
        RevenueBridge month = ledger.bridge(ReportingPeriod.of(START.plusDays(1), START.plusMonths(1)));
        assertThat(month.contraction().getAmount())
                .isEqualByComparingTo(example.at("/expected/contraction").decimalValue());
        assertThat(month.accounts().churned())
                .isEqualTo(example.at("/expected/customer_churn").asLong());
    }

    @Test
    void stripesTwoPlansAddUpToWhatItPrintsIfTheAnnualOneCosts600() throws IOException {
        JsonNode example = example("MRR example that is wrong in the docs");
        assertThat(twoPlans(example, "price_in_text"))
                .isEqualByComparingTo(example.at("/correct/with_600").decimalValue())
                .isEqualByComparingTo(example.get("printed_result").decimalValue());
        assertThat(twoPlans(example, "price_in_formula").setScale(2, RoundingMode.HALF_EVEN))
                .isEqualByComparingTo(example.at("/correct/with_800").decimalValue());
    }

    @Test
    void stripesAnnualPlanIsATwelfthAMonth() throws IOException {
        JsonNode example = example("annual plan");
        BillingInterval interval = BillingInterval.parse(example.get("interval").asText());
        assertThat(NormalisationProfile.STANDARD
                        .monthly(usd(example.get("price")), interval)
                        .getAmount())
                .isEqualByComparingTo(example.get("expected_mrr").decimalValue());
    }

    @Test
    void profitWellsDiscountComesOffBeforeTheYearIsDivided() throws IOException {
        JsonNode example = example("discounted annual");
        BillingInterval interval = BillingInterval.parse(example.get("interval").asText());
        Discount discount = Discount.ofFraction(example.get("discount").decimalValue(), START);
        RevenueLedger ledger = Subscriptions.of(List.of(term("plan", START, example.get("list"), interval)
                        .discounts(List.of(discount))
                        .build()))
                .ledger();
        assertThat(ledger.balance(START.plusDays(1)).getAmount())
                .isEqualByComparingTo(example.get("expected_mrr").decimalValue());
    }

    private static BigDecimal twoPlans(JsonNode example, String priceOfB) {
        List<Subscription> terms = new ArrayList<>();
        subscribers(example.get("plan_a"), "price", terms);
        subscribers(example.get("plan_b"), priceOfB, terms);
        // fifty lines rounded at four decimals would be a cent off the sum that is rounded once
        SubscriptionRules rules = SubscriptionRules.builder()
                .profile(NormalisationProfile.STANDARD.withScale(6))
                .build();
        return Subscriptions.of(terms, rules)
                .ledger()
                .balance(START.plusDays(1))
                .getAmount();
    }

    private static void subscribers(JsonNode plan, String price, List<Subscription> terms) {
        BillingInterval interval = BillingInterval.parse(plan.get("interval").asText());
        for (int i = 0; i < plan.get("subscribers").asInt(); i++) {
            String account = interval + " " + i;
            terms.add(Subscription.of(account, account, START, usd(plan.get(price)), interval));
        }
    }

    private static Subscription.Builder term(String id, LocalDate from, JsonNode price, BillingInterval interval) {
        return Subscription.builder(id, "Syncalytics", from, usd(price), interval)
                .product(id);
    }

    private static BigMoney usd(JsonNode amount) {
        return BigMoney.of(CurrencyUnit.USD, amount.decimalValue());
    }

    private static BigDecimal cents(BigMoney amount) {
        return amount.getAmount().setScale(2, RoundingMode.HALF_EVEN);
    }

    private static JsonNode example(String name) throws IOException {
        try (InputStream golden =
                VendorNormalisationTest.class.getResourceAsStream("/golden/vendor-worked-examples.json")) {
            for (JsonNode example : new ObjectMapper().readTree(golden).get("cases")) {
                if (example.get("name").asText().equals(name)) {
                    return example;
                }
            }
        }
        throw new AssertionError("no example \"" + name + "\"");
    }
}
