package io.csmetrics.cohort.survival;

import io.csmetrics.cohort.survival.AccountLifetimes.LeftOut;
import io.csmetrics.cohort.survival.AccountLifetimes.LifeEnd;
import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Segment;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.revenue.MovementRows;
import io.csmetrics.revenue.RevenueLedger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** One walk over the accounts of a ledger, which turns each into a duration or leaves it out. */
final class LifetimeScan {
    private static final int NONE = Integer.MIN_VALUE;

    private final RevenueLedger ledger;
    private final LocalDate asOf;
    private final MovementRows churns;
    private final int[] endingChurn;
    private final Durations.Builder all = Durations.builder();
    private final SortedMap<Segment, Durations> groups = new TreeMap<>();
    private final SortedMap<LeftOut, List<String>> leftOut = new TreeMap<>();

    LifetimeScan(RevenueLedger ledger, LocalDate asOf, LifeEnd end) {
        this.ledger = ledger;
        this.asOf = asOf;
        churns = ledger.select(Set.of(Type.CHURN), Set.of());
        endingChurn = end == LifeEnd.FIRST_CHURN ? first(churns) : finalChurns();
    }

    int accounts() {
        return ledger.accountIds().size();
    }

    Durations all() {
        return all.build();
    }

    SortedMap<Segment, Durations> groups() {
        return groups;
    }

    SortedMap<LeftOut, List<String>> leftOut() {
        return leftOut;
    }

    void run(Cells cells, IntFunction<Optional<String>> startText) {
        Durations.Builder[] ofCell =
                Stream.generate(Durations::builder).limit(cells.size()).toArray(Durations.Builder[]::new);
        MovementRows openings = ledger.select(Set.of(Type.OPENING), Set.of());
        MovementRows news = ledger.select(Set.of(Type.NEW), Set.of());
        int[] opening = first(openings);
        int[] start = first(news);
        for (int account = 0; account < start.length; account++) {
            Durations.Builder group = ofCell[cells.of(account)];
            if (opening[account] != NONE) {
                addFromOpening(account, group, openings.epochDay(opening[account]), startText.apply(account));
            } else if (start[account] == NONE) {
                leaveOut(account, LeftOut.NO_REVENUE_YET);
            } else {
                add(account, group, news.epochDay(start[account]), news.epochDay(start[account]));
            }
        }
        for (int cell = 0; cell < cells.segments().size(); cell++) {
            Durations group = ofCell[cell].build();
            if (group.n() > 0) {
                groups.put(cells.segments().get(cell), group);
            }
        }
    }

    /** Returns the first of some rows up to the last known day, for each account. */
    private int[] first(MovementRows rows) {
        int[] first = none();
        for (int row = rows.size() - 1; row >= 0; row--) {
            if (isKnown(rows, row)) {
                first[rows.account(row)] = row;
            }
        }
        return first;
    }

    private int[] finalChurns() {
        int[] last = none();
        for (int row = 0; row < churns.size() && isKnown(churns, row); row++) {
            last[churns.account(row)] = row;
        }
        MovementRows returns = ledger.select(Set.of(Type.REACTIVATION, Type.NEW), Set.of());
        for (int row = 0; row < returns.size() && isKnown(returns, row); row++) {
            int churn = last[returns.account(row)];
            if (churn != NONE && churns.epochDay(churn) < returns.epochDay(row)) {
                last[returns.account(row)] = NONE;
            }
        }
        return last;
    }

    private boolean isKnown(MovementRows rows, int row) {
        return rows.epochDay(row) <= asOf.toEpochDay();
    }

    private int[] none() {
        int[] none = new int[accounts()];
        Arrays.fill(none, NONE);
        return none;
    }

    private void addFromOpening(int account, Durations.Builder group, int opening, Optional<String> startText) {
        if (startText.isEmpty()) {
            leaveOut(account, LeftOut.START_UNKNOWN);
            return;
        }
        try {
            long start = LocalDate.parse(startText.get()).toEpochDay();
            if (start > opening) {
                leaveOut(account, LeftOut.START_AFTER_OPENING);
            } else {
                add(account, group, start, opening);
            }
        } catch (DateTimeException e) {
            leaveOut(account, LeftOut.START_UNREADABLE);
        }
    }

    private void leaveOut(int account, LeftOut reason) {
        leftOut.computeIfAbsent(reason, first -> new ArrayList<>())
                .add(ledger.accountIds().get(account));
    }

    private void add(int account, Durations.Builder group, long start, long watchedFrom) {
        int churn = endingChurn[account];
        String cause = churn == NONE ? null : churns.reason(churn).orElse(Durations.NO_CAUSE);
        double age = (churn == NONE ? asOf.toEpochDay() : churns.epochDay(churn)) - start;
        // a churn on the first day of watching is seen, so the account is at risk from the day before, which may be
        // before 0
        double entry = watchedFrom - start - 1;
        all.add(entry, age, cause, watchedFrom == start);
        group.add(entry, age, cause, watchedFrom == start);
    }
}
