package io.csmetrics.health.model;

/**
 * How far, or how long, a score must be in another band before the account is put there.
 *
 * @param margin how far beyond the edge the band changes at once, not below 0
 * @param confirmations after how many evaluations in a row it changes within the margin, at least 1
 */
public record Hysteresis(double margin, int confirmations) {
    /** Checks every rule above. */
    public Hysteresis {
        new PartCheck()
                .that(
                        margin >= 0 && Double.isFinite(margin),
                        "margin",
                        PartCheck.text(margin) + "; it must not be below 0")
                .that(confirmations >= 1, "confirmations", confirmations + "; it must be at least 1")
                .done();
    }

    /**
     * Returns the rule by which every change of band counts at once.
     *
     * @return no margin
     */
    public static Hysteresis none() {
        return new Hysteresis(0, 1);
    }
}
