package io.csmetrics.record;

import java.io.Serializable;
import java.util.Objects;

/**
 * One problem with the data: where it is, what was found, which rule it breaks and what to do about it.
 *
 * @param severity whether the data cannot be used as it is, or merely something to know
 * @param source the file, or the name of the list or record that was handed in
 * @param line the physical line in the file (the header is 1), or the position in the list counted from 1; 0 for none
 * @param field the column or field; empty if the finding is about the whole
 * @param value the value that was found, as text
 * @param rule what must hold, such as {@code must be after starts_on 2025-01-01}
 * @param remedy what the owner of the data can do
 */
public record Finding(
        Severity severity, String source, long line, String field, String value, String rule, String remedy)
        implements Serializable {

    private static final int LONGEST_PART = 80;

    /** How much a finding matters. */
    public enum Severity {
        /** Data that cannot be used as it is: strict reading fails, lenient reading repairs or skips it. */
        ERROR,
        /** Data that is used as it is; the reader of the numbers should know. */
        NOTICE
    }

    /** Checks that every part is there. */
    public Finding {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(remedy, "remedy");
    }

    /**
     * Returns an error.
     *
     * @param source the file, list or record
     * @param line the line or position, 0 for none
     * @param field the column or field, empty for the whole
     * @param value the value that was found
     * @param rule what must hold
     * @param remedy what to do
     * @return the error
     */
    public static Finding error(String source, long line, String field, Object value, String rule, String remedy) {
        return new Finding(Severity.ERROR, source, line, field, value.toString(), rule, remedy);
    }

    /**
     * Returns a notice.
     *
     * @param source the file, list or record
     * @param line the line or position, 0 for none
     * @param field the column or field, empty for the whole
     * @param value the value that was found
     * @param rule what was noticed
     * @param remedy what to do, if anything
     * @return the notice
     */
    public static Finding notice(String source, long line, String field, Object value, String rule, String remedy) {
        return new Finding(Severity.NOTICE, source, line, field, value.toString(), rule, remedy);
    }

    /**
     * Returns this finding at another place: a reader knows the file and line, the record that refused its values does not.
     *
     * @param newSource the file
     * @param newLine the line
     * @param newField the column
     * @return the same finding there
     */
    public Finding at(String newSource, long newLine, String newField) {
        return new Finding(severity, newSource, newLine, newField, value, rule, remedy);
    }

    /**
     * Tells whether this is an error.
     *
     * @return whether the severity is {@link Severity#ERROR}
     */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /**
     * Returns the finding on one line: {@code source:line: field: value, rule, remedy}. Line breaks and other characters that
     * would garble the line are escaped, a long value is cut.
     *
     * @return the line
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        appendPrintable(text, source);
        if (line > 0) {
            text.append(':').append(line);
        }
        text.append(": ");
        if (!field.isEmpty()) {
            appendPrintable(text, field);
            text.append(": ");
        }
        appendPrintable(text, value);
        if (!value.isEmpty()) {
            text.append(", ");
        }
        text.append(rule);
        if (!remedy.isEmpty()) {
            text.append(", ").append(remedy);
        }
        return text.toString();
    }

    private static void appendPrintable(StringBuilder text, String part) {
        int shown = Math.min(part.length(), LONGEST_PART);
        if (shown < part.length() && Character.isHighSurrogate(part.charAt(shown - 1))) {
            shown--;
        }
        for (int i = 0; i < shown; i++) {
            char c = part.charAt(i);
            int kind = Character.getType(c);
            if (kind == Character.CONTROL
                    || kind == Character.FORMAT
                    || kind == Character.LINE_SEPARATOR
                    || kind == Character.PARAGRAPH_SEPARATOR) {
                text.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
            } else {
                text.append(c);
            }
        }
        if (shown < part.length()) {
            text.append("…");
        }
    }
}
