package io.csmetrics.count;

import io.csmetrics.facts.Cells;
import io.csmetrics.facts.ConversionFacts;
import io.csmetrics.facts.Grid;
import io.csmetrics.period.Reading;
import io.csmetrics.select.EntryRule;
import io.csmetrics.select.Goal;
import io.csmetrics.select.Param;
import io.csmetrics.select.Selector;
import io.csmetrics.select.TextSet;
import io.csmetrics.select.Unit;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Units that enter in the period, and what they reach in a window after that.
 *
 * @param unit what is followed
 * @param entry what brings a unit in
 * @param rule which of its occurrences does
 * @param having what the texts of that occurrence must be
 * @param target what is to be reached
 * @param from when the window begins, after the entry
 * @param to when it ends; absent for never
 * @param until the window ends with the n-th occurrence of something at or after the entry instead; absent for not
 */
public record ConversionCounter(
        Unit unit,
        Selector entry,
        EntryRule rule,
        SortedMap<String, TextSet> having,
        Goal target,
        Duration from,
        @Nullable Duration to,
        @Nullable Until until)
        implements Counter {

    /** Copies the map. */
    public ConversionCounter {
        having = Collections.unmodifiableSortedMap(new TreeMap<>(having));
    }

    /**
     * The n-th occurrence of something.
     *
     * @param selector what
     * @param nth which one, from 1
     */
    public record Until(Selector selector, int nth) implements Serializable {}

    @Override
    public Grid count(Scan scan, List<Reading> readings, Cells cells) {
        int stride = cells.size();
        long[][] counts = new long[readings.size() * stride][];
        for (int r = 0; r < readings.size(); r++) {
            int base = r * stride;
            for (int cell = 0; cell < stride; cell++) {
                counts[base + cell] = new long[5];
            }
            new Pass(scan, readings.get(r), cells, base, counts).run();
        }
        return (window, cell) -> {
            long[] of = counts[window * stride + cell];
            return new ConversionFacts(of[0], of[1], of[2], of[3], of[4]);
        };
    }

    /** One reading. */
    private final class Pass {
        private final Scan scan;
        private final Cells cells;
        private final int base;
        private final long[][] counts;
        private final Reading reading;
        private final UnitTimeline entries;
        private final long start;
        private final long end;
        private final long knownBefore;
        private final Reached goal;

        Pass(Scan scan, Reading reading, Cells cells, int base, long[][] counts) {
            this.scan = scan;
            this.cells = cells;
            this.base = base;
            this.counts = counts;
            this.reading = reading;
            entries = scan.timeline(entry, unit, reading);
            start = Scan.millis(reading.start(scan.data().zone()));
            end = Scan.millis(reading.visibleEnd(scan.data().zone()));
            knownBefore = Scan.millis(reading.knownBefore(scan.data().zone()));
            goal = target instanceof Goal.Happened happened ? happened(happened) : this::isCustomer;
        }

        void run() {
            BitSet entered = new BitSet();
            int last = entries.placeAtOrAfter(end);
            for (int place = entries.placeAtOrAfter(start); place < last; place++) {
                int i = entries.byTime(place);
                int of = entries.unit(i);
                boolean first = switch (rule) {
                    case FIRST_EVER -> i == entries.start(of);
                    case FIRST_IN_PERIOD -> !entered.get(of);
                    case EACH -> !unit.isMatched() || i == entries.start(of);
                };
                if (first) {
                    entered.set(of);
                    enter(i, of);
                }
            }
            scan.occurrences(entry, reading).forEach(start, end, (part, i) -> {
                boolean placed = unit.isMatched()
                        ? part.texts(unit.name()).flatMap(ids -> ids.value(i)).isPresent()
                        : (unit.equals(Unit.USER) ? part.user(i) : part.account(i)) >= 0;
                int account = part.account(i);
                if (!placed && account >= 0 && cells.of(account) != Cells.LEFT_OUT) {
                    counts[base + cells.of(account)][4]++;
                }
            });
        }

        private void enter(int i, int of) {
            int account = entries.account(i);
            int cell = account < 0 ? Cells.LEFT_OUT : cells.of(account);
            if (cell == Cells.LEFT_OUT || !qualifies(i)) {
                return;
            }
            long at = entries.at(i);
            long closes = closes(of, at);
            boolean mature = closes <= knownBefore;
            boolean hit = goal.reached(i, of, at, closes);
            long[] count = counts[base + cell];
            if (mature) {
                count[0]++;
                count[1] += hit ? 1 : 0;
            } else {
                count[2]++;
                count[3] += hit ? 1 : 0;
            }
        }

        private boolean qualifies(int i) {
            for (Map.Entry<String, TextSet> text : having.entrySet()) {
                int id = entries.id(i);
                boolean[] fits = new boolean[1];
                scan.occurrences(entry, reading)
                        .forEach(
                                entries.at(i),
                                entries.at(i) + 1,
                                (part, row) -> fits[0] |= part.id(row) == id
                                        && part.texts(text.getKey())
                                                .flatMap(column -> column.value(row))
                                                .map(text.getValue()::has)
                                                .orElse(false));
                if (!fits[0]) {
                    return false;
                }
            }
            return true;
        }

        /** The first instant after the window; a window without end is over at once, so that everyone counts. */
        private long closes(int of, long at) {
            if (until != null) {
                UnitTimeline limits = scan.timeline(until.selector(), unit, reading);
                int nth = limits.firstAtOrAfter(of, at) + until.nth() - 1;
                return nth < limits.end(of) ? limits.at(nth) + 1 : Long.MAX_VALUE;
            }
            return to == null ? Long.MIN_VALUE : at + to.toMillis();
        }

        private long visibleEnd(long closes) {
            return closes == Long.MIN_VALUE ? knownBefore : Math.min(closes, knownBefore);
        }

        private Reached happened(Goal.Happened happened) {
            String distinct = happened.distinct() == null ? "" : happened.distinct();
            int least = least(happened);
            UnitTimeline targets = scan.timeline(happened.did(), unit, distinct, reading);
            return (i, of, at, closes) -> {
                long before = visibleEnd(closes);
                int found = 0;
                BitSet texts = new BitSet();
                for (int t = targets.firstAtOrAfter(of, at + from.toMillis());
                        t < targets.end(of) && targets.at(t) < before && found < least;
                        t++) {
                    boolean itself = targets.at(t) == at
                            && targets.id(t) == entries.id(i)
                            && Occurrences.areAlike(happened.did(), entry);
                    if (itself) {
                        continue;
                    }
                    if (distinct.isEmpty()) {
                        found++;
                    } else if (targets.text(t) >= 0 && !texts.get(targets.text(t))) {
                        texts.set(targets.text(t));
                        found++;
                    }
                }
                return found >= least;
            };
        }

        private boolean isCustomer(int i, int of, long at, long closes) {
            return closes <= knownBefore && scan.customers().is(entries.account(i), closes, knownBefore);
        }
    }

    /** Whether a unit that entered with an occurrence reached the target. */
    private interface Reached {
        boolean reached(int entry, int unit, long at, long closes);
    }

    /** How many occurrences, or different texts: every text that the selector asks for, unless a number is given. */
    private static int least(Goal.Happened happened) {
        Param<BigDecimal> atLeast = happened.atLeast();
        if (atLeast != null && atLeast.isSet()) {
            return atLeast.get().intValueExact();
        }
        if (happened.distinct() == null) {
            return 1;
        }
        Param<TextSet> asked =
                happened.did() instanceof Selector.Event event ? event.where().get(happened.distinct()) : null;
        if (asked == null) {
            throw new IllegalArgumentException("target " + happened + " must say atLeast, or name the texts of \""
                    + happened.distinct() + "\" that must all be there");
        }
        return asked.get().texts().size();
    }
}
