package io.csmetrics.cohort.purchase;

import io.csmetrics.cohort.numeric.Maximiser;
import io.csmetrics.cohort.numeric.Maximum;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The fit of both models of purchases by maximum likelihood. */
final class DropoutFit<M extends PurchaseModel> {
    /** Two customers for each parameter and something over; with fewer, the errors are larger than the parameters. */
    static final int FEWEST_CUSTOMERS = 10;

    private static final List<String> NAMES = List.of("r", "alpha", "a", "b");

    /** Shape of the rates, and the two of the probabilities to stop: few and many differences, early and late. */
    private static final double[][] SHAPES = {{0.3, 0.5, 2}, {1, 1, 1}, {3, 2, 8}};

    private final String name;
    private final int early;
    private final TimeScale scale;
    private final Maker<M> maker;

    DropoutFit(String name, int early, TimeScale scale, Maker<M> maker) {
        this.name = name;
        this.early = early;
        this.scale = scale;
        this.maker = maker;
    }

    /** Makes a model of its parameters. */
    interface Maker<M> {
        M of(double r, double alpha, double a, double b, TimeScale scale);
    }

    /** The fit of a model of the same kind. */
    static DropoutFit<? extends PurchaseModel> like(PurchaseModel model) {
        return model instanceof MbgNbd ? MbgNbd.fitter(model.scale()) : BgNbd.fitter(model.scale());
    }

    ModelFit<M> fit(PurchaseSummary summary) {
        return fit(Histories.of(summary), summary.asOf());
    }

    ModelFit<M> fit(Histories histories, LocalDate asOf) {
        return fit(histories, asOf, DropoutFit::starts);
    }

    /** Fits histories that were drawn from a model, and so begins there. */
    Optional<M> refit(Histories drawn, PurchaseModel from) {
        return fit(
                        drawn,
                        LocalDate.EPOCH,
                        (histories, length) -> List.of(Parameters.logs(
                                from.r(), from.alpha() * from.scale().days() / length, from.a(), from.b())))
                .fitted()
                .map(ModelFit.Fitted::model);
    }

    private ModelFit<M> fit(Histories histories, LocalDate asOf, BiFunction<Histories, Double, List<double[]>> starts) {
        int customers = histories.customers();
        if (customers < FEWEST_CUSTOMERS) {
            return refused(
                    ModelFit.Reason.TOO_FEW_CUSTOMERS,
                    customers + " customers; at least " + FEWEST_CUSTOMERS + " are needed for 4 parameters");
        }
        if (histories.largestAge() == 0) {
            return refused(
                    ModelFit.Reason.NO_TIME,
                    "all " + customers + " customers bought first on " + asOf
                            + ", the last known day; wait until they could come back");
        }
        if (histories.largestFrequency() == 0) {
            return refused(
                    ModelFit.Reason.NO_REPEAT_BUYER,
                    "none of " + customers + " customers bought on a second day by " + asOf);
        }
        double length = histories.largestAge();
        Maximum maximum =
                Maximiser.maximise(new DropoutLikelihood(histories, length, early), starts.apply(histories, length));
        Optional<ModelFit<M>> doubt = Parameters.doubt(name, maximum, NAMES);
        if (doubt.isPresent()) {
            return doubt.get();
        }
        double[] values = Parameters.powers(maximum.at());
        values[1] *= length / scale.days();
        M model = maker.of(values[0], values[1], values[2], values[3], scale);
        return new ModelFit.Fitted<>(
                model,
                name,
                asOf,
                customers,
                scale.toString(),
                Parameters.estimates(maximum, NAMES, values),
                DropoutLikelihood.of(model, histories).logLikelihood(model),
                maximum.diagnostics(),
                limits());
    }

    private ModelFit<M> refused(ModelFit.Reason reason, String detail) {
        return new ModelFit.Refused<>(name, reason, detail);
    }

    /** The mean rate of the data for each shape of the rates. */
    private static List<double[]> starts(Histories histories, double length) {
        double rate = histories.repeatPurchases() / (histories.exposure() / length);
        List<double[]> starts = new ArrayList<>();
        for (double[] shape : SHAPES) {
            starts.add(Parameters.logs(shape[0], shape[0] / rate, shape[1], shape[2]));
        }
        return starts;
    }

    private List<String> limits() {
        List<String> limits = new ArrayList<>(List.of(
                "rates do not change with season, age or campaign; a forecast takes the past for the future",
                "customers who stopped never return; days of purchase are counted, not items or amounts"));
        if (early == 0) {
            limits.add(
                    "one-time buyers are active with probability 1 by assumption; see MBG/NBD where that is not believed");
        }
        return limits;
    }
}
