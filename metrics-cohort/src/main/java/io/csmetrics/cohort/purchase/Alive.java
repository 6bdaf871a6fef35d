package io.csmetrics.cohort.purchase;

import java.util.Locale;

/**
 * How likely a customer will ever buy again.
 *
 * @param probability the probability, 0 to 1
 * @param byAssumption whether the data have no say in it: in BG/NBD a customer can only stop right after a repeat purchase, so that one
 *     who bought once is active with certainty, however long ago that was. {@link MbgNbd} has no such customers
 */
public record Alive(double probability, boolean byAssumption) {

    /**
     * Checks the probability.
     *
     * @throws IllegalArgumentException if it is not 0 to 1
     */
    public Alive {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability " + probability + " to be alive must be 0 to 1");
        }
    }

    /**
     * Returns the probability to 4 decimals, with a remark where it is an assumption.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.4f", probability)
                + (byAssumption
                        ? " (by assumption: in BG/NBD nobody stops before a repeat purchase; see MBG/NBD)"
                        : "");
    }
}
