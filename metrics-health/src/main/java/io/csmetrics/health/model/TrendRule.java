package io.csmetrics.health.model;

/**
 * When a series of scores counts as a trend. The slope is that of Theil (1950) and Sen (1968): the median of the slopes of all pairs,
 * in points a snapshot.
 *
 * @param window how many of the last snapshots count, 3 to 1,000
 * @param flatBelow the slope under which the score is flat, not below 0
 */
public record TrendRule(int window, double flatBelow) {
    /** How many snapshots a slope needs. */
    public static final int LEAST = 3;

    /** How many snapshots count at most. */
    public static final int MOST = 1_000;

    /** Checks every rule above. */
    public TrendRule {
        new PartCheck()
                .that(
                        window >= LEAST && window <= MOST,
                        "window",
                        window + "; it must be from " + LEAST + " to " + MOST)
                .that(
                        flatBelow >= 0 && Double.isFinite(flatBelow),
                        "flatBelow",
                        PartCheck.text(flatBelow) + "; it must not be below 0")
                .done();
    }

    /**
     * Returns the usual rule.
     *
     * @return the last 4 snapshots, flat below 1 point a snapshot
     */
    public static TrendRule usual() {
        return new TrendRule(4, 1);
    }
}
