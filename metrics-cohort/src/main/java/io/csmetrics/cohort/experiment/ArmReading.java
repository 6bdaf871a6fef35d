package io.csmetrics.cohort.experiment;

import io.csmetrics.statistics.Interval;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An arm of an experiment.
 *
 * @param arm its name
 * @param isControl whether the other is compared with it
 * @param n the units assigned to it that were exposed by the last known day
 * @param mature those of them whose window is over
 * @param unknown those of the mature whose outcome nobody knows
 * @param analysed those of the mature that are compared
 * @param mean the mean outcome of the analysed, or their share; empty where there are none
 * @param interval the interval of the mean: Wilson's of a share, Student's of a mean; empty where there is none
 */
public record ArmReading(
        String arm,
        boolean isControl,
        int n,
        int mature,
        int unknown,
        int analysed,
        OptionalDouble mean,
        Optional<Interval> interval) {

    /**
     * Checks the counts.
     *
     * @throws IllegalArgumentException if not {@code 0 <= analysed + unknown <= mature <= n}
     */
    public ArmReading {
        if (analysed < 0 || unknown < 0 || analysed + unknown > mature || mature > n) {
            throw new IllegalArgumentException(
                    "arm \"" + arm + "\" of " + n + " units must have at most as many mature, " + mature
                            + ", and of those at most as many unknown and analysed, " + unknown + " and " + analysed);
        }
    }

    /**
     * Returns how many units are left out because their window is not over. Defined as {@code n - mature}.
     *
     * @return the units
     */
    public int excludedImmature() {
        return n - mature;
    }
}
