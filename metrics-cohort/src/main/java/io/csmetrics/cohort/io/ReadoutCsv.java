package io.csmetrics.cohort.io;

import io.csmetrics.cohort.experiment.ArmReading;
import io.csmetrics.cohort.experiment.Estimate;
import io.csmetrics.cohort.experiment.MetricReading;
import io.csmetrics.cohort.experiment.Readout;
import io.csmetrics.cohort.inference.Significance;
import io.csmetrics.io.CsvLines;
import io.csmetrics.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Readouts of experiments as CSV, a row for each arm: {@code design}, {@code arm}, {@code n}, {@code mature}, {@code excludedImmature},
 * {@code mean}, and then, the same in each row, {@code chiSquare} and {@code pValue} of the split into arms as {@code srmChiSquare} and
 * {@code srmPValue}, {@code absolute}, {@code relative}, {@code lower}, {@code upper}, {@code pValue}, {@code verdict}, {@code grade},
 * {@code sentence}. What there is not is blank. The rest of a readout has no place in such a file: write JSON.
 */
public final class ReadoutCsv {
    private static final List<String> HEADS = List.of(
            "design",
            "arm",
            "n",
            "mature",
            "excludedImmature",
            "mean",
            "srmChiSquare",
            "srmPValue",
            "absolute",
            "relative",
            "lower",
            "upper",
            "pValue",
            "verdict",
            "grade",
            "sentence");

    private ReadoutCsv() {}

    /**
     * Writes a readout.
     *
     * @param readout the readout
     * @return the CSV, with LF
     */
    public static String write(Readout readout) {
        MetricReading primary = readout.primary();
        Optional<Estimate.Estimated> absolute = primary.absolute().estimated();
        Optional<Interval> interval = absolute.map(Estimate.Estimated::interval);
        Optional<Significance.Tested> split = readout.sampleRatio().flatMap(Significance::tested);
        List<String> shared = List.of(
                split.map(test -> number(test.statistic())).orElse(""),
                number(split.map(Significance.Tested::pValue)),
                number(absolute.map(Estimate.Estimated::value)),
                number(primary.relative().estimated().map(Estimate.Estimated::value)),
                number(interval.map(Interval::lower)),
                number(interval.map(Interval::upper)),
                number(primary.test().tested().map(Significance.Tested::pValue)),
                readout.verdict().key(),
                readout.grade().key(),
                CsvLines.guarded(readout.sentence()));
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEADS);
        for (ArmReading arm : primary.arms()) {
            List<String> line = new ArrayList<>(List.of(
                    readout.experiment().design().key(),
                    CsvLines.guarded(arm.arm()),
                    Integer.toString(arm.n()),
                    Integer.toString(arm.mature()),
                    Integer.toString(arm.excludedImmature()),
                    number(arm.mean())));
            line.addAll(shared);
            lines.add(line);
        }
        return CsvLines.of(lines);
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? number(Optional.of(value.getAsDouble())) : "";
    }

    private static String number(Optional<Double> value) {
        return LifetimeCsv.number(value);
    }
}
