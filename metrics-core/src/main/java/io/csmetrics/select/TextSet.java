package io.csmetrics.select;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One or several texts, any of which fits, such as the names of features.
 *
 * @param texts the texts, at least one, none of them blank
 */
public record TextSet(SortedSet<String> texts) implements Serializable {
    /** Copies the set and checks it. */
    public TextSet {
        texts = Collections.unmodifiableSortedSet(new TreeSet<>(texts));
        if (texts.isEmpty() || texts.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("texts " + texts + " must be at least one, and none of them blank");
        }
    }

    /**
     * Returns texts of which any fits.
     *
     * @param texts the texts, at least one
     * @return the set
     */
    public static TextSet of(String... texts) {
        return new TextSet(new TreeSet<>(Arrays.asList(texts)));
    }

    /**
     * Tells whether a text fits.
     *
     * @param text the text
     * @return whether it is one of these
     */
    public boolean has(String text) {
        return texts.contains(text);
    }

    /**
     * Returns the texts with commas between.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return String.join(",", texts);
    }
}
