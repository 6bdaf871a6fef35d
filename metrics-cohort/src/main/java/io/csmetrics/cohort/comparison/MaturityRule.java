package io.csmetrics.cohort.comparison;

import io.csmetrics.cohort.Triangle;

/**
 * Up to which index groups of cohorts are compared. Older cohorts reach further than younger ones: what only one side has lived through is
 * no ground to compare. Which indexes a cohort is complete at is told by {@link Triangle#completeColumns}.
 */
public enum MaturityRule {
    /**
     * Through the last index that every cohort of every group is complete at: all units are followed to it, and shares are plain counts.
     * The default.
     */
    EVERY_COHORT("complete in every cohort"),

    /**
     * Through the last index that each group has a cohort for which it is complete. Younger cohorts count as far as they are complete and
     * are censored there, so that later shares are estimates; they suppose that the younger will fare as the older of their group.
     */
    ANY_COHORT("complete in a cohort of each group");

    private final String words;

    MaturityRule(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
