package io.csmetrics.cohort.io;

import io.csmetrics.cohort.lifetime.BetaGeometric;
import io.csmetrics.cohort.lifetime.Projection;
import io.csmetrics.cohort.lifetime.RetentionModel;
import io.csmetrics.io.CsvLines;
import io.csmetrics.statistics.Interval;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Projections as CSV, a row for each period: {@code model}, {@code alpha}, {@code beta} and {@code logLikelihood}, the same in each row, and
 * {@code period}, {@code survival}, {@code retention}, {@code lower}, {@code upper}, the last two of the expected survival. What there is not
 * is blank. Back-test and lifetimes have no place in such a file: write JSON.
 */
public final class LifetimeCsv {
    private static final List<String> HEADS =
            List.of("model", "alpha", "beta", "logLikelihood", "period", "survival", "retention", "lower", "upper");

    private LifetimeCsv() {}

    /**
     * Writes a projection.
     *
     * @param projection the projection
     * @return the CSV, with LF
     */
    public static String write(Projection projection) {
        RetentionModel model = projection.fit().model();
        Optional<BetaGeometric> sbg = model instanceof BetaGeometric each ? Optional.of(each) : Optional.empty();
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEADS);
        for (Projection.Period period : projection.periods()) {
            lines.add(List.of(
                    model.kind().key(),
                    number(sbg.map(BetaGeometric::alpha)),
                    number(sbg.map(BetaGeometric::beta)),
                    number(Optional.of(projection.fit().logLikelihood())),
                    Integer.toString(period.period()),
                    number(Optional.of(period.survival())),
                    number(boxed(period.retentionRate())),
                    number(period.survivalInterval().map(Interval::lower)),
                    number(period.survivalInterval().map(Interval::upper))));
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
