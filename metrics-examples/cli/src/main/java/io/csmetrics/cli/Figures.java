package io.csmetrics.cli;

import io.csmetrics.family.KpiUnit;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.kpi.KpiRow;
import io.csmetrics.statistics.Interval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Numbers as people read them: rounded half up to {@value #DECIMALS} decimals, in groups of three digits. */
final class Figures {
    private static final int DECIMALS = 2;
    private static final BigDecimal MINUTE = millis(Duration.ofMinutes(1));
    private static final BigDecimal HOUR = millis(Duration.ofHours(1));
    private static final BigDecimal DAY = millis(Duration.ofDays(1));

    private Figures() {}

    /** Returns a result's number with its unit, or that there is none. */
    static String text(KpiResult result) {
        return text(result.row());
    }

    /** Returns a row's number with its unit, or that there is none. */
    static String text(KpiRow row) {
        if (!row.table().isEmpty()) {
            boolean cohorts = row.table().get(0) instanceof KpiRow.CohortRow;
            int rows = row.table().size();
            return rows + (cohorts ? rows == 1 ? " cell" : " cells" : rows == 1 ? " category" : " categories");
        }
        return row.value().map(value -> text(value, row)).orElse("undefined");
    }

    /** Returns how often a category occurs, and its share; or the rate of a cohort. */
    static String text(KpiRow.TableRow row) {
        if (row instanceof KpiRow.CohortRow cell) {
            return percent(cell.value());
        }
        KpiRow.CategoryRow category = (KpiRow.CategoryRow) row;
        return whole(category.count()) + ", " + percent(category.share());
    }

    /** Returns what a row of a table is about. */
    static String name(KpiRow.TableRow row, String separator) {
        if (row instanceof KpiRow.CohortRow cell) {
            return cell.cohort() + " +" + cell.index();
        }
        KpiRow.CategoryRow category = (KpiRow.CategoryRow) row;
        return category.segment().map(segment -> segment + separator).orElse("") + category.category();
    }

    /** Returns why there is no number, what else there is to know, or nothing. */
    static String note(KpiResult result) {
        return note(result.row());
    }

    /** Returns why there is no number, what else there is to know, or nothing. */
    static String note(KpiRow row) {
        List<String> notes = new ArrayList<>();
        row.undefined()
                .ifPresent(reason -> notes.add(reason + ": " + row.detail().orElse("")));
        row.flags().forEach(flag -> notes.add(flag.name()));
        return String.join("; ", notes);
    }

    /** Returns another number of the same KPI, such as its target, with the unit of a row. */
    static String text(BigDecimal value, KpiRow row) {
        return text(value, unit(row), row.currency());
    }

    /** Returns by how much a number moved, in its unit. */
    static String change(BigDecimal difference, KpiRow row) {
        KpiUnit unit = unit(row) == KpiUnit.PERCENT ? KpiUnit.PERCENTAGE_POINTS : unit(row);
        return (difference.signum() > 0 ? "+" : "") + text(difference, unit, row.currency());
    }

    private static KpiUnit unit(KpiRow row) {
        return Arrays.stream(KpiUnit.values())
                .filter(unit -> unit.key().equals(row.unit()))
                .findFirst()
                .orElseThrow();
    }

    private static String text(BigDecimal value, KpiUnit unit, Optional<String> currency) {
        return switch (unit) {
            case PERCENT -> percent(value);
            case PERCENTAGE_POINTS -> rounded(value.movePointRight(2)) + " pp";
            case MONEY, MONEY_PER_MONTH, MONEY_PER_YEAR ->
                rounded(value) + currency.map(code -> " " + code).orElse("");
            case COUNT -> value.stripTrailingZeros().scale() <= 0 ? grouped(value.setScale(0)) : rounded(value);
            case DURATION -> duration(value);
            case MONTHS -> rounded(value) + " months";
            case MINUTES -> rounded(value) + " min";
            case COUNT_PER_WEEK -> rounded(value) + " per week";
            case COUNT_PER_90_DAYS -> rounded(value) + " per 90 days";
            case POINTS, SCORE, RATIO, CORRELATION, TABLE -> rounded(value);
        };
    }

    /** Returns a fraction in percent. */
    static String percent(BigDecimal fraction) {
        return rounded(fraction.movePointRight(2)) + " %";
    }

    /** Returns the bounds of fractions in percent. */
    static String percent(Interval bounds) {
        return rounded(BigDecimal.valueOf(bounds.lower()).movePointRight(2)) + " to "
                + percent(BigDecimal.valueOf(bounds.upper()));
    }

    private static String duration(BigDecimal millis) {
        BigDecimal size = millis.abs();
        if (size.compareTo(DAY) >= 0) {
            return rounded(millis.divide(DAY, DECIMALS, RoundingMode.HALF_UP)) + " d";
        }
        return size.compareTo(HOUR) >= 0
                ? rounded(millis.divide(HOUR, DECIMALS, RoundingMode.HALF_UP)) + " h"
                : rounded(millis.divide(MINUTE, DECIMALS, RoundingMode.HALF_UP)) + " min";
    }

    /** Returns a number with two decimals. */
    static String rounded(BigDecimal value) {
        return grouped(value.setScale(DECIMALS, RoundingMode.HALF_UP));
    }

    /** Returns a whole number. */
    static String whole(long value) {
        return grouped(BigDecimal.valueOf(value));
    }

    private static String grouped(BigDecimal value) {
        String digits = value.abs().toPlainString();
        int point = digits.indexOf('.');
        StringBuilder text = new StringBuilder(digits);
        for (int i = (point < 0 ? digits.length() : point) - 3; i > 0; i -= 3) {
            text.insert(i, ',');
        }
        return (value.signum() < 0 ? "-" : "") + text;
    }

    private static BigDecimal millis(Duration length) {
        return BigDecimal.valueOf(length.toMillis());
    }
}
