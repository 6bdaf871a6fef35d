package io.csmetrics.count;

import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Grid;
import io.csmetrics.period.Reading;
import java.util.List;

/** What became of the accounts that had revenue at the opening. */
public record RetentionCounter() implements Counter {
    @Override
    public Grid count(Scan scan, List<Reading> readings, Cells cells) {
        return scan.data().ledger().retentions(scan.windows(readings), cells);
    }
}
