package io.csmetrics.cohort.purchase;

import io.csmetrics.cohort.numeric.Maximiser;
import io.csmetrics.cohort.numeric.Maximum;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.joda.money.CurrencyUnit;

/** The fit of the model of spend by maximum likelihood. */
final class SpendFit {
    private static final String NAME = "Gamma-Gamma";

    private static final int FEWEST_CUSTOMERS = 10;

    /** A medium correlation in the words of Cohen (1988), "Statistical power analysis for the behavioral sciences". */
    private static final double MEDIUM = 0.3;

    private static final List<String> NAMES = List.of("p", "q", "v");

    /** Shapes with which the mean customer's spend is finite, so that v can be had from the mean of the data. */
    private static final double[][] SHAPES = {{1, 2}, {6, 4}, {2, 10}};

    private SpendFit() {}

    static ModelFit<GammaGamma> fit(PurchaseSummary summary) {
        Spends spends = Spends.of(summary);
        List<String> limits = new ArrayList<>();
        int leftOut = summary.size() - spends.size();
        if (leftOut > 0) {
            limits.add(leftOut + " customers without repeat purchase or spend above 0 are left out");
        }
        spends.correlation().ifPresent(correlation -> limits.add(independence(correlation)));
        limits.add("the spend of a customer does not change with time");
        return fit(spends, summary.asOf(), summary.currency(), limits, starts());
    }

    /** Fits spends that were drawn from a model, and so begins there. */
    static Optional<GammaGamma> refit(Spends drawn, GammaGamma from) {
        return fit(
                        drawn,
                        LocalDate.EPOCH,
                        from.currency(),
                        List.of(),
                        List.of(Parameters.logs(from.p(), from.q(), from.v() / drawn.mean())))
                .fitted()
                .map(ModelFit.Fitted::model);
    }

    private static String independence(double correlation) {
        return String.format(
                Locale.ROOT,
                "frequency and mean spend are taken to be independent; their correlation is %.3f%s",
                correlation,
                Math.abs(correlation) < MEDIUM ? "" : ": WARNING, too much for the model, whose spends will be biased");
    }

    private static ModelFit<GammaGamma> fit(
            Spends spends, LocalDate asOf, CurrencyUnit currency, List<String> limits, List<double[]> starts) {
        if (spends.size() == 0) {
            return refused(
                    ModelFit.Reason.NO_REPEAT_BUYER,
                    "no customer has a repeat purchase with an amount above 0 by " + asOf);
        }
        if (spends.size() < FEWEST_CUSTOMERS) {
            return refused(
                    ModelFit.Reason.TOO_FEW_CUSTOMERS,
                    spends.size() + " customers have repeat purchases with an amount above 0; " + "at least "
                            + FEWEST_CUSTOMERS + " are needed for 3 parameters");
        }
        if (spends.allMeansEqual()) {
            return refused(
                    ModelFit.Reason.NO_VARIATION,
                    "all " + spends.size() + " customers have a mean spend of " + spends.largestMean());
        }
        double amount = spends.mean();
        Maximum maximum = Maximiser.maximise(new SpendLikelihood(spends, amount), starts);
        Optional<ModelFit<GammaGamma>> doubt = Parameters.doubt(NAME, maximum, NAMES);
        if (doubt.isPresent()) {
            return doubt.get();
        }
        double[] values = Parameters.powers(maximum.at());
        values[2] *= amount;
        GammaGamma model = new GammaGamma(values[0], values[1], values[2], currency);
        return new ModelFit.Fitted<>(
                model,
                NAME,
                asOf,
                spends.size(),
                currency.getCode(),
                Parameters.estimates(maximum, NAMES, values),
                new SpendLikelihood(spends, 1).logLikelihood(model),
                maximum.diagnostics(),
                limits);
    }

    private static ModelFit<GammaGamma> refused(ModelFit.Reason reason, String detail) {
        return new ModelFit.Refused<>(NAME, reason, detail);
    }

    private static List<double[]> starts() {
        List<double[]> starts = new ArrayList<>();
        for (double[] shape : SHAPES) {
            starts.add(Parameters.logs(shape[0], shape[1], (shape[1] - 1) / shape[0]));
        }
        return starts;
    }
}
