package io.csmetrics.io;

import com.google.common.primitives.ImmutableLongArray;
import io.csmetrics.record.Account;
import io.csmetrics.record.Contract;
import io.csmetrics.record.Cost;
import io.csmetrics.record.Event;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import io.csmetrics.record.Opportunity;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.Rows;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.record.Ticket;
import io.csmetrics.revenue.Subscription;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjLongConsumer;
import java.util.zip.ZipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One kind of file: what stands in its columns, and how to read and write it. There are nine, and a {@link RecordLayout} makes others. The end of a file's name tells its format:
 * {@code .csv} or {@code .jsonl}, and either with {@code .gz}. All are UTF-8.
 *
 * <p><b>CSV</b> follows RFC 4180: commas, quotes, a header with the names of {@link #columns()} in any order, LF or CRLF; a byte order mark
 * and blank lines are passed over. <b>JSON Lines</b> have one object a line with the same names in camelCase ({@code accountId}); a null is as
 * good as an absent key. A blank cell or an empty text is an absent value.
 *
 * <p>Of accounts and events every other column is an attribute, in both formats; JSON may also hold them in an object {@code attributes} of
 * their own, and is written so. Elsewhere another column is an error, as is a name that differs from a column's only in case or
 * punctuation.
 *
 * <ul>
 *   <li>Ids and texts are taken as they are, blanks and case included; ids have no control characters. Everything else may have blanks
 *       around it.
 *   <li>Numbers are plain decimals with a point: no thousands separator, no exponent (bare JSON numbers may have one), no locale.
 *   <li>Dates are {@code 2025-01-31}. Instants are {@code 2025-01-31T09:30:00Z}, have an offset, or are a local date-time or a date of
 *       the zone that is given, where a date stands for its first instant. Between date and time may stand a blank.
 *   <li>Fixed words such as {@code NEW} or {@code past_due} are read in any case, with a hyphen for an underscore; a currency is an ISO 4217
 *       code.
 *   <li>A row has at most 1,048,576 characters.
 * </ul>
 *
 * <p>Reading tells every problem of every row as a finding with file, physical line (the header is line 1; a row that spans lines is at its
 * first), column, value, rule and remedy. Such rows are left out: a strict caller then calls {@link Findings#throwIfErrors()}, a lenient one
 * goes on with what was readable. Rows cannot be read at all if the header lacks a required column or has one twice. After a quote that
 * does not pair, and behind damage to a gzip file, nothing more is read, which the finding says.
 *
 * <p>Writing gives LF, plain numbers, and the columns in the order of {@link #columns()}, attributes behind them by name. In CSV a text that
 * begins with {@code = + - @}, tab or carriage return gets a leading apostrophe, so that no spreadsheet takes it for a formula; reading takes it
 * away again. What is written reads back to equal records.
 *
 * @param <T> the records in the file
 */
public final class RecordFile<T> {
    /** Accounts: {@code account_id} and whatever is known of them. */
    public static final RecordFile<Account> ACCOUNTS = new RecordFile<>(RecordTables.accounts());

    /** Changes of recurring revenue. */
    public static final RecordFile<RevenueMovement> MOVEMENTS = new RecordFile<>(RecordTables.movements());

    /** Terms of subscriptions, from which movements can be made. Discounts have no column: the amount is net of them. */
    public static final RecordFile<Subscription> SUBSCRIPTIONS = new RecordFile<>(RecordTables.subscriptions());

    /** Terms of contracts. */
    public static final RecordFile<Contract> CONTRACTS = new RecordFile<>(RecordTables.contracts());

    /** Answers to surveys. */
    public static final RecordFile<SurveyResponse> SURVEYS = new RecordFile<>(RecordTables.surveys());

    /** Support tickets. */
    public static final RecordFile<Ticket> TICKETS = new RecordFile<>(RecordTables.tickets());

    /** Sales in the making, made and lost. */
    public static final RecordFile<Opportunity> OPPORTUNITIES = new RecordFile<>(RecordTables.opportunities());

    /** Money that was spent. */
    public static final RecordFile<Cost> COSTS = new RecordFile<>(RecordTables.costs());

    /** What accounts and users did. */
    public static final RecordFile<Event> EVENTS = new RecordFile<>(RecordTables.events());

    private static final List<RecordFile<?>> ALL =
            List.of(ACCOUNTS, MOVEMENTS, SUBSCRIPTIONS, CONTRACTS, SURVEYS, TICKETS, OPPORTUNITIES, COSTS, EVENTS);

    private static final Logger LOG = LoggerFactory.getLogger(RecordFile.class);

    private final RecordTable<T> table;

    private RecordFile(RecordTable<T> table) {
        this.table = table;
    }

    static <T> RecordFile<T> of(RecordTable<T> table) {
        return new RecordFile<>(table);
    }

    /**
     * Returns every kind of file.
     *
     * @return the nine constants of this class, in their order
     */
    public static List<RecordFile<?>> all() {
        return ALL;
    }

    /**
     * Returns the name of a file of this kind without its end, such as {@code movements}.
     *
     * @return the name
     */
    public String name() {
        return table.name();
    }

    /**
     * Returns the names of the columns in CSV, without attributes.
     *
     * @return the names in the order in which they are written
     */
    public List<String> columns() {
        return table.names(FileFormat.CSV);
    }

    /**
     * Returns the names of the columns that every CSV file of this kind must have.
     *
     * @return the names in the order in which they are written
     */
    public List<String> requiredColumns() {
        return table.columns().stream()
                .filter(Column::required)
                .map(Column::name)
                .toList();
    }

    /**
     * Reads a file.
     *
     * @param file the file, whose name ends in .csv, .csv.gz, .jsonl or .jsonl.gz
     * @param zone the zone of local dates and times where the file holds instants
     * @param findings where problems are added, named by the file's name without its folder
     * @return the readable records with their lines
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if the name has another end
     */
    public Rows<T> read(Path file, ZoneId zone, Findings findings) throws IOException {
        return rows(fileName(file), consumer -> forEach(file, zone, findings, consumer));
    }

    /**
     * Reads a stream to its end, and leaves closing it to the caller.
     *
     * @param in the bytes
     * @param source the name that findings give it; its end tells the format as a file's does
     * @param zone the zone of local dates and times where the records hold instants
     * @param findings where problems are added
     * @return the readable records with their lines
     * @throws IOException if the stream cannot be read
     * @throws IllegalArgumentException if the name has another end
     */
    public Rows<T> read(InputStream in, String source, ZoneId zone, Findings findings) throws IOException {
        return rows(source, consumer -> forEach(in, source, zone, findings, consumer));
    }

    /**
     * Reads a file record by record, so that no list of them is needed.
     *
     * @param file the file, whose name ends in .csv, .csv.gz, .jsonl or .jsonl.gz
     * @param zone the zone of local dates and times where the file holds instants
     * @param findings where problems are added, named by the file's name without its folder
     * @param consumer is given every readable record and its line, in the order of the file
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if the name has another end
     */
    public void forEach(Path file, ZoneId zone, Findings findings, ObjLongConsumer<? super T> consumer)
            throws IOException {
        String source = fileName(file);
        FileFormat.of(source);
        try (InputStream in = Files.newInputStream(file)) {
            forEach(in, source, zone, findings, consumer);
        }
    }

    /**
     * Reads a stream to its end record by record, and leaves closing it to the caller.
     *
     * @param in the bytes
     * @param source the name that findings give it; its end tells the format as a file's does
     * @param zone the zone of local dates and times where the records hold instants
     * @param findings where problems are added
     * @param consumer is given every readable record and its line, in order
     * @throws IOException if the stream cannot be read
     * @throws IllegalArgumentException if the name has another end
     */
    public void forEach(
            InputStream in, String source, ZoneId zone, Findings findings, ObjLongConsumer<? super T> consumer)
            throws IOException {
        FileFormat format = FileFormat.of(source);
        Row row = new Row(table, format, source, zone, findings);
        try {
            // closing the reader would close the caller's stream
            @SuppressWarnings("resource")
            Reader text = new Utf8Reader(FileFormat.plain(in, source));
            if (format == FileFormat.CSV) {
                new CsvSource<>(table, row).forEach(text, consumer);
            } else {
                new JsonLinesSource<>(table, row).forEach(text, consumer);
            }
        } catch (IOException e) {
            reportDamage(e, row, source);
        }
        LOG.debug("read {} to line {}", source, row.line());
    }

    /**
     * Writes a file, and replaces one that is there. If it fails, what is there is not complete.
     *
     * @param file the file, whose name ends in .csv, .csv.gz, .jsonl or .jsonl.gz
     * @param records the records; for CSV of accounts and events they are walked twice
     * @throws IOException if the file cannot be written
     * @throws InvalidDataException if a record holds what a file cannot
     * @throws IllegalArgumentException if the name has another end
     */
    public void write(Path file, Iterable<? extends T> records) throws IOException {
        FileFormat format = FileFormat.of(fileName(file));
        try (Writer out = new OutputStreamWriter(FileFormat.create(file), StandardCharsets.UTF_8)) {
            if (format == FileFormat.CSV) {
                writeCsv(out, records);
            } else {
                writeJsonLines(out, records);
            }
        }
    }

    /**
     * Writes CSV.
     *
     * @param out where to
     * @param records the records; of accounts and events they are walked twice
     * @throws IOException if {@code out} fails
     * @throws InvalidDataException if a record holds what a file cannot: a control character in an id, half a Unicode character, a year
     *     beyond 9999, an attribute named like a column, discounts
     */
    public void writeCsv(Appendable out, Iterable<? extends T> records) throws IOException {
        new RecordWriter<>(table, out).csv(records);
    }

    /**
     * Writes JSON Lines.
     *
     * @param out where to
     * @param records the records
     * @throws IOException if {@code out} fails
     * @throws InvalidDataException if a record holds what a file cannot: a control character in an id, half a Unicode character, a year
     *     beyond 9999, discounts
     */
    public void writeJsonLines(Appendable out, Iterable<? extends T> records) throws IOException {
        new RecordWriter<>(table, out).jsonLines(records);
    }

    /**
     * Returns the name.
     *
     * @return {@link #name()}
     */
    @Override
    public String toString() {
        return name();
    }

    Class<T> type() {
        return table.type();
    }

    static String fileName(Path file) {
        Path name = file.getFileName();
        return name == null ? "" : name.toString();
    }

    /** Damage of a compressed file is a problem of the data like any other; a disk that fails is not. */
    private static void reportDamage(IOException e, Row row, String source) throws IOException {
        if (!FileFormat.isGzip(source) || !(e instanceof ZipException || e instanceof EOFException)) {
            throw e;
        }
        row.reportAt(row.line(), "", "", "must be a whole gzip file", "write it again; nothing was read from here on");
    }

    private static <T> Rows<T> rows(String source, Source<T> records) throws IOException {
        List<T> values = new ArrayList<>();
        ImmutableLongArray.Builder lines = ImmutableLongArray.builder();
        records.forEach((value, line) -> {
            values.add(value);
            lines.add(line);
        });
        return Rows.of(source, values, lines.build().toArray());
    }

    /** Something that hands over records. */
    @FunctionalInterface
    private interface Source<T> {
        void forEach(ObjLongConsumer<T> consumer) throws IOException;
    }
}
