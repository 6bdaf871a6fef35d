package io.csmetrics.revenue;

import static io.csmetrics.record.RevenueMovement.Type.CONTRACTION;
import static io.csmetrics.record.RevenueMovement.Type.NEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.RevenueMovement;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class MonthlyRetentionsTest {
    private static final LocalDate JANUARY = LocalDate.of(2025, 1, 1);
    private static final RevenueLedger LEDGER = RevenueLedger.of(List.of(
            RevenueMovement.of("A", LocalDate.of(2024, 6, 1), NEW, Money.parse("EUR 100.00")),
            RevenueMovement.of("A", LocalDate.of(2025, 1, 10), CONTRACTION, Money.parse("EUR 20.00"))));

    private static MonthlyRetentions from(LocalDate... starts) {
        TreeMap<LocalDate, RevenueRetention> months = new TreeMap<>();
        for (LocalDate start : starts) {
            months.put(start, LEDGER.retention(ReportingPeriod.of(start, start.plusMonths(1))));
        }
        return new MonthlyRetentions(months);
    }

    @Test
    void monthsAddUpMonthByMonth() {
        MonthlyRetentions two = from(JANUARY, JANUARY.plusMonths(1));
        assertThat(two.plus(two)).isEqualTo(two.times(2));
        assertThat(two.times(2).months().get(JANUARY).retained().getAmount()).isEqualByComparingTo("160");
    }

    @Test
    void otherMonthsAreRefused() {
        assertThatThrownBy(() -> from(JANUARY).plus(from(JANUARY.plusMonths(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("months from [2025-01-01] and from [2025-02-01] must be the same to be added; "
                        + "count both over the same window");
    }
}
