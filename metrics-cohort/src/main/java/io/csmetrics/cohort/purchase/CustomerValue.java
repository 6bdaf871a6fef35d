package io.csmetrics.cohort.purchase;

import io.csmetrics.cohort.lifetime.LifetimeFigure;
import io.csmetrics.cohort.lifetime.LifetimeFigure.Known;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What customers without contract will spend: how often they are expected to buy, times how much. Defined as the sum over the periods k of
 * a horizon of {@code (Y(k) - Y(k - 1)) * m / (1 + d)^k}, with Y(k) the purchases expected up to the end of period k, m the spend expected
 * on a day with a purchase, and d the discount per period.
 *
 * <p>Values are plain numbers, so that they can be drawn and compared: major units of {@code spend.currency()}, not rounded. It is revenue: multiply by the gross margin for a value to hold against the cost of acquisition. Both models take the future to be like
 * the past, and how much to be independent of how often.
 *
 * @param purchases the model of how often
 * @param spend the model of how much
 */
public record CustomerValue(PurchaseModel purchases, GammaGamma spend) {

    /**
     * Returns what a new customer will spend after the first purchase, which is not counted.
     *
     * @param horizon how far ahead, counted from the first purchase
     * @return the expectation in major units of {@code spend.currency()}; refused as infinite where the mean spend is
     * @throws IllegalArgumentException if the horizon is so long for the models that {@link PurchaseModel} refuses it
     */
    public LifetimeFigure ofNewCustomer(SpendHorizon horizon) {
        return value(spend.meanSpend(), discounted(DropoutProcess.of(purchases), horizon));
    }

    /**
     * Returns what a known customer will spend after the last known day.
     *
     * @param history what the customer bought so far
     * @param meanSpend the mean spend on the days with a purchase after the first, in major units; without effect where there is none
     * @param horizon how far ahead
     * @return the expectation in major units of {@code spend.currency()}; refused as infinite where the mean spend is
     * @throws IllegalArgumentException if the mean spend is negative or not finite, or the horizon is so long for the models that
     *     {@link PurchaseModel} refuses it
     */
    public LifetimeFigure of(PurchaseHistory history, double meanSpend, SpendHorizon horizon) {
        return value(spend.spend(history.frequency(), meanSpend), discounted(history, horizon));
    }

    /**
     * Returns what a customer of a summary will spend after its last known day.
     *
     * @param summary the summary
     * @param row the row of the customer
     * @param horizon how far ahead
     * @return the expectation in major units of {@code spend.currency()}; refused as infinite where the mean spend is
     * @throws IllegalArgumentException if the horizon is so long for the models that {@link PurchaseModel} refuses it
     */
    public LifetimeFigure of(PurchaseSummary summary, int row, SpendHorizon horizon) {
        return of(summary.history(row), summary.meanSpend(row).orElse(0), horizon);
    }

    /**
     * Returns what all customers of a summary will spend together after its last known day.
     *
     * @param summary the customers
     * @param horizon how far ahead
     * @return the expectation in major units of {@code spend.currency()}, 0 without customers; refused as infinite where that of one
     *     customer is
     * @throws IllegalArgumentException if the horizon is so long for the models that {@link PurchaseModel} refuses it
     */
    public LifetimeFigure total(PurchaseSummary summary, SpendHorizon horizon) {
        Map<PurchaseHistory, Double> purchasesOf = new HashMap<>();
        double total = 0;
        for (int row = 0; row < summary.size(); row++) {
            double purchasesOfRow =
                    purchasesOf.computeIfAbsent(summary.history(row), each -> discounted(each, horizon));
            LifetimeFigure each = value(
                    spend.spend(summary.frequency(row), summary.meanSpend(row).orElse(0)), purchasesOfRow);
            if (!(each instanceof Known known)) {
                return each;
            }
            total += known.value();
        }
        return new Known(total);
    }

    /**
     * Draws customers from both models and fits both to each draw, for intervals of any value.
     *
     * @param summary the customers that the models were fitted to
     * @param draws how many times, 1 or more; intervals of 95 % need 39, and settle with some hundreds
     * @param randomStart where the stream of random numbers begins
     * @return the draws
     * @throws IllegalArgumentException if there is no draw
     */
    public ModelDraws<CustomerValue> draws(PurchaseSummary summary, int draws, long randomStart) {
        return ModelDraws.of(purchases, summary, draws, randomStart)
                .with(ModelDraws.of(spend, summary, draws, ~randomStart), CustomerValue::new);
    }

    /**
     * Returns both models with their parameters.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "spend by %s (r %.6g, alpha %.6g, a %.6g, b %.6g; %s) and Gamma-Gamma (p %.6g, q %.6g, v %.6g; %s)",
                purchases.name(),
                purchases.r(),
                purchases.alpha(),
                purchases.a(),
                purchases.b(),
                purchases.scale(),
                spend.p(),
                spend.q(),
                spend.v(),
                spend.currency());
    }

    private static LifetimeFigure value(LifetimeFigure spendOfDay, double purchases) {
        return spendOfDay instanceof Known known ? new Known(known.value() * purchases) : spendOfDay;
    }

    private double discounted(PurchaseHistory history, SpendHorizon horizon) {
        TimeScale scale = purchases.scale();
        double age = history.age().in(scale);
        DropoutProcess process = DropoutProcess.of(purchases);
        return process.alive(history.frequency(), history.recency().in(scale), age)
                * discounted(process.afterwards(history.frequency(), age), horizon);
    }

    private double discounted(DropoutProcess process, SpendHorizon horizon) {
        double length = (double) horizon.period().days() / purchases.scale().days();
        double factor = horizon.factor();
        double worth = 1;
        double before = 0;
        double sum = 0;
        for (int period = 1; period <= horizon.periods(); period++) {
            double expected = process.expected(period * length);
            worth *= factor;
            sum += (expected - before) * worth;
            before = expected;
        }
        return sum;
    }
}
