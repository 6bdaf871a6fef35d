package io.csmetrics.cohort.io;

import io.csmetrics.cohort.survival.SurvivalCurve;
import io.csmetrics.cohort.survival.SurvivalPoint;
import io.csmetrics.facts.Segment;
import io.csmetrics.io.CsvLines;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * Survival curves of groups as CSV, a row for each time of an event: {@code group}, {@code time}, {@code atRisk}, {@code events},
 * {@code survival}, {@code standardError}, {@code lower}, {@code upper}. What there is not is blank. The kind of the intervals has no place
 * in such a file: keep {@link SurvivalCurve#toString()} beside it, or write JSON.
 */
public final class SurvivalCsv {
    private SurvivalCsv() {}

    /**
     * Writes curves.
     *
     * @param curves the curves by group; a single one without name is of {@link Segment#NONE}
     * @return the CSV, with LF
     */
    public static String write(SortedMap<String, SurvivalCurve> curves) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("group", "time", "atRisk", "events", "survival", "standardError", "lower", "upper"));
        for (Map.Entry<String, SurvivalCurve> each : curves.entrySet()) {
            String group =
                    CsvLines.guarded(SurvivalGrid.group(curves, each.getKey()).orElse(""));
            for (SurvivalPoint point : each.getValue().points()) {
                lines.add(List.of(
                        group,
                        number(OptionalDouble.of(point.time())),
                        Integer.toString(point.atRisk()),
                        Integer.toString(point.events()),
                        number(OptionalDouble.of(point.survival())),
                        number(point.standardError()),
                        number(point.lower()),
                        number(point.upper())));
            }
        }
        return CsvLines.of(lines);
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? CsvLines.number(BigDecimal.valueOf(value.getAsDouble())) : "";
    }
}
