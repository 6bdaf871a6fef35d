package io.csmetrics.cohort.inference;

import io.csmetrics.family.UndefinedReason;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.apache.commons.statistics.inference.SignificanceResult;

/**
 * Whether units fell into groups in the proportions that were planned. Where they did not, something chose the groups, and what is
 * measured between them is not to be believed.
 */
public final class SampleRatio {

    private SampleRatio() {}

    /**
     * Tests the counts. Defined as {@code sum over groups of (count - expected)² / expected}, where {@code expected = total * weight / sum
     * of weights}, read from the chi-square distribution with one degree of freedom fewer than there are groups.
     *
     * <p>Source: Pearson (1900), "On the criterion that a given system of deviations from the probable ... can be reasonably supposed to
     * have arisen from random sampling".
     *
     * @param counts the units in each group, 0 or more
     * @param weights the planned share of each group, in any unit, above 0
     * @return the test; none where there are fewer than two groups, or no units
     * @throws IllegalArgumentException if there are not as many weights as counts, a count is negative, or a weight is not above 0 and
     *     finite
     */
    public static Significance test(long[] counts, double[] weights) {
        requireSplit(counts, weights);
        if (counts.length < 2) {
            return new Significance.Untested(
                    UndefinedReason.TOO_FEW_OBSERVATIONS, "a test needs two groups and has " + counts.length);
        }
        if (Arrays.stream(counts).allMatch(count -> count == 0)) {
            return new Significance.Untested(
                    UndefinedReason.NO_DATA, "none of the " + counts.length + " groups has units");
        }
        SignificanceResult result = ChiSquareTest.withDefaults().test(weights, counts);
        return new Significance.Tested(
                "chi-square test of fit",
                OptionalDouble.of(result.getStatistic()),
                OptionalInt.of(counts.length - 1),
                result.getPValue());
    }

    private static void requireSplit(long[] counts, double[] weights) {
        if (counts.length != weights.length) {
            throw new IllegalArgumentException(weights.length + " weights must be as many as the " + counts.length
                    + " counts; give one for each group");
        }
        for (int group = 0; group < counts.length; group++) {
            if (counts[group] < 0) {
                throw new IllegalArgumentException(
                        "count " + counts[group] + " of group " + (group + 1) + " must be 0 or more");
            }
            if (!(weights[group] > 0 && weights[group] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("weight " + weights[group] + " of group " + (group + 1)
                        + " must be above 0 and finite; leave out groups that nobody is to be in");
            }
        }
    }
}
