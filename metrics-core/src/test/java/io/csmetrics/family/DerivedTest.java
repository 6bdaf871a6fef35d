package io.csmetrics.family;

import static io.csmetrics.family.Measures.january;
import static io.csmetrics.family.Measures.measure;
import static io.csmetrics.family.Measures.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.data.Books;
import io.csmetrics.data.CustomerData;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.revenue.RevenueTerm;
import io.csmetrics.select.Param;
import io.csmetrics.select.Population;
import io.csmetrics.select.Statistic;
import io.csmetrics.select.UnitValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DerivedTest {
    private static final Family OPEN = Ledger.sum(RevenueTerm.OPEN);
    private static final Family CLOSE = Ledger.sum(RevenueTerm.CLOSE);
    private static final Family RATE = Ledger.sum(RevenueTerm.RETAINED).over(RevenueTerm.OPEN);
    private static final Family EFFORT =
            Aggregate.of(Statistic.MEAN, new UnitValue.Field("score"), Population.responses(SurveyResponse.CES));
    private static final CustomerData SHARED = Books.sharedData();
    private static final CustomerData NOTHING = Books.data().build();

    @Test
    void operandsAreCombinedExactly() {
        assertThat(january(Derived.of("(c - o) / o", Map.of("c", CLOSE, "o", OPEN)), SHARED))
                .isEqualTo("-0.05");
        assertThat(january(Derived.of("o / 3 * 3", Map.of("o", OPEN)), SHARED)).isEqualTo("200");
    }

    @Test
    void parametersAndTheLengthOfThePeriodAreKnown() {
        Derived formula = Derived.of(
                "o * factor / months", Map.of("o", OPEN), "factor", Param.of(Param.Type.NUMBER, new BigDecimal("0.5")));
        KpiResult result = measure(formula, SHARED, ReportingPeriod.quarter(2025, 1));
        assertThat(result.value()).contains(new BigDecimal("33.33333333333333"));
        assertThat(result.evidence().terms())
                .containsEntry("factor", new BigDecimal("0.5"))
                .containsEntry("months", new BigDecimal("3"));
        LocalDate start = Books.JANUARY.start();
        assertThat(measure(Derived.of("months", Map.of()), SHARED, ReportingPeriod.of(start, start.plusDays(73)))
                        .value()
                        .orElseThrow()
                        .doubleValue())
                .isEqualTo(73 * 12 / 365.2425);
    }

    @Test
    void aDivisionByZeroIsToldWithTheExpression() {
        assertThat(january(Derived.of("c / o", Map.of("c", CLOSE, "o", OPEN)), NOTHING))
                .isEqualTo("ZERO_DENOMINATOR: a denominator in c / o is 0");
    }

    @Test
    void anUndefinedOperandTellsItsReasonAndItsName() {
        assertThat(january(Derived.of("r + o", Map.of("r", RATE, "o", OPEN)), NOTHING))
                .isEqualTo("ZERO_DENOMINATOR: r: open is 0");
        assertThat(january(
                        Derived.of(
                                "r + o",
                                Map.of(
                                        "r",
                                        new Reference("gross", KpiUnit.PERCENT, Direction.HIGHER, RATE),
                                        "o",
                                        OPEN)),
                        NOTHING))
                .isEqualTo("ZERO_DENOMINATOR: gross: open is 0");
    }

    @Test
    void ofSeveralReasonsTheFirstInOrderIsTold() {
        assertThat(january(Derived.of("a + b", Map.of("a", RATE, "b", EFFORT)), NOTHING))
                .isEqualTo("NO_DATA: b: there is no unit to take the statistic of");
        assertThat(january(Derived.of("a + b", Map.of("a", EFFORT, "b", RATE)), NOTHING))
                .isEqualTo("NO_DATA: a: there is no unit to take the statistic of");
    }

    @Test
    void flagsOfOperandsHoldForTheWhole() {
        CustomerData data =
                Books.data(Books.move("A", "2025-01-05", io.csmetrics.record.RevenueMovement.Type.OPENING, "100"));
        KpiResult result = measure(Derived.of("2 * r", Map.of("r", RATE)), data, Books.JANUARY);
        assertThat(text(result)).isEqualTo("2");
        assertThat(result.flags()).containsExactly(Flag.HISTORY_STARTS_INSIDE);
        assertThat(result.evidence().operands()).containsOnlyKeys("r");
        assertThat(result.evidence().n()).isEmpty();
    }

    @Test
    void namesMustBeKnownAndTheirOwn() {
        assertThatThrownBy(() -> Derived.of("a / x", Map.of("a", OPEN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expression \"a / x\" names \"x\", which must be an operand, a parameter or months");
        assertThatThrownBy(() -> Derived.of("a / months", Map.of("a", OPEN, "months", CLOSE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("operand \"months\" of expression \"a / months\" must not have the name of a parameter "
                        + "or of the length of the period; choose another");
        Param<BigDecimal> two = Param.of(Param.Type.NUMBER, new BigDecimal("2"));
        assertThatThrownBy(() -> Derived.of("a", Map.of("a", OPEN), "a", two))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Derived.of("a * months", Map.of("a", OPEN), "months", two))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parameter \"months\" of expression \"a * months\" must not have the name of the length "
                        + "of the period; choose another");
    }
}
