package io.csmetrics.select;

/** How a field is held against a number. */
public enum Comparison {
    /** At or above the number. */
    AT_LEAST(">="),
    /** At or below the number. */
    AT_MOST("<="),
    /** Above the number. */
    ABOVE(">"),
    /** Below the number. */
    BELOW("<"),
    /** Equal to the number, whatever the zeros behind the point. */
    EQUAL("="),
    /** At or above a share of the scale: {@code (score - scaleMin) / (scaleMax - scaleMin) >= number}. */
    SCALE_SHARE_AT_LEAST("norm>=");

    private final String symbol;

    Comparison(String symbol) {
        this.symbol = symbol;
    }

    /**
     * Returns how JSON writes the comparison.
     *
     * @return the symbol
     */
    public String symbol() {
        return symbol;
    }

    /**
     * Compares.
     *
     * @param order the sign of {@code field - number}
     * @return whether the comparison holds
     */
    public boolean holds(int order) {
        return switch (this) {
            case AT_LEAST, SCALE_SHARE_AT_LEAST -> order >= 0;
            case AT_MOST -> order <= 0;
            case ABOVE -> order > 0;
            case BELOW -> order < 0;
            case EQUAL -> order == 0;
        };
    }
}
