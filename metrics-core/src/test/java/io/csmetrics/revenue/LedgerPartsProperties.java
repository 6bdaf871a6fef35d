package io.csmetrics.revenue;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Facts;
import io.csmetrics.facts.Grid;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.revenue.RandomLedgers.Book;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** That ranges of accounts are ledgers of their own, whose facts add up to those of the whole in any order and on any threads. */
@Domain(RandomLedgers.class)
@Domain(DomainContext.Global.class)
class LedgerPartsProperties {
    @Property(tries = 150)
    void partsAddUpToTheWholeInAnyOrder(
            @ForAll Book book,
            @ForAll @Size(min = 1, max = 3) List<ReportingPeriod> windows,
            @ForAll @IntRange(min = 1, max = 16) int parts,
            @ForAll Random random) {
        RevenueLedger ledger = book.ledger();
        int[] cells = cellOfAccount(ledger, random);
        List<Integer> order = new ArrayList<>(IntStream.range(0, parts).boxed().toList());
        Collections.shuffle(order, random);
        List<List<Facts>> counted = order.stream()
                .map(part -> facts(ledger, cells, windows, part, parts))
                .toList();
        assertThat(sum(counted)).isEqualTo(facts(ledger, cells, windows, 0, 1));
    }

    @Property(tries = 15)
    void threadsChangeNothing(@ForAll Book book, @ForAll ReportingPeriod window, @ForAll Random random)
            throws Exception {
        RevenueLedger ledger = book.ledger();
        int[] cells = cellOfAccount(ledger, random);
        for (int threads : new int[] {1, 2, 7}) {
            ExecutorService executor = Executors.newFixedThreadPool(threads);
            try {
                List<Callable<List<Facts>>> tasks = IntStream.range(0, threads)
                        .<Callable<List<Facts>>>mapToObj(
                                part -> () -> facts(ledger, cells, List.of(window), part, threads))
                        .toList();
                List<List<Facts>> counted = new ArrayList<>();
                for (Future<List<Facts>> part : executor.invokeAll(tasks)) {
                    counted.add(part.get());
                }
                assertThat(sum(counted)).isEqualTo(facts(ledger, cells, List.of(window), 0, 1));
            } finally {
                executor.shutdown();
            }
        }
    }

    @Property(tries = 150)
    void aRangeIsTheLedgerOfItsMovements(@ForAll Book book, @ForAll ReportingPeriod window, @ForAll Random random) {
        RevenueLedger ledger = book.ledger();
        int from = random.nextInt(ledger.accountIds().size() + 1);
        int to = from + random.nextInt(ledger.accountIds().size() - from + 1);
        List<String> ids = ledger.accountIds().subList(from, to);
        List<RevenueMovement> rows =
                book.rows().stream().filter(m -> ids.contains(m.accountId())).toList();
        RevenueLedger range = ledger.accounts(from, to);
        RevenueLedger rebuilt = book.ledger(rows);
        assertThat(range.accountIds()).isEqualTo(ids).isEqualTo(rebuilt.accountIds());
        assertThat(range.nettedRows()).containsExactlyInAnyOrderElementsOf(rebuilt.nettedRows());
        assertThat(range.size()).isEqualTo(rebuilt.size());
        for (UnaryOperator<RevenueLedger> reading : List.<UnaryOperator<RevenueLedger>>of(
                UnaryOperator.identity(),
                some -> some.withAccounts(ledger.accountIds()),
                some -> some.accounts(ids.size() / 3, ids.size()),
                some -> some.bridgingGapsShorterThan(12),
                some -> some.returningAsNewAfter(12))) {
            RevenueLedger one = reading.apply(range);
            RevenueLedger other = reading.apply(rebuilt);
            assertThat(one.movements()).isEqualTo(other.movements());
            assertThat(one.unscaledBalancesAtStart(window)).isEqualTo(other.unscaledBalancesAtStart(window));
            assertThat(selected(one)).isEqualTo(selected(other));
        }
    }

    private static List<List<Object>> selected(RevenueLedger ledger) {
        MovementRows rows = ledger.select(EnumSet.of(Type.EXPANSION, Type.CONTRACTION), Set.of());
        return IntStream.range(0, rows.size())
                .mapToObj(i -> List.<Object>of(
                        rows.account(i), rows.row(i), rows.epochDay(i), rows.kind(i), rows.reason(i), rows.product(i)))
                .toList();
    }

    private static int[] cellOfAccount(RevenueLedger ledger, Random random) {
        Cells cells = RandomLedgers.cells(ledger.accountIds().size(), random);
        return IntStream.range(0, cells.accounts()).map(cells::of).toArray();
    }

    /** All facts of one of several parts, of about the same number of accounts each. */
    private static List<Facts> facts(
            RevenueLedger ledger, int[] cellOfAccount, List<ReportingPeriod> windows, int part, int parts) {
        int from = cellOfAccount.length * part / parts;
        int to = cellOfAccount.length * (part + 1) / parts;
        RevenueLedger own = ledger.accounts(from, to);
        Cells cells = Cells.of(
                Arrays.copyOfRange(cellOfAccount, from, to),
                RandomLedgers.cells(0, new Random(0)).segments());
        List<Facts> facts = new ArrayList<>();
        for (Grid grid : List.of(
                own.bridges(windows, cells),
                own.bridgesNettedWithin(windows, cells),
                own.retentions(windows, cells),
                own.cohortMovements(windows, cells),
                own.mixes(windows, cells))) {
            for (int cell = 0; cell < cells.size(); cell++) {
                for (int window = 0; window < windows.size(); window++) {
                    facts.add(grid.at(window, cell));
                }
            }
        }
        return facts;
    }

    private static List<Facts> sum(List<List<Facts>> parts) {
        List<Facts> sums = new ArrayList<>(parts.get(0));
        for (List<Facts> part : parts.subList(1, parts.size())) {
            for (int i = 0; i < sums.size(); i++) {
                sums.set(i, sums.get(i).plus(part.get(i)));
            }
        }
        return sums;
    }
}
