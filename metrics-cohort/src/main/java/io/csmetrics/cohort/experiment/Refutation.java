package io.csmetrics.cohort.experiment;

/**
 * A readout of something that the intervention cannot have changed: a check of the experiment, not of the intervention. What it finds is
 * in the experiment for another reason, and so perhaps in its result too.
 *
 * @param check what was done: {@code placebo date} or {@code negative control}
 * @param readout the readout, in which nothing should be found
 */
public record Refutation(String check, Readout readout) {

    /** What a check came to. */
    public enum Outcome {
        /** Nothing was found where nothing should be. It is no proof: few units find nothing either. */
        PASSED,
        /** Something was found where nothing can be: the result of the experiment is not to be believed as it is. */
        FAILED,
        /** The check could not be made; {@link Readout#reason()} says why. */
        NOT_MADE
    }

    /**
     * Returns what the check came to.
     *
     * @return {@link Outcome#FAILED} where the readout found a difference either way
     */
    public Outcome outcome() {
        return switch (readout.verdict()) {
            case NO_EVIDENCE -> Outcome.PASSED;
            case BETTER, WORSE -> Outcome.FAILED;
            case NOT_ENOUGH_DATA, INVALID -> Outcome.NOT_MADE;
        };
    }

    /**
     * Returns what may be said.
     *
     * @return one sentence
     */
    public String sentence() {
        return switch (outcome()) {
            case PASSED -> "The check by " + check + " found nothing, as it should (" + readout.reason() + ").";
            case FAILED ->
                "The check by " + check + " found a difference in \""
                        + readout.experiment().metric().name() + "\", which the intervention cannot have made ("
                        + readout.reason() + "): the arms differ otherwise, and the result is not to be believed.";
            case NOT_MADE -> "The check by " + check + " could not be made: " + readout.reason() + ".";
        };
    }

    /**
     * Returns the sentence.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return sentence();
    }
}
