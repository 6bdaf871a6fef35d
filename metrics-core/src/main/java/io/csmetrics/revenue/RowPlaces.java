package io.csmetrics.revenue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where rows came from. A run of consecutive lines of one source is kept once, so that a file in order costs next to nothing. */
final class RowPlaces {
    private final List<String> sources = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private int runs;
    private int[] firstRow = new int[4];
    private int[] sourceOfRun = new int[4];
    private long[] firstLine = new long[4];

    private int lastSource = -1;
    private long nextLine;

    /** The number of a source; equal names have the same. */
    int source(String name) {
        Integer known = numbers.putIfAbsent(name, sources.size());
        if (known != null) {
            return known;
        }
        sources.add(name);
        return sources.size() - 1;
    }

    String name(int source) {
        return sources.get(source);
    }

    /** Tells the place of the next row; line 0 is none. */
    void add(int row, int source, long line) {
        if (source != lastSource || line != nextLine) {
            begin(row, source, line);
        }
        nextLine = after(line);
    }

    private static long after(long line) {
        return line == 0 ? 0 : line + 1;
    }

    private void begin(int row, int source, long line) {
        if (runs == firstRow.length) {
            int room = runs + (runs >> 1);
            firstRow = Arrays.copyOf(firstRow, room);
            sourceOfRun = Arrays.copyOf(sourceOfRun, room);
            firstLine = Arrays.copyOf(firstLine, room);
        }
        firstRow[runs] = row;
        sourceOfRun[runs] = source;
        firstLine[runs] = line;
        runs++;
        lastSource = source;
    }

    String source(int row) {
        return sources.get(sourceOfRun[run(row)]);
    }

    long line(int row) {
        int run = run(row);
        return firstLine[run] == 0 ? 0 : firstLine[run] + row - firstRow[run];
    }

    /** A place as text, without a line if there is none. */
    String at(int row) {
        return line(row) == 0 ? source(row) : source(row) + ":" + line(row);
    }

    private int run(int row) {
        int at = Arrays.binarySearch(firstRow, 0, runs, row);
        return at >= 0 ? at : -at - 2;
    }
}
