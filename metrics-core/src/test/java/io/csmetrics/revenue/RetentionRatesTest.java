package io.csmetrics.revenue;

import static io.csmetrics.record.RevenueMovement.Type.CHURN;
import static io.csmetrics.record.RevenueMovement.Type.CONTRACTION;
import static io.csmetrics.record.RevenueMovement.Type.EXPANSION;
import static io.csmetrics.record.RevenueMovement.Type.NEW;
import static io.csmetrics.revenue.Movements.day;
import static io.csmetrics.revenue.Movements.ledger;
import static io.csmetrics.revenue.Movements.move;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.facts.Quotient;
import io.csmetrics.period.ReportingPeriod;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetentionRatesTest {
    private static final ReportingPeriod JANUARY = ReportingPeriod.month(2025, 1);

    @Test
    void fourMethodsGiveFourRates() {
        RevenueLedger ledger = ledger(
                move("A", "2024-12-01", NEW, "100"),
                move("A", "2025-01-10", EXPANSION, "50"),
                move("A", "2025-02-10", CONTRACTION, "70"),
                move("B", "2025-01-05", NEW, "20"),
                move("B", "2025-02-05", EXPANSION, "40"));
        ReportingPeriod window = ReportingPeriod.of(day("2025-01-01"), day("2025-03-01"));
        assertThat(ledger.retention(window, RetentionMethod.POINT_TO_POINT))
                .isEqualTo(rates(RetentionMethod.POINT_TO_POINT, Quotient.of(80, 100), Quotient.of(80, 100)));
        assertThat(ledger.retention(window, RetentionMethod.COHORT_MOVEMENTS))
                .isEqualTo(rates(RetentionMethod.COHORT_MOVEMENTS, Quotient.of(80, 100), Quotient.of(30, 100)));
        assertThat(ledger.retention(window, RetentionMethod.FLOW))
                .isEqualTo(rates(RetentionMethod.FLOW, Quotient.of(120, 100), Quotient.of(30, 100)));
        RetentionRates compounded = ledger.retention(window, RetentionMethod.COMPOUNDED);
        assertThat(compounded.net().orElseThrow())
                .isEqualByComparingTo(Quotient.of(150, 100).times(Quotient.of(140, 170)));
        assertThat(compounded.gross().orElseThrow()).isEqualByComparingTo(Quotient.of(100, 170));
    }

    private static RetentionRates rates(RetentionMethod method, Quotient net, Quotient gross) {
        return new RetentionRates(method, Optional.of(net), Optional.of(gross));
    }

    @Test
    void grossRetentionByMovementsFallsBelowZeroWhenAnAccountGrowsAndLeaves() {
        RevenueLedger ledger = ledger(
                move("A", "2024-12-01", NEW, "10"),
                move("A", "2025-01-10", EXPANSION, "20"),
                move("A", "2025-01-20", CHURN, "30"));
        assertThat(ledger.retention(JANUARY, RetentionMethod.COHORT_MOVEMENTS).gross())
                .contains(Quotient.of(-20, 10));
        assertThat(ledger.retention(JANUARY, RetentionMethod.FLOW).gross()).contains(Quotient.of(-20, 10));
        assertThat(ledger.retention(JANUARY, RetentionMethod.POINT_TO_POINT).gross())
                .contains(Quotient.of(0, 10));
    }

    @Test
    void oneMonthWithoutOpeningLeavesTheProductUndefined() {
        RevenueLedger ledger = ledger(move("A", "2025-01-10", NEW, "10"));
        ReportingPeriod quarter = ReportingPeriod.quarter(2025, 1);
        assertThat(ledger.retention(quarter, RetentionMethod.COMPOUNDED).net()).isEmpty();
        assertThat(ledger.retention(ReportingPeriod.month(2025, 2), RetentionMethod.COMPOUNDED)
                        .net())
                .contains(Quotient.of(10, 10));
    }

    @Test
    void monthsAreCutFromTheStartAndTheLastEndsWithTheWindow() {
        assertThat(RetentionRates.months(ReportingPeriod.of(day("2025-01-01"), day("2025-02-15"))))
                .containsExactly(
                        ReportingPeriod.of(day("2025-01-01"), day("2025-02-01")),
                        ReportingPeriod.of(day("2025-02-01"), day("2025-02-15")));
        assertThat(RetentionRates.months(ReportingPeriod.of(day("2025-01-31"), day("2025-03-31"))))
                .as("cut at the start plus one month, plus two months")
                .containsExactly(
                        ReportingPeriod.of(day("2025-01-31"), day("2025-02-28")),
                        ReportingPeriod.of(day("2025-02-28"), day("2025-03-31")));
    }

    @Test
    void aYearlyPaceTakesWhatIsLeft() {
        ReportingPeriod fifth = ReportingPeriod.of(day("2025-01-01"), day("2025-03-15"));
        assertThat(RetentionRates.annualisedChurn(Quotient.of(1, 10), fifth))
                .as("73 days are a fifth of a year: 1 - 0.9^5")
                .isCloseTo(0.40951, within(1e-12));
        assertThat(RetentionRates.annualisedChurn(Quotient.of(0), fifth)).isZero();
        assertThat(RetentionRates.annualisedChurn(Quotient.of(1), fifth)).isOne();
        assertThatThrownBy(() -> RetentionRates.annualisedChurn(Quotient.of(-1, 10), fifth))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("churn -0.1 must be 0 to 1; a rate beyond has no yearly pace");
        assertThatThrownBy(() -> RetentionRates.annualisedChurn(Quotient.of(11, 10), fifth))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
