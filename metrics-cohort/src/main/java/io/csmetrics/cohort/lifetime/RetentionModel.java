package io.csmetrics.cohort.lifetime;

import java.math.BigDecimal;
import java.util.function.Function;
import java.util.function.ToIntFunction;

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
    RetentionModelKind kind();

    /**
     * Returns the share of customers that is still there after a period.
     *
     * @param period the period, 0 or more
     * @return the share, 1 at period 0, never rising
     * @throws IllegalArgumentException if the period is negative
     */
    double survival(int period);

    /**
     * Returns the share of the customers of an age that is still there some periods later. Defined as
     * {@code survival(from + periods) / survival(from)}, computed as the product of the retention rates between, so that it is known of ages
     * that hardly anybody comes to.
     *
     * @param from the age: how often they have renewed, 0 or more
     * @param periods how many periods later, 0 or more
     * @return the share, 0 to 1
     * @throws IllegalArgumentException if one is negative, or both together are above {@link Integer#MAX_VALUE}
     */
    default double survival(int from, int periods) {
        RetentionModelKind.requirePeriod(from, 0);
        RetentionModelKind.requirePeriod(periods, 0);
        if (periods > Integer.MAX_VALUE - from) {
            throw new IllegalArgumentException("age " + from + " and " + periods + " periods must together be at most "
                    + Integer.MAX_VALUE + "; look less far ahead");
        }
        double share = 1;
        for (int t = 0; t < periods && share > 0; t++) {
            share *= retentionRate(from + t + 1);
        }
        return share;
    }

    /**
     * Returns how likely accounts are there some periods later, by their ages: what {@link RevenueRetentionForecast} asks of accounts that no
     * contract binds.
     *
     * @param age how often an account has renewed, by its id, 0 or more
     * @param periods how many periods of the model the horizon is, 0 or more
     * @return {@link #survival(int, int)} by account id
     */
    default Function<String, BigDecimal> kept(ToIntFunction<String> age, int periods) {
        RetentionModelKind.requirePeriod(periods, 0);
        return account -> BigDecimal.valueOf(survival(age.applyAsInt(account), periods));
    }

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
        return survival(RetentionModelKind.requirePeriod(period, 1) - 1) * churnRate(period);
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
