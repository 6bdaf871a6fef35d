package io.csmetrics.facts;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Two numbers of each unit, and how often each pair occurs. Correlations cannot be added, pairs can.
 *
 * @param pairs how often each pair occurs
 * @param immature how many units have no second number yet
 * @param excluded how many units lack one of the numbers and are left out
 */
public record PairFacts(SortedMap<Pair, Long> pairs, long immature, long excluded) implements Facts {
    /** Copies the map. */
    public PairFacts {
        pairs = Collections.unmodifiableSortedMap(new TreeMap<>(pairs));
    }

    /**
     * Two numbers of a unit.
     *
     * @param x one
     * @param y the other
     */
    public record Pair(BigDecimal x, BigDecimal y) implements Comparable<Pair>, Serializable {
        /** Drops trailing zeros, so that equal numbers are equal. */
        public Pair {
            x = Quotient.plain(x);
            y = Quotient.plain(y);
        }

        @Override
        public int compareTo(Pair other) {
            int byX = x.compareTo(other.x);
            return byX != 0 ? byX : y.compareTo(other.y);
        }
    }

    /**
     * Returns how many pairs there are.
     *
     * @return the sum of the counts
     */
    public long n() {
        return pairs.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public PairFacts plus(Facts other) {
        PairFacts that = Facts.sameType(PairFacts.class, other);
        SortedMap<Pair, Long> sums = new TreeMap<>(pairs);
        that.pairs.forEach((pair, n) -> sums.merge(pair, n, Math::addExact));
        return new PairFacts(sums, Math.addExact(immature, that.immature), Math.addExact(excluded, that.excluded));
    }

    @Override
    public PairFacts times(int copies) {
        long factor = Facts.requireCopies(copies);
        SortedMap<Pair, Long> multiples = new TreeMap<>();
        if (copies > 0) {
            pairs.forEach((pair, n) -> multiples.put(pair, Math.multiplyExact(n, factor)));
        }
        return new PairFacts(multiples, Math.multiplyExact(immature, factor), Math.multiplyExact(excluded, factor));
    }
}
