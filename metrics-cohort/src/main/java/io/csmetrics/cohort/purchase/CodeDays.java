package io.csmetrics.cohort.purchase;

import java.util.Arrays;

/** The distinct days of customers, who are known by their codes: one number a pair, sorted when there is no room left. */
final class CodeDays {
    private static final int FIRST_PAIRS = 256;

    private long[] pairs = new long[FIRST_PAIRS];
    private int size;

    void add(int code, int epochDay) {
        if (size == pairs.length) {
            distinct();
            // sorting again and again for little room would be slow
            if (size > pairs.length / 2) {
                pairs = Arrays.copyOf(pairs, Math.multiplyExact(2, pairs.length));
            }
        }
        pairs[size++] = ((long) code << Integer.SIZE) | Integer.toUnsignedLong(epochDay);
    }

    /** Returns on how many days each of the first codes was. */
    int[] countsOfCodes(int codes) {
        distinct();
        int[] counts = new int[codes];
        for (int i = 0; i < size; i++) {
            counts[(int) (pairs[i] >>> Integer.SIZE)]++;
        }
        return counts;
    }

    private void distinct() {
        Arrays.sort(pairs, 0, size);
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (kept == 0 || pairs[kept - 1] != pairs[i]) {
                pairs[kept++] = pairs[i];
            }
        }
        size = kept;
    }
}
