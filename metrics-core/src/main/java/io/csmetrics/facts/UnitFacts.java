package io.csmetrics.facts;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Units that were counted, each once, with a number of each.
 *
 * @param n how many units have the number
 * @param excluded how many units lack it and are left out, or lack a score that a condition asks for and so do not meet it
 * @param importedInside how many of the units belong to accounts whose history starts inside the period
 * @param sum the sum of the numbers; each is 1 where units are merely counted
 * @param hits the part of {@code sum} that belongs to units that meet the condition
 * @param misses the part of {@code sum} that belongs to units that meet the opposite condition, such as detractors
 * @param scales the different scales of the numbers, where scales matter
 */
public record UnitFacts(
        long n,
        long excluded,
        long importedInside,
        BigDecimal sum,
        BigDecimal hits,
        BigDecimal misses,
        SortedSet<String> scales)
        implements Facts {

    /** Copies the scales, and drops trailing zeros, which depend on the data that a part was counted in. */
    public UnitFacts {
        sum = Quotient.plain(sum);
        hits = Quotient.plain(hits);
        misses = Quotient.plain(misses);
        scales = Collections.unmodifiableSortedSet(new TreeSet<>(scales));
    }

    @Override
    public UnitFacts plus(Facts other) {
        UnitFacts that = Facts.sameType(UnitFacts.class, other);
        return new UnitFacts(
                Math.addExact(n, that.n),
                Math.addExact(excluded, that.excluded),
                Math.addExact(importedInside, that.importedInside),
                sum.add(that.sum),
                hits.add(that.hits),
                misses.add(that.misses),
                union(scales, that.scales));
    }

    @Override
    public UnitFacts times(int copies) {
        BigDecimal factor = BigDecimal.valueOf(Facts.requireCopies(copies));
        return new UnitFacts(
                Math.multiplyExact(n, (long) copies),
                Math.multiplyExact(excluded, (long) copies),
                Math.multiplyExact(importedInside, (long) copies),
                sum.multiply(factor),
                hits.multiply(factor),
                misses.multiply(factor),
                copies == 0 ? Collections.emptySortedSet() : scales);
    }

    static SortedSet<String> union(SortedSet<String> some, SortedSet<String> more) {
        SortedSet<String> all = new TreeSet<>(some);
        all.addAll(more);
        return all;
    }
}
