package io.csmetrics.cohort.lifetime;

/**
 * How long customers under contract stay: at the end of each period each of them renews or leaves for good. Periods count from 1 for the
 * first renewal. A model knows no season, no price and no customer by name; it supposes that the future is like the past it was fitted to.
 */
public sealed interface RetentionModel permits Geometric, BetaGeometric, BetaDiscreteWeibull {

    /**
     * Returns which model it is.
     *
     * @return the kind
     */
    ModelKind kind();

    /**
     * Returns the share of customers that is still there after a period.
     *
     * @param period the period, 0 or more
     * @return the share, 1 at period 0, never rising
     * @throws IllegalArgumentException if the period is negative
     */
    double survival(int period);

    /**
     * Returns the share of those who face a renewal that renew. Defined as {@code survival(t) / survival(t - 1)}.
     *
     * @param period the renewal, 1 or more
     * @return the share, 0 to 1
     * @throws IllegalArgumentException if the period is below 1
     */
    double retentionRate(int period);

    /**
     * Returns the share of those who face a renewal that leave. Defined as {@code 1 - retentionRate(t)}, computed without that difference.
     *
     * @param period the renewal, 1 or more
     * @return the share, 0 to 1
     * @throws IllegalArgumentException if the period is below 1
     */
    double churnRate(int period);

    /**
     * Returns the share of all customers that leaves at a renewal. Defined as {@code survival(t - 1) * churnRate(t)}.
     *
     * @param period the renewal, 1 or more
     * @return the share, 0 to 1
     * @throws IllegalArgumentException if the period is below 1
     */
    default double churnMass(int period) {
        return survival(ModelKind.requirePeriod(period, 1) - 1) * churnRate(period);
    }

    /**
     * Returns the share of new customers that leaves at the first renewal.
     *
     * @return the share, above 0
     */
    default double firstChurn() {
        return churnRate(1);
    }
}
