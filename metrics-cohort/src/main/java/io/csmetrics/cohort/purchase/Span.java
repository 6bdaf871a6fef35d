package io.csmetrics.cohort.purchase;

/**
 * A length of time in the life of a customer, in days, which need not be whole.
 *
 * @param days the number of days, finite and 0 or more
 */
public record Span(double days) {

    /**
     * Checks the length.
     *
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public Span {
        if (!(days >= 0 && days < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "span of " + days + " days must be a finite number, 0 or more; count forward from the first day");
        }
    }

    /**
     * Returns a span of days.
     *
     * @param days the number of days, finite and 0 or more
     * @return the span
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public static Span ofDays(double days) {
        return new Span(days);
    }

    /**
     * Returns a span of weeks of 7 days.
     *
     * @param weeks the number of weeks, finite and 0 or more
     * @return the span
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public static Span ofWeeks(double weeks) {
        return new Span(weeks * TimeScale.WEEKS.days());
    }

    /**
     * Returns the length in a unit. Defined as {@code days / scale.days()}.
     *
     * @param scale the unit
     * @return the number of units
     */
    public double in(TimeScale scale) {
        return days / scale.days();
    }
}
