package io.csmetrics.cohort.lifetime;

import io.csmetrics.cohort.inference.FittedParameter;
import io.csmetrics.cohort.inference.Significance;
import io.csmetrics.cohort.lifetime.RetentionFit.Fitted;
import io.csmetrics.period.Grain;
import io.csmetrics.statistics.Interval;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Fits, projections and values as lines of text. */
final class LifetimeText {
    static final String LIMITS =
            "limits: future periods are supposed to be like past ones; no season, price or customer is known";

    private LifetimeText() {}

    static String name(Grain period) {
        return period.name().toLowerCase(Locale.ROOT);
    }

    static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    static String of(RetentionModel model) {
        StringBuilder text = new StringBuilder(model.kind().key());
        double[] values = model.kind().values(model);
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? ", " : " and ")
                    .append(model.kind().parameters().get(i))
                    .append(' ')
                    .append(number(values[i]));
        }
        return text.toString();
    }

    static String of(Fitted fit) {
        List<String> lines = new ArrayList<>();
        lines.add("model: " + model(fit));
        lines.add("data: " + fit.counts());
        lines.add("parameters: "
                + fit.parameters().stream().map(LifetimeText::parameter).collect(Collectors.joining(", ")));
        lines.add(String.format(Locale.ROOT, "log-likelihood: %.4f, Akaike %.4f", fit.logLikelihood(), fit.akaike()));
        lines.add("search: " + (fit.diagnostics().converged() ? "converged" : "not converged") + ", "
                + fit.diagnostics().agreeing() + " of " + fit.diagnostics().starts() + " starts agree");
        fit.caution().ifPresent(caution -> lines.add("caution: " + caution));
        lines.add(LIMITS);
        return String.join("\n", lines);
    }

    private static String model(Fitted fit) {
        String key = fit.model().kind().key();
        return fit.fellBack()
                ? key + ", to which " + fit.asked().key() + " comes where customers do not differ"
                : key + " by maximum likelihood";
    }

    private static String parameter(FittedParameter parameter) {
        OptionalDouble error = parameter.standardError();
        return parameter.name() + " " + number(parameter.value())
                + (error.isPresent() ? " (error " + number(error.getAsDouble()) + ")" : "");
    }

    static List<String> lines(SortedMap<String, RetentionFit> fits) {
        List<String> lines = new ArrayList<>();
        fits.forEach((cohort, fit) -> lines.add(cohort + ": "
                + fit.fitted()
                        .map(fitted -> fitted.model().kind().key() + " "
                                + fitted.parameters().stream()
                                        .map(LifetimeText::parameter)
                                        .collect(Collectors.joining(", ")))
                        .orElseGet(fit::toString)));
        return lines;
    }

    static String of(Projection projection) {
        List<String> lines = new ArrayList<>();
        Fitted fit = projection.fit();
        lines.add("model: " + model(fit));
        lines.add("data: " + fit.counts());
        lines.add("intervals: " + plain(100 * projection.confidence().level()) + " %"
                + " of the expected share, by the delta method on the log-log scale");
        lines.add(String.format(Locale.ROOT, "%6s  %9s  %-18s  %9s  %-18s", "period", "survival", "", "retention", "")
                .stripTrailing());
        for (Projection.Period period : projection.periods()) {
            lines.add(String.format(
                            Locale.ROOT,
                            "%6d  %9.4f  %-18s  %9s  %-18s",
                            period.period(),
                            period.survival(),
                            interval(period.survivalInterval()),
                            period.retentionRate().isPresent()
                                    ? String.format(
                                            Locale.ROOT,
                                            "%.4f",
                                            period.retentionRate().getAsDouble())
                                    : "-",
                            interval(period.retentionInterval()))
                    .stripTrailing());
        }
        lines.add(LIMITS);
        return String.join("\n", lines);
    }

    static String of(Projection.Period period) {
        String rate = period.retentionRate().isPresent()
                ? ", retention " + share(period.retentionRate().getAsDouble(), period.retentionInterval())
                : "";
        return "period " + period.period() + ": survival " + share(period.survival(), period.survivalInterval()) + rate;
    }

    private static String share(double share, Optional<Interval> interval) {
        return String.format(Locale.ROOT, "%.4f", share) + (interval.isPresent() ? " " + interval(interval) : "");
    }

    private static String interval(Optional<Interval> interval) {
        return interval.map(of -> String.format(Locale.ROOT, "[%.4f, %.4f]", of.lower(), of.upper()))
                .orElse("-");
    }

    static String of(Backtest backtest) {
        List<String> lines = new ArrayList<>();
        lines.add("back-test: the last " + backtest.holdout() + " periods held out");
        lines.add(backtest.fit()
                .fitted()
                .map(fit -> "model: " + model(fit) + "\ndata: " + fit.counts())
                .orElseGet(() -> backtest.fit().toString()));
        if (!backtest.points().isEmpty()) {
            lines.add(String.format(Locale.ROOT, "%6s  %9s  %9s  %10s", "period", "actual", "projected", "error"));
        }
        for (Backtest.Point point : backtest.points()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%6d  %9.4f  %9.4f  %10s",
                    point.period(),
                    point.actual(),
                    point.projected(),
                    point.error().isPresent()
                            ? String.format(
                                    Locale.ROOT, "%+.2f %%", 100 * point.error().getAsDouble())
                            : "-"));
        }
        return String.join("\n", lines);
    }

    static String of(ModelChoice choice) {
        List<String> lines = new ArrayList<>();
        for (RetentionFit fit : List.of(choice.betaGeometric(), choice.betaDiscreteWeibull())) {
            lines.add(fit.fitted()
                    .map(fitted -> model(fitted) + ": "
                            + fitted.parameters().stream()
                                    .map(LifetimeText::parameter)
                                    .collect(Collectors.joining(", "))
                            + String.format(Locale.ROOT, ", log-likelihood %.4f", fitted.logLikelihood()))
                    .orElseGet(fit::toString));
        }
        lines.add(
                choice.likelihoodRatio() instanceof Significance.Tested test
                        ? test.method() + ": chi-square "
                                + number(test.statistic().orElse(0)) + ", p " + number(test.pValue())
                        : "not tested: " + ((Significance.Untested) choice.likelihoodRatio()).detail());
        lines.add("chosen: "
                + choice.chosen().fitted().map(fit -> fit.model().kind().key()).orElse("none"));
        return String.join("\n", lines);
    }
}
