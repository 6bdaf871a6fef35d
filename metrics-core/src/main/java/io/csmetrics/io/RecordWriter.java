package io.csmetrics.io;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.csmetrics.io.CellType.Form;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** Writes records as rows of CSV or JSON Lines, in a form that reads back to equal records. */
final class RecordWriter<T> {
    private final RecordTable<T> table;
    private final Appendable out;

    RecordWriter(RecordTable<T> table, Appendable out) {
        this.table = table;
        this.out = out;
    }

    /** Writes CSV: LF, quotes where RFC 4180 wants them, texts guarded against formulas. */
    void csv(Iterable<? extends T> records) throws IOException {
        List<String> names = attributeNames(records);
        List<String> header = new ArrayList<>(table.names(FileFormat.CSV));
        names.forEach(name -> header.add(FormulaGuard.guarded(name)));
        CsvLines.write(header, out);
        long position = 0;
        for (T item : records) {
            List<String> texts = table.write(item, ++position, FileFormat.CSV);
            for (Column<?> column : table.columns()) {
                if (column.type().form() == Form.TEXT) {
                    texts.set(column.index(), FormulaGuard.guarded(texts.get(column.index())));
                }
            }
            SortedMap<String, String> attributes = table.attributes(item);
            names.forEach(name -> texts.add(FormulaGuard.guarded(attributes.getOrDefault(name, ""))));
            CsvLines.write(texts, out);
        }
    }

    /** Writes JSON Lines: one object a line, its keys in the order of the columns, absent values left out. */
    void jsonLines(Iterable<? extends T> records) throws IOException {
        long position = 0;
        for (T item : records) {
            jsonObject(item, ++position);
            out.append('\n');
        }
    }

    void jsonObject(T item, long position) throws IOException {
        List<String> texts = table.write(item, position, FileFormat.JSON_LINES);
        String separator = "{";
        for (Column<?> column : table.columns()) {
            String text = texts.get(column.index());
            if (!text.isEmpty()) {
                out.append(separator);
                json(column.key());
                out.append(':');
                if (column.type().form() == Form.BARE) {
                    out.append(text);
                } else {
                    json(text);
                }
                separator = ",";
            }
        }
        SortedMap<String, String> attributes = table.attributes(item);
        if (!attributes.isEmpty()) {
            out.append(separator);
            json(RecordTable.ATTRIBUTES);
            out.append(':');
            separator = "{";
            for (Map.Entry<String, String> attribute : attributes.entrySet()) {
                out.append(separator);
                json(attribute.getKey());
                out.append(':');
                json(attribute.getValue());
                separator = ",";
            }
            out.append('}');
        }
        out.append('}');
    }

    /** Every attribute gets a column, so all records are asked before the first is written. */
    private List<String> attributeNames(Iterable<? extends T> records) {
        SortedSet<String> names = new TreeSet<>();
        long position = 0;
        for (T item : records) {
            position++;
            for (String name : table.attributes(item).keySet()) {
                if (names.add(name)) {
                    table.requireAttribute(name, position);
                }
            }
        }
        return List.copyOf(names);
    }

    private void json(String text) throws IOException {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, quoted);
        out.append(quoted.append('"'));
    }
}
