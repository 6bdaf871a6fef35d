package io.csmetrics.cohort.lifetime;

import io.csmetrics.catalog.RetentionKpis;
import io.csmetrics.data.CustomerData;
import io.csmetrics.family.UndefinedReason;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.period.Reading;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;

/**
 * Net revenue retention over a horizon that has not come yet: {@link RetentionKpis#NET_REVENUE_RETENTION_FORECAST} taken apart into what
 * is certain and what chance decides, or the reason why there is no forecast.
 */
public sealed interface RevenueRetentionForecast
        permits RevenueRetentionForecastTerms, RevenueRetentionForecast.Undefined {

    /**
     * There is no forecast.
     *
     * @param reason why
     * @param detail the reason in words
     */
    record Undefined(UndefinedReason reason, String detail) implements RevenueRetentionForecast {

        /**
         * Returns the reason in words.
         *
         * @return the detail
         */
        @Override
        public String toString() {
            return "no forecast of net revenue retention: " + detail;
        }
    }

    /**
     * Forecasts as the KPI does: what is not due is taken as kept. The expected value is that of the KPI, exactly.
     *
     * @param kpi {@link RetentionKpis#NET_REVENUE_RETENTION_FORECAST} with the parameters that were set: horizon, key of the
     *     probabilities that others computed, probability of accounts that have none
     * @param data the data
     * @param reading the period at whose end the horizon begins, and what was known
     * @return the forecast; undefined where the KPI is, and where a probability is not 0 to 1
     * @throws IllegalArgumentException if the KPI is another one, or narrowed to some accounts
     */
    static RevenueRetentionForecast of(Kpi kpi, CustomerData data, Reading reading) {
        return of(kpi, data, reading, account -> BigDecimal.ONE);
    }

    /**
     * Forecasts with a share of accounts that are kept although no contract of theirs is due, which the KPI takes as 1. The share comes of
     * a projection over the horizon: {@code fit.model().kept(age, periods)}, which is {@code S(n + h) / S(n)} for a customer of {@code n}
     * periods, or the link ratios of a chain ladder; 1 for an account that is bound by a contract beyond the horizon. The whole revenue of
     * the account hangs on it.
     *
     * @param kpi {@link RetentionKpis#NET_REVENUE_RETENTION_FORECAST} with the parameters that were set
     * @param data the data
     * @param reading the period at whose end the horizon begins, and what was known
     * @param keptIfNotDue how likely an account without a contract due is there after the horizon, by its id, 0 to 1
     * @return the forecast; undefined where the KPI is, and where a probability is not 0 to 1
     * @throws IllegalArgumentException if the KPI is another one, or narrowed to some accounts
     */
    static RevenueRetentionForecast of(
            Kpi kpi, CustomerData data, Reading reading, Function<String, BigDecimal> keptIfNotDue) {
        return new RevenueRetentionForecastReader(kpi, data, reading, keptIfNotDue).forecast();
    }

    /**
     * Returns the terms of the forecast.
     *
     * @return what is certain and what chance decides, empty where there is no forecast
     */
    default Optional<RevenueRetentionForecastTerms> terms() {
        return this instanceof RevenueRetentionForecastTerms terms ? Optional.of(terms) : Optional.empty();
    }
}
