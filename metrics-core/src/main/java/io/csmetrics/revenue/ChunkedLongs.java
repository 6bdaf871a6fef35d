package io.csmetrics.revenue;

import java.util.Arrays;

/** {@link ChunkedInts} for longs, in which every row sets its value. */
final class ChunkedLongs {
    private static final long[] NONE = {};

    private long[][] chunks = {};

    long get(int row) {
        return chunks[row >>> ChunkedInts.BITS][row & ChunkedInts.MASK];
    }

    void set(int row, long value) {
        int chunk = row >>> ChunkedInts.BITS;
        int at = row & ChunkedInts.MASK;
        if (chunk >= chunks.length || at >= chunks[chunk].length) {
            makeRoom(chunk, at);
        }
        chunks[chunk][at] = value;
    }

    private void makeRoom(int chunk, int at) {
        if (chunk >= chunks.length) {
            int before = chunks.length;
            chunks = Arrays.copyOf(chunks, Math.max(chunk + 1, before + (before >> 1)));
            Arrays.fill(chunks, before, chunks.length, NONE);
        }
        chunks[chunk] = Arrays.copyOf(chunks[chunk], ChunkedInts.roomFor(chunk, at));
    }

    /** The values from {@code chunk * LENGTH} on. */
    long[] chunk(int chunk) {
        return chunks[chunk];
    }
}
