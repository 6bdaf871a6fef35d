package io.csmetrics.cohort.lifetime;

import java.util.OptionalInt;

/**
 * How many periods are counted, from the one that is paid next.
 *
 * @param periods the number, 1 or more; empty for all that ever come
 */
public record Horizon(OptionalInt periods) {

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Horizon {
        if (periods.isPresent() && periods.getAsInt() < 1) {
            throw new IllegalArgumentException(
                    "horizon of " + periods.getAsInt() + " periods must be at least 1; say how many are counted");
        }
    }

    /**
     * Counts the next periods only.
     *
     * @param periods how many, 1 or more
     * @return the horizon
     * @throws IllegalArgumentException if it is below 1
     */
    public static Horizon of(int periods) {
        return new Horizon(OptionalInt.of(periods));
    }

    /**
     * Counts all periods that ever come.
     *
     * @return the horizon
     */
    public static Horizon infinite() {
        return new Horizon(OptionalInt.empty());
    }

    /** The number of payments, none of which is after it. */
    int count() {
        return periods.orElse(Integer.MAX_VALUE);
    }

    /**
     * Returns the number of periods in words.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return periods.isPresent() ? periods.getAsInt() + " periods" : "infinite horizon";
    }
}
