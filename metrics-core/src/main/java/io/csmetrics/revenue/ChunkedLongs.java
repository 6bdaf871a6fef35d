package io.csmetrics.revenue;

import java.util.Arrays;

/** A column of longs that grows by pieces of equal size, so that what is there is never copied again. */
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
