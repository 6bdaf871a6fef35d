package io.csmetrics.io;

import com.google.common.base.Suppliers;
import io.csmetrics.data.CustomerData;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.Rows;
import io.csmetrics.revenue.BulkMovements;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The records of a {@link DataFolder}, each with its file and line. */
public final class FolderContents {
    private final Map<RecordFile<?>, Contents<?>> contents;

    FolderContents(Map<RecordFile<?>, Contents<?>> contents) {
        this.contents = Collections.unmodifiableMap(new LinkedHashMap<>(contents));
    }

    /**
     * The records of one file.
     *
     * @param rows makes them, where they are not yet
     * @param columns the same in columns, if that is how they were read
     */
    record Contents<T>(Supplier<Rows<T>> rows, Optional<BulkMovements> columns) {
        static <T> Contents<T> of(Rows<T> rows) {
            return new Contents<>(() -> rows, Optional.empty());
        }

        static Contents<RevenueMovement> of(BulkMovements columns) {
            return new Contents<>(Suppliers.memoize(columns::rows), Optional.of(columns));
        }
    }

    /**
     * Returns the records of a kind.
     *
     * @param <T> the type of the records
     * @param kind the kind
     * @return the readable records of its file; none if there is no such file
     */
    @SuppressWarnings("unchecked") // every kind was read by itself
    public <T> Rows<T> rows(RecordFile<T> kind) {
        Contents<?> found = contents.get(kind);
        return found == null
                ? Rows.of(kind.name(), List.of())
                : (Rows<T>) found.rows().get();
    }

    /**
     * Returns the kinds of which there is a file, though perhaps one without records.
     *
     * @return the kinds, in the order of {@link RecordFile#all()}
     */
    public Set<RecordFile<?>> kinds() {
        return contents.keySet();
    }

    /**
     * Tells whether there is a file of a kind.
     *
     * @param kind the kind
     * @return whether there is one, with records or without
     */
    public boolean has(RecordFile<?> kind) {
        return contents.containsKey(kind);
    }

    /**
     * Tells whether there is no record of a kind, which costs less than to ask for them.
     *
     * @param kind the kind
     * @return whether there is no such file, or none of its rows is readable
     */
    public boolean isEmpty(RecordFile<?> kind) {
        Contents<?> found = contents.get(kind);
        // columns have at least one row
        return found == null || (found.columns().isEmpty() && found.rows().get().isEmpty());
    }

    /**
     * Hands all records to a builder, with their places.
     *
     * @param data the builder
     * @return the same builder
     */
    public CustomerData.Builder addTo(CustomerData.Builder data) {
        add(RecordFile.ACCOUNTS, data::accounts);
        Optional<BulkMovements> columns =
                Optional.ofNullable(contents.get(RecordFile.MOVEMENTS)).flatMap(Contents::columns);
        if (columns.isPresent()) {
            data.movements(columns.get());
        } else {
            add(RecordFile.MOVEMENTS, data::movements);
        }
        add(RecordFile.SUBSCRIPTIONS, data::subscriptions);
        add(RecordFile.CONTRACTS, data::contracts);
        add(RecordFile.SURVEYS, data::surveys);
        add(RecordFile.TICKETS, data::tickets);
        add(RecordFile.OPPORTUNITIES, data::opportunities);
        add(RecordFile.COSTS, data::costs);
        add(RecordFile.EVENTS, data::events);
        return data;
    }

    /** A kind without a file is not added: no records and no feed are different things. */
    private <T> void add(RecordFile<T> kind, Consumer<Rows<T>> to) {
        if (has(kind)) {
            to.accept(rows(kind));
        }
    }
}
