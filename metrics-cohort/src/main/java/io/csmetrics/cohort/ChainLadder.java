package io.csmetrics.cohort;

import io.csmetrics.cohort.RetentionDefinition.RelativeTo;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The product of pooled steps. Defined as {@code S(k) = S(k-1) * sum of kept(c, k) / sum of kept(c, k-1)}, both over the cohorts that are
 * known at {@code k}. With units that never return it is the grouped Kaplan-Meier estimate.
 */
final class ChainLadder {
    private static final String NAME = "chain-ladder";

    private final CohortFacts facts;
    private final RetentionDefinition definition;
    private final int columns;

    ChainLadder(CohortFacts facts, RetentionDefinition definition, int columns) {
        this.facts = facts;
        this.definition = definition;
        this.columns = columns;
    }

    /** What is left at an index: 0 once nothing is, and empty once a step is not known. */
    Optional<BigDecimal> survival(int index) {
        BigDecimal survival = BigDecimal.ONE;
        // nothing comes back from nothing
        for (int k = 0; k <= index && survival.signum() > 0; k++) {
            Optional<BigDecimal> step = step(k, false);
            if (step.isEmpty()) {
                return Optional.empty();
            }
            survival = survival.multiply(step.get(), MathContext.DECIMAL128);
        }
        return Optional.of(survival.round(MathContext.DECIMAL64));
    }

    /** The pooled step to an index, of all cohorts that are known at it, or of those that are known further. */
    private Optional<BigDecimal> step(int index, boolean withoutLast) {
        BigDecimal now = BigDecimal.ZERO;
        BigDecimal before = BigDecimal.ZERO;
        for (CohortKey cohort : facts.cohorts()) {
            if (isKnown(cohort, index + (withoutLast ? 1 : 0))) {
                now = now.add(kept(cohort, index));
                before = before.add(
                        index == 0
                                ? facts.sum(cohort, definition.measure().denominator(), 0)
                                : facts.sumBefore(cohort, definition.measure().numerator(), index));
            }
        }
        return before.signum() == 0 ? Optional.empty() : Optional.of(now.divide(before, MathContext.DECIMAL128));
    }

    private boolean isKnown(CohortKey cohort, int index) {
        return facts.sum(cohort, Tally.AT_RISK, index).signum() > 0;
    }

    private BigDecimal kept(CohortKey cohort, int index) {
        return facts.sum(cohort, definition.measure().numerator(), index);
    }

    /** The last column at which a cohort is known, -1 for none. */
    private int last(CohortKey cohort) {
        int last = facts.columns(cohort) - 1;
        while (last >= 0 && !isKnown(cohort, last)) {
            last--;
        }
        return last;
    }

    List<CohortRow> projected(List<CohortRow> rows, Suppression suppression) {
        OptionalDouble error = backtestError();
        List<CohortRow> all = new ArrayList<>();
        for (CohortRow row : rows) {
            List<Cell> cells = new ArrayList<>(row.cells());
            int last = last(row.cohort());
            if (last >= 0 && cells.get(last) instanceof Cell.Observed observed) {
                Optional<BigDecimal> rate = observed.rate();
                for (int index = last + 1; index < columns && rate.isPresent(); index++) {
                    if (suppression.hidesTotal(index)) {
                        // the step would tell what became of a hidden cohort
                        break;
                    }
                    BigDecimal known = rate.get();
                    rate = step(index, false)
                            .map(step -> definition.relativeTo() == RelativeTo.PREVIOUS
                                    ? step
                                    : known.multiply(step, MathContext.DECIMAL128));
                    if (rate.isPresent()) {
                        cells.set(index, new Cell.Projected(rate.get().doubleValue(), NAME, error));
                    }
                }
            }
            all.add(new CohortRow(row.cohort(), row.size(), row.filling(), cells));
        }
        return all;
    }

    /** What the steps without the last known cell of each cohort would have expected for those cells, over what they were, less 1. */
    private OptionalDouble backtestError() {
        BigDecimal expected = BigDecimal.ZERO;
        BigDecimal actual = BigDecimal.ZERO;
        for (CohortKey cohort : facts.cohorts()) {
            int last = last(cohort);
            Optional<BigDecimal> step = last < 1 ? Optional.empty() : step(last, true);
            if (step.isPresent()) {
                BigDecimal before = facts.sumBefore(cohort, definition.measure().numerator(), last);
                expected = expected.add(before.multiply(step.get(), MathContext.DECIMAL128));
                actual = actual.add(kept(cohort, last));
            }
        }
        return actual.signum() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        expected.divide(actual, MathContext.DECIMAL64).doubleValue() - 1);
    }
}
