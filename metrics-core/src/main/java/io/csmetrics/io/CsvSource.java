package io.csmetrics.io;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.csmetrics.io.CellType.Form;
import io.csmetrics.record.Suggestion;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ObjLongConsumer;

/** Reads a CSV file row by row: RFC 4180 with LF or CRLF, a header in the first row that is not blank, blank lines passed over. */
final class CsvSource<T> {
    /** The places of header cells that fill no column; an attribute is {@link RecordTable#ATTRIBUTE}. */
    private static final int IGNORED = -2;

    private final RecordTable<T> table;
    private final Row row;
    private final Cells cells;
    private boolean stopped;

    CsvSource(RecordTable<T> table, Row row) {
        this.table = table;
        this.row = row;
        this.cells = new Cells(row);
    }

    void forEach(Reader in, ObjLongConsumer<? super T> consumer) throws IOException {
        CsvReader<Cells> records = CsvReader.builder()
                .maxBufferSize(2 * FileFormat.LONGEST_ROW)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .build(cells, in);
        Iterator<Cells> parser = records.iterator();
        boolean hasHeader = false;
        while (advance(parser)) {
            if (cells.isBlankLine()) {
                continue;
            }
            if (hasHeader) {
                finish(consumer);
            } else if (readHeader()) {
                hasHeader = true;
            } else {
                return;
            }
        }
        if (!hasHeader && !stopped) {
            row.reportAt(
                    1,
                    "",
                    "",
                    "must begin with a row of column names",
                    "write them as " + String.join(",", table.names(FileFormat.CSV)));
        }
    }

    /** Only the parser's own exceptions are caught: what a consumer throws is not ours. */
    private boolean advance(Iterator<Cells> parser) throws IOException {
        try {
            if (parser.hasNext()) {
                parser.next();
                return true;
            }
        } catch (CsvParseException e) {
            if (e.getCause() instanceof RuntimeException broken && !(broken instanceof IndexOutOfBoundsException)) {
                throw broken;
            }
            reportParsing(e);
            stopped = true;
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause());
        }
        return false;
    }

    private void finish(ObjLongConsumer<? super T> consumer) {
        if (cells.length > FileFormat.LONGEST_ROW) {
            reportTooLong(cells.length + " characters");
        } else if (cells.count != cells.targets.length) {
            row.report(
                    "",
                    cells.count + (cells.count == 1 ? " cell" : " cells"),
                    "must have " + cells.targets.length + " like the header",
                    "put a cell that holds a comma in quotes");
        } else {
            Optional<T> item = row.finish(table);
            if (item.isPresent()) {
                consumer.accept(item.get(), row.line());
            }
        }
    }

    /** Returns whether rows can be read below this header. */
    private boolean readHeader() {
        if (cells.length > FileFormat.LONGEST_ROW) {
            reportTooLong(cells.length + " characters");
            return false;
        }
        List<String> header = cells.header;
        Set<String> seen = new HashSet<>();
        int[] targets = new int[header.size()];
        boolean readable = true;
        for (int i = 0; i < targets.length; i++) {
            String name = header.get(i);
            if (!seen.add(name)) {
                row.report(name, "", "must be the only column of its name", "remove or rename one of them");
                readable = false;
            }
            targets[i] = target(name);
        }
        for (Column<?> column : table.columns()) {
            if (column.required() && !seen.contains(column.name())) {
                row.report(column.name(), "", "must be a column of this file", missingRemedy(column.name(), header));
                readable = false;
            }
        }
        cells.begin(targets);
        return readable;
    }

    private int target(String name) {
        try {
            return table.indexOf(name, FileFormat.CSV);
        } catch (Unfit e) {
            row.report(name, "", e.rule(), e.remedy());
            return IGNORED;
        }
    }

    private String missingRemedy(String name, List<String> header) {
        if (header.size() == 1 && header.get(0).matches("(?s).*[;\t|].*")) {
            return "separate the columns by commas";
        }
        List<String> others = new ArrayList<>(header);
        others.removeAll(table.names(FileFormat.CSV));
        return Suggestion.nearest(name, others)
                .map(other -> "rename the column " + other)
                .orElse("add it");
    }

    /** Where quotes do not pair nobody knows where the next row begins; the parser tells it by its message only. */
    private void reportParsing(CsvParseException e) {
        if (String.valueOf(e.getMessage()).matches("(?s)(Unclosed quote|.* closing quote).*")) {
            row.report(
                    "",
                    "",
                    "must have a comma or the end of the line after each closing quote, and close each quote",
                    "double a quote inside quotes; the rest of the file was not read");
        } else {
            reportTooLong("");
        }
    }

    private void reportTooLong(String value) {
        row.report(
                "",
                value,
                "must have at most " + FileFormat.LONGEST_ROW + " characters",
                "look for a quote that is not closed");
    }

    /** Takes the cells as the parser finds them, without a copy of what nobody reads. */
    private static final class Cells extends AbstractBaseCsvCallbackHandler<Cells> {
        private static final int POOLED_TEXTS = 1 << 12;

        private final Row row;
        private final List<String> header = new ArrayList<>();
        private int[] targets = {};
        private boolean isHeader = true;
        private boolean[] free = {};
        private int count;
        private long length;
        private boolean blank;

        /** Ids, products and reasons repeat: a text of the same hash is tried before another is made. */
        private final String[] pool = new String[POOLED_TEXTS];

        Cells(Row row) {
            this.row = row;
            Arrays.fill(pool, "");
        }

        /** The header is known: from now on cells go to their columns. */
        void begin(int[] targetOfCell) {
            targets = targetOfCell;
            free = new boolean[targets.length];
            for (int i = 0; i < targets.length; i++) {
                free[i] = targets[i] == RecordTable.ATTRIBUTE
                        || (targets[i] >= 0
                                && row.table().columns().get(targets[i]).type().form() == Form.TEXT);
            }
            isHeader = false;
        }

        boolean isBlankLine() {
            return blank;
        }

        @Override
        protected void handleBegin(long startingLineNumber) {
            row.begin(startingLineNumber);
            count = 0;
            length = 0;
            blank = true;
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int size, boolean quoted) {
            count = index + 1;
            length += size;
            blank &= index == 0 && !quoted && isBlank(buffer, offset, size);
            if (length > FileFormat.LONGEST_ROW) {
                return;
            }
            if (isHeader) {
                if (index == 0) {
                    header.clear();
                }
                header.add(FormulaGuard.unguarded(new String(buffer, offset, size)));
            } else if (index < targets.length && targets[index] != IGNORED && size > 0) {
                accept(index, text(buffer, offset, size));
            }
        }

        private void accept(int index, String cell) {
            String text = free[index] ? FormulaGuard.unguarded(cell) : cell;
            if (targets[index] >= 0) {
                row.set(targets[index], text);
            } else if (!text.isBlank()) {
                row.setAttribute(header.get(index), text);
            }
        }

        private String text(char[] buffer, int offset, int size) {
            int hash = size;
            for (int i = offset; i < offset + size; i++) {
                hash = 31 * hash + buffer[i];
            }
            int slot = (hash ^ (hash >>> 16)) & (POOLED_TEXTS - 1);
            String pooled = pool[slot];
            if (pooled.length() == size && equals(pooled, buffer, offset)) {
                return pooled;
            }
            String text = new String(buffer, offset, size);
            pool[slot] = text;
            return text;
        }

        private static boolean equals(String text, char[] buffer, int offset) {
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) != buffer[offset + i]) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isBlank(char[] buffer, int offset, int size) {
            for (int i = offset; i < offset + size; i++) {
                if (!Character.isWhitespace(buffer[i])) {
                    return false;
                }
            }
            return true;
        }

        @Override
        protected Cells buildRecord() {
            return this;
        }
    }
}
