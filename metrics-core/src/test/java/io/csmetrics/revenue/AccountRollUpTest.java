package io.csmetrics.revenue;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Kind;
import io.csmetrics.record.RevenueMovement.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

class AccountRollUpTest {
    private static final LocalDate DAY = LocalDate.of(2025, 1, 1);

    @Test
    void childrenAreOneAccountWhoseTypesFollowFromTheSum() {
        RevenueLedger children = RevenueLedger.of(List.of(
                movement("P1", 0, Type.NEW, 10).build(),
                movement("P2", 1, Type.NEW, 20).product("crm").build(),
                movement("P1", 2, Type.CHURN, 10).reason("price").build(),
                movement("P2", 3, Type.CONTRACTION, 5).kind(Kind.SEATS).build(),
                movement("P2", 4, Type.CHURN, 15).build(),
                movement("P1", 5, Type.REACTIVATION, 8).build(),
                movement("Q", 0, Type.NEW, 1).build()));
        assertThat(texts(AccountRollUp.of(children, AccountRollUpTest::firstLetter)))
                .containsExactly(
                        "2025-01-01 P NEW 10",
                        "2025-01-02 P EXPANSION 20 crm",
                        "2025-01-03 P CONTRACTION 10 price",
                        "2025-01-04 P CONTRACTION 5 SEATS",
                        "2025-01-05 P CHURN 15",
                        "2025-01-06 P REACTIVATION 8",
                        "2025-01-01 Q NEW 1");
    }

    @Test
    void importedBalancesOfTheFirstDayAreAddedAndLaterOnesAreGrowth() {
        RevenueLedger children = RevenueLedger.of(List.of(
                movement("P1", 0, Type.OPENING, 10).build(),
                movement("P2", 0, Type.OPENING, 20).product("crm").build(),
                movement("P3", 0, Type.OPENING, 20).product("bi").build(),
                movement("P4", 0, Type.NEW, 3).build(),
                movement("P5", 2, Type.OPENING, 30).build(),
                movement("Q1", 1, Type.NEW, 5).build(),
                movement("Q2", 2, Type.OPENING, 7).build()));
        assertThat(texts(AccountRollUp.of(children, AccountRollUpTest::firstLetter)))
                .containsExactly(
                        "2025-01-01 P OPENING 50 bi",
                        "2025-01-01 P EXPANSION 3",
                        "2025-01-03 P EXPANSION 30",
                        "2025-01-02 Q NEW 5",
                        "2025-01-03 Q EXPANSION 7");
    }

    @Test
    void parentsOfAccountsWithoutMovementsAreThere() {
        RevenueLedger children = RevenueLedger.of(
                        List.of(movement("P1", 0, Type.NEW, 10).build()))
                .withAccounts(List.of("P1", "R1"));
        assertThat(AccountRollUp.of(children, AccountRollUpTest::firstLetter).accountIds())
                .containsExactly("P", "R");
    }

    @Test
    void productsRolledUpAreTheirAccounts() {
        List<Subscription> terms = List.of(
                term("S1", 0, 100).product("silver").endsOn(DAY.plusDays(5)).build(),
                term("S2", 5, 150).product("gold").build(),
                term("S3", 2, 10).build());
        RevenueLedger products = Subscriptions.of(
                        terms, SubscriptionRules.builder().perProduct(true).build())
                .ledger();
        assertThat(products.accountIds()).containsExactly("A / (none)", "A / gold", "A / silver");
        List<RevenueMovement> whole = Subscriptions.of(terms).movements();
        List<RevenueMovement> rolledUp = AccountRollUp.of(products, key -> "A").movements();
        assertThat(rolledUp).hasSameSizeAs(whole);
        for (int i = 0; i < whole.size(); i++) {
            assertThat(rolledUp.get(i).type()).isEqualTo(whole.get(i).type());
            assertThat(rolledUp.get(i).amount()).isEqualTo(whole.get(i).amount());
        }
    }

    private static RevenueMovement.Builder movement(String account, int day, Type type, long amount) {
        return RevenueMovement.builder(account, DAY.plusDays(day), type, usd(amount));
    }

    private static Subscription.Builder term(String id, int day, long amount) {
        return Subscription.builder(id, "A", DAY.plusDays(day), usd(amount), BillingInterval.MONTH);
    }

    private static String firstLetter(String id) {
        return id.substring(0, 1);
    }

    private static BigMoney usd(long amount) {
        return BigMoney.of(CurrencyUnit.USD, BigDecimal.valueOf(amount));
    }

    private static List<String> texts(RevenueLedger ledger) {
        return ledger.movements().stream()
                .map(m -> m.effectiveOn() + " " + m.accountId() + " " + m.type() + " "
                        + m.amount().getAmount().toPlainString()
                        + m.kind().map(kind -> " " + kind).orElse("")
                        + m.reason().map(reason -> " " + reason).orElse("")
                        + m.product().map(product -> " " + product).orElse(""))
                .toList();
    }
}
