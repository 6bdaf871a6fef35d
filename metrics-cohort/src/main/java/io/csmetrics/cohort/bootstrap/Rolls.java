package io.csmetrics.cohort.bootstrap;

import io.csmetrics.statistics.SplitMix64;

/** The numbers of {@link SplitMix64#nextInt(int)} below one bound, which is divided by only once. */
final class Rolls {
    private static final long LOW = 0xffffffffL;

    private final SplitMix64 random;
    private final int bound;
    private final long surplus;

    Rolls(long start, int bound) {
        random = new SplitMix64(start);
        this.bound = bound;
        surplus = (1L << 32) % bound;
    }

    int next() {
        long product = (random.nextLong() >>> 32) * bound;
        while ((product & LOW) < surplus) {
            product = (random.nextLong() >>> 32) * bound;
        }
        return (int) (product >>> 32);
    }

    /** Where the stream of a draw begins: at the number of that index in the stream of all draws. */
    static long start(long randomStart, int draw) {
        // the generator's own increment, taken that many times at once
        return new SplitMix64(randomStart + draw * 0x9e3779b97f4a7c15L).nextLong();
    }
}
