package io.csmetrics.data;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Records of one kind, found by their moments and their account.
 *
 * @param <T> the type of the records
 */
public final class Dated<T> {
    private final List<T> rows;
    private final int[] account;
    private final Map<RecordMoment, Timeline> timelines = new EnumMap<>(RecordMoment.class);

    Dated(List<T> rows, Map<String, Integer> accounts, Function<T, Optional<String>> accountOf) {
        this.rows = rows;
        account = new int[rows.size()];
        for (int i = 0; i < account.length; i++) {
            account[i] = accountOf.apply(rows.get(i)).map(accounts::get).orElse(Responses.NONE);
        }
    }

    Dated<T> at(RecordMoment moment, ToLongFunction<T> instantOf) {
        timelines.put(moment, new Timeline(rows.size(), i -> instantOf.applyAsLong(rows.get(i))));
        return this;
    }

    /**
     * Returns how many records there are.
     *
     * @return the number
     */
    public int size() {
        return rows.size();
    }

    /**
     * Returns a record.
     *
     * @param row its number
     * @return the record
     */
    public T get(int row) {
        return rows.get(row);
    }

    /**
     * Returns the account of a record.
     *
     * @param row its number
     * @return the index of the account, {@link Responses#NONE} for none
     */
    public int account(int row) {
        return account[row];
    }

    /**
     * Returns the records in order of one of their moments.
     *
     * @param moment the moment, one that these records have
     * @return the records to which it has come
     */
    public Timeline by(RecordMoment moment) {
        return Objects.requireNonNull(timelines.get(moment), () -> "these records have no moment " + moment);
    }
}
