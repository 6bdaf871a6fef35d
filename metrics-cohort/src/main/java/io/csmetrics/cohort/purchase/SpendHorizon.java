package io.csmetrics.cohort.purchase;

import io.csmetrics.cohort.lifetime.DiscountRate;
import io.csmetrics.period.Grain;

/**
 * How far ahead spend is counted, and what later spend is worth. What is bought within a period is discounted to the end of that period.
 *
 * @param periods how many periods are counted, 1 or more: 52 weeks
 * @param period the period
 * @param rate the discount, of any period of the calendar: 10 % a year is 0.183 % a week, and never a 52nd
 */
public record SpendHorizon(int periods, TimeScale period, DiscountRate rate) {

    /**
     * Checks the number of periods, and that the discount can be turned into one of a period.
     *
     * @throws IllegalArgumentException if there is no period, or the discount is not of a period of the calendar
     */
    public SpendHorizon {
        if (periods < 1) {
            throw new IllegalArgumentException(
                    "horizon of " + periods + " " + period + " must be 1 or more; count the periods that are to come");
        }
        factor(period, rate);
    }

    /** What money is worth that comes one period later. */
    double factor() {
        return factor(period, rate);
    }

    private static double factor(TimeScale period, DiscountRate rate) {
        Grain grain = period == TimeScale.WEEKS ? Grain.WEEK : Grain.DAY;
        return 1 / (1 + rate.per(grain).rate().doubleValue());
    }
}
