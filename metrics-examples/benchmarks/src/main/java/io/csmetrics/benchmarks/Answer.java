package io.csmetrics.benchmarks;

/** What a peer answered, to be held against what is known and against the answers of others. */
interface Answer {
    /**
     * Holds this answer against the known one of its book; of other sizes than S and L none is known.
     *
     * @return whether one is known
     * @throws IllegalStateException if the answer is another one
     */
    boolean verify(int accounts, String who);

    /** Whether this is the other answer, as far as both go. */
    boolean agreesWith(Answer other);
}
