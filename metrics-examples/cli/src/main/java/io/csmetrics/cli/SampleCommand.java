package io.csmetrics.cli;

import io.csmetrics.cli.sample.SampleBook;
import io.csmetrics.cli.sample.SampleFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Writes simulated records around accounts and revenue, or simulated histories of accounts that leave or stay. */
@Command(
        name = "sample",
        modelTransformer = SampleCommand.DataByKind.class,
        description = {
            "Writes a folder with the accounts and revenue of another and, around them, simulated"
                    + " surveys, tickets, contracts, opportunities, costs and events whose true rates are known.",
            "With --kind churn-histories it needs no data, and writes accounts, their signals and who left, where the"
                    + " true probability of leaving is known."
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class SampleCommand implements Callable<Integer> {
    private static final String DATA = "--data";

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions data;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder to write to.")
    private Path out;

    @Option(
            names = "--until",
            paramLabel = "DATE",
            defaultValue = "2024-01-01",
            description = "The first day that is not observed; ${DEFAULT-VALUE} if not given.")
    private LocalDate until;

    @Option(
            names = "--random-start",
            paramLabel = "NUMBER",
            defaultValue = "2024",
            description = "Another number gives another book by the same rates; ${DEFAULT-VALUE} if not given.")
    private long randomStart;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "book",
            converter = KindConverter.class,
            description = "book, or churn-histories; ${DEFAULT-VALUE} if not given.")
    private Kind kind;

    @Mixin
    private ChurnHistoryOptions histories;

    /** What can be written. */
    enum Kind {
        BOOK,
        CHURN_HISTORIES;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Reads a kind as all choices are read. */
    static final class KindConverter implements ITypeConverter<Kind> {
        @Override
        public Kind convert(String text) {
            return Arguments.choice(Kind.class, text);
        }
    }

    /** Only some kinds need data, so {@link #call} must ask for them. */
    static final class DataByKind implements IModelTransformer {
        @Override
        public CommandSpec transform(CommandSpec command) {
            OptionSpec given = command.findOption(DATA);
            command.remove(given);
            command.addOption(OptionSpec.builder(given).required(false).build());
            return command;
        }
    }

    @Override
    public Integer call() throws IOException {
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw Usage.of(
                    spec.commandLine(), "--out \"" + out + "\" must be a folder, but is a file; give another name");
        }
        Map<String, Integer> sizes = kind == Kind.BOOK ? writeBook() : writeHistories();
        main.progress().close();
        TextTable table = new TextTable().text("file").number("records");
        sizes.forEach((file, size) -> table.line(List.of(file, Figures.whole(size))));
        PrintWriter standard = spec.commandLine().getOut();
        table.write(standard);
        standard.flush();
        return Main.DONE;
    }

    private Map<String, Integer> writeBook() throws IOException {
        refuse(ChurnHistoryOptions.NAMES);
        if (!isGiven(DATA)) {
            throw new MissingParameterException(
                    spec.commandLine(), spec.findOption(DATA), "Missing required option: '" + DATA + "=DIR'");
        }
        if (Files.exists(out) && Files.exists(data.folder()) && Files.isSameFile(out, data.folder())) {
            throw Usage.of(
                    spec.commandLine(), "--out \"" + out + "\" must not be the folder of --data; give another folder");
        }
        SampleBook book = SampleBook.of(data.read(main.progress()).data(), until, randomStart);
        return SampleFolder.write(book.records(), until, data.folder(), out);
    }

    private Map<String, Integer> writeHistories() throws IOException {
        refuse(List.of(DATA, "--zone", "--currency", "--lenient"));
        return histories.write(until, randomStart, out);
    }

    /** What would be without effect is refused, so that nobody takes it for granted. */
    private void refuse(List<String> names) {
        for (String name : names) {
            if (isGiven(name)) {
                throw Usage.of(spec.commandLine(), name + " must not be given with --kind " + kind + "; leave it out");
            }
        }
    }

    private boolean isGiven(String name) {
        return spec.commandLine().getParseResult().hasMatchedOption(name);
    }
}
