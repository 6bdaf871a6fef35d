package io.csmetrics.cohort.inference;

import java.util.function.DoubleUnaryOperator;

/**
 * The tables with the margins of one table of two groups and two outcomes, weighed by their likelihood where the odds of the groups have
 * a given ratio: Fisher's noncentral hypergeometric distribution.
 *
 * <p>Sums walk outward from the likeliest table by the ratio of neighbours, until the weights vanish: no factorial that could overflow,
 * and some ten thousand steps for a million units on each side. They end before the denormal numbers, which rounding keeps from vanishing.
 */
final class FourfoldTable {
    /** Weights that are equal but for rounding count as equal, as everywhere since R's {@code fisher.test}. */
    private static final double TIE = 1 + 1e-7;

    private static final int HALVINGS = 200;

    private final long observed;
    private final long first;
    private final long second;
    private final long hits;
    private final long least;
    private final long most;

    /**
     * @param observed the hits of the first group
     * @param first the units of the first group
     * @param second the units of the second group
     * @param hits the hits of both groups
     */
    FourfoldTable(long observed, long first, long second, long hits) {
        this.observed = observed;
        this.first = first;
        this.second = second;
        this.hits = hits;
        least = Math.max(0, hits - second);
        most = Math.min(first, hits);
    }

    /** Whether the margins allow fewer hits in the first group, and more. */
    boolean isInside() {
        return least < observed && observed < most;
    }

    double pValue(Alternative alternative) {
        Sums sums = sums(1);
        double part = switch (alternative) {
            case TWO_SIDED -> sums.unlikely;
            case GREATER -> sums.upper;
            case LESS -> sums.lower;
        };
        return Math.min(1, part / sums.all);
    }

    /** The odds ratio under which as many hits as observed are expected. */
    double oddsRatio() {
        return ratioWhere(ratio -> {
            Sums sums = sums(ratio);
            return sums.moment / sums.all;
        });
    }

    /** The odds ratio under which so many hits as observed, or more, have the probability given. */
    double lowerRatio(double tail) {
        return ratioWhere(ratio -> {
            Sums sums = sums(ratio);
            return sums.upper / sums.all - tail;
        });
    }

    /** The odds ratio under which so few hits as observed, or fewer, have the probability given. */
    double upperRatio(double tail) {
        return ratioWhere(ratio -> {
            Sums sums = sums(ratio);
            return tail - sums.lower / sums.all;
        });
    }

    /** Where a function that rises with the ratio is 0. */
    private static double ratioWhere(DoubleUnaryOperator rising) {
        double low = 1;
        while (rising.applyAsDouble(low) > 0) {
            low /= 16;
        }
        double high = 1;
        while (rising.applyAsDouble(high) < 0) {
            high *= 16;
        }
        for (int i = 0; i < HALVINGS && high > Math.nextUp(low); i++) {
            double middle = Math.sqrt(low) * Math.sqrt(high);
            if (rising.applyAsDouble(middle) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private Sums sums(double ratio) {
        long mode = mode(ratio);
        Sums sums = new Sums(observed, weight(observed, mode, ratio) * TIE);
        double weight = 1;
        for (long k = mode; k <= most && weight >= Double.MIN_NORMAL; k++) {
            sums.add(k, weight);
            weight *= step(k, ratio);
        }
        weight = mode > least ? 1 / step(mode - 1, ratio) : 0;
        for (long k = mode - 1; k >= least && weight >= Double.MIN_NORMAL; k--) {
            sums.add(k, weight);
            weight = k > least ? weight / step(k - 1, ratio) : 0;
        }
        return sums;
    }

    private double weight(long k, long mode, double ratio) {
        double weight = 1;
        for (long at = mode; at < k && weight >= Double.MIN_NORMAL; at++) {
            weight *= step(at, ratio);
        }
        for (long at = mode; at > k && weight >= Double.MIN_NORMAL; at--) {
            weight /= step(at - 1, ratio);
        }
        return weight;
    }

    /** The weight of {@code k + 1} over that of {@code k}, which falls with {@code k}. */
    private double step(long k, double ratio) {
        return ratio * ((double) (first - k) / (k + 1)) * ((double) (hits - k) / (second - hits + k + 1));
    }

    private long mode(double ratio) {
        long low = least;
        long high = most;
        while (low < high) {
            long middle = low + (high - low) / 2;
            if (step(middle, ratio) > 1) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Sums of weights, in units of the likeliest table's. */
    private static final class Sums {
        private final long observed;
        private final double bound;
        private double all;
        private double lower;
        private double upper;
        private double unlikely;
        private double moment;

        Sums(long observed, double bound) {
            this.observed = observed;
            this.bound = bound;
        }

        void add(long k, double weight) {
            all += weight;
            // counted from the observed table, so that large counts do not swallow the difference
            moment += (k - observed) * weight;
            if (k <= observed) {
                lower += weight;
            }
            if (k >= observed) {
                upper += weight;
            }
            if (weight <= bound) {
                unlikely += weight;
            }
        }
    }
}
