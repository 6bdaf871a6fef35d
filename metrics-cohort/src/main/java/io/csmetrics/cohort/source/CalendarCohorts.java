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
    private static final int GROSS = 2;
    private static final int COLUMNS = 3;

    private final MovementColumns movements;
    private final Calendar calendar;
    private final CohortFacts.Builder facts;
    private final boolean countsGross;
    private final long[] sizes;
    private final long[] bases;

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
            return (long) periods * periods * COLUMNS * cells <= MOST_CHANGES;
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
        sizes = new long[calendar.periods()];
        bases = new long[calendar.periods()];
        changes = new long[calendar.periods() * calendar.periods() * COLUMNS];
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
        long balance = 0;
        int cohort = 0;
        // what is gone by the end of its period may yet enter with its next revenue
        do {
            cohort = calendar.period(movements.epochDay(row));
            while (row < end && calendar.period(movements.epochDay(row)) == cohort) {
                balance += movements.delta(row++);
            }
        } while (balance == 0 && row < end && calendar.definition().entry() == EntryRule.FIRST);
        if (balance > 0 || calendar.definition().entry() == EntryRule.FIRST_NEW) {
            enter(cohort, balance);
            follow(row, end, cohort, balance);
        } else {
            facts.reject(Rejection.NEVER_AT_PERIOD_END, 1);
        }
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

    private void enter(int cohort, long base) {
        if (base == 0) {
            facts.reject(Rejection.ZERO_BASE, 1);
        }
        sizes[cohort]++;
        bases[cohort] += base;
        int at = (cohort * calendar.periods() + cohort) * COLUMNS;
        changes[at + RETAINED] += Long.signum(base);
        changes[at + NET] += base;
        changes[at + GROSS] += base;
    }

    private void follow(int firstRow, int end, int cohort, long base) {
        int ofCohort = cohort * calendar.periods();
        long before = base;
        for (int row = firstRow; row < end; row++) {
            int at = (ofCohort + calendar.period(movements.epochDay(row))) * COLUMNS;
            long balance = before + movements.delta(row);
            changes[at + RETAINED] += Long.signum(balance) - Long.signum(before);
            changes[at + NET] += balance - before;
            if (countsGross) {
                changes[at + GROSS] += Math.min(balance, base) - Math.min(before, base);
            }
            before = balance;
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
                facts.add(Tally.BASE, 0, begun, bases[cohort]);
                for (int index = 0; index < begun; index++) {
                    int at = (cohort * calendar.periods() + cohort + index) * COLUMNS;
                    facts.add(Tally.RETAINED, index, begun, changes[at + RETAINED]);
                    facts.add(Tally.NET, index, begun, changes[at + NET]);
                    facts.add(Tally.GROSS, index, begun, changes[at + GROSS]);
                }
            }
        }
        return facts.build();
    }
}
