package io.csmetrics.cohort.experiment;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How units came to be treated or not, which decides what may be said of the difference. */
public enum Design {
    /** Chance alone decided. The arms are compared as they were assigned, whatever was done (intention to treat). */
    RANDOMISED("randomised"),
    /** Each treated unit was given untreated ones that were like it. Compared within the pairs or strata where they are told. */
    MATCHED("matched"),
    /** The treated units before and after, without any others: what would have happened anyway is in the difference. */
    BEFORE_AFTER("before-after"),
    /** What changed in the treated units, less what changed in others meanwhile. */
    DIFFERENCE_IN_DIFFERENCES("did");

    private final String key;

    Design(String key) {
        this.key = key;
    }

    /**
     * Returns the design as files and command lines write it.
     *
     * @return {@code randomised}, {@code matched}, {@code before-after} or {@code did}
     */
    public String key() {
        return key;
    }

    /**
     * Returns the design of a key.
     *
     * @param key the key
     * @return the design
     * @throws IllegalArgumentException if there is none
     */
    public static Design of(String key) {
        return Arrays.stream(values())
                .filter(design -> design.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("design \"" + key + "\" must be one of "
                        + Arrays.stream(values()).map(Design::key).collect(Collectors.joining(", "))));
    }

    /** Whether a unit is compared with itself before its exposure. */
    boolean needsBaseline() {
        return this == BEFORE_AFTER || this == DIFFERENCE_IN_DIFFERENCES;
    }
}
