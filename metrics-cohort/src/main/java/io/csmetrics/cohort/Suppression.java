package io.csmetrics.cohort;

import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which cohorts are hidden: the small ones, and as many of the others as it takes that no column's total tells what a single hidden cohort,
 * or hidden ones that are too few together, must have been. Where there are no others, the total is hidden; so is one that differs from
 * the last shown one by too few.
 */
final class Suppression {
    private static final int NONE = -1;

    private final Map<CohortKey, Cell.Reason> hidden = new TreeMap<>();
    private final BitSet hiddenTotals = new BitSet();
    private final CohortFacts facts;
    private final int least;

    private Suppression(CohortFacts facts, int least) {
        this.facts = facts;
        this.least = least;
    }

    static Suppression of(CohortFacts facts, int least, int columns) {
        Suppression suppression = new Suppression(facts, least);
        if (least > 1) {
            suppression.hide(columns);
        }
        return suppression;
    }

    Optional<Cell.Reason> of(CohortKey cohort) {
        return Optional.ofNullable(hidden.get(cohort));
    }

    /** The reason why one cell is hidden: that of its cohort, or that too few of it have come so far. */
    Optional<Cell.Reason> of(CohortKey cohort, int index) {
        return of(cohort).or(() -> isSmall(cohort, index) ? Optional.of(Cell.Reason.SMALL_COHORT) : Optional.empty());
    }

    private boolean isSmall(CohortKey cohort, int index) {
        long units = atRisk(cohort, index);
        return units > 0 && units < least;
    }

    boolean hidesTotal(int index) {
        return hiddenTotals.get(index);
    }

    private void hide(int columns) {
        for (CohortKey cohort : facts.cohorts()) {
            if (facts.size(cohort) < least) {
                hidden.put(cohort, Cell.Reason.SMALL_COHORT);
            }
        }
        int index = 0;
        while (index < columns) {
            Optional<CohortKey> sibling = isTold(index, NONE) ? smallestShown(index) : Optional.empty();
            if (sibling.isPresent()) {
                hidden.put(sibling.get(), Cell.Reason.COMPLEMENTARY);
                index = 0;
            } else {
                index++;
            }
        }
        hideTotals(columns);
    }

    /** What two totals differ by must not tell either, so that each is held against the last one that is shown. */
    private void hideTotals(int columns) {
        int shown = NONE;
        for (int index = 0; index < columns; index++) {
            int column = index;
            boolean anySmall =
                    facts.cohorts().stream().anyMatch(cohort -> of(cohort).isEmpty() && isSmall(cohort, column));
            if (anySmall || isTold(index, NONE) || (shown != NONE && isTold(shown, index))) {
                hiddenTotals.set(index);
            } else {
                shown = index;
            }
        }
    }

    /** Whether the hidden cohorts that reach an index, and not a later one if it is given, are too few to hide each other. */
    private boolean isTold(int index, int later) {
        long cohorts = 0;
        long units = 0;
        for (CohortKey each : hidden.keySet()) {
            if (atRisk(each, index) > 0 && (later == NONE || atRisk(each, later) == 0)) {
                cohorts++;
                units += atRisk(each, index);
            }
        }
        return cohorts == 1 || (cohorts > 1 && units < least);
    }

    private Optional<CohortKey> smallestShown(int index) {
        CohortKey smallest = null;
        for (CohortKey cohort : facts.cohorts()) {
            boolean candidate = !hidden.containsKey(cohort) && atRisk(cohort, index) > 0;
            if (candidate && (smallest == null || facts.size(cohort) <= facts.size(smallest))) {
                smallest = cohort;
            }
        }
        return Optional.ofNullable(smallest);
    }

    private long atRisk(CohortKey cohort, int index) {
        return facts.sum(cohort, Tally.AT_RISK, index).longValueExact();
    }
}
