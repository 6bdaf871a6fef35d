package io.csmetrics.health.model;

/**
 * A range of scores with a name.
 *
 * @param id its id, such as {@code red}
 * @param from the lowest score in it; it ends where the next one begins
 */
public record Band(String id, double from) {
    /** Checks the parts. */
    public Band {
        new PartCheck().name("id", id).finite("from", from).done();
    }
}
