package io.csmetrics.health.model;

/**
 * How much of the weight must have usable values.
 *
 * @param group the least share in a group, 0 to 1; a group below it is left out
 * @param model the least share in the model, 0 to 1; an account below it has no score
 */
public record Coverage(double group, double model) {
    /** Checks every rule above. */
    public Coverage {
        new PartCheck().share("group", group).share("model", model).done();
    }

    /**
     * Returns the usual shares.
     *
     * @return 0.4 of a group, 0.6 of the model: conventions, not findings
     */
    public static Coverage usual() {
        return new Coverage(0.4, 0.6);
    }
}
