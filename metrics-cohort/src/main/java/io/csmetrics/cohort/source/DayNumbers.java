package io.csmetrics.cohort.source;

import io.csmetrics.cohort.Cadence;
import java.time.LocalDate;

/** The number of the period of each day of a span, looked up instead of computed. */
final class DayNumbers {
    private final int first;
    private final int[] numbers;

    DayNumbers(Cadence cadence, int firstDay, int lastDay) {
        first = firstDay;
        numbers = new int[lastDay - firstDay + 1];
        int ordinal = cadence.ordinal(LocalDate.ofEpochDay(firstDay));
        int day = firstDay;
        while (day <= lastDay) {
            ordinal++;
            long next = Math.min(cadence.start(ordinal).toEpochDay(), lastDay + 1L);
            while (day < next) {
                numbers[day - first] = ordinal - 1;
                day++;
            }
        }
    }

    int of(int day) {
        return numbers[day - first];
    }
}
