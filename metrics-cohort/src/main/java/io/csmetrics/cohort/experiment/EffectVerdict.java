package io.csmetrics.cohort.experiment;

/** What an experiment found. {@link Readout#reason()} says why. */
public enum EffectVerdict {
    /** The treated did better, by more than chance. */
    BETTER("better"),
    /** The treated did worse, by more than chance. */
    WORSE("worse"),
    /** Chance alone could have made as large a difference: there may be an effect or not. */
    NO_EVIDENCE("no evidence"),
    /** Nothing is decided: too few units, none whose window is over, or none that vary. */
    NOT_ENOUGH_DATA("not enough data"),
    /** The comparison is not to be believed, whatever it shows. */
    INVALID("invalid");

    private final String key;

    EffectVerdict(String key) {
        this.key = key;
    }

    /**
     * Returns the verdict as files write it.
     *
     * @return such as {@code no evidence}
     */
    public String key() {
        return key;
    }
}
