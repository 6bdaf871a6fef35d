package io.csmetrics.io;

import io.csmetrics.data.CustomerData;
import io.csmetrics.record.Rows;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The records of a {@link DataFolder}, each with its file and line. */
public final class FolderContents {
    private final Map<RecordFile<?>, Rows<?>> rows;

    FolderContents(Map<RecordFile<?>, Rows<?>> rows) {
        this.rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
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
        Rows<?> found = rows.get(kind);
        return found == null ? Rows.of(kind.name(), List.of()) : (Rows<T>) found;
    }

    /**
     * Returns the kinds of which there is a file, though perhaps one without records.
     *
     * @return the kinds, in the order of {@link RecordFile#all()}
     */
    public Set<RecordFile<?>> kinds() {
        return rows.keySet();
    }

    /**
     * Tells whether there is a file of a kind.
     *
     * @param kind the kind
     * @return whether there is one, with records or without
     */
    public boolean has(RecordFile<?> kind) {
        return rows.containsKey(kind);
    }

    /**
     * Hands all records to a builder, with their places.
     *
     * @param data the builder
     * @return the same builder
     */
    public CustomerData.Builder addTo(CustomerData.Builder data) {
        add(RecordFile.ACCOUNTS, data::accounts);
        add(RecordFile.MOVEMENTS, data::movements);
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
