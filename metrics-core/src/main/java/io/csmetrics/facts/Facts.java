package io.csmetrics.facts;

import java.io.Serializable;

/**
 * What was counted: small, immutable, exact, and additive. Facts of disjoint accounts, added, equal the facts of all of them, in
 * any order and any grouping; a KPI divides only after everything has been added.
 *
 * <p>Implementations are records. Addition is associative and commutative and never rounds.
 */
public interface Facts extends Serializable {
    /**
     * Adds facts of other accounts.
     *
     * @param other facts of the same record type
     * @return the sum
     * @throws IllegalArgumentException if {@code other} counts something else; the message names both types
     */
    Facts plus(Facts other);

    /**
     * Returns these facts as if every account had been there several times: what a bootstrap draws.
     *
     * @param copies how many times, 0 or more
     * @return the multiple
     */
    Facts times(int copies);

    /**
     * Casts facts to the type that is needed.
     *
     * @param <F> the type
     * @param type the type
     * @param other the facts
     * @return the facts as that type
     * @throws IllegalArgumentException if they are of another type
     */
    static <F extends Facts> F sameType(Class<F> type, Facts other) {
        if (!type.isInstance(other)) {
            throw new IllegalArgumentException(other.getClass().getSimpleName() + " cannot stand for "
                    + type.getSimpleName() + "; give facts that count the same thing");
        }
        return type.cast(other);
    }

    /**
     * Checks a number of copies.
     *
     * @param copies the number
     * @return the number
     * @throws IllegalArgumentException if it is negative
     */
    static int requireCopies(int copies) {
        if (copies < 0) {
            throw new IllegalArgumentException("copies " + copies + " must be 0 or more");
        }
        return copies;
    }
}
