package io.csmetrics.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** Tells of paths that are not there. */
final class Paths {
    private static final List<String> ENDS = List.of(".csv", ".csv.gz", ".jsonl", ".jsonl.gz");

    private Paths() {}

    /** Checks that a file is there that an option names. */
    static void requireFile(String option, Path file, CommandSpec spec) {
        if (!Files.isRegularFile(file)) {
            throw Usage.of(
                    spec.commandLine(), option + " \"" + file + "\" must be a file; check the path" + didYouMean(file));
        }
    }

    /** Checks that a file is there, and that its name says how it is written. */
    static void requireTable(String option, Path file, CommandSpec spec) {
        requireFile(option, file, spec);
        String name = String.valueOf(file.getFileName());
        if (ENDS.stream().noneMatch(name::endsWith)) {
            throw Usage.of(
                    spec.commandLine(),
                    option + " \"" + file + "\" must end in one of " + String.join(", ", ENDS) + "; rename it");
        }
    }

    /** Names the file or folder beside a missing one that was probably meant. */
    static String didYouMean(Path missing) {
        Path name = missing.getFileName();
        Path parent = missing.toAbsolutePath().normalize().getParent();
        if (name == null || parent == null || !Files.isDirectory(parent)) {
            return "";
        }
        try (Stream<Path> listing = Files.list(parent)) {
            List<String> beside = listing.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
            return Usage.didYouMean(name.toString(), beside);
        } catch (IOException unreadable) {
            return "";
        }
    }
}
