package io.csmetrics.facts;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Lengths of time in milliseconds, each of one unit. How often each occurs is kept only where a statistic needs it; medians cannot be
 * added, the lengths can.
 *
 * @param n how many units have finished
 * @param sum the sum of their lengths
 * @param censored how many units have not finished
 * @param excluded how many units or occurrences could not be placed
 * @param finished how often each length of a finished unit occurs; empty where only the mean is asked for
 * @param open how often each length that an unfinished unit has shown so far occurs; likewise
 */
public record DurationFacts(
        long n, long sum, long censored, long excluded, SortedMap<Long, Long> finished, SortedMap<Long, Long> open)
        implements Facts {

    /** Copies the maps. */
    public DurationFacts {
        finished = Collections.unmodifiableSortedMap(new TreeMap<>(finished));
        open = Collections.unmodifiableSortedMap(new TreeMap<>(open));
    }

    @Override
    public DurationFacts plus(Facts other) {
        DurationFacts that = Facts.sameType(DurationFacts.class, other);
        return new DurationFacts(
                Math.addExact(n, that.n),
                Math.addExact(sum, that.sum),
                Math.addExact(censored, that.censored),
                Math.addExact(excluded, that.excluded),
                sum(finished, that.finished),
                sum(open, that.open));
    }

    private static SortedMap<Long, Long> sum(SortedMap<Long, Long> some, SortedMap<Long, Long> more) {
        SortedMap<Long, Long> sums = new TreeMap<>(some);
        more.forEach((length, count) -> sums.merge(length, count, Math::addExact));
        return sums;
    }

    @Override
    public DurationFacts times(int copies) {
        long factor = Facts.requireCopies(copies);
        return new DurationFacts(
                Math.multiplyExact(n, factor),
                Math.multiplyExact(sum, factor),
                Math.multiplyExact(censored, factor),
                Math.multiplyExact(excluded, factor),
                multiple(finished, factor),
                multiple(open, factor));
    }

    private static SortedMap<Long, Long> multiple(SortedMap<Long, Long> counts, long factor) {
        SortedMap<Long, Long> multiples = new TreeMap<>();
        if (factor > 0) {
            for (Map.Entry<Long, Long> entry : counts.entrySet()) {
                multiples.put(entry.getKey(), Math.multiplyExact(entry.getValue(), factor));
            }
        }
        return multiples;
    }
}
