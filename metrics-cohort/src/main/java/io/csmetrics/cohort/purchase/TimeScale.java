package io.csmetrics.cohort.purchase;

import java.util.Locale;

/**
 * The unit of time in which a model of purchases states its parameters. Only units of a fixed length: a month has none, and a month of 30
 * days or 4.345 weeks is a silent error in every forecast.
 */
public enum TimeScale {
    /** Days. */
    DAYS(1),
    /** Weeks of 7 days, the unit of most published models. */
    WEEKS(7);

    private final int days;

    TimeScale(int days) {
        this.days = days;
    }

    /**
     * Returns the length of one unit.
     *
     * @return the number of days, 1 or 7
     */
    public int days() {
        return days;
    }

    /**
     * Returns the name, such as {@code weeks}.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
