package io.csmetrics.cohort.experiment;

/** How much a difference tells of a cause, from the most to the least. */
public enum CausalGrade {
    /** Units were assigned at random, and nothing speaks against it: the difference is the effect, but for chance. */
    RANDOMISED("randomised", "a second experiment that finds it again"),
    /**
     * Not at random, but no difference was found in how the arms moved before: the difference is the effect if they would have moved alike
     * without it. The grade rests on a test that did not reject, which few units make easy: {@link PreTrend}.
     */
    PARALLEL_TRENDS("difference-in-differences", "accounts assigned at random"),
    /**
     * Not at random, but the units were matched, as the design says, and nothing that is known from before the exposure is
     * {@link Balance#isFlagged() flagged}. Where nothing is known, the readout says that nobody shows how well they were matched.
     */
    MATCHED("matched", "accounts assigned at random, or what both arms did in at least three earlier periods"),
    /** An association: those who were treated may have differed all along, or would have changed anyway. */
    NAIVE(
            "naive",
            "accounts assigned at random, or untreated accounts that moved alike in at least three earlier periods");

    private final String key;
    private final String more;

    CausalGrade(String key, String more) {
        this.key = key;
        this.more = more;
    }

    /**
     * Returns the grade as files write it.
     *
     * @return such as {@code randomised}
     */
    public String key() {
        return key;
    }

    /**
     * Returns what would be needed to say more.
     *
     * @return a few words
     */
    public String needed() {
        return more;
    }
}
