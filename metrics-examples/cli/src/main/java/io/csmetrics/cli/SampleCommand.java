package io.csmetrics.cli;

import io.csmetrics.cli.sample.SampleBook;
import io.csmetrics.cli.sample.SampleFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Writes simulated records around accounts and revenue. */
@Command(
        name = "sample",
        description = "Writes a folder with the accounts and revenue of another and, around them, simulated"
                + " surveys, tickets, contracts, opportunities, costs and events whose true rates are known.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class SampleCommand implements Callable<Integer> {
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

    @Override
    public Integer call() throws IOException {
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw Usage.of(
                    spec.commandLine(), "--out \"" + out + "\" must be a folder, but is a file; give another name");
        }
        if (Files.exists(out) && Files.exists(data.folder()) && Files.isSameFile(out, data.folder())) {
            throw Usage.of(
                    spec.commandLine(), "--out \"" + out + "\" must not be the folder of --data; give another folder");
        }
        SampleBook book = SampleBook.of(data.read(main.progress()).data(), until, randomStart);
        Map<String, Integer> sizes = SampleFolder.write(book.records(), until, data.folder(), out);
        main.progress().close();
        TextTable table = new TextTable().text("file").number("records");
        sizes.forEach((file, size) -> table.line(List.of(file, Figures.whole(size))));
        PrintWriter standard = spec.commandLine().getOut();
        table.write(standard);
        standard.flush();
        return Main.DONE;
    }
}
