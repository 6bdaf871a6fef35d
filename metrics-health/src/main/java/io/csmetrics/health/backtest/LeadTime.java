package io.csmetrics.health.backtest;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How long before their churn accounts were flagged, and stayed so. Median and quartiles are of the flagged ones, by the usual rule of
 * spreadsheets (type 7 of Hyndman and Fan 1996).
 *
 * @param churned the accounts that churned on a known day within the horizon of a snapshot that has a score for them
 * @param flagged those that were flagged in their last snapshot before it; an account without a score then is not
 * @param lowerQuartile the days that a quarter of the flagged ones stays at or below; empty without flagged ones
 * @param median the days that half of them stays at or below
 * @param upperQuartile the days that three quarters of them stay at or below
 */
public record LeadTime(
        long churned, long flagged, OptionalDouble lowerQuartile, OptionalDouble median, OptionalDouble upperQuartile) {

    /**
     * Checks the counts.
     *
     * @throws IllegalArgumentException if not {@code 0 <= flagged <= churned}
     */
    public LeadTime {
        if (flagged < 0 || flagged > churned) {
            throw new IllegalArgumentException(
                    "flagged accounts " + flagged + " must be 0 to the churned ones " + churned);
        }
    }

    static LeadTime of(long churned, List<Long> days) {
        long[] sorted = days.stream().mapToLong(Long::longValue).sorted().toArray();
        return new LeadTime(
                churned, sorted.length, quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75));
    }

    private static OptionalDouble quantile(long[] sorted, double share) {
        if (sorted.length == 0) {
            return OptionalDouble.empty();
        }
        double place = (sorted.length - 1) * share;
        int low = (int) place;
        int high = Math.min(low + 1, sorted.length - 1);
        return OptionalDouble.of(sorted[low] + (place - low) * (sorted[high] - sorted[low]));
    }

    /**
     * Returns how many accounts churned without having been flagged.
     *
     * @return {@code churned - flagged}
     */
    public long neverFlagged() {
        return churned - flagged;
    }
}
