package io.csmetrics.benchmarks;

/** What is known of the whole numbers that answer a workload: how many there are, and their checksums at two sizes of the book. */
enum Checksum {
    /**
     * The bridges of 60 months: {@code [scope][month][14]}, the signed amounts opening, new, expansion, contraction, churn,
     * reactivation, closing; then the opening accounts, the movements of these five types, the closing accounts.
     */
    BRIDGES(Shape.BRIDGES.size(), 1277449499786805L, 12785892416811575L),

    /**
     * The retention of the 49 windows of 12 months: {@code [scope][window][5]}, opening and closing revenue of the opening accounts,
     * the smaller of both account by account, opening accounts, retained accounts.
     */
    RETENTIONS(Shape.RETENTIONS.size(), 941520306319172L, 9479001242252353L),

    /** {@link CohortOutput}. */
    TRIANGLE(CohortOutput.SIZE, 228169697509894L, 2305605689802388L),

    /**
     * The answers to surveys of 60 months: {@code [segment or total][month][5]}, answers, promoters, detractors, answers about
     * satisfaction, and those of 4 or 5.
     */
    RESPONSES(Shape.RESPONSES.size(), 957106329L, 9565859161L),

    /** For each of 1,000 ranges the opening revenue of its segment, and what the opening accounts have in the end. */
    RANGES(2 * RangeQuery.COUNT, 2412990623998989L, 24172432234558894L);

    private static final int CYCLE = 1009;

    private final int length;
    private final long atS;
    private final long atL;

    Checksum(int length, long atS, long atL) {
        this.length = length;
        this.atS = atS;
        this.atL = atL;
    }

    /** A sum in which each number's place matters, modulo 2 to the power of 64. */
    static long of(long[] output) {
        long sum = 0;
        for (int i = 0; i < output.length; i++) {
            sum += output[i] * (i % CYCLE + 1);
        }
        return sum;
    }

    /**
     * Holds an output against the known checksum of its book; of other sizes than S and L none is known, nor of a part of the numbers.
     *
     * @return whether one is known
     * @throws IllegalStateException if the output has another checksum
     */
    boolean verify(int accounts, String who, long[] output) {
        if (output.length != length || (accounts != RevenueBook.S && accounts != RevenueBook.L)) {
            return false;
        }
        long expected = accounts == RevenueBook.S ? atS : atL;
        long actual = of(output);
        if (actual != expected) {
            throw new IllegalStateException("checksum " + actual + " of " + this + " by " + who + " at " + accounts
                    + " accounts must be " + expected + "; nothing is timed before it is");
        }
        return true;
    }
}
