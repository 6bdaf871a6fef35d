package io.csmetrics.cohort.lifetime;

import io.csmetrics.cohort.Cell;
import io.csmetrics.cohort.CohortRow;
import io.csmetrics.cohort.Measure;
import io.csmetrics.cohort.RetentionDefinition.RelativeTo;
import io.csmetrics.cohort.Triangle;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The open corner of a retention table, filled with what a model of retention expects: a cohort whose last known cell is at {@code j} is
 * expected at {@code k} to have {@code share(j) * survival(k) / survival(j)}.
 *
 * <p>Of a table of logos the last known share holds those who came back; they are supposed to go on like the others of their age, and nobody
 * else to come back. Observed cells are untouched, hidden ones stay hidden, and no average changes.
 */
public final class TriangleFill {
    private final Triangle triangle;
    private final RetentionModelKind kind;
    private final RetentionFit fit;

    private TriangleFill(Triangle triangle, RetentionModelKind kind, RetentionFit fit) {
        this.triangle = triangle;
        this.kind = kind;
        this.fit = fit;
    }

    /**
     * Fits a model to a table, pooled over its cohorts.
     *
     * @param triangle a table of {@link Measure#NEVER_LAPSED} or {@link Measure#LOGO}
     * @param kind the model
     * @return the fill
     * @throws IllegalArgumentException if the table shows something else, or its counts are no lives, see {@link ActiveCounts#of}
     */
    public static TriangleFill of(Triangle triangle, RetentionModelKind kind) {
        Measure measure = triangle.definition().measure();
        if (measure != Measure.NEVER_LAPSED && measure != Measure.LOGO) {
            throw new IllegalArgumentException("measure " + measure
                    + " cannot be projected by who stays: revenue also grows and shrinks, and returns are no survival; "
                    + "show never-lapsed or logo, or take the chain-ladder of the table");
        }
        return new TriangleFill(triangle, kind, kind.fit(ActiveCounts.of(triangle)));
    }

    /**
     * Returns the model.
     *
     * @return the fit, or why there is none: then nothing is filled
     */
    public RetentionFit fit() {
        return fit;
    }

    /**
     * Returns the rows with expected figures where none are known yet.
     *
     * @return the rows, to be laid out beside the table by {@code TriangleGrid.of(triangle, rows, alignment)}
     */
    public List<CohortRow> rows() {
        return fit.fitted().map(fitted -> filled(fitted.model())).orElseGet(triangle::rows);
    }

    private List<CohortRow> filled(RetentionModel model) {
        OptionalDouble error = backtestError();
        boolean previous = triangle.definition().relativeTo() == RelativeTo.PREVIOUS;
        List<CohortRow> rows = new ArrayList<>();
        for (CohortRow row : triangle.rows()) {
            List<Cell> cells = new ArrayList<>(row.cells());
            int last = lastObserved(cells);
            Optional<BigDecimal> known =
                    last >= 0 && cells.get(last) instanceof Cell.Observed observed ? observed.rate() : Optional.empty();
            if (known.isPresent()) {
                double share = known.get().doubleValue();
                for (int k = last + 1; k < cells.size() && isOpen(cells.get(k)); k++) {
                    double rate = model.retentionRate(k);
                    share *= rate;
                    cells.set(
                            k,
                            new Cell.Projected(
                                    previous ? rate : share, model.kind().key(), error));
                }
            }
            rows.add(new CohortRow(row.cohort(), row.size(), row.filling(), cells));
        }
        return rows;
    }

    private static int lastObserved(List<Cell> cells) {
        int last = cells.size() - 1;
        while (last >= 0 && !(cells.get(last) instanceof Cell.Observed)) {
            last--;
        }
        return last;
    }

    private static boolean isOpen(Cell cell) {
        return cell instanceof Cell.Open || cell instanceof Cell.NotReached;
    }

    /**
     * Returns what the same model, fitted without the last known period of each cohort, would have got wrong there. Defined as
     * {@code sum of active(j - 1) * retentionRate(j) / sum of active(j) - 1} over cohorts, {@code j} being the last known period of each.
     *
     * @return the error; empty where too little is known to fit the model without them, or nobody was left
     */
    public OptionalDouble backtestError() {
        ActiveCounts counts = ActiveCounts.of(triangle);
        Optional<RetentionFit.Fitted> earlier = kind.fit(counts.withoutLast(1)).fitted();
        if (earlier.isEmpty()) {
            return OptionalDouble.empty();
        }
        double expected = 0;
        long actual = 0;
        for (String cohort : counts.cohorts()) {
            int last = counts.lastPeriod(cohort);
            if (last > 0) {
                expected += counts.faced(cohort, last) * earlier.get().model().retentionRate(last);
                actual += counts.active(cohort, last).orElse(0);
            }
        }
        return actual == 0 ? OptionalDouble.empty() : OptionalDouble.of(expected / actual - 1);
    }
}
