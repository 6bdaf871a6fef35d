package io.csmetrics.cohort.io;

import io.csmetrics.cohort.inference.FitDiagnostics;
import io.csmetrics.cohort.inference.FittedParameter;
import io.csmetrics.cohort.inference.Significance;
import io.csmetrics.cohort.lifetime.Backtest;
import io.csmetrics.cohort.lifetime.ExpectedLifetimes;
import io.csmetrics.cohort.lifetime.LifetimeFigure;
import io.csmetrics.cohort.lifetime.ModelChoice;
import io.csmetrics.cohort.lifetime.Projection;
import io.csmetrics.cohort.lifetime.RetentionFit.Fitted;
import io.csmetrics.cohort.lifetime.RetentionOutlook;
import io.csmetrics.io.JsonText;
import io.csmetrics.statistics.Interval;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Outlooks on retention as JSON, exact:
 *
 * <pre>{@code
 * {"model": "sbg", "alpha": 0.668, "beta": 3.806, "logLikelihood": -1611.2,
 *  "projection": [{"period": 0, "survival": 1, "retention": null, "lower": null, "upper": null}],
 *  "backtest": {"holdout": 5, "alpha": 0.7, "beta": 3.9,
 *               "points": [{"period": 8, "actual": 0.468, "projected": 0.46, "error": -0.02}]},
 *  "discountedExpectedLifetime": 5.92, "residualLifetimes": [{"renewal": 1, "value": 5.41}]}
 * }</pre>
 *
 * <p>{@code lower} and {@code upper} are of the expected survival. Where customers do not differ the model is {@code geometric}, has no
 * alpha and beta, but a {@code churn}; {@code bdw} has a {@code shape} besides. Without held-out periods {@code backtest} is null, without a discount both figures of lifetimes
 * are. Below these stand the {@code parameters} with their errors, the {@code search}, the {@code data}, the {@code terms} of the lifetimes and
 * the {@code betaDiscreteWeibull} model that stands beside.
 */
public final class LifetimeJson {
    private LifetimeJson() {}

    /**
     * Writes an outlook.
     *
     * @param outlook the outlook
     * @return the JSON
     */
    public static String write(RetentionOutlook outlook) {
        Projection projection = outlook.projection();
        Fitted fit = projection.fit();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        putModel(json, fit);
        json.put("logLikelihood", fit.logLikelihood());
        json.put("projection", projection.periods().stream().map(LifetimeJson::period));
        json.put("backtest", outlook.backtest().map(LifetimeJson::backtest).orElse(null));
        json.put(
                "discountedExpectedLifetime",
                outlook.lifetimes().map(each -> figure(each.fromStart())).orElse(null));
        json.put(
                "residualLifetimes",
                outlook.lifetimes().isEmpty()
                        ? null
                        : outlook.residuals().entrySet().stream()
                                .map(each -> residual(each.getKey(), each.getValue())));
        json.put("parameters", fit.parameters().stream().map(LifetimeJson::parameter));
        json.put("search", search(fit.diagnostics()));
        json.put("caution", fit.caution().orElse(null));
        json.put("data", data(fit));
        json.put("terms", outlook.lifetimes().map(LifetimeJson::terms).orElse(null));
        json.put("betaDiscreteWeibull", beside(outlook.choice()));
        return JsonText.of(json);
    }

    private static void putModel(Map<String, @Nullable Object> json, Fitted fit) {
        json.put("model", fit.model().kind().key());
        json.put("alpha", null);
        json.put("beta", null);
        fit.parameters().forEach(each -> json.put(each.name(), each.value()));
    }

    private static Map<String, @Nullable Object> period(Projection.Period period) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("period", period.period());
        json.put("survival", period.survival());
        json.put("retention", number(period.retentionRate()));
        json.put("lower", period.survivalInterval().map(Interval::lower).orElse(null));
        json.put("upper", period.survivalInterval().map(Interval::upper).orElse(null));
        return json;
    }

    private static Map<String, @Nullable Object> backtest(Backtest backtest) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("holdout", backtest.holdout());
        backtest.fit().fitted().ifPresentOrElse(fitted -> putModel(json, fitted), () -> {
            json.put("model", null);
            json.put("alpha", null);
            json.put("beta", null);
            json.put("reason", backtest.fit().toString());
        });
        json.put("points", backtest.points().stream().map(LifetimeJson::point));
        return json;
    }

    private static Map<String, @Nullable Object> point(Backtest.Point point) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("period", point.period());
        json.put("actual", point.actual());
        json.put("projected", point.projected());
        json.put("error", number(point.error()));
        return json;
    }

    private static Map<String, @Nullable Object> residual(int renewal, LifetimeFigure figure) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("renewal", renewal);
        json.put("value", figure(figure));
        return json;
    }

    private static Map<String, @Nullable Object> parameter(FittedParameter parameter) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", parameter.name());
        json.put("value", parameter.value());
        json.put("standardError", number(parameter.standardError()));
        return json;
    }

    private static Map<String, @Nullable Object> search(FitDiagnostics diagnostics) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("converged", diagnostics.converged());
        json.put("starts", diagnostics.starts());
        json.put("agreeing", diagnostics.agreeing());
        return json;
    }

    private static Map<String, @Nullable Object> data(Fitted fit) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("customers", fit.counts().customers());
        json.put("cohorts", fit.counts().cohorts().size());
        json.put("lastPeriod", fit.counts().lastPeriod());
        json.put("every", fit.counts().period().map(ReadoutJson::word).orElse(null));
        return json;
    }

    private static String terms(ExpectedLifetimes lifetimes) {
        return lifetimes.terms().toString();
    }

    private static @Nullable Map<String, @Nullable Object> beside(ModelChoice choice) {
        return choice.betaDiscreteWeibull()
                .fitted()
                .map(fit -> {
                    Map<String, @Nullable Object> json = new LinkedHashMap<>();
                    json.put("parameters", fit.parameters().stream().map(LifetimeJson::parameter));
                    json.put("logLikelihood", fit.logLikelihood());
                    json.put(
                            "pValue",
                            choice.likelihoodRatio()
                                    .tested()
                                    .map(Significance.Tested::pValue)
                                    .orElse(null));
                    json.put("chosen", choice.chosen().equals(fit));
                    return json;
                })
                .orElse(null);
    }

    private static @Nullable Double figure(LifetimeFigure figure) {
        return number(figure.number());
    }

    private static @Nullable Double number(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
