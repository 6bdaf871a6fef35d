package io.csmetrics.cohort.lifetime;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A cohort by period: those followed to it, lost or not; those of them still there; those of them still there at the period before. */
final class CohortLives {
    private final long[] followed;
    private final long[] active;
    private final long[] before;

    /** Takes the columns, which are of one length of at least 1. */
    CohortLives(long[] followed, long[] active, long[] before) {
        this.followed = followed;
        this.active = active;
        this.before = before;
    }

    /** A cohort that is followed as a whole. */
    static CohortLives of(long... active) {
        long[] followed = new long[active.length];
        Arrays.fill(followed, active[0]);
        long[] before = new long[active.length];
        System.arraycopy(active, 0, before, 1, active.length - 1);
        before[0] = active[0];
        return new CohortLives(followed, active.clone(), before);
    }

    int last() {
        return active.length - 1;
    }

    long followed(int period) {
        return followed[period];
    }

    long active(int period) {
        return active[period];
    }

    long before(int period) {
        return before[period];
    }

    long lost(int period) {
        return before[period] - active[period];
    }

    CohortLives through(int last) {
        int length = Math.min(active.length, last + 1);
        return new CohortLives(
                Arrays.copyOf(followed, length), Arrays.copyOf(active, length), Arrays.copyOf(before, length));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CohortLives that
                && Arrays.equals(followed, that.followed)
                && Arrays.equals(active, that.active)
                && Arrays.equals(before, that.before);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(active) + Arrays.hashCode(before);
    }
}
