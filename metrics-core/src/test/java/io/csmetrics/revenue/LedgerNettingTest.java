package io.csmetrics.revenue;

import static io.csmetrics.record.RevenueMovement.Type.CHURN;
import static io.csmetrics.record.RevenueMovement.Type.CONTRACTION;
import static io.csmetrics.record.RevenueMovement.Type.EXPANSION;
import static io.csmetrics.record.RevenueMovement.Type.NEW;
import static io.csmetrics.record.RevenueMovement.Type.OPENING;
import static io.csmetrics.record.RevenueMovement.Type.REACTIVATION;
import static io.csmetrics.revenue.Movements.bridge;
import static io.csmetrics.revenue.Movements.builder;
import static io.csmetrics.revenue.Movements.ledger;
import static io.csmetrics.revenue.Movements.move;
import static io.csmetrics.revenue.Movements.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Quotient;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several rows on one day, imported opening balances, and what happens twice inside one window. */
class LedgerNettingTest {
    private static final ReportingPeriod JANUARY = ReportingPeriod.month(2025, 1);
    private static final ReportingPeriod FEBRUARY = ReportingPeriod.month(2025, 2);

    // several rows a day

    @Test
    void theRowsOfADayAreNettedAndTheNetIsTyped() {
        RevenueMovement won = builder("A", "2025-01-05", NEW, "30").id("m1").build();
        RevenueMovement lost = builder("A", "2025-01-05", CHURN, "10").id("m2").build();
        RevenueLedger ledger = ledger(
                won,
                lost,
                move("A", "2025-02-05", CONTRACTION, "15"),
                move("A", "2025-02-05", CONTRACTION, "5"),
                move("A", "2025-03-05", NEW, "1"),
                move("A", "2025-03-05", NEW, "2"));
        assertThat(ledger.movements())
                .containsExactly(
                        move("A", "2025-01-05", NEW, "20"),
                        move("A", "2025-02-05", CHURN, "20"),
                        move("A", "2025-03-05", REACTIVATION, "3"));
        assertThat(ledger.nettedRows())
                .as("the rows as they came in, with their ids")
                .hasSize(6)
                .startsWith(won, lost);
    }

    @Test
    void aDayThatNetsToNothingIsNoMovement() {
        RevenueLedger ledger = ledger(move("A", "2025-01-05", NEW, "30"), move("A", "2025-01-05", CHURN, "30"));
        assertThat(ledger.size()).isZero();
        assertThat(ledger.accountIds()).containsExactly("A");
        assertThat(ledger.nettedRows()).hasSize(2);
        assertThat(ledger(
                                move("A", "2025-01-05", NEW, "30"),
                                move("A", "2025-01-05", CHURN, "30"),
                                move("A", "2025-03-05", NEW, "5"))
                        .movements())
                .as("what nets to nothing leaves no trace: the next gain is the first")
                .containsExactly(move("A", "2025-03-05", NEW, "5"));
    }

    @Test
    void theNetTakesKindReasonAndProductOfTheLargestRowInItsDirection() {
        RevenueMovement net = ledger(
                        move("A", "2025-01-01", NEW, "100"),
                        builder("A", "2025-02-01", EXPANSION, "5")
                                .kind(Kind.SEATS)
                                .reason("more seats")
                                .build(),
                        builder("A", "2025-02-01", EXPANSION, "9")
                                .kind(Kind.UPSELL)
                                .reason("bigger plan")
                                .product("core")
                                .build(),
                        builder("A", "2025-02-01", CONTRACTION, "12")
                                .kind(Kind.PRICE)
                                .reason("rebate")
                                .build())
                .movements()
                .get(1);
        assertThat(net)
                .isEqualTo(builder("A", "2025-02-01", EXPANSION, "2")
                        .kind(Kind.UPSELL)
                        .reason("bigger plan")
                        .product("core")
                        .build());
    }

    @Test
    void rowsOfEqualSizeAreToldApartByKindThenReasonThenProduct() {
        assertThat(leader(
                        row().reason("a").build(),
                        row().kind(Kind.PRICE).reason("z").build(),
                        row().kind(Kind.SEATS).reason("x").product("q").build(),
                        row().kind(Kind.SEATS).reason("x").product("p").build(),
                        row().kind(Kind.SEATS).reason("y").product("a").build()))
                .isEqualTo(builder("A", "2025-02-01", EXPANSION, "20")
                        .kind(Kind.SEATS)
                        .reason("x")
                        .product("p")
                        .build());
        assertThat(leader(row().reason("a").build(), row().kind(Kind.OTHER).build())
                        .kind())
                .as("any kind comes before none")
                .contains(Kind.OTHER);
        assertThat(leader(row().reason("a").build(), row().build()).reason())
                .as("no reason comes before any, as the empty text does")
                .isEmpty();
    }

    private static RevenueMovement.Builder row() {
        return builder("A", "2025-02-01", EXPANSION, "4");
    }

    private static RevenueMovement leader(RevenueMovement... rows) {
        List<RevenueMovement> all = new ArrayList<>(List.of(rows));
        all.add(move("A", "2025-01-01", NEW, "100"));
        RevenueMovement leader = RevenueLedger.of(all).movements().get(1);
        Collections.reverse(all);
        assertThat(RevenueLedger.of(all).movements().get(1)).isEqualTo(leader);
        return leader;
    }

    @Test
    void losingOneProductOfTwoIsContraction() {
        RevenueLedger ledger = ledger(
                builder("A", "2025-01-05", NEW, "30").product("core").build(),
                builder("A", "2025-01-05", NEW, "20").product("reports").build(),
                builder("A", "2025-02-05", CONTRACTION, "20").product("reports").build());
        assertThat(ledger.bridge(FEBRUARY).contraction()).isEqualTo(usd("20"));
        assertThat(ledger.bridge(FEBRUARY).accounts().churned()).isZero();
    }

    // opening balances

    @Test
    void anImportedOpeningBalanceCountsAsOpeningOfTheWindowThatHoldsIt() {
        RevenueLedger ledger = ledger(
                move("A", "2025-01-10", OPENING, "100"),
                move("A", "2025-01-10", CONTRACTION, "30"),
                move("B", "2024-12-01", NEW, "5"),
                move("C", "2025-01-10", OPENING, "40"),
                move("C", "2025-01-10", EXPANSION, "1"),
                move("C", "2025-01-10", EXPANSION, "2"));
        assertThat(ledger.bridge(JANUARY))
                .isEqualTo(bridge("145", "0", "0", "3", "30", "0", new RevenueBridge.Counts(3, 0, 0, 0, 1, 1, 2)));
        assertThat(ledger.retention(JANUARY))
                .isEqualTo(new RevenueRetention(usd("145"), usd("118"), usd("115"), 3, 3, 2));
        assertThat(ledger.cohortMovements(List.of(JANUARY), Cells.overall(3)).at(0, 0))
                .isEqualTo(new CohortMovements(usd("145"), usd("0"), usd("3"), usd("30"), usd("0"), 3, 2));
        assertThat(ledger.customersAtStart(JANUARY)).hasToString("{0, 1, 2}");
        assertThat(ledger.customersAt(JANUARY.start())).hasToString("{1}");
        assertThat(ledger.nettedRows())
                .as("the opening balance is never netted")
                .containsExactly(move("C", "2025-01-10", EXPANSION, "1"), move("C", "2025-01-10", EXPANSION, "2"));
        assertThat(ledger.bridge(FEBRUARY).accounts().importedInside()).isZero();
        assertThat(ledger.retention(FEBRUARY))
                .isEqualTo(new RevenueRetention(usd("118"), usd("118"), usd("118"), 3, 3, 0));
        RevenueBridge netted =
                ledger.bridgesNettedWithin(List.of(JANUARY), Cells.overall(3)).at(0, 0);
        assertThat(netted)
                .isEqualTo(bridge("145", "0", "0", "3", "30", "0", new RevenueBridge.Counts(3, 0, 0, 0, 1, 1, 2)));
    }

    @Test
    void anOpeningBalanceOnTheFirstDayOfAWindowIsInsideItAndOneOnItsEndIsNot() {
        RevenueLedger ledger = ledger(move("A", "2025-02-01", OPENING, "100"));
        assertThat(ledger.bridge(JANUARY).opening()).isEqualTo(usd("0"));
        assertThat(ledger.customersAtStart(JANUARY).isEmpty()).isTrue();
        assertThat(ledger.bridge(FEBRUARY).opening()).isEqualTo(usd("100"));
        assertThat(ledger.bridge(FEBRUARY).accounts().importedInside()).isEqualTo(1);
        assertThat(ledger.customersAtStart(FEBRUARY).isEmpty()).isFalse();
        assertThat(ledger.retention(FEBRUARY).importedInside()).isEqualTo(1);
    }

    // new, churned and back inside one window

    @Test
    void whatIsNewAndChurnsInsideAWindowStandsTwiceInTheBridgeAndNowhereWhenNetted() {
        RevenueLedger ledger = ledger(move("A", "2025-01-05", NEW, "10"), move("A", "2025-01-20", CHURN, "10"));
        assertThat(ledger.bridge(JANUARY))
                .isEqualTo(bridge("0", "10", "0", "0", "0", "10", new RevenueBridge.Counts(0, 1, 0, 1, 0, 0, 0)));
        assertThat(ledger.bridgesNettedWithin(List.of(JANUARY), Cells.overall(1))
                        .at(0, 0))
                .isEqualTo(bridge("0", "0", "0", "0", "0", "0", new RevenueBridge.Counts(0, 0, 0, 0, 0, 0, 0)));
        assertThat(ledger.retention(JANUARY).openingAccounts()).isZero();
    }

    @Test
    void anOpeningAccountThatLeavesAndReturnsCountsWithItsClosingRevenue() {
        RevenueLedger ledger = ledger(
                move("A", "2024-12-01", NEW, "100"),
                move("A", "2025-01-05", CHURN, "100"),
                move("A", "2025-01-25", REACTIVATION, "80"),
                move("B", "2024-01-01", NEW, "50"),
                move("B", "2024-06-01", CHURN, "50"),
                move("B", "2025-01-10", REACTIVATION, "70"));
        assertThat(ledger.retention(JANUARY))
                .as("B was at 0 at the opening: it is never in")
                .isEqualTo(new RevenueRetention(usd("100"), usd("80"), usd("80"), 1, 1, 0));
        assertThat(ledger.cohortMovements(List.of(JANUARY), Cells.overall(2)).at(0, 0))
                .isEqualTo(new CohortMovements(usd("100"), usd("80"), usd("0"), usd("0"), usd("100"), 1, 0));
        RevenueBridge bridge = ledger.bridge(JANUARY);
        assertThat(bridge.reactivation()).isEqualTo(usd("150"));
        assertThat(RetentionRates.flow(bridge, false).net()).contains(Quotient.of(0, 100));
        assertThat(RetentionRates.flow(bridge, true).net()).contains(Quotient.of(150, 100));
        assertThat(RetentionRates.flow(bridge, true).gross()).contains(Quotient.of(0, 100));
    }

    @Test
    void aShortGapIsNeitherChurnNorReturn() {
        RevenueLedger ledger = ledger(
                move("A", "2025-01-01", NEW, "100"),
                move("A", "2025-01-10", CHURN, "100"),
                move("A", "2025-01-15", REACTIVATION, "120"),
                move("A", "2025-02-10", CHURN, "120"),
                move("A", "2025-02-12", REACTIVATION, "90"),
                move("A", "2025-03-10", CHURN, "90"),
                move("A", "2025-03-11", REACTIVATION, "90"),
                move("A", "2025-04-01", CHURN, "90"));
        assertThat(ledger.bridgingGapsShorterThan(6).movements())
                .containsExactly(
                        move("A", "2025-01-01", NEW, "100"),
                        move("A", "2025-01-15", EXPANSION, "20"),
                        move("A", "2025-02-12", CONTRACTION, "30"),
                        move("A", "2025-04-01", CHURN, "90"));
        assertThat(ledger.bridgingGapsShorterThan(5).movements())
                .as("a gap of five days is not shorter than five")
                .startsWith(
                        move("A", "2025-01-01", NEW, "100"),
                        move("A", "2025-01-10", CHURN, "100"),
                        move("A", "2025-01-15", REACTIVATION, "120"));
        assertThat(ledger.bridgingGapsShorterThan(1).movements()).isEqualTo(ledger.movements());
        assertThat(ledger.bridgingGapsShorterThan(0).movements()).isEqualTo(ledger.movements());
    }

    @Test
    void bridgingKeepsKindsReasonsAndProductsOfWhatStays() {
        RevenueMovement grown = builder("A", "2025-01-05", EXPANSION, "5")
                .kind(Kind.SEATS)
                .reason("growth")
                .product("core")
                .build();
        RevenueLedger bridged = ledger(
                        move("A", "2025-01-01", NEW, "100"),
                        grown,
                        move("A", "2025-01-10", CHURN, "105"),
                        move("A", "2025-01-11", REACTIVATION, "105"),
                        move("B", "2025-01-01", NEW, "1"))
                .bridgingGapsShorterThan(10);
        assertThat(bridged.movements())
                .containsExactly(move("A", "2025-01-01", NEW, "100"), grown, move("B", "2025-01-01", NEW, "1"));
    }

    @Test
    void aLateReturnCanCountAsNew() {
        RevenueLedger ledger = ledger(
                move("A", "2024-01-01", NEW, "100"),
                move("A", "2024-06-01", CHURN, "100"),
                move("A", "2025-01-10", REACTIVATION, "100"),
                move("B", "2024-01-01", NEW, "100"),
                move("B", "2024-12-20", CHURN, "100"),
                move("B", "2025-01-19", REACTIVATION, "100"));
        RevenueLedger changed = ledger.returningAsNewAfter(30);
        assertThat(changed.bridge(JANUARY).newRevenue()).isEqualTo(usd("100"));
        assertThat(changed.bridge(JANUARY).reactivation())
                .as("a return on the thirtieth day is still a reactivation")
                .isEqualTo(usd("100"));
        RevenueBridge netted =
                changed.bridgesNettedWithin(List.of(JANUARY), Cells.overall(2)).at(0, 0);
        assertThat(netted.newRevenue())
                .as("netting within the window tells new and returning apart alike")
                .isEqualTo(usd("100"));
        assertThat(netted.reactivation()).isEqualTo(usd("100"));
        assertThat(ledger.returningAsNewAfter(0).bridge(JANUARY).accounts().won())
                .isEqualTo(2);
    }

    @Test
    void daysAreNotNegative() {
        RevenueLedger ledger = ledger(move("A", "2025-01-01", NEW, "10"));
        assertThatThrownBy(() -> ledger.bridgingGapsShorterThan(-1)).hasMessage("days -1 must be 0 or more");
        assertThatThrownBy(() -> ledger.returningAsNewAfter(-1)).hasMessage("days -1 must be 0 or more");
    }
}
