package io.csmetrics.cohort.inference;

/**
 * How the search for the parameters of a model ended. A fit that did not converge, or that most starts did not come to, is not to be
 * relied on.
 *
 * @param converged whether the slope is 0 but for rounding, and the likelihood falls off in every direction
 * @param starts from how many points the search began
 * @param agreeing how many of them ended at the best point
 * @param evaluations how often likelihood or slope were computed, over all starts
 * @param gradientNorm the length of the slope at the end, over the size of the likelihood where that is above 1; infinite where there is no slope
 */
public record FitDiagnostics(boolean converged, int starts, int agreeing, int evaluations, double gradientNorm) {

    /**
     * Checks the counts.
     *
     * @throws IllegalArgumentException if not {@code 1 <= agreeing <= starts}, or {@code gradientNorm} is negative or not a number
     */
    public FitDiagnostics {
        if (agreeing < 1 || agreeing > starts) {
            throw new IllegalArgumentException(
                    agreeing + " starts that agree must be 1 to the " + starts + " that there were");
        }
        if (!(gradientNorm >= 0)) {
            throw new IllegalArgumentException("gradient norm " + gradientNorm + " must be 0 or more");
        }
    }
}
