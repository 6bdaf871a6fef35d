package io.csmetrics.revenue;

import java.util.Arrays;

/**
 * A column of ints that grows by pieces of equal size, so that what is there is never copied again; 0 where none was set. Longs have
 * {@link ChunkedLongs}: Java has no arrays of either, and values in objects would cost more than the columns.
 */
final class ChunkedInts {
    /** Small enough to be an ordinary object for any collector. */
    static final int BITS = 15;

    static final int LENGTH = 1 << BITS;
    static final int MASK = LENGTH - 1;
    private static final int[] NONE = {};

    private int[][] chunks = {};

    int get(int row) {
        int chunk = row >>> BITS;
        int at = row & MASK;
        return chunk < chunks.length && at < chunks[chunk].length ? chunks[chunk][at] : 0;
    }

    void set(int row, int value) {
        int chunk = row >>> BITS;
        int at = row & MASK;
        if (chunk >= chunks.length || at >= chunks[chunk].length) {
            makeRoom(chunk, at);
        }
        chunks[chunk][at] = value;
    }

    /** For columns that few rows need: a 0 is not stored where there is no room for it. */
    void setOptional(int row, int value) {
        if (value != 0) {
            set(row, value);
        }
    }

    private void makeRoom(int chunk, int at) {
        if (chunk >= chunks.length) {
            int before = chunks.length;
            chunks = Arrays.copyOf(chunks, Math.max(chunk + 1, before + (before >> 1)));
            Arrays.fill(chunks, before, chunks.length, NONE);
        }
        chunks[chunk] = Arrays.copyOf(chunks[chunk], roomFor(chunk, at));
    }

    /** Only the first piece begins small: most ledgers have few rows. */
    static int roomFor(int chunk, int at) {
        return chunk > 0 ? LENGTH : Math.max(16, Integer.highestOneBit(at) << 1);
    }

    /** Whether none was set. */
    boolean isEmpty() {
        return chunks.length == 0;
    }

    /** The values from {@code chunk * LENGTH} on. */
    int[] chunk(int chunk) {
        return chunks[chunk];
    }
}
