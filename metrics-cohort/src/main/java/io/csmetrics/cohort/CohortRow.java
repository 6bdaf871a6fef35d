package io.csmetrics.cohort;

import java.util.List;
import java.util.OptionalLong;

/**
 * A cohort in a table.
 *
 * @param cohort which it is
 * @param size how many units it has; empty where it is hidden
 * @param filling whether its period of entry had not ended on the last known day: more units may still come
 * @param cells its cells by index, as many as the table has columns
 */
public record CohortRow(CohortKey cohort, OptionalLong size, boolean filling, List<Cell> cells) {
    /** Copies the list. */
    public CohortRow {
        cells = List.copyOf(cells);
    }
}
