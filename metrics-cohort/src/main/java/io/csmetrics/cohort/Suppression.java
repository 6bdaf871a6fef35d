package io.csmetrics.cohort;

import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which cohorts are hidden: the small ones, and as many of the others as it takes that no column's total tells what a single hidden cohort,
 * or hidden ones that are too few together, must have been.
 */
final class Suppression {
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
            Optional<CohortKey> sibling = isTold(index) ? smallestShown(index) : Optional.empty();
            if (sibling.isPresent()) {
                hidden.put(sibling.get(), Cell.Reason.COMPLEMENTARY);
                index = 0;
            } else {
                hiddenTotals.set(index, isTold(index));
                index++;
            }
        }
    }

    private boolean isTold(int index) {
        long cohorts =
                hidden.keySet().stream().filter(each -> atRisk(each, index) > 0).count();
        long units =
                hidden.keySet().stream().mapToLong(each -> atRisk(each, index)).sum();
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
