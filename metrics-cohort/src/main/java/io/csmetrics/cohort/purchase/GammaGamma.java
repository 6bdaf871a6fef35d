package io.csmetrics.cohort.purchase;

import io.csmetrics.cohort.lifetime.LifetimeFigure;
import io.csmetrics.cohort.lifetime.LifetimeRefusal;
import org.joda.money.CurrencyUnit;

/**
 * The gamma-gamma model of how much customers spend on a day with a purchase: the amounts of one customer have a gamma distribution with shape
 * p and a rate of his own, and the rates have a gamma distribution with shape q and rate v. How much is taken to be independent of how often.
 *
 * <p>Sources: Fader, Hardie and Lee (2005), "RFM and CLV: using iso-value curves for customer base analysis"; Fader and Hardie (2013), "The
 * gamma-gamma model of monetary value".
 *
 * @param p the shape of the amounts of one customer, above 0
 * @param q the shape of the distribution of rates, above 0; only above 1 has the mean customer a finite spend
 * @param v the rate of the distribution of rates, above 0, in major units of the currency
 * @param currency the currency
 */
public record GammaGamma(double p, double q, double v, CurrencyUnit currency) {

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if one is not finite and above 0
     */
    public GammaGamma {
        Parameters.require("p", p);
        Parameters.require("q", q);
        Parameters.require("v", v);
    }

    /**
     * Fits the model by maximum likelihood to the repeat buyers with a spend above 0. The others tell nothing of how much, and are left out
     * and counted among the limits.
     *
     * @param summary the customers
     * @return the model with its errors, or the reason why there is none
     */
    public static ModelFit<GammaGamma> fit(PurchaseSummary summary) {
        return SpendFit.fit(summary);
    }

    /**
     * Returns what the mean customer spends on a day with a purchase. Defined as {@code p * v / (q - 1)}.
     *
     * @return the mean in major units of {@code currency}; refused as infinite where q is 1 or less
     */
    public LifetimeFigure meanSpend() {
        return spend(0, 0);
    }

    /**
     * Returns what a customer is expected to spend on a day with a purchase. Defined as {@code p * (v + x * m) / (p * x + q - 1)}: a mean of
     * the customer's own spend m and that of all, in which the own one weighs the more, the larger the frequency x.
     *
     * @param frequency how many days with a purchase the mean is of, 0 or more
     * @param mean the customer's mean spend in major units, 0 or more; without effect where the frequency is 0
     * @return the expectation in major units of {@code currency}; refused as infinite where {@code p * x + q} is 1 or less
     * @throws IllegalArgumentException if the frequency or the mean is negative, or the mean not finite
     */
    public LifetimeFigure spend(int frequency, double mean) {
        if (frequency < 0) {
            throw new IllegalArgumentException(
                    "frequency " + frequency + " must be 0 or more; the first purchase is not counted");
        }
        if (!(mean >= 0 && mean < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("mean spend " + mean + " must be a finite number, 0 or more");
        }
        double weight = p * frequency + q - 1;
        return weight > 0
                ? new LifetimeFigure.Known(p * (v + frequency * mean) / weight)
                : new LifetimeFigure.Refused(
                        LifetimeRefusal.INFINITE,
                        "the mean spend of a customer with frequency " + frequency
                                + " is infinite, because p * x + q is 1 or less: p " + p + ", q " + q);
    }

    /**
     * Returns the logarithm of the likelihood of the repeat buyers with a spend above 0.
     *
     * @param summary the customers
     * @return the logarithm, with amounts in major units
     */
    public double logLikelihood(PurchaseSummary summary) {
        return new SpendLikelihood(Spends.of(summary), 1).logLikelihood(this);
    }
}
