package io.csmetrics.cohort.io;

import io.csmetrics.cohort.lifetime.Projection;
import io.csmetrics.cohort.lifetime.RetentionFit;
import io.csmetrics.io.CsvLines;
import io.csmetrics.statistics.Interval;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Projections as CSV, a row for each period: {@code model}, {@code alpha}, {@code beta}, the other parameter of a model that has one ({@code shape} of bdw, {@code churn} of
 * geometric) and {@code logLikelihood}, the same in each row, and {@code period}, {@code survival}, {@code retention}, {@code lower}, {@code upper}, the last two of the expected survival. What there is not
 * is blank. Back-test and lifetimes have no place in such a file: write JSON.
 */
public final class LifetimeCsv {
    private LifetimeCsv() {}

    /**
     * Writes a projection.
     *
     * @param projection the projection
     * @return the CSV, with LF
     */
    public static String write(Projection projection) {
        RetentionFit.Fitted fit = projection.fit();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("alpha", "");
        parameters.put("beta", "");
        fit.parameters().forEach(each -> parameters.put(each.name(), number(Optional.of(each.value()))));
        List<String> heads = new ArrayList<>(List.of("model"));
        heads.addAll(parameters.keySet());
        heads.addAll(List.of("logLikelihood", "period", "survival", "retention", "lower", "upper"));
        List<List<String>> lines = new ArrayList<>();
        lines.add(heads);
        for (Projection.Period period : projection.periods()) {
            List<String> line = new ArrayList<>(List.of(fit.model().kind().key()));
            line.addAll(parameters.values());
            line.addAll(List.of(
                    number(Optional.of(fit.logLikelihood())),
                    Integer.toString(period.period()),
                    number(Optional.of(period.survival())),
                    number(boxed(period.retentionRate())),
                    number(period.survivalInterval().map(Interval::lower)),
                    number(period.survivalInterval().map(Interval::upper))));
            lines.add(line);
        }
        return CsvLines.of(lines);
    }

    private static Optional<Double> boxed(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }

    static String number(Optional<Double> value) {
        return value.map(number -> CsvLines.number(BigDecimal.valueOf(number))).orElse("");
    }
}
