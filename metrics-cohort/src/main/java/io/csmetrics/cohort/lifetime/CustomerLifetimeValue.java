package io.csmetrics.cohort.lifetime;

import io.csmetrics.cohort.lifetime.RetentionFit.Fitted;
import io.csmetrics.kpi.KpiResult;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.joda.money.BigMoney;

/** What a customer brings over its lifetime (CLV), or the reason why that is no number. */
public sealed interface CustomerLifetimeValue {

    /**
     * Values customers by a fitted model. Defined as {@code sum of margin * survival(t) / (1 + d)^t}; beside it the same with one churn rate
     * for all customers and ages.
     *
     * @param fit the fit
     * @param margin what a customer brings in a period
     * @param terms the conventions
     * @return the value, of new customers and by age
     * @throws IllegalArgumentException if margin or discount are of a period of the calendar and the counts are of periods of unknown length
     */
    static CustomerLifetimeValue of(Fitted fit, PeriodMargin margin, Discounting terms) {
        return of(fit, List.of(margin), terms);
    }

    /**
     * Values customers whose margin changes with their age. Defined as {@code sum of margin(t) * survival(t) / (1 + d)^t}.
     *
     * @param fit the fit
     * @param margins what a customer brings in its periods 0, 1, 2 and so on; the last goes on for ever
     * @param terms the conventions
     * @return the value, of new customers and by age
     * @throws IllegalArgumentException if there is no margin, they are of several currencies, or margin or discount are of a period of the
     *     calendar and the counts are of periods of unknown length
     */
    static CustomerLifetimeValue of(Fitted fit, List<PeriodMargin> margins, Discounting terms) {
        return LifetimeValuation.of(fit, margins, terms);
    }

    /**
     * Values customers by the rule of thumb, from KPIs that were measured: every customer leaves with the same chance at the end of every period.
     * Without a discount it is {@code averageRevenuePerAccount * grossMargin * months / churn}, the {@code customer-lifetime-value} of the
     * catalogue.
     *
     * @param revenuePerAccount a KPI of money per month, such as {@code average-revenue-per-account}
     * @param grossMargin the part of revenue that is left after the cost of serving it, 0 to 1: 1 for revenue
     * @param churn a KPI in percent of which less is better, such as {@code customer-churn-rate}; its period is that of the model and of payment
     * @param terms the conventions; a discount per period is one of that period
     * @return the value; refused where a KPI is not defined, or nobody churned
     * @throws IllegalArgumentException if the KPIs are of other units, of different periods, segments or currencies, were read before the
     *     period was over, or the gross margin or the churn is not 0 to 1
     */
    static CustomerLifetimeValue ofKpis(
            KpiResult revenuePerAccount, BigDecimal grossMargin, KpiResult churn, Discounting terms) {
        return KpiValuation.of(revenuePerAccount, grossMargin, churn, terms);
    }

    /**
     * Returns the value.
     *
     * @return the value with what it rests on, empty where there is none
     */
    default Optional<Valued> valued() {
        return this instanceof Valued valued ? Optional.of(valued) : Optional.empty();
    }

    /**
     * A value.
     *
     * @param model the model of retention
     * @param data what it rests on, in words
     * @param margins what a customer brings in its periods 0, 1, 2 and so on; the last goes on
     * @param terms the conventions
     * @param value of a new customer, in the digits of a double, not rounded otherwise
     * @param constantChurn the same by one churn rate for all; empty where that is no number
     * @param byAge of customers that are still there, by how often they renewed, 0 being a new one
     */
    record Valued(
            RetentionModel model,
            String data,
            List<PeriodMargin> margins,
            Discounting terms,
            BigMoney value,
            Optional<ConstantChurn> constantChurn,
            List<ByAge> byAge)
            implements CustomerLifetimeValue {

        /** Copies the lists. */
        public Valued {
            margins = List.copyOf(margins);
            byAge = List.copyOf(byAge);
        }

        /**
         * Says how far the constant-churn value is from this one, and why.
         *
         * @return sentences
         */
        public String gap() {
            return ValueText.gap(this);
        }

        /**
         * Returns the value as lines of text, with model, data, conventions and limits.
         *
         * @return the text
         */
        @Override
        public String toString() {
            return ValueText.of(this);
        }
    }

    /**
     * The rule of thumb: {@code margin / churn} without a discount.
     *
     * @param churn the share lost of all that faced a renewal, of all ages
     * @param value of a customer of any age, by the same conventions
     */
    record ConstantChurn(double churn, BigMoney value) {}

    /**
     * What a customer of an age is worth, who has renewed so often and whose next period is not paid for yet.
     *
     * @param renewals how often it renewed
     * @param value the value
     */
    record ByAge(int renewals, BigMoney value) {}

    /**
     * No value.
     *
     * @param reason why
     * @param detail the reason in words
     */
    record Refused(LifetimeRefusal reason, String detail) implements CustomerLifetimeValue {

        /**
         * Returns the reason in words.
         *
         * @return the detail
         */
        @Override
        public String toString() {
            return "no lifetime value: " + detail;
        }
    }
}
