package io.csmetrics.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** A column of values, each different one kept once: what is asked of a value is asked once for all rows that have it. */
public final class Coded<T> {
    /** The code of a row without a value. */
    public static final int NONE = -1;

    private final int[] codes;
    private final List<T> values;

    private Coded(int[] codes, List<T> values) {
        this.codes = codes;
        this.values = values;
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
        return codes[row];
    }

    /**
     * Returns the value of a row.
     *
     * @param row the row
     * @return its value, empty for none
     */
    public Optional<T> value(int row) {
        return codes[row] == NONE ? Optional.empty() : Optional.of(values.get(codes[row]));
    }

    /**
     * Returns the different values.
     *
     * @return the values by code
     */
    public List<T> values() {
        return values;
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
            return new Coded<>(rows, Collections.unmodifiableList(values));
        }
    }
}
