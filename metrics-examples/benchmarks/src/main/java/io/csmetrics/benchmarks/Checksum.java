package io.csmetrics.benchmarks;

/**
 * What is known of an output: its checksums at two sizes of the book.
 *
 * @param name the name of the workload
 * @param atS the one of {@link RevenueBook#S} accounts
 * @param atL the one of {@link RevenueBook#L} accounts
 */
record Checksum(String name, long atS, long atL) {
    private static final int CYCLE = 1009;

    /** A sum in which each number's place matters, modulo 2 to the power of 64. */
    static long of(long[] output) {
        long sum = 0;
        for (int i = 0; i < output.length; i++) {
            sum += output[i] * (i % CYCLE + 1);
        }
        return sum;
    }

    /**
     * Holds an output against the known checksum of its book; of other sizes than S and L none is known.
     *
     * @return whether one is known
     * @throws IllegalStateException if the output has another checksum
     */
    boolean verify(int accounts, String who, long[] output) {
        if (accounts != RevenueBook.S && accounts != RevenueBook.L) {
            return false;
        }
        long expected = accounts == RevenueBook.S ? atS : atL;
        long actual = of(output);
        if (actual != expected) {
            throw new IllegalStateException("checksum " + actual + " of " + name + " by " + who + " at " + accounts
                    + " accounts must be " + expected + "; nothing is timed before it is");
        }
        return true;
    }
}
