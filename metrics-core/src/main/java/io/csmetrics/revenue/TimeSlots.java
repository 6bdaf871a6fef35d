package io.csmetrics.revenue;

import io.csmetrics.period.ReportingPeriod;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Time cut into slots at the ends of windows: a movement in slot {@code s} counts at boundary {@code s} and every later one. Slot 0 is
 * before all windows; what is at or after the last boundary is in no slot.
 */
final class TimeSlots {
    private final int firstDay;
    private final int[] boundaries;
    private final int[] slotOfDay;
    private final int[] starts;
    private final int[] ends;

    TimeSlots(List<ReportingPeriod> windows) {
        if (windows.isEmpty()) {
            throw new IllegalArgumentException("windows must be at least one; give the period to count in");
        }
        boundaries = windows.stream()
                .flatMapToInt(w -> IntStream.of(day(w.start()), day(w.endExclusive())))
                .sorted()
                .distinct()
                .toArray();
        firstDay = boundaries[0];
        starts = windows.stream().mapToInt(w -> boundary(w.start())).toArray();
        ends = windows.stream().mapToInt(w -> boundary(w.endExclusive())).toArray();
        slotOfDay = new int[lastDay() - firstDay];
        for (int slot = 1; slot < boundaries.length; slot++) {
            Arrays.fill(slotOfDay, boundaries[slot - 1] - firstDay, boundaries[slot] - firstDay, slot);
        }
    }

    /** The day of a boundary; one beyond all movements cuts like the nearest that is not. */
    private static int day(LocalDate date) {
        return (int) Math.max(LedgerColumns.FIRST_DAY, Math.min(date.toEpochDay(), LedgerColumns.END_DAY));
    }

    /** How many boundaries there are, and so how many slots. */
    int size() {
        return boundaries.length;
    }

    int windows() {
        return starts.length;
    }

    /** The boundary at which a window starts. */
    int start(int window) {
        return starts[window];
    }

    /** The boundary at which a window ends. */
    int end(int window) {
        return ends[window];
    }

    /** The boundaries at which windows start. */
    int[] starts() {
        return starts;
    }

    /** The boundaries at which windows end. */
    int[] ends() {
        return ends;
    }

    /** Which boundary a date is, negative if it is none. */
    int boundary(LocalDate date) {
        return Arrays.binarySearch(boundaries, day(date));
    }

    /** The day of a boundary. */
    int day(int boundary) {
        return boundaries[boundary];
    }

    /** The day of the last boundary. */
    int lastDay() {
        return boundaries[boundaries.length - 1];
    }

    /** The slot of a day, {@link #size()} for one at or after the last boundary. */
    int of(int day) {
        int sinceFirst = day - firstDay;
        if (sinceFirst >= slotOfDay.length) {
            return boundaries.length;
        }
        return sinceFirst < 0 ? 0 : slotOfDay[sinceFirst];
    }
}
