package io.csmetrics.count;

import io.csmetrics.count.DurationCounter.DurationTally;
import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Grid;
import io.csmetrics.period.Reading;
import io.csmetrics.select.Clock;
import io.csmetrics.select.Selector;
import io.csmetrics.select.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long units pause between what happens to them in the period. A unit with fewer than two occurrences has no gap and is
 * excluded; silence at the end of the period is no gap.
 *
 * @param unit what is followed
 * @param start what happens
 * @param after only what happens at or after the first of these counts; absent for all
 * @param pooled whether each gap counts, not the mean of each unit
 * @param clock which time counts
 * @param exact whether the lengths themselves are kept
 */
public record GapCounter(
        Unit unit, Selector start, @Nullable Selector after, boolean pooled, Clock clock, boolean exact)
        implements Counter {

    @Override
    public Grid count(Scan scan, List<Reading> readings, Cells cells) {
        List<DurationTally[]> tallies = new ArrayList<>();
        for (Reading reading : readings) {
            UnitTimeline starts = scan.timeline(start, unit, reading);
            UnitTimeline first = after == null ? null : scan.timeline(after, unit, reading);
            DurationTally[] tally = DurationTally.of(cells.size(), exact);
            long from = Scan.millis(reading.start(scan.data().zone()));
            long to = Scan.millis(reading.visibleEnd(scan.data().zone()));
            for (int of = 0; of < starts.units(); of++) {
                int i = starts.firstAtOrAfter(of, Math.max(from, begins(first, of)));
                if (i < starts.end(of) && starts.at(i) < to && starts.account(i) >= 0) {
                    int cell = cells.of(starts.account(i));
                    if (cell != Cells.LEFT_OUT) {
                        gaps(scan, starts, of, i, to, tally[cell]);
                    }
                }
            }
            tallies.add(tally);
        }
        return (window, cell) -> tallies.get(window)[cell].facts();
    }

    /** When a unit begins to count: never, if what it must come after has not happened. */
    private static long begins(@Nullable UnitTimeline first, int of) {
        if (first == null) {
            return Long.MIN_VALUE;
        }
        return first.start(of) < first.end(of) ? first.at(first.start(of)) : Long.MAX_VALUE;
    }

    private void gaps(Scan scan, UnitTimeline starts, int of, int first, long to, DurationTally tally) {
        long sum = 0;
        int gaps = 0;
        for (int i = first + 1; i < starts.end(of) && starts.at(i) < to; i++) {
            long gap = clock.millis(starts.at(i - 1), starts.at(i), scan.data().zone());
            sum += gap;
            gaps++;
            if (pooled) {
                tally.finished(gap);
            }
        }
        if (gaps == 0) {
            tally.excluded++;
        } else if (!pooled) {
            tally.finished(BigDecimal.valueOf(sum)
                    .divide(BigDecimal.valueOf(gaps), 0, RoundingMode.HALF_EVEN)
                    .longValueExact());
        }
    }
}
