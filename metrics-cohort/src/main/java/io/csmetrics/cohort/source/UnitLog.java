package io.csmetrics.cohort.source;

import io.csmetrics.cohort.CohortSplit.Known;
import io.csmetrics.cohort.Rejection;
import org.jspecify.annotations.Nullable;

/** What is kept of one unit: its first start, and the different days, periods or instants of its activity. */
final class UnitLog {
    /** No start yet. */
    static final long NEVER = Long.MAX_VALUE;

    private final Ticks active;
    private final @Nullable Ticks starts;
    private final @Nullable Ticks behaviours;
    private final int account;
    private @Nullable Rejection rejection;
    private long start = NEVER;
    private long groupAt;
    private @Nullable String group;

    UnitLog(int account, Ticks active, @Nullable Ticks starts, @Nullable Ticks behaviours) {
        this.account = account;
        this.active = active;
        this.starts = starts;
        this.behaviours = behaviours;
    }

    /** Says why the unit is in no cohort. */
    void reject(Rejection reason) {
        rejection = reason;
    }

    @Nullable
    Rejection rejection() {
        return rejection;
    }

    int account() {
        return account;
    }

    long start() {
        return start;
    }

    @Nullable
    String group() {
        return group;
    }

    Ticks active() {
        return active;
    }

    /** Where a unit is in many cohorts, all its starts; its activity where nothing else was named. */
    Ticks starts() {
        return starts == null ? active : starts;
    }

    /** A start that is no activity. */
    void entry(long millis, long tick) {
        start = Math.min(start, millis);
        if (starts != null) {
            starts.add(tick);
        }
    }

    void activity(long millis, long tick, boolean isStart) {
        if (isStart) {
            entry(millis, tick);
        }
        active.add(tick);
    }

    void behaviour(long millis) {
        if (behaviours != null) {
            behaviours.add(millis);
        }
    }

    /** Keeps the property of the first start, or of the last row; of several at one instant the first by name. */
    void group(long millis, String value, Known known, boolean isStart) {
        boolean first = group == null;
        boolean nearer = known == Known.AS_OF_NOW ? millis > groupAt : millis < groupAt;
        boolean tied = millis == groupAt && group != null && value.compareTo(group) < 0;
        if ((known == Known.AS_OF_NOW || isStart) && (first || nearer || tied)) {
            group = value;
            groupAt = millis;
        }
    }

    /** How often the behaviour was seen from one instant to before another. */
    int behaviours(long from, long to) {
        int[] times = new int[1];
        if (behaviours != null) {
            behaviours.from(from, millis -> times[0] += millis < to ? 1 : 0);
        }
        return times[0];
    }
}
