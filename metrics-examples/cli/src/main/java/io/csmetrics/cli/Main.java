package io.csmetrics.cli;

import io.csmetrics.cohort.EntryRule;
import io.csmetrics.cohort.Measure;
import io.csmetrics.cohort.RetentionDefinition.Weighting;
import io.csmetrics.cohort.TriangleGrid.Alignment;
import io.csmetrics.cohort.experiment.Design;
import io.csmetrics.cohort.survival.SurvivalInterval;
import io.csmetrics.period.Grain;
import io.csmetrics.record.InvalidDataException;
import io.csmetrics.revenue.RetentionMethod;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The entry to all commands. A command's exit code is {@value #DONE} if it did what was asked, {@value #BAD_DATA} if the data cannot be
 * used, {@value #BAD_USAGE} if the arguments cannot. What is printed on standard error tells every problem; it is never a stack trace.
 */
@Command(
        name = "csmetrics",
        description = "Customer-success metrics of a folder of files.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ReportCommand.class,
            KpisCommand.class,
            BridgeCommand.class,
            MovementsCommand.class,
            CatalogCommand.class,
            CohortsCommand.class,
            SurvivalCommand.class,
            LifetimeCommand.class,
            ExperimentCommand.class,
            HealthCommand.class,
            SampleCommand.class
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class Main implements Runnable {
    static final int DONE = 0;
    static final int BAD_DATA = 1;
    static final int BAD_USAGE = 2;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "Print this help.")
    @SuppressWarnings("unused") // picocli acts on it
    private boolean help;

    private final Progress progress;

    private Main(Progress progress) {
        this.progress = progress;
    }

    /**
     * Runs one command, and ends the virtual machine only if it fails: a caller in the same machine, such as Maven, goes on after a
     * success.
     *
     * @param args the command and its options
     */
    public static void main(String[] args) {
        // the default charset would turn a name into question marks in a terminal without locale
        StandardOutput standard = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        PrintStream out = new PrintStream(standard, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        int code = run(args, out, err, Progress.onTerminal());
        Optional<String> failure = standard.failure();
        if (failure.isPresent()) {
            err.println("standard output: " + failure.get() + "; nothing or not all was written");
            code = BAD_DATA;
        }
        if (code != DONE) {
            System.exit(code);
        }
    }

    /**
     * Runs one command.
     *
     * @param args the command and its options
     * @param out where the figures go, in UTF-8
     * @param err where findings, notices and errors go, in UTF-8
     * @return the exit code: 0 done, 1 bad data, 2 bad usage
     */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        return run(args, out, err, Progress.none());
    }

    private static int run(String[] args, PrintStream out, PrintStream err, Progress progress) {
        CommandLine line = new CommandLine(new Main(progress))
                .setExpandAtFiles(false)
                .setOut(new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true))
                .setErr(new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true))
                .registerConverter(LocalDate.class, Arguments::date)
                .registerConverter(ZoneId.class, Arguments::zone)
                .registerConverter(CurrencyUnit.class, Arguments::currency)
                .registerConverter(Every.class, text -> Arguments.choice(Every.class, text))
                .registerConverter(Format.class, text -> Arguments.choice(Format.class, text))
                .registerConverter(RetentionMethod.class, text -> Arguments.choice(RetentionMethod.class, text))
                .registerConverter(Grain.class, text -> Arguments.word(Grain.class, text))
                .registerConverter(DayOfWeek.class, text -> Arguments.word(DayOfWeek.class, text))
                .registerConverter(Measure.class, text -> Arguments.word(Measure.class, text))
                .registerConverter(EntryRule.class, text -> Arguments.word(EntryRule.class, text))
                .registerConverter(Weighting.class, text -> Arguments.word(Weighting.class, text))
                .registerConverter(Alignment.class, text -> Arguments.word(Alignment.class, text))
                .registerConverter(Design.class, text -> Arguments.choice(Design.class, Design::key, text))
                .registerConverter(SurvivalInterval.class, text -> Arguments.word(SurvivalInterval.class, text))
                .setParameterExceptionHandler(Usage::report)
                .setExecutionExceptionHandler((e, at, parsed) -> failed(e, at.getErr()));
        try {
            return line.execute(args);
        } catch (OutOfMemoryError | StackOverflowError e) {
            err.println("more was asked than fits into memory; ask for fewer periods or segments");
            return BAD_DATA;
        } finally {
            progress.close();
            line.getOut().flush();
            line.getErr().flush();
        }
    }

    private static int failed(Exception e, PrintWriter err) {
        if (e instanceof InvalidDataException bad) {
            FindingList.print(bad.findings(), bad.total(), err);
        } else if (e instanceof FileSystemException file) {
            String reason = file.getReason();
            err.println(file.getFile() + ": " + (reason == null ? reasonOf(file) : reason));
        } else {
            err.println(oneLine(e));
        }
        return BAD_DATA;
    }

    /** The JDK tells the commonest reasons only by the type of the exception. */
    private static String reasonOf(FileSystemException e) {
        String type = e.getClass().getSimpleName().replace("Exception", "");
        return type.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    private static String oneLine(Exception e) {
        @Nullable String message = e.getMessage();
        String text = message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
        return text.lines().map(String::strip).reduce((a, b) -> a + " " + b).orElse(text);
    }

    /** A command must be named. */
    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "name a command");
    }

    Progress progress() {
        return progress;
    }
}
