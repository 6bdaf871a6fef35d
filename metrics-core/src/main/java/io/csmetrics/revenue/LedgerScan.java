package io.csmetrics.revenue;

import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Grid;
import io.csmetrics.record.RevenueMovement.Kind;
import io.csmetrics.record.RevenueMovement.Type;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.joda.money.BigMoney;

/**
 * Loops over movements: each counts many windows and many cells in one pass over the columns. What becomes of opening accounts is
 * counted by {@link RetentionScan}.
 *
 * <p>The boundaries of all windows cut time into slots. Movements are added up by cell, slot and type; what a window holds is then
 * a sum over its slots. The grids of sums hold no columns: they would keep the ledger in memory. No sum can pass {@code long}: the builder of the ledger has proved that all amounts together fit.
 */
final class LedgerScan {
    /** A power of two above the number of types, so that the index of a sum is a shift and an or. */
    private static final int TYPE_STRIDE = 8;

    /** How many numbers a bridge has for each boundary and cell. */
    static final int BRIDGE_COLUMNS = 2 * TYPE_STRIDE;

    private static final int KINDS = Kind.values().length;

    /** Two columns of this many sums take 16 GiB; an index of them still fits into an int. */
    private static final int MOST_SUMS = 1 << 30;

    private final LedgerColumns columns;
    private final Cells cells;
    private final TimeSlots slots;
    private final int windows;

    LedgerScan(LedgerColumns columns, TimeSlots slots, Cells cells) {
        requireCellsOf(columns, cells);
        this.columns = columns;
        this.slots = slots;
        this.cells = cells;
        windows = slots.windows();
    }

    static void requireCellsOf(LedgerColumns columns, Cells cells) {
        if (cells.accounts() != columns.accounts()) {
            throw new IllegalArgumentException("cells of " + cells.accounts() + " accounts must be of the ledger's "
                    + columns.accounts() + " accounts; make them from the same data");
        }
    }

    private long[] sums(int perCell) {
        return sums(windows, cells, perCell);
    }

    /** One column of sums for all cells, if a column can be that long. */
    static long[] sums(int windows, Cells cells, int perCell) {
        long length = (long) cells.size() * perCell;
        if (length > MOST_SUMS) {
            throw new IllegalArgumentException(windows + " windows x " + cells.size() + " cells need " + length
                    + " sums, more than " + MOST_SUMS + "; ask for fewer windows at once");
        }
        return new long[(int) length];
    }

    BridgeGrid bridges() {
        int cellStride = slots.size() * TYPE_STRIDE;
        long[] sums = sums(cellStride);
        long[] counts = new long[sums.length];
        int beyond = slots.size();
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
                int slot = slots.of(days[row]);
                if (slot == beyond) {
                    break;
                }
                int at = base + slot * TYPE_STRIDE + types[row];
                sums[at] += deltas[row];
                counts[at]++;
            }
        }
        return BridgeGrid.ofSlots(columns.unit(), slots, sums, counts, cellStride);
    }

    MixGrid mixes() {
        int stride = slots.size() * 2 * KINDS;
        long[] sums = sums(stride);
        int beyond = slots.size();
        for (int account = 0; account < columns.accounts(); account++) {
            int cell = cells.of(account);
            if (cell == Cells.LEFT_OUT) {
                continue;
            }
            int end = columns.offsets()[account + 1];
            for (int row = columns.offsets()[account]; row < end; row++) {
                int slot = slots.of(columns.days()[row]);
                if (slot == beyond) {
                    break;
                }
                Type type = columns.type(row);
                boolean expansion = type == Type.EXPANSION;
                if (expansion || type == Type.CONTRACTION) {
                    int at = cell * stride + slot * 2 * KINDS + (expansion ? 0 : KINDS);
                    sums[at + columns.kindOrdinal(row)] += Math.abs(columns.deltas()[row]);
                }
            }
        }
        return new MixGrid(columns.unit(), slots.starts(), slots.ends(), sums, stride);
    }

    /**
     * Visits each account of a cell with its balance at every boundary. A window that holds the account's imported opening balance
     * starts with that balance.
     */
    void balances(AccountBalances visitor) {
        long[] balances = new long[slots.size()];
        int[] days = columns.days();
        long[] deltas = columns.deltas();
        int last = slots.lastDay();
        for (int account = 0; account < columns.accounts(); account++) {
            int cell = cells.of(account);
            int row = columns.offsets()[account];
            int end = columns.offsets()[account + 1];
            if (cell == Cells.LEFT_OUT || row == end || days[row] >= last) {
                continue;
            }
            int begin = row;
            long balance = 0;
            for (int b = 0; b < balances.length; b++) {
                int boundary = slots.day(b);
                while (row < end && days[row] < boundary) {
                    balance += deltas[row++];
                }
                balances[b] = balance;
            }
            visitor.visit(account, cell, begin, balances);
        }
    }

    interface AccountBalances {
        void visit(int account, int cell, int firstRow, long[] balances);
    }

    /** The balance with which an account enters a window. */
    private long opening(int window, int firstRow, long[] balances) {
        return importedInside(window, firstRow) ? columns.deltas()[firstRow] : balances[slots.start(window)];
    }

    boolean importedInside(int window, int firstRow) {
        int day = columns.days()[firstRow];
        return columns.types()[firstRow] == LedgerColumns.OPENING
                && day >= slots.day(slots.start(window))
                && day < slots.day(slots.end(window));
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
                int from = slots.day(slots.start(w));
                int to = slots.day(slots.end(w));
                for (int row = firstRow; row < columns.offsets()[account + 1] && columns.days()[row] < to; row++) {
                    if (columns.days()[row] >= from) {
                        sums[at + CohortGrid.FIRST_TYPE + columns.types()[row]] += Math.abs(columns.deltas()[row]);
                    }
                }
            }
        });
        return new CohortGrid(columns.unit(), windows, sums);
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
                long closing = balances[slots.end(w)];
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
                            : columns.types()[firstInside(firstRow, slots.day(slots.start(w)))];
                    sums[inside + type] += closing - opening;
                    counts[inside + type]++;
                }
            }
        });
        return BridgeGrid.ofPairs(columns.unit(), windows, sums, counts, cellStride);
    }

    private int firstInside(int firstRow, int from) {
        int row = firstRow;
        while (columns.days()[row] < from) {
            row++;
        }
        return row;
    }

    /** Movements by cell, slot and type; a window is made of the slots that it covers. */
    static final class BridgeGrid implements Grid {
        private final MoneyUnit unit;
        private final int[] firstSlots;
        private final int[] lastSlots;
        private final long[] sums;
        private final long[] counts;
        private final int cellStride;
        private final boolean running;

        private BridgeGrid(
                MoneyUnit unit,
                int[] firstSlots,
                int[] lastSlots,
                long[] sums,
                long[] counts,
                int cellStride,
                boolean running) {
            this.unit = unit;
            this.firstSlots = firstSlots;
            this.lastSlots = lastSlots;
            this.sums = sums;
            this.counts = counts;
            this.cellStride = cellStride;
            this.running = running;
        }

        /** Takes sums of slots between boundaries. They become running sums, so that a window is one subtraction however long it is. */
        private static BridgeGrid ofSlots(MoneyUnit unit, TimeSlots slots, long[] sums, long[] counts, int cellStride) {
            accumulate(sums, cellStride);
            accumulate(counts, cellStride);
            return new BridgeGrid(unit, slots.starts(), slots.ends(), sums, counts, cellStride, true);
        }

        /** Takes sums of two slots for each window: what was before it, and what happened inside. */
        private static BridgeGrid ofPairs(MoneyUnit unit, int windows, long[] sums, long[] counts, int cellStride) {
            int[] before = IntStream.range(0, windows).map(w -> 2 * w).toArray();
            int[] inside = IntStream.range(0, windows).map(w -> 2 * w + 1).toArray();
            return new BridgeGrid(unit, before, inside, sums, counts, cellStride, false);
        }

        private static void accumulate(long[] values, int cellStride) {
            for (int base = 0; base < values.length; base += cellStride) {
                for (int i = base + TYPE_STRIDE; i < base + cellStride; i++) {
                    values[i] += values[i - TYPE_STRIDE];
                }
            }
        }

        @Override
        public RevenueBridge at(int window, int cell) {
            return between(firstSlots[window], lastSlots[window], cell);
        }

        /** The bridge of some cells together: slots up to the first one make the opening, those up to the last one the closing. */
        RevenueBridge between(int firstSlot, int lastSlot, int... ofCells) {
            long opening = 0;
            long openingAccounts = 0;
            long[] amounts = new long[LedgerColumns.TYPES];
            long[] movements = new long[LedgerColumns.TYPES];
            for (int cell : ofCells) {
                int before = cell * cellStride + firstSlot * TYPE_STRIDE;
                int last = cell * cellStride + lastSlot * TYPE_STRIDE;
                openingAccounts += accounts(before);
                for (int type = 0; type < LedgerColumns.TYPES; type++) {
                    opening += sums[before + type];
                    amounts[type] += sums[last + type] - (running ? sums[before + type] : 0);
                    movements[type] += counts[last + type] - (running ? counts[before + type] : 0);
                }
            }
            long imported = movements[Type.OPENING.ordinal()];
            return new RevenueBridge(
                    unit.money(opening + amounts[Type.OPENING.ordinal()]),
                    unit.money(amounts[Type.NEW.ordinal()]),
                    unit.money(amounts[Type.REACTIVATION.ordinal()]),
                    unit.money(amounts[Type.EXPANSION.ordinal()]),
                    unit.money(-amounts[Type.CONTRACTION.ordinal()]),
                    unit.money(-amounts[Type.CHURN.ordinal()]),
                    unit.money(0),
                    new RevenueBridge.Counts(
                            openingAccounts + imported,
                            movements[Type.NEW.ordinal()],
                            movements[Type.REACTIVATION.ordinal()],
                            movements[Type.CHURN.ordinal()],
                            movements[Type.EXPANSION.ordinal()],
                            movements[Type.CONTRACTION.ordinal()],
                            imported));
        }

        private long accounts(int slot) {
            return counts[slot + Type.OPENING.ordinal()]
                    + counts[slot + Type.NEW.ordinal()]
                    + counts[slot + Type.REACTIVATION.ordinal()]
                    - counts[slot + Type.CHURN.ordinal()];
        }
    }

    /** The movements of opening accounts, by cell and window. */
    static final class CohortGrid implements Grid {
        private static final int FIRST_TYPE = 3;
        private static final int WIDTH = FIRST_TYPE + LedgerColumns.TYPES;
        private final MoneyUnit unit;
        private final int windows;
        private final long[] sums;

        private CohortGrid(MoneyUnit unit, int windows, long[] sums) {
            this.unit = unit;
            this.windows = windows;
            this.sums = sums;
        }

        @Override
        public CohortMovements at(int window, int cell) {
            // a window too many would read the sums of the next cell
            int at = (cell * windows + Objects.checkIndex(window, windows)) * WIDTH;
            return new CohortMovements(
                    unit.money(sums[at]),
                    amount(at, Type.REACTIVATION),
                    amount(at, Type.EXPANSION),
                    amount(at, Type.CONTRACTION),
                    amount(at, Type.CHURN),
                    sums[at + 1],
                    sums[at + 2]);
        }

        private BigMoney amount(int at, Type type) {
            return unit.money(sums[at + FIRST_TYPE + type.ordinal()]);
        }
    }

    /** Expansion and contraction by kind, by cell and slot. */
    static final class MixGrid implements Grid {
        private final MoneyUnit unit;
        private final int[] starts;
        private final int[] ends;
        private final long[] sums;
        private final int cellStride;

        private MixGrid(MoneyUnit unit, int[] starts, int[] ends, long[] sums, int cellStride) {
            this.unit = unit;
            this.starts = starts;
            this.ends = ends;
            this.sums = sums;
            this.cellStride = cellStride;
        }

        @Override
        public MovementMix at(int window, int cell) {
            return new MovementMix(unit.currency(), byKind(window, cell, 0), byKind(window, cell, KINDS));
        }

        private SortedMap<Kind, BigMoney> byKind(int window, int cell, int offset) {
            SortedMap<Kind, BigMoney> amounts = new TreeMap<>();
            for (Kind kind : Kind.values()) {
                long sum = 0;
                for (int slot = starts[window] + 1; slot <= ends[window]; slot++) {
                    sum += sums[cell * cellStride + slot * 2 * KINDS + offset + kind.ordinal()];
                }
                if (sum != 0) {
                    amounts.put(kind, unit.money(sum));
                }
            }
            return amounts;
        }
    }
}
