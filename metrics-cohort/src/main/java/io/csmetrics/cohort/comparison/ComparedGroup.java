package io.csmetrics.cohort.comparison;

import io.csmetrics.cohort.Cell;
import io.csmetrics.cohort.survival.SurvivalCurve;
import io.csmetrics.cohort.survival.SurvivalPoint;
import io.csmetrics.statistics.Proportion;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a comparison saw of one group, up to the shared maturity.
 *
 * @param name the group
 * @param definition by what its lives were told, every choice of it
 * @param asOf the last day that was known of it
 * @param size its units
 * @param cells for each shared index what the table shows, its cohorts together; empty for lifetimes, and where cohorts of unlike age
 *     cannot be shown side by side
 * @param curve the share that never lapsed; empty where nothing is shared, and where its measure has no test
 * @param atMaturity the curve at the shared maturity; empty where there is no curve
 */
public record ComparedGroup(
        String name,
        String definition,
        LocalDate asOf,
        long size,
        List<Cell.Observed> cells,
        Optional<SurvivalCurve> curve,
        Optional<SurvivalPoint> atMaturity) {

    /**
     * Checks that the parts fit and copies the list.
     *
     * @throws IllegalArgumentException if the size is negative, or there is a curve without its point at the shared maturity
     */
    public ComparedGroup {
        cells = List.copyOf(cells);
        if (size < 0) {
            throw new IllegalArgumentException("size " + size + " of group \"" + name + "\" must be 0 or more");
        }
        if (curve.isPresent() != atMaturity.isPresent()) {
            throw new IllegalArgumentException(
                    "group \"" + name + "\" must have both a curve and its point at the shared maturity, or neither");
        }
    }

    /**
     * Returns how many units lapsed up to the shared maturity.
     *
     * @return the number, 0 where there is no curve
     */
    public int lost() {
        return curve.map(each -> each.durations().events()).orElse(0);
    }

    /**
     * Returns the units that never lapsed through the shared maturity, of all, where they can be counted.
     *
     * @return the share; empty where some unit entered late or was not followed so far, so that {@link #atMaturity()} estimates it
     */
    public Optional<Proportion> kept() {
        if (curve.isEmpty() || curve.get().durations().hasEntries()) {
            return Optional.empty();
        }
        int n = curve.get().durations().n();
        int left = atMaturity.map(point -> point.atRisk() - point.events()).orElse(0);
        return left + lost() == n ? Optional.of(new Proportion(left, n)) : Optional.empty();
    }
}
