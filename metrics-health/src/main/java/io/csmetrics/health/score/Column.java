package io.csmetrics.health.score;

import io.csmetrics.health.model.SignalValue;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The values of one signal. Inside, a number that is not there is NaN, and one that cannot be used is infinite. */
final class Column {
    /** Stands for the instant at which the account is scored. */
    static final long JUST_NOW = Long.MIN_VALUE;

    private final double @Nullable [] numbers;
    private final @Nullable String @Nullable [] texts;
    private final long @Nullable [] observedAt;
    private final @Nullable BitSet without;

    Column(
            double @Nullable [] numbers,
            @Nullable String @Nullable [] texts,
            long @Nullable [] observedAt,
            @Nullable BitSet without) {
        this.numbers = numbers;
        this.texts = texts;
        this.observedAt = observedAt;
        this.without = without;
    }

    /** The numbers, NaN for a text that is none; absent where there are only texts. */
    double @Nullable [] numbers() {
        return numbers;
    }

    /** When each was observed, in milliseconds since 1970-01-01T00:00Z; absent for just now. */
    long @Nullable [] observedAt() {
        return observedAt;
    }

    Column appliesNotTo(BitSet rows) {
        return new Column(numbers, texts, observedAt, rows);
    }

    /** These values, and others, just observed, where there is none and nobody said that the signal does not apply. */
    Column or(Column others, int size) {
        @Nullable String[] both = new String[size];
        long[] at = new long[size];
        for (int row = 0; row < size; row++) {
            boolean mine = isThere(row) || !applies(row);
            SignalValue value = mine ? value(row) : others.value(row);
            both[row] = value.isPresent() ? value.text() : null;
            at[row] = mine && observedAt != null ? observedAt[row] : JUST_NOW;
        }
        return new Column(null, both, at, without);
    }

    boolean appliesToAll() {
        return without == null;
    }

    boolean applies(int row) {
        return without == null || !without.get(row);
    }

    /** The raw value, whatever its state. */
    SignalValue value(int row) {
        if (texts != null) {
            String text = texts[row];
            return text == null ? SignalValue.none() : SignalValue.parse(text);
        }
        double number = numbers == null ? Double.NaN : numbers[row];
        return Double.isNaN(number) ? SignalValue.none() : SignalValue.of(number);
    }

    boolean isThere(int row) {
        if (texts != null) {
            return texts[row] != null;
        }
        return numbers != null && !Double.isNaN(numbers[row]);
    }
}
