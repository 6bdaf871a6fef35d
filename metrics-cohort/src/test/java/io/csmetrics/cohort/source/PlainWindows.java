package io.csmetrics.cohort.source;

import io.csmetrics.cohort.Cadence;
import io.csmetrics.cohort.PeriodIndex;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** The windows of a unit by plain dates: slow, and by none of the arithmetic of the library. */
final class PlainWindows {
    private PlainWindows() {}

    /** The first day of the period that holds a day. */
    static LocalDate period(Cadence cadence, LocalDate day) {
        LocalDate month = day.withDayOfMonth(1);
        return switch (cadence.grain()) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(cadence.weekStart()));
            case MONTH -> month;
            case QUARTER -> back(month, cadence, 3);
            case YEAR -> back(month, cadence, 12);
        };
    }

    private static LocalDate back(LocalDate month, Cadence cadence, int length) {
        LocalDate start = month;
        while ((start.getMonthValue() - cadence.yearStart().getValue() + 12) % length != 0) {
            start = start.minusMonths(1);
        }
        return start;
    }

    /** The first day of a window of what entered on a day. */
    static LocalDate start(PeriodIndex index, LocalDate entry, int k) {
        if (index instanceof PeriodIndex.Rolling rolling) {
            return entry.plusDays((long) k * rolling.days());
        }
        if (index instanceof PeriodIndex.Anniversary anniversary) {
            return entry.plusMonths((long) k * anniversary.months());
        }
        Cadence cadence = ((PeriodIndex.Calendar) index).interval();
        LocalDate first = period(cadence, entry);
        return switch (cadence.grain()) {
            case DAY -> first.plusDays(k);
            case WEEK -> first.plusWeeks(k);
            case MONTH -> first.plusMonths(k);
            case QUARTER -> first.plusMonths(3L * k);
            case YEAR -> first.plusYears(k);
        };
    }
}
