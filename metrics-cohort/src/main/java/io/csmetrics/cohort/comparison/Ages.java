package io.csmetrics.cohort.comparison;

import io.csmetrics.cohort.Criterion;
import io.csmetrics.cohort.PeriodIndex;
import io.csmetrics.cohort.RetentionDefinition;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * How ages are called: month 6, renewal 2.
 *
 * @param one one of them
 * @param many several of them
 * @param brackets the windows of each index where several make one, else none
 */
record Ages(String one, String many, List<Criterion.Range> brackets) {
    static final Ages DAYS = of("day");

    Ages {
        brackets = List.copyOf(brackets);
    }

    private static Ages of(String one) {
        return new Ages(one, one + "s", List.of());
    }

    static Ages of(RetentionDefinition definition) {
        Ages plain = of(name(definition.index()));
        return definition.criterion() instanceof Criterion.Brackets brackets
                ? new Ages(plain.one, plain.many, brackets.ranges())
                : plain;
    }

    private static String name(PeriodIndex index) {
        if (index instanceof PeriodIndex.Calendar calendar) {
            return calendar.interval().grain().name().toLowerCase(Locale.ROOT);
        }
        if (index instanceof PeriodIndex.Rolling rolling) {
            return rolling.days() == 1 ? "day" : rolling.days() + "-day window";
        }
        if (index instanceof PeriodIndex.Anniversary anniversary) {
            return switch (anniversary.months()) {
                case 1 -> "month";
                case 3 -> "quarter";
                case 12 -> "year";
                default -> anniversary.months() + "-month window";
            };
        }
        return index instanceof PeriodIndex.Exact24h ? "day" : "renewal";
    }

    /** Whether ages measure, so that a mean of them means something: brackets may be of unlike width. */
    boolean measure() {
        return brackets.isEmpty();
    }

    /** An age without its unit. */
    String number(double age) {
        return brackets.isEmpty()
                ? BigDecimal.valueOf(age).stripTrailingZeros().toPlainString()
                : brackets.get((int) age).toString();
    }

    String at(double age) {
        return (brackets.isEmpty() ? one : many) + " " + number(age);
    }
}
