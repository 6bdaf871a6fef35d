package io.csmetrics.benchmarks;

/** The splitmix64 generator: the same numbers for the same start on every machine. */
final class SplitMix {
    private long state;

    SplitMix(long start) {
        state = start;
    }

    /** The first number of the generator that starts at {@code start}: a hash of it. */
    static long mix(long start) {
        return new SplitMix(start).nextLong();
    }

    long nextLong() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Uniform in 0 (inclusive) to 1 (exclusive). */
    double nextUnit() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Uniform in 0 (inclusive) to {@code bound} (exclusive). */
    int nextInt(int bound) {
        return (int) (nextUnit() * bound);
    }
}
