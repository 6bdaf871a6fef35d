package io.csmetrics.cohort;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;

/**
 * When the margin of a cohort has paid for its acquisition.
 *
 * @param index the first window at whose end the cumulative margin per account is at least the cost of an account
 * @param windows how many windows that took, the last one in proportion to what was still missing at its beginning: an estimate between
 *     two known points
 */
public record Payback(int index, double windows) {

    /**
     * Looks for the payback of one cohort. Defined as the first {@code k} with {@code cumulative revenue per account(k) * margin >= cost}.
     *
     * @param row a row of a table of {@link Measure#CUMULATIVE_REVENUE}
     * @param cost what the acquisition of an account cost, above 0
     * @param grossMargin the share of revenue that is left after its cost, above 0 and at most 1
     * @return the payback; empty where it is not reached in the complete cells
     * @throws IllegalArgumentException if a figure is out of its range
     */
    public static Optional<Payback> of(CohortRow row, BigDecimal cost, BigDecimal grossMargin) {
        return of(
                row.cells().stream()
                        .map(cell ->
                                cell instanceof Cell.Observed observed ? observed.rate() : Optional.<BigDecimal>empty())
                        .toList(),
                cost,
                grossMargin);
    }

    /**
     * Looks for the payback of the average cohort.
     *
     * @param averages the averages of a table of {@link Measure#CUMULATIVE_REVENUE}; young indexes are of more cohorts than old ones
     * @param cost what the acquisition of an account cost, above 0
     * @param grossMargin the share of revenue that is left after its cost, above 0 and at most 1
     * @return the payback; empty where it is not reached
     * @throws IllegalArgumentException if a figure is out of its range
     */
    public static Optional<Payback> ofAverages(List<CohortAverage> averages, BigDecimal cost, BigDecimal grossMargin) {
        return of(averages.stream().map(CohortAverage::value).toList(), cost, grossMargin);
    }

    private static Optional<Payback> of(List<Optional<BigDecimal>> cumulative, BigDecimal cost, BigDecimal margin) {
        if (cost.signum() <= 0 || margin.signum() <= 0 || margin.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("cost " + cost + " must be above 0, and gross margin " + margin
                    + " above 0 and at most 1; give the margin as a share");
        }
        BigDecimal before = BigDecimal.ZERO;
        for (int index = 0; index < cumulative.size(); index++) {
            Optional<BigDecimal> revenue = cumulative.get(index);
            if (revenue.isEmpty()) {
                return Optional.empty();
            }
            BigDecimal earned = revenue.get().multiply(margin);
            if (earned.compareTo(cost) >= 0) {
                BigDecimal part = cost.subtract(before).divide(earned.subtract(before), MathContext.DECIMAL64);
                return Optional.of(new Payback(index, index + part.doubleValue()));
            }
            before = earned;
        }
        return Optional.empty();
    }
}
