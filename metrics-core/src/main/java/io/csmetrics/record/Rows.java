package io.csmetrics.record;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Records together with where each came from, so that a rule that is broken later can still name the file and the line.
 *
 * @param <T> the type of the records
 */
public final class Rows<T> extends AbstractList<T> implements RandomAccess {
    private final String source;
    private final List<T> values;
    private final long @Nullable [] lines;

    private Rows(String source, Collection<? extends T> values, long @Nullable [] lines) {
        this.source = source;
        this.values = List.copyOf(values);
        this.lines = lines;
    }

    /**
     * Returns records that were handed in as a list; each is located by its position, counted from 1. Rows that know their
     * places already keep them.
     *
     * @param <T> the type of the records
     * @param source the name of the list, such as {@code movements}
     * @param values the records
     * @return the rows
     */
    @SuppressWarnings("unchecked") // rows are immutable, so rows of a subtype are rows of the type
    public static <T> Rows<T> of(String source, Collection<? extends T> values) {
        return values instanceof Rows ? (Rows<T>) values : new Rows<>(source, values, null);
    }

    /**
     * Returns records that were read from a file.
     *
     * @param <T> the type of the records
     * @param source the name of the file
     * @param values the records
     * @param lines the physical line of each
     * @return the rows
     */
    public static <T> Rows<T> of(String source, Collection<? extends T> values, long[] lines) {
        if (lines.length != values.size()) {
            throw new IllegalArgumentException(
                    lines.length + " lines must be one for each of the " + values.size() + " values");
        }
        return new Rows<>(source, values, lines.clone());
    }

    /**
     * Returns the name of the file or list.
     *
     * @return the source
     */
    public String source() {
        return source;
    }

    /**
     * Returns where a record came from.
     *
     * @param index its index, from 0
     * @return the line in the file, or the position in the list counted from 1
     */
    public long line(int index) {
        return lines == null ? index + 1L : lines[index];
    }

    /**
     * Returns some of the rows; each keeps its place.
     *
     * @param kept which rows stay, by index; asked once for each, in order
     * @return the rows that stay
     */
    public Rows<T> where(IntPredicate kept) {
        List<T> some = new ArrayList<>();
        long[] places = new long[values.size()];
        for (int i = 0; i < values.size(); i++) {
            if (kept.test(i)) {
                places[some.size()] = line(i);
                some.add(values.get(i));
            }
        }
        return new Rows<>(source, some, Arrays.copyOf(places, some.size()));
    }

    @Override
    public T get(int index) {
        return values.get(index);
    }

    @Override
    public int size() {
        return values.size();
    }
}
