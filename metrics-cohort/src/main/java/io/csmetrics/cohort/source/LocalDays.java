package io.csmetrics.cohort.source;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/** The local day of an instant. Instants near each other share an offset, which is looked up once. Not safe for use by several threads. */
final class LocalDays {
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final ZoneRules rules;
    private long from = 1;
    private long to;
    private long offset;

    LocalDays(ZoneId zone) {
        rules = zone.getRules();
    }

    /** The days since 1970-01-01. */
    int of(long millis) {
        if (millis < from || millis >= to) {
            lookUp(millis);
        }
        return Math.toIntExact(Math.floorDiv(millis + offset, DAY));
    }

    private void lookUp(long millis) {
        Instant at = Instant.ofEpochMilli(millis);
        offset = rules.getOffset(at).getTotalSeconds() * 1000L;
        // an instant that is itself a transition belongs to what follows
        ZoneOffsetTransition next = rules.nextTransition(at);
        to = next == null ? Long.MAX_VALUE : next.getInstant().toEpochMilli();
        ZoneOffsetTransition previous = rules.previousTransition(at.plusMillis(1));
        from = previous == null ? Long.MIN_VALUE : previous.getInstant().toEpochMilli();
    }
}
