package io.csmetrics.health.model;

import io.csmetrics.record.Finding;
import java.io.Serializable;
import java.util.Objects;

/**
 * Something wrong with a health model, or something that its author should know.
 *
 * @param severity an error, with which there is no model, or a notice
 * @param path where it is, as a JSON path such as {@code $.groups[0].signals[1].normalize}; of a part that does not know its model, the
 *     path inside the part, empty for the part itself
 * @param message what was found and what to write instead; it names the place itself where that reads better
 */
public record ModelProblem(Finding.Severity severity, String path, String message) implements Serializable {

    /** Checks that all is there, and writes out characters that would break the line. */
    public ModelProblem {
        Objects.requireNonNull(severity, "severity");
        path = printable(path);
        message = printable(message);
    }

    static ModelProblem error(String path, String message) {
        return new ModelProblem(Finding.Severity.ERROR, path, message);
    }

    static ModelProblem warning(String path, String message) {
        return new ModelProblem(Finding.Severity.NOTICE, path, message);
    }

    /**
     * Tells whether this is an error.
     *
     * @return whether there is no model with it
     */
    public boolean isError() {
        return severity == Finding.Severity.ERROR;
    }

    /**
     * Returns the same problem of a part, seen from the whole.
     *
     * @param prefix where the part stands, such as {@code $.groups[0]}
     * @return the problem there
     */
    public ModelProblem within(String prefix) {
        String whole = path.isEmpty() ? prefix : prefix + (path.startsWith("[") ? "" : ".") + path;
        return new ModelProblem(severity, whole, message);
    }

    /**
     * Returns the problem as a finding in a file.
     *
     * @param source the name of the file
     * @param line the line, 0 for none
     * @return the finding, whose text is that of {@link #toString()}
     */
    public Finding in(String source, long line) {
        return new Finding(severity, source, line, namesItsPlace() ? "" : path, "", message, "");
    }

    /** The whole path anywhere, or the path without its root as the first words; never a word that merely occurs in a value. */
    private boolean namesItsPlace() {
        return path.isEmpty()
                || (path.startsWith("$.") && (message.contains(path) || message.startsWith(path.substring(2) + " ")));
    }

    /** What a file says must not break the line of the problem. */
    private static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int kind = Character.getType(c);
            boolean breaks = kind == Character.CONTROL
                    || kind == Character.FORMAT
                    || kind == Character.LINE_SEPARATOR
                    || kind == Character.PARAGRAPH_SEPARATOR;
            printable.append(breaks ? "\\u" + Integer.toHexString(0x10000 | c).substring(1) : String.valueOf(c));
        }
        return printable.toString();
    }

    /**
     * Returns the problem on one line.
     *
     * @return {@code path: message}, or the message alone where it names its place
     */
    @Override
    public String toString() {
        return namesItsPlace() ? message : path + ": " + message;
    }
}
