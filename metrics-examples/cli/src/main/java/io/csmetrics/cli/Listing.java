package io.csmetrics.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.csmetrics.facts.Segment;
import io.csmetrics.family.Answer;
import io.csmetrics.kpi.KpiRow;
import java.io.IOException;
import java.io.Serial;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows with named values: a JSON object with one array, or a CSV file with the same names as columns.
 *
 * <p>A value is a text, a number, a date, a flag, a segment, an undefined answer, a table, a map by name, a list of such values, or null. In
 * CSV what is nested is JSON in a cell. A name {@code a.b} is in JSON the key {@code b} of an object {@code a}.
 *
 * @param name the name of the array
 * @param columns the values of a row, in order
 * @param rows the rows, in order
 */
record Listing<T>(String name, List<Column<T>> columns, List<T> rows) {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    /**
     * One value of every row.
     *
     * @param key its name
     * @param value how it is read
     */
    record Column<T>(String key, Function<T, @Nullable Object> value) {}

    /**
     * The value of a row that is itself a table.
     *
     * @param rows its rows
     */
    record Table(List<KpiRow.TableRow> rows) {
        /** Returns a table, or null if there are no rows. */
        static @Nullable Table of(List<KpiRow.TableRow> rows) {
            return rows.isEmpty() ? null : new Table(rows);
        }

        private void write(JsonGenerator json) throws IOException {
            json.writeStartArray();
            for (KpiRow.TableRow row : rows) {
                json.writeStartObject();
                if (row instanceof KpiRow.CohortRow cell) {
                    json.writeStringField("cohort", cell.cohort().toString());
                    json.writeNumberField("index", cell.index());
                    json.writeNumberField("value", plain(cell.value()));
                } else if (row instanceof KpiRow.CategoryRow category) {
                    json.writeStringField("segment", category.segment().orElse(null));
                    json.writeStringField("category", category.category());
                    json.writeNumberField("count", category.count());
                    json.writeNumberField("share", plain(category.share()));
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }

    /** Writes the JSON, a row a line. */
    void writeJson(Appendable out) throws IOException {
        writeJson(out, Map.of());
    }

    /** Writes the JSON with more keys behind the rows. */
    void writeJson(Appendable out, Map<String, ? extends @Nullable Object> more) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.setPrettyPrinter(new RowPerLine());
            json.writeStartObject();
            json.writeArrayFieldStart(name);
            for (T row : rows) {
                writeRow(row, json);
            }
            json.writeEndArray();
            writeMembers(more, json);
            json.writeEndObject();
        }
        out.append(text.getBuffer()).append('\n');
    }

    private void writeRow(T row, JsonGenerator json) throws IOException {
        String inside = "";
        json.writeStartObject();
        for (Column<T> column : columns) {
            int dot = column.key().indexOf('.');
            String object = dot < 0 ? "" : column.key().substring(0, dot);
            if (!object.equals(inside)) {
                if (!inside.isEmpty()) {
                    json.writeEndObject();
                }
                if (!object.isEmpty()) {
                    json.writeObjectFieldStart(object);
                }
                inside = object;
            }
            json.writeFieldName(column.key().substring(dot + 1));
            writeValue(column.value().apply(row), json);
        }
        if (!inside.isEmpty()) {
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void writeValue(@Nullable Object value, JsonGenerator json) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(plain(number));
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Segment segment) {
            json.writeStartObject();
            for (Map.Entry<String, String> attribute : segment.attributes().entrySet()) {
                json.writeStringField(attribute.getKey(), attribute.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof Answer.Undefined undefined) {
            json.writeStartObject();
            json.writeStringField("reason", undefined.reason().name());
            json.writeStringField("detail", undefined.detail());
            json.writeEndObject();
        } else if (value instanceof Table table) {
            table.write(json);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Map<?, ?> members) {
            json.writeStartObject();
            writeMembers(members, json);
            json.writeEndObject();
        } else if (value instanceof Collection<?> values) {
            json.writeStartArray();
            for (Object each : values) {
                writeValue(each, json);
            }
            json.writeEndArray();
        } else {
            json.writeString(value.toString());
        }
    }

    private static void writeMembers(Map<?, ?> members, JsonGenerator json) throws IOException {
        for (Map.Entry<?, ?> member : members.entrySet()) {
            json.writeFieldName(String.valueOf(member.getKey()));
            writeValue(member.getValue(), json);
        }
    }

    private static String json(Object value) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            writeValue(value, json);
        }
        return text.toString();
    }

    /** Writes the CSV, with a header even where there is no row. */
    void writeCsv(Appendable out) throws IOException {
        Csv csv = new Csv(out);
        csv.line(columns.stream().map(Column::key).toList());
        for (T row : rows) {
            List<String> cells = new ArrayList<>();
            for (Column<T> column : columns) {
                cells.add(csvCell(column.value().apply(row)));
            }
            csv.line(cells);
        }
    }

    private static String csvCell(@Nullable Object value) throws IOException {
        if (value == null) {
            return "";
        }
        if (value instanceof BigDecimal number) {
            return plain(number).toPlainString();
        }
        if (value instanceof Long || value instanceof LocalDate) {
            return value.toString();
        }
        if (value instanceof Answer.Undefined undefined) {
            return Csv.guarded(undefined.reason() + ": " + undefined.detail());
        }
        if (value instanceof Table || isNested(value)) {
            return json(value);
        }
        if (value instanceof Collection<?> texts) {
            return Csv.guarded(texts.stream().map(Object::toString).collect(Collectors.joining(" ")));
        }
        return Csv.guarded(value.toString());
    }

    private static boolean isNested(Object value) {
        return value instanceof Collection<?> values && values.stream().anyMatch(Map.class::isInstance);
    }

    /** A number without exponent and without zeros that say nothing. */
    static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** Breaks lines between the rows of the outer array, so that a result can be read and compared line by line. */
    private static final class RowPerLine extends MinimalPrettyPrinter {
        @Serial
        private static final long serialVersionUID = 1;

        private int depth;

        @Override
        public void writeStartArray(JsonGenerator json) throws IOException {
            super.writeStartArray(json);
            depth++;
        }

        @Override
        public void beforeArrayValues(JsonGenerator json) throws IOException {
            breakLine(json);
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
            super.writeArrayValueSeparator(json);
            breakLine(json);
        }

        @Override
        public void writeEndArray(JsonGenerator json, int values) throws IOException {
            if (values > 0) {
                breakLine(json);
            }
            depth--;
            super.writeEndArray(json, values);
        }

        private void breakLine(JsonGenerator json) throws IOException {
            if (depth == 1) {
                json.writeRaw('\n');
            }
        }
    }
}
