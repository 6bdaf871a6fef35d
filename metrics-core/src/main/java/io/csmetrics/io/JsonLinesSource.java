package io.csmetrics.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/** Reads JSON Lines: one object a line, LF or CRLF, blank lines passed over. A file without lines is an empty table. */
final class JsonLinesSource<T> {
    private static final int LONGEST_NUMBER = 2_100;
    private static final int LARGEST_EXPONENT = 1_000;
    private static final int DEEPEST = 50;
    private static final int REMEMBERED_KEYS = 1_000;
    private static final int BLOCK = 1 << 14;

    static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .build();

    private final RecordTable<T> table;
    private final Row row;
    private final Set<String> columns = new HashSet<>();
    private final Set<String> attributes = new HashSet<>();
    private final Set<String> unknown = new HashSet<>();

    private char[] line = new char[BLOCK];
    private int length;
    private boolean tooLong;

    JsonLinesSource(RecordTable<T> table, Row row) {
        this.table = table;
        this.row = row;
    }

    void forEach(Reader in, ObjLongConsumer<? super T> consumer) throws IOException {
        char[] block = new char[BLOCK];
        row.begin(1);
        for (int count = in.read(block); count >= 0; count = in.read(block)) {
            for (int i = 0; i < count; i++) {
                if (block[i] == '\n') {
                    finish(consumer);
                } else {
                    append(block[i]);
                }
            }
        }
        finish(consumer);
    }

    private void append(char c) {
        if (length == FileFormat.LONGEST_ROW) {
            tooLong = true;
            return;
        }
        if (length == line.length) {
            line = Arrays.copyOf(line, length * 2);
        }
        line[length++] = c;
    }

    private void finish(ObjLongConsumer<? super T> consumer) throws IOException {
        if (tooLong) {
            row.report(
                    "",
                    "",
                    "must have at most " + FileFormat.LONGEST_ROW + " characters",
                    "put each object on a line of its own");
        } else if (!isBlank() && parse()) {
            Optional<T> item = row.finish(table);
            if (item.isPresent()) {
                consumer.accept(item.get(), row.line());
            }
        }
        row.begin(row.line() + 1);
        length = 0;
        tooLong = false;
    }

    private boolean isBlank() {
        for (int i = 0; i < length; i++) {
            if (!Character.isWhitespace(line[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean parse() throws IOException {
        columns.clear();
        attributes.clear();
        try (JsonParser parser = JSON.createParser(line, 0, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return reportJson(parser.currentTokenLocation());
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                readKey(parser.currentName(), parser);
            }
            return parser.nextToken() == null || reportJson(parser.currentTokenLocation());
        } catch (JsonProcessingException e) {
            return reportJson(e.getLocation());
        }
    }

    private void readKey(String key, JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        if (table.hasAttributes() && token == JsonToken.START_OBJECT && key.equals(RecordTable.ATTRIBUTES)) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                setAttribute(name, parser);
            }
            return;
        }
        try {
            int index = table.indexOf(key, FileFormat.JSON_LINES);
            if (index == RecordTable.ATTRIBUTE) {
                setAttribute(key, parser);
            } else if (isFirst(columns, key, parser)) {
                row.set(index, text(key, parser));
            }
        } catch (Unfit e) {
            if (unknown.size() == REMEMBERED_KEYS || unknown.add(key)) {
                row.reportAt(row.line(), key, "", e.rule(), e.remedy());
            }
            parser.skipChildren();
        }
    }

    private void setAttribute(String name, JsonParser parser) throws IOException {
        if (isFirst(attributes, name, parser)) {
            String text = text(name, parser);
            if (!text.isBlank()) {
                row.setAttribute(name, text);
            }
        }
    }

    private boolean isFirst(Set<String> keys, String key, JsonParser parser) throws IOException {
        if (keys.add(key)) {
            return true;
        }
        row.report(key, "", "must be the only key of its name", "remove or rename one of them");
        parser.skipChildren();
        return false;
    }

    private String text(String key, JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING, VALUE_TRUE, VALUE_FALSE -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getText();
            case VALUE_NUMBER_FLOAT -> plain(parser.getText());
            case START_OBJECT, START_ARRAY -> {
                row.report(key, "", "must be a text, a number, true, false or null", "give one value");
                parser.skipChildren();
                yield "";
            }
            default -> "";
        };
    }

    /** Many programs write small and large numbers with an exponent, which a cell must not have. */
    static String plain(String number) {
        if (number.indexOf('e') < 0 && number.indexOf('E') < 0) {
            return number;
        }
        try {
            BigDecimal value = new BigDecimal(number);
            return Math.abs((long) value.scale()) <= LARGEST_EXPONENT ? value.toPlainString() : number;
        } catch (NumberFormatException e) {
            return number;
        }
    }

    private boolean reportJson(@Nullable JsonLocation where) {
        row.report(
                "",
                new String(line, 0, length).strip(),
                "must be one JSON object",
                where == null
                        ? "look for a number of many digits or deep brackets"
                        : "look at character " + where.getColumnNr());
        return false;
    }
}
