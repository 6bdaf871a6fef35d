package io.csmetrics.revenue;

import static io.csmetrics.record.RevenueMovement.Type.CHURN;
import static io.csmetrics.record.RevenueMovement.Type.CONTRACTION;
import static io.csmetrics.record.RevenueMovement.Type.EXPANSION;
import static io.csmetrics.record.RevenueMovement.Type.NEW;
import static io.csmetrics.revenue.Movements.bridge;
import static io.csmetrics.revenue.Movements.builder;
import static io.csmetrics.revenue.Movements.day;
import static io.csmetrics.revenue.Movements.ledger;
import static io.csmetrics.revenue.Movements.move;
import static io.csmetrics.revenue.Movements.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Segment;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.RevenueMovement.Kind;
import io.csmetrics.record.RevenueMovement.Type;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

/** Balances, bridges and cohorts of small ledgers that can be checked by hand. */
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

    @Test
    void movementsAreSelectedByTypeAndKindInOrderOfDay() {
        Set<Type> both = EnumSet.of(EXPANSION, CONTRACTION);
        assertThat(told(L1.select(both, Set.of()))).containsExactly("A 2025-01-10", "B 2025-01-12");
        assertThat(told(L1.select(both, Set.of(Kind.UPSELL)))).containsExactly("A 2025-01-10");
        assertThat(told(L1.select(both, Set.of(Kind.OTHER))))
                .as("a movement without kind is OTHER")
                .containsExactly("B 2025-01-12");
        assertThat(L1.select(Set.of(), Set.of()).size()).isZero();
    }

    private static List<String> told(MovementRows rows) {
        return IntStream.range(0, rows.size())
                .mapToObj(i -> L1.accountIds().get(rows.account(i)) + " " + LocalDate.ofEpochDay(rows.epochDay(i)))
                .toList();
    }

    @Test
    void daysWithRevenueAndTheRevenueOfEachDayAddUp() {
        AccountDays days = L1.accountDays(JANUARY.start(), JANUARY.endExclusive());
        assertThat(days.customer())
                .as("A and B all month, C 19 days, D from the 15th")
                .containsExactly(31, 31, 19, 17);
        assertThat(days.unscaledRevenue())
                .as("9 x 100 + 22 x 120; 11 x 50 + 20 x 30; 19 x 50; 17 x 40")
                .containsExactly(3540, 1150, 950, 680);
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
