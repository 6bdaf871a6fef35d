package io.csmetrics.revenue;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Quotient;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Kind;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.revenue.LedgerOracle.Fraction;
import io.csmetrics.revenue.LedgerOracle.Move;
import io.csmetrics.revenue.LedgerOracle.Numbers;
import io.csmetrics.revenue.RandomLedgers.Book;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.joda.money.BigMoney;

/** That the ledger agrees with {@link LedgerOracle}, in which every question is a loop over all movements. */
@Domain(RandomLedgers.class)
@Domain(DomainContext.Global.class)
class LedgerOracleProperties {
    @Property
    void movementsAreThoseOfTheOracle(@ForAll Book book) {
        List<Move> moves = book.ledger().movements().stream()
                .map(LedgerOracleProperties::move)
                .toList();
        assertThat(moves).isEqualTo(new LedgerOracle(book.rows()).moves());
        assertThat(book.ledger().size()).isEqualTo(moves.size());
        assertThat(book.ledger().accountIds()).isEqualTo(book.accounts());
    }

    @Property
    void balancesAreThoseOfTheOracle(@ForAll Book book, @ForAll ReportingPeriod window) {
        LedgerOracle oracle = new LedgerOracle(book.rows());
        RevenueLedger ledger = book.ledger();
        LocalDate on = window.start();
        BigDecimal total = BigDecimal.ZERO;
        Map<String, BigDecimal> positive = new TreeMap<>();
        long[] unscaled = ledger.unscaledBalances(on);
        for (int i = 0; i < unscaled.length; i++) {
            String account = ledger.accountIds().get(i);
            BigDecimal balance = oracle.balance(account, on);
            assertThat(ledger.balance(account, on).getAmount()).isEqualByComparingTo(balance);
            assertThat(BigDecimal.valueOf(unscaled[i], ledger.scale())).isEqualByComparingTo(balance);
            assertThat(ledger.customersAt(on).get(i)).isEqualTo(balance.signum() > 0);
            assertThat(ledger.customersAtStart(window).get(i))
                    .isEqualTo(oracle.opening(account, window).signum() > 0);
            total = total.add(balance);
            if (balance.signum() > 0) {
                positive.put(account, balance.stripTrailingZeros());
            }
        }
        assertThat(ledger.balance(on).getAmount()).isEqualByComparingTo(total);
        Map<String, BigDecimal> balances = new TreeMap<>();
        ledger.balances(on)
                .forEach((account, money) ->
                        balances.put(account, money.getAmount().stripTrailingZeros()));
        assertThat(balances).isEqualTo(positive);
    }

    @Property
    void bridgesAreThoseOfTheOracle(
            @ForAll Book book, @ForAll @Size(min = 1, max = 4) List<ReportingPeriod> windows, @ForAll Random random) {
        RevenueLedger ledger = book.ledger();
        LedgerOracle oracle = new LedgerOracle(book.rows());
        Cells cells = RandomLedgers.cells(ledger.accountIds().size(), random);
        RevenueLedger.Bridges bridges = ledger.bridges(windows, cells);
        RevenueLedger.Bridges netted = ledger.bridgesNettedWithin(windows, cells);
        forEach(ledger, cells, windows, (w, cell, accounts) -> {
            assertThat(numbers(bridges.at(w, cell))).isEqualTo(oracle.bridge(accounts, windows.get(w)));
            assertThat(numbers(netted.at(w, cell))).isEqualTo(oracle.bridgeNettedWithin(accounts, windows.get(w)));
        });
    }

    @Property
    void retentionFactsAreThoseOfTheOracle(
            @ForAll Book book, @ForAll @Size(min = 1, max = 4) List<ReportingPeriod> windows, @ForAll Random random) {
        RevenueLedger ledger = book.ledger();
        LedgerOracle oracle = new LedgerOracle(book.rows());
        Cells cells = RandomLedgers.cells(ledger.accountIds().size(), random);
        RevenueLedger.Retentions retentions = ledger.retentions(windows, cells);
        RevenueLedger.Cohorts cohorts = ledger.cohortMovements(windows, cells);
        forEach(ledger, cells, windows, (w, cell, accounts) -> {
            assertThat(numbers(retentions.at(w, cell))).isEqualTo(oracle.retention(accounts, windows.get(w)));
            assertThat(numbers(cohorts.at(w, cell))).isEqualTo(oracle.cohortMovements(accounts, windows.get(w)));
        });
    }

    @Property
    void mixesAreThoseOfTheOracle(
            @ForAll Book book, @ForAll @Size(min = 1, max = 4) List<ReportingPeriod> windows, @ForAll Random random) {
        RevenueLedger ledger = book.ledger();
        LedgerOracle oracle = new LedgerOracle(book.rows());
        Cells cells = RandomLedgers.cells(ledger.accountIds().size(), random);
        RevenueLedger.Mixes mixes = ledger.mixes(windows, cells);
        RevenueLedger.Bridges bridges = ledger.bridges(windows, cells);
        forEach(ledger, cells, windows, (w, cell, accounts) -> {
            MovementMix mix = mixes.at(w, cell);
            assertThat(amounts(mix.expansion())).isEqualTo(oracle.mix(accounts, Type.EXPANSION, windows.get(w)));
            assertThat(amounts(mix.contraction())).isEqualTo(oracle.mix(accounts, Type.CONTRACTION, windows.get(w)));
            RevenueBridge bridge = bridges.at(w, cell);
            assertThat(mix.expansion(Set.of()).isEqual(bridge.expansion())).isTrue();
            assertThat(mix.contraction(Set.of()).isEqual(bridge.contraction())).isTrue();
            assertThat(mix.expansion(EnumSet.of(Kind.OTHER, Kind.SEATS))
                            .plus(mix.expansion(EnumSet.complementOf(EnumSet.of(Kind.OTHER, Kind.SEATS))))
                            .isEqual(bridge.expansion()))
                    .isTrue();
        });
    }

    @Property
    void ratesAreThoseOfTheOracle(@ForAll Book book, @ForAll Random random) {
        LedgerOracle oracle = new LedgerOracle(book.rows());
        RevenueLedger ledger = book.ledger();
        ReportingPeriod window = RandomLedgers.wholeMonths(random);
        for (RetentionMethod method : RetentionMethod.values()) {
            RetentionRates rates = ledger.retention(window, method);
            Optional<List<Fraction>> expected = oracle.rates(book.accounts(), window, method);
            assertThat(rates.method()).isEqualTo(method);
            assertThat(rates.net().isPresent()).isEqualTo(expected.isPresent());
            assertThat(rates.gross().isPresent()).isEqualTo(expected.isPresent());
            expected.ifPresent(fractions -> {
                assertThat(rates.net().orElseThrow()).isEqualByComparingTo(quotient(fractions.get(0)));
                assertThat(rates.gross().orElseThrow()).isEqualByComparingTo(quotient(fractions.get(1)));
            });
        }
    }

    @Property
    void countedMovementsAreThoseOfTheOracle(
            @ForAll Book book,
            @ForAll ReportingPeriod window,
            @ForAll @Size(max = 4) Set<Type> types,
            @ForAll @Size(max = 3) Set<Kind> kinds) {
        RevenueLedger ledger = book.ledger();
        int[] counts = new int[ledger.accountIds().size()];
        MovementRows rows = ledger.select(types, kinds);
        for (int i = 0; i < rows.size(); i++) {
            LocalDate on = LocalDate.ofEpochDay(rows.epochDay(i));
            if (!on.isBefore(window.start()) && on.isBefore(window.endExclusive())) {
                counts[rows.account(i)]++;
            }
        }
        List<Move> moves = new LedgerOracle(book.rows()).moves();
        for (int i = 0; i < counts.length; i++) {
            String account = ledger.accountIds().get(i);
            assertThat((long) counts[i])
                    .isEqualTo(moves.stream()
                            .filter(m -> m.account().equals(account) && m.in(window) && types.contains(m.type()))
                            .filter(m ->
                                    kinds.isEmpty() || kinds.contains(m.kind().orElse(Kind.OTHER)))
                            .count());
        }
    }

    @FunctionalInterface
    private interface CellCheck {
        void check(int window, int cell, Collection<String> accounts);
    }

    private static void forEach(RevenueLedger ledger, Cells cells, List<ReportingPeriod> windows, CellCheck check) {
        for (int cell = 0; cell < cells.size(); cell++) {
            int wanted = cell;
            List<String> accounts = IntStream.range(0, cells.accounts())
                    .filter(i -> cells.of(i) == wanted)
                    .mapToObj(ledger.accountIds()::get)
                    .toList();
            for (int w = 0; w < windows.size(); w++) {
                check.check(w, cell, accounts);
            }
        }
    }

    private static Move move(RevenueMovement m) {
        return new Move(
                m.accountId(),
                m.effectiveOn(),
                m.type(),
                m.signedAmount().getAmount().stripTrailingZeros(),
                m.kind(),
                m.reason(),
                m.product());
    }

    private static Numbers numbers(RevenueBridge bridge) {
        RevenueBridge.Counts counts = bridge.accounts();
        return numbers(
                List.of(
                        bridge.opening(),
                        bridge.newRevenue(),
                        bridge.reactivation(),
                        bridge.expansion(),
                        bridge.contraction(),
                        bridge.churn(),
                        bridge.fx(),
                        bridge.closing()),
                List.of(
                        counts.opening(),
                        counts.won(),
                        counts.reactivated(),
                        counts.churned(),
                        counts.expansions(),
                        counts.contractions(),
                        counts.importedInside(),
                        counts.closing()));
    }

    private static Numbers numbers(RevenueRetention facts) {
        return numbers(
                List.of(facts.opening(), facts.closing(), facts.retained()),
                List.of(facts.openingAccounts(), facts.retainedAccounts(), facts.importedInside()));
    }

    private static Numbers numbers(CohortMovements facts) {
        return numbers(
                List.of(facts.opening(), facts.reactivation(), facts.expansion(), facts.contraction(), facts.churn()),
                List.of(facts.openingAccounts(), facts.importedInside()));
    }

    private static Numbers numbers(List<BigMoney> amounts, List<Long> counts) {
        return LedgerOracle.numbers(amounts.stream().map(BigMoney::getAmount).toList(), counts);
    }

    private static Map<Kind, BigDecimal> amounts(Map<Kind, BigMoney> amounts) {
        Map<Kind, BigDecimal> plain = new TreeMap<>();
        amounts.forEach((kind, money) -> plain.put(kind, money.getAmount().stripTrailingZeros()));
        return plain;
    }

    private static Quotient quotient(Fraction fraction) {
        return new Quotient(fraction.numerator(), fraction.denominator());
    }
}
