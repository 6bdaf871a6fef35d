package io.csmetrics.io;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Declares a kind of file of one's own, column by column in the order in which they are written. What it makes is read and written by the
 * rules of {@link RecordFile}; a column that is not declared is an error. A rule that a record breaks is told at its column if the
 * {@link io.csmetrics.record.InvalidDataException} names the column in camelCase ({@code observedAt} for {@code observed_at}).
 *
 * @param <T> the records in the file
 */
public final class RecordLayout<T> {
    private final RecordTable.Builder<T> table;

    private RecordLayout(RecordTable.Builder<T> table) {
        this.table = table;
    }

    /**
     * Begins a kind of file.
     *
     * @param <T> the records in it
     * @param name its name, such as {@code signals}
     * @param type the type of the records
     * @return the layout, without columns yet
     */
    public static <T> RecordLayout<T> of(String name, Class<T> type) {
        return new RecordLayout<>(RecordTable.of(name, type));
    }

    /**
     * A declared column, by which the value of a row is asked for.
     *
     * @param <V> the type of its values
     */
    public static final class Cell<V> {
        private final Column<V> column;

        private Cell(Column<V> column) {
            this.column = column;
        }
    }

    /** The row that becomes a record. It is the same object for all rows: do not keep it. */
    public static final class Cells {
        private final Row row;

        private Cells(Row row) {
            this.row = row;
        }

        /**
         * Returns the value of a column that every row must have. Where the cell is blank or unfit that is told, and what is returned stands
         * in for it: the record is not used.
         *
         * @param <V> the type of the value
         * @param cell the column
         * @return the value
         */
        public <V> V get(Cell<V> cell) {
            return row.get(cell.column);
        }

        /**
         * Returns the value of a column that may be blank.
         *
         * @param <V> the type of the value
         * @param cell the column
         * @return the value, empty where the cell is blank
         */
        public <V> Optional<V> find(Cell<V> cell) {
            return row.find(cell.column);
        }
    }

    /**
     * Adds a column of ids that every row must have: text without control characters, compared exactly.
     *
     * @param column its name in CSV, such as {@code account_id}
     * @param getter how a record is asked for it, to be written
     * @return the column
     */
    public Cell<String> id(String column, Function<T, String> getter) {
        return new Cell<>(table.required(column, CellType.ID, getter));
    }

    /**
     * Adds a column of free text that may be blank or missing.
     *
     * @param column its name in CSV
     * @param getter how a record is asked for it
     * @return the column
     */
    public Cell<String> text(String column, Function<T, Optional<String>> getter) {
        return new Cell<>(table.optional(column, CellType.TEXT, getter));
    }

    /**
     * Adds a column of instants that every row must have.
     *
     * @param column its name in CSV
     * @param getter how a record is asked for it
     * @return the column
     */
    public Cell<Instant> instant(String column, Function<T, Instant> getter) {
        return new Cell<>(table.required(column, CellType.INSTANT, getter));
    }

    /**
     * Adds a column of days that may be blank or missing.
     *
     * @param column its name in CSV
     * @param getter how a record is asked for it
     * @return the column
     */
    public Cell<LocalDate> date(String column, Function<T, Optional<LocalDate>> getter) {
        return new Cell<>(table.optional(column, CellType.DATE, getter));
    }

    /**
     * Adds a column of days that every row must have.
     *
     * @param column its name in CSV
     * @param getter how a record is asked for it
     * @return the column
     */
    public Cell<LocalDate> requiredDate(String column, Function<T, LocalDate> getter) {
        return new Cell<>(table.required(column, CellType.DATE, getter));
    }

    /**
     * Adds a column of decimal numbers that may be blank or missing.
     *
     * @param column its name in CSV
     * @param getter how a record is asked for it
     * @return the column
     */
    public Cell<BigDecimal> number(String column, Function<T, Optional<BigDecimal>> getter) {
        return new Cell<>(table.optional(column, CellType.DECIMAL, getter));
    }

    /**
     * Adds a column of decimal numbers that every row must have.
     *
     * @param column its name in CSV
     * @param getter how a record is asked for it
     * @return the column
     */
    public Cell<BigDecimal> requiredNumber(String column, Function<T, BigDecimal> getter) {
        return new Cell<>(table.required(column, CellType.DECIMAL, getter));
    }

    /**
     * Adds a column of fixed words that may be blank or missing, written in small letters with hyphens.
     *
     * @param <E> the type of the words
     * @param column its name in CSV
     * @param words the words
     * @param getter how a record is asked for it
     * @return the column
     */
    public <E extends Enum<E>> Cell<E> word(String column, Class<E> words, Function<T, Optional<E>> getter) {
        CellType<E> type = CellType.oneOf(
                words, word -> word.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return new Cell<>(table.optional(column, type, getter));
    }

    /**
     * Says how a row becomes a record.
     *
     * @param record makes the record of the cells of a row
     * @return the kind of file
     */
    public RecordFile<T> reading(Function<Cells, T> record) {
        return RecordFile.of(table.reading(row -> record.apply(new Cells(row))));
    }
}
