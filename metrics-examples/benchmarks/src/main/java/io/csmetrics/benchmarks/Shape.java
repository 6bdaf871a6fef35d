package io.csmetrics.benchmarks;

/**
 * How numbers by scope and window lie in one array. Scopes are cells and, last, their total.
 *
 * @param cells how many cells there are
 * @param windows how many windows
 * @param width how many numbers each window of a scope has
 */
record Shape(int cells, int windows, int width) {
    static final Shape BRIDGES = new Shape(RevenueBook.CELLS, RevenueBook.MONTHS, 14);
    static final Shape RETENTIONS = new Shape(RevenueBook.CELLS, RevenueBook.MONTHS - 11, 5);
    static final Shape RESPONSES = new Shape(RevenueBook.SEGMENTS.size(), RevenueBook.MONTHS, 5);

    int size() {
        return (cells + 1) * windows * width;
    }

    long[] create() {
        return new long[size()];
    }

    /** Where the numbers of a scope and window begin. */
    int at(int scope, int window) {
        return (scope * windows + window) * width;
    }

    /** Adds the cells up into the last scope, which is still 0. */
    void addTotal(long[] output) {
        int total = at(cells, 0);
        for (int i = 0; i < total; i++) {
            output[total + i % (windows * width)] += output[i];
        }
    }
}
