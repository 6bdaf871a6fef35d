package io.csmetrics.cohort.experiment;

import java.util.Locale;

/** Why a unit is not compared. */
public enum LeftOut {
    /** It, or one of its rows, was exposed after the last known day: nothing is known of it, not even that it was assigned. */
    EXPOSED_AFTER_AS_OF,
    /** Its window is not over. It counts as assigned. */
    IMMATURE,
    /** Its window is over, but nobody knows its outcome. It counts as assigned and as mature. */
    OUTCOME_UNKNOWN,
    /** It would be compared with itself, but there is no period before its exposure. */
    BASELINE_UNKNOWN,
    /** It is in no pair, or its pair or stratum has no unit of the other arm that could be compared. */
    UNPAIRED,
    /** Its rows break a rule; the findings tell which. */
    REFUSED;

    /**
     * Returns the name, such as {@code outcome-unknown}.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
