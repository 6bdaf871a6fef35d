package io.csmetrics.cohort.io;

import io.csmetrics.cohort.experiment.Experiment;
import io.csmetrics.cohort.experiment.ExperimentUnit;
import io.csmetrics.io.RecordFile;
import io.csmetrics.io.RecordLayout;
import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import io.csmetrics.record.Rows;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Files of the units of an experiment: {@code unit_id}; {@code arm}; {@code exposed_on}, the first day of its window; {@code outcome}, blank
 * where nobody knows it; {@code covariate}, something known from before the exposure; {@code pre_1} to {@code pre_24}, the metric in the
 * periods before the exposure, the earliest first; {@code pair}, the pair or stratum within which the unit was matched; {@code
 * window_ends_on}, the last day of its window where that is not the horizon's; {@code life_days}, how many days it lasted from the
 * exposure, and {@code life_ended}, 1 where it was lost then and 0 where it was last seen. All but the first three may be missing, the last
 * two together. They are read by the rules of {@link RecordFile}; {@link Experiment} has rules of its own.
 */
public final class ExperimentFile {
    private static final int MOST_PERIODS = 24;
    private static final RecordFile<ExperimentUnit> COLUMNS = columns();

    private ExperimentFile() {}

    private static RecordFile<ExperimentUnit> columns() {
        RecordLayout<ExperimentUnit> layout = RecordLayout.of("experiment", ExperimentUnit.class);
        RecordLayout.Cell<String> unitId = layout.id("unit_id", ExperimentUnit::unitId);
        RecordLayout.Cell<String> arm = layout.id("arm", ExperimentUnit::arm);
        RecordLayout.Cell<LocalDate> exposedOn = layout.requiredDate("exposed_on", ExperimentUnit::exposedOn);
        RecordLayout.Cell<BigDecimal> outcome = layout.number("outcome", unit -> decimal(unit.outcome()));
        RecordLayout.Cell<BigDecimal> covariate = layout.number("covariate", unit -> decimal(unit.covariate()));
        RecordLayout.Cell<String> pair = layout.text("pair", ExperimentUnit::pair);
        RecordLayout.Cell<LocalDate> windowEndsOn = layout.date("window_ends_on", ExperimentUnit::windowEndsOn);
        RecordLayout.Cell<BigDecimal> lifeDays =
                layout.number("life_days", unit -> unit.life().map(life -> BigDecimal.valueOf(life.days())));
        RecordLayout.Cell<BigDecimal> lifeEnded = layout.number(
                "life_ended", unit -> unit.life().map(life -> life.ended() ? BigDecimal.ONE : BigDecimal.ZERO));
        List<RecordLayout.Cell<BigDecimal>> periods = new ArrayList<>();
        for (int period = 0; period < MOST_PERIODS; period++) {
            int at = period;
            periods.add(layout.number(
                    "pre_" + (period + 1),
                    unit -> at < unit.periods().size()
                            ? Optional.of(BigDecimal.valueOf(unit.periods().get(at)))
                            : Optional.empty()));
        }
        return layout.reading(row -> {
            ExperimentUnit.Builder unit = ExperimentUnit.builder(row.get(unitId), row.get(arm), row.get(exposedOn));
            row.find(outcome).ifPresent(value -> unit.outcome(value.doubleValue()));
            row.find(covariate).ifPresent(value -> unit.covariate(value.doubleValue()));
            row.find(pair).ifPresent(unit::pair);
            row.find(windowEndsOn).ifPresent(unit::windowEndsOn);
            addLife(unit, row.find(lifeDays), row.find(lifeEnded));
            return unit.before(withoutGap(periods.stream().map(row::find).toList()))
                    .build();
        });
    }

    private static Optional<BigDecimal> decimal(OptionalDouble number) {
        return number.isPresent() ? Optional.of(BigDecimal.valueOf(number.getAsDouble())) : Optional.empty();
    }

    private static InvalidDataException refused(String field, Object value, String rule, String remedy) {
        return new InvalidDataException(List.of(Finding.error("experiment", 0, field, value, rule, remedy)), 1);
    }

    private static void addLife(ExperimentUnit.Builder unit, Optional<BigDecimal> days, Optional<BigDecimal> ended) {
        if (days.isPresent() != ended.isPresent()) {
            throw refused(
                    days.isPresent() ? "life_ended" : "life_days",
                    "",
                    "must be there, as " + (days.isPresent() ? "life_days" : "life_ended") + " is",
                    "give both, or none");
        }
        ended.filter(value -> value.compareTo(BigDecimal.ZERO) != 0 && value.compareTo(BigDecimal.ONE) != 0)
                .ifPresent(value -> {
                    throw refused("life_ended", value, "must be 0 or 1", "write 1 where it was lost");
                });
        days.ifPresent(
                value -> unit.life(value.doubleValue(), ended.orElseThrow().signum() > 0));
    }

    private static double[] withoutGap(List<Optional<BigDecimal>> periods) {
        int known = 0;
        while (known < periods.size() && periods.get(known).isPresent()) {
            known++;
        }
        for (int later = known + 1; later < periods.size(); later++) {
            if (periods.get(later).isPresent()) {
                throw refused(
                        "pre_" + (known + 1),
                        "",
                        "must be there, as pre_" + (later + 1) + " is",
                        "give every period, or none");
            }
        }
        return periods.stream()
                .limit(known)
                .mapToDouble(value -> value.orElseThrow().doubleValue())
                .toArray();
    }

    /**
     * Reads a file strictly.
     *
     * @param file the file, whose name ends in .csv, .csv.gz, .jsonl or .jsonl.gz
     * @return the units with their lines
     * @throws InvalidDataException with every problem, its line and column
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if the name has another end
     */
    public static Rows<ExperimentUnit> read(Path file) throws IOException {
        Findings findings = new Findings();
        Rows<ExperimentUnit> units = read(file, findings);
        findings.throwIfErrors();
        return units;
    }

    /**
     * Reads a file as far as it goes.
     *
     * @param file the file, whose name ends in .csv, .csv.gz, .jsonl or .jsonl.gz
     * @param findings where every problem is added
     * @return the readable units with their lines, for {@link Experiment.Builder#at(String, long)}
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if the name has another end
     */
    public static Rows<ExperimentUnit> read(Path file, Findings findings) throws IOException {
        return COLUMNS.read(file, ZoneOffset.UTC, findings);
    }
}
