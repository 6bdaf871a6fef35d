package io.csmetrics.revenue;

import static io.csmetrics.record.RevenueMovement.Type.CHURN;
import static io.csmetrics.record.RevenueMovement.Type.EXPANSION;
import static io.csmetrics.record.RevenueMovement.Type.NEW;
import static io.csmetrics.revenue.Movements.day;
import static io.csmetrics.revenue.Movements.move;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import io.csmetrics.record.RevenueMovement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

/** Loading without a record for each movement. */
class LedgerColumnLoadTest {
    private static RevenueLedger.Builder cents() {
        return RevenueLedger.builder().currency(CurrencyUnit.USD).scale(2);
    }

    @Test
    void rowsInWholeUnitsAreMovements() {
        RevenueLedger.Builder builder = cents();
        int b = builder.account("B");
        RevenueLedger ledger = builder.add(b, day("2025-01-01").toEpochDay(), NEW, 1050)
                .add("A", day("2025-01-02"), NEW, 700)
                .add(b, day("2025-03-01").toEpochDay(), CHURN, 1050)
                .build();
        assertThat(ledger)
                .extracting(RevenueLedger::movements)
                .isEqualTo(List.of(
                        move("A", "2025-01-02", NEW, "7.00"),
                        move("B", "2025-01-01", NEW, "10.50"),
                        move("B", "2025-03-01", CHURN, "10.50")));
    }

    @Test
    void everyBadRowIsToldAtItsPlace() {
        RevenueLedger.Builder builder = cents().from("movements.csv");
        int account = builder.account("A");
        int other = builder.account("B");
        long on = day("2025-01-01").toEpochDay();
        builder.add(account, on, NEW, 500, 2)
                .add(account, on + 1, CHURN, 600, 3)
                .add(account, on + 2, NEW, 0, 4)
                .add(account, LocalDate.of(10_000, 1, 1).toEpochDay(), NEW, -5, 6)
                .add(account, Long.MAX_VALUE, NEW, 5)
                .add(" ", day("2025-01-01"), NEW, 5)
                .from("more.csv")
                .add(other, on, EXPANSION, 5);
        assertThatThrownBy(builder::build)
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("""
                        7 problems
                        more.csv:1: type: EXPANSION, expansion on 2025-01-01 of account "B" needs a balance above 0, make it NEW, or add the movement that is missing before it
                        movements.csv:3: amount: USD 6.00, churn on 2025-01-02 of account "A" must not exceed its balance USD 5.00, correct the amount, or add the movement that is missing before it
                        movements.csv:4: amount: USD 0.00, must be above 0, give the magnitude; the type NEW gives the sign
                        movements.csv:6: amount: USD -0.05, must be above 0, give the magnitude; the type NEW gives the sign
                        movements.csv:6: effective_on: +10000-01-01, must be in the years 1 to 9999, correct the date
                        movements.csv:7: effective_on: epoch day 9223372036854775807, must be in the years 1 to 9999, correct the date
                        movements.csv:8: account_id:  , must not be blank, give it a value""");
        Findings findings = new Findings();
        assertThat(builder.buildLenient(findings).movements())
                .as("a builder can build again")
                .containsExactly(move("A", "2025-01-01", NEW, "5.00"), move("B", "2025-01-01", NEW, "0.05"));
        assertThat(findings.errorCount()).isEqualTo(7);
    }

    @Test
    void badRowsAreCountedBeyondThoseThatAreKept() {
        RevenueLedger.Builder builder = cents();
        for (int i = 0; i < Findings.KEPT + 5; i++) {
            builder.add("A", day("2025-01-01"), NEW, 0);
        }
        Findings findings = new Findings();
        assertThat(builder.buildLenient(findings).accountIds())
                .as("an account without a movement is none")
                .isEmpty();
        assertThat(findings.errorCount()).isEqualTo(Findings.KEPT + 5);
        assertThat(findings.errors()).hasSize(Findings.KEPT);
    }

    @Test
    void currencyAndScaleComeFirst() {
        assertThatThrownBy(() -> RevenueLedger.builder().account("A"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("movements in whole units need a currency; declare currency and scale first");
        assertThatThrownBy(
                        () -> RevenueLedger.builder().currency(CurrencyUnit.USD).from("a.csv"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("movements in whole units need a scale; declare currency and scale first");
        RevenueLedger.Builder builder = cents().add("A", day("2025-01-01"), NEW, 5);
        assertThatThrownBy(() -> builder.scale(3))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("scale 3 must be that of the movements that the builder has already; declare it before the"
                        + " first of them");
        assertThatThrownBy(() -> builder.currency(CurrencyUnit.EUR)).isInstanceOf(IllegalStateException.class);
        assertThat(builder.scale(2).currency(CurrencyUnit.USD).build().size()).isEqualTo(1);
    }

    @Test
    void anAccountMustBeNamedAndAskedFor() {
        assertThatThrownBy(() -> cents().account("\t"))
                .isInstanceOfSatisfying(
                        InvalidDataException.class,
                        refusal -> assertThat(refusal.findings())
                                .extracting(Finding::rule)
                                .containsExactly("must not be blank"));
        assertThatThrownBy(() -> cents().add(0, 0, NEW, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("account number 0 must be one that account(id) returned; ask for it first");
        RevenueLedger.Builder builder = cents();
        assertThat(builder.account("B")).isZero();
        assertThat(builder.account("A")).isEqualTo(1);
        assertThat(builder.account("B")).isZero();
        assertThatThrownBy(() -> builder.add(2, 0, NEW, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void manyRowsAreAsRightAsFew() {
        // more than two pieces of each column, every account in all of them
        int accounts = 7_001;
        List<RevenueMovement> records = new ArrayList<>();
        RevenueLedger.Builder builder = cents();
        for (int row = 0; row < 70_010; row++) {
            String id = "account " + row % accounts * 37 % accounts;
            LocalDate on = LocalDate.of(2024, 1, 1).plusDays(row / accounts);
            RevenueMovement.Type type = row < accounts ? NEW : EXPANSION;
            records.add(RevenueMovement.of(id, on, type, BigMoney.ofMinor(CurrencyUnit.USD, row + 1L)));
            builder.add(id, on, type, row + 1);
        }
        RevenueLedger ledger = builder.build();
        assertThat(ledger.movements()).isEqualTo(RevenueLedger.of(records).movements());
        assertThat(ledger.unscaledBalances(LocalDate.of(2026, 1, 1))).hasSize(accounts);
        assertThat(ledger.balance(LocalDate.of(2026, 1, 1)))
                .as("1 + 2 + ... + 70010 cents")
                .isEqualTo(Movements.usd("24507350.55"));
    }
}
