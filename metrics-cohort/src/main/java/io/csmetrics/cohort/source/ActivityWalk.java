package io.csmetrics.cohort.source;

import io.csmetrics.cohort.CohortFacts;
import io.csmetrics.cohort.CohortKey;
import io.csmetrics.cohort.CohortSplit;
import io.csmetrics.cohort.Criterion;
import io.csmetrics.cohort.EntryRule;
import io.csmetrics.cohort.PeriodIndex;
import io.csmetrics.cohort.Rejection;
import io.csmetrics.cohort.RetentionDefinition;
import io.csmetrics.cohort.Tally;
import io.csmetrics.facts.Segment;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Goes through units one after the other, and says in which of its windows each is retained. */
final class ActivityWalk {
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final RetentionDefinition definition;
    private final ActivityTicks ticks;
    private final int landmark;
    private final int least;
    private final int asOf;
    private final long knownBefore;
    private final Windows windows;
    private CohortFacts.Builder facts;

    /** The windows of the membership that has at least so much activity, in order. */
    private int[] active = new int[64];

    private int size;
    private int lastIndex;
    private int lastCount;
    private int lastCohort;

    ActivityWalk(RetentionDefinition definition, ActivityTicks ticks, int firstDay) {
        this.definition = definition;
        this.ticks = ticks;
        landmark = definition.split() instanceof CohortSplit.Behaviour behaviour ? behaviour.withinDays() : 0;
        least = definition.criterion() instanceof Criterion.AtLeast often ? often.times() : 1;
        asOf = Math.toIntExact(definition.asOf().toEpochDay());
        knownBefore = startOfDay(asOf + 1);
        windows = Windows.of(definition, firstDay);
        facts = CohortFacts.builder(definition);
    }

    private long startOfDay(int day) {
        return LocalDate.ofEpochDay(day)
                .atStartOfDay(definition.zone())
                .toInstant()
                .toEpochMilli();
    }

    void unit(UnitLog unit, CohortFacts.Builder into) {
        facts = into;
        if (unit.rejection() != null) {
            facts.reject(unit.rejection(), 1);
            return;
        }
        if (unit.start() == UnitLog.NEVER) {
            facts.reject(Rejection.NO_START, 1);
            return;
        }
        long start = ticks.of(unit.start());
        if (unit.active().anyBelow(start)) {
            facts.reject(Rejection.BEFORE_START, 1);
        }
        if (definition.entry() != EntryRule.RECURRING) {
            member(unit, start, unit.start());
            return;
        }
        lastCohort = Integer.MIN_VALUE;
        unit.starts().from(start, tick -> {
            int cohort = definition.granularity().ordinal(LocalDate.ofEpochDay(ticks.day(tick)));
            if (cohort != lastCohort) {
                lastCohort = cohort;
                member(unit, tick, tick);
            }
        });
    }

    private void member(UnitLog unit, long entryTick, long entryMillis) {
        int entryDay = ticks.day(entryTick);
        int origin = entryDay + landmark;
        boolean exact = definition.index() instanceof PeriodIndex.Exact24h;
        long originMillis = entryMillis + landmark * DAY;
        // where clocks went forward, hours can end a day later than days
        if (origin > asOf || (exact && originMillis >= knownBefore)) {
            facts.reject(Rejection.BEFORE_LANDMARK, 1);
            return;
        }
        windows.enter(origin);
        int begun = exact ? (int) Math.floorDiv(knownBefore - 1 - originMillis, DAY) + 1 : windows.begun();
        int ended = exact ? (int) Math.floorDiv(knownBefore - originMillis, DAY) : windows.ended();
        size = 0;
        lastIndex = -1;
        lastCount = 0;
        // where instants are kept, what was earlier on the day of entry was before the start
        unit.active().from(exact ? originMillis : Math.max(entryTick, ticks.ofDay(origin)), tick -> {
            int index = exact
                    ? (int) Math.floorDiv(tick - originMillis, DAY)
                    : ticks.arePeriods() ? (int) (tick - entryTick) : windows.index(ticks.day(tick));
            if (index != lastIndex) {
                take();
                lastIndex = index;
                lastCount = 0;
            }
            lastCount++;
        });
        take();
        String group = group(unit, entryDay);
        LocalDate cohort = definition
                .granularity()
                .periodContaining(LocalDate.ofEpochDay(entryDay))
                .start();
        retained(facts.row(new CohortKey(cohort, group)), begun, ended);
    }

    private void take() {
        if (lastIndex >= 0 && lastCount >= least) {
            if (size == active.length) {
                active = Arrays.copyOf(active, 2 * size);
            }
            active[size++] = lastIndex;
        }
    }

    private @Nullable String group(UnitLog unit, int entryDay) {
        if (definition.split() instanceof CohortSplit.Behaviour behaviour) {
            int times = unit.behaviours(startOfDay(entryDay), startOfDay(entryDay + landmark));
            return times >= behaviour.times() ? CohortSplit.Behaviour.DID : CohortSplit.Behaviour.DID_NOT;
        }
        return definition.split() != null && unit.group() == null ? Segment.NONE : unit.group();
    }

    /** Applies the criterion to the windows with activity. */
    private void retained(int row, int begun, int ended) {
        Criterion criterion = definition.criterion();
        if (criterion instanceof Criterion.Brackets brackets) {
            facts.unit(
                    row,
                    (int) brackets.ranges().stream()
                            .filter(range -> range.from() < begun)
                            .count(),
                    (int) brackets.ranges().stream()
                            .filter(range -> range.toExclusive() <= ended)
                            .count());
            retained(brackets);
            return;
        }
        int ahead = criterion instanceof Criterion.OnOrAfter later ? later.within() : 0;
        facts.unit(row, begun, Math.max(0, ahead > 0 ? ended - ahead + 1 : ended));
        if (criterion instanceof Criterion.OnOrAfter later && later.within() == 0) {
            range(0, size == 0 ? 0 : active[size - 1] + 1);
            return;
        }
        int reach = Math.max(0, ahead - 1);
        int i = 0;
        while (i < size) {
            int from = Math.max(0, active[i] - reach);
            int last = active[i++];
            while (i < size && active[i] - reach <= last + 1) {
                last = active[i++];
            }
            if (criterion instanceof Criterion.Streak && from > 0) {
                return;
            }
            range(from, last + 1);
        }
    }

    private void retained(Criterion.Brackets brackets) {
        int from = -1;
        int columns = brackets.ranges().size();
        for (int column = 0; column <= columns; column++) {
            boolean kept = column < columns && anyIn(brackets.ranges().get(column));
            if (kept && from < 0) {
                from = column;
            } else if (!kept && from >= 0) {
                range(from, column);
                from = -1;
            }
        }
    }

    private boolean anyIn(Criterion.Range range) {
        int at = Arrays.binarySearch(active, 0, size, range.from());
        int next = at >= 0 ? at : -at - 1;
        return next < size && active[next] < range.toExclusive();
    }

    /** Columns that follow each other in which the unit is retained, with a gap before them unless they are the first. */
    private void range(int from, int toExclusive) {
        facts.add(Tally.RETAINED, from, toExclusive, 1);
        if (from == 0) {
            facts.add(Tally.NEVER_LAPSED, 0, toExclusive, 1);
        } else {
            facts.add(Tally.REACTIVATED, from, from + 1, 1);
        }
    }
}
