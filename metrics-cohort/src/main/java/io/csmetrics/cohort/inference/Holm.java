package io.csmetrics.cohort.inference;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The adjustment of p-values for the number of tests that were made: judged at 5 %, at most 1 family of tests in 20 finds something where
 * nothing is, however the tests depend on each other. What Bonferroni's adjustment finds, it finds too.
 *
 * <p>Source: Holm (1979), "A simple sequentially rejective multiple test procedure".
 */
public final class Holm {

    private Holm() {}

    /**
     * Returns the adjusted p-values, in the order of the given ones. Defined as, with the p-values sorted from the smallest,
     * {@code adjusted[i] = min(1, max over j <= i of (m - j + 1) * p[j])}, where {@code m} is the number of tests. Equal p-values stay equal.
     *
     * @param pValues the p-values of all tests that were made, each 0 to 1; not changed
     * @return the adjusted p-values, each 0 to 1 and not below its own; empty where there are none
     * @throws IllegalArgumentException if a p-value is not 0 to 1
     */
    public static double[] adjust(double... pValues) {
        for (double p : pValues) {
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException(
                        "p-value " + p + " must be 0 to 1; leave out tests that gave no p-value");
            }
        }
        int[] ascending = IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> pValues[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[pValues.length];
        double atLeast = 0;
        for (int rank = 0; rank < ascending.length; rank++) {
            int test = ascending[rank];
            atLeast = Math.max(atLeast, Math.min(1, (ascending.length - rank) * pValues[test]));
            adjusted[test] = atLeast;
        }
        return adjusted;
    }
}
