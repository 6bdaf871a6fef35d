package io.csmetrics.count;

import io.csmetrics.facts.Cells;
import io.csmetrics.facts.DurationFacts;
import io.csmetrics.facts.Grid;
import io.csmetrics.period.Reading;
import io.csmetrics.select.Clock;
import io.csmetrics.select.Selector;
import io.csmetrics.select.Unit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How long units take from a start to an end.
 *
 * @param unit what is followed
 * @param start the first of these is the start
 * @param end one of these at or after the start is the end
 * @param nth which one, from 1
 * @param distinctDays whether only the first of each local day counts
 * @param byEnd whether a unit belongs to the period of its end, not of its start
 * @param clock which time counts
 * @param exact whether the lengths themselves are kept
 */
public record DurationCounter(
        Unit unit,
        Selector start,
        Selector end,
        int nth,
        boolean distinctDays,
        boolean byEnd,
        Clock clock,
        boolean exact)
        implements Counter {

    @Override
    public Grid count(Scan scan, List<Reading> readings, Cells cells) {
        List<DurationTally[]> tallies = new ArrayList<>();
        for (Reading reading : readings) {
            UnitTimeline starts = scan.timeline(start, unit, reading);
            UnitTimeline ends = scan.timeline(end, unit, reading);
            DurationTally[] tally = DurationTally.of(cells.size(), exact);
            long from = Scan.millis(reading.start(scan.data().zone()));
            long to = Scan.millis(reading.visibleEnd(scan.data().zone()));
            long knownBefore = Scan.millis(reading.knownBefore(scan.data().zone()));
            int last = starts.placeAtOrAfter(to);
            for (int place = byEnd ? 0 : starts.placeAtOrAfter(from); place < last; place++) {
                int first = starts.byTime(place);
                int of = starts.unit(first);
                int account = starts.account(first);
                int cell = account < 0 ? Cells.LEFT_OUT : cells.of(account);
                if (cell == Cells.LEFT_OUT || first != starts.start(of)) {
                    continue;
                }
                long begun = starts.at(first);
                int done = nthEnd(scan, starts, ends, of, first);
                boolean finished = done >= 0 && ends.at(done) < knownBefore;
                if (finished && (!byEnd || (ends.at(done) >= from && ends.at(done) < to))) {
                    tally[cell].finished(
                            clock.millis(begun, ends.at(done), scan.data().zone()));
                } else if (!finished && !byEnd) {
                    tally[cell].open(
                            clock.millis(begun, knownBefore, scan.data().zone()));
                }
            }
            excluded(scan, reading, cells, tally);
            tallies.add(tally);
        }
        return (window, cell) -> tallies.get(window)[cell].facts();
    }

    /** Starts that name no unit. */
    private void excluded(Scan scan, Reading reading, Cells cells, DurationTally[] tally) {
        Selector anchor = byEnd ? end : start;
        long from = Scan.millis(reading.start(scan.data().zone()));
        long to = Scan.millis(reading.visibleEnd(scan.data().zone()));
        scan.occurrences(anchor, reading).forEach(from, to, (part, i) -> {
            boolean placed = unit.isMatched()
                    ? part.texts(unit.name()).flatMap(ids -> ids.value(i)).isPresent()
                    : (unit.equals(Unit.USER) ? part.user(i) : part.account(i)) >= 0;
            int account = part.account(i);
            if (!placed && account >= 0 && cells.of(account) != Cells.LEFT_OUT) {
                tally[cells.of(account)].excluded++;
            }
        });
    }

    /** The end of a unit that started, -1 if it has none; the start itself is no end. */
    private int nthEnd(Scan scan, UnitTimeline starts, UnitTimeline ends, int of, int first) {
        int left = nth;
        LocalDate day = LocalDate.MIN;
        for (int i = ends.firstAtOrAfter(of, starts.at(first)); i < ends.end(of); i++) {
            boolean itself = ends.at(i) == starts.at(first)
                    && ends.id(i) == starts.id(first)
                    && Occurrences.areAlike(start, end);
            if (itself) {
                continue;
            }
            if (distinctDays) {
                LocalDate on = LocalDate.ofInstant(
                        Instant.ofEpochMilli(ends.at(i)), scan.data().zone());
                if (on.equals(day)) {
                    continue;
                }
                day = on;
            }
            if (--left == 0) {
                return i;
            }
        }
        return -1;
    }

    /** Sums of one cell. */
    static final class DurationTally {
        private final boolean exact;
        private long n;
        private long sum;
        private long censored;
        long excluded;
        private final Lengths finished = new Lengths();
        private final Lengths open = new Lengths();

        private DurationTally(boolean exact) {
            this.exact = exact;
        }

        static DurationTally[] of(int cells, boolean exact) {
            DurationTally[] tallies = new DurationTally[cells];
            for (int cell = 0; cell < cells; cell++) {
                tallies[cell] = new DurationTally(exact);
            }
            return tallies;
        }

        void finished(long length) {
            n++;
            sum = Math.addExact(sum, length);
            if (exact) {
                finished.add(length);
            }
        }

        void open(long length) {
            censored++;
            if (exact) {
                open.add(length);
            }
        }

        DurationFacts facts() {
            return new DurationFacts(n, sum, censored, excluded, finished.counts(), open.counts());
        }
    }

    /** Lengths as they come; how often each occurs is counted after the last. */
    private static final class Lengths {
        private long[] lengths = new long[0];
        private int n;

        void add(long length) {
            if (n == lengths.length) {
                lengths = Arrays.copyOf(lengths, Math.max(16, n * 2));
            }
            lengths[n++] = length;
        }

        SortedMap<Long, Long> counts() {
            Arrays.sort(lengths, 0, n);
            SortedMap<Long, Long> counts = new TreeMap<>();
            for (int i = 0, next; i < n; i = next) {
                next = i + 1;
                while (next < n && lengths[next] == lengths[i]) {
                    next++;
                }
                counts.put(lengths[i], (long) (next - i));
            }
            return counts;
        }
    }
}
