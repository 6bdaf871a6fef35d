package io.csmetrics.cohort.purchase;

/**
 * The modified beta-geometric / negative binomial model, in which a customer may stop after each purchase, the first one too. Its one-time
 * buyers are doubted the more, the longer they are silent.
 *
 * <p>Sources: Batislam, Denizel and Filiztekin (2007), "Empirical validation and comparison of models for customer base analysis"; Hoppe
 * and Wagner (2007), "Customer base analysis: the case for a central variant of the betageometric/NBD model".
 *
 * @param r the shape of the distribution of rates, above 0
 * @param alpha the rate of the distribution of rates, above 0, in units of {@code scale}
 * @param a the first shape of the distribution of probabilities to stop, above 0
 * @param b the second shape of the distribution of probabilities to stop, above 0
 * @param scale the unit of time
 */
public record MbgNbd(double r, double alpha, double a, double b, TimeScale scale) implements PurchaseModel {

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if one is not finite and above 0
     */
    public MbgNbd {
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
    public static ModelFit<MbgNbd> fit(PurchaseSummary summary, TimeScale scale) {
        return fitter(scale).fit(summary);
    }

    static DropoutFit<MbgNbd> fitter(TimeScale scale) {
        return new DropoutFit<>("MBG/NBD", 1, scale, MbgNbd::new);
    }

    @Override
    public String name() {
        return "MBG/NBD";
    }
}
