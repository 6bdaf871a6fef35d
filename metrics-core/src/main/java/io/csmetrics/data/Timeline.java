package io.csmetrics.data;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;

/** Rows of a table in order of one of their instants, so that those of a month are found without looking at the other years. */
public final class Timeline {
    /** The instant of a row on which it has not happened. */
    public static final long NEVER = Long.MAX_VALUE;

    private final long[] at;
    private final int[] row;

    /**
     * Puts rows in order.
     *
     * @param rows how many rows there are
     * @param instantOf the instant of a row in milliseconds since 1970, or {@link #NEVER}; such rows are left out
     */
    public Timeline(int rows, IntToLongFunction instantOf) {
        long[] instants = new long[rows];
        Integer[] order = new Integer[rows];
        int n = 0;
        boolean sorted = true;
        for (int i = 0; i < rows; i++) {
            instants[i] = instantOf.applyAsLong(i);
            if (instants[i] != NEVER) {
                order[n++] = i;
                sorted &= n == 1 || instants[order[n - 2]] <= instants[i];
            }
        }
        if (!sorted) {
            Arrays.sort(order, 0, n, (a, b) -> Long.compare(instants[a], instants[b]));
        }
        at = new long[n];
        row = new int[n];
        for (int i = 0; i < n; i++) {
            row[i] = order[i];
            at[i] = instants[row[i]];
        }
    }

    private Timeline(long[] at, int[] row) {
        this.at = at;
        this.row = row;
    }

    /** The same order of the rows of each part: places are their numbers there. */
    IntFunction<Timeline> split(AccountRanges ranges, IntUnaryOperator accountOfRow, int[] places) {
        int[][] positions = ranges.rows(at.length, i -> accountOfRow.applyAsInt(row[i]));
        return part -> {
            int n = positions[part].length;
            long[] instants = new long[n];
            int[] rows = new int[n];
            for (int i = 0; i < n; i++) {
                instants[i] = at[positions[part][i]];
                rows[i] = places[row[positions[part][i]]];
            }
            return new Timeline(instants, rows);
        };
    }

    /**
     * Returns how many rows there are.
     *
     * @return the number
     */
    public int size() {
        return at.length;
    }

    /**
     * Returns an instant.
     *
     * @param i the position in order of time
     * @return the instant in milliseconds since 1970
     */
    public long at(int i) {
        return at[i];
    }

    /**
     * Returns the row of an instant.
     *
     * @param i the position in order of time
     * @return the row
     */
    public int row(int i) {
        return row[i];
    }

    /**
     * Returns the first position at or after an instant.
     *
     * @param millis the instant in milliseconds since 1970
     * @return the position, {@link #size()} if all are before
     */
    public int firstAtOrAfter(long millis) {
        return firstAtOrAfter(at, millis);
    }

    /**
     * Returns the first position at or after an instant in sorted instants.
     *
     * @param sorted the instants in order
     * @param millis the instant
     * @return the position, the length if all are before
     */
    static int firstAtOrAfter(long[] sorted, long millis) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < millis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
