package io.csmetrics.count;

import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Grid;
import io.csmetrics.period.Reading;
import java.util.List;

/** The movements of the accounts that had revenue at the opening. */
public record CohortCounter() implements Counter {
    @Override
    public Grid count(Scan scan, List<Reading> readings, Cells cells) {
        return scan.data().ledger().cohortMovements(scan.windows(readings), cells);
    }
}
