package io.csmetrics.cohort.io;

import io.csmetrics.cohort.Cell;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a file tells of a cell; all that is not known or hidden is absent. */
record CellFigures(
        String state,
        @Nullable BigDecimal retained,
        @Nullable BigDecimal atRisk,
        @Nullable BigDecimal rate,
        @Nullable BigDecimal lower,
        @Nullable BigDecimal upper,
        @Nullable BigDecimal followUp) {

    static CellFigures of(Cell cell) {
        if (cell instanceof Cell.Observed observed) {
            return new CellFigures(
                    cell.state(),
                    observed.numerator(),
                    observed.denominator(),
                    observed.rate().orElse(null),
                    observed.interval()
                            .map(each -> BigDecimal.valueOf(each.lower()))
                            .orElse(null),
                    observed.interval()
                            .map(each -> BigDecimal.valueOf(each.upper()))
                            .orElse(null),
                    observed.followUp().isPresent()
                            ? BigDecimal.valueOf(observed.followUp().getAsInt())
                            : null);
        }
        BigDecimal expected = cell instanceof Cell.Projected projected ? BigDecimal.valueOf(projected.rate()) : null;
        return new CellFigures(cell.state(), null, null, expected, null, null, null);
    }
}
