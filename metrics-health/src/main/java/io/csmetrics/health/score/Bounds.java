package io.csmetrics.health.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Joins the bounds of groups into those of the score. A group that is left out for its coverage may come in with the next value, or may
 * not: it is taken in where that moves the bound outwards.
 */
final class Bounds {
    private Bounds() {}

    /**
     * Returns a bound.
     *
     * @param scores the bound of each group; NaN for one that does not apply
     * @param isOpen which groups are left out as it is
     * @param isHigh which bound it is
     */
    static double of(CompiledModel model, double[] scores, boolean[] isOpen, boolean isHigh) {
        double lowest = Double.POSITIVE_INFINITY;
        double terms = 0;
        double weights = 0;
        List<Integer> open = new ArrayList<>();
        for (int g = 0; g < scores.length; g++) {
            if (Double.isNaN(scores[g])) {
                continue;
            }
            if (isOpen[g]) {
                open.add(g);
            } else {
                terms += model.groups[g].weight() * model.overall.term(scores[g]);
                weights += model.groups[g].weight();
                lowest = Math.min(lowest, scores[g]);
            }
        }
        Comparator<Integer> outwards = Comparator.comparingDouble(g -> scores[g]);
        open.sort(isHigh ? outwards.reversed() : outwards);
        for (int g : open) {
            double term = model.overall.term(scores[g]);
            boolean moves = isHigh ? term * weights > terms : term * weights < terms;
            if (moves) {
                terms += model.groups[g].weight() * term;
                weights += model.groups[g].weight();
            }
            lowest = isHigh ? lowest : Math.min(lowest, scores[g]);
        }
        return model.overall.isLowest() ? lowest : model.overall.score(terms / weights);
    }
}
