package io.csmetrics.health.model;

/**
 * How a person may overrule a score.
 *
 * @param maxDays for how many days at most
 * @param reasonRequired whether a reason must be given
 */
public record OverrideRule(int maxDays, boolean reasonRequired) {
    /** Checks every rule above. */
    public OverrideRule {
        new PartCheck()
                .that(maxDays >= 1, "maxDays", maxDays + "; it must be at least 1")
                .done();
    }

    /**
     * Returns the usual rule.
     *
     * @return 30 days, with a reason
     */
    public static OverrideRule usual() {
        return new OverrideRule(30, true);
    }
}
