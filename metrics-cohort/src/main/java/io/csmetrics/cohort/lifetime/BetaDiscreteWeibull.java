package io.csmetrics.cohort.lifetime;

import org.apache.commons.numbers.gamma.LogBeta;

/**
 * As {@link BetaGeometric}, but a customer's own chance to leave changes with age: it falls where {@code shape} is below 1, and rises above
 * (beta-discrete-Weibull, BdW). Defined as {@code survival(t) = B(alpha, beta + t^shape) / B(alpha, beta)}; with shape 1 it is the
 * beta-geometric model.
 *
 * <p>Source: Fader, Hardie, Liu, Davin and Steenburgh (2018), "How to project customer retention revisited: the role of duration dependence".
 *
 * @param alpha the first parameter of the beta distribution, above 0
 * @param beta the second, above 0
 * @param shape how the own chance changes with age, above 0
 */
public record BetaDiscreteWeibull(double alpha, double beta, double shape) implements RetentionModel {

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if one is not a finite number above 0
     */
    public BetaDiscreteWeibull {
        RetentionModelKind.requireParameter("alpha", alpha);
        RetentionModelKind.requireParameter("beta", beta);
        RetentionModelKind.requireParameter("shape", shape);
    }

    /**
     * Fits the model to all cohorts together, by maximum likelihood.
     *
     * @param counts the counts
     * @return the fit, or why there is none
     */
    public static RetentionFit fit(ActiveCounts counts) {
        return RetentionModelKind.BETA_DISCRETE_WEIBULL.fit(counts);
    }

    @Override
    public RetentionModelKind kind() {
        return RetentionModelKind.BETA_DISCRETE_WEIBULL;
    }

    @Override
    public double survival(int period) {
        return Math.exp(logBeta(RetentionModelKind.requirePeriod(period, 0)) - logBeta(0));
    }

    @Override
    public double retentionRate(int period) {
        return Math.exp(logRetention(period));
    }

    @Override
    public double churnRate(int period) {
        return -Math.expm1(logRetention(period));
    }

    private double logRetention(int period) {
        RetentionModelKind.requirePeriod(period, 1);
        return Math.min(0, logBeta(period) - logBeta(period - 1));
    }

    private double logBeta(int period) {
        return LogBeta.value(alpha, beta + Math.pow(period, shape));
    }
}
