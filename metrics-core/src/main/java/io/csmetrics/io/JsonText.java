package io.csmetrics.io;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * JSON of plain values, whose outer arrays have an element a line, so that results can be read and compared line by line. For results of
 * your own; {@link Json} writes the records of this library, and reads them back.
 *
 * <p>A value is one of:
 *
 * <ul>
 *   <li>a {@code String};
 *   <li>a {@code BigDecimal}, {@code BigInteger}, {@code Long}, {@code Integer} or finite {@code Double}: without exponent and without zeros
 *       that say nothing, as {@link CsvLines#number} has it;
 *   <li>a {@code Boolean};
 *   <li>a {@code Map} with texts as keys: an object, in the order of the map;
 *   <li>a {@code List}, or a {@code Stream} where not all elements should be there at once: an array; a stream is used up;
 *   <li>null.
 * </ul>
 */
public final class JsonText {
    private final StringBuilder out = new StringBuilder();
    private final boolean breaksLines;
    private int arrays;

    private JsonText(boolean breaksLines) {
        this.breaksLines = breaksLines;
    }

    /**
     * Writes an object. The elements of an array that is in no other array stand on lines of their own.
     *
     * @param members the values by key, in an order that means something
     * @return the JSON, with LF at the end
     * @throws IllegalArgumentException if a value has no JSON
     */
    public static String of(Map<String, ? extends @Nullable Object> members) {
        JsonText json = new JsonText(true);
        json.object(members);
        return json.out.append('\n').toString();
    }

    /**
     * Writes a value on one line, such as for a cell of CSV.
     *
     * @param value the value
     * @return the JSON, without line break
     * @throws IllegalArgumentException if the value has no JSON
     */
    public static String inline(@Nullable Object value) {
        JsonText json = new JsonText(false);
        json.value(value);
        return json.out.toString();
    }

    private void value(@Nullable Object value) {
        if (value instanceof String text) {
            text(text);
        } else if (value instanceof BigDecimal number) {
            out.append(CsvLines.number(number));
        } else if (value instanceof Double number) {
            out.append(CsvLines.number(finite(number)));
        } else if (value instanceof Map<?, ?> members) {
            object(members);
        } else if (value instanceof List<?> values) {
            array(values.iterator());
        } else if (value instanceof Stream<?> values) {
            array(values.iterator());
        } else if (value == null
                || value instanceof Long
                || value instanceof Integer
                || value instanceof BigInteger
                || value instanceof Boolean) {
            out.append(value);
        } else {
            throw new IllegalArgumentException(value.getClass().getName() + " " + value
                    + " must be a text, number, flag, map, list, stream or null to be written as json; make it a text");
        }
    }

    private static BigDecimal finite(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException(
                    "number " + number + " must be finite to be written as json; write null for what there is not");
        }
        return BigDecimal.valueOf(number);
    }

    private void object(Map<?, ?> members) {
        String separator = "";
        out.append('{');
        for (Map.Entry<?, ?> member : members.entrySet()) {
            if (!(member.getKey() instanceof String key)) {
                throw new IllegalArgumentException(
                        "key " + member.getKey() + " must be a text to be written as json; make it one");
            }
            out.append(separator);
            text(key);
            out.append(':');
            value(member.getValue());
            separator = ",";
        }
        out.append('}');
    }

    private void array(Iterator<?> values) {
        String lineBreak = breaksLines && arrays == 0 ? "\n" : "";
        String separator = "";
        out.append('[');
        arrays++;
        boolean isEmpty = !values.hasNext();
        while (values.hasNext()) {
            out.append(separator).append(lineBreak);
            value(values.next());
            separator = ",";
        }
        arrays--;
        out.append(isEmpty ? "" : lineBreak).append(']');
    }

    private void text(String text) {
        out.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, out);
        out.append('"');
    }
}
