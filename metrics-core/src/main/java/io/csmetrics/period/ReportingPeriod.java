package io.csmetrics.period;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.WeekFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The time that a number reports on: all days from {@code start} up to, but not with, {@code endExclusive}.
 *
 * <p>Neighbouring periods share their boundary: the closing of one is the opening of the next. A period knows no time zone;
 * the data that it is applied to brings the one zone in which a date begins.
 *
 * @param start the first day of the period
 * @param endExclusive the first day after the period; later than {@code start}
 */
public record ReportingPeriod(LocalDate start, LocalDate endExclusive)
        implements Comparable<ReportingPeriod>, Serializable {

    /** The mean length of a Gregorian month, 365.2425 / 12 days: what a period that is not whole months is measured by. */
    private static final BigDecimal DAYS_PER_YEAR = new BigDecimal("365.2425");

    private static final BigDecimal TWELVE = BigDecimal.valueOf(12);

    /** Checks that the period holds at least one day. */
    public ReportingPeriod {
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(endExclusive, "endExclusive");
        if (!start.isBefore(endExclusive)) {
            throw new IllegalArgumentException("period start " + start + " must be before its exclusive end "
                    + endExclusive + "; the end is the first day after the period");
        }
    }

    /**
     * Returns the period between two dates.
     *
     * @param start the first day
     * @param endExclusive the first day after the period
     * @return the period
     */
    public static ReportingPeriod of(LocalDate start, LocalDate endExclusive) {
        return new ReportingPeriod(start, endExclusive);
    }

    /**
     * Returns one calendar month.
     *
     * @param year the year
     * @param month the month, 1 to 12
     * @return the month
     */
    public static ReportingPeriod month(int year, int month) {
        return month(YearMonth.of(year, month));
    }

    /**
     * Returns one calendar month.
     *
     * @param month the month
     * @return the month
     */
    public static ReportingPeriod month(YearMonth month) {
        return monthsFrom(month, 1);
    }

    /**
     * Returns one calendar quarter.
     *
     * @param year the year
     * @param quarter the quarter, 1 (January to March) to 4
     * @return the quarter
     */
    public static ReportingPeriod quarter(int year, int quarter) {
        return fiscalQuarter(YearMonth.of(year, 1), quarter);
    }

    /**
     * Returns one calendar year.
     *
     * @param year the year
     * @return January to December of it
     */
    public static ReportingPeriod year(int year) {
        return fiscalYear(YearMonth.of(year, 1));
    }

    /**
     * Returns the fiscal year that begins with a month. Companies name a fiscal year by its first or by its last calendar
     * year; the first month leaves no doubt.
     *
     * @param firstMonth the first month of the fiscal year
     * @return twelve months from it
     */
    public static ReportingPeriod fiscalYear(YearMonth firstMonth) {
        return monthsFrom(firstMonth, 12);
    }

    /**
     * Returns one quarter of the fiscal year that begins with a month.
     *
     * @param firstMonthOfYear the first month of the fiscal year
     * @param quarter the quarter, 1 to 4
     * @return three months
     */
    public static ReportingPeriod fiscalQuarter(YearMonth firstMonthOfYear, int quarter) {
        if (quarter < 1 || quarter > 4) {
            throw new IllegalArgumentException("quarter " + quarter + " must be 1 to 4");
        }
        return monthsFrom(firstMonthOfYear.plusMonths(3L * (quarter - 1)), 3);
    }

    /**
     * Returns one ISO-8601 week, Monday to Sunday.
     *
     * @param weekBasedYear the week-based year, which can differ from the calendar year around New Year
     * @param week the week, 1 to 52 or 53
     * @return seven days
     */
    public static ReportingPeriod isoWeek(int weekBasedYear, int week) {
        LocalDate inFirstWeek = LocalDate.of(weekBasedYear, 1, 4);
        long weeks =
                IsoFields.WEEK_OF_WEEK_BASED_YEAR.rangeRefinedBy(inFirstWeek).getMaximum();
        if (week < 1 || week > weeks) {
            throw new IllegalArgumentException("week " + week + " must be 1 to " + weeks + " in " + weekBasedYear);
        }
        LocalDate monday = inFirstWeek.with(WeekFields.ISO.dayOfWeek(), 1).plusWeeks(week - 1L);
        return new ReportingPeriod(monday, monday.plusWeeks(1));
    }

    /**
     * Returns the months that end with a date.
     *
     * @param months how many months, at least 1
     * @param endExclusive the first day after the period
     * @return the period from {@code endExclusive} less {@code months} months
     */
    public static ReportingPeriod trailingMonths(int months, LocalDate endExclusive) {
        requirePositive("months", months);
        return new ReportingPeriod(endExclusive.minusMonths(months), endExclusive);
    }

    /**
     * Returns successive calendar months.
     *
     * @param first the first month
     * @param count how many, at least 1
     * @return the months in order of time
     */
    public static List<ReportingPeriod> months(YearMonth first, int count) {
        return series(count, i -> month(first.plusMonths(i)));
    }

    /**
     * Returns successive periods of three months.
     *
     * @param first the first month of the first quarter
     * @param count how many, at least 1
     * @return the quarters in order of time
     */
    public static List<ReportingPeriod> quarters(YearMonth first, int count) {
        return series(count, i -> monthsFrom(first.plusMonths(3L * i), 3));
    }

    /**
     * Returns successive periods of twelve months.
     *
     * @param first the first month of the first year
     * @param count how many, at least 1
     * @return the years in order of time
     */
    public static List<ReportingPeriod> years(YearMonth first, int count) {
        return series(count, i -> monthsFrom(first.plusMonths(12L * i), 12));
    }

    /**
     * Returns the period before this one. Whole calendar months move by months (January for February, the quarter before for a
     * quarter, the year before for a year); every other period, a week among them, moves by its own length in days.
     *
     * @return the period that ends where this one starts
     */
    public ReportingPeriod previous() {
        return isCalendarMonths()
                ? new ReportingPeriod(start.minusMonths(wholeMonths().orElseThrow()), start)
                : new ReportingPeriod(start.minusDays(days()), start);
    }

    /**
     * Returns the same period a calendar year earlier: both ends move by one year, 29 February to 28 February.
     *
     * @return the period a year ago
     */
    public ReportingPeriod yearAgo() {
        LocalDate end = endExclusive.minusYears(1);
        LocalDate begin = start.minusYears(1);
        // [28 Feb, 29 Feb) of a leap year would vanish: it keeps its one day
        return new ReportingPeriod(begin, begin.isBefore(end) ? end : begin.plusDays(1));
    }

    /**
     * Cuts this period at the calendar boundaries of a grain. The first and the last piece are clipped to this period.
     *
     * @param grain the grain
     * @return adjoining pieces in order of time that together are this period
     */
    public List<ReportingPeriod> split(Grain grain) {
        List<ReportingPeriod> pieces = new ArrayList<>();
        LocalDate from = start;
        while (from.isBefore(endExclusive)) {
            LocalDate to = grain.periodContaining(from).endExclusive();
            to = to.isBefore(endExclusive) ? to : endExclusive;
            pieces.add(new ReportingPeriod(from, to));
            from = to;
        }
        return List.copyOf(pieces);
    }

    /**
     * Returns the part of this period before a date.
     *
     * @param date the first day that is cut away; later than {@code start}
     * @return this period, or what is left of it
     * @throws IllegalArgumentException if nothing is left
     */
    public ReportingPeriod before(LocalDate date) {
        return date.isBefore(endExclusive) ? new ReportingPeriod(start, date) : this;
    }

    /**
     * Tells whether a date lies in this period.
     *
     * @param date the date
     * @return whether {@code start <= date < endExclusive}
     */
    public boolean contains(LocalDate date) {
        return !date.isBefore(start) && date.isBefore(endExclusive);
    }

    /**
     * Returns the length in days.
     *
     * @return the number of days, at least 1
     */
    public long days() {
        return ChronoUnit.DAYS.between(start, endExclusive);
    }

    /**
     * Returns the number of whole months, if both ends have the same day of the month.
     *
     * @return the number of months, empty for any other period
     */
    public OptionalInt wholeMonths() {
        return start.getDayOfMonth() == endExclusive.getDayOfMonth()
                ? OptionalInt.of((int) ChronoUnit.MONTHS.between(start, endExclusive))
                : OptionalInt.empty();
    }

    /**
     * Returns the length in months. Defined as {@link #wholeMonths()} where there are such, else as
     * {@code days / (365.2425 / 12)}.
     *
     * @return the number of months, exact for whole months, else to 34 digits
     */
    public BigDecimal months() {
        OptionalInt whole = wholeMonths();
        return whole.isPresent()
                ? BigDecimal.valueOf(whole.getAsInt())
                : BigDecimal.valueOf(days())
                        .multiply(TWELVE)
                        .divide(DAYS_PER_YEAR, new MathContext(34, RoundingMode.HALF_EVEN));
    }

    /**
     * Orders by start, then by end.
     *
     * @param other another period
     * @return negative, zero or positive
     */
    @Override
    public int compareTo(ReportingPeriod other) {
        int byStart = start.compareTo(other.start);
        return byStart != 0 ? byStart : endExclusive.compareTo(other.endExclusive);
    }

    /**
     * Returns the two dates, such as {@code [2026-07-01, 2026-10-01)}.
     *
     * @return the half-open range as text
     */
    @Override
    public String toString() {
        return "[" + start + ", " + endExclusive + ")";
    }

    private boolean isCalendarMonths() {
        return start.getDayOfMonth() == 1 && endExclusive.getDayOfMonth() == 1;
    }

    private static ReportingPeriod monthsFrom(YearMonth first, int count) {
        return new ReportingPeriod(first.atDay(1), first.plusMonths(count).atDay(1));
    }

    private static List<ReportingPeriod> series(int count, IntFunction<ReportingPeriod> period) {
        requirePositive("count", count);
        return IntStream.range(0, count).mapToObj(period).toList();
    }

    private static void requirePositive(String name, int count) {
        if (count < 1) {
            throw new IllegalArgumentException(name + " " + count + " must be at least 1");
        }
    }
}
