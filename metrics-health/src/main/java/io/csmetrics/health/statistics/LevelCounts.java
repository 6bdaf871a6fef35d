package io.csmetrics.health.statistics;

import java.util.OptionalDouble;

/**
 * Accounts by level of risk, the least at risk first, so that ties share a level. Counts alone decide every figure, hence the order of
 * rows cannot.
 */
final class LevelCounts {
    private final long[] events;
    private final long[] others;
    private long unknownEvents;
    private long unknownOthers;
    private long knownEvents;
    private long knownOthers;

    LevelCounts(int levels) {
        events = new long[levels];
        others = new long[levels];
    }

    /** Adds an account some times; a negative level is an unknown score. */
    void add(int level, boolean happened, int times) {
        if (level < 0) {
            if (happened) {
                unknownEvents += times;
            } else {
                unknownOthers += times;
            }
        } else if (happened) {
            events[level] += times;
            knownEvents += times;
        } else {
            others[level] += times;
            knownOthers += times;
        }
    }

    long events() {
        return knownEvents + unknownEvents;
    }

    long others() {
        return knownOthers + unknownOthers;
    }

    long knownEvents() {
        return knownEvents;
    }

    long known() {
        return knownEvents + knownOthers;
    }

    long accountsAt(int level) {
        return events[level] + others[level];
    }

    long eventsAt(int level) {
        return events[level];
    }

    OptionalDouble area() {
        if (events() == 0 || others() == 0) {
            return OptionalDouble.empty();
        }
        // whole halves: exact, and the same in whatever order
        long halves = unknownEvents * others();
        long below = 0;
        for (int level = 0; level < events.length; level++) {
            halves += events[level] * (2 * below + others[level] + unknownOthers);
            below += others[level];
        }
        return OptionalDouble.of(halves / (2.0 * events() * others()));
    }

    /** By level, the share of accounts without the event that an account with it is rightly ranked against, ties half. */
    double[] eventPlacements() {
        double[] placements = new double[events.length];
        long below = 0;
        for (int level = 0; level < events.length; level++) {
            placements[level] = (2 * below + others[level] + unknownOthers) / (2.0 * others());
            below += others[level];
        }
        return placements;
    }

    /** By level, the share of accounts with the event that an account without it is rightly ranked against, ties half. */
    double[] otherPlacements() {
        double[] placements = new double[events.length];
        long above = knownEvents;
        for (int level = 0; level < events.length; level++) {
            above -= events[level];
            placements[level] = (2 * above + events[level] + unknownEvents) / (2.0 * events());
        }
        return placements;
    }

    OptionalDouble standardError(double area) {
        if (events() < 2 || others() < 2) {
            return OptionalDouble.empty();
        }
        double variance = spread(eventPlacements(), events, unknownEvents, area) / ((events() - 1.0) * events())
                + spread(otherPlacements(), others, unknownOthers, area) / ((others() - 1.0) * others());
        return OptionalDouble.of(Math.sqrt(variance));
    }

    private static double spread(double[] placements, long[] counts, long unknown, double area) {
        double[] squares = new double[counts.length + 1];
        squares[counts.length] = unknown * (0.5 - area) * (0.5 - area);
        for (int level = 0; level < counts.length; level++) {
            double distance = placements[level] - area;
            squares[level] = counts[level] * distance * distance;
        }
        return Columns.sumInOrder(squares, 0, squares.length);
    }

    OptionalDouble kolmogorovSmirnov() {
        if (knownEvents == 0 || knownOthers == 0) {
            return OptionalDouble.empty();
        }
        long eventsBelow = 0;
        long othersBelow = 0;
        double widest = 0;
        for (int level = 0; level < events.length; level++) {
            eventsBelow += events[level];
            othersBelow += others[level];
            widest =
                    Math.max(widest, Math.abs((double) eventsBelow / knownEvents - (double) othersBelow / knownOthers));
        }
        return OptionalDouble.of(widest);
    }

    OptionalDouble averagePrecision() {
        if (knownEvents == 0) {
            return OptionalDouble.empty();
        }
        long hits = 0;
        long alarms = 0;
        double sum = 0;
        for (int level = events.length - 1; level >= 0; level--) {
            hits += events[level];
            alarms += accountsAt(level);
            sum += events[level] * ((double) hits / Math.max(1, alarms));
        }
        return OptionalDouble.of(Math.min(1, sum / knownEvents));
    }
}
