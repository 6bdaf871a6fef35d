package io.csmetrics.revenue;

import static io.csmetrics.record.RevenueMovement.Type.CHURN;
import static io.csmetrics.record.RevenueMovement.Type.CONTRACTION;
import static io.csmetrics.record.RevenueMovement.Type.EXPANSION;
import static io.csmetrics.record.RevenueMovement.Type.NEW;
import static io.csmetrics.record.RevenueMovement.Type.OPENING;
import static io.csmetrics.record.RevenueMovement.Type.REACTIVATION;
import static io.csmetrics.revenue.Movements.builder;
import static io.csmetrics.revenue.Movements.day;
import static io.csmetrics.revenue.Movements.ledger;
import static io.csmetrics.revenue.Movements.move;
import static io.csmetrics.revenue.Movements.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Quotient;
import io.csmetrics.facts.Segment;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

class RevenueLedgerTest {
    private static final ReportingPeriod JANUARY = ReportingPeriod.month(2025, 1);
    private static final ReportingPeriod FEBRUARY = ReportingPeriod.month(2025, 2);

    /** The worked ledger L1 of the specification of key figures. */
    private static final RevenueLedger L1 = ledger(
            move("A", "2024-05-01", NEW, "100"),
            move("B", "2024-06-01", NEW, "50"),
            move("C", "2024-07-01", NEW, "50"),
            builder("A", "2025-01-10", EXPANSION, "20").kind(Kind.UPSELL).build(),
            move("B", "2025-01-12", CONTRACTION, "20"),
            move("D", "2025-01-15", NEW, "40"),
            builder("C", "2025-01-20", CHURN, "50").reason("price").build());

    private static RevenueBridge bridge(
            String opening,
            String won,
            String reactivation,
            String expansion,
            String contraction,
            String churn,
            RevenueBridge.Counts counts) {
        return new RevenueBridge(
                usd(opening),
                usd(won),
                usd(reactivation),
                usd(expansion),
                usd(contraction),
                usd(churn),
                usd("0"),
                counts);
    }

    @Test
    void theBridgeOfTheWorkedLedgerCloses() {
        RevenueBridge bridge = L1.bridge(JANUARY);
        assertThat(bridge)
                .isEqualTo(bridge("200", "40", "0", "20", "20", "50", new RevenueBridge.Counts(3, 1, 0, 1, 1, 1, 0)));
        assertThat(bridge.closing()).isEqualTo(usd("190"));
        assertThat(bridge.accounts().closing()).isEqualTo(3);
    }

    @Test
    void theOpeningCohortOfTheWorkedLedgerIsTakenAccountByAccount() {
        RevenueRetention facts = L1.retention(JANUARY);
        assertThat(facts).isEqualTo(new RevenueRetention(usd("200"), usd("150"), usd("130"), 3, 2, 0));
        assertThat(facts.lost()).isEqualTo(usd("70"));
        assertThat(facts.gained()).isEqualTo(usd("20"));
        assertThat(facts.lostAccounts()).isEqualTo(1);
        assertThat(L1.cohortMovements(List.of(JANUARY), Cells.overall(4)).at(0, 0))
                .isEqualTo(new CohortMovements(usd("200"), usd("0"), usd("20"), usd("20"), usd("50"), 3, 0));
    }

    @Test
    void theAccountsBehindASumAreThoseThatHaveAPartOfIt() {
        assertThat(L1.accountsBehind(RevenueTerm.OPEN, JANUARY))
                .containsExactly(entry("A", usd("100")), entry("B", usd("50")), entry("C", usd("50")));
        assertThat(L1.accountsBehind(RevenueTerm.LOST, JANUARY))
                .containsExactly(entry("B", usd("20")), entry("C", usd("50")));
        assertThat(L1.accountsBehind(RevenueTerm.NET_LOST, JANUARY))
                .containsExactly(entry("A", usd("-20")), entry("B", usd("20")), entry("C", usd("50")));
        assertThat(L1.accountsBehind(RevenueTerm.CHURN, JANUARY)).containsExactly(entry("C", usd("50")));
        assertThat(L1.accountsBehind(RevenueTerm.REACTIVATION, JANUARY)).isEmpty();
    }

    @Test
    void aTermIsReadFromTheFactsThatKnowIt() {
        RevenueBridge bridge = L1.bridge(JANUARY);
        RevenueRetention retention = L1.retention(JANUARY);
        assertThat(RevenueTerm.OPEN.of(bridge)).isEqualTo(RevenueTerm.OPEN.of(retention));
        assertThat(RevenueTerm.CLOSE.of(bridge)).isEqualTo(usd("190"));
        assertThat(RevenueTerm.NET_LOST.of(retention)).isEqualTo(usd("50"));
        for (RevenueTerm term : EnumSet.range(RevenueTerm.COHORT_CLOSE, RevenueTerm.NET_LOST)) {
            assertThatThrownBy(() -> term.of(bridge))
                    .hasMessage("a bridge has no " + term + "; read it from retention facts");
        }
        Set<RevenueTerm> ofBridgesOnly = EnumSet.range(RevenueTerm.NEW, RevenueTerm.REACTIVATION);
        ofBridgesOnly.add(RevenueTerm.CLOSE);
        for (RevenueTerm term : ofBridgesOnly) {
            assertThatThrownBy(() -> term.of(retention))
                    .hasMessage("retention facts have no " + term + "; read it from a bridge");
        }
    }

    @Test
    void aDayIsReadAtItsStart() {
        RevenueLedger ledger = ledger(move("A", "2025-01-01", NEW, "10"), move("A", "2025-02-01", CHURN, "10"));
        assertThat(ledger.balance("A", day("2025-01-01"))).isEqualTo(usd("0"));
        assertThat(ledger.balance("A", day("2025-01-02"))).isEqualTo(usd("10"));
        assertThat(ledger.balance("A", day("2025-02-01")))
                .as("the day of churn is the first without service")
                .isEqualTo(usd("10"));
        assertThat(ledger.balance("A", day("2025-02-02"))).isEqualTo(usd("0"));
        assertThat(ledger.bridge(JANUARY))
                .isEqualTo(bridge("0", "10", "0", "0", "0", "0", new RevenueBridge.Counts(0, 1, 0, 0, 0, 0, 0)));
        assertThat(ledger.bridge(FEBRUARY))
                .isEqualTo(bridge("10", "0", "0", "0", "0", "10", new RevenueBridge.Counts(1, 0, 0, 1, 0, 0, 0)));
    }

    @Test
    void aMonthInWhichNothingHappenedIsARowOfZeros() {
        RevenueBridge march = L1.bridge(ReportingPeriod.month(2025, 3));
        assertThat(march)
                .isEqualTo(bridge("190", "0", "0", "0", "0", "0", new RevenueBridge.Counts(3, 0, 0, 0, 0, 0, 0)));
        assertThat(L1.bridge(ReportingPeriod.month(2020, 3)))
                .isEqualTo(bridge("0", "0", "0", "0", "0", "0", new RevenueBridge.Counts(0, 0, 0, 0, 0, 0, 0)));
    }

    @Test
    void balancesAreOfAccountsThatPay() {
        assertThat(L1.balances(day("2025-02-01")))
                .containsExactly(entry("A", usd("120")), entry("B", usd("30")), entry("D", usd("40")));
        assertThat(L1.balance(day("2025-02-01"))).isEqualTo(usd("190"));
        assertThat(L1.balance("nobody", day("2025-02-01"))).isEqualTo(usd("0"));
        assertThat(L1.unscaledBalances(day("2025-02-01"))).containsExactly(120, 30, 0, 40);
        assertThat(L1.customersAt(day("2025-02-01"))).hasToString("{0, 1, 3}");
        assertThat(L1).hasToString("7 movements of 4 accounts in USD");
    }

    @Test
    void aLedgerOfNothingHasZerosAndNoRates() {
        RevenueLedger none = RevenueLedger.of(List.of());
        assertThat(none.currency()).isEqualTo(RevenueLedger.NO_CURRENCY);
        assertThat(none.scale()).isZero();
        assertThat(none.size()).isZero();
        assertThat(none.movements()).isEmpty();
        assertThat(none.balances(day("2025-01-01"))).isEmpty();
        assertThat(none.bridge(JANUARY).closing().isZero()).isTrue();
        assertThat(none.retention(JANUARY).openingAccounts()).isZero();
        for (RetentionMethod method : RetentionMethod.values()) {
            assertThat(none.retention(JANUARY, method).net()).isEmpty();
            assertThat(none.retention(JANUARY, method).gross()).isEmpty();
        }
        assertThat(RevenueLedger.builder().currency(CurrencyUnit.EUR).build().currency())
                .isEqualTo(CurrencyUnit.EUR);
    }

    @Test
    void anAccountAtZeroIsNoCustomerAndFallingToZeroIsChurnWithItsReason() {
        RevenueLedger ledger = ledger(
                move("A", "2025-01-01", NEW, "10"),
                builder("A", "2025-01-20", CHURN, "10").reason("paused").build());
        assertThat(ledger.customersAt(day("2025-01-20")).isEmpty()).isFalse();
        assertThat(ledger.customersAt(day("2025-01-21")).isEmpty()).isTrue();
        assertThat(ledger.movements().get(1).reason()).contains("paused");
        assertThat(ledger.bridge(JANUARY).accounts().churned()).isEqualTo(1);
    }

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
        assertThatThrownBy(() -> L1.bridgingGapsShorterThan(-1)).hasMessage("days -1 must be 0 or more");
        assertThatThrownBy(() -> L1.returningAsNewAfter(-1)).hasMessage("days -1 must be 0 or more");
    }

    // rates

    @Test
    void fourMethodsGiveFourRates() {
        RevenueLedger ledger = ledger(
                move("A", "2024-12-01", NEW, "100"),
                move("A", "2025-01-10", EXPANSION, "50"),
                move("A", "2025-02-10", CONTRACTION, "70"),
                move("B", "2025-01-05", NEW, "20"),
                move("B", "2025-02-05", EXPANSION, "40"));
        ReportingPeriod window = ReportingPeriod.of(day("2025-01-01"), day("2025-03-01"));
        assertThat(ledger.retention(window, RetentionMethod.POINT_TO_POINT))
                .isEqualTo(rates(RetentionMethod.POINT_TO_POINT, Quotient.of(80, 100), Quotient.of(80, 100)));
        assertThat(ledger.retention(window, RetentionMethod.COHORT_MOVEMENTS))
                .isEqualTo(rates(RetentionMethod.COHORT_MOVEMENTS, Quotient.of(80, 100), Quotient.of(30, 100)));
        assertThat(ledger.retention(window, RetentionMethod.FLOW))
                .isEqualTo(rates(RetentionMethod.FLOW, Quotient.of(120, 100), Quotient.of(30, 100)));
        RetentionRates compounded = ledger.retention(window, RetentionMethod.COMPOUNDED);
        assertThat(compounded.net().orElseThrow())
                .isEqualByComparingTo(Quotient.of(150, 100).times(Quotient.of(140, 170)));
        assertThat(compounded.gross().orElseThrow()).isEqualByComparingTo(Quotient.of(100, 170));
    }

    private static RetentionRates rates(RetentionMethod method, Quotient net, Quotient gross) {
        return new RetentionRates(method, Optional.of(net), Optional.of(gross));
    }

    @Test
    void grossRetentionByMovementsFallsBelowZeroWhenAnAccountGrowsAndLeaves() {
        RevenueLedger ledger = ledger(
                move("A", "2024-12-01", NEW, "10"),
                move("A", "2025-01-10", EXPANSION, "20"),
                move("A", "2025-01-20", CHURN, "30"));
        assertThat(ledger.retention(JANUARY, RetentionMethod.COHORT_MOVEMENTS).gross())
                .contains(Quotient.of(-20, 10));
        assertThat(ledger.retention(JANUARY, RetentionMethod.FLOW).gross()).contains(Quotient.of(-20, 10));
        assertThat(ledger.retention(JANUARY, RetentionMethod.POINT_TO_POINT).gross())
                .contains(Quotient.of(0, 10));
    }

    @Test
    void oneMonthWithoutOpeningLeavesTheProductUndefined() {
        RevenueLedger ledger = ledger(move("A", "2025-01-10", NEW, "10"));
        ReportingPeriod quarter = ReportingPeriod.quarter(2025, 1);
        assertThat(ledger.retention(quarter, RetentionMethod.COMPOUNDED).net()).isEmpty();
        assertThat(ledger.retention(ReportingPeriod.month(2025, 2), RetentionMethod.COMPOUNDED)
                        .net())
                .contains(Quotient.of(10, 10));
    }

    @Test
    void aCompoundedRateNeedsWholeMonths() {
        assertThatThrownBy(() -> L1.retention(
                        ReportingPeriod.of(day("2025-01-01"), day("2025-02-15")), RetentionMethod.COMPOUNDED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("window [2025-01-01, 2025-02-15) must be whole months for COMPOUNDED; end it on the day of"
                        + " the month on which it starts");
        assertThat(RetentionRates.months(ReportingPeriod.of(day("2025-01-31"), day("2025-03-31"))))
                .as("cut at the start plus one month, plus two months")
                .containsExactly(
                        ReportingPeriod.of(day("2025-01-31"), day("2025-02-28")),
                        ReportingPeriod.of(day("2025-02-28"), day("2025-03-31")));
    }

    // counting

    @Test
    void movementsAreCountedByTypeAndKind() {
        LocalDate from = JANUARY.start();
        LocalDate to = JANUARY.endExclusive();
        assertThat(L1.countMovements(EnumSet.of(EXPANSION, CONTRACTION), Set.of(), from, to))
                .containsExactly(1, 1, 0, 0);
        assertThat(L1.countMovements(EnumSet.of(EXPANSION, CONTRACTION), Set.of(Kind.UPSELL), from, to))
                .containsExactly(1, 0, 0, 0);
        assertThat(L1.countMovements(EnumSet.of(EXPANSION, CONTRACTION), Set.of(Kind.OTHER), from, to))
                .as("a movement without kind is OTHER")
                .containsExactly(0, 1, 0, 0);
        assertThat(L1.countMovements(EnumSet.of(NEW), Set.of(), from, day("2025-01-15")))
                .containsExactly(0, 0, 0, 0);
    }

    @Test
    void expansionAndContractionAreToldByKind() {
        MovementMix mix = L1.mixes(List.of(JANUARY), Cells.overall(4)).at(0, 0);
        assertThat(mix.currency()).isEqualTo(CurrencyUnit.USD);
        assertThat(mix.expansion()).containsExactly(entry(Kind.UPSELL, usd("20")));
        assertThat(mix.contraction()).containsExactly(entry(Kind.OTHER, usd("20")));
        assertThat(mix.expansion(Set.of(Kind.SEATS)).isZero()).isTrue();
        assertThat(mix.contraction(Set.of(Kind.OTHER))).isEqualTo(usd("20"));
    }

    @Test
    void windowsMayOverlapAndReachBeyondAllTime() {
        ReportingPeriod always = ReportingPeriod.of(LocalDate.MIN, LocalDate.MAX);
        ReportingPeriod never = ReportingPeriod.of(LocalDate.MAX.minusDays(5), LocalDate.MAX);
        ReportingPeriod before = ReportingPeriod.of(LocalDate.MIN, LocalDate.MIN.plusDays(5));
        RevenueLedger.Bridges bridges = L1.bridges(List.of(always, JANUARY, never, before), Cells.overall(4));
        assertThat(bridges.at(0, 0).newRevenue()).isEqualTo(usd("240"));
        assertThat(bridges.at(0, 0).closing()).isEqualTo(usd("190"));
        assertThat(bridges.at(1, 0)).isEqualTo(L1.bridge(JANUARY));
        assertThat(bridges.at(2, 0))
                .isEqualTo(bridge("190", "0", "0", "0", "0", "0", new RevenueBridge.Counts(3, 0, 0, 0, 0, 0, 0)));
        assertThat(bridges.at(3, 0).closing()).isEqualTo(usd("0"));
        assertThat(L1.retention(never).closing()).isEqualTo(usd("190"));
        assertThat(L1.bridge(never)).isEqualTo(bridges.at(2, 0));
    }

    @Test
    void accountsThatAreLeftOutAreInNoCell() {
        Cells cells =
                Cells.of(new int[] {0, Cells.LEFT_OUT, 1, 0}, List.of(Segment.of("s", "a"), Segment.of("s", "b")));
        List<ReportingPeriod> windows = List.of(JANUARY);
        assertThat(L1.bridges(windows, cells).at(0, 0).closing()).isEqualTo(usd("160"));
        assertThat(L1.bridges(windows, cells).at(0, 1).churn()).isEqualTo(usd("50"));
        assertThat(L1.bridges(windows, cells).at(0, 2).closing()).isEqualTo(usd("0"));
        assertThat(L1.mixes(windows, cells).at(0, 0).contraction()).isEmpty();
        assertThat(L1.retentions(windows, cells).at(0, 0).opening()).isEqualTo(usd("100"));
    }

    @Test
    void theCellsAreOfTheAccountsOfTheLedger() {
        assertThatThrownBy(() -> L1.bridges(List.of(JANUARY), Cells.overall(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cells of 3 accounts must be of the ledger's 4 accounts; make them from the same data");
    }

    @Test
    void thereIsAtLeastOneWindow() {
        assertThatThrownBy(() -> L1.retentions(List.of(), Cells.overall(4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("windows must be at least one; give the period to count in");
    }

    @Test
    void aWindowThatWasNotGivenIsRefused() {
        List<ReportingPeriod> windows = List.of(JANUARY);
        assertThatThrownBy(() -> L1.retentions(windows, Cells.overall(4)).at(1, 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> L1.cohortMovements(windows, Cells.overall(4)).at(1, 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> L1.bridges(windows, Cells.overall(4)).at(1, 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(
                        () -> L1.bridgesNettedWithin(windows, Cells.overall(4)).at(1, 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> L1.mixes(windows, Cells.overall(4)).at(1, 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    // more accounts

    @Test
    void accountsWithoutMovementsCanBeAdded() {
        RevenueLedger wider = L1.withAccounts(List.of("0", "A", "B", "BB", "C", "D", "E"));
        assertThat(wider.accountIds()).hasSize(7);
        assertThat(wider.balance("A", day("2025-02-01"))).isEqualTo(usd("120"));
        assertThat(wider.balance("E", day("2025-02-01"))).isEqualTo(usd("0"));
        assertThat(wider.customersAt(day("2025-02-01"))).hasToString("{1, 2, 5}");
    }

    @Test
    void noAccountOfTheLedgerCanBeLeftAway() {
        assertThatThrownBy(() -> L1.withAccounts(List.of("A", "B", "D")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("account \"C\" of the ledger must be among the given accounts; add it");
    }

    @Test
    void accountsAscendWithoutDuplicates() {
        assertThatThrownBy(() -> L1.withAccounts(List.of("Z", "A", "B", "C", "D")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("account \"A\" must not stand after \"Z\"; give the accounts in ascending order without"
                        + " duplicates");
        assertThatThrownBy(() -> L1.withAccounts(List.of("A", "B", "C", "D", "D")))
                .hasMessage("account \"D\" must not stand after \"D\"; give the accounts in ascending order without"
                        + " duplicates");
    }
}
