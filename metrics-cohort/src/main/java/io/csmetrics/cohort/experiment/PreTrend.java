package io.csmetrics.cohort.experiment;

import io.csmetrics.cohort.inference.Significance;
import java.util.OptionalDouble;

/**
 * Whether the arms moved alike before the exposure, which is what lets a difference of changes be read as an effect. No finding is no
 * proof: few units hide a difference, and arms that drift apart pass such a test often (in simulations of small arms that drifted without
 * any effect, 25 to 33 % were read as better).
 *
 * <p>Source: Roth (2022), "Pretest with caution: event-study estimates after testing for parallel trends".
 *
 * @param periods how many periods before the exposure were read, 3 or more
 * @param slope tests the straight line through the periods of each unit: did one arm drift away?
 * @param dip tests the last period against the mean of those before: was one arm chosen because it had just fallen?
 * @param adjustedPValue the smaller p-value of the two, adjusted by Holm; empty where neither test could be made
 * @param parallel whether at least one test could be made, and none finds a difference
 */
public record PreTrend(
        int periods, Significance slope, Significance dip, OptionalDouble adjustedPValue, boolean parallel) {

    /** How many periods before the exposure are needed to see a trend. */
    public static final int LEAST_PERIODS = 3;
}
