package io.csmetrics.revenue;

import io.csmetrics.facts.Facts;
import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What became of the opening accounts of each month of a window: the parts that {@link RetentionMethod#COMPOUNDED} multiplies.
 *
 * @param months the facts of each month, by its first day
 */
public record MonthlyRetentions(SortedMap<LocalDate, RevenueRetention> months) implements Facts {

    /** Copies the map. */
    public MonthlyRetentions {
        months = Collections.unmodifiableSortedMap(new TreeMap<>(months));
    }

    /**
     * Adds facts of other accounts.
     *
     * @param other facts of the same months
     * @return the sum, month by month
     * @throws IllegalArgumentException if {@code other} has other months
     */
    @Override
    public MonthlyRetentions plus(Facts other) {
        MonthlyRetentions that = Facts.sameType(MonthlyRetentions.class, other);
        if (!months.keySet().equals(that.months.keySet())) {
            throw new IllegalArgumentException("months from " + months.keySet() + " and from " + that.months.keySet()
                    + " must be the same to be added; count both over the same window");
        }
        SortedMap<LocalDate, RevenueRetention> sums = new TreeMap<>(months);
        that.months.forEach((start, month) -> sums.merge(start, month, RevenueRetention::plus));
        return new MonthlyRetentions(sums);
    }

    @Override
    public MonthlyRetentions times(int copies) {
        UnaryOperator<RevenueRetention> multiple = month -> month.times(copies);
        SortedMap<LocalDate, RevenueRetention> multiples = new TreeMap<>(months);
        multiples.replaceAll((start, month) -> multiple.apply(month));
        return new MonthlyRetentions(multiples);
    }
}
