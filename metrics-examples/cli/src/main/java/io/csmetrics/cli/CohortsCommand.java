package io.csmetrics.cli;

import io.csmetrics.cli.SampleCommand.DataByKind;
import io.csmetrics.cohort.Cadence;
import io.csmetrics.cohort.CohortRow;
import io.csmetrics.cohort.CohortSplit;
import io.csmetrics.cohort.EntryRule;
import io.csmetrics.cohort.Measure;
import io.csmetrics.cohort.RetentionDefinition;
import io.csmetrics.cohort.RetentionDefinition.Weighting;
import io.csmetrics.cohort.Triangle;
import io.csmetrics.cohort.TriangleGrid;
import io.csmetrics.cohort.io.ActivityFile;
import io.csmetrics.cohort.io.TriangleCsv;
import io.csmetrics.cohort.io.TriangleJson;
import io.csmetrics.cohort.lifetime.RetentionFit;
import io.csmetrics.cohort.lifetime.RetentionModelKind;
import io.csmetrics.cohort.lifetime.TriangleFill;
import io.csmetrics.cohort.source.ActivityCohorts;
import io.csmetrics.cohort.source.LedgerCohorts;
import io.csmetrics.period.Grain;
import io.csmetrics.record.Findings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Prints a retention table, of the revenue of accounts or of the activity of units. */
@Command(
        name = "cohorts",
        modelTransformer = DataByKind.class,
        description = "Prints what is left of each cohort by age, from recurring revenue or from a file of activity.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class CohortsCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions data;

    @Option(
            names = "--activity",
            paramLabel = "FILE",
            description = "Activity instead of data: unit_id, and at, an instant or a date. Read row by row.")
    private @Nullable Path activity;

    @Option(
            names = "--as-of",
            required = true,
            paramLabel = "DATE",
            description = "The last known day, inclusive; nothing later is looked at. "
                    + "In kpis and report the same date is the first day that is not known.")
    private LocalDate asOf;

    @Option(
            names = "--every",
            paramLabel = "GRAIN",
            defaultValue = "month",
            description = "Cohorts and their age by day, week, month, quarter or year; ${DEFAULT-VALUE} if not given.")
    private Grain every;

    @Option(
            names = "--week-start",
            paramLabel = "DAY",
            defaultValue = "monday",
            description = "On which day a week begins; ${DEFAULT-VALUE} if not given.")
    private DayOfWeek weekStart;

    @Option(
            names = "--measure",
            paramLabel = "MEASURE",
            defaultValue = "logo",
            description = "What cells show: logo, never-lapsed or reactivated; of data also net, gross, gross-strict,"
                    + " reactivated-revenue or cumulative-revenue; ${DEFAULT-VALUE} if not given.")
    private Measure measure;

    @Option(
            names = "--by",
            paramLabel = "ATTR",
            description = "Tell cohorts apart by this attribute of the accounts, too, as it is now.")
    private @Nullable String by;

    @Option(
            names = "--min-size",
            paramLabel = "N",
            defaultValue = "1",
            description = "Hide cohorts of fewer units; ${DEFAULT-VALUE} if not given.")
    private int minSize;

    @Option(
            names = "--index",
            paramLabel = "INDEX",
            defaultValue = CohortChoices.CALENDAR,
            description = "How age is counted: calendar, rolling:30d, exact-24h or anniversary;"
                    + " ${DEFAULT-VALUE} if not given.")
    private String index;

    @Option(
            names = "--criterion",
            paramLabel = "CRITERION",
            defaultValue = "on",
            description = "When a unit of activity is retained: on the window, or on-or-after it;"
                    + " ${DEFAULT-VALUE} if not given.")
    private String criterion;

    @Option(
            names = "--entry",
            paramLabel = "RULE",
            defaultValue = "first",
            description = "How a unit enters: first, recurring in every period of activity, or of data first-new;"
                    + " ${DEFAULT-VALUE} if not given.")
    private EntryRule entry;

    @Option(
            names = "--weighting",
            paramLabel = "AVERAGE",
            defaultValue = "pooled",
            description = "How cohorts are averaged: pooled, simple, median or chain-ladder;"
                    + " ${DEFAULT-VALUE} if not given.")
    private Weighting weighting;

    @Option(
            names = "--align",
            paramLabel = "ALIGNMENT",
            defaultValue = "triangle",
            description = "What stands in a column of the table: triangle for one index, calendar for one period;"
                    + " ${DEFAULT-VALUE} if not given.")
    private TriangleGrid.Alignment align;

    @Option(
            names = "--project",
            arity = "0..1",
            fallbackValue = CohortChoices.CHAIN_LADDER,
            paramLabel = "MODEL",
            description =
                    "Also what is expected where nothing is known yet: by the chain-ladder if no model is named, or"
                            + " of logo and never-lapsed by sbg, bdw or geometric.")
    private @Nullable String project;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws IOException {
        RetentionDefinition definition = definition();
        if (project != null) {
            // a slip is told before the data are read
            CohortChoices.projection(project, spec.commandLine());
        }
        output.check();
        Triangle triangle = activity == null ? ofData(definition) : ofActivity(definition, activity);
        main.progress().close();
        write(triangle);
        return Main.DONE;
    }

    private RetentionDefinition definition() {
        if (data.isGiven() == (activity != null)) {
            throw Usage.of(
                    spec.commandLine(),
                    "--data or --activity must be given, and not both; data are of revenue, activity of what units did");
        }
        if (activity != null && by != null) {
            throw Usage.of(
                    spec.commandLine(), "--by \"" + by + "\" needs the accounts of --data; activity has no attributes");
        }
        return fitting(() -> {
            Cadence cadence = new Cadence(every, weekStart, Month.JANUARY);
            return RetentionDefinition.builder(data.zone(), asOf)
                    .granularity(cadence)
                    .index(CohortChoices.index(index, cadence, spec.commandLine()))
                    .criterion(CohortChoices.criterion(criterion, spec.commandLine()))
                    .measure(measure)
                    .entry(entry)
                    .weighting(weighting)
                    .minCohortSize(minSize)
                    .split(by == null ? null : new CohortSplit.Attribute(by, CohortSplit.Known.AS_OF_NOW))
                    .build();
        });
    }

    /** The library says which choices exclude each other; here they were made by arguments. */
    private <T> T fitting(Supplier<T> choice) {
        try {
            return choice.get();
        } catch (IllegalArgumentException e) {
            throw Usage.of(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }

    private Triangle ofData(RetentionDefinition definition) throws IOException {
        DataOptions.Book book = data.read(main.progress());
        if (by != null) {
            DataOptions.requireAttributes("--by", List.of(by), book.data(), spec.commandLine());
        }
        Set<Measure> measures = EnumSet.of(definition.measure());
        if (project != null && !project.equals(CohortChoices.CHAIN_LADDER)) {
            // models are of those who never lapsed
            measures.add(Measure.NEVER_LAPSED);
        }
        return fitting(() -> LedgerCohorts.of(book.data(), definition).counting(measures))
                .triangle();
    }

    private Triangle ofActivity(RetentionDefinition definition, Path file) throws IOException {
        Paths.requireTable("--activity", file, spec);
        ActivityCohorts.Builder cohorts = fitting(() -> ActivityCohorts.builder(definition));
        Findings findings = new Findings();
        ActivityFile.forEach(file, data.zone(), findings, cohorts::add);
        data.tell(findings);
        return cohorts.build().triangle();
    }

    private List<CohortRow> rows(Triangle triangle) {
        if (project == null) {
            return triangle.rows();
        }
        Optional<RetentionModelKind> model = CohortChoices.projection(project, spec.commandLine());
        if (model.isEmpty()) {
            return triangle.projected();
        }
        TriangleFill fill = fitting(() -> TriangleFill.of(triangle, model.get()));
        if (fill.fit() instanceof RetentionFit.Refused refused) {
            spec.commandLine().getErr().println("notice: nothing is projected: " + refused);
        }
        return fill.rows();
    }

    private void write(Triangle triangle) throws IOException {
        List<CohortRow> rows = rows(triangle);
        TriangleGrid grid = fitting(() -> TriangleGrid.of(triangle, rows, align));
        output.write(target -> {
            switch (output.format()) {
                case TABLE ->
                    CohortChoices.table(grid.heads(), grid.heads().indexOf("size"), grid.rows(), grid.notes())
                            .to(target);
                case JSON -> target.append(TriangleJson.write(triangle, rows));
                case CSV -> target.append(TriangleCsv.write(triangle, rows));
            }
        });
        if (output.format() == Format.CSV) {
            PrintWriter err = spec.commandLine().getErr();
            grid.notes().stream()
                    .filter(note -> !note.startsWith("marks"))
                    .forEach(note -> err.println("notice: " + note));
        }
    }
}
