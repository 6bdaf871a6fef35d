package io.csmetrics.data;

import io.csmetrics.record.Event;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * The events of one type as columns, in order of time, ties by id, then the other fields as text. What an attribute holds is kept once
 * for all events that have it.
 */
public final class EventColumns {
    private final String type;
    private final int base;
    private final long[] at;
    private final int[] account;
    private final int[] user;
    private final Coded<String> ids;
    private final Coded<String> userIds;
    private final Coded<BigDecimal> values;
    private final SortedMap<String, Coded<String>> attributes;

    /** Takes events in order of time. */
    EventColumns(String type, int base, List<Event> sorted, Map<String, Integer> accounts, Users.Builder users) {
        this.type = type;
        this.base = base;
        int n = sorted.size();
        at = new long[n];
        account = new int[n];
        user = new int[n];
        SortedSet<String> names = new TreeSet<>();
        for (int i = 0; i < n; i++) {
            Event event = sorted.get(i);
            at[i] = event.at().toEpochMilli();
            Integer owner = accounts.get(event.accountId());
            account[i] = owner == null ? Responses.NONE : owner;
            int of = account[i];
            user[i] = of == Responses.NONE
                    ? Users.NONE
                    : event.userId().map(id -> users.code(of, id)).orElse(Users.NONE);
            names.addAll(event.attributes().keySet());
        }
        ids = Coded.of(n, i -> sorted.get(i).id());
        userIds = Coded.of(n, i -> sorted.get(i).userId());
        values = Coded.of(n, i -> sorted.get(i).value());
        attributes = new TreeMap<>();
        for (String name : names) {
            attributes.put(
                    name,
                    Coded.of(
                            n,
                            i -> Optional.ofNullable(sorted.get(i).attributes().get(name))));
        }
    }

    private EventColumns(EventColumns whole, int base, int[] rows, IntUnaryOperator accounts, IntUnaryOperator users) {
        this.base = base;
        type = whole.type;
        at = new long[rows.length];
        account = new int[rows.length];
        user = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            at[i] = whole.at[rows[i]];
            account[i] = accounts.applyAsInt(whole.account[rows[i]]);
            // an event of another part is matched by its ids only
            user[i] = account[i] == Responses.NONE ? Users.NONE : users.applyAsInt(whole.user[rows[i]]);
        }
        ids = whole.ids.at(rows);
        userIds = whole.userIds.at(rows);
        values = whole.values.at(rows);
        attributes = new TreeMap<>();
        whole.attributes.forEach((name, texts) -> attributes.put(name, texts.at(rows)));
    }

    /** The events of each part: its own and those of no part, or all of them as context of each other. */
    int[][] rows(AccountRanges ranges, boolean acrossParts) {
        if (acrossParts) {
            int[][] all = new int[ranges.parts()][];
            Arrays.fill(all, IntStream.range(0, size()).toArray());
            return all;
        }
        return ranges.rows(size(), this::account, true);
    }

    /** The events of some rows, with the accounts of a part. */
    EventColumns at(int[] rows, int firstNumber, IntUnaryOperator accounts, IntUnaryOperator users) {
        return new EventColumns(this, firstNumber, rows, accounts, users);
    }

    /**
     * Returns the type.
     *
     * @return what happened
     */
    public String type() {
        return type;
    }

    /**
     * Returns the number of the first of these events among all events: it tells events of several types apart.
     *
     * @return the number
     */
    public int base() {
        return base;
    }

    /**
     * Returns how many events there are.
     *
     * @return the number
     */
    public int size() {
        return at.length;
    }

    /**
     * Returns the instant of an event.
     *
     * @param i the event
     * @return the milliseconds since 1970
     */
    public long at(int i) {
        return at[i];
    }

    /**
     * Returns the account of an event.
     *
     * @param i the event
     * @return the index of the account; {@link Responses#NONE} for an event of another part of the accounts, given as context
     */
    public int account(int i) {
        return account[i];
    }

    /**
     * Returns the user of an event.
     *
     * @param i the event
     * @return the code of the user, or {@link Users#NONE}
     */
    public int user(int i) {
        return user[i];
    }

    /**
     * Returns the ids of the users as they were given; the same id under two accounts is two users.
     *
     * @return the ids by event
     */
    public Coded<String> userIds() {
        return userIds;
    }

    /**
     * Returns the first event at or after an instant.
     *
     * @param millis the instant in milliseconds since 1970
     * @return its index, {@link #size()} if all are before
     */
    public int firstAtOrAfter(long millis) {
        return Timeline.firstAtOrAfter(at, millis);
    }

    /**
     * Returns the values.
     *
     * @return the column
     */
    public Coded<BigDecimal> values() {
        return values;
    }

    /**
     * Returns the texts of an attribute.
     *
     * @param name the attribute
     * @return the column, empty if no event has the attribute
     */
    public Optional<Coded<String>> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    /** An event as it was given. */
    Event event(int i, String accountId) {
        Event.Builder event = Event.builder(accountId, type, Instant.ofEpochMilli(at[i]));
        ids.value(i).ifPresent(event::id);
        userIds.value(i).ifPresent(event::userId);
        values.value(i).ifPresent(event::value);
        attributes.forEach((name, texts) -> texts.value(i).ifPresent(text -> event.attribute(name, text)));
        return event.build();
    }
}
