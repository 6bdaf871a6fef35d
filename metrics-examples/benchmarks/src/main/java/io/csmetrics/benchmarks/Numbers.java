package io.csmetrics.benchmarks;

import java.util.Arrays;

/** Whole numbers in the order that a workload gives them. Of a workload of many questions a peer may answer only the first. */
final class Numbers implements Answer {
    private final Checksum known;
    private final long[] numbers;

    Numbers(Checksum known, long[] numbers) {
        this.known = known;
        this.numbers = numbers;
    }

    @Override
    public boolean verify(int accounts, String who) {
        return known.verify(accounts, who, numbers);
    }

    @Override
    public boolean agreesWith(Answer other) {
        if (!(other instanceof Numbers that)) {
            return false;
        }
        int both = Math.min(numbers.length, that.numbers.length);
        return both > 0 && Arrays.equals(numbers, 0, both, that.numbers, 0, both);
    }

    /** How many numbers there are, and their checksum. */
    @Override
    public String toString() {
        return numbers.length + " numbers, checksum " + Checksum.of(numbers);
    }
}
