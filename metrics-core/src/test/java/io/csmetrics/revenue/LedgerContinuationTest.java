package io.csmetrics.revenue;

import static io.csmetrics.record.RevenueMovement.Type.CHURN;
import static io.csmetrics.record.RevenueMovement.Type.CONTRACTION;
import static io.csmetrics.record.RevenueMovement.Type.EXPANSION;
import static io.csmetrics.record.RevenueMovement.Type.NEW;
import static io.csmetrics.record.RevenueMovement.Type.OPENING;
import static io.csmetrics.record.RevenueMovement.Type.REACTIVATION;
import static io.csmetrics.revenue.Movements.builder;
import static io.csmetrics.revenue.Movements.day;
import static io.csmetrics.revenue.Movements.file;
import static io.csmetrics.revenue.Movements.in;
import static io.csmetrics.revenue.Movements.ledger;
import static io.csmetrics.revenue.Movements.move;
import static io.csmetrics.revenue.Movements.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import io.csmetrics.record.RevenueMovement;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

/** A ledger that grows. */
class LedgerContinuationTest {
    private final Findings findings = new Findings();

    private List<String> told() {
        return findings.errors().stream().map(Finding::toString).toList();
    }

    @Test
    void newMovementsOfOldAndNewAccountsAreAdded() {
        RevenueLedger older = ledger(move("A", "2025-01-01", NEW, "10.25"), move("C", "2025-01-01", NEW, "5.25"));
        RevenueLedger newer =
                older.plus(List.of(move("A", "2025-02-01", CHURN, "10.25"), move("B", "2025-02-01", NEW, "1.75")));
        assertThat(newer.movements())
                .containsExactly(
                        move("A", "2025-01-01", NEW, "10.25"),
                        move("A", "2025-02-01", CHURN, "10.25"),
                        move("B", "2025-02-01", NEW, "1.75"),
                        move("C", "2025-01-01", NEW, "5.25"));
        assertThat(newer.accountIds()).containsExactly("A", "B", "C");
        assertThat(older.size()).as("the older one stays as it is").isEqualTo(2);
        assertThat(newer.plus(List.of())).isSameAs(newer);
    }

    @Test
    void aLateMovementChangesWhatFollows() {
        RevenueLedger older = ledger(move("A", "2025-01-01", NEW, "10"), move("A", "2025-03-01", CHURN, "10"));
        RevenueLedger newer = older.plus(file(move("A", "2025-02-01", EXPANSION, "5")), findings);
        assertThat(told())
                .containsExactly(
                        "ledger: amount: USD 10.00, churn on 2025-03-01 of account \"A\" must equal its balance"
                                + " USD 15.00, correct the amount, or make it CONTRACTION");
        assertThat(newer.movements().get(2)).isEqualTo(move("A", "2025-03-01", CONTRACTION, "10"));
    }

    @Test
    void aLateMovementThatFitsIsNoFinding() {
        RevenueLedger older = ledger(move("A", "2025-01-01", NEW, "10"), move("A", "2025-03-01", CONTRACTION, "5"));
        assertThat(older.plus(List.of(move("A", "2025-02-01", EXPANSION, "5"))).balance(day("2026-01-01")))
                .isEqualTo(usd("10"));
    }

    @Test
    void aMovementBeforeAnOpeningBalanceIsFound() {
        ledger(move("A", "2025-02-01", OPENING, "10")).plus(file(move("A", "2025-01-01", NEW, "5")), findings);
        assertThat(told())
                .containsExactly("ledger: type: OPENING, an opening balance on 2025-02-01 of account \"A\" must be its"
                        + " first movement, and the only one of that type, make it EXPANSION, or remove it");
    }

    @Test
    void aDayThatWasNettedIsNettedAgainWithWhatIsNew() {
        RevenueLedger older = ledger(
                move("A", "2025-01-01", NEW, "10"),
                move("A", "2025-02-01", EXPANSION, "5"),
                move("A", "2025-02-01", CONTRACTION, "5"));
        RevenueLedger newer = older.plus(List.of(move("A", "2025-02-01", CHURN, "10")));
        assertThat(newer.movements())
                .containsExactly(move("A", "2025-01-01", NEW, "10"), move("A", "2025-02-01", CHURN, "10"));
        assertThat(newer.nettedRows())
                .containsExactly(
                        move("A", "2025-02-01", EXPANSION, "5"),
                        move("A", "2025-02-01", CONTRACTION, "5"),
                        move("A", "2025-02-01", CHURN, "10"));
    }

    @Test
    void onlyNettedRowsAreRecognisedByTheirIds() {
        RevenueMovement single = builder("A", "2025-01-01", NEW, "10").id("m1").build();
        RevenueMovement netted =
                builder("A", "2025-02-01", EXPANSION, "5").id("m2").build();
        RevenueLedger older = ledger(
                single,
                netted,
                builder("A", "2025-02-01", EXPANSION, "1").id("m3").build());
        assertThat(older.plus(List.of(netted)).balance(day("2026-01-01"))).isEqualTo(usd("16"));
        assertThat(older.plus(List.of(single)).balance(day("2026-01-01")))
                .as("a movement that stands alone on its day has lost its id")
                .isEqualTo(usd("26"));
    }

    @Test
    void ofTwoMovementsWithOneIdTheNewOneIsRefused() {
        RevenueMovement netted =
                builder("A", "2025-02-01", EXPANSION, "5").id("m2").build();
        RevenueLedger older = ledger(
                move("A", "2025-01-01", NEW, "10"),
                netted,
                builder("A", "2025-02-01", EXPANSION, "1").id("m3").build());
        RevenueLedger newer = older.plus(
                file(
                        builder("A", "2025-02-01", EXPANSION, "100").id("m2").build(),
                        builder("B", "2025-02-01", NEW, "7").id("m3").build()),
                findings);
        assertThat(told())
                .containsExactly(
                        "movements.csv:2: movement_id: m2, must be unique, but stands with other content at ledger, give"
                                + " one of them another id",
                        "movements.csv:3: movement_id: m3, must be unique, but stands with other content at ledger, give"
                                + " one of them another id");
        assertThat(newer.movements()).isEqualTo(older.movements());
        assertThat(newer.nettedRows()).isEqualTo(older.nettedRows());
    }

    @Test
    void anEmptyLedgerTakesADeclarationWithoutMovements() {
        RevenueLedger ledger =
                ledger().continued().currency(CurrencyUnit.USD).scale(2).build();
        assertThat(ledger.currency()).isEqualTo(CurrencyUnit.USD);
        assertThat(ledger.scale()).isEqualTo(2);
        assertThat(ledger.continued().scale(3).build().scale()).isEqualTo(3);
        assertThat(ledger.continued().currency(CurrencyUnit.USD).scale(2).build())
                .isSameAs(ledger);
    }

    @Test
    void moreMovementsThanAnArrayHoldsAreRefused() {
        assertThat(LedgerColumns.requireHeld(2_147_483_639L)).isEqualTo(2_147_483_639);
        assertThatThrownBy(() -> LedgerColumns.requireHeld(2_147_483_640L))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a ledger holds at most 2147483639 movements, not 2147483640; split it by accounts");
    }

    @Test
    void currencyAndScaleStay() {
        RevenueLedger older = ledger(move("A", "2025-01-01", NEW, "10.50"));
        older.plus(
                file(
                        move("A", "2025-02-01", EXPANSION, "0.125"),
                        in(CurrencyUnit.EUR, move("B", "2025-02-01", NEW, "1"))),
                findings);
        assertThat(told())
                .containsExactly(
                        "movements.csv:2: amount: USD 0.125, must have at most 1 decimals, round it, or declare a larger"
                                + " scale",
                        "movements.csv:3: currency: EUR, must be USD like the rest of the ledger, convert it first, with"
                                + " a rate of your choice");
        assertThatThrownBy(() -> older.continued().scale(4)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> older.continued().currency(CurrencyUnit.EUR))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anEmptyLedgerTakesCurrencyAndScaleOfWhatComes() {
        RevenueLedger ledger = ledger().plus(List.of(move("A", "2025-01-01", NEW, "10.125")));
        assertThat(ledger.balance("A", day("2026-01-01"))).isEqualTo(usd("10.125"));
        RevenueLedger declared =
                RevenueLedger.builder().currency(CurrencyUnit.EUR).scale(2).build();
        assertThatThrownBy(() -> declared.plus(List.of(move("A", "2025-01-01", NEW, "10.125"))))
                .isInstanceOf(InvalidDataException.class);
    }

    @Test
    void theSumWithAccountsThatAreNotTouchedMustFit() {
        RevenueLedger older = ledger(move("A", "2025-01-01", NEW, "9223372036854775800"));
        older.plus(file(move("B", "2025-01-01", NEW, "7"), move("C", "2025-01-01", NEW, "1")), findings);
        assertThat(findings.errors()).extracting(Finding::line).containsExactly(3L);
    }

    @Test
    void aLedgerOfChangedTypesIsNotContinued() {
        RevenueLedger older = ledger(
                move("A", "2025-01-01", NEW, "10"),
                move("A", "2025-02-01", CHURN, "10"),
                move("A", "2025-02-05", REACTIVATION, "10"));
        String message =
                "a ledger of which types were changed cannot be continued; continue the one that was built, then"
                        + " change types";
        assertThatThrownBy(() -> older.returningAsNewAfter(1).plus(List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> older.bridgingGapsShorterThan(10).continued()).hasMessage(message);
    }
}
