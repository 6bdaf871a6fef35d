package io.csmetrics.cohort.lifetime;

/**
 * Every customer leaves at every renewal with the same chance. The rule of thumb {@code 1 / churn} rests on it. Defined as
 * {@code survival(t) = (1 - churn)^t}.
 *
 * @param churn the chance to leave at a renewal, above 0 and at most 1
 */
public record Geometric(double churn) implements RetentionModel {

    /**
     * Checks the chance.
     *
     * @throws IllegalArgumentException if it is not above 0 and at most 1
     */
    public Geometric {
        if (!(churn > 0 && churn <= 1)) {
            throw new IllegalArgumentException("churn " + churn + " must be above 0 and at most 1; write 5 % as 0.05");
        }
    }

    /**
     * Fits the model to all cohorts together, by maximum likelihood: the share lost of all that ever faced a renewal.
     *
     * @param counts the counts
     * @return the fit, or why there is none
     */
    public static RetentionFit fit(ActiveCounts counts) {
        return RetentionModelKind.GEOMETRIC.fit(counts);
    }

    @Override
    public RetentionModelKind kind() {
        return RetentionModelKind.GEOMETRIC;
    }

    @Override
    public double survival(int period) {
        return Math.pow(1 - churn, RetentionModelKind.requirePeriod(period, 0));
    }

    @Override
    public double survival(int from, int periods) {
        RetentionModelKind.requirePeriod(from, 0);
        return survival(periods);
    }

    @Override
    public double retentionRate(int period) {
        RetentionModelKind.requirePeriod(period, 1);
        return 1 - churn;
    }

    @Override
    public double churnRate(int period) {
        RetentionModelKind.requirePeriod(period, 1);
        return churn;
    }
}
