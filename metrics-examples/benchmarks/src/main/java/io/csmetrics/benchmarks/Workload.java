package io.csmetrics.benchmarks;

/**
 * What is computed. Every peer writes the same whole numbers, in minor units, in the same order, so that a checksum compares them.
 * Scopes are the cells of the book and, last, their total.
 */
enum Workload {
    /**
     * The bridges of 60 months: {@code [scope][month][14]}, the signed amounts opening, new, expansion, contraction, churn,
     * reactivation, closing; then the opening accounts, the movements of these five types, the closing accounts.
     */
    BRIDGES("W2 bridges, 60 months x 13 scopes", RevenueBook.MONTHS, 14, 1277449499786805L, 12785892416811575L),

    /**
     * The retention of the 49 windows of 12 months: {@code [scope][window][5]}, opening and closing revenue of the opening accounts,
     * the smaller of both account by account, opening accounts, retained accounts.
     */
    RETENTIONS("W3 retention, 49 windows x 13 scopes", RevenueBook.MONTHS - 11, 5, 941520306319172L, 9479001242252353L);

    private final String title;
    private final int windows;
    private final int width;
    private final long checksumAtS;
    private final long checksumAtL;

    Workload(String title, int windows, int width, long checksumAtS, long checksumAtL) {
        this.title = title;
        this.windows = windows;
        this.width = width;
        this.checksumAtS = checksumAtS;
        this.checksumAtL = checksumAtL;
    }

    String title() {
        return title;
    }

    int windows() {
        return windows;
    }

    int width() {
        return width;
    }

    long[] newOutput() {
        return new long[(RevenueBook.CELLS + 1) * windows * width];
    }

    /** Where the numbers of a scope and window begin. */
    int at(int scope, int window) {
        return (scope * windows + window) * width;
    }

    /** Adds the cells up into the last scope, which is still 0. */
    void addTotal(long[] output) {
        int total = at(RevenueBook.CELLS, 0);
        for (int i = 0; i < total; i++) {
            output[total + i % (windows * width)] += output[i];
        }
    }

    long[] outputOf(Peer peer) {
        return switch (this) {
            case BRIDGES -> peer.bridges();
            case RETENTIONS -> peer.retentions();
        };
    }

    /**
     * Holds an output against the known checksum of its book; of other sizes than S and L none is known.
     *
     * @return whether one is known
     * @throws IllegalStateException if the output has another checksum
     */
    boolean verify(int accounts, String who, long[] output) {
        return new Checksum(name(), checksumAtS, checksumAtL).verify(accounts, who, output);
    }
}
