package io.csmetrics.cli;

import io.csmetrics.facts.Segment;
import io.csmetrics.family.Answer;
import io.csmetrics.io.CsvLines;
import io.csmetrics.io.JsonText;
import io.csmetrics.kpi.KpiRow;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
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

        private List<Object> plain() {
            return rows.stream().<Object>map(Table::members).toList();
        }

        private static Map<String, @Nullable Object> members(KpiRow.TableRow row) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            if (row instanceof KpiRow.CohortRow cell) {
                members.put("cohort", cell.cohort().toString());
                members.put("index", cell.index());
                members.put("value", cell.value());
            } else if (row instanceof KpiRow.CategoryRow category) {
                members.put("segment", category.segment().orElse(null));
                members.put("category", category.category());
                members.put("count", category.count());
                members.put("share", category.share());
            }
            return members;
        }
    }

    /** Writes the JSON, a row a line. */
    void writeJson(Appendable out) throws IOException {
        writeJson(out, Map.of());
    }

    /** Writes the JSON with more keys behind the rows. */
    void writeJson(Appendable out, Map<String, ? extends @Nullable Object> more) throws IOException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put(name, rows.stream().map(this::members));
        members.putAll(plainMembers(more));
        out.append(JsonText.of(members));
    }

    private Map<String, @Nullable Object> members(T row) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        Map<String, @Nullable Object> inside = members;
        String object = "";
        for (Column<T> column : columns) {
            int dot = column.key().indexOf('.');
            String prefix = dot < 0 ? "" : column.key().substring(0, dot);
            if (!prefix.equals(object)) {
                object = prefix;
                inside = members;
                if (dot >= 0) {
                    inside = new LinkedHashMap<>();
                    members.put(prefix, inside);
                }
            }
            inside.put(column.key().substring(dot + 1), plain(column.value().apply(row)));
        }
        return members;
    }

    private static Map<String, @Nullable Object> plainMembers(Map<?, ?> members) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        members.forEach((key, value) -> plain.put(String.valueOf(key), plain(value)));
        return plain;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value == null || value instanceof BigDecimal || value instanceof Long || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Segment segment) {
            return segment.attributes();
        }
        if (value instanceof Answer.Undefined undefined) {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("reason", undefined.reason().name());
            members.put("detail", undefined.detail());
            return members;
        }
        if (value instanceof Table table) {
            return table.plain();
        }
        if (value instanceof Map<?, ?> members) {
            return plainMembers(members);
        }
        return value instanceof Collection<?> values
                ? values.stream().<@Nullable Object>map(Listing::plain)
                : value.toString();
    }

    /** Writes the CSV, with a header even where there is no row. */
    void writeCsv(Appendable out) throws IOException {
        CsvLines.write(columns.stream().map(Column::key).toList(), out);
        for (T row : rows) {
            List<String> cells = new ArrayList<>();
            for (Column<T> column : columns) {
                cells.add(csvCell(column.value().apply(row)));
            }
            CsvLines.write(cells, out);
        }
    }

    private static String csvCell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof BigDecimal number) {
            return CsvLines.number(number);
        }
        if (value instanceof Long || value instanceof LocalDate) {
            return value.toString();
        }
        if (value instanceof Answer.Undefined undefined) {
            return CsvLines.guarded(undefined.reason() + ": " + undefined.detail());
        }
        if (value instanceof Table || isNested(value)) {
            return JsonText.inline(plain(value));
        }
        if (value instanceof Collection<?> texts) {
            return CsvLines.guarded(texts.stream().map(Object::toString).collect(Collectors.joining(" ")));
        }
        return CsvLines.guarded(value.toString());
    }

    private static boolean isNested(Object value) {
        return value instanceof Collection<?> values && values.stream().anyMatch(Map.class::isInstance);
    }
}
