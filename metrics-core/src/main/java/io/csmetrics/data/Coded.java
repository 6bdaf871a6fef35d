package io.csmetrics.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** A column of values, each different one kept once: what is asked of a value is asked once for all rows that have it. */
public final class Coded<T> {
    /** The code of a row without a value. */
    public static final int NONE = -1;

    private final int[] codes;
    private final List<T> values;
    private final int @Nullable [] told;

    private Coded(int[] codes, List<T> values, int @Nullable [] told) {
        this.codes = codes;
        this.values = values;
        this.told = told;
    }

    /**
     * Makes a column.
     *
     * @param <T> the type of the values
     * @param rows how many rows there are
     * @param valueOf the value of a row, empty for none
     * @return the column
     */
    public static <T> Coded<T> of(int rows, IntFunction<Optional<T>> valueOf) {
        Builder<T> builder = new Builder<>();
        int[] codes = new int[rows];
        for (int i = 0; i < rows; i++) {
            codes[i] = valueOf.apply(i).map(builder::code).orElse(NONE);
        }
        return builder.build(codes);
    }

    /**
     * Returns the code of a row.
     *
     * @param row the row
     * @return the index of its value, or {@link #NONE}
     */
    public int code(int row) {
        int code = codes[row];
        return told == null || code == NONE ? code : told[code];
    }

    /**
     * Returns the value of a row.
     *
     * @param row the row
     * @return its value, empty for none
     */
    public Optional<T> value(int row) {
        int code = code(row);
        return code == NONE ? Optional.empty() : Optional.of(values.get(code));
    }

    /**
     * Returns the different values.
     *
     * @return the values by code
     */
    public List<T> values() {
        return values;
    }

    /** A column that the values of this one tell: it costs nothing a row. */
    <R> Coded<R> telling(Function<T, Optional<R>> part) {
        Builder<R> builder = new Builder<>();
        int[] partOfCode = values.stream()
                .mapToInt(value -> part.apply(value).map(builder::code).orElse(NONE))
                .toArray();
        return new Coded<>(codes, Collections.unmodifiableList(builder.values), partOfCode);
    }

    /**
     * Returns the column of some of its rows, in another order.
     *
     * @param size how many rows
     * @param rowOf the row of this column that stands at a place
     * @return the column; it shares its values with this one
     */
    public Coded<T> along(int size, IntUnaryOperator rowOf) {
        int[] picked = new int[size];
        Arrays.setAll(picked, i -> code(rowOf.applyAsInt(i)));
        return new Coded<>(picked, values, null);
    }

    /**
     * Some of the rows, ascending and each once: as many as there are, are all of them. Values that none of them has are dropped where there
     * are more values than rows.
     */
    Coded<T> at(int[] rows) {
        if (rows.length == codes.length) {
            return this;
        }
        int[] picked = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked[i] = code(rows[i]);
        }
        if (values.size() <= rows.length) {
            return new Coded<>(picked, values, null);
        }
        int[] used = Arrays.stream(picked)
                .filter(code -> code != NONE)
                .sorted()
                .distinct()
                .toArray();
        for (int i = 0; i < picked.length; i++) {
            picked[i] = picked[i] == NONE ? NONE : Arrays.binarySearch(used, picked[i]);
        }
        return new Coded<>(picked, Arrays.stream(used).mapToObj(values::get).toList(), null);
    }

    /** Gives codes to values. */
    static final class Builder<T> {
        private final Map<T, Integer> codes = new HashMap<>();
        private final List<T> values = new ArrayList<>();

        int code(T value) {
            Integer known = codes.get(value);
            if (known != null) {
                return known;
            }
            codes.put(value, values.size());
            values.add(value);
            return values.size() - 1;
        }

        Coded<T> build(int[] rows) {
            return new Coded<>(rows, Collections.unmodifiableList(values), null);
        }
    }
}
