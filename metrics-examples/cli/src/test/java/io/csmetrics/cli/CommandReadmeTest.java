package io.csmetrics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The README of the command line shows what the commands print. */
class CommandReadmeTest {
    private static final String PROMPT = "$ csmetrics ";
    private static final String HEAD = " | head -n ";

    /** A command of the README and what it says that is printed. */
    record Shown(String command, String printed) {
        @Override
        public String toString() {
            return command;
        }
    }

    static List<Shown> commands() throws IOException {
        List<Shown> commands = new ArrayList<>();
        boolean inside = false;
        String command = "";
        StringBuilder printed = new StringBuilder();
        for (String line : Files.readAllLines(Path.of("README.md"))) {
            boolean fence = line.startsWith("```");
            boolean continued = command.endsWith("\\");
            if (!command.isEmpty() && !continued && (fence || line.startsWith(PROMPT))) {
                commands.add(new Shown(command, printed.toString()));
                command = "";
                printed.setLength(0);
            }
            if (fence) {
                inside = line.equals("```console");
            } else if (continued) {
                command = command.substring(0, command.length() - 1) + line.strip();
            } else if (inside && line.startsWith(PROMPT)) {
                command = line.substring(PROMPT.length());
            } else if (!command.isEmpty()) {
                printed.append(line).append('\n');
            }
        }
        return commands;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void eachCommandPrintsWhatIsShown(Shown shown) {
        int pipe = shown.command().indexOf(HEAD);
        String command = pipe < 0 ? shown.command() : shown.command().substring(0, pipe);
        long lines = pipe < 0 ? Long.MAX_VALUE : Long.parseLong(shown.command().substring(pipe + HEAD.length()));

        Cli.Outcome outcome = Cli.run(Arrays.stream(command.split(" +")).toArray(String[]::new));

        String printed = Stream.concat(
                        outcome.out().lines().limit(lines), outcome.err().lines())
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        assertThat(printed).isNotEmpty().isEqualTo(shown.printed());
    }
}
