package io.csmetrics.revenue;

import io.csmetrics.record.RevenueMovement.Type;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Staged rows by account, in columns: a counting sort, which keeps the order in which the rows of an account came in. */
final class MovementsByAccount {
    private static final int[] SIGN =
            Arrays.stream(Type.values()).mapToInt(Type::sign).toArray();

    private final StagedMovements staged;
    private final BitSet leftOut;

    /** The numbers of the accounts that have rows, by ascending id. */
    final int[] accounts;

    /** Where the rows of each of these begin, and the end of the last. */
    final int[] starts;

    final int[] days;
    final byte[] types;
    final long[] deltas;
    final byte @Nullable [] kinds;
    final int @Nullable [] reasons;
    final int @Nullable [] products;

    private int[] rows = {};

    /** Sorts; an account keeps its place even if all its rows are left out. */
    MovementsByAccount(StagedMovements staged, BitSet leftOut) {
        this.staged = staged;
        this.leftOut = leftOut;
        int[] rowsByAccount = staged.rowsByAccount();
        accounts = Arrays.stream(staged.accounts.ascending())
                .filter(account -> rowsByAccount[account] > 0)
                .toArray();
        leftOut.stream().forEach(row -> rowsByAccount[staged.account(row)]--);
        starts = new int[accounts.length + 1];
        for (int i = 0; i < accounts.length; i++) {
            starts[i + 1] = starts[i] + rowsByAccount[accounts[i]];
        }
        int size = starts[accounts.length];
        days = new int[size];
        types = new byte[size];
        deltas = new long[size];
        writeColumns();
        kinds = staged.hasKinds() ? new byte[size] : null;
        reasons = staged.hasReasons() ? new int[size] : null;
        products = staged.hasProducts() ? new int[size] : null;
        if (kinds != null || reasons != null || products != null) {
            writeOptionalColumns();
        }
    }

    /** Where the next row of each account goes, by its number. */
    private int[] nextByAccount() {
        int[] next = new int[staged.accounts.size()];
        for (int i = 0; i < accounts.length; i++) {
            next[accounts[i]] = starts[i];
        }
        return next;
    }

    private void writeColumns() {
        int[] next = nextByAccount();
        boolean allIn = leftOut.isEmpty();
        for (int first = 0; first < staged.size; first += ChunkedInts.LENGTH) {
            int chunk = first >>> ChunkedInts.BITS;
            int[] account = staged.account.chunk(chunk);
            int[] dayAndType = staged.dayAndType.chunk(chunk);
            long[] amount = staged.amount.chunk(chunk);
            int end = Math.min(staged.size - first, ChunkedInts.LENGTH);
            for (int i = 0; i < end; i++) {
                if (allIn || !leftOut.get(first + i)) {
                    int to = next[account[i]]++;
                    int type = StagedMovements.typeIn(dayAndType[i]);
                    days[to] = StagedMovements.dayIn(dayAndType[i]);
                    types[to] = (byte) type;
                    deltas[to] = SIGN[type] * amount[i];
                }
            }
        }
    }

    private void writeOptionalColumns() {
        for (int at = 0; at < days.length; at++) {
            int row = row(at);
            if (kinds != null) {
                kinds[at] = (byte) staged.kind(row);
            }
            if (reasons != null) {
                reasons[at] = staged.reasonNumber(row);
            }
            if (products != null) {
                products[at] = staged.productNumber(row);
            }
        }
    }

    /** The staged row that came to a place. Only wanted where something is wrong or optional: the sort is done once more for it. */
    int row(int at) {
        if (rows.length < days.length) {
            rows = new int[days.length];
            int[] next = nextByAccount();
            for (int row = 0; row < staged.size; row++) {
                if (!leftOut.get(row)) {
                    rows[next[staged.account(row)]++] = row;
                }
            }
        }
        return rows[at];
    }

    /** Ends the need for {@link #row}, so that its room is free while the columns are cut to their length. */
    void forgetRows() {
        rows = new int[0];
    }

    /** Moves rows towards the front, over rows that are no longer needed. */
    void move(int from, int to, int count) {
        System.arraycopy(days, from, days, to, count);
        System.arraycopy(types, from, types, to, count);
        System.arraycopy(deltas, from, deltas, to, count);
        if (kinds != null) {
            System.arraycopy(kinds, from, kinds, to, count);
        }
        if (reasons != null) {
            System.arraycopy(reasons, from, reasons, to, count);
        }
        if (products != null) {
            System.arraycopy(products, from, products, to, count);
        }
    }
}
