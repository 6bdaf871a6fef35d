package io.csmetrics.count;

import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Grid;
import io.csmetrics.period.Reading;
import java.util.List;

/** The bridge of recurring revenue. */
public record BridgeCounter() implements Counter {
    @Override
    public Grid count(Scan scan, List<Reading> readings, Cells cells) {
        return scan.data().ledger().bridges(scan.windows(readings), cells);
    }
}
