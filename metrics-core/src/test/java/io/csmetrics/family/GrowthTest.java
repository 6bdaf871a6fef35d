package io.csmetrics.family;

import static io.csmetrics.data.Books.move;
import static io.csmetrics.family.Measures.january;
import static io.csmetrics.family.Measures.measure;
import static io.csmetrics.family.Measures.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.data.Books;
import io.csmetrics.data.CustomerData;
import io.csmetrics.family.Growth.Against;
import io.csmetrics.family.Growth.Mode;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.revenue.RevenueTerm;
import io.csmetrics.select.Population;
import io.csmetrics.select.Statistic;
import io.csmetrics.select.UnitValue;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class GrowthTest {
    private static final Family EXPANSION = Ledger.sum(RevenueTerm.EXPANSION);
    private static final Family CLOSE = Ledger.sum(RevenueTerm.CLOSE);
    private static final Family EFFORT =
            Aggregate.of(Statistic.MEAN, new UnitValue.Field("score"), Population.responses(SurveyResponse.CES));

    /** Expansion: 10 in January 2024, 40 in December, 50 in January, 60 in February. */
    private static final CustomerData DATA = Books.data(
            move("A", "2024-01-01", Type.NEW, "100"),
            move("A", "2024-01-15", Type.EXPANSION, "10"),
            move("A", "2024-12-15", Type.EXPANSION, "40"),
            move("A", "2025-01-15", Type.EXPANSION, "50"),
            move("A", "2025-02-10", Type.EXPANSION, "60"));

    @Test
    void aNumberIsHeldAgainstThePeriodBefore() {
        assertThat(january(Growth.of(EXPANSION, Against.PREVIOUS_PERIOD), DATA)).isEqualTo("0.25");
        assertThat(january(new Growth(EXPANSION, Against.PREVIOUS_PERIOD, Mode.POINTS, null), DATA))
                .isEqualTo("10");
    }

    @Test
    void aNumberIsHeldAgainstAYearAgo() {
        assertThat(january(Growth.of(EXPANSION, Against.YEAR_AGO), DATA)).isEqualTo("4");
        assertThat(january(new Growth(EXPANSION, Against.YEAR_AGO, Mode.POINTS, null), DATA))
                .isEqualTo("40");
    }

    @Test
    void aNumberIsHeldAgainstTheStartOfItsPeriod() {
        Family open = Ledger.sum(RevenueTerm.OPEN);
        assertThat(january(Growth.within(open, CLOSE), DATA)).isEqualTo("0.3333333333333333");
        assertThat(january(new Growth(CLOSE, Against.START_TO_END, Mode.POINTS, open), DATA))
                .isEqualTo("50");
    }

    @Test
    void aRelativeChangeNeedsSomethingToStartFrom() {
        assertThat(text(measure(Growth.of(EXPANSION, Against.PREVIOUS_PERIOD), DATA, ReportingPeriod.month(2025, 4))))
                .isEqualTo("NON_POSITIVE_BASE: the earlier number 0 is not above 0");
        assertThat(text(measure(
                        new Growth(EXPANSION, Against.PREVIOUS_PERIOD, Mode.POINTS, null),
                        DATA,
                        ReportingPeriod.month(2025, 4))))
                .isEqualTo("0");
    }

    @Test
    void anUndefinedNumberOnEitherSideIsTold() {
        CustomerData answers =
                Books.data().surveys(Books.answers(SurveyResponse.CES, 4)).build();
        Growth growth = Growth.of(EFFORT, Against.PREVIOUS_PERIOD);
        assertThat(january(growth, answers)).isEqualTo("NO_DATA: before: there is no unit to take the statistic of");
        assertThat(text(measure(growth, answers, ReportingPeriod.month(2025, 2))))
                .isEqualTo("NO_DATA: now: there is no unit to take the statistic of");
        assertThat(text(measure(growth, answers, ReportingPeriod.month(2025, 3))))
                .isEqualTo("NO_DATA: now: there is no unit to take the statistic of");
        Family rate = Ledger.sum(RevenueTerm.RETAINED).over(RevenueTerm.OPEN);
        assertThat(january(
                        new Growth(rate, Against.START_TO_END, Mode.RELATIVE, EFFORT),
                        Books.data().build()))
                .isEqualTo("NO_DATA: before: there is no unit to take the statistic of");
        assertThat(january(
                        new Growth(EFFORT, Against.START_TO_END, Mode.RELATIVE, rate),
                        Books.data().build()))
                .isEqualTo("NO_DATA: now: there is no unit to take the statistic of");
    }

    @Test
    void aGivenInstantHoldsForBothPeriods() {
        Kpi growth = Kpi.define("growth", "Growth").as(Growth.of(EXPANSION, Against.PREVIOUS_PERIOD));
        KpiResult late = growth.measure(DATA, ReportingPeriod.month(2025, 2), Instant.parse("2025-06-01T00:00:00Z"));
        assertThat(late.value()).contains(new BigDecimal("0.2"));
        KpiResult early = growth.measure(DATA, ReportingPeriod.month(2025, 2), Instant.parse("2025-02-05T00:00:00Z"));
        assertThat(early.value()).contains(new BigDecimal("-1"));
        assertThat(early.flags()).containsExactly(Flag.PARTIAL_PERIOD);
        assertThat(early.evidence()
                        .operands()
                        .get("before")
                        .number()
                        .orElseThrow()
                        .value())
                .isEqualTo(new BigDecimal("50"));
    }

    @Test
    void withoutAnInstantEachPeriodIsReadAtItsOwnEnd() {
        Growth growth = Growth.of(CLOSE, Against.PREVIOUS_PERIOD);
        assertThat(january(growth, DATA)).isEqualTo("0.3333333333333333");
    }

    @Test
    void theNumberAtTheStartBelongsToStartToEnd() {
        assertThatThrownBy(() -> Growth.of(CLOSE, Against.START_TO_END))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("growth against START_TO_END must say the number at the start");
        assertThatThrownBy(() -> new Growth(CLOSE, Against.YEAR_AGO, Mode.POINTS, CLOSE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("growth against YEAR_AGO must not say a number at the start");
    }
}
