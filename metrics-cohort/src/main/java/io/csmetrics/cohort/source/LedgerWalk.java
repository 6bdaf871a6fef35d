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

    /** The movements of the account, up to the last known day. */
    private int[] days = new int[16];

    private long[] deltas = new long[16];
    private int size;
    private Sums sums;
    private CohortFacts.Builder facts;

    /** What is added up for the accounts of one cell. */
    static final class Sums {
        private final CohortFacts.Builder facts;
        private final Rows rows;

        private Sums(CohortFacts.Builder facts, Rows rows) {
            this.facts = facts;
            this.rows = rows;
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
        int first = asOf;
        for (int account = 0; account < movements.accounts(); account++) {
            if (movements.begin(account) < movements.end(account)) {
                first = Math.min(first, movements.epochDay(movements.begin(account)));
            }
        }
        firstDay = first;
        windows = Windows.of(definition, first);
        entries = new DayNumbers(definition.granularity(), first, asOf);
        facts = CohortFacts.builder(definition);
        sums = sums(facts);
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
        take(begin, end);
        int row = 0;
        while (row < size) {
            int entry = days[row];
            int origin = entry + landmark;
            if (origin > asOf) {
                facts.reject(Rejection.BEFORE_LANDMARK, 1);
                return;
            }
            windows.enter(origin);
            long balance = 0;
            int next = row;
            while (next < size && days[next] < origin) {
                balance += deltas[next++];
            }
            if (landmark > 0 && balance == 0) {
                facts.reject(Rejection.GONE_BEFORE_LANDMARK, 1);
                return;
            }
            while (next < size && windows.index(days[next]) == 0) {
                balance += deltas[next++];
            }
            if (balance > 0 || firstNew) {
                facts.unit(sums.rows.of(entry, groups.of(account, entry)), windows.begun(), windows.ended());
                follow(next, balance);
                return;
            }
            // what is gone by the end of its window may yet enter with its next revenue
            row = next;
        }
        facts.reject(Rejection.NEVER_AT_PERIOD_END, 1);
    }

    /** Copies the movements, without interruptions that are too short to count: a return is what differs from before. */
    private void take(int begin, int end) {
        if (days.length < end - begin) {
            days = new int[2 * (end - begin)];
            deltas = new long[2 * (end - begin)];
        }
        size = 0;
        int row = begin;
        while (row < end) {
            long delta = movements.delta(row);
            if (bridgedBelow > 0
                    && row + 1 < end
                    && movements.type(row) == Type.CHURN
                    && movements.epochDay(row + 1) - movements.epochDay(row) < bridgedBelow) {
                row++;
                delta += movements.delta(row);
            }
            days[size] = movements.epochDay(row);
            deltas[size++] = delta;
            row++;
        }
    }

    /** Says what the account has from window 0 on; between movements it is the same in every window. */
    private void follow(int firstRow, long base) {
        int begun = windows.begun();
        if (base == 0) {
            facts.reject(Rejection.ZERO_BASE, 1);
        }
        facts.add(Tally.BASE, 0, begun, base);
        int row = firstRow;
        int from = 0;
        long balance = base;
        long before = base;
        long least = base;
        boolean lapsed = false;
        long cumulative = 0;
        while (true) {
            int to = row < size ? windows.index(days[row]) : begun;
            if (balance > 0) {
                facts.add(Tally.RETAINED, from, to, 1);
                if (!lapsed) {
                    facts.add(Tally.NEVER_LAPSED, from, to, 1);
                }
                if (before == 0 && from > 0) {
                    facts.add(Tally.REACTIVATED, from, from + 1, 1);
                    facts.add(Tally.REACTIVATED_REVENUE, from, from + 1, balance);
                }
                facts.add(Tally.NET, from, to, balance);
                facts.add(Tally.GROSS, from, to, Math.min(balance, base));
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
            if (row >= size) {
                return;
            }
            before = balance;
            from = to;
            while (row < size && windows.index(days[row]) == from) {
                balance += deltas[row++];
            }
        }
    }
}
