package io.csmetrics.cohort.experiment;

/**
 * How strong something that nobody measured would have to be to explain the whole difference away: it would have to go together with both
 * the treatment and the outcome by a risk ratio of this much, beyond all that was measured. Near 1, little is needed.
 *
 * <p>Defined as {@code E = RR + sqrt(RR (RR - 1))} of the risk ratio, or of its inverse where it is below 1. Of shares the ratio is their
 * own; of means it is {@code exp(0.91 d)}, where {@code d} is the difference in standard deviations.
 *
 * <p>Source: VanderWeele and Ding (2017), "Sensitivity analysis in observational research: introducing the E-value".
 *
 * @param method from which ratio it is
 * @param eValue of the estimate, 1 or more
 * @param eValueOfInterval of the end of the interval that is nearer to no difference; 1 where the interval holds no difference
 */
public record Sensitivity(String method, double eValue, double eValueOfInterval) {

    /**
     * Returns the E-value of a risk ratio and the interval of the ratio.
     *
     * @param method from which ratio it is
     * @param ratio the ratio, above 0
     * @param lower the lower end of its interval, above 0
     * @param upper the upper end
     * @return the sensitivity
     * @throws IllegalArgumentException if not {@code 0 < lower <= ratio <= upper}, all finite
     */
    public static Sensitivity of(String method, double ratio, double lower, double upper) {
        if (!(0 < lower && lower <= ratio && ratio <= upper && upper < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "risk ratio " + ratio + " must be above 0 and within its interval " + lower + " to " + upper);
        }
        double nearer = ratio >= 1 ? Math.max(1, lower) : Math.min(1, upper);
        return new Sensitivity(method, eValue(ratio), eValue(nearer));
    }

    private static double eValue(double ratio) {
        double away = Math.max(ratio, 1 / ratio);
        return away + Math.sqrt(away * (away - 1));
    }
}
