package io.csmetrics.health.history;

import io.csmetrics.health.model.Band;
import java.util.Objects;
import java.util.Optional;

/**
 * The band in which an account counts as being, and the one into which it may be on its way.
 *
 * @param band the band that counts; empty before the first score
 * @param pending the other band in which the last scores were, not yet long enough
 * @param run how many scores in a row were in the pending band; 0 without one
 */
public record BandState(Optional<Band> band, Optional<Band> pending, int run) {
    private static final BandState NONE = new BandState(Optional.empty(), Optional.empty(), 0);

    /** Checks that only a change from a known band to another is pending. */
    public BandState {
        Objects.requireNonNull(band, "band");
        if (pending.isPresent() != run > 0 || (pending.isPresent() && (band.isEmpty() || band.equals(pending)))) {
            throw new IllegalArgumentException(
                    "pending band " + name(pending) + " with a run of " + run + " after band " + name(band)
                            + " must be another band with a run of at least 1; give both or none");
        }
    }

    /**
     * Returns the state before the first score.
     *
     * @return no band
     */
    public static BandState none() {
        return NONE;
    }

    /**
     * Returns the state of an account that is in a band, with no change on its way.
     *
     * @param band the band
     * @return the state
     */
    public static BandState in(Band band) {
        return new BandState(Optional.of(band), Optional.empty(), 0);
    }

    /** The same band, and no change on its way. */
    BandState settled() {
        return run == 0 ? this : new BandState(band, Optional.empty(), 0);
    }

    private static String name(Optional<Band> band) {
        return band.map(each -> "\"" + each.id() + "\"").orElse("(none)");
    }
}
