package io.csmetrics.benchmarks;

import io.csmetrics.record.RevenueMovement.Type;
import java.util.Arrays;
import java.util.List;

/**
 * What the hardware allows: made for these questions, no API. Movements in columns by cell, account and day, so that nothing of a cell
 * is looked up for a movement or an account; each question is one pass that adds to a small table, and what follows from sums is added
 * up once, at the end. It trusts the types of movements.
 */
final class LimitPeer implements RevenuePeer {
    /** Slot 0 is everything before the first month. */
    private static final int SLOTS = RevenueBook.MONTHS + 1;

    private static final int YEAR = 12;
    private static final int TYPES = 8;
    private static final int[] AFTER_TYPE = accountsAfter();

    /** The accounts of cell {@code c} are {@code cells[c]} to {@code cells[c + 1]}. */
    private final int[] cells;

    /** The movements of account {@code a} are {@code offsets[a]} to {@code offsets[a + 1]}. */
    private final int[] offsets;

    private final short[] days;
    private final byte[] types;
    private final long[] deltas;

    /** The slot of each day. */
    private final byte[] slots = RevenueBook.months();

    private LimitPeer(int[] cells, int[] offsets, int rows) {
        this.cells = cells;
        this.offsets = offsets;
        days = new short[rows];
        types = new byte[rows];
        deltas = new long[rows];
        for (int day = 0; day < slots.length; day++) {
            slots[day]++;
        }
    }

    /** How many accounts more have revenue after a movement of each type. */
    private static int[] accountsAfter() {
        int[] after = new int[TYPES];
        for (Type type : Type.values()) {
            after[type.ordinal()] = switch (type) {
                case OPENING, NEW, REACTIVATION -> 1;
                case CHURN -> -1;
                case EXPANSION, CONTRACTION -> 0;
            };
        }
        return after;
    }

    /** Two stable counting sorts: accounts by cell, and the movements, which are in order of day, by account. */
    static LimitPeer ofColumns(RevenueBook book) {
        int[] cells = new int[RevenueBook.CELLS + 1];
        for (int account = 0; account < book.accounts(); account++) {
            cells[book.cell(account) + 1]++;
        }
        Arrays.parallelPrefix(cells, Integer::sum);
        int[] nextOfCell = cells.clone();
        int[] place = new int[book.accounts()];
        for (int account = 0; account < place.length; account++) {
            place[account] = nextOfCell[book.cell(account)]++;
        }
        int[] offsets = new int[book.accounts() + 1];
        for (int row = 0; row < book.size(); row++) {
            offsets[place[book.account(row)] + 1]++;
        }
        Arrays.parallelPrefix(offsets, Integer::sum);
        LimitPeer peer = new LimitPeer(cells, offsets, book.size());
        int[] next = offsets.clone();
        for (int row = 0; row < book.size(); row++) {
            int to = next[place[book.account(row)]]++;
            Type type = book.type(row);
            peer.days[to] = (short) (book.epochDay(row) - RevenueBook.FROM + 1);
            peer.types[to] = (byte) type.ordinal();
            peer.deltas[to] = type.sign() * book.amount(row);
        }
        return peer;
    }

    @Override
    public long[] bridges() {
        long[] output = Shape.BRIDGES.create();
        for (int cell = 0; cell < RevenueBook.CELLS; cell++) {
            long[] sums = new long[SLOTS * TYPES];
            int[] counts = new int[SLOTS * TYPES];
            // one look-up and two additions a movement, into tables that stay in the nearest cache
            for (int row = offsets[cells[cell]]; row < offsets[cells[cell + 1]]; row++) {
                int at = slots[days[row]] * TYPES + types[row];
                sums[at] += deltas[row];
                counts[at]++;
            }
            write(cell, sums, counts, output);
        }
        Shape.BRIDGES.addTotal(output);
        return output;
    }

    private static void write(int cell, long[] sums, int[] counts, long[] output) {
        Type[] shown = {Type.NEW, Type.EXPANSION, Type.CONTRACTION, Type.CHURN, Type.REACTIVATION};
        int accountsAt = shown.length + 2;
        long balance = 0;
        long accounts = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            // slot 0 only opens the first month
            int at = Shape.BRIDGES.at(cell, Math.max(0, slot - 1));
            output[at] = balance;
            output[at + accountsAt] = accounts;
            for (int i = 0; i < shown.length; i++) {
                int type = slot * TYPES + shown[i].ordinal();
                output[at + 1 + i] = sums[type];
                output[at + accountsAt + 1 + i] = counts[type];
                balance += sums[type];
                accounts += (long) AFTER_TYPE[shown[i].ordinal()] * counts[type];
            }
            output[at + accountsAt - 1] = balance;
            output[at + accountsAt + shown.length + 1] = accounts;
        }
    }

    @Override
    public long[] retentions() {
        long[] output = Shape.RETENTIONS.create();
        int windows = Shape.RETENTIONS.windows();
        long[] steps = new long[(windows + 1) * Shape.RETENTIONS.width()];
        int[] from = new int[SLOTS + 1];
        long[] balances = new long[SLOTS + 1];
        for (int cell = 0; cell < RevenueBook.CELLS; cell++) {
            Arrays.fill(steps, 0);
            for (int account = cells[cell]; account < cells[cell + 1]; account++) {
                int runs = runs(account, from, balances);
                addPairs(runs, from, balances, steps);
            }
            int at = Shape.RETENTIONS.at(cell, 0);
            int width = Shape.RETENTIONS.width();
            for (int i = 0; i < windows * width; i++) {
                output[at + i] = steps[i] + (i < width ? 0 : output[at + i - width]);
            }
        }
        Shape.RETENTIONS.addTotal(output);
        return output;
    }

    /** The months in which the balance at their end is another one than before, with that balance; how many there are. */
    private int runs(int account, int[] from, long[] balances) {
        int runs = 0;
        long balance = 0;
        for (int row = offsets[account]; row < offsets[account + 1]; row++) {
            int slot = slots[days[row]];
            balance += deltas[row];
            if (runs == 0 || from[runs - 1] != slot) {
                from[runs++] = slot;
            }
            balances[runs - 1] = balance;
        }
        from[runs] = SLOTS + YEAR;
        return runs;
    }

    /**
     * Walks the runs with two fingers a year apart. As long as neither balance changes the windows get the same; that is added where it
     * begins, and taken away where it ends.
     */
    private static void addPairs(int runs, int[] from, long[] balances, long[] steps) {
        int windows = Shape.RETENTIONS.windows();
        int opening = 0;
        int closing = 0;
        int window = from[0];
        while (window < windows) {
            while (closing + 1 < runs && from[closing + 1] <= window + YEAR) {
                closing++;
            }
            int end = Math.min(windows, Math.min(from[opening + 1], from[closing + 1] - YEAR));
            long start = balances[opening];
            if (start > 0) {
                add(start, balances[closing], window, 1, steps);
                add(start, balances[closing], end, -1, steps);
            }
            window = end;
            opening += from[opening + 1] == window ? 1 : 0;
        }
    }

    private static void add(long start, long end, int window, int sign, long[] steps) {
        int at = window * Shape.RETENTIONS.width();
        steps[at] += sign * start;
        steps[at + 1] += sign * end;
        steps[at + 2] += sign * Math.min(start, end);
        steps[at + 3] += sign;
        steps[at + 4] += end > 0 ? sign : 0;
    }

    @Override
    public long[] triangle() {
        long[] output = CohortOutput.create();
        for (int account = 0; account + 1 < offsets.length; account++) {
            int first = offsets[account];
            int end = offsets[account + 1];
            int cohort = slots[days[first]] - 1;
            if (cohort >= 0) {
                output[CohortOutput.at(cohort)]++;
                output[CohortOutput.at(cohort) + 1] += deltas[first];
                int atSlot0 = CohortOutput.at(cohort, -cohort - 1);
                for (int row = first; row < end; row++) {
                    int at = atSlot0 + slots[days[row]] * CohortOutput.WIDTH;
                    output[at] += AFTER_TYPE[types[row]];
                    output[at + 1] += deltas[row];
                }
            }
        }
        CohortOutput.addUp(output);
        return output;
    }

    @Override
    public long[] ranges(List<RangeQuery> queries) {
        long[] output = new long[2 * queries.size()];
        for (int i = 0; i < queries.size(); i++) {
            RangeQuery query = queries.get(i);
            int regions = RevenueBook.REGIONS.size();
            int first = cells[query.segment() * regions];
            int end = cells[(query.segment() + 1) * regions];
            int from = (int) query.from().toEpochDay() - RevenueBook.FROM + 1;
            int to = (int) query.to().toEpochDay() - RevenueBook.FROM + 1;
            for (int account = first; account < end; account++) {
                int row = offsets[account];
                int last = offsets[account + 1];
                long opening = 0;
                for (; row < last && days[row] <= from; row++) {
                    opening += deltas[row];
                }
                if (opening > 0) {
                    long closing = opening;
                    for (; row < last && days[row] <= to; row++) {
                        closing += deltas[row];
                    }
                    output[2 * i] += opening;
                    output[2 * i + 1] += closing;
                }
            }
        }
        return output;
    }
}
