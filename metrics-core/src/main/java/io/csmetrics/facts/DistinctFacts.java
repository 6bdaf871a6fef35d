package io.csmetrics.facts;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Different names among units, such as the owners of accounts. Names add by union: a name that stands in two parts counts once.
 *
 * @param n how many units have a name
 * @param excluded how many units have none and are left out
 * @param names the different names
 */
public record DistinctFacts(long n, long excluded, SortedSet<String> names) implements Facts {

    /** Copies the names. */
    public DistinctFacts {
        names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }

    @Override
    public DistinctFacts plus(Facts other) {
        DistinctFacts that = Facts.sameType(DistinctFacts.class, other);
        return new DistinctFacts(
                Math.addExact(n, that.n), Math.addExact(excluded, that.excluded), UnitFacts.union(names, that.names));
    }

    @Override
    public DistinctFacts times(int copies) {
        long factor = Facts.requireCopies(copies);
        return new DistinctFacts(
                Math.multiplyExact(n, factor),
                Math.multiplyExact(excluded, factor),
                copies == 0 ? Collections.emptySortedSet() : names);
    }
}
