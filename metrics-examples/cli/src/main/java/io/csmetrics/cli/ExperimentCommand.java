package io.csmetrics.cli;

import io.csmetrics.cohort.experiment.Design;
import io.csmetrics.cohort.experiment.Experiment;
import io.csmetrics.cohort.experiment.ExperimentUnit;
import io.csmetrics.cohort.experiment.Looks;
import io.csmetrics.cohort.experiment.Metric;
import io.csmetrics.cohort.experiment.Readout;
import io.csmetrics.cohort.experiment.Refutation;
import io.csmetrics.cohort.io.ExperimentFile;
import io.csmetrics.cohort.io.ReadoutCsv;
import io.csmetrics.cohort.io.ReadoutJson;
import io.csmetrics.family.Direction;
import io.csmetrics.record.Findings;
import io.csmetrics.record.Rows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what an intervention did, and what may be said of it. */
@Command(
        name = "experiment",
        description = "Prints what an intervention did to those who had it, with all that may spoil the comparison.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ExperimentCommand implements Callable<Integer> {
    private static final String CONTROL = "control";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--input",
            required = true,
            paramLabel = "FILE",
            description =
                    "Units: unit_id, arm, exposed_on; outcome, covariate, pre_1 and so on (the earliest first), pair,"
                            + " window_ends_on, life_days and life_ended, which may be missing.")
    private Path input;

    @Option(
            names = "--design",
            required = true,
            paramLabel = "DESIGN",
            description = "How units came to be treated: randomised, matched, before-after or did.")
    private Design design;

    @Option(
            names = "--as-of",
            required = true,
            paramLabel = "DATE",
            description = "The last known day, inclusive; units are compared whose window is over by then.")
    private LocalDate asOf;

    @Option(
            names = "--horizon-days",
            required = true,
            paramLabel = "N",
            description = "How many days the window of a unit has, the day of its exposure included.")
    private int horizonDays;

    @Option(
            names = "--control",
            paramLabel = "ARM",
            defaultValue = CONTROL,
            description = "The arm that the other is compared with; ${DEFAULT-VALUE} if not given.")
    private String control;

    @Option(
            names = "--treatment",
            paramLabel = "ARM",
            description = "The arm that was treated; if not given, the only other one of the file.")
    private @Nullable String treatment;

    @Option(
            names = "--metric",
            paramLabel = "NAME",
            defaultValue = "outcome",
            description = "What the outcome is called in sentences; ${DEFAULT-VALUE} if not given.")
    private String metric;

    @Option(names = "--lower-is-better", description = "The outcome gets better as it falls, such as churn.")
    private boolean lowerIsBetter;

    @Option(
            names = "--any-time",
            description =
                    "Decide by the interval that may be looked at as often as one likes, instead of by the p-value"
                            + " at the planned end.")
    private boolean anyTime;

    @Option(
            names = "--lenient",
            description = "Leave out units whose rows break a rule, and print the findings, instead of failing.")
    private boolean lenient;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws IOException {
        output.check();
        Paths.requireTable("--input", input, spec);
        Findings findings = new Findings();
        Rows<ExperimentUnit> units = ExperimentFile.read(input, findings);
        Experiment experiment = experiment(units, findings);
        if (!lenient) {
            findings.throwIfErrors();
        }
        FindingList.print(findings, spec.commandLine().getErr());
        Readout readout = experiment.read();
        List<Refutation> checks =
                units.stream().anyMatch(unit -> !unit.periods().isEmpty())
                        ? List.of(experiment.placeboDate())
                        : List.of();
        output.write(target -> {
            switch (output.format()) {
                case TABLE -> {
                    for (String line : readout.lines()) {
                        target.append(line).append('\n');
                    }
                    for (Refutation check : checks) {
                        target.append('\n').append(check.sentence()).append('\n');
                    }
                }
                case JSON -> target.append(ReadoutJson.write(readout, checks));
                case CSV -> target.append(ReadoutCsv.write(readout));
            }
        });
        return Main.DONE;
    }

    private Experiment experiment(Rows<ExperimentUnit> units, Findings findings) {
        Metric primary = metric(units);
        Experiment.Builder experiment;
        try {
            experiment = Experiment.builder(design, primary, asOf, horizonDays, findings)
                    .arms(control, treatment(units))
                    .looks(anyTime ? Looks.ANY_TIME : Looks.AT_PLANNED_END);
        } catch (IllegalArgumentException e) {
            throw Usage.of(spec.commandLine(), String.valueOf(e.getMessage()));
        }
        int others = 0;
        for (int i = 0; i < units.size(); i++) {
            if (design == Design.BEFORE_AFTER && units.get(i).arm().equals(control)) {
                others++;
            } else {
                experiment.at(units.source(), units.line(i)).add(units.get(i));
            }
        }
        if (others > 0) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "notice: " + others + " units of arm \"" + control
                                    + "\" are not looked at; before-after compares the treated with themselves, did with others");
        }
        return experiment.build();
    }

    /** Outcomes of 0 and 1 make a share, others a mean; figures from before are never shares. */
    private Metric metric(Rows<ExperimentUnit> units) {
        boolean isShare = (design == Design.RANDOMISED || design == Design.MATCHED)
                && units.stream()
                        .flatMapToDouble(unit -> unit.outcome().stream())
                        .allMatch(outcome -> outcome == 0 || outcome == 1);
        Direction direction = lowerIsBetter ? Direction.LOWER : Direction.HIGHER;
        try {
            return isShare ? Metric.share(metric, direction) : Metric.mean(metric, direction);
        } catch (IllegalArgumentException e) {
            throw Usage.of(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }

    private String treatment(Rows<ExperimentUnit> units) {
        if (treatment != null) {
            return treatment;
        }
        SortedSet<String> arms = units.stream().map(ExperimentUnit::arm).collect(Collectors.toCollection(TreeSet::new));
        boolean hasControl = arms.remove(control);
        if (arms.size() == 1 && (hasControl || design == Design.BEFORE_AFTER)) {
            return arms.first();
        }
        if (arms.isEmpty()) {
            return "treatment";
        }
        throw Usage.of(
                spec.commandLine(),
                "arms " + arms + (hasControl ? " beside \"" + control + "\"" : "")
                        + " must be a control and one treated arm; name them by --control and --treatment");
    }
}
