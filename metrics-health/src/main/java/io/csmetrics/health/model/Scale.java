package io.csmetrics.health.model;

import java.math.BigDecimal;

/**
 * What scores are shown on. The mean of sub-scores, 0 to 100, is stretched over it.
 *
 * @param min the worst score
 * @param max the best score
 * @param decimals how many decimals a score has, 0 to 6; it is rounded once, half up
 */
public record Scale(double min, double max, int decimals) {
    /** How many decimals a score can have. */
    public static final int MOST_DECIMALS = 6;

    /** Checks every rule above. */
    public Scale {
        new PartCheck()
                .finite("min", min)
                .finite("max", max)
                .that(!(min >= max), "max", PartCheck.text(max) + " is not above min " + PartCheck.text(min))
                .that(
                        decimals >= 0 && decimals <= MOST_DECIMALS,
                        "decimals",
                        decimals + "; it must be from 0 to " + MOST_DECIMALS)
                .that(fits(min, decimals), "min", tooFine(min, decimals))
                .that(fits(max, decimals), "max", tooFine(max, decimals))
                .done();
    }

    /** Scores are held at the ends of the scale, which must therefore be scores themselves. */
    private static boolean fits(double end, int decimals) {
        return !Double.isFinite(end)
                || BigDecimal.valueOf(end).stripTrailingZeros().scale() <= Math.max(0, decimals);
    }

    private static String tooFine(double end, int decimals) {
        return PartCheck.text(end) + " has more decimals than a score, which has " + decimals;
    }

    /**
     * Returns the usual scale.
     *
     * @return 0 to 100 with one decimal
     */
    public static Scale usual() {
        return new Scale(0, Normaliser.BEST, 1);
    }
}
