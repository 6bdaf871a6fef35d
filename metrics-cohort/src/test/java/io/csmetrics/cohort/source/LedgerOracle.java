package io.csmetrics.cohort.source;

import io.csmetrics.cohort.CohortKey;
import io.csmetrics.cohort.EntryRule;
import io.csmetrics.cohort.GapPolicy;
import io.csmetrics.cohort.Rejection;
import io.csmetrics.cohort.RetentionDefinition;
import io.csmetrics.cohort.Tally;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/** The sums of a book by brute force: each account at the end of each of its windows, straight from the words of the definition. */
final class LedgerOracle {
    private final RetentionDefinition definition;
    private final LocalDate asOf;
    private final int months;
    private final Sums sums = new Sums();

    private LedgerOracle(RetentionDefinition definition) {
        this.definition = definition;
        asOf = definition.asOf();
        months = LedgerCohorts.monthsOfWindow(definition);
    }

    static SortedMap<String, Long> count(Book book, RetentionDefinition definition) {
        LedgerOracle oracle = new LedgerOracle(definition);
        book.levels().forEach((id, path) -> oracle.account(path, book.opening().contains(id)));
        return oracle.sums.byName();
    }

    private void account(NavigableMap<LocalDate, Long> path, boolean opening) {
        for (int row = path.tailMap(asOf, false).size(); row > 0; row--) {
            sums.reject(Rejection.AFTER_AS_OF);
        }
        NavigableMap<LocalDate, Long> known = path.headMap(asOf, true);
        if (known.isEmpty()) {
            return;
        }
        List<NavigableMap<LocalDate, Long>> lives = lives(known);
        for (int life = 0; life < lives.size(); life++) {
            if (life == 0 && opening) {
                sums.reject(Rejection.OPENING_BOOK);
            } else {
                life(bridged(lives.get(life)));
            }
        }
    }

    private List<NavigableMap<LocalDate, Long>> lives(NavigableMap<LocalDate, Long> path) {
        List<NavigableMap<LocalDate, Long>> lives = new ArrayList<>();
        NavigableMap<LocalDate, Long> life = new TreeMap<>();
        for (var change : path.entrySet()) {
            boolean returns = !life.isEmpty() && life.lastEntry().getValue() == 0;
            if (returns
                    && definition.gaps() instanceof GapPolicy.NewCohort policy
                    && ChronoUnit.DAYS.between(life.lastKey(), change.getKey()) > policy.longerThanDays()) {
                lives.add(life);
                life = new TreeMap<>();
            }
            life.put(change.getKey(), change.getValue());
        }
        lives.add(life);
        return lives;
    }

    private NavigableMap<LocalDate, Long> bridged(NavigableMap<LocalDate, Long> life) {
        NavigableMap<LocalDate, Long> bridged = new TreeMap<>(life);
        if (definition.gaps() instanceof GapPolicy.Bridged policy) {
            for (var change : life.entrySet()) {
                LocalDate returned = life.higherKey(change.getKey());
                if (change.getValue() == 0
                        && returned != null
                        && ChronoUnit.DAYS.between(change.getKey(), returned) < policy.shorterThanDays()) {
                    bridged.remove(change.getKey());
                }
            }
        }
        return bridged;
    }

    private void life(NavigableMap<LocalDate, Long> life) {
        LocalDate entry = life.firstKey();
        while (entry != null) {
            long base = atEnd(life, entry, 0);
            if (base > 0 || definition.entry() == EntryRule.FIRST_NEW) {
                member(life, entry);
                return;
            }
            entry = life.ceilingKey(start(entry, 1));
        }
        sums.reject(Rejection.NEVER_AT_PERIOD_END);
    }

    private LocalDate start(LocalDate entry, int k) {
        return PlainWindows.start(definition.index(), entry, k);
    }

    /** What the account had when the window ended, or has by now. */
    private long atEnd(NavigableMap<LocalDate, Long> life, LocalDate entry, int k) {
        var last = life.lowerEntry(start(entry, k + 1));
        return last == null ? 0 : last.getValue();
    }

    private void member(NavigableMap<LocalDate, Long> life, LocalDate entry) {
        CohortKey cohort = CohortKey.of(PlainWindows.period(definition.granularity(), entry));
        sums.member(cohort);
        List<Long> ends = new ArrayList<>();
        for (int k = 0; !start(entry, k).isAfter(asOf); k++) {
            ends.add(atEnd(life, entry, k));
        }
        if (ends.get(0) == 0) {
            sums.reject(Rejection.ZERO_BASE);
        }
        for (int k = 0; k < ends.size(); k++) {
            sums.add(cohort, k, Tally.BEGUN, 1);
            if (!start(entry, k + 1).isAfter(asOf.plusDays(1))) {
                for (Tally tally : Tally.values()) {
                    if (tally != Tally.BEGUN && (tally != Tally.CUMULATIVE || months > 0)) {
                        sums.add(cohort, k, tally, value(tally, ends, k));
                        if (k > 0) {
                            sums.addBefore(cohort, k, tally, value(tally, ends, k - 1));
                        }
                    }
                }
            }
        }
    }

    private long value(Tally tally, List<Long> ends, int k) {
        long base = ends.get(0);
        long now = ends.get(k);
        long least = base;
        long sum = 0;
        for (long each : ends.subList(0, k + 1)) {
            least = Math.min(least, each);
            sum += each;
        }
        boolean returns = k > 0 && now > 0 && ends.get(k - 1) == 0;
        return switch (tally) {
            case BEGUN, AT_RISK -> 1;
            case RETAINED -> now > 0 ? 1 : 0;
            case NEVER_LAPSED -> least > 0 ? 1 : 0;
            case REACTIVATED -> returns ? 1 : 0;
            case BASE -> base;
            case NET -> now;
            case GROSS -> Math.min(now, base);
            case STRICT -> least;
            case REACTIVATED_REVENUE -> returns ? now : 0;
            case CUMULATIVE -> sum * months;
        };
    }
}
