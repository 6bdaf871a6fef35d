package io.csmetrics.cohort.lifetime;

/**
 * Every customer has a chance to leave of its own, which never changes; over customers the chances have a beta distribution (shifted
 * beta-geometric, sBG). The retention rate rises with age all the same: those with a high chance leave first, and the others are left.
 *
 * <p>Defined as {@code churnRate(t) = alpha / (alpha + beta + t - 1)} and {@code survival(t) = survival(t - 1) * (1 - churnRate(t))}, which
 * is {@code B(alpha, beta + t) / B(alpha, beta)}; computed by these products, without gamma functions.
 *
 * <p>Source: Fader and Hardie (2007), "How to project customer retention".
 *
 * @param alpha the first parameter of the beta distribution, above 0: the smaller both, the more customers differ
 * @param beta the second, above 0
 */
public record BetaGeometric(double alpha, double beta) implements RetentionModel {

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if one is not a finite number above 0
     */
    public BetaGeometric {
        RetentionModelKind.requireParameter("alpha", alpha);
        RetentionModelKind.requireParameter("beta", beta);
    }

    /**
     * Fits the model to all cohorts together, by maximum likelihood.
     *
     * @param counts the counts
     * @return the fit, which is {@link Geometric} where customers do not differ, or why there is none
     */
    public static RetentionFit fit(ActiveCounts counts) {
        return RetentionModelKind.BETA_GEOMETRIC.fit(counts);
    }

    @Override
    public RetentionModelKind kind() {
        return RetentionModelKind.BETA_GEOMETRIC;
    }

    @Override
    public double survival(int period) {
        RetentionModelKind.requirePeriod(period, 0);
        double survival = 1;
        for (int t = 1; t <= period; t++) {
            survival *= retentionRate(t);
        }
        return survival;
    }

    @Override
    public double retentionRate(int period) {
        double renewals = RetentionModelKind.requirePeriod(period, 1) - 1.0;
        return (beta + renewals) / (alpha + beta + renewals);
    }

    @Override
    public double churnRate(int period) {
        return alpha / (alpha + beta + (RetentionModelKind.requirePeriod(period, 1) - 1.0));
    }

    /**
     * Returns the mean chance to leave of new customers. Defined as {@code alpha / (alpha + beta)}.
     *
     * @return the mean, above 0 and below 1
     */
    public double meanChurn() {
        return alpha / (alpha + beta);
    }

    /**
     * Returns how much customers differ. Defined as {@code 1 / (alpha + beta)}: near 0 they are alike, and the model is {@link Geometric}.
     *
     * @return the polarisation, above 0
     */
    public double polarisation() {
        return 1 / (alpha + beta);
    }
}
