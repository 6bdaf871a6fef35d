package io.csmetrics.revenue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Windows of which neither start nor end ever goes back, such as trailing years or the months of a year: whoever goes through them
 * passes each boundary once as a start and once as an end.
 */
final class WindowSeries {
    private final int[] windows;
    private final int[] firstStarting;
    private final int[] firstEnding;

    private WindowSeries(int[] windows, TimeSlots slots) {
        this.windows = windows;
        firstStarting = new int[slots.size() + 1];
        firstEnding = new int[slots.size() + 1];
        int starting = 0;
        int ending = 0;
        for (int slot = 0; slot < slots.size(); slot++) {
            while (starting < windows.length && slots.start(windows[starting]) < slot) {
                starting++;
            }
            while (ending < windows.length && slots.end(windows[ending]) < slot) {
                ending++;
            }
            firstStarting[slot] = starting;
            firstEnding[slot] = ending;
        }
        firstStarting[slots.size()] = windows.length;
        firstEnding[slots.size()] = windows.length;
    }

    /** All windows in as few series as there can be: each goes to the first series that it does not lead back. */
    static List<WindowSeries> of(TimeSlots slots) {
        List<List<Integer>> series = new ArrayList<>();
        IntStream.range(0, slots.windows())
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(slots::start).thenComparingInt(slots::end))
                .forEach(window -> series.stream()
                        .filter(some -> slots.end(some.get(some.size() - 1)) <= slots.end(window))
                        .findFirst()
                        .orElseGet(() -> {
                            List<Integer> another = new ArrayList<>();
                            series.add(another);
                            return another;
                        })
                        .add(window));
        return series.stream()
                .map(some -> new WindowSeries(
                        some.stream().mapToInt(Integer::intValue).toArray(), slots))
                .toList();
    }

    int size() {
        return windows.length;
    }

    /** The window at a place of the series. */
    int window(int place) {
        return windows[place];
    }

    /** The place of the first window that starts at or after a boundary. */
    int firstStarting(int slot) {
        return firstStarting[slot];
    }

    /** The place of the first window that ends at or after a boundary. */
    int firstEnding(int slot) {
        return firstEnding[slot];
    }
}
