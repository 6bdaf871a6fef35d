package io.csmetrics.family;

/** What a KPI's number is measured in. */
public enum KpiUnit {
    /** A part of a whole, kept as a fraction: 0.125 is 12.5 percent. */
    PERCENT("percent"),
    /** The difference of two parts, kept as a fraction. */
    PERCENTAGE_POINTS("percentage-points"),
    /** From -100 to 100. */
    POINTS("points"),
    /** A number on a stated scale. */
    SCORE("score"),
    /** One amount over another. */
    RATIO("ratio"),
    /** From -1 to 1. */
    CORRELATION("correlation"),
    /** A number of things. */
    COUNT("count"),
    /** A number of things in seven days. */
    COUNT_PER_WEEK("count-per-week"),
    /** A number of things in ninety days. */
    COUNT_PER_90_DAYS("count-per-90-days"),
    /** An amount in major units of the currency. */
    MONEY("money"),
    /** A monthly amount in major units. */
    MONEY_PER_MONTH("money-per-month"),
    /** A yearly amount in major units. */
    MONEY_PER_YEAR("money-per-year"),
    /** A length of time in months. */
    MONTHS("months"),
    /** A length of time in minutes. */
    MINUTES("minutes"),
    /** A length of time in milliseconds. */
    DURATION("duration"),
    /** A table. */
    TABLE("table");

    private final String key;

    KpiUnit(String key) {
        this.key = key;
    }

    /**
     * Returns how JSON writes the unit.
     *
     * @return the key, such as {@code money-per-month}
     */
    public String key() {
        return key;
    }

    /**
     * Tells whether the number is an amount of money.
     *
     * @return whether it has a currency
     */
    public boolean isMoney() {
        return this == MONEY || this == MONEY_PER_MONTH || this == MONEY_PER_YEAR;
    }
}
