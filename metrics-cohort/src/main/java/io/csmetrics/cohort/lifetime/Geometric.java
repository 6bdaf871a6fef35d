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

    @Override
    public ModelKind kind() {
        return ModelKind.GEOMETRIC;
    }

    @Override
    public double survival(int period) {
        return Math.pow(1 - churn, ModelKind.requirePeriod(period, 0));
    }

    @Override
    public double retentionRate(int period) {
        ModelKind.requirePeriod(period, 1);
        return 1 - churn;
    }

    @Override
    public double churnRate(int period) {
        ModelKind.requirePeriod(period, 1);
        return churn;
    }
}
