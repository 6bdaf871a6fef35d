package io.csmetrics.cohort.experiment;

import io.csmetrics.cohort.inference.Sample;
import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** The rows of an experiment as they were given, and which of them are sound. */
final class UnitRows {
    private static final String LIST = "experiment";

    /** Sums of changes and slopes of such figures are still within what a {@link Sample} takes. */
    private static final double LARGEST = 1e80;

    private final List<Row> rows = new ArrayList<>();
    private final SortedSet<String> refused = new TreeSet<>();
    private final SortedMap<String, Integer> lateByArm = new TreeMap<>();
    private String source = LIST;
    private long line;
    private Findings findings = new Findings();

    private record Row(String source, long line, ExperimentUnit unit) {}

    void at(String file, long lineOfFile) {
        source = file;
        line = lineOfFile;
    }

    void add(ExperimentUnit unit) {
        rows.add(new Row(source, line > 0 ? line : rows.size() + 1, unit));
        line = 0;
    }

    /** The units by id, each once; those of bad rows, and those exposed too late, go to the units left out. */
    List<ExperimentUnit> sound(
            Experiment.Builder rules, boolean clustered, Findings found, SortedMap<LeftOut, List<String>> leftOut) {
        findings = found;
        refused.clear();
        lateByArm.clear();
        int periods =
                rows.stream().mapToInt(row -> row.unit().periods().size()).max().orElse(0);
        SortedMap<String, List<Row>> byId = new TreeMap<>();
        for (Row row : rows) {
            check(row, rules, periods);
            byId.computeIfAbsent(row.unit().unitId(), first -> new ArrayList<>())
                    .add(row);
        }
        byId.values().stream().filter(same -> same.size() > 1).forEach(same -> checkRepeated(same, clustered));
        List<ExperimentUnit> sound = new ArrayList<>();
        List<String> late = new ArrayList<>();
        byId.forEach((id, same) -> {
            if (id.isBlank() || refused.contains(id)) {
                return;
            }
            List<ExperimentUnit> known = new ArrayList<>();
            List<String> unknown = new ArrayList<>();
            for (Row row : same) {
                LocalDate exposed = row.unit().exposedOn();
                if (exposed.isAfter(rules.asOf)) {
                    unknown.add(id + " (row of " + exposed + ")");
                } else {
                    known.add(row.unit());
                }
            }
            if (known.isEmpty()) {
                late.add(id);
                lateByArm.merge(same.get(0).unit().arm(), 1, Integer::sum);
            } else {
                late.addAll(unknown);
                sound.add(known.size() == 1 ? known.get(0) : joined(known));
            }
        });
        Collections.sort(late);
        if (!late.isEmpty()) {
            leftOut.put(LeftOut.EXPOSED_AFTER_AS_OF, List.copyOf(late));
        }
        if (!refused.isEmpty()) {
            leftOut.put(LeftOut.REFUSED, List.copyOf(refused));
        }
        return sound;
    }

    /** How many units of each arm were exposed too late, as {@link #sound} found. */
    Map<String, Integer> lateByArm() {
        return Map.copyOf(lateByArm);
    }

    private void check(Row row, Experiment.Builder rules, int periods) {
        ExperimentUnit unit = row.unit();
        if (unit.unitId().isBlank()) {
            refuse(row, "unit_id", unit.unitId(), "must not be blank", "name the account");
        }
        boolean known = unit.arm().equals(rules.treatment)
                || (unit.arm().equals(rules.control) && rules.design != Design.BEFORE_AFTER);
        if (!known) {
            refuse(
                    row,
                    "arm",
                    unit.arm(),
                    rules.design == Design.BEFORE_AFTER
                            ? "must be \"" + rules.treatment + "\", the one arm of a before-after design"
                            : "must be \"" + rules.control + "\" or \"" + rules.treatment + "\"",
                    "name the arms of the experiment, or leave the row out");
        }
        unit.outcome().ifPresent(value -> checkOutcome(row, "outcome", rules.primary, value));
        unit.secondaries()
                .forEach((name, value) -> rules.secondaries.stream()
                        .filter(metric -> metric.name().equals(name))
                        .findFirst()
                        .ifPresentOrElse(
                                metric -> checkOutcome(row, name, metric, value),
                                () -> refuse(
                                        row,
                                        name,
                                        value,
                                        "must be a secondary metric",
                                        "declare it before the units")));
        unit.covariate().ifPresent(value -> checkNumber(row, "covariate", value));
        for (int i = 0; i < unit.periods().size(); i++) {
            checkNumber(row, "pre_" + (i + 1), unit.periods().get(i));
        }
        if (!unit.periods().isEmpty() && unit.periods().size() != periods) {
            refuse(
                    row,
                    "pre_" + (unit.periods().size() + 1),
                    "",
                    "must be there, as another unit has " + periods + " periods",
                    "give every unit the same periods, or none");
        }
        if (unit.pair().isPresent() && unit.pair().get().isBlank()) {
            refuse(row, "pair", unit.pair().get(), "must not be blank", "leave it out where there is no pair");
        }
        unit.windowEndsOn()
                .filter(end -> end.isBefore(unit.exposedOn()))
                .ifPresent(end -> refuse(
                        row, "window_ends_on", end, "must not be before exposed_on " + unit.exposedOn(), "swap them"));
        unit.life().ifPresent(life -> checkLife(row, life, rules.asOf));
    }

    private void checkOutcome(Row row, String field, Metric metric, double value) {
        if (metric.scale() == Metric.Scale.SHARE && value != 0 && value != 1) {
            refuse(row, field, value, "must be 0 or 1 for a share", "declare the metric as a mean");
        } else {
            checkNumber(row, field, value);
        }
    }

    private void checkNumber(Row row, String field, double value) {
        if (!(Math.abs(value) <= LARGEST)) {
            refuse(
                    row,
                    field,
                    value,
                    "must be a finite number within ±" + LARGEST,
                    "leave it out where it is not known");
        }
    }

    private void checkLife(Row row, ExperimentUnit.Life life, LocalDate asOf) {
        LocalDate exposed = row.unit().exposedOn();
        double longest = asOf.toEpochDay() - exposed.toEpochDay() + 1;
        if (!(life.days() >= 0 && life.days() < Double.POSITIVE_INFINITY)) {
            refuse(
                    row,
                    "life_days",
                    life.days(),
                    "must be a finite number of days, 0 or more",
                    "count from the exposure");
        } else if (longest > 0 && life.days() > longest) {
            refuse(
                    row,
                    "life_days",
                    life.days(),
                    "must be at most " + longest + " days, from the exposure on " + exposed + " through " + asOf,
                    "count from the exposure, not from the signup");
        }
    }

    private void checkRepeated(List<Row> same, boolean clustered) {
        Row first = same.get(0);
        for (Row row : same.subList(1, same.size())) {
            if (!row.unit().arm().equals(first.unit().arm())) {
                refuse(
                        row,
                        "arm",
                        row.unit().arm(),
                        "must be \"" + first.unit().arm() + "\" as in line " + first.line() + ", for unit \""
                                + row.unit().unitId() + "\" is in one arm",
                        "keep the arm that it was assigned to first");
            } else if (!clustered) {
                refuse(
                        row,
                        "unit_id",
                        row.unit().unitId(),
                        "must be there once, and is in line " + first.line(),
                        "give one row a unit, or cluster the rows");
            } else if (!row.unit().pair().equals(first.unit().pair())
                    || row.unit().periods().size() != first.unit().periods().size()) {
                refuse(
                        row,
                        "unit_id",
                        row.unit().unitId(),
                        "must have the pair and as many periods as in line " + first.line(),
                        "give all rows of a unit the same");
            }
        }
    }

    private void refuse(Row row, String field, Object value, String rule, String remedy) {
        findings.add(Finding.error(row.source(), row.line(), field, value, rule, remedy));
        String id = row.unit().unitId();
        refused.add(id.isBlank() ? "(line " + row.line() + ")" : id);
    }

    /** Several rows of one unit as one, their figures averaged; the first exposure rules. */
    private static ExperimentUnit joined(List<ExperimentUnit> units) {
        ExperimentUnit first = units.stream()
                .min(Comparator.comparing(ExperimentUnit::exposedOn))
                .orElseThrow();
        ExperimentUnit.Builder one = ExperimentUnit.builder(first.unitId(), first.arm(), first.exposedOn());
        one.outcome(mean(units, ExperimentUnit::outcome));
        mean(units, ExperimentUnit::covariate).ifPresent(one::covariate);
        double[] periods = new double[first.periods().size()];
        for (int i = 0; i < periods.length; i++) {
            int period = i;
            periods[i] = mean(units, unit -> OptionalDouble.of(unit.periods().get(period)))
                    .orElseThrow();
        }
        one.before(periods);
        TreeSet<String> names = new TreeSet<>();
        units.forEach(unit -> names.addAll(unit.secondaries().keySet()));
        names.forEach(name -> mean(units, unit -> unit.secondary(name)).ifPresent(value -> one.secondary(name, value)));
        first.pair().ifPresent(one::pair);
        units.stream()
                .flatMap(unit -> unit.windowEndsOn().stream())
                .max(Comparator.naturalOrder())
                .ifPresent(one::windowEndsOn);
        units.stream()
                .flatMap(unit -> unit.life().stream().map(life -> since(first.exposedOn(), unit.exposedOn(), life)))
                .max(Comparator.comparingDouble(ExperimentUnit.Life::days).thenComparing(life -> !life.ended()))
                .ifPresent(life -> one.life(life.days(), life.ended()));
        return one.build();
    }

    /** A life that a row counts from its own exposure, counted from the first one. */
    private static ExperimentUnit.Life since(LocalDate first, LocalDate own, ExperimentUnit.Life life) {
        return new ExperimentUnit.Life(own.toEpochDay() - first.toEpochDay() + life.days(), life.ended());
    }

    private static OptionalDouble mean(List<ExperimentUnit> units, Function<ExperimentUnit, OptionalDouble> figure) {
        return Sample.of(units.stream()
                        .map(figure)
                        .filter(OptionalDouble::isPresent)
                        .mapToDouble(OptionalDouble::getAsDouble)
                        .toArray())
                .average();
    }
}
