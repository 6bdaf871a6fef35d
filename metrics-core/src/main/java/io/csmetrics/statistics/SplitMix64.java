package io.csmetrics.statistics;

import java.util.random.RandomGenerator;

/**
 * A stream of random numbers that its start fixes for ever, on every machine and every Java. Not for secrets, and not for use by several
 * threads.
 *
 * <p>Sources: Steele, Lea and Flood (2014), "Fast splittable pseudorandom number generators"; Vigna's splitmix64; Lemire (2019), "Fast
 * random integer generation in an interval".
 */
public final class SplitMix64 implements RandomGenerator {
    private long state;

    /**
     * Starts a stream.
     *
     * @param randomStart where the stream starts; the same start gives the same stream
     */
    public SplitMix64(long randomStart) {
        state = randomStart;
    }

    @Override
    public long nextLong() {
        state += 0x9e3779b97f4a7c15L;
        long mixed = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    /**
     * Returns a number below a bound, each as likely as the others.
     *
     * @param bound the bound, at least 1
     * @return a number from 0 to {@code bound - 1}
     * @throws IllegalArgumentException if the bound is below 1
     */
    @Override
    public int nextInt(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound " + bound + " must be at least 1");
        }
        long product = (nextLong() >>> 32) * bound;
        // the first 2^32 mod bound products of each number are one too many
        long surplus = (1L << 32) % bound;
        while ((product & 0xffffffffL) < surplus) {
            product = (nextLong() >>> 32) * bound;
        }
        return (int) (product >>> 32);
    }
}
