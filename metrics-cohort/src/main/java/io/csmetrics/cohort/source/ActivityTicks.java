package io.csmetrics.cohort.source;

import io.csmetrics.cohort.Cadence;
import io.csmetrics.cohort.CohortSplit;
import io.csmetrics.cohort.Criterion;
import io.csmetrics.cohort.PeriodIndex;
import io.csmetrics.cohort.RetentionDefinition;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * How finely activity must be kept to answer a definition: by its periods where cohorts and windows are the same ones, by days where
 * windows begin on any day, by instants where hours or numbers of times count.
 */
final class ActivityTicks {
    private enum Fineness {
        PERIOD,
        DAY,
        INSTANT
    }

    private final Fineness fineness;
    private final Cadence cadence;
    private final ZoneId zone;
    private final LocalDays days;
    private int lastDay = Integer.MIN_VALUE;
    private int lastPeriod;

    private ActivityTicks(Fineness fineness, Cadence cadence, ZoneId zone) {
        this.fineness = fineness;
        this.cadence = cadence;
        this.zone = zone;
        days = new LocalDays(zone);
    }

    static ActivityTicks of(RetentionDefinition definition) {
        PeriodIndex index = definition.index();
        boolean samePeriods = index instanceof PeriodIndex.Calendar calendar
                && calendar.interval().equals(definition.granularity())
                && !(definition.split() instanceof CohortSplit.Behaviour);
        boolean instants = index instanceof PeriodIndex.Exact24h || definition.criterion() instanceof Criterion.AtLeast;
        Fineness fineness = instants ? Fineness.INSTANT : samePeriods ? Fineness.PERIOD : Fineness.DAY;
        return new ActivityTicks(fineness, definition.granularity(), definition.zone());
    }

    boolean arePeriods() {
        return fineness == Fineness.PERIOD;
    }

    Ticks empty() {
        return fineness == Fineness.INSTANT ? Ticks.sparse() : Ticks.dense();
    }

    int dayOfInstant(long millis) {
        return days.of(millis);
    }

    long of(long millis) {
        return fineness == Fineness.INSTANT ? millis : ofDay(days.of(millis));
    }

    /** The first number that can stand for something on a day or later. */
    long ofDay(int day) {
        return switch (fineness) {
            case INSTANT ->
                LocalDate.ofEpochDay(day).atStartOfDay(zone).toInstant().toEpochMilli();
            case DAY -> day;
            case PERIOD -> period(day);
        };
    }

    private int period(int day) {
        if (day != lastDay) {
            lastDay = day;
            lastPeriod = cadence.ordinal(LocalDate.ofEpochDay(day));
        }
        return lastPeriod;
    }

    /** The day, or the first day of the period. */
    int day(long tick) {
        return switch (fineness) {
            case INSTANT -> days.of(tick);
            case DAY -> (int) tick;
            case PERIOD -> Math.toIntExact(cadence.start((int) tick).toEpochDay());
        };
    }
}
