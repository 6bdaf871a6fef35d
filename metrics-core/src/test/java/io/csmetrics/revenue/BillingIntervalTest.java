package io.csmetrics.revenue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.revenue.BillingInterval.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BillingIntervalTest {
    @ParameterizedTest
    @CsvSource({
        "day, DAY, 1, day",
        "week, WEEK, 1, week",
        "month, MONTH, 1, month",
        "Quarter, MONTH, 3, quarter",
        "YEAR, MONTH, 12, year",
        "P6M, MONTH, 6, P6M",
        "P1Y, MONTH, 12, year",
        "P12M, MONTH, 12, year",
        "P3M, MONTH, 3, quarter",
        "P1Y6M, MONTH, 18, P18M",
        "P24M, MONTH, 24, P2Y",
        "p2w, WEEK, 2, P2W",
        "P1W, WEEK, 1, week",
        "P7D, DAY, 7, P7D",
        "P1W3D, DAY, 10, P10D",
        "P0Y1M, MONTH, 1, month"
    })
    void aTextIsReadAndWrittenInItsShortestForm(String text, Unit unit, int count, String written) {
        BillingInterval interval = BillingInterval.parse(text);
        assertThat(interval).isEqualTo(new BillingInterval(unit, count));
        assertThat(interval).hasToString(written);
        assertThat(BillingInterval.parse(interval.toString())).isEqualTo(interval);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "P",
                "PT1H",
                "P1M1D",
                "P1Y1W",
                "P0M",
                "P0D",
                "P-1M",
                "-P1M",
                "6M",
                "months",
                "P1.5M",
                "P1D1W",
                "P100000D"
            })
    void anyOtherTextIsRefused(String text) {
        assertThatThrownBy(() -> BillingInterval.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "interval \"" + text + "\" must be day, week, month, quarter, year or an ISO period");
    }

    @Test
    void everyCountOfEveryUnitIsReadBack() {
        for (Unit unit : Unit.values()) {
            for (int count = 1; count <= 60; count++) {
                BillingInterval interval = new BillingInterval(unit, count);
                assertThat(BillingInterval.parse(interval.toString())).isEqualTo(interval);
            }
        }
    }

    @Test
    void aWeekIsNotSevenDays() {
        assertThat(BillingInterval.days(7)).isNotEqualTo(BillingInterval.WEEK);
        assertThat(BillingInterval.weeks(1)).isEqualTo(BillingInterval.WEEK);
        assertThat(BillingInterval.months(12)).isEqualTo(BillingInterval.YEAR);
        assertThat(BillingInterval.days(1)).isEqualTo(BillingInterval.DAY);
    }

    @Test
    void aCountBelowOneIsRefused() {
        assertThatThrownBy(() -> BillingInterval.months(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("interval of 0 months must be at least 1; leave a price that is due once out");
    }
}
