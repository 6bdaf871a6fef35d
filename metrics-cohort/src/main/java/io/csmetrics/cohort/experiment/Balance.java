package io.csmetrics.cohort.experiment;

import io.csmetrics.cohort.inference.Sample;
import java.util.OptionalDouble;

/**
 * How alike the arms were before, in something that was measured before the exposure.
 *
 * @param name what was measured: {@code covariate} or {@code pre_1}
 * @param control what the compared units of the control arm had
 * @param treatment what those of the treated arm had
 */
public record Balance(String name, Sample control, Sample treatment) {
    /** Arms that are further apart than this, in standard deviations, count as unlike: a convention. */
    public static final double ALIKE = 0.1;

    /** The name of the balance of the covariate. */
    static final String COVARIATE = "covariate";

    /**
     * Returns how far the arms were apart, in standard deviations. Defined as {@code (mean of treatment - mean of control) / sqrt((variance
     * of treatment + variance of control) / 2)}. Unlike a p-value it does not grow with the number of units.
     *
     * <p>Source: Austin (2009), "Balance diagnostics for comparing the distribution of baseline covariates between treatment groups in
     * propensity-score matched samples".
     *
     * @return the standardised mean difference; empty where an arm has fewer than 2 units, or where neither varies
     */
    public OptionalDouble standardisedDifference() {
        double variance = (treatment.variance().orElse(0) + control.variance().orElse(0)) / 2;
        return control.n() < 2 || treatment.n() < 2 || variance == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((treatment.mean() - control.mean()) / Math.sqrt(variance));
    }

    /**
     * Tells whether the arms were unlike.
     *
     * @return whether they were more than {@value #ALIKE} standard deviations apart, or apart without any deviation within them
     */
    public boolean isFlagged() {
        return standardisedDifference().isPresent()
                ? Math.abs(standardisedDifference().getAsDouble()) > ALIKE
                : control.n() > 0 && treatment.n() > 0 && control.mean() != treatment.mean();
    }
}
