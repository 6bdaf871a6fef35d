package io.csmetrics.cohort.purchase;

/**
 * The beta-geometric / negative binomial model, in which a customer may stop after each repeat purchase, but not before the first. Whoever
 * bought once only counts as active for ever; see {@link MbgNbd} where that is not believed.
 *
 * <p>Source: Fader, Hardie and Lee (2005), "Counting your customers the easy way: an alternative to the Pareto/NBD model".
 *
 * @param r the shape of the distribution of rates, above 0
 * @param alpha the rate of the distribution of rates, above 0, in units of {@code scale}
 * @param a the first shape of the distribution of probabilities to stop, above 0
 * @param b the second shape of the distribution of probabilities to stop, above 0
 * @param scale the unit of time
 */
public record BgNbd(double r, double alpha, double a, double b, TimeScale scale) implements PurchaseModel {

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if one is not finite and above 0
     */
    public BgNbd {
        Parameters.require("r", r);
        Parameters.require("alpha", alpha);
        Parameters.require("a", a);
        Parameters.require("b", b);
    }

    /**
     * Fits the model by maximum likelihood.
     *
     * @param summary the customers
     * @param scale the unit in which the parameters are stated; it does not change what is forecast
     * @return the model with its errors, or the reason why there is none
     */
    public static ModelFit<BgNbd> fit(PurchaseSummary summary, TimeScale scale) {
        return fitter(scale).fit(summary);
    }

    static DropoutFit<BgNbd> fitter(TimeScale scale) {
        return new DropoutFit<>("BG/NBD", 0, scale, BgNbd::new);
    }

    @Override
    public String name() {
        return "BG/NBD";
    }
}
