package io.csmetrics.cohort;

import io.csmetrics.period.Grain;
import io.csmetrics.period.ReportingPeriod;
import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.ChronoField;
import java.util.Locale;

/**
 * How the calendar is cut: into days, weeks from a chosen day, months, or quarters and years of a fiscal year. Periods are told apart by
 * their first days, never by a year and a number of a week.
 *
 * @param grain the length of a period
 * @param weekStart the first day of a week; Monday, as ISO-8601 has it, for every other grain
 * @param yearStart the first month of a fiscal year, from which quarters and years count; January for every other grain
 */
public record Cadence(Grain grain, DayOfWeek weekStart, Month yearStart) implements Serializable {
    /** Calendar days. */
    public static final Cadence DAILY = of(Grain.DAY);

    /** ISO weeks, from Monday. */
    public static final Cadence WEEKLY = of(Grain.WEEK);

    /** Calendar months. */
    public static final Cadence MONTHLY = of(Grain.MONTH);

    /** Quarters from January, April, July and October. */
    public static final Cadence QUARTERLY = of(Grain.QUARTER);

    /** Calendar years. */
    public static final Cadence YEARLY = of(Grain.YEAR);

    /**
     * Checks that nothing is said that has no effect.
     *
     * @throws IllegalArgumentException if a week's first day is given for another grain, or a fiscal year for days, weeks or months
     */
    public Cadence {
        if (weekStart != DayOfWeek.MONDAY && grain != Grain.WEEK) {
            throw new IllegalArgumentException(
                    "week start " + weekStart + " must not be given for grain " + grain + "; it is about weeks only");
        }
        if (yearStart != Month.JANUARY && grain != Grain.QUARTER && grain != Grain.YEAR) {
            throw new IllegalArgumentException("year start " + yearStart + " must not be given for grain " + grain
                    + "; it is about quarters and years only");
        }
    }

    /**
     * Returns the usual calendar: ISO weeks, years from January.
     *
     * @param grain the length of a period
     * @return the cadence
     */
    public static Cadence of(Grain grain) {
        return new Cadence(grain, DayOfWeek.MONDAY, Month.JANUARY);
    }

    /**
     * Returns weeks from another day.
     *
     * @param first the first day of a week, such as Sunday
     * @return the cadence
     */
    public static Cadence weeksFrom(DayOfWeek first) {
        return new Cadence(Grain.WEEK, first, Month.JANUARY);
    }

    /**
     * Returns quarters or years of a fiscal year.
     *
     * @param grain {@link Grain#QUARTER} or {@link Grain#YEAR}
     * @param first the first month of the fiscal year
     * @return the cadence
     */
    public static Cadence fiscal(Grain grain, Month first) {
        return new Cadence(grain, DayOfWeek.MONDAY, first);
    }

    /**
     * Returns the number of the period that holds a date. Numbers of following periods follow each other.
     *
     * @param date any date
     * @return the number
     */
    public int ordinal(LocalDate date) {
        return switch (grain) {
            case DAY -> Math.toIntExact(date.toEpochDay());
            case WEEK -> Math.toIntExact(Math.floorDiv(date.toEpochDay() + weekShift(), 7));
            case MONTH -> Math.toIntExact(date.getLong(ChronoField.PROLEPTIC_MONTH));
            case QUARTER, YEAR -> {
                long month = date.getLong(ChronoField.PROLEPTIC_MONTH) - yearStart.ordinal();
                yield Math.toIntExact(Math.floorDiv(month, months()));
            }
        };
    }

    /**
     * Returns the first day of a period.
     *
     * @param ordinal the number of the period
     * @return its first day
     */
    public LocalDate start(int ordinal) {
        return switch (grain) {
            case DAY -> LocalDate.ofEpochDay(ordinal);
            case WEEK -> LocalDate.ofEpochDay(7L * ordinal - weekShift());
            case MONTH, QUARTER, YEAR -> {
                long month = (long) months() * ordinal + yearStart.ordinal();
                yield LocalDate.of(Math.toIntExact(Math.floorDiv(month, 12L)), Math.floorMod(month, 12) + 1, 1);
            }
        };
    }

    /**
     * Returns the period that holds a date.
     *
     * @param date any date
     * @return the whole period
     */
    public ReportingPeriod periodContaining(LocalDate date) {
        int ordinal = ordinal(date);
        return ReportingPeriod.of(start(ordinal), start(ordinal + 1));
    }

    /** How many months a period has; days and weeks have none. */
    int months() {
        return switch (grain) {
            case DAY, WEEK -> 0;
            case MONTH -> 1;
            case QUARTER -> 3;
            case YEAR -> 12;
        };
    }

    /** 1970-01-01 was a Thursday: so many days of its week were over. */
    private int weekShift() {
        return Math.floorMod(DayOfWeek.THURSDAY.getValue() - weekStart.getValue(), 7);
    }

    /**
     * Returns the name, such as {@code month}, {@code week:sunday} or {@code quarter:from-april}.
     *
     * @return the text
     */
    @Override
    public String toString() {
        String name = grain.name().toLowerCase(Locale.ROOT);
        if (weekStart != DayOfWeek.MONDAY) {
            return name + ":" + weekStart.name().toLowerCase(Locale.ROOT);
        }
        return yearStart == Month.JANUARY
                ? name
                : name + ":from-" + yearStart.name().toLowerCase(Locale.ROOT);
    }
}
