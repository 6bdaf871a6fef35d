package io.csmetrics.cohort.purchase;

import io.csmetrics.cohort.inference.FittedParameter;
import java.util.Locale;

/** A fit as lines of text. */
final class FitText {
    private FitText() {}

    static String of(ModelFit.Fitted<?> fit) {
        StringBuilder text = new StringBuilder(
                fit.name() + " of " + fit.customers() + " customers as of " + fit.asOf() + ", in " + fit.unit() + "\n");
        line(text, "parameter", "value", "error");
        for (FittedParameter each : fit.parameters()) {
            line(
                    text,
                    each.name(),
                    number(each.value()),
                    each.standardError().isPresent()
                            ? number(each.standardError().getAsDouble())
                            : "-");
        }
        text.append(String.format(
                Locale.ROOT,
                "log-likelihood %.4f; %d of %d starts agree, slope %.1e, %d evaluations\n",
                fit.logLikelihood(),
                fit.diagnostics().agreeing(),
                fit.diagnostics().starts(),
                fit.diagnostics().gradientNorm(),
                fit.diagnostics().evaluations()));
        fit.limits().forEach(limit -> text.append("limit: ").append(limit).append('\n'));
        return text.toString().stripTrailing();
    }

    private static void line(StringBuilder text, String name, String value, String error) {
        text.append(String.format(Locale.ROOT, "%-10s %14s %14s\n", name, value, error));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }
}
