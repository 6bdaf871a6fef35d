package io.csmetrics.cohort;

import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What was added up for one cohort: a column of numbers by index for each tally. Never changed once it is built. */
final class CohortCounts implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int TALLIES = Tally.values().length;

    private final long size;
    private final int columns;
    private final long[][] sums;
    /** The same of the index before, among those at risk now; absent where all units of the cohort have the same windows. */
    private final long @Nullable [][] previous;

    CohortCounts(long size, int columns, long[][] sums, long @Nullable [][] previous) {
        this.size = size;
        this.columns = columns;
        this.sums = sums;
        this.previous = previous;
    }

    long size() {
        return size;
    }

    /** How many indexes have begun. */
    int columns() {
        return columns;
    }

    long get(Tally tally, int index) {
        return index < columns ? sums[tally.ordinal()][index] : 0;
    }

    /** What the units at risk at an index had at the index before. */
    long previous(Tally tally, int index) {
        if (previous != null) {
            return index < columns ? previous[tally.ordinal()][index] : 0;
        }
        return get(Tally.AT_RISK, index) == 0 ? 0 : get(tally, index - 1);
    }

    CohortCounts plus(CohortCounts other) {
        int most = Math.max(columns, other.columns);
        return new CohortCounts(
                Math.addExact(size, other.size),
                most,
                added(sums, other.sums, most),
                previous == null || other.previous == null ? null : added(previous, other.previous, most));
    }

    private static long[][] added(long[][] a, long[][] b, int columns) {
        long[][] result = new long[TALLIES][];
        for (int tally = 0; tally < TALLIES; tally++) {
            long[] mine = a[tally];
            long[] others = b[tally];
            long[] sum = new long[mine.length == 0 && others.length == 0 ? 0 : columns];
            for (int i = 0; i < sum.length; i++) {
                long right = i < others.length ? others[i] : 0;
                sum[i] = Math.addExact(i < mine.length ? mine[i] : 0, right);
            }
            result[tally] = sum;
        }
        return result;
    }

    CohortCounts times(int copies, long moneyFactor) {
        return new CohortCounts(
                Math.multiplyExact(size, copies),
                columns,
                times(sums, copies, moneyFactor),
                previous == null ? null : times(previous, copies, moneyFactor));
    }

    private static long[][] times(long[][] columns, int copies, long moneyFactor) {
        long[][] result = new long[TALLIES][];
        for (Tally tally : Tally.values()) {
            long factor = tally.isMoney() ? Math.multiplyExact(copies, moneyFactor) : copies;
            result[tally.ordinal()] = Arrays.stream(columns[tally.ordinal()])
                    .map(sum -> Math.multiplyExact(sum, factor))
                    .toArray();
        }
        return result;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CohortCounts that
                && size == that.size
                && columns == that.columns
                && Arrays.deepEquals(sums, that.sums)
                && Arrays.deepEquals(previous, that.previous);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(size) + Arrays.deepHashCode(sums);
    }
}
