package io.csmetrics.facts;

import java.io.Serializable;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often each category occurs in each group.
 *
 * @param counts the numbers, above 0
 */
public record CategoryFacts(SortedMap<Key, Long> counts) implements Facts {
    /** The category of what has none. */
    public static final String UNSPECIFIED = "(unspecified)";

    /** Copies the map. */
    public CategoryFacts {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    /**
     * A category in a group.
     *
     * @param segment the group, {@link Segment#NONE} for accounts without the property; empty where there are no groups
     * @param category the category
     */
    public record Key(String segment, String category) implements Comparable<Key>, Serializable {
        @Override
        public int compareTo(Key other) {
            int bySegment = segment.compareTo(other.segment);
            return bySegment != 0 ? bySegment : category.compareTo(other.category);
        }
    }

    @Override
    public CategoryFacts plus(Facts other) {
        SortedMap<Key, Long> sums = new TreeMap<>(counts);
        Facts.sameType(CategoryFacts.class, other).counts.forEach((key, n) -> sums.merge(key, n, Math::addExact));
        return new CategoryFacts(sums);
    }

    @Override
    public CategoryFacts times(int copies) {
        long factor = Facts.requireCopies(copies);
        SortedMap<Key, Long> multiples = new TreeMap<>();
        if (copies > 0) {
            counts.forEach((key, n) -> multiples.put(key, Math.multiplyExact(n, factor)));
        }
        return new CategoryFacts(multiples);
    }
}
