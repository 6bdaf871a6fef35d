package io.csmetrics.spark;

import io.csmetrics.data.CustomerData;
import io.csmetrics.io.CsvLines;
import io.csmetrics.io.RecordFile;
import io.csmetrics.record.Event;
import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.Rows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a part, which come source by source, with the library's own reader: as CSV, of which nothing is kept. So every rule and
 * every finding is that of a file, and its place is put right afterwards.
 */
final class PartRecords {
    private final ZoneId zone;
    private final Findings findings;

    /** Told by themselves, for others are found only when the data are built, and the first are to be kept of both. */
    private final Findings repeated = new Findings();

    private final Map<String, SourceHead> heads = new LinkedHashMap<>();
    private final Map<String, List<Rows<?>>> portions = new LinkedHashMap<>();

    PartRecords(List<SourceHead> heads, ZoneId zone, Findings findings) {
        this.zone = zone;
        this.findings = findings;
        heads.forEach(head -> this.heads.put(head.kind(), head));
    }

    /** Reads rows that are in order of kind and source. */
    PartRecords read(Iterator<Row> rows) {
        Upcoming upcoming = new Upcoming(rows);
        for (Row first = upcoming.row; first != null; first = upcoming.row) {
            SourceHead head = Objects.requireNonNull(heads.get(SourceRow.kind(first)), "every table has a head");
            add(head, read(head.file(), head, SourceRow.source(first), upcoming));
        }
        for (SourceHead head : heads.values()) {
            if (!portions.containsKey(head.kind())) {
                add(head, read(head.file(), head, head.source(), upcoming));
            }
        }
        return this;
    }

    /** Returns an error for every record whose id another account has first; they are not among the records. */
    Findings repeated() {
        return repeated;
    }

    private void add(SourceHead head, Rows<?> rows) {
        portions.computeIfAbsent(head.kind(), kind -> new ArrayList<>()).add(rows);
    }

    /** Hands all records to a builder, with their places. A table without rows is there, too. */
    CustomerData.Builder addTo(CustomerData.Builder data) {
        hand(RecordFile.ACCOUNTS, data::accounts);
        hand(RecordFile.MOVEMENTS, data::movements);
        hand(RecordFile.CONTRACTS, data::contracts);
        hand(RecordFile.SURVEYS, data::surveys);
        hand(RecordFile.TICKETS, data::tickets);
        hand(RecordFile.OPPORTUNITIES, data::opportunities);
        hand(RecordFile.COSTS, data::costs);
        hand(RecordFile.EVENTS, data::events);
        if (heads.containsKey(RecordFile.SUBSCRIPTIONS.name())) {
            data.subscriptions(joined(RecordFile.SUBSCRIPTIONS));
        }
        return data;
    }

    /** Returns the events alone. */
    List<Event> events() {
        return joined(RecordFile.EVENTS);
    }

    private <T> void hand(RecordFile<T> kind, Consumer<Rows<T>> to) {
        portions(kind).forEach(to);
    }

    @SuppressWarnings("unchecked") // every kind was read by itself
    private <T> List<Rows<T>> portions(RecordFile<T> kind) {
        return (List<Rows<T>>) (List<?>) portions.getOrDefault(kind.name(), List.of());
    }

    /** Terms of subscriptions are held against each other, so that they are given at once; of several files only the lines stay known. */
    private <T> Rows<T> joined(RecordFile<T> kind) {
        List<Rows<T>> all = portions(kind);
        if (all.size() == 1) {
            return all.get(0);
        }
        List<T> records = new ArrayList<>();
        LongStream.Builder lines = LongStream.builder();
        for (Rows<T> rows : all) {
            for (int i = 0; i < rows.size(); i++) {
                records.add(rows.get(i));
                lines.add(rows.line(i));
            }
        }
        return Rows.of(kind.name(), records, lines.build().toArray());
    }

    private <T> Rows<T> read(RecordFile<T> kind, SourceHead head, String source, Upcoming upcoming) {
        SourceText text = new SourceText(head, source, upcoming);
        Findings unplaced = new Findings();
        List<T> records = new ArrayList<>();
        LongStream.Builder lines = LongStream.builder();
        try (InputStream csv = new SequenceInputStream(text)) {
            kind.forEach(csv, kind.name() + ".csv", zone, unplaced, (record, line) -> {
                Optional<Finding> second = text.repeated(line);
                second.ifPresent(repeated::add);
                if (second.isEmpty()) {
                    records.add(record);
                    lines.add(text.place(line));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("text in memory is always there", e);
        }
        text.skip();
        for (Finding finding : unplaced.errors()) {
            findings.add(finding.at(source, text.place(finding.line()), finding.field()));
        }
        return Rows.of(source, records, lines.build().toArray());
    }

    /** The rows that are still to come, of which the first is known. */
    private static final class Upcoming {
        private final Iterator<Row> rows;
        private @Nullable Row row;

        Upcoming(Iterator<Row> rows) {
            this.rows = rows;
            advance();
        }

        void advance() {
            row = rows.hasNext() ? rows.next() : null;
        }
    }

    /** The header and the rows of one source as CSV, a row at a time, and where the lines of that text stand in the source. */
    @SuppressWarnings("JdkObsolete") // a sequence of streams knows nothing newer
    private static final class SourceText implements Enumeration<InputStream> {
        private final SourceHead head;
        private final String source;
        private final Upcoming upcoming;
        private final List<Long> places = new ArrayList<>();

        /** By line of the text, until the record of it is read. */
        private final Map<Long, Finding> repeated = new HashMap<>();

        SourceText(SourceHead head, String source, Upcoming upcoming) {
            this.head = head;
            this.source = source;
            this.upcoming = upcoming;
        }

        @Override
        public boolean hasMoreElements() {
            return places.isEmpty() || isHere(upcoming.row);
        }

        private boolean isHere(@Nullable Row row) {
            return row != null
                    && SourceRow.kind(row).equals(head.kind())
                    && SourceRow.source(row).equals(source);
        }

        @Override
        public InputStream nextElement() {
            Row row = upcoming.row;
            if (places.isEmpty() || row == null) {
                return lines(CsvLines.of(List.of(head.columns())), 1);
            }
            upcoming.advance();
            String text = SourceRow.isRaw(row)
                    ? SourceRow.raw(row) + "\n"
                    : CsvLines.of(List.of(SourceRow.cells(row).stream()
                            .map(cell -> cell == null ? "" : cell)
                            .toList()));
            long before = places.size();
            InputStream lines = lines(text, SourceRow.line(row));
            SourceRow.first(row).ifPresent(first -> {
                for (long line = before + 1; line <= places.size(); line++) {
                    repeated.put(line, repeated(row, first));
                }
            });
            return lines;
        }

        private static Finding repeated(Row row, String first) {
            return Finding.error(
                    SourceRow.source(row),
                    SourceRow.line(row),
                    SourceTables.idColumn(SourceRow.kind(row)),
                    SourceRow.id(row),
                    "must be unique, but stands with other content at " + first,
                    SourceRow.kind(row).equals(RecordFile.MOVEMENTS.name())
                            ? "give one of them another id"
                            : "give one of them another id, or make them equal");
        }

        /** The error of the record at a line of this text if another account has its id first. */
        Optional<Finding> repeated(long line) {
            return Optional.ofNullable(repeated.remove(line));
        }

        private InputStream lines(String text, long place) {
            text.lines().forEach(line -> places.add(place));
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }

        /** The line in the source of a line of this text. */
        long place(long line) {
            return line == 0 ? 0 : places.get((int) line - 1);
        }

        /** Passes over what the reader did not want, as behind a header that is wrong. */
        void skip() {
            while (isHere(upcoming.row)) {
                upcoming.advance();
            }
        }
    }
}
