package io.csmetrics.health.score;

import io.csmetrics.health.model.SignalValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The signals of many accounts, a column each, as they were known at one instant. The arrays that are handed in are not copied: do not
 * change them afterwards. What a model does not know is ignored; a signal of a model without a column is missing for every account.
 */
public final class SignalColumns {
    private final List<String> accountIds;
    private final Map<String, Column> columns;
    private final String @Nullable [] segments;

    private SignalColumns(Builder builder) {
        accountIds = builder.accountIds;
        columns = Map.copyOf(builder.columns);
        segments = builder.segments;
    }

    /**
     * Begins columns.
     *
     * @param accountIds the accounts, each once, in the order of all arrays
     * @return the builder
     */
    public static Builder of(List<String> accountIds) {
        if (new HashSet<>(accountIds).size() < accountIds.size()) {
            throw new IllegalArgumentException("accounts of columns must be there once each; drop the repeated ones");
        }
        return new Builder(accountIds);
    }

    /**
     * Returns the accounts.
     *
     * @return the ids in the order of the columns
     */
    public List<String> accountIds() {
        return accountIds;
    }

    /**
     * Returns how many accounts there are.
     *
     * @return the number
     */
    public int size() {
        return accountIds.size();
    }

    /**
     * Returns the raw value of a signal.
     *
     * @param signal the id of the signal
     * @param row the index of the account
     * @return the value, none where there is none
     */
    public SignalValue value(String signal, int row) {
        Column column = columns.get(signal);
        return column == null ? SignalValue.none() : column.value(row);
    }

    /**
     * Returns the numbers of a signal.
     *
     * @param signal the id of the signal
     * @param absent what stands for no number
     * @return a new array
     */
    public double[] numbers(String signal, double absent) {
        double[] numbers = new double[size()];
        Column column = columns.get(signal);
        double[] own = column == null ? null : column.numbers();
        for (int row = 0; row < numbers.length; row++) {
            double number = own == null ? numberAt(signal, row) : own[row];
            numbers[row] = Double.isFinite(number) ? number : absent;
        }
        return numbers;
    }

    private double numberAt(String signal, int row) {
        SignalValue value = value(signal, row);
        return value.isNumber() ? value.number() : Double.NaN;
    }

    /**
     * Tells whether a signal makes sense for an account.
     *
     * @param signal the id of the signal
     * @param row the index of the account
     * @return whether it applies
     */
    public boolean applies(String signal, int row) {
        Column column = columns.get(signal);
        return column == null || column.applies(row);
    }

    /**
     * Returns these columns with numbers of a signal that were measured just now. Where an account has a value of the signal already, that one
     * stays.
     *
     * @param signal the id of the signal
     * @param numbers the numbers; NaN where there is none
     * @return the columns with them
     */
    public SignalColumns with(String signal, double[] numbers) {
        Builder builder = new Builder(accountIds).numbers(signal, numbers);
        Column given = columns.get(signal);
        Column measured = Objects.requireNonNull(builder.columns.get(signal), "column");
        builder.columns.putAll(columns);
        builder.columns.put(signal, given == null ? measured : given.or(measured, size()));
        builder.segments = segments;
        return builder.build();
    }

    /**
     * Returns the segment of an account.
     *
     * @param row the index of the account
     * @return the segment, if it has one
     */
    public Optional<String> segmentOf(int row) {
        return Optional.ofNullable(segment(row));
    }

    /**
     * Returns the signals of one account several times, each time with some other values.
     *
     * @param row the index of the account
     * @param changes the other values by the id of their signal, a map for each row of the result; they apply to the account and were observed
     *     just now
     * @return the columns, in which all rows are of that account
     */
    public SignalColumns whatIf(int row, List<Map<String, SignalValue>> changes) {
        Builder builder = new Builder(Collections.nCopies(changes.size(), accountIds.get(row)));
        Set<String> signals = new HashSet<>(columns.keySet());
        changes.forEach(each -> signals.addAll(each.keySet()));
        for (String signal : signals) {
            Picker picker = new Picker(changes.size(), Instant.EPOCH);
            Column column = columns.get(signal);
            for (int i = 0; i < changes.size(); i++) {
                SignalValue other = changes.get(i).get(signal);
                if (other != null) {
                    picker.set(i, other, Column.JUST_NOW);
                } else if (column != null) {
                    picker.copy(i, column, row);
                }
            }
            builder.columns.put(signal, picker.column());
        }
        @Nullable String[] sameSegment = new String[changes.size()];
        Arrays.fill(sameSegment, segment(row));
        return builder.segments(sameSegment).build();
    }

    @Nullable
    Column column(String signal) {
        return columns.get(signal);
    }

    @Nullable
    String segment(int row) {
        return segments == null ? null : segments[row];
    }

    /** Builds {@link SignalColumns}. */
    public static final class Builder {
        private final List<String> accountIds;
        private final Map<String, Column> columns = new HashMap<>();
        private String @Nullable [] segments;

        private Builder(List<String> accountIds) {
            this.accountIds = List.copyOf(accountIds);
        }

        /**
         * Adds a column of numbers observed just now.
         *
         * @param signal the id of the signal
         * @param numbers the numbers; NaN where there is none, infinite where there is one that cannot be used
         * @return this builder
         */
        public Builder numbers(String signal, double[] numbers) {
            return put(signal, new Column(sized(signal, numbers, numbers.length), null, null, null));
        }

        /**
         * Adds a column of numbers.
         *
         * @param signal the id of the signal
         * @param numbers the numbers; NaN where there is none, infinite where there is one that cannot be used
         * @param observedAt when each was observed, in milliseconds since 1970-01-01T00:00Z
         * @return this builder
         */
        public Builder numbers(String signal, double[] numbers, long[] observedAt) {
            sized(signal, observedAt, observedAt.length);
            return put(signal, new Column(sized(signal, numbers, numbers.length), null, observedAt, null));
        }

        /**
         * Adds a column of texts observed just now.
         *
         * @param signal the id of the signal
         * @param texts the texts, null where there is none
         * @return this builder
         */
        public Builder texts(String signal, @Nullable String[] texts) {
            return put(signal, new Column(null, sized(signal, texts, texts.length), null, null));
        }

        /**
         * Adds a column of texts.
         *
         * @param signal the id of the signal
         * @param texts the texts, null where there is none
         * @param observedAt when each was observed, in milliseconds since 1970-01-01T00:00Z
         * @return this builder
         */
        public Builder texts(String signal, @Nullable String[] texts, long[] observedAt) {
            sized(signal, observedAt, observedAt.length);
            return put(signal, new Column(null, sized(signal, texts, texts.length), observedAt, null));
        }

        /**
         * Says to which accounts a signal does not apply. Its column must have been added.
         *
         * @param signal the id of the signal
         * @param without the indexes of the accounts
         * @return this builder
         */
        public Builder notApplicable(String signal, BitSet without) {
            Column column = columns.get(signal);
            if (column == null) {
                throw new IllegalArgumentException("signal \"" + signal
                        + "\" must have a column before it can be said to whom it applies; add it");
            }
            columns.put(signal, column.appliesNotTo((BitSet) without.clone()));
            return this;
        }

        /**
         * Says the segments of the accounts, by which models know medians.
         *
         * @param values the segments, null where there is none
         * @return this builder
         */
        public Builder segments(@Nullable String[] values) {
            segments = sized("segments", values, values.length);
            return this;
        }

        private <A> A sized(String what, A array, int length) {
            if (length != accountIds.size()) {
                throw new IllegalArgumentException("column \"" + what + "\" has " + length + " values, but there are "
                        + accountIds.size() + " accounts; give one for each");
            }
            return array;
        }

        private Builder put(String signal, Column column) {
            if (columns.put(Objects.requireNonNull(signal, "signal"), column) != null) {
                throw new IllegalArgumentException(
                        "signal \"" + signal + "\" must have one column; drop the other one");
            }
            return this;
        }

        /**
         * Returns the columns.
         *
         * @return the columns
         */
        public SignalColumns build() {
            return new SignalColumns(this);
        }
    }

    /** Columns of what was picked out of observations, one value at a time. */
    static final class Picker {
        private final double[] numbers;
        private final @Nullable String[] texts;
        private final long[] observedAt;
        private final BitSet without = new BitSet();
        private boolean isText;

        Picker(int size, Instant asOf) {
            numbers = new double[size];
            Arrays.fill(numbers, Double.NaN);
            texts = new String[size];
            observedAt = new long[size];
            Arrays.fill(observedAt, asOf.toEpochMilli());
        }

        void set(int row, SignalValue value, Instant at) {
            set(row, value, at.toEpochMilli());
        }

        private void set(int row, SignalValue value, long at) {
            texts[row] = value.isPresent() ? value.text() : null;
            numbers[row] = value.isNumber() ? value.number() : Double.NaN;
            // a text such as 007 stays one, or it would depend on other accounts how it reads
            isText |= value.isPresent()
                    && !(value.isNumber()
                            && value.text()
                                    .equals(SignalValue.of(value.number()).text()));
            observedAt[row] = at;
        }

        void copy(int row, Column from, int fromRow) {
            long[] seen = from.observedAt();
            set(row, from.value(fromRow), seen == null ? Column.JUST_NOW : seen[fromRow]);
            if (!from.applies(fromRow)) {
                leaveOut(row);
            }
        }

        void leaveOut(int row) {
            without.set(row);
        }

        Column column() {
            return new Column(numbers, isText ? texts : null, observedAt, without.isEmpty() ? null : without);
        }
    }

    static SignalColumns picked(List<String> accountIds, Map<String, Picker> pickers, @Nullable String[] segments) {
        Builder builder = of(accountIds).segments(segments);
        pickers.forEach((signal, picker) -> builder.columns.put(signal, picker.column()));
        return builder.build();
    }
}
