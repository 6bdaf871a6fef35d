package io.csmetrics.data;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntFunction;
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
    private final Map<String, Coded<String>> texts = new ConcurrentHashMap<>();

    Dated(List<T> rows, Map<String, Integer> accounts, Function<T, Optional<String>> accountOf) {
        this.rows = rows;
        account = new int[rows.size()];
        for (int i = 0; i < account.length; i++) {
            account[i] = accountOf.apply(rows.get(i)).map(accounts::get).orElse(Responses.NONE);
        }
    }

    private Dated(List<T> rows, int[] account, Map<RecordMoment, Timeline> timelines) {
        this.rows = rows;
        this.account = account;
        this.timelines.putAll(timelines);
    }

    /** The records of each part. */
    IntFunction<Dated<T>> split(AccountRanges ranges) {
        int[][] rowsOf = ranges.rows(size(), this::account);
        int[] places = AccountRanges.places(size(), rowsOf);
        Map<RecordMoment, IntFunction<Timeline>> timelinesOf = new EnumMap<>(RecordMoment.class);
        timelines.forEach((moment, timeline) -> timelinesOf.put(moment, timeline.split(ranges, this::account, places)));
        return part -> {
            int[] own = rowsOf[part];
            int[] owners = new int[own.length];
            Arrays.setAll(owners, i -> ranges.inside(part, account[own[i]]));
            Map<RecordMoment, Timeline> ownTimelines = new EnumMap<>(RecordMoment.class);
            timelinesOf.forEach((moment, of) -> ownTimelines.put(moment, of.apply(part)));
            return new Dated<>(new CustomerParts.PickedList<>(rows, own), owners, ownTimelines);
        };
    }

    List<T> rows() {
        return rows;
    }

    Dated<T> at(RecordMoment moment, ToLongFunction<T> instantOf) {
        timelines.put(moment, new Timeline(rows.size(), i -> instantOf.applyAsLong(rows.get(i))));
        return this;
    }

    /**
     * Returns a text of the records as a column, which is made when it is first asked for and kept.
     *
     * @param name the name of the text
     * @param of the text of a record, always the same for one name
     * @return the text of each record
     */
    public Coded<String> texts(String name, Function<T, Optional<String>> of) {
        return texts.computeIfAbsent(name, first -> Coded.of(rows.size(), row -> of.apply(rows.get(row))));
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
