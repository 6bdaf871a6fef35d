package io.csmetrics.cohort;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Small tables, made by hand, and the figures of tables. */
public final class Tables {
    private Tables() {}

    public static RetentionDefinition.Builder monthly(String asOf) {
        return RetentionDefinition.builder(ZoneOffset.UTC, LocalDate.parse(asOf));
    }

    public static CohortKey key(String start) {
        return CohortKey.of(LocalDate.parse(start));
    }

    /** Adds units whose windows are complete but for the last few, and of which so many are retained at each complete index. */
    static void cohort(CohortFacts.Builder facts, CohortKey key, int size, int open, int... retained) {
        int row = facts.row(key);
        for (int unit = 0; unit < size; unit++) {
            facts.unit(row, retained.length + open, retained.length);
            boolean lapsed = false;
            boolean before = true;
            for (int index = 0; index < retained.length; index++) {
                boolean kept = unit < retained[index];
                lapsed |= !kept;
                facts.add(Tally.RETAINED, index, index + 1, kept ? 1 : 0);
                facts.add(Tally.NEVER_LAPSED, index, index + 1, lapsed ? 0 : 1);
                facts.add(Tally.REACTIVATED, index, index + 1, kept && !before ? 1 : 0);
                before = kept;
            }
        }
    }

    static Optional<BigDecimal> average(Triangle table, RetentionDefinition.Weighting weighting, int index) {
        return table.with(weighting).averages().get(index).value();
    }

    /** The states of a row, a letter each, such as {@code OO?} for two observed cells and an open one. */
    public static String states(CohortRow row) {
        StringBuilder text = new StringBuilder();
        for (Cell cell : row.cells()) {
            text.append(
                    switch (cell.state()) {
                        case "observed" -> 'O';
                        case "open" -> '?';
                        case "not-reached" -> '.';
                        case "suppressed" -> 'x';
                        default -> 'p';
                    });
        }
        return text.toString();
    }

    public static List<CohortKey> keys(Triangle table) {
        return table.rows().stream().map(CohortRow::cohort).toList();
    }

    public static Cell.Observed observed(Triangle table, CohortKey cohort, int index) {
        return (Cell.Observed) table.row(cohort).cells().get(index);
    }
}
