package io.csmetrics.cli;

import io.csmetrics.family.Answer;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.kpi.KpiUnit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Numbers as people read them: rounded half up to {@value #DECIMALS} decimals, in groups of three digits. */
final class Figures {
    private static final int DECIMALS = 2;
    private static final BigDecimal MINUTE = millis(Duration.ofMinutes(1));
    private static final BigDecimal HOUR = millis(Duration.ofHours(1));
    private static final BigDecimal DAY = millis(Duration.ofDays(1));

    private Figures() {}

    /** Returns a result's number with its unit, or that there is none. */
    static String text(KpiResult result) {
        return result.value().map(value -> text(value, result)).orElse("undefined");
    }

    /** Returns why there is no number, what else there is to know, or nothing. */
    static String note(KpiResult result) {
        List<String> notes = new ArrayList<>();
        if (result.answer() instanceof Answer.Undefined undefined) {
            notes.add(undefined.reason() + ": " + undefined.detail());
        }
        result.flags().forEach(flag -> notes.add(flag.name()));
        return String.join("; ", notes);
    }

    private static String text(BigDecimal value, KpiResult result) {
        KpiUnit unit = result.kpi().definition().unit();
        return switch (unit) {
            case PERCENT -> rounded(value.movePointRight(2)) + " %";
            case PERCENTAGE_POINTS -> rounded(value.movePointRight(2)) + " pp";
            case MONEY, MONEY_PER_MONTH, MONEY_PER_YEAR ->
                rounded(value)
                        + result.moneyCurrency()
                                .map(currency -> " " + currency.getCode())
                                .orElse("");
            case COUNT -> value.stripTrailingZeros().scale() <= 0 ? grouped(value.setScale(0)) : rounded(value);
            case DURATION -> duration(value);
            case MONTHS -> rounded(value) + " months";
            case MINUTES -> rounded(value) + " min";
            default -> rounded(value);
        };
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
