package io.csmetrics.health.model;

/** How a number is held against another. */
public enum Comparison {
    /** Below. */
    LT("lt", "<"),
    /** Below or equal. */
    LTE("lte", "≤"),
    /** Above. */
    GT("gt", ">"),
    /** Above or equal. */
    GTE("gte", "≥"),
    /** Equal. */
    EQ("eq", "="),
    /** Not equal. */
    NE("ne", "≠");

    private final String key;
    private final String sign;

    Comparison(String key, String sign) {
        this.key = key;
        this.sign = sign;
    }

    /**
     * Returns the key by which JSON knows it.
     *
     * @return such as {@code gte}
     */
    public String key() {
        return key;
    }

    /**
     * Compares.
     *
     * @param number the number on the left
     * @param limit the number on the right
     * @return whether it holds
     */
    public boolean holds(double number, double limit) {
        return switch (this) {
            case LT -> number < limit;
            case LTE -> number <= limit;
            case GT -> number > limit;
            case GTE -> number >= limit;
            case EQ -> number == limit;
            case NE -> number != limit;
        };
    }

    /**
     * Returns the sign.
     *
     * @return such as {@code ≥}
     */
    @Override
    public String toString() {
        return sign;
    }
}
