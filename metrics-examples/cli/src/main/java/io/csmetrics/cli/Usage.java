package io.csmetrics.cli;

import io.csmetrics.record.Suggestion;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells what is wrong with the arguments, and what was probably meant. */
final class Usage {
    private Usage() {}

    static int report(ParameterException e, String[] args) {
        CommandLine at = e.getCommandLine();
        at.getErr().println(printable(unknown(e, at, args).orElse(String.valueOf(e.getMessage()))));
        at.getErr().println("see " + at.getCommandSpec().qualifiedName() + " --help");
        return Main.BAD_USAGE;
    }

    /** What was typed is told back without characters that a terminal would obey; lines stay lines. */
    private static String printable(String message) {
        return message.codePoints()
                .map(c -> Character.isISOControl(c) && c != '\n' ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Returns the bad usage of a command as the exception that ends it with {@link Main#BAD_USAGE}. */
    static ParameterException of(CommandLine at, String message) {
        return new ParameterException(at, message);
    }

    /** Returns {@code ; did you mean "…"?}, or nothing if no candidate is near. */
    static String didYouMean(String text, Collection<String> candidates) {
        return Suggestion.nearest(text, candidates)
                .map(near -> "; did you mean \"" + near + "\"?")
                .orElse("");
    }

    private static Optional<String> unknown(ParameterException e, CommandLine at, String[] args) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return Optional.of(unknown(unmatched.getUnmatched().get(0), at));
        }
        // a misspelled option is missed first, which would hide the misspelling
        return e instanceof MissingParameterException
                ? Arrays.stream(args)
                        .filter(arg -> arg.startsWith("--"))
                        .filter(arg -> !at.getCommandSpec().optionsMap().containsKey(name(arg)))
                        .findFirst()
                        .map(arg -> unknown(arg, at))
                : Optional.empty();
    }

    private static String unknown(String arg, CommandLine at) {
        if (arg.startsWith("-")) {
            return "unknown option " + name(arg)
                    + didYouMean(name(arg), at.getCommandSpec().optionsMap().keySet());
        }
        Collection<String> commands = at.getSubcommands().keySet();
        return commands.isEmpty()
                ? "unknown argument \"" + arg + "\""
                : "unknown command \"" + arg + "\", which must be one of " + String.join(", ", commands)
                        + didYouMean(arg, commands);
    }

    private static String name(String arg) {
        int equals = arg.indexOf('=');
        return equals < 0 ? arg : arg.substring(0, equals);
    }
}
