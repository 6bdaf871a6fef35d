package io.csmetrics.facts;

import com.google.common.base.Joiner;
import com.google.common.collect.Comparators;
import java.io.Serializable;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A group of accounts, told by the values of its attributes. The group of all accounts has no attribute.
 *
 * @param attributes value by attribute, in the order of the attributes' names
 */
public record Segment(SortedMap<String, String> attributes) implements Comparable<Segment>, Serializable {
    /** The attribute of a segment that is a single account. */
    public static final String ACCOUNT_ID = "account_id";

    /** What stands for an attribute that an account does not have. */
    public static final String NONE = "(none)";

    private static final Comparator<Iterable<Map.Entry<String, String>>> BY_ENTRY = Comparators.lexicographical(
            Map.Entry.<String, String>comparingByKey().thenComparing(Map.Entry.comparingByValue()));

    /** Copies the attributes. */
    public Segment {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /**
     * Returns the group of all accounts.
     *
     * @return the segment without attribute
     */
    public static Segment overall() {
        return new Segment(Collections.emptySortedMap());
    }

    /**
     * Returns the group of one attribute's value.
     *
     * @param attribute the attribute
     * @param value its value
     * @return the segment
     */
    public static Segment of(String attribute, String value) {
        return new Segment(new TreeMap<>(Map.of(attribute, value)));
    }

    /**
     * Tells whether this is the group of all accounts.
     *
     * @return whether there is no attribute
     */
    public boolean isOverall() {
        return attributes.isEmpty();
    }

    /**
     * Returns the coarser group that keeps some of the attributes.
     *
     * @param kept the names of the attributes to keep; those that this segment lacks are passed over
     * @return the segment that this one rolls up into
     */
    public Segment only(Iterable<String> kept) {
        SortedMap<String, String> fewer = new TreeMap<>();
        for (String attribute : kept) {
            String value = attributes.get(attribute);
            if (value != null) {
                fewer.put(attribute, value);
            }
        }
        return new Segment(fewer);
    }

    /**
     * Orders the group of all accounts before all others, and these by {@link #toString()}.
     *
     * @param other another segment
     * @return negative, zero or positive; zero only if both are equal
     */
    @Override
    public int compareTo(Segment other) {
        int byOverall = Boolean.compare(other.isOverall(), isOverall());
        if (byOverall != 0) {
            return byOverall;
        }
        if (attributes.size() == 1 && other.attributes.keySet().equals(attributes.keySet())) {
            // the same order as that of the texts, which would have to be made for each account
            return attributes
                    .values()
                    .iterator()
                    .next()
                    .compareTo(other.attributes.values().iterator().next());
        }
        int byText = toString().compareTo(other.toString());
        // a value can look like further attributes: region="EMEA, size=S" is not region=EMEA, size=S
        return byText != 0 ? byText : BY_ENTRY.compare(attributes.entrySet(), other.attributes.entrySet());
    }

    /**
     * Returns the attributes as text, such as {@code region=EMEA, segment=SMB}; for all accounts {@code overall}.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return isOverall()
                ? "overall"
                : Joiner.on(", ").withKeyValueSeparator("=").join(attributes);
    }
}
