package io.csmetrics.cohort.source;

import io.csmetrics.cohort.CohortFacts;
import io.csmetrics.cohort.CohortSplit;
import io.csmetrics.cohort.EntryRule;
import io.csmetrics.cohort.GapPolicy;
import io.csmetrics.cohort.Rejection;
import io.csmetrics.cohort.RetentionDefinition;
import io.csmetrics.cohort.Tally;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.revenue.MovementColumns;
import java.util.EnumSet;
import java.util.Set;

/** Goes through the movements of one account after the other, and says what it had in each of its windows. */
final class LedgerWalk {
    private final MovementColumns movements;
    private final RetentionDefinition definition;
    private final LedgerCohorts.AccountGroups groups;
    private final boolean firstNew;
    private final int landmark;
    private final int bridgedBelow;
    private final int newLifeAbove;
    private final int months;
    private final int asOf;
    private final int firstDay;
    private final Windows windows;
    private final DayNumbers entries;

    private Sums sums;
    private CohortFacts.Builder facts;

    /** What is added up for the accounts of one cell. */
    static final class Sums {
        /** These cannot be told from single movements, but only from the balances at the ends of windows. */
        private static final Set<Tally> OF_WINDOWS = EnumSet.of(
                Tally.NEVER_LAPSED, Tally.REACTIVATED, Tally.REACTIVATED_REVENUE, Tally.STRICT, Tally.CUMULATIVE);

        private final CohortFacts.Builder facts;
        private final Rows rows;
        private final boolean countWindows;

        private Sums(CohortFacts.Builder facts, Rows rows) {
            this.facts = facts;
            this.rows = rows;
            countWindows = OF_WINDOWS.stream().anyMatch(facts::counts);
        }

        CohortFacts facts() {
            return facts.build();
        }
    }

    LedgerWalk(MovementColumns movements, RetentionDefinition definition, LedgerCohorts.AccountGroups groups) {
        this.movements = movements;
        this.definition = definition;
        this.groups = groups;
        firstNew = definition.entry() == EntryRule.FIRST_NEW;
        landmark = definition.split() instanceof CohortSplit.Behaviour behaviour ? behaviour.withinDays() : 0;
        bridgedBelow = definition.gaps() instanceof GapPolicy.Bridged bridged ? bridged.shorterThanDays() : 0;
        newLifeAbove =
                definition.gaps() instanceof GapPolicy.NewCohort policy ? policy.longerThanDays() : Integer.MAX_VALUE;
        months = LedgerCohorts.monthsOfWindow(definition);
        asOf = Math.toIntExact(definition.asOf().toEpochDay());
        firstDay = firstDay(movements, definition);
        windows = Windows.of(definition, firstDay);
        entries = new DayNumbers(definition.granularity(), firstDay, asOf);
        facts = CohortFacts.builder(definition);
        sums = sums(facts);
    }

    /** The day of the first movement, if it is not after the last known day. */
    static int firstDay(MovementColumns movements, RetentionDefinition definition) {
        int first = Math.toIntExact(definition.asOf().toEpochDay());
        for (int account = 0; account < movements.accounts(); account++) {
            if (movements.begin(account) < movements.end(account)) {
                first = Math.min(first, movements.epochDay(movements.begin(account)));
            }
        }
        return first;
    }

    Sums sums(CohortFacts.Builder into) {
        return new Sums(into, new Rows(into, definition, entries, firstDay, asOf));
    }

    void account(int account, Sums into) {
        sums = into;
        facts = into.facts;
        int begin = movements.begin(account);
        int end = movements.end(account);
        int known = end;
        while (known > begin && movements.epochDay(known - 1) > asOf) {
            known--;
        }
        if (known < end) {
            facts.reject(Rejection.AFTER_AS_OF, end - known);
        }
        int row = begin;
        while (row < known) {
            int next = endOfLife(row, known);
            if (movements.type(row) == Type.OPENING) {
                facts.reject(Rejection.OPENING_BOOK, 1);
            } else {
                life(account, row, next);
            }
            row = next;
        }
    }

    /** A return after a long time begins another life. */
    private int endOfLife(int begin, int end) {
        if (newLifeAbove == Integer.MAX_VALUE) {
            return end;
        }
        int row = begin + 1;
        while (row < end
                && !(movements.type(row) == Type.REACTIVATION
                        && movements.epochDay(row) - movements.epochDay(row - 1) > newLifeAbove)) {
            row++;
        }
        return row;
    }

    private void life(int account, int begin, int end) {
        int row = begin;
        while (row < end) {
            int entry = movements.epochDay(row);
            int origin = entry + landmark;
            if (origin > asOf) {
                facts.reject(Rejection.BEFORE_LANDMARK, 1);
                return;
            }
            windows.enter(origin);
            long balance = 0;
            int next = row;
            while (next < end && day(next, end) < origin) {
                balance += movements.delta(next++);
            }
            if (landmark > 0 && balance == 0) {
                facts.reject(Rejection.GONE_BEFORE_LANDMARK, 1);
                return;
            }
            while (next < end && windows.index(day(next, end)) == 0) {
                balance += movements.delta(next++);
            }
            if (balance > 0 || firstNew) {
                facts.unit(sums.rows.of(entry, groups.of(account, entry)), windows.begun(), windows.ended());
                follow(next, end, balance);
                return;
            }
            // what is gone by the end of its window may yet enter with its next revenue
            row = next;
        }
        facts.reject(Rejection.NEVER_AT_PERIOD_END, 1);
    }

    /** The day on which a movement counts: an interruption that is too short to count is, with the return, a movement of that day. */
    private int day(int row, int end) {
        boolean isBridged = bridgedBelow > 0
                && row + 1 < end
                && movements.type(row) == Type.CHURN
                && movements.epochDay(row + 1) - movements.epochDay(row) < bridgedBelow;
        return movements.epochDay(isBridged ? row + 1 : row);
    }

    /** Says what the account has from window 0 on. */
    private void follow(int firstRow, int end, long base) {
        if (base == 0) {
            facts.reject(Rejection.ZERO_BASE, 1);
        }
        int begun = windows.begun();
        facts.add(Tally.BASE, 0, begun, base);
        followMovements(firstRow, end, base, begun);
        if (sums.countWindows) {
            followWindows(firstRow, end, base, begun);
        }
    }

    /** What the balance alone decides changes with each movement, whatever else is in its window. */
    private void followMovements(int firstRow, int end, long base, int begun) {
        facts.add(Tally.RETAINED, 0, begun, base > 0 ? 1 : 0);
        facts.add(Tally.NET, 0, begun, base);
        facts.add(Tally.GROSS, 0, begun, base);
        long before = base;
        for (int row = firstRow; row < end; row++) {
            int window = windows.index(day(row, end));
            long balance = before + movements.delta(row);
            if (balance > 0 != before > 0) {
                facts.add(Tally.RETAINED, window, begun, balance > 0 ? 1 : -1);
            }
            facts.add(Tally.NET, window, begun, balance - before);
            facts.add(Tally.GROSS, window, begun, Math.min(balance, base) - Math.min(before, base));
            before = balance;
        }
    }

    /** Between movements an account has the same at the end of every window. */
    private void followWindows(int firstRow, int end, long base, int begun) {
        int row = firstRow;
        int from = 0;
        long balance = base;
        long before = base;
        long least = base;
        boolean lapsed = false;
        long cumulative = 0;
        while (true) {
            int to = row < end ? windows.index(day(row, end)) : begun;
            if (balance > 0) {
                if (!lapsed) {
                    facts.add(Tally.NEVER_LAPSED, from, to, 1);
                }
                if (before == 0 && from > 0) {
                    facts.add(Tally.REACTIVATED, from, from + 1, 1);
                    facts.add(Tally.REACTIVATED_REVENUE, from, from + 1, balance);
                }
            }
            lapsed |= balance == 0;
            least = Math.min(least, balance);
            facts.add(Tally.STRICT, from, to, least);
            if (facts.counts(Tally.CUMULATIVE)) {
                for (int index = from; index < to; index++) {
                    cumulative = Math.addExact(cumulative, Math.multiplyExact(balance, months));
                    facts.add(Tally.CUMULATIVE, index, index + 1, cumulative);
                }
            }
            if (row >= end) {
                return;
            }
            before = balance;
            from = to;
            while (row < end && windows.index(day(row, end)) == from) {
                balance += movements.delta(row++);
            }
        }
    }
}
