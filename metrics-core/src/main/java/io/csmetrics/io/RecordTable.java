package io.csmetrics.io;

import io.csmetrics.record.Finding;
import io.csmetrics.record.InvalidDataException;
import io.csmetrics.record.Suggestion;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** One kind of file: its columns, how a row becomes a record, and how a record becomes a row. The same in every format. */
final class RecordTable<T> {
    /** What a column that is not listed is. */
    enum Unlisted {
        /** A mistake. */
        ERROR,
        /** An attribute. */
        ATTRIBUTE,
        /** An attribute, if its name is in kebab-case; else a mistake. */
        KEBAB_CASE_ATTRIBUTE
    }

    /** The key of attributes that stand in an object of their own. */
    static final String ATTRIBUTES = "attributes";

    /** What {@link #indexOf} says of a column that is an attribute. */
    static final int ATTRIBUTE = -1;

    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z][a-z0-9]*+(?:-[a-z0-9]++)*+");

    private final String name;
    private final Class<T> type;
    private final List<Column<?>> columns;
    private final List<Function<T, Optional<?>>> getters;
    private final Unlisted unlisted;
    private final Function<T, SortedMap<String, String>> attributes;
    private final Function<Row, T> reading;
    private final Function<T, Optional<Finding>> loss;
    private final Map<String, Integer> csvIndexes = new HashMap<>();
    private final Map<String, Integer> jsonIndexes = new HashMap<>();
    private final Map<String, Column<?>> byLetters = new HashMap<>();
    private final Map<String, Column<?>> byField = new HashMap<>();

    private RecordTable(Builder<T> builder, Function<Row, T> reading) {
        this.name = builder.name;
        this.type = builder.type;
        this.columns = List.copyOf(builder.columns);
        this.getters = List.copyOf(builder.getters);
        this.unlisted = builder.unlisted;
        this.attributes = builder.attributes;
        this.loss = builder.loss;
        this.reading = reading;
        for (Column<?> column : columns) {
            csvIndexes.put(column.name(), column.index());
            jsonIndexes.put(column.key(), column.index());
            byLetters.put(Suggestion.letters(column.name()), column);
            byField.put(column.field(), column);
        }
    }

    static <T> Builder<T> of(String name, Class<T> type) {
        return new Builder<>(name, type);
    }

    String name() {
        return name;
    }

    Class<T> type() {
        return type;
    }

    List<Column<?>> columns() {
        return columns;
    }

    boolean hasAttributes() {
        return unlisted != Unlisted.ERROR;
    }

    List<String> names(FileFormat format) {
        return columns.stream().map(column -> column.name(format)).toList();
    }

    /** Returns the column that fills a component of the record, if there is one. */
    Optional<Column<?>> columnOfField(String field) {
        return Optional.ofNullable(byField.get(field));
    }

    /** Makes the record of a row. */
    T read(Row row) {
        return reading.apply(row);
    }

    /**
     * Returns the index of a column by its name, or {@link #ATTRIBUTE}.
     *
     * @throws Unfit if there can be no such column
     */
    int indexOf(String column, FileFormat format) throws Unfit {
        Integer index = indexes(format).get(column);
        if (index != null) {
            return index;
        }
        if (column.isBlank()) {
            throw new Unfit("must have a name", "name the column, or remove it");
        }
        CellType.ID.reading().read(column, ZoneOffset.UTC);
        // "Account ID" beside "account_id" is a slip of the pen and no attribute
        Column<?> same = byLetters.get(Suggestion.letters(column));
        if (!hasAttributes() || same != null) {
            throw new Unfit(
                    "must be a column of " + name,
                    Suggestion.remedy(
                            column, names(format), "remove it, or use one of " + String.join(", ", names(format))));
        }
        if (unlisted == Unlisted.KEBAB_CASE_ATTRIBUTE
                && !KEBAB_CASE.matcher(column).matches()) {
            throw new Unfit(
                    "must be a column of " + name + " or the kebab-case name of an attribute",
                    Suggestion.remedy(column, names(format), "write it like touch-model"));
        }
        return ATTRIBUTE;
    }

    private Map<String, Integer> indexes(FileFormat format) {
        return format == FileFormat.CSV ? csvIndexes : jsonIndexes;
    }

    SortedMap<String, String> attributes(T item) {
        return attributes.apply(item);
    }

    /**
     * Returns the texts of a record by column, "" where it has none.
     *
     * @throws InvalidDataException if a file cannot hold the record
     */
    List<String> write(T item, long position, FileFormat format) {
        List<Finding> refused = new ArrayList<>();
        loss.apply(item).ifPresent(finding -> refused.add(finding.at(name, position, finding.field())));
        List<String> texts = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            Column<?> column = columns.get(i);
            Optional<?> value = getters.get(i).apply(item);
            texts.add(value.isPresent() ? write(column, value.get(), position, format, refused) : "");
        }
        for (Map.Entry<String, String> attribute : attributes(item).entrySet()) {
            write(CellType.TEXT, attribute.getKey(), attribute.getValue(), position, refused);
        }
        if (!refused.isEmpty()) {
            throw new InvalidDataException(refused, refused.size());
        }
        return texts;
    }

    /** Refuses an attribute that would be another column in a header. */
    void requireAttribute(String attribute, long position) {
        try {
            indexOf(attribute, FileFormat.CSV);
            if (!indexes(FileFormat.CSV).containsKey(attribute)) {
                return;
            }
            throw new Unfit("must not be named like a column", "rename it, or write JSON Lines");
        } catch (Unfit e) {
            Finding finding = Finding.error(
                    name, position, "attribute name", UnicodeText.printable(attribute), e.rule(), e.remedy());
            throw new InvalidDataException(List.of(finding), 1);
        }
    }

    @SuppressWarnings("unchecked") // a column and its getter are declared together, with one type
    private <V> String write(Column<V> column, Object value, long position, FileFormat format, List<Finding> refused) {
        return write(column.type(), column.name(format), (V) value, position, refused);
    }

    private <V> String write(CellType<V> type, String field, V value, long position, List<Finding> refused) {
        try {
            return type.write(value);
        } catch (Unfit e) {
            String text = UnicodeText.printable(value.toString());
            refused.add(Finding.error(name, position, field, text, e.rule(), e.remedy()));
            return "";
        }
    }

    /** Declares a kind of file, column by column in their order. */
    static final class Builder<T> {
        private final String name;
        private final Class<T> type;
        private final List<Column<?>> columns = new ArrayList<>();
        private final List<Function<T, Optional<?>>> getters = new ArrayList<>();
        private Unlisted unlisted = Unlisted.ERROR;
        private Function<T, SortedMap<String, String>> attributes = item -> Collections.emptySortedMap();
        private Function<T, Optional<Finding>> loss = item -> Optional.empty();

        private Builder(String name, Class<T> type) {
            this.name = name;
            this.type = type;
        }

        /** A column that every row must have, and that fills the component of the same name. */
        <V> Column<V> required(String column, CellType<V> cells, Function<T, V> getter) {
            return required(column, Column.camelCase(column), cells, getter);
        }

        <V> Column<V> required(String column, String field, CellType<V> cells, Function<T, V> getter) {
            return add(column, field, true, cells, item -> Optional.of(getter.apply(item)));
        }

        /** A column that may be missing or blank, and that fills the component of the same name. */
        <V> Column<V> optional(String column, CellType<V> cells, Function<T, Optional<V>> getter) {
            return optional(column, Column.camelCase(column), cells, getter);
        }

        <V> Column<V> optional(String column, String field, CellType<V> cells, Function<T, Optional<V>> getter) {
            return add(column, field, false, cells, getter::apply);
        }

        void attributes(Unlisted names, Function<T, SortedMap<String, String>> getter) {
            unlisted = names;
            attributes = getter;
        }

        /** What a record has that no column can take. */
        void loss(Function<T, Optional<Finding>> finding) {
            loss = finding;
        }

        RecordTable<T> reading(Function<Row, T> row) {
            return new RecordTable<>(this, row);
        }

        private <V> Column<V> add(
                String column, String field, boolean required, CellType<V> cells, Function<T, Optional<?>> getter) {
            Column<V> added = Column.of(columns.size(), column, field, required, cells);
            columns.add(added);
            getters.add(getter);
            return added;
        }
    }
}
