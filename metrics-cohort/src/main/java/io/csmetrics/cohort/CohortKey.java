package io.csmetrics.cohort;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The name of a cohort.
 *
 * @param start the first day of the period in which its units entered
 * @param group what else they have in common; absent where nothing tells them apart
 */
public record CohortKey(LocalDate start, @Nullable String group) implements Comparable<CohortKey>, Serializable {
    private static final Comparator<CohortKey> ORDER = Comparator.comparing(CohortKey::start)
            .thenComparing(CohortKey::group, Comparator.nullsFirst(Comparator.naturalOrder()));

    /**
     * Returns the cohort of a period.
     *
     * @param start the first day of the period
     * @return the key
     */
    public static CohortKey of(LocalDate start) {
        return new CohortKey(start, null);
    }

    @Override
    public int compareTo(CohortKey other) {
        return ORDER.compare(this, other);
    }

    /**
     * Returns the date, and the group if there is one, such as {@code 2026-01-01 pro}.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return group == null ? start.toString() : start + " " + group;
    }
}
