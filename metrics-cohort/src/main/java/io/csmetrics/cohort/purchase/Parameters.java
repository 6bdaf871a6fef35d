package io.csmetrics.cohort.purchase;

import io.csmetrics.cohort.inference.FittedParameter;
import io.csmetrics.cohort.numeric.Maximum;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Parameters that are above 0, which are searched by their logarithms. */
final class Parameters {
    /** A parameter so far from the scale of the data has left it: the likelihood rises without end. */
    private static final double FAR = StrictMath.log(1e6);

    private Parameters() {}

    static void require(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "parameter " + name + " " + value + " must be above 0 and finite; take it from a fit");
        }
    }

    static double[] logs(double... values) {
        double[] logs = new double[values.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = StrictMath.log(values[i]);
        }
        return logs;
    }

    static double[] powers(double[] logs) {
        double[] values = new double[logs.length];
        for (int i = 0; i < logs.length; i++) {
            values[i] = StrictMath.exp(logs[i]);
        }
        return values;
    }

    /** The parameters with their errors: that of a parameter is, to first order, itself times that of its logarithm. */
    static List<FittedParameter> estimates(Maximum maximum, List<String> names, double... values) {
        Optional<double[][]> covariance = maximum.covariance();
        List<FittedParameter> estimates = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            int at = i;
            estimates.add(new FittedParameter(
                    names.get(i),
                    values[i],
                    covariance
                            .map(matrix -> OptionalDouble.of(values[at] * StrictMath.sqrt(matrix[at][at])))
                            .orElse(OptionalDouble.empty())));
        }
        return List.copyOf(estimates);
    }

    /** Why the end of a search is not a fit, in words; empty where it is one. */
    static <M> Optional<ModelFit<M>> doubt(String model, Maximum maximum, List<String> names) {
        double[] at = maximum.at();
        for (int i = 0; i < at.length; i++) {
            if (Math.abs(at[i]) > FAR) {
                return Optional.of(
                        new ModelFit.Refused<>(
                                model,
                                ModelFit.Reason.NO_MAXIMUM,
                                "the likelihood rises on while " + names.get(i) + " goes to "
                                        + (at[i] > 0 ? "infinity" : "0")
                                        + ": the customers differ less than the model allows, or do not tell its parameters apart"));
            }
        }
        return maximum.diagnostics().converged()
                ? Optional.empty()
                : Optional.of(new ModelFit.Refused<>(
                        model,
                        ModelFit.Reason.NOT_CONVERGED,
                        "the search from " + maximum.diagnostics().starts() + " starts ended at a slope of "
                                + maximum.diagnostics().gradientNorm() + " or a point without curvature"));
    }
}
