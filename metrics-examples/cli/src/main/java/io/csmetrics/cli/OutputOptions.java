package io.csmetrics.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a result goes, and in which format. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class OutputOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, json or csv; ${DEFAULT-VALUE} if not given.")
    private Format format;

    @Option(names = "--out", paramLabel = "FILE", description = "Write to this file instead of standard output.")
    private @Nullable Path out;

    /** Something that writes a result. */
    @FunctionalInterface
    interface Content {
        void to(Appendable out) throws IOException;
    }

    Format format() {
        return format;
    }

    /** Checks where the result shall go, before time is spent on it. */
    void check() {
        if (out != null) {
            requireWritable(out, spec);
        }
    }

    static void requireWritable(Path file, CommandSpec spec) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw Usage.of(
                    spec.commandLine(),
                    "--out \"" + file + "\" must be in a folder that exists; create it"
                            + (folder == null ? "" : Paths.didYouMean(folder)));
        }
        if (Files.isDirectory(file)) {
            throw Usage.of(spec.commandLine(), "--out \"" + file + "\" must be a file, but is a folder; add a name");
        }
    }

    /** Writes a result to the file or to standard output. */
    void write(Content content) throws IOException {
        if (out == null) {
            PrintWriter standard = spec.commandLine().getOut();
            content.to(standard);
            standard.flush();
            return;
        }
        write(content, out);
    }

    static void write(Content content, Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file)) {
            content.to(writer);
        }
    }

    /** Writes a listing in the format that was asked for. */
    <T> void write(Listing<T> listing, TextTable text) throws IOException {
        write(target -> {
            switch (format) {
                case TABLE -> text.write(target);
                case JSON -> listing.writeJson(target);
                case CSV -> listing.writeCsv(target);
            }
        });
    }
}
