package io.csmetrics.cli;

import io.csmetrics.cli.SampleCommand.DataByKind;
import io.csmetrics.cohort.Cadence;
import io.csmetrics.cohort.Measure;
import io.csmetrics.cohort.RetentionDefinition;
import io.csmetrics.cohort.Triangle;
import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.cohort.io.ActiveCountsFile;
import io.csmetrics.cohort.io.LifetimeCsv;
import io.csmetrics.cohort.io.LifetimeJson;
import io.csmetrics.cohort.lifetime.ActiveCounts;
import io.csmetrics.cohort.lifetime.DiscountRate;
import io.csmetrics.cohort.lifetime.Discounting;
import io.csmetrics.cohort.lifetime.ExpectedLifetimes;
import io.csmetrics.cohort.lifetime.Geometric;
import io.csmetrics.cohort.lifetime.LifetimeFigure;
import io.csmetrics.cohort.lifetime.ModelChoice;
import io.csmetrics.cohort.lifetime.RetentionFit;
import io.csmetrics.cohort.lifetime.RetentionModelKind;
import io.csmetrics.cohort.lifetime.RetentionOutlook;
import io.csmetrics.cohort.source.LedgerCohorts;
import io.csmetrics.data.CustomerData;
import io.csmetrics.period.Grain;
import io.csmetrics.record.Findings;
import io.csmetrics.revenue.MovementColumns;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Prints how many customers will be left, and how long they will pay. */
@Command(
        name = "lifetime",
        modelTransformer = DataByKind.class,
        description =
                "Prints how many of the customers under contract will be left, by a model of those that were, what it got"
                        + " wrong before, and for how many periods customers will pay.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class LifetimeCommand implements Callable<Integer> {
    private static final int PERIODS_AHEAD = 12;
    private static final int LONGEST_HORIZON = 100_000;
    private static final Set<Grain> PERIODS = EnumSet.of(Grain.MONTH, Grain.QUARTER, Grain.YEAR);

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions data;

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description =
                    "Counts instead of data: cohort, period (0, 1, 2 and so on) and active, the customers still there.")
    private @Nullable Path input;

    @Option(
            names = "--every",
            paramLabel = "GRAIN",
            description = "Of data: how long a period is, month, quarter or year; month if not given.")
    private @Nullable Grain every;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "Of data: the last known day, inclusive; if not given, the last on which revenue began"
                    + " or grew.")
    private @Nullable LocalDate asOf;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            defaultValue = "sbg",
            converter = ModelConverter.class,
            description =
                    "The model that is projected: sbg, in which each customer has a chance to leave of its own; bdw, in"
                            + " which it changes with age, or geometric, one for all; ${DEFAULT-VALUE} if not given.")
    private RetentionModelKind model;

    /** Reads the key of a model. */
    static final class ModelConverter implements ITypeConverter<RetentionModelKind> {
        @Override
        public RetentionModelKind convert(String text) {
            return Arguments.choice(RetentionModelKind.class, RetentionModelKind::key, text);
        }
    }

    @Option(
            names = "--horizon",
            paramLabel = "N",
            description =
                    "The last period of the projection, at most 100000; 12 after the last known one if not given.")
    private @Nullable Integer horizon;

    @Option(
            names = "--holdout",
            paramLabel = "H",
            description = "Also fit without the last H periods, and print what that model got wrong there.")
    private @Nullable Integer holdout;

    @Option(
            names = "--discount",
            paramLabel = "D",
            description = "By how much money is worth less a period later, such as 0.10 for 10 %%; with it, discounted"
                    + " lifetimes are printed.")
    private @Nullable String discount;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws IOException {
        requireOptions();
        output.check();
        Optional<DiscountRate> rate = rate();
        ActiveCounts counts = input == null ? ofData() : ofFile(input);
        main.progress().close();
        ModelChoice choice = ModelChoice.of(counts, Confidence.PERCENT_95);
        RetentionFit asked = switch (model) {
            case BETA_GEOMETRIC -> choice.betaGeometric();
            case BETA_DISCRETE_WEIBULL -> choice.betaDiscreteWeibull();
            case GEOMETRIC -> Geometric.fit(counts);
        };
        if (asked instanceof RetentionFit.Refused refused) {
            spec.commandLine().getErr().println(source() + ": " + refused);
            return Main.BAD_DATA;
        }
        int last = horizon == null ? counts.lastPeriod() + PERIODS_AHEAD : horizon;
        RetentionOutlook outlook = RetentionOutlook.of(choice, asked.fitted().orElseThrow(), last);
        if (holdout != null) {
            outlook = outlook.withBacktest(holdout);
        }
        if (rate.isPresent()) {
            outlook = outlook.withLifetimes(Discounting.at(rate.get()));
        }
        write(outlook);
        if (outlook.isOutdone()) {
            spec.commandLine()
                    .getErr()
                    .println("notice: bdw fits better than sbg by more than chance; --model bdw projects it");
        }
        return Main.DONE;
    }

    private void requireOptions() {
        if (data.isGiven() == (input != null)) {
            throw Usage.of(
                    spec.commandLine(),
                    "--data or --input must be given, and not both; data are of revenue, input is of counts");
        }
        if (input != null && (every != null || asOf != null)) {
            throw Usage.of(
                    spec.commandLine(),
                    (every == null ? "--as-of" : "--every") + " needs --data; counts have periods of their own");
        }
        if (every != null && !PERIODS.contains(every)) {
            throw Usage.of(
                    spec.commandLine(),
                    "--every must be month, quarter or year, not "
                            + every.name().toLowerCase(Locale.ROOT) + "; nobody renews so often");
        }
        requireAtLeast("--horizon", horizon, 0);
        if (horizon != null && horizon > LONGEST_HORIZON) {
            throw Usage.of(
                    spec.commandLine(),
                    "--horizon " + horizon + " must be at most " + LONGEST_HORIZON + "; nobody knows so far ahead");
        }
        requireAtLeast("--holdout", holdout, 1);
    }

    private void requireAtLeast(String option, @Nullable Integer number, int least) {
        if (number != null && number < least) {
            throw Usage.of(spec.commandLine(), option + " " + number + " must be " + least + " or more");
        }
    }

    private Optional<DiscountRate> rate() {
        try {
            return Optional.ofNullable(discount).map(DiscountRate::perPeriod);
        } catch (IllegalArgumentException e) {
            throw Usage.of(spec.commandLine(), "--discount: " + e.getMessage());
        }
    }

    private String source() {
        return input == null ? data.folder().toString() : String.valueOf(input.getFileName());
    }

    private ActiveCounts ofFile(Path file) throws IOException {
        Paths.requireTable("--input", file, spec);
        Findings findings = new Findings();
        ActiveCounts counts = ActiveCountsFile.read(file, findings);
        data.tell(findings);
        return counts;
    }

    private ActiveCounts ofData() throws IOException {
        CustomerData book = data.read(main.progress()).data();
        Grain grain = every == null ? Grain.MONTH : every;
        RetentionDefinition definition = RetentionDefinition.builder(data.zone(), lastKnown(book))
                .granularity(new Cadence(grain, DayOfWeek.MONDAY, Month.JANUARY))
                .measure(Measure.NEVER_LAPSED)
                .build();
        Triangle triangle = LedgerCohorts.of(book, definition).triangle();
        return ActiveCounts.of(triangle);
    }

    private LocalDate lastKnown(CustomerData book) {
        if (asOf != null) {
            return asOf;
        }
        MovementColumns movements = MovementColumns.of(book.ledger());
        LocalDate last = IntStream.range(0, book.ledger().size())
                // an end may be known long before it comes, a beginning is not
                .filter(row -> movements.delta(row) > 0)
                .map(movements::epochDay)
                .max()
                .stream()
                .mapToObj(LocalDate::ofEpochDay)
                .findFirst()
                .orElseThrow(() -> Usage.of(
                        spec.commandLine(),
                        "--data \"" + data.folder() + "\" must have revenue; nobody is under contract"));
        spec.commandLine()
                .getErr()
                .println("notice: known through " + last
                        + ", the last day on which revenue began or grew; --as-of says otherwise");
        return last;
    }

    private void write(RetentionOutlook outlook) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        output.write(target -> {
            switch (output.format()) {
                case TABLE -> target.append(outlook.toString()).append('\n');
                case JSON -> target.append(LifetimeJson.write(outlook));
                case CSV -> target.append(LifetimeCsv.write(outlook.projection()));
            }
        });
        if (output.format() != Format.TABLE) {
            outlook.projection().fit().caution().ifPresent(caution -> err.println("notice: " + caution));
            outlook.backtest()
                    .flatMap(each -> each.fit() instanceof RetentionFit.Refused refused
                            ? Optional.of(refused)
                            : Optional.empty())
                    .ifPresent(refused -> err.println("notice: back-test: " + refused));
            outlook.lifetimes()
                    .map(ExpectedLifetimes::fromStart)
                    .flatMap(figure ->
                            figure instanceof LifetimeFigure.Refused refused ? Optional.of(refused) : Optional.empty())
                    .ifPresent(refused -> err.println("notice: discounted lifetime: " + refused.detail()));
        }
    }
}
