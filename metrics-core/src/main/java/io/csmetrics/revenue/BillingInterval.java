package io.csmetrics.revenue;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often a price is due: a number of months, weeks or days. A quarter is 3 months and a year is 12, so that {@code P12M} equals
 * {@link #YEAR}; a week is not 7 days, because a {@link NormalisationProfile} may hold 52 weeks and 365 days to a year.
 *
 * @param unit what is counted
 * @param count how many of them, at least 1
 */
public record BillingInterval(Unit unit, int count) {
    /** A day. */
    public static final BillingInterval DAY = new BillingInterval(Unit.DAY, 1);
    /** A week. */
    public static final BillingInterval WEEK = new BillingInterval(Unit.WEEK, 1);
    /** A month. */
    public static final BillingInterval MONTH = new BillingInterval(Unit.MONTH, 1);
    /** Three months. */
    public static final BillingInterval QUARTER = new BillingInterval(Unit.MONTH, 3);
    /** Twelve months. */
    public static final BillingInterval YEAR = new BillingInterval(Unit.MONTH, 12);

    private static final int MONTHS_A_YEAR = 12;
    private static final int DAYS_A_WEEK = 7;

    private static final String NUMBER = "(\\d{1,5})";
    private static final Pattern ISO = Pattern.compile(
            "P(?=\\d)(?:(?:" + NUMBER + "Y)?(?:" + NUMBER + "M)?|(?:" + NUMBER + "W)?(?:" + NUMBER + "D)?)");

    /** What an interval counts. */
    public enum Unit {
        /** Days. */
        DAY,
        /** Weeks. */
        WEEK,
        /** Months. */
        MONTH
    }

    /** Checks every rule above. */
    public BillingInterval {
        Objects.requireNonNull(unit, "unit");
        if (count < 1) {
            throw new IllegalArgumentException(
                    "interval of " + count + " " + unit.name().toLowerCase(Locale.ROOT)
                            + "s must be at least 1; leave a price that is due once out");
        }
    }

    /**
     * Returns a number of days.
     *
     * @param count the number, at least 1
     * @return the interval
     */
    public static BillingInterval days(int count) {
        return new BillingInterval(Unit.DAY, count);
    }

    /**
     * Returns a number of weeks.
     *
     * @param count the number, at least 1
     * @return the interval
     */
    public static BillingInterval weeks(int count) {
        return new BillingInterval(Unit.WEEK, count);
    }

    /**
     * Returns a number of months.
     *
     * @param count the number, at least 1
     * @return the interval
     */
    public static BillingInterval months(int count) {
        return new BillingInterval(Unit.MONTH, count);
    }

    /**
     * Reads an interval, in small or capital letters: {@code day}, {@code week}, {@code month}, {@code quarter}, {@code year}, or an
     * ISO-8601 period that has only years and months or only weeks and days, such as {@code P6M} or {@code P2W}. Weeks with days
     * are days: {@code P1W3D} is 10 days.
     *
     * @param text the text
     * @return the interval
     * @throws IllegalArgumentException if it is none of these, or 0
     */
    public static BillingInterval parse(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        return switch (upper) {
            case "DAY" -> DAY;
            case "WEEK" -> WEEK;
            case "MONTH" -> MONTH;
            case "QUARTER" -> QUARTER;
            case "YEAR" -> YEAR;
            default -> parseIso(text, upper);
        };
    }

    private static BillingInterval parseIso(String text, String upper) {
        Matcher period = ISO.matcher(upper);
        if (period.matches()) {
            int months = number(period, 1) * MONTHS_A_YEAR + number(period, 2);
            int weeks = number(period, 3);
            int days = number(period, 4);
            if (months > 0) {
                return months(months);
            }
            if (days > 0) {
                return days(weeks * DAYS_A_WEEK + days);
            }
            if (weeks > 0) {
                return weeks(weeks);
            }
        }
        throw new IllegalArgumentException(
                "interval \"" + text + "\" must be day, week, month, quarter, year or an ISO period"
                        + " above zero of years and months or of weeks and days, like P6M; correct it");
    }

    private static int number(Matcher period, int group) {
        String digits = period.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /**
     * Returns the text that {@link #parse} reads: a word where there is one, else an ISO-8601 period.
     *
     * @return such as {@code quarter}, {@code P6M} or {@code P2W}
     */
    @Override
    public String toString() {
        if (equals(QUARTER)) {
            return "quarter";
        }
        if (equals(YEAR)) {
            return "year";
        }
        if (count == 1) {
            return unit.name().toLowerCase(Locale.ROOT);
        }
        return switch (unit) {
            case DAY -> "P" + count + "D";
            case WEEK -> "P" + count + "W";
            case MONTH -> count % MONTHS_A_YEAR == 0 ? "P" + count / MONTHS_A_YEAR + "Y" : "P" + count + "M";
        };
    }
}
