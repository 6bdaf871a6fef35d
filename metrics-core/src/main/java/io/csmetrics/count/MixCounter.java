package io.csmetrics.count;

import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Grid;
import io.csmetrics.period.Reading;
import java.util.List;

/** Expansion and contraction by kind. */
public record MixCounter() implements Counter {
    @Override
    public Grid count(Scan scan, List<Reading> readings, Cells cells) {
        return scan.data().ledger().mixes(scan.windows(readings), cells);
    }
}
