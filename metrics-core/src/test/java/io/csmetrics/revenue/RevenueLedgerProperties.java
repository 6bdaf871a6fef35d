package io.csmetrics.revenue;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Facts;
import io.csmetrics.facts.Grid;
import io.csmetrics.facts.Quotient;
import io.csmetrics.facts.Segment;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.revenue.RandomLedgers.Book;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.joda.money.BigMoney;

/** What must hold of every ledger of allowed movements, row for row. */
@Domain(RandomLedgers.class)
@Domain(DomainContext.Global.class)
@PropertyDefaults(tries = 500)
class RevenueLedgerProperties {
    private static final Set<RevenueTerm> OF_RETENTION = EnumSet.of(
            RevenueTerm.COHORT_CLOSE, RevenueTerm.RETAINED, RevenueTerm.LOST, RevenueTerm.GAINED, RevenueTerm.NET_LOST);

    // identities

    @Property
    void theBridgeClosesForEachAccountEachSegmentAndTheWhole(
            @ForAll Book book, @ForAll ReportingPeriod window, @ForAll Random random) {
        RevenueLedger ledger = book.ledger();
        BigMoney total = BigMoney.zero(book.currency(), book.scale());
        long paying = 0;
        RevenueLedger.Bridges byAccount = ledger.bridges(List.of(window), Cells.byAccount(ledger.accountIds()));
        Cells cells = RandomLedgers.cells(ledger.accountIds().size(), random);
        RevenueLedger.Bridges bySegment = ledger.bridges(List.of(window), cells);
        BigMoney[] segments = new BigMoney[cells.size()];
        for (int cell = 0; cell < segments.length; cell++) {
            segments[cell] = BigMoney.zero(book.currency(), book.scale());
        }
        for (int i = 0; i < ledger.accountIds().size(); i++) {
            BigMoney closing = ledger.balance(ledger.accountIds().get(i), window.endExclusive());
            assertThat(byAccount.at(0, i).closing()).isEqualTo(closing);
            assertThat(byAccount.at(0, i).accounts().closing()).isEqualTo(closing.isZero() ? 0 : 1);
            total = total.plus(closing);
            paying += closing.isZero() ? 0 : 1;
            if (cells.of(i) != Cells.LEFT_OUT) {
                segments[cells.of(i)] = segments[cells.of(i)].plus(closing);
            }
        }
        for (int cell = 0; cell < segments.length; cell++) {
            assertThat(bySegment.at(0, cell).closing()).isEqualTo(segments[cell]);
        }
        assertThat(ledger.bridge(window).closing()).isEqualTo(total).isEqualTo(ledger.balance(window.endExclusive()));
        assertThat(ledger.bridge(window).accounts().closing()).isEqualTo(paying);
        RevenueBridge netted = ledger.bridgesNettedWithin(
                        List.of(window), Cells.overall(ledger.accountIds().size()))
                .at(0, 0);
        assertThat(netted.closing()).isEqualTo(total);
        assertThat(netted.accounts().closing()).isEqualTo(paying);
        assertThat(netted.opening()).isEqualTo(ledger.bridge(window).opening());
    }

    @Property
    void adjoiningWindowsChainButForOpeningBalancesInside(
            @ForAll Book book, @ForAll ReportingPeriod window, @ForAll @IntRange(min = 1, max = 500) int days) {
        RevenueLedger ledger = book.ledger();
        ReportingPeriod next =
                ReportingPeriod.of(window.endExclusive(), window.endExclusive().plusDays(days));
        RevenueBridge first = ledger.bridge(window);
        RevenueBridge second = ledger.bridge(next);
        assertThat(second.opening()).isEqualTo(first.closing().plus(imported(ledger, next)));
        assertThat(second.accounts().opening())
                .isEqualTo(first.accounts().closing() + second.accounts().importedInside());
    }

    @Property
    void splittingAWindowKeepsTheSumOfTheBridge(
            @ForAll Book book, @ForAll ReportingPeriod window, @ForAll Random random) {
        RevenueLedger ledger = book.ledger();
        List<ReportingPeriod> parts = new ArrayList<>();
        for (LocalDate from = window.start(); from.isBefore(window.endExclusive()); ) {
            LocalDate to = from.plusDays(1L + random.nextInt(120));
            to = to.isBefore(window.endExclusive()) ? to : window.endExclusive();
            parts.add(ReportingPeriod.of(from, to));
            from = to;
        }
        Cells all = Cells.overall(ledger.accountIds().size());
        RevenueLedger.Bridges bridges = ledger.bridges(parts, all);
        RevenueBridge whole = ledger.bridge(window);
        for (RevenueTerm term : EnumSet.of(
                RevenueTerm.NEW,
                RevenueTerm.REACTIVATION,
                RevenueTerm.EXPANSION,
                RevenueTerm.CONTRACTION,
                RevenueTerm.CHURN)) {
            BigMoney sum = BigMoney.zero(book.currency(), book.scale());
            for (int w = 0; w < parts.size(); w++) {
                sum = sum.plus(term.of(bridges.at(w, 0)));
            }
            assertThat(sum).isEqualTo(term.of(whole));
        }
        assertThat(bridges.at(parts.size() - 1, 0).closing()).isEqualTo(whole.closing());
    }

    @Property
    void retainedAndLostAreTheOpeningAndGrossIsNeverAboveNetNorOne(@ForAll Book book, @ForAll ReportingPeriod window) {
        RevenueRetention facts = book.ledger().retention(window);
        RevenueBridge bridge = book.ledger().bridge(window);
        assertThat(facts.retained().plus(facts.lost())).isEqualTo(facts.opening());
        assertThat(facts.retained().plus(facts.gained())).isEqualTo(facts.closing());
        assertThat(facts.opening()).isEqualTo(bridge.opening());
        assertThat(facts.openingAccounts()).isEqualTo(bridge.accounts().opening());
        assertThat(facts.retainedAccounts() + facts.lostAccounts()).isEqualTo(facts.openingAccounts());
        assertThat(facts.importedInside()).isEqualTo(bridge.accounts().importedInside());
        assertThat(facts.lost().isNegative() || facts.gained().isNegative()).isFalse();
        assertThat(facts.closing().isLessThan(bridge.closing())
                        || facts.closing().isEqual(bridge.closing()))
                .isTrue();
        RetentionRates rates = book.ledger().retention(window, RetentionMethod.POINT_TO_POINT);
        assertThat(rates.net().isPresent()).isEqualTo(facts.opening().isPositive());
        rates.net().ifPresent(net -> {
            Quotient gross = rates.gross().orElseThrow();
            assertThat(gross).isBetween(Quotient.of(0), net.min(Quotient.of(1)));
            assertThat(gross.plus(over(facts.lost(), facts.opening()))).isEqualByComparingTo(Quotient.of(1));
            assertThat(gross.plus(over(facts.gained(), facts.opening()))).isEqualByComparingTo(net);
        });
    }

    @Property
    void netRetentionByMovementsOfTheCohortIsThatOfItsEnds(@ForAll Book book, @ForAll ReportingPeriod window) {
        RetentionRates ends = book.ledger().retention(window, RetentionMethod.POINT_TO_POINT);
        RetentionRates movements = book.ledger().retention(window, RetentionMethod.COHORT_MOVEMENTS);
        assertThat(movements.net()).isEqualTo(ends.net());
        movements
                .gross()
                .ifPresent(gross ->
                        assertThat(gross).isLessThanOrEqualTo(ends.gross().orElseThrow()));
    }

    @Property
    void netRetentionOfDisjointGroupsIsTheirOpeningWeightedMean(
            @ForAll Book book, @ForAll ReportingPeriod window, @ForAll Random random) {
        RevenueLedger ledger = book.ledger();
        int[] group = IntStream.range(0, ledger.accountIds().size())
                .map(i -> random.nextInt(3))
                .toArray();
        Cells cells = Cells.of(group, List.of(Segment.of("g", "0"), Segment.of("g", "1"), Segment.of("g", "2")));
        RevenueLedger.Retentions retentions = ledger.retentions(List.of(window), cells);
        Quotient weighted = Quotient.of(0);
        Quotient weights = Quotient.of(0);
        for (int cell = 0; cell < 3; cell++) {
            RevenueRetention facts = retentions.at(0, cell);
            Optional<Quotient> rate = RetentionRates.pointToPoint(facts).net();
            if (rate.isPresent()) {
                Quotient weight = Quotient.of(facts.opening().getAmount());
                weighted = weighted.plus(rate.get().times(weight));
                weights = weights.plus(weight);
            }
        }
        Optional<Quotient> whole =
                ledger.retention(window, RetentionMethod.POINT_TO_POINT).net();
        assertThat(whole.isPresent()).isEqualTo(weights.signum() > 0);
        if (whole.isPresent()) {
            assertThat(weighted.over(weights)).isEqualByComparingTo(whole.get());
        }
    }

    @Property
    void scalingAllAmountsChangesNoRate(
            @ForAll Book book, @ForAll @IntRange(min = 2, max = 1000) int factor, @ForAll Random random) {
        List<RevenueMovement> scaled = book.rows().stream()
                .map(m -> with(m, m.type(), m.amount().multipliedBy(factor)))
                .toList();
        ReportingPeriod window = RandomLedgers.wholeMonths(random);
        for (RetentionMethod method : RetentionMethod.values()) {
            RetentionRates before = book.ledger().retention(window, method);
            RetentionRates after = book.ledger(scaled).retention(window, method);
            assertThat(after.net().isPresent()).isEqualTo(before.net().isPresent());
            before.net().ifPresent(net -> assertThat(after.net().orElseThrow()).isEqualByComparingTo(net));
            before.gross()
                    .ifPresent(gross -> assertThat(after.gross().orElseThrow()).isEqualByComparingTo(gross));
        }
    }

    @Property
    void theOrderOfRowsDoesNotMatter(@ForAll Book book, @ForAll ReportingPeriod window, @ForAll Random random) {
        List<RevenueMovement> shuffled = new ArrayList<>(book.rows());
        Collections.shuffle(shuffled, random);
        RevenueLedger one = book.ledger();
        RevenueLedger other = book.ledger(shuffled);
        assertThat(other.movements()).isEqualTo(one.movements());
        assertThat(other.accountIds()).isEqualTo(one.accountIds());
        assertThat(other.nettedRows()).containsExactlyInAnyOrderElementsOf(one.nettedRows());
        Cells cells = RandomLedgers.cells(one.accountIds().size(), random);
        for (int cell = 0; cell < cells.size(); cell++) {
            assertThat(facts(other, List.of(window), cells, 0, cell))
                    .isEqualTo(facts(one, List.of(window), cells, 0, cell));
        }
    }

    @Property
    void movementsAtOrAfterTheEndOfAWindowChangeNothing(@ForAll Book book, @ForAll ReportingPeriod window) {
        List<RevenueMovement> known = book.rows().stream()
                .filter(m -> m.effectiveOn().isBefore(window.endExclusive()))
                .toList();
        RevenueLedger ledger = book.ledger();
        Cells all = Cells.overall(ledger.accountIds().size());
        assertThat(facts(book.ledger(known).withAccounts(ledger.accountIds()), List.of(window), all, 0, 0))
                .isEqualTo(facts(ledger, List.of(window), all, 0, 0));
    }

    // facts add

    @Property
    void factsOfDisjointAccountsAddUpToTheFactsOfAll(
            @ForAll Book book, @ForAll @Size(min = 1, max = 3) List<ReportingPeriod> windows, @ForAll Random random) {
        Set<String> some = new TreeSet<>();
        book.accounts().stream().filter(a -> random.nextBoolean()).forEach(some::add);
        RevenueLedger one = book.ledger(
                book.rows().stream().filter(m -> some.contains(m.accountId())).toList());
        RevenueLedger other = book.ledger(
                book.rows().stream().filter(m -> !some.contains(m.accountId())).toList());
        RevenueLedger union = book.ledger();
        for (int w = 0; w < windows.size(); w++) {
            List<Facts> ofOne =
                    facts(one, windows, Cells.overall(one.accountIds().size()), w, 0);
            List<Facts> ofOther =
                    facts(other, windows, Cells.overall(other.accountIds().size()), w, 0);
            List<Facts> ofUnion =
                    facts(union, windows, Cells.overall(union.accountIds().size()), w, 0);
            for (int i = 0; i < ofUnion.size(); i++) {
                assertThat(ofOne.get(i).plus(ofOther.get(i))).isEqualTo(ofUnion.get(i));
                assertThat(ofOther.get(i).plus(ofOne.get(i))).isEqualTo(ofUnion.get(i));
            }
        }
    }

    @Property
    void cellsAddUpToTheWhole(
            @ForAll Book book, @ForAll @Size(min = 1, max = 3) List<ReportingPeriod> windows, @ForAll Random random) {
        RevenueLedger ledger = book.ledger();
        int accounts = ledger.accountIds().size();
        int[] group = IntStream.range(0, accounts).map(i -> random.nextInt(2)).toArray();
        Cells cells = Cells.of(group, List.of(Segment.of("g", "0"), Segment.of("g", "1")));
        for (int w = 0; w < windows.size(); w++) {
            List<Facts> whole = facts(ledger, windows, Cells.overall(accounts), w, 0);
            List<Facts> sum = facts(ledger, windows, cells, w, cells.ofAccountless());
            for (int cell = 0; cell < 2; cell++) {
                List<Facts> more = facts(ledger, windows, cells, w, cell);
                for (int i = 0; i < sum.size(); i++) {
                    sum.set(i, sum.get(i).plus(more.get(i)));
                }
            }
            assertThat(sum).isEqualTo(whole);
        }
    }

    @Property
    void severalTimesIsAddedSeveralTimes(
            @ForAll Book book, @ForAll ReportingPeriod window, @ForAll @IntRange(min = 1, max = 5) int copies) {
        RevenueLedger ledger = book.ledger();
        Cells all = Cells.overall(ledger.accountIds().size());
        for (Facts facts : facts(ledger, List.of(window), all, 0, 0)) {
            Facts sum = facts;
            for (int i = 1; i < copies; i++) {
                sum = sum.plus(facts);
            }
            assertThat(facts.times(copies)).isEqualTo(sum);
            assertThat(facts.plus(facts.times(0))).isEqualTo(facts);
        }
    }

    @Property
    void theAccountsBehindATermAddUpToIt(@ForAll Book book, @ForAll ReportingPeriod window) {
        RevenueLedger ledger = book.ledger();
        for (RevenueTerm term : RevenueTerm.values()) {
            BigMoney whole =
                    OF_RETENTION.contains(term) ? term.of(ledger.retention(window)) : term.of(ledger.bridge(window));
            Map<String, BigMoney> parts = ledger.accountsBehind(term, window);
            assertThat(parts.values())
                    .allMatch(part -> part.isPositive() || (part.isNegative() && term == RevenueTerm.NET_LOST));
            assertThat(parts.values().stream().reduce(BigMoney.zero(book.currency(), book.scale()), BigMoney::plus))
                    .isEqualTo(whole);
        }
    }

    // other readings of the same ledger

    @Property
    void moreAccountsChangeNothing(@ForAll Book book, @ForAll ReportingPeriod window, @ForAll Random random) {
        RevenueLedger ledger = book.ledger();
        Set<String> ids = new TreeSet<>(ledger.accountIds());
        for (int i = 0; i < 5; i++) {
            ids.add("account-%02d-%d".formatted(random.nextInt(40), i));
        }
        RevenueLedger wider = ledger.withAccounts(List.copyOf(ids));
        assertThat(wider.accountIds()).containsExactlyElementsOf(ids);
        assertThat(wider.movements()).isEqualTo(ledger.movements());
        assertThat(wider.balances(window.start())).isEqualTo(ledger.balances(window.start()));
        assertThat(ids(wider, wider.customersAtStart(window))).isEqualTo(ids(ledger, ledger.customersAtStart(window)));
        assertThat(facts(wider, List.of(window), Cells.overall(ids.size()), 0, 0))
                .isEqualTo(facts(
                        ledger,
                        List.of(window),
                        Cells.overall(ledger.accountIds().size()),
                        0,
                        0));
    }

    @Property
    void aReturnAsNewChangesTheTypeAndNothingElse(
            @ForAll Book book, @ForAll ReportingPeriod window, @ForAll @IntRange(max = 200) int days) {
        RevenueLedger ledger = book.ledger();
        RevenueLedger changed = ledger.returningAsNewAfter(days);
        assertThat(changed.balances(window.start())).isEqualTo(ledger.balances(window.start()));
        assertThat(changed.retention(window)).isEqualTo(ledger.retention(window));
        for (int i = 0; i < ledger.size(); i++) {
            RevenueMovement was = ledger.movements().get(i);
            boolean late = was.type() == Type.REACTIVATION
                    && ledger.movements()
                            .get(i - 1)
                            .effectiveOn()
                            .plusDays(days)
                            .isBefore(was.effectiveOn());
            assertThat(changed.movements().get(i)).isEqualTo(late ? with(was, Type.NEW, was.amount()) : was);
        }
        assertThat(sumOfReturns(changed, window)).isEqualTo(sumOfReturns(ledger, window));
    }

    @Property
    void bridgingRemovesExactlyTheShortGaps(@ForAll Book book, @ForAll @IntRange(max = 60) int days) {
        RevenueLedger ledger = book.ledger();
        RevenueLedger bridged = ledger.bridgingGapsShorterThan(days);
        List<RevenueMovement> movements = bridged.movements();
        for (int i = 0; i + 1 < movements.size(); i++) {
            if (movements.get(i).type() == Type.CHURN
                    && movements.get(i + 1).accountId().equals(movements.get(i).accountId())) {
                assertThat(movements.get(i).effectiveOn().plusDays(days))
                        .isBeforeOrEqualTo(movements.get(i + 1).effectiveOn());
            }
        }
        // what is left is allowed: no type contradicts its balance
        assertThat(book.ledger(movements).movements()).isEqualTo(movements);
        // between gaps nothing changed, and no balance is less than it was
        for (int i = 0; i < 1000; i += 37) {
            LocalDate on = RandomLedgers.FIRST_DAY.plusDays(i);
            for (String account : ledger.accountIds()) {
                BigMoney before = ledger.balance(account, on);
                BigMoney after = bridged.balance(account, on);
                assertThat(before.isZero() || before.isEqual(after)).isTrue();
            }
        }
        assertThat(bridged.balance(RandomLedgers.END_DAY)).isEqualTo(ledger.balance(RandomLedgers.END_DAY));
    }

    @Property
    void netMovementsBuildTheSameLedgerAgain(@ForAll Book book) {
        RevenueLedger ledger = book.ledger();
        RevenueLedger again = book.ledger(ledger.movements());
        assertThat(again.movements()).isEqualTo(ledger.movements());
        assertThat(again.nettedRows()).isEmpty();
    }

    /** Every kind of facts of one window and cell. */
    private static List<Facts> facts(
            RevenueLedger ledger, List<ReportingPeriod> windows, Cells cells, int window, int cell) {
        return new ArrayList<>(Stream.<Grid>of(
                        ledger.bridges(windows, cells),
                        ledger.bridgesNettedWithin(windows, cells),
                        ledger.retentions(windows, cells),
                        ledger.cohortMovements(windows, cells),
                        ledger.mixes(windows, cells))
                .map(grid -> grid.at(window, cell))
                .toList());
    }

    private static BigMoney imported(RevenueLedger ledger, ReportingPeriod window) {
        return ledger.movements().stream()
                .filter(m -> m.type() == Type.OPENING && window.contains(m.effectiveOn()))
                .map(RevenueMovement::amount)
                .reduce(BigMoney.zero(ledger.currency(), ledger.scale()), BigMoney::plus);
    }

    private static BigMoney sumOfReturns(RevenueLedger ledger, ReportingPeriod window) {
        RevenueBridge bridge = ledger.bridge(window);
        return bridge.newRevenue().plus(bridge.reactivation());
    }

    private static List<String> ids(RevenueLedger ledger, BitSet accounts) {
        return accounts.stream().mapToObj(ledger.accountIds()::get).toList();
    }

    private static RevenueMovement with(RevenueMovement m, Type type, BigMoney amount) {
        return new RevenueMovement(
                m.accountId(),
                m.effectiveOn(),
                type,
                amount,
                m.id(),
                m.kind().filter(k -> type == Type.EXPANSION || type == Type.CONTRACTION),
                m.reason(),
                m.product());
    }

    private static Quotient over(BigMoney part, BigMoney whole) {
        return new Quotient(part.getAmount(), whole.getAmount());
    }
}
