package io.csmetrics.revenue;

import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Grid;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.RevenueMovement.Kind;
import io.csmetrics.record.RevenueMovement.Type;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.joda.money.BigMoney;

/**
 * The only loops over revenue: each counts many windows and many cells in one pass over the columns.
 *
 * <p>The boundaries of all windows cut time into slots. Movements are added up by cell, slot and type; what a window holds is then
 * a sum over its slots. No sum can pass {@code long}: the builder of the ledger has proved that all amounts together fit.
 */
final class LedgerScan {
    /** A power of two above the number of types, so that the index of a sum is a shift and an or. */
    private static final int TYPE_STRIDE = 8;

    private static final int KINDS = Kind.values().length;

    /** Two columns of this many sums take 16 GiB; an index of them still fits into an int. */
    private static final int MOST_SUMS = 1 << 30;

    private final LedgerColumns columns;
    private final Cells cells;
    private final int[] boundaries;
    private final int[] startSlot;
    private final int[] endSlot;
    private final int windows;

    LedgerScan(LedgerColumns columns, List<ReportingPeriod> periods, Cells cells) {
        if (cells.accounts() != columns.accounts()) {
            throw new IllegalArgumentException("cells of " + cells.accounts() + " accounts must be of the ledger's "
                    + columns.accounts() + " accounts; make them from the same data");
        }
        this.columns = columns;
        this.cells = cells;
        windows = periods.size();
        boundaries = periods.stream()
                .flatMapToInt(p -> IntStream.of(day(p.start()), day(p.endExclusive())))
                .sorted()
                .distinct()
                .toArray();
        startSlot = new int[windows];
        endSlot = new int[windows];
        for (int w = 0; w < windows; w++) {
            startSlot[w] = Arrays.binarySearch(boundaries, day(periods.get(w).start()));
            endSlot[w] = Arrays.binarySearch(boundaries, day(periods.get(w).endExclusive()));
        }
    }

    /** The day of a boundary; one beyond all movements cuts like the nearest that is not. */
    private static int day(LocalDate date) {
        return (int) Math.max(LedgerColumns.FIRST_DAY, Math.min(date.toEpochDay(), LedgerColumns.END_DAY));
    }

    /** Slot of a day: how many boundaries are at or before it. Slot 0 is before all windows, the last slot is after them. */
    private int[] slotOfDay() {
        int first = boundaries[0];
        int[] slots = new int[boundaries[boundaries.length - 1] - first];
        int slot = 0;
        for (int i = 0; i < slots.length; i++) {
            if (boundaries[slot] == first + i) {
                slot++;
            }
            slots[i] = slot;
        }
        return slots;
    }

    /** One column of sums for all cells, if a column can be that long. */
    private long[] sums(int perCell) {
        long length = (long) cells.size() * perCell;
        if (length > MOST_SUMS) {
            throw new IllegalArgumentException(windows + " windows x " + cells.size() + " cells need " + length
                    + " sums, more than " + MOST_SUMS + "; ask for fewer windows at once");
        }
        return new long[(int) length];
    }

    BridgeGrid bridges() {
        int slots = boundaries.length;
        int cellStride = slots * TYPE_STRIDE;
        long[] sums = sums(cellStride);
        long[] counts = new long[sums.length];
        int[] slotOfDay = slotOfDay();
        int firstDay = boundaries[0];
        int[] days = columns.days();
        byte[] types = columns.types();
        long[] deltas = columns.deltas();
        for (int account = 0; account < columns.accounts(); account++) {
            int cell = cells.of(account);
            if (cell == Cells.LEFT_OUT) {
                continue;
            }
            int base = cell * cellStride;
            int end = columns.offsets()[account + 1];
            for (int row = columns.offsets()[account]; row < end; row++) {
                int sinceFirst = days[row] - firstDay;
                if (sinceFirst >= slotOfDay.length) {
                    break;
                }
                int slot = sinceFirst < 0 ? 0 : slotOfDay[sinceFirst];
                int at = base + slot * TYPE_STRIDE + types[row];
                sums[at] += deltas[row];
                counts[at]++;
            }
        }
        return new BridgeGrid(sums, counts, cellStride);
    }

    MixGrid mixes() {
        int slots = boundaries.length;
        int stride = slots * 2 * KINDS;
        long[] sums = sums(stride);
        int[] slotOfDay = slotOfDay();
        int firstDay = boundaries[0];
        for (int account = 0; account < columns.accounts(); account++) {
            int cell = cells.of(account);
            if (cell == Cells.LEFT_OUT) {
                continue;
            }
            for (int row = columns.offsets()[account]; row < columns.offsets()[account + 1]; row++) {
                int sinceFirst = columns.days()[row] - firstDay;
                Type type = columns.type(row);
                boolean expansion = type == Type.EXPANSION;
                if (sinceFirst < 0 || sinceFirst >= slotOfDay.length || !(expansion || type == Type.CONTRACTION)) {
                    continue;
                }
                int at = cell * stride + slotOfDay[sinceFirst] * 2 * KINDS + (expansion ? 0 : KINDS);
                sums[at + columns.kindOrdinal(row)] += Math.abs(columns.deltas()[row]);
            }
        }
        return new MixGrid(sums, stride);
    }

    /**
     * Visits each account of a cell with its balance at every boundary. A window that holds the account's imported opening balance
     * starts with that balance.
     */
    private void balances(AccountBalances visitor) {
        long[] balances = new long[boundaries.length];
        int[] days = columns.days();
        long[] deltas = columns.deltas();
        int last = boundaries[boundaries.length - 1];
        for (int account = 0; account < columns.accounts(); account++) {
            int cell = cells.of(account);
            int row = columns.offsets()[account];
            int end = columns.offsets()[account + 1];
            if (cell == Cells.LEFT_OUT || row == end || days[row] >= last) {
                continue;
            }
            int begin = row;
            long balance = 0;
            for (int b = 0; b < boundaries.length; b++) {
                int boundary = boundaries[b];
                while (row < end && days[row] < boundary) {
                    balance += deltas[row++];
                }
                balances[b] = balance;
            }
            visitor.visit(account, cell, begin, balances);
        }
    }

    private interface AccountBalances {
        void visit(int account, int cell, int firstRow, long[] balances);
    }

    /** The balance with which an account enters a window. */
    private long opening(int window, int firstRow, long[] balances) {
        return importedInside(window, firstRow) ? columns.deltas()[firstRow] : balances[startSlot[window]];
    }

    private boolean importedInside(int window, int firstRow) {
        int day = columns.days()[firstRow];
        return columns.types()[firstRow] == LedgerColumns.OPENING
                && day >= boundaries[startSlot[window]]
                && day < boundaries[endSlot[window]];
    }

    RetentionGrid retentions() {
        long[] sums = sums(windows * RetentionGrid.WIDTH);
        balances((account, cell, firstRow, balances) -> {
            int at = cell * windows * RetentionGrid.WIDTH;
            boolean imported = columns.types()[firstRow] == LedgerColumns.OPENING;
            for (int w = 0; w < windows; w++, at += RetentionGrid.WIDTH) {
                long opening = imported ? opening(w, firstRow, balances) : balances[startSlot[w]];
                if (opening == 0) {
                    continue;
                }
                long closing = balances[endSlot[w]];
                sums[at] += opening;
                sums[at + 1] += closing;
                sums[at + 2] += Math.min(opening, closing);
                sums[at + 3]++;
                sums[at + 4] += closing == 0 ? 0 : 1;
                sums[at + 5] += imported && importedInside(w, firstRow) ? 1 : 0;
            }
        });
        return new RetentionGrid(sums);
    }

    CohortGrid cohortMovements() {
        long[] sums = sums(windows * CohortGrid.WIDTH);
        balances((account, cell, firstRow, balances) -> {
            for (int w = 0; w < windows; w++) {
                long opening = opening(w, firstRow, balances);
                if (opening == 0) {
                    continue;
                }
                int at = (cell * windows + w) * CohortGrid.WIDTH;
                sums[at] += opening;
                sums[at + 1]++;
                sums[at + 2] += importedInside(w, firstRow) ? 1 : 0;
                int from = boundaries[startSlot[w]];
                int to = boundaries[endSlot[w]];
                for (int row = firstRow; row < columns.offsets()[account + 1] && columns.days()[row] < to; row++) {
                    if (columns.days()[row] >= from) {
                        sums[at + CohortGrid.FIRST_TYPE + columns.types()[row]] += Math.abs(columns.deltas()[row]);
                    }
                }
            }
        });
        return new CohortGrid(sums);
    }

    /** Bridges in which each account's movements inside a window are netted to one: new and churn of one window cancel out. */
    BridgeGrid bridgesNettedWithin() {
        int cellStride = windows * 2 * TYPE_STRIDE;
        long[] sums = sums(cellStride);
        long[] counts = new long[sums.length];
        balances((account, cell, firstRow, balances) -> {
            for (int w = 0; w < windows; w++) {
                boolean imported = importedInside(w, firstRow);
                long opening = opening(w, firstRow, balances);
                long closing = balances[endSlot[w]];
                // two slots a window: what was there before, and what happened inside
                int before = cell * cellStride + w * 2 * TYPE_STRIDE;
                int inside = before + TYPE_STRIDE;
                if (opening > 0) {
                    int at = imported ? inside + LedgerColumns.OPENING : before + Type.NEW.ordinal();
                    sums[at] += opening;
                    counts[at]++;
                }
                if (closing != opening) {
                    // without opening, the first movement inside is the one that tells new from returning
                    int type = opening > 0
                            ? LedgerRules.typeOf(opening, closing, true).ordinal()
                            : columns.types()[firstInside(firstRow, boundaries[startSlot[w]])];
                    sums[inside + type] += closing - opening;
                    counts[inside + type]++;
                }
            }
        });
        int[] starts = new int[windows];
        int[] ends = new int[windows];
        Arrays.setAll(starts, w -> 2 * w);
        Arrays.setAll(ends, w -> 2 * w + 1);
        return new BridgeGrid(sums, counts, cellStride, starts, ends);
    }

    private int firstInside(int firstRow, int from) {
        int row = firstRow;
        while (columns.days()[row] < from) {
            row++;
        }
        return row;
    }

    /** Where the sums of a cell's window begin; a window too many would read those of the next cell. */
    private int index(int window, int cell, int width) {
        return (cell * windows + Objects.checkIndex(window, windows)) * width;
    }

    /** Movements by cell, slot and type; a window is made of the slots that it covers. */
    final class BridgeGrid implements Grid {
        private final long[] sums;
        private final long[] counts;
        private final int cellStride;
        /** Slot before the first of each window, and its last slot; slots before the first make the opening. */
        private final int[] beforeSlot;

        private final int[] lastSlot;
        private final boolean cumulative;

        private BridgeGrid(long[] sums, long[] counts, int cellStride) {
            this.sums = sums;
            this.counts = counts;
            this.cellStride = cellStride;
            beforeSlot = startSlot;
            lastSlot = endSlot;
            cumulative = true;
            accumulate(sums);
            accumulate(counts);
        }

        private BridgeGrid(long[] sums, long[] counts, int cellStride, int[] beforeSlot, int[] lastSlot) {
            this.sums = sums;
            this.counts = counts;
            this.cellStride = cellStride;
            this.beforeSlot = beforeSlot;
            this.lastSlot = lastSlot;
            cumulative = false;
        }

        /** Turns the sums of slots into running sums, so that a window is one subtraction however long it is. */
        private void accumulate(long[] values) {
            for (int base = 0; base < values.length; base += cellStride) {
                for (int i = base + TYPE_STRIDE; i < base + cellStride; i++) {
                    values[i] += values[i - TYPE_STRIDE];
                }
            }
        }

        @Override
        public RevenueBridge at(int window, int cell) {
            int before = cell * cellStride + beforeSlot[window] * TYPE_STRIDE;
            int last = cell * cellStride + lastSlot[window] * TYPE_STRIDE;
            long imported = inside(counts, before, last, Type.OPENING);
            return new RevenueBridge(
                    columns.money(total(sums, before) + inside(sums, before, last, Type.OPENING)),
                    columns.money(inside(sums, before, last, Type.NEW)),
                    columns.money(inside(sums, before, last, Type.REACTIVATION)),
                    columns.money(inside(sums, before, last, Type.EXPANSION)),
                    columns.money(-inside(sums, before, last, Type.CONTRACTION)),
                    columns.money(-inside(sums, before, last, Type.CHURN)),
                    columns.money(0),
                    new RevenueBridge.Counts(
                            accounts(before) + imported,
                            inside(counts, before, last, Type.NEW),
                            inside(counts, before, last, Type.REACTIVATION),
                            inside(counts, before, last, Type.CHURN),
                            inside(counts, before, last, Type.EXPANSION),
                            inside(counts, before, last, Type.CONTRACTION),
                            imported));
        }

        private long inside(long[] values, int before, int last, Type type) {
            return values[last + type.ordinal()] - (cumulative ? values[before + type.ordinal()] : 0);
        }

        private long total(long[] values, int slot) {
            long total = 0;
            for (int type = 0; type < LedgerColumns.TYPES; type++) {
                total += values[slot + type];
            }
            return total;
        }

        private long accounts(int slot) {
            return counts[slot + Type.OPENING.ordinal()]
                    + counts[slot + Type.NEW.ordinal()]
                    + counts[slot + Type.REACTIVATION.ordinal()]
                    - counts[slot + Type.CHURN.ordinal()];
        }
    }

    /** What became of opening accounts, by cell and window. */
    final class RetentionGrid implements Grid {
        private static final int WIDTH = 6;
        private final long[] sums;

        private RetentionGrid(long[] sums) {
            this.sums = sums;
        }

        @Override
        public RevenueRetention at(int window, int cell) {
            int at = index(window, cell, WIDTH);
            return new RevenueRetention(
                    columns.money(sums[at]),
                    columns.money(sums[at + 1]),
                    columns.money(sums[at + 2]),
                    sums[at + 3],
                    sums[at + 4],
                    sums[at + 5]);
        }
    }

    /** The movements of opening accounts, by cell and window. */
    final class CohortGrid implements Grid {
        private static final int FIRST_TYPE = 3;
        private static final int WIDTH = FIRST_TYPE + LedgerColumns.TYPES;
        private final long[] sums;

        private CohortGrid(long[] sums) {
            this.sums = sums;
        }

        @Override
        public CohortMovements at(int window, int cell) {
            int at = index(window, cell, WIDTH);
            return new CohortMovements(
                    columns.money(sums[at]),
                    amount(at, Type.REACTIVATION),
                    amount(at, Type.EXPANSION),
                    amount(at, Type.CONTRACTION),
                    amount(at, Type.CHURN),
                    sums[at + 1],
                    sums[at + 2]);
        }

        private BigMoney amount(int at, Type type) {
            return columns.money(sums[at + FIRST_TYPE + type.ordinal()]);
        }
    }

    /** Expansion and contraction by kind, by cell and slot. */
    final class MixGrid implements Grid {
        private final long[] sums;
        private final int cellStride;

        private MixGrid(long[] sums, int cellStride) {
            this.sums = sums;
            this.cellStride = cellStride;
        }

        @Override
        public MovementMix at(int window, int cell) {
            return new MovementMix(columns.currency(), byKind(window, cell, 0), byKind(window, cell, KINDS));
        }

        private SortedMap<Kind, BigMoney> byKind(int window, int cell, int offset) {
            SortedMap<Kind, BigMoney> amounts = new TreeMap<>();
            for (Kind kind : Kind.values()) {
                long sum = 0;
                for (int slot = startSlot[window] + 1; slot <= endSlot[window]; slot++) {
                    sum += sums[cell * cellStride + slot * 2 * KINDS + offset + kind.ordinal()];
                }
                if (sum != 0) {
                    amounts.put(kind, columns.money(sum));
                }
            }
            return amounts;
        }
    }
}
