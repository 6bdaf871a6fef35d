package io.csmetrics.facts;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sums by name.
 *
 * @param sums the sums, without trailing zeros; a name that is not there stands for 0
 */
public record SumFacts(SortedMap<String, BigDecimal> sums) implements Facts {
    /** Copies the map, and drops sums of 0, so that it does not matter in which part a name occurs. */
    public SumFacts {
        SortedMap<String, BigDecimal> plain = new TreeMap<>();
        sums.forEach((name, sum) -> {
            if (sum.signum() != 0) {
                plain.put(name, Quotient.plain(sum));
            }
        });
        sums = Collections.unmodifiableSortedMap(plain);
    }

    /**
     * Returns a sum.
     *
     * @param name its name
     * @return the sum, 0 if nothing was added
     */
    public BigDecimal get(String name) {
        return sums.getOrDefault(name, BigDecimal.ZERO);
    }

    @Override
    public SumFacts plus(Facts other) {
        SortedMap<String, BigDecimal> added = new TreeMap<>(sums);
        Facts.sameType(SumFacts.class, other).sums.forEach((name, sum) -> added.merge(name, sum, BigDecimal::add));
        return new SumFacts(added);
    }

    @Override
    public SumFacts times(int copies) {
        BigDecimal factor = BigDecimal.valueOf(Facts.requireCopies(copies));
        SortedMap<String, BigDecimal> multiples = new TreeMap<>();
        sums.forEach((name, sum) -> multiples.put(name, sum.multiply(factor)));
        return new SumFacts(multiples);
    }
}
