package io.csmetrics.cohort.survival;

/** Who is at risk and who leaves, while walking up the times of one group. */
final class RiskSet {
    private final double[] entries;
    private final double[] events;
    private final double[] censored;
    private int entered;
    private int firstEvent;
    private int nextEvent;
    private int censoredBefore;

    RiskSet(Durations durations) {
        entries = durations.sortedEntries();
        events = durations.sortedEvents();
        censored = durations.sortedCensored();
        entered = entries.length == 0 ? durations.n() : 0;
    }

    /** Returns the first time of an event after the time moved to, infinite where there is none. */
    double nextEventTime() {
        return nextEvent < events.length ? events[nextEvent] : Double.POSITIVE_INFINITY;
    }

    /** Moves on to a time that is not before the last one. */
    void moveTo(double time) {
        while (entered < entries.length && entries[entered] < time) {
            entered++;
        }
        while (censoredBefore < censored.length && censored[censoredBefore] < time) {
            censoredBefore++;
        }
        firstEvent = nextEvent;
        while (nextEvent < events.length && events[nextEvent] <= time) {
            nextEvent++;
        }
    }

    /** Returns how many units have entered before the time and not left before it. */
    int atRisk() {
        return entered - firstEvent - censoredBefore;
    }

    /** Returns how many events there are at the time. */
    int events() {
        return nextEvent - firstEvent;
    }
}
