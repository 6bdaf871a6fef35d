package io.csmetrics.cli;

import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.cohort.io.DurationFile;
import io.csmetrics.cohort.io.SurvivalCsv;
import io.csmetrics.cohort.io.SurvivalGrid;
import io.csmetrics.cohort.io.SurvivalJson;
import io.csmetrics.cohort.survival.Durations;
import io.csmetrics.cohort.survival.SurvivalCurve;
import io.csmetrics.cohort.survival.SurvivalInterval;
import io.csmetrics.record.Findings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints how long units last. */
@Command(
        name = "survival",
        description = "Prints the share of units that outlives each time, by group, and whether groups differ.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class SurvivalCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--input",
            required = true,
            paramLabel = "FILE",
            description = "Durations: duration, observed (1 ended, 0 still running), and entry and group, which may be"
                    + " missing.")
    private Path input;

    @Option(
            names = "--ci",
            paramLabel = "KIND",
            defaultValue = "log-log",
            description = "On which scale intervals of 95 %% are taken: log-log, log or plain;"
                    + " ${DEFAULT-VALUE} if not given.")
    private SurvivalInterval kind;

    @Option(
            names = "--lenient",
            description = "Skip rows that break a rule, and print the findings, instead of failing.")
    private boolean lenient;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws IOException {
        output.check();
        Paths.requireTable("--input", input, spec);
        PrintWriter err = spec.commandLine().getErr();
        Findings findings = new Findings();
        SortedMap<String, Durations> durations = DurationFile.read(input, findings);
        if (!lenient) {
            findings.throwIfErrors();
        }
        FindingList.print(findings, err);
        SortedMap<String, SurvivalCurve> curves = new TreeMap<>();
        durations.forEach((group, each) -> curves.put(group, SurvivalCurve.of(each, kind, Confidence.PERCENT_95)));
        SurvivalGrid grid = SurvivalGrid.of(curves);
        output.write(target -> {
            switch (output.format()) {
                case TABLE ->
                    CohortChoices.table(grid.heads(), 1, grid.rows(), grid.notes())
                            .to(target);
                case JSON -> target.append(SurvivalJson.write(curves));
                case CSV -> target.append(SurvivalCsv.write(curves));
            }
        });
        if (output.format() == Format.CSV) {
            grid.notes().forEach(note -> err.println("notice: " + note));
        }
        return Main.DONE;
    }
}
