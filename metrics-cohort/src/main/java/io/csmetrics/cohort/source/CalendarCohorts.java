package io.csmetrics.cohort.source;

import io.csmetrics.cohort.CohortFacts;
import io.csmetrics.cohort.CohortKey;
import io.csmetrics.cohort.EntryRule;
import io.csmetrics.cohort.GapPolicy;
import io.csmetrics.cohort.Measure;
import io.csmetrics.cohort.PeriodIndex;
import io.csmetrics.cohort.Rejection;
import io.csmetrics.cohort.RetentionDefinition;
import io.csmetrics.cohort.Tally;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.revenue.MovementColumns;
import java.util.EnumSet;
import java.util.Set;

/**
 * The cohorts that most tables show, counted without a look at windows: all members of a cohort have the same calendar periods, so
 * that a movement is a change in its cohort and its period, whoever made it. The accounts of one cell.
 */
final class CalendarCohorts {
    /** What single movements tell. */
    private static final Set<Measure> OF_MOVEMENTS = EnumSet.of(Measure.LOGO, Measure.NET, Measure.GROSS);

    /** Longs that the changes of all cells may take: 32 MiB. */
    private static final long MOST_CHANGES = 1 << 22;

    private static final int RETAINED = 0;
    private static final int NET = 1;
    private static final int WITHOUT_GROSS = 2;
    private static final int GROSS = WITHOUT_GROSS;
    private static final int MOST_COLUMNS = 3;

    private final MovementColumns movements;
    private final Calendar calendar;
    private final CohortFacts.Builder facts;
    private final boolean countsGross;
    private final int columns;
    private final long[] sizes;

    /** By cohort, period and column. */
    private final long[] changes;

    /** The periods from the first movement to the last known day, numbered from 0. */
    record Calendar(RetentionDefinition definition, DayNumbers numbers, int asOf, int first, int periods) {
        static Calendar of(RetentionDefinition definition, int firstDay) {
            int asOf = Math.toIntExact(definition.asOf().toEpochDay());
            int from = Math.min(firstDay, asOf);
            DayNumbers numbers = new DayNumbers(definition.granularity(), from, asOf + 1);
            int first = numbers.of(from);
            return new Calendar(definition, numbers, asOf, first, numbers.of(asOf) - first + 1);
        }

        /** Whether the changes of so many cells are few enough to be kept. */
        boolean isSmall(int cells) {
            return (long) periods * periods * MOST_COLUMNS * cells <= MOST_CHANGES;
        }

        int period(int day) {
            return numbers.of(day) - first;
        }
    }

    CalendarCohorts(MovementColumns movements, Calendar calendar, CohortFacts.Builder facts) {
        this.movements = movements;
        this.calendar = calendar;
        this.facts = facts;
        countsGross = facts.counts(Tally.GROSS);
        // a column that nobody asks for would push others out of the nearest cache
        columns = countsGross ? MOST_COLUMNS : WITHOUT_GROSS;
        sizes = new long[calendar.periods()];
        changes = new long[calendar.periods() * calendar.periods() * columns];
    }

    /** Whether a definition has such cohorts, and measures are told by single movements. */
    static boolean tell(RetentionDefinition definition, Set<Measure> measures) {
        return definition.index() instanceof PeriodIndex.Calendar index
                && index.interval().equals(definition.granularity())
                && definition.split() == null
                && definition.gaps() instanceof GapPolicy.Strict
                && OF_MOVEMENTS.containsAll(measures);
    }

    void account(int account) {
        int row = movements.begin(account);
        int end = known(row, movements.end(account));
        if (row == end) {
            return;
        }
        if (movements.type(row) == Type.OPENING) {
            facts.reject(Rejection.OPENING_BOOK, 1);
            return;
        }
        int entry = calendar.definition().entry() == EntryRule.FIRST ? entry(row, end) : row;
        if (entry == end) {
            facts.reject(Rejection.NEVER_AT_PERIOD_END, 1);
            return;
        }
        int cohort = calendar.period(movements.epochDay(entry));
        sizes[cohort]++;
        follow(entry, end, cohort);
        if (countsGross) {
            followGross(entry, end, cohort);
        }
    }

    /** The first movement of the period that is the first with revenue at its end; what is gone by then may yet enter later. */
    private int entry(int begin, int end) {
        long balance = 0;
        int row = begin;
        while (row < end) {
            int first = row;
            int period = calendar.period(movements.epochDay(row));
            while (row < end && calendar.period(movements.epochDay(row)) == period) {
                balance += movements.delta(row++);
            }
            if (balance > 0) {
                return first;
            }
        }
        return end;
    }

    private int known(int begin, int end) {
        int known = end;
        while (known > begin && movements.epochDay(known - 1) > calendar.asOf()) {
            known--;
        }
        if (known < end) {
            facts.reject(Rejection.AFTER_AS_OF, end - known);
        }
        return known;
    }

    private void follow(int entry, int end, int cohort) {
        int ofCohort = cohort * calendar.periods();
        long balance = 0;
        int retained = 0;
        for (int row = entry; row < end; row++) {
            int at = (ofCohort + calendar.period(movements.epochDay(row))) * columns;
            long delta = movements.delta(row);
            balance += delta;
            // no branch: who leaves and who comes back cannot be foreseen
            int retainedNow = (int) (-balance >>> 63);
            changes[at + RETAINED] += retainedNow - retained;
            changes[at + NET] += delta;
            retained = retainedNow;
        }
    }

    /** Of the balance counts what is not above the base, the balance at the end of the first period. */
    private void followGross(int entry, int end, int cohort) {
        long base = 0;
        int row = entry;
        while (row < end && calendar.period(movements.epochDay(row)) == cohort) {
            base += movements.delta(row++);
        }
        int ofCohort = cohort * calendar.periods();
        changes[(ofCohort + cohort) * columns + GROSS] += base;
        long balance = base;
        for (long before = base; row < end; row++) {
            balance += movements.delta(row);
            long kept = Math.min(balance, base);
            changes[(ofCohort + calendar.period(movements.epochDay(row))) * columns + GROSS] += kept - before;
            before = kept;
        }
    }

    CohortFacts facts() {
        int begunUntil = calendar.periods();
        int endedUntil = calendar.period(calendar.asOf() + 1);
        for (int cohort = 0; cohort < sizes.length; cohort++) {
            if (sizes[cohort] > 0) {
                int begun = begunUntil - cohort;
                RetentionDefinition definition = calendar.definition();
                CohortKey key = CohortKey.of(definition.granularity().start(calendar.first() + cohort));
                facts.units(facts.row(key), sizes[cohort], begun, endedUntil - cohort);
                int first = (cohort * calendar.periods() + cohort) * columns;
                facts.reject(Rejection.ZERO_BASE, sizes[cohort] - changes[first + RETAINED]);
                facts.add(Tally.BASE, 0, begun, changes[first + NET]);
                for (int index = 0; index < begun; index++) {
                    int at = first + index * columns;
                    facts.add(Tally.RETAINED, index, begun, changes[at + RETAINED]);
                    facts.add(Tally.NET, index, begun, changes[at + NET]);
                    if (countsGross) {
                        facts.add(Tally.GROSS, index, begun, changes[at + GROSS]);
                    }
                }
            }
        }
        return facts.build();
    }
}
