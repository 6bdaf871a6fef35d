package io.csmetrics.revenue;

import static io.csmetrics.revenue.RetentionColumns.CLOSING;
import static io.csmetrics.revenue.RetentionColumns.IMPORTED_INSIDE;
import static io.csmetrics.revenue.RetentionColumns.OPENING;
import static io.csmetrics.revenue.RetentionColumns.OPENING_ACCOUNTS;
import static io.csmetrics.revenue.RetentionColumns.RETAINED;
import static io.csmetrics.revenue.RetentionColumns.RETAINED_ACCOUNTS;

import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Grid;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Retention facts of windows by cell, counted in one pass. Long series of windows are slid over: an account's balances at the start and
 * at the end change in few places of a series, only these changes are added, and a running sum makes facts of them. Other windows are
 * looked at one by one.
 *
 * <p>No sum can pass {@code long}: the builder of the ledger has proved that all amounts together fit, and a passing excess of a change
 * would cancel out.
 */
final class RetentionScan implements Grid {
    /** Series of fewer windows take longer than their windows one by one. */
    private static final int LONG_SERIES = 24;

    private final MoneyUnit unit;
    private final int[] placeOfWindow;
    private final int places;
    private final long[] sums;

    /** Keeps no columns: facts would keep the ledger in memory. */
    private RetentionScan(MoneyUnit unit, Cells cells, int[] placeOfWindow, int places) {
        this.unit = unit;
        this.placeOfWindow = placeOfWindow;
        this.places = places;
        sums = LedgerScan.sums(placeOfWindow.length, cells, places * RetentionColumns.COUNT);
    }

    static RetentionScan of(LedgerColumns columns, TimeSlots slots, Cells cells) {
        LedgerScan.requireCellsOf(columns, cells);
        List<WindowSeries> allSeries = WindowSeries.of(slots);
        return slots.windows() < LONG_SERIES * allSeries.size()
                ? oneByOne(columns, slots, cells)
                : sliding(columns, slots, cells, allSeries);
    }

    private static RetentionScan oneByOne(LedgerColumns columns, TimeSlots slots, Cells cells) {
        int[] places = IntStream.range(0, slots.windows()).toArray();
        RetentionScan scan = new RetentionScan(columns.unit(), cells, places, places.length);
        if (places.length == 1) {
            scan.count(columns, cells, slots.day(slots.start(0)), slots.day(slots.end(0)));
            return scan;
        }
        LedgerScan dense = new LedgerScan(columns, slots, cells);
        dense.balances((account, cell, firstRow, balances) -> {
            boolean imported = columns.types()[firstRow] == LedgerColumns.OPENING;
            int to = cell * scan.places * RetentionColumns.COUNT;
            for (int window = 0; window < scan.places; window++, to += RetentionColumns.COUNT) {
                boolean inside = imported && dense.importedInside(window, firstRow);
                long opening = inside ? columns.deltas()[firstRow] : balances[slots.start(window)];
                if (opening > 0) {
                    scan.add(to, opening, balances[slots.end(window)], inside ? 1 : 0, 1);
                }
            }
        });
        return scan;
    }

    /** One window needs no slots, and nothing more of an account that has nothing at its start. */
    private void count(LedgerColumns columns, Cells cells, int from, int to) {
        int[] days = columns.days();
        long[] deltas = columns.deltas();
        for (int i = 0; i < cells.countedAccounts(); i++) {
            int account = cells.countedAccount(i);
            int row = columns.offsets()[account];
            int end = columns.offsets()[account + 1];
            // looked at first, for no amount need be fetched of an account that begins later
            if (row == end || days[row] >= to) {
                continue;
            }
            boolean imported = days[row] >= from && columns.types()[row] == LedgerColumns.OPENING;
            long opening = imported ? deltas[row] : 0;
            long closing = 0;
            while (row < end && days[row] < from) {
                closing += deltas[row++];
            }
            opening += closing;
            if (opening > 0) {
                while (row < end && days[row] < to) {
                    closing += deltas[row++];
                }
                add(cells.of(account) * RetentionColumns.COUNT, opening, closing, imported ? 1 : 0, 1);
            }
        }
    }

    /** Adds an account that has revenue at the opening, or takes it away. */
    private void add(int to, long opening, long closing, long imported, long sign) {
        sums[to + OPENING] += sign * opening;
        sums[to + CLOSING] += sign * closing;
        sums[to + RETAINED] += sign * Math.min(opening, closing);
        sums[to + OPENING_ACCOUNTS] += sign;
        sums[to + RETAINED_ACCOUNTS] += sign * Long.signum(closing);
        sums[to + IMPORTED_INSIDE] += sign * imported;
    }

    private static RetentionScan sliding(
            LedgerColumns columns, TimeSlots slots, Cells cells, List<WindowSeries> allSeries) {
        int[] placeOfWindow = new int[slots.windows()];
        int place = 0;
        for (WindowSeries series : allSeries) {
            for (int i = 0; i < series.size(); i++) {
                placeOfWindow[series.window(i)] = place++;
            }
            // changes that come after the last window of a series go to a place of their own
            place++;
        }
        RetentionScan scan = new RetentionScan(columns.unit(), cells, placeOfWindow, place);
        BalanceRuns runs = new BalanceRuns(columns, slots);
        for (int account = 0; account < columns.accounts(); account++) {
            if (cells.of(account) != Cells.LEFT_OUT) {
                runs.read(account);
                int at = cells.of(account) * scan.places * RetentionColumns.COUNT;
                for (WindowSeries series : allSeries) {
                    scan.slide(runs, series, at);
                    at += (series.size() + 1) * RetentionColumns.COUNT;
                }
            }
        }
        scan.accumulate(allSeries);
        return scan;
    }

    private void slide(BalanceRuns runs, WindowSeries series, int at) {
        addOpenings(runs, series, at);
        addKept(runs, series, at);
        if (runs.imported > 0) {
            addImported(runs, series, at);
        }
    }

    /** The opening of windows changes with the first one that starts in another run. */
    private void addOpenings(BalanceRuns runs, WindowSeries series, int at) {
        for (int run = 1; run <= runs.last; run++) {
            int to = at + series.firstStarting(runs.slot[run]) * RetentionColumns.COUNT;
            long before = runs.balance[run - 1];
            long now = runs.balance[run];
            sums[to + OPENING] += now - before;
            sums[to + OPENING_ACCOUNTS] += Long.signum(now) - Long.signum(before);
        }
    }

    /** What is kept of an opening changes with the first window that starts or ends in another run: both go ahead as in a merge. */
    private void addKept(BalanceRuns runs, WindowSeries series, int at) {
        int startRun = 0;
        int endRun = 0;
        int nextStart = series.firstStarting(runs.slot[1]);
        int nextEnd = series.firstEnding(runs.slot[1]);
        long closing = 0;
        long retained = 0;
        int both = 0;
        while (nextEnd < series.size() || nextStart < series.size()) {
            int to = at + Math.min(nextStart, nextEnd) * RetentionColumns.COUNT;
            // one run a step, of starts or of ends, without a branch that could not be foreseen
            int ends = nextEnd <= nextStart ? 1 : 0;
            endRun += ends;
            startRun += 1 - ends;
            nextEnd = series.firstEnding(runs.slot[endRun + 1]);
            nextStart = series.firstStarting(runs.slot[startRun + 1]);
            long start = runs.balance[startRun];
            long end = runs.balance[endRun];
            long closingNow = closing(start, end);
            long retainedNow = Math.min(start, end);
            int bothNow = Long.signum(retainedNow);
            sums[to + CLOSING] += closingNow - closing;
            sums[to + RETAINED] += retainedNow - retained;
            sums[to + RETAINED_ACCOUNTS] += bothNow - both;
            closing = closingNow;
            retained = retainedNow;
            both = bothNow;
        }
    }

    /** The end counts only where the start is above 0: the mask is all ones there, and 0 where the start is 0. */
    private static long closing(long start, long end) {
        return -Long.signum(start) & end;
    }

    /** Windows that hold the imported opening balance begin with it. */
    private void addImported(BalanceRuns runs, WindowSeries series, int at) {
        int run = 1;
        for (int place = series.firstEnding(runs.slot[1]); place < series.firstStarting(runs.slot[1]); place++) {
            while (series.firstEnding(runs.slot[run + 1]) <= place) {
                run++;
            }
            int to = at + place * RetentionColumns.COUNT;
            add(to, runs.imported, runs.balance[run], 1, 1);
            add(to + RetentionColumns.COUNT, runs.imported, runs.balance[run], 1, -1);
        }
    }

    private void accumulate(List<WindowSeries> allSeries) {
        int at = 0;
        while (at < sums.length) {
            for (WindowSeries series : allSeries) {
                for (int i = at + RetentionColumns.COUNT; i < at + series.size() * RetentionColumns.COUNT; i++) {
                    sums[i] += sums[i - RetentionColumns.COUNT];
                }
                at += (series.size() + 1) * RetentionColumns.COUNT;
            }
        }
    }

    @Override
    public RevenueRetention at(int window, int cell) {
        return of(window, cell);
    }

    /** The facts of some cells together. */
    RevenueRetention of(int window, int... ofCells) {
        long[] facts = new long[RetentionColumns.COUNT];
        for (int cell : ofCells) {
            int at = (cell * places + placeOfWindow[window]) * RetentionColumns.COUNT;
            for (int column = 0; column < facts.length; column++) {
                facts[column] += sums[at + column];
            }
        }
        return RetentionColumns.facts(unit, facts);
    }
}
