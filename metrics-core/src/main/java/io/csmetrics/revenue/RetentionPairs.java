package io.csmetrics.revenue;

import static io.csmetrics.revenue.RetentionColumns.CLOSING;
import static io.csmetrics.revenue.RetentionColumns.IMPORTED_INSIDE;
import static io.csmetrics.revenue.RetentionColumns.OPENING;
import static io.csmetrics.revenue.RetentionColumns.OPENING_ACCOUNTS;
import static io.csmetrics.revenue.RetentionColumns.RETAINED;
import static io.csmetrics.revenue.RetentionColumns.RETAINED_ACCOUNTS;

import io.csmetrics.facts.Cells;
import java.util.Arrays;

/**
 * Retention facts of every start and every end among the boundaries of time slots, by cell.
 *
 * <p>While an account is read, only changes are added: where its balance at the start of windows changes, and from there on where its
 * balance at their end does. A running sum over ends, and then one over starts, makes facts of them. No sum passes {@code long}: the
 * builder of the ledger has proved that all amounts together fit, and a passing excess of a difference would cancel out.
 */
final class RetentionPairs {
    private final MoneyUnit unit;
    private final int boundaries;
    private final int pairs;
    private final long[][] sumsOfCell;

    private RetentionPairs(LedgerColumns columns, TimeSlots slots, Cells cells) {
        LedgerScan.requireCellsOf(columns, cells);
        unit = columns.unit();
        boundaries = slots.size();
        pairs = Math.toIntExact(pairs(boundaries));
        sumsOfCell = new long[cells.size()][Math.multiplyExact(pairs, RetentionColumns.COUNT)];
    }

    /** How many pairs of a start and a later or the same end there are. */
    static long pairs(long boundaries) {
        return boundaries * (boundaries + 1) / 2;
    }

    static RetentionPairs of(LedgerColumns columns, TimeSlots slots, Cells cells) {
        RetentionPairs facts = new RetentionPairs(columns, slots, cells);
        BalanceRuns runs = new BalanceRuns(columns, slots);
        for (int account = 0; account < columns.accounts(); account++) {
            if (cells.of(account) != Cells.LEFT_OUT) {
                runs.read(account);
                facts.add(runs, facts.sumsOfCell[cells.of(account)]);
            }
        }
        Arrays.stream(facts.sumsOfCell).forEach(facts::accumulate);
        return facts;
    }

    private void add(BalanceRuns runs, long[] sums) {
        if (runs.imported > 0) {
            int first = runs.slot[1];
            sums[IMPORTED_INSIDE * pairs + pair(0, first)]++;
            sums[IMPORTED_INSIDE * pairs + pair(first, first)]--;
            changeOpening(runs, 1, 0, 0, runs.imported, sums);
            changeOpening(runs, 1, first, runs.imported, 0, sums);
        }
        for (int run = 1; run <= runs.last; run++) {
            changeOpening(runs, run, runs.slot[run], runs.balance[run - 1], runs.balance[run], sums);
        }
    }

    /**
     * From a start on, the opening balance changes from one to another.
     *
     * @param firstEnd the run in which the earliest end lies that counts: where windows begin with an imported opening balance, only
     *     those that end at or after its day
     */
    private void changeOpening(BalanceRuns runs, int firstEnd, int start, long before, long after, long[] sums) {
        int row = pair(start, 0);
        long joins = (long) Long.signum(after) - Long.signum(before);
        sums[OPENING * pairs + row + runs.slot[firstEnd]] += after - before;
        addRetained(runs, firstEnd, row, before, after, sums);
        if (joins != 0) {
            sums[OPENING_ACCOUNTS * pairs + row + runs.slot[firstEnd]] += joins;
            addClosing(runs, firstEnd, row, joins, sums);
        }
    }

    /** What is retained at an end is the lesser of opening and closing: another opening changes it by the difference of two of these. */
    private void addRetained(BalanceRuns runs, int firstEnd, int row, long before, long after, long[] sums) {
        int retained = RETAINED * pairs + row;
        long kept = 0;
        for (int end = firstEnd; end <= runs.last; end++) {
            long keptNow = Math.min(after, runs.balance[end]) - Math.min(before, runs.balance[end]);
            sums[retained + runs.slot[end]] += keptNow - kept;
            kept = keptNow;
        }
    }

    /** The closing counts only where the account has an opening: it comes when that becomes more than 0, and goes when it becomes 0. */
    private void addClosing(BalanceRuns runs, int firstEnd, int row, long joins, long[] sums) {
        int closings = CLOSING * pairs + row;
        int retainedAccounts = RETAINED_ACCOUNTS * pairs + row;
        long closing = 0;
        for (int end = firstEnd; end <= runs.last; end++) {
            long closingNow = runs.balance[end];
            sums[closings + runs.slot[end]] += joins * (closingNow - closing);
            sums[retainedAccounts + runs.slot[end]] += joins * (Long.signum(closingNow) - Long.signum(closing));
            closing = closingNow;
        }
    }

    /** Turns changes into facts: over the ends of each start, then over starts. */
    private void accumulate(long[] sums) {
        for (int column = 0; column < RetentionColumns.COUNT; column++) {
            int first = column * pairs;
            for (int start = 0; start < boundaries; start++) {
                for (int end = start + 1; end < boundaries; end++) {
                    sums[first + pair(start, end)] += sums[first + pair(start, end - 1)];
                }
            }
            for (int start = 1; start < boundaries; start++) {
                for (int end = start; end < boundaries; end++) {
                    sums[first + pair(start, end)] += sums[first + pair(start - 1, end)];
                }
            }
        }
    }

    /** Row by row the upper half of a square: an end is never before its start. */
    private int pair(int start, int end) {
        return start * boundaries - start * (start + 1) / 2 + end;
    }

    /** The facts of some cells together. */
    RevenueRetention at(int start, int end, int... cells) {
        long[] facts = new long[RetentionColumns.COUNT];
        for (int cell : cells) {
            for (int column = 0; column < RetentionColumns.COUNT; column++) {
                facts[column] += sumsOfCell[cell][column * pairs + pair(start, end)];
            }
        }
        return RetentionColumns.facts(unit, facts);
    }
}
