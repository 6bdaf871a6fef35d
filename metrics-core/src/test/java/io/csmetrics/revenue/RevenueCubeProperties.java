package io.csmetrics.revenue;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.facts.Cells;
import io.csmetrics.period.Grain;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.revenue.RandomLedgers.Book;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** That a cube answers as the ledger does that it was counted from. */
@Domain(RandomLedgers.class)
@Domain(DomainContext.Global.class)
class RevenueCubeProperties {
    @Property(tries = 60)
    void everyAlignedWindowIsThatOfTheLedger(
            @ForAll Book book, @ForAll ReportingPeriod range, @ForAll Grain grain, @ForAll Random random) {
        RevenueLedger ledger = book.ledger();
        Cells cells = RandomLedgers.cells(ledger.accountIds().size(), random);
        RevenueCube cube = RevenueCube.of(ledger, grain, range, cells);
        List<ReportingPeriod> windows = aligned(range, grain, random);
        assertThat(windows).allMatch(cube::isAligned);
        isThatOfTheLedger(cube, ledger, windows);
    }

    @Property(tries = 60)
    void everyOtherWindowIsThatOfTheLedger(
            @ForAll Book book,
            @ForAll ReportingPeriod range,
            @ForAll Grain grain,
            @ForAll @Size(min = 1, max = 3) List<ReportingPeriod> windows,
            @ForAll Random random) {
        RevenueLedger ledger = book.ledger();
        Cells cells = RandomLedgers.cells(ledger.accountIds().size(), random);
        isThatOfTheLedger(RevenueCube.of(ledger, grain, range, cells), ledger, windows);
    }

    @Property(tries = 60)
    void cellsTogetherAreTheLedgerOfTheirAccounts(
            @ForAll Book book, @ForAll ReportingPeriod range, @ForAll ReportingPeriod other, @ForAll Random random) {
        RevenueLedger ledger = book.ledger();
        int accounts = ledger.accountIds().size();
        Cells cells = RandomLedgers.cells(accounts, random);
        RevenueCube cube = RevenueCube.of(ledger, Grain.MONTH, range, cells);
        int[] some = IntStream.range(0, cells.size())
                .filter(cell -> cell == 0 || random.nextBoolean())
                .toArray();
        Cells together =
                Cells.overall(accounts).only(account -> IntStream.of(some).anyMatch(cell -> cell == cells.of(account)));
        Cells all = Cells.overall(accounts).only(account -> cells.of(account) != Cells.LEFT_OUT);
        for (ReportingPeriod window : List.of(range, other)) {
            List<ReportingPeriod> windows = List.of(window);
            assertThat(cube.retention(window, some))
                    .isEqualTo(ledger.retentions(windows, together).at(0, 0));
            assertThat(cube.bridge(window, some))
                    .isEqualTo(ledger.bridges(windows, together).at(0, 0));
            assertThat(cube.retention(window))
                    .isEqualTo(ledger.retentions(windows, all).at(0, 0));
            assertThat(cube.bridge(window))
                    .isEqualTo(ledger.bridges(windows, all).at(0, 0));
        }
    }

    /** All windows of the boundaries of a grain, or thirty of them. */
    private static List<ReportingPeriod> aligned(ReportingPeriod range, Grain grain, Random random) {
        List<ReportingPeriod> pieces = range.split(grain);
        List<ReportingPeriod> windows = new ArrayList<>();
        for (int start = 0; start < pieces.size() && pieces.size() < 8; start++) {
            for (int end = start; end < pieces.size(); end++) {
                windows.add(window(pieces, start, end));
            }
        }
        while (windows.size() < 30) {
            int start = random.nextInt(pieces.size());
            windows.add(window(pieces, start, start + random.nextInt(pieces.size() - start)));
        }
        return windows;
    }

    private static ReportingPeriod window(List<ReportingPeriod> pieces, int first, int last) {
        LocalDate start = pieces.get(first).start();
        return ReportingPeriod.of(start, pieces.get(last).endExclusive());
    }

    private static void isThatOfTheLedger(RevenueCube cube, RevenueLedger ledger, List<ReportingPeriod> windows) {
        RevenueLedger.Retentions retentions = ledger.retentions(windows, cube.cells());
        RevenueLedger.Bridges bridges = ledger.bridges(windows, cube.cells());
        for (int cell = 0; cell < cube.cells().size(); cell++) {
            for (int window = 0; window < windows.size(); window++) {
                assertThat(cube.retention(windows.get(window), cell)).isEqualTo(retentions.at(window, cell));
                assertThat(cube.bridge(windows.get(window), cell)).isEqualTo(bridges.at(window, cell));
            }
        }
    }
}
