package io.csmetrics.facts;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The exact numbers of units, run-length: how often each occurs. Medians and percentiles of parts cannot be added; the numbers can.
 *
 * @param excluded how many units lack the number and are left out
 * @param counts how often each number occurs
 * @param scales the different scales of the numbers, where scales matter
 */
public record SampleFacts(long excluded, SortedMap<BigDecimal, Long> counts, SortedSet<String> scales)
        implements Facts {

    /** Copies the maps, and drops trailing zeros of the numbers. */
    public SampleFacts {
        SortedMap<BigDecimal, Long> plain = new TreeMap<>();
        counts.forEach((number, count) -> plain.merge(Quotient.plain(number), count, Math::addExact));
        counts = Collections.unmodifiableSortedMap(plain);
        scales = Collections.unmodifiableSortedSet(new TreeSet<>(scales));
    }

    /**
     * Returns how many numbers there are.
     *
     * @return the sum of the counts
     */
    public long n() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Returns a percentile by linear interpolation between the closest ranks. Defined with {@code h = (n - 1) * p} as
     * {@code x[floor(h)] + (h - floor(h)) * (x[floor(h) + 1] - x[floor(h)])}: type 7 of Hyndman and Fan (1996), the default of R, NumPy
     * and spreadsheets.
     *
     * @param p the share of numbers below, 0 to 1; one half for the median
     * @return the percentile, exact
     * @throws IllegalStateException if there is no number
     * @throws IllegalArgumentException if {@code p} is not 0 to 1
     */
    public BigDecimal percentile(BigDecimal p) {
        if (counts.isEmpty()) {
            throw new IllegalStateException("a percentile needs at least one number");
        }
        if (p.signum() < 0 || p.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("percentile " + p + " must be 0 to 1; give one half for the median");
        }
        BigDecimal h = BigDecimal.valueOf(n() - 1).multiply(p, MathContext.UNLIMITED);
        long rank = h.longValue();
        BigDecimal low = atRank(rank);
        BigDecimal high = atRank(Math.min(rank + 1, n() - 1));
        return low.add(h.subtract(BigDecimal.valueOf(rank)).multiply(high.subtract(low)));
    }

    private BigDecimal atRank(long rank) {
        long seen = 0;
        for (Map.Entry<BigDecimal, Long> entry : counts.entrySet()) {
            seen += entry.getValue();
            if (rank < seen) {
                return entry.getKey();
            }
        }
        return counts.lastKey();
    }

    @Override
    public SampleFacts plus(Facts other) {
        SampleFacts that = Facts.sameType(SampleFacts.class, other);
        SortedMap<BigDecimal, Long> sums = new TreeMap<>(counts);
        that.counts.forEach((value, count) -> sums.merge(value, count, Math::addExact));
        return new SampleFacts(Math.addExact(excluded, that.excluded), sums, UnitFacts.union(scales, that.scales));
    }

    @Override
    public SampleFacts times(int copies) {
        long factor = Facts.requireCopies(copies);
        SortedMap<BigDecimal, Long> multiples = new TreeMap<>();
        if (copies > 0) {
            counts.forEach((value, count) -> multiples.put(value, Math.multiplyExact(count, factor)));
        }
        return new SampleFacts(
                Math.multiplyExact(excluded, factor), multiples, copies == 0 ? Collections.emptySortedSet() : scales);
    }
}
