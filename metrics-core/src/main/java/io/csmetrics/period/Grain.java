package io.csmetrics.period;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** The calendar piece into which a longer period is cut: a day, an ISO week (from Monday), a month, a quarter or a year. */
public enum Grain {
    /** One calendar day. */
    DAY,
    /** Seven days from Monday, as ISO-8601 has it. */
    WEEK,
    /** One calendar month. */
    MONTH,
    /** Three calendar months from January, April, July or October. */
    QUARTER,
    /** Twelve calendar months from January. */
    YEAR;

    /**
     * Returns the piece of this grain that contains a date.
     *
     * @param date any date
     * @return the whole calendar piece, which starts at or before {@code date} and ends after it
     */
    public ReportingPeriod periodContaining(LocalDate date) {
        LocalDate start = startOf(date);
        return new ReportingPeriod(start, startOfNext(start));
    }

    private LocalDate startOf(LocalDate date) {
        return switch (this) {
            case DAY -> date;
            case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> date.withDayOfMonth(1);
            case QUARTER -> date.withDayOfMonth(1).minusMonths((date.getMonthValue() - 1) % 3);
            case YEAR -> date.withDayOfYear(1);
        };
    }

    private LocalDate startOfNext(LocalDate start) {
        return switch (this) {
            case DAY -> start.plusDays(1);
            case WEEK -> start.plusWeeks(1);
            case MONTH -> start.plusMonths(1);
            case QUARTER -> start.plusMonths(3);
            case YEAR -> start.plusYears(1);
        };
    }
}
