package io.csmetrics.family;

import static io.csmetrics.data.Books.move;
import static io.csmetrics.family.Measures.january;
import static io.csmetrics.family.Measures.measure;
import static io.csmetrics.family.Measures.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.catalog.ExpansionKpis;
import io.csmetrics.catalog.RetentionKpis;
import io.csmetrics.data.Books;
import io.csmetrics.data.CustomerData;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.RevenueMovement.Kind;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.revenue.RetentionMethod;
import io.csmetrics.revenue.RevenueTerm;
import io.csmetrics.select.Param;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LedgerTest {
    private static final ReportingPeriod QUARTER = ReportingPeriod.quarter(2025, 1);

    /** A grows by 50 and leaves; B shrinks by 20; C returns with 30; D is new and grows by 5. */
    private static final CustomerData BUSY = Books.data(
            move("A", "2024-06-01", Type.NEW, "100"),
            move("B", "2024-06-01", Type.NEW, "100"),
            move("C", "2024-06-01", Type.NEW, "10"),
            move("C", "2024-07-01", Type.CHURN, "10"),
            move("A", "2025-01-05", Type.EXPANSION, "50", Kind.UPSELL),
            move("A", "2025-01-20", Type.CHURN, "150"),
            move("B", "2025-01-10", Type.CONTRACTION, "20", Kind.PRICE),
            move("C", "2025-01-11", Type.REACTIVATION, "30"),
            move("D", "2025-01-12", Type.NEW, "40"),
            move("D", "2025-01-15", Type.EXPANSION, "5", Kind.SEATS));

    private static Ledger by(Ledger ledger, RetentionMethod method, boolean returning) {
        return ledger.by(Param.of(Param.Type.METHOD, method), Param.of(Param.Type.FLAG, returning));
    }

    @ParameterizedTest
    @CsvSource({
        // term, point to point, cohort movements, flow, flow with returning revenue
        "OPEN, 200, 200, 200, 200",
        "CLOSE, 155, 155, 155, 155",
        "NEW, 40, 40, 40, 40",
        "EXPANSION, 55, 55, 55, 55",
        "CONTRACTION, 20, 20, 20, 20",
        "CHURN, 150, 150, 150, 150",
        "REACTIVATION, 30, 30, 30, 30",
        "COHORT_CLOSE, 80, 80, 85, 115",
        "RETAINED, 80, 30, 30, 30",
        "LOST, 120, 170, 170, 170",
        "GAINED, 0, 50, 55, 85",
        "NET_LOST, 120, 120, 115, 85"
    })
    void everyTermByEveryMethod(
            RevenueTerm term, BigDecimal pointToPoint, BigDecimal cohort, BigDecimal flow, BigDecimal returning) {
        Ledger sum = Ledger.sum(term);
        assertThat(value(by(sum, RetentionMethod.POINT_TO_POINT, true))).isEqualByComparingTo(pointToPoint);
        assertThat(value(by(sum, RetentionMethod.COHORT_MOVEMENTS, true))).isEqualByComparingTo(cohort);
        assertThat(value(by(sum, RetentionMethod.FLOW, false))).isEqualByComparingTo(flow);
        assertThat(value(by(sum, RetentionMethod.FLOW, true))).isEqualByComparingTo(returning);
        Ledger rate = sum.over(RevenueTerm.OPEN);
        BigDecimal opening = new BigDecimal("200");
        assertThat(value(by(rate, RetentionMethod.POINT_TO_POINT, false)))
                .isEqualByComparingTo(pointToPoint.divide(opening));
        assertThat(value(by(rate, RetentionMethod.COHORT_MOVEMENTS, false)))
                .isEqualByComparingTo(cohort.divide(opening));
        assertThat(value(by(rate, RetentionMethod.FLOW, true))).isEqualByComparingTo(returning.divide(opening));
    }

    private static BigDecimal value(Ledger ledger) {
        return measure(ledger, BUSY, Books.JANUARY).value().orElseThrow();
    }

    @Test
    void aTermIsDividedByAnyTermAndScaled() {
        assertThat(january(Ledger.sum(RevenueTerm.OPEN).over(RevenueTerm.COHORT_CLOSE), BUSY))
                .isEqualTo("2.5");
        assertThat(january(Ledger.sum(RevenueTerm.OPEN).over(RevenueTerm.OPEN), BUSY))
                .isEqualTo("1");
        assertThat(january(Ledger.sum(RevenueTerm.CLOSE).times(12), BUSY)).isEqualTo("1860");
    }

    @Test
    void onlySomeKindsCanBeCounted() {
        assertThat(january(Ledger.sum(RevenueTerm.EXPANSION).ofKind(Kind.UPSELL, Kind.PRICE), BUSY))
                .isEqualTo("50");
        assertThat(january(Ledger.sum(RevenueTerm.CONTRACTION).ofKind(Kind.PRICE), BUSY))
                .isEqualTo("20");
        assertThat(january(
                        Ledger.sum(RevenueTerm.EXPANSION).over(RevenueTerm.OPEN).ofKind(Kind.SEATS), BUSY))
                .isEqualTo("0.025");
        assertThat(january(
                        new Ledger(
                                RevenueTerm.CHURN,
                                RevenueTerm.CONTRACTION,
                                Param.of(Param.Type.METHOD, RetentionMethod.FLOW),
                                Param.of(Param.Type.FLAG, false),
                                new java.util.TreeSet<>(java.util.List.of(Kind.PRICE)),
                                BigDecimal.ONE),
                        BUSY))
                .isEqualTo("7.5");
    }

    @Test
    void kindsOfATermThatHasNoneAreRefused() {
        Ledger lost = Ledger.sum(RevenueTerm.LOST);
        assertThatThrownBy(() -> lost.ofKind(Kind.PRICE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("kinds [PRICE] of LOST must be of EXPANSION or CONTRACTION; no other term has kinds");
        Ledger rate = lost.over(RevenueTerm.OPEN);
        assertThatThrownBy(() -> rate.ofKind(Kind.PRICE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "kinds [PRICE] of LOST over OPEN must be of EXPANSION or CONTRACTION; no other term has kinds");
    }

    @Test
    void moreLostThanThereWasIsFlagged() {
        CustomerData data = Books.data(
                move("A", "2024-06-01", Type.NEW, "100"),
                move("A", "2025-01-05", Type.EXPANSION, "50"),
                move("A", "2025-01-20", Type.CHURN, "150"));
        Ledger lost = Ledger.sum(RevenueTerm.LOST).over(RevenueTerm.OPEN);
        Ledger kept = Ledger.sum(RevenueTerm.RETAINED).over(RevenueTerm.OPEN);
        for (RetentionMethod method : new RetentionMethod[] {RetentionMethod.COHORT_MOVEMENTS, RetentionMethod.FLOW}) {
            KpiResult churn = measure(by(lost, method, false), data, Books.JANUARY);
            assertThat(churn.value()).contains(new BigDecimal("1.5"));
            assertThat(churn.flags()).containsExactly(Flag.OVER_BASE);
            KpiResult retained = measure(by(kept, method, false), data, Books.JANUARY);
            assertThat(retained.value()).contains(new BigDecimal("-0.5"));
            assertThat(retained.flags()).containsExactly(Flag.OVER_BASE);
        }
        assertThat(measure(lost, data, Books.JANUARY).flags()).isEmpty();
    }

    @Test
    void anImportedBalanceIsOpeningAndFlagged() {
        CustomerData data = Books.data(
                move("A", "2025-01-05", Type.OPENING, "100"), move("A", "2025-01-20", Type.CONTRACTION, "40"));
        Ledger kept = Ledger.sum(RevenueTerm.RETAINED).over(RevenueTerm.OPEN);
        for (RetentionMethod method : RetentionMethod.values()) {
            KpiResult result = measure(by(kept, method, false), data, Books.JANUARY);
            assertThat(result.value()).contains(new BigDecimal("0.6"));
            assertThat(result.flags()).containsExactly(Flag.HISTORY_STARTS_INSIDE);
        }
        assertThat(measure(kept, data, ReportingPeriod.month(2025, 2)).flags()).isEmpty();
        assertThat(measure(Ledger.sum(RevenueTerm.OPEN), data, Books.JANUARY).flags())
                .containsExactly(Flag.HISTORY_STARTS_INSIDE);
    }

    @Test
    void compoundedRatesOfMonthsAreMultiplied() {
        CustomerData data = Books.data(
                move("A", "2024-06-01", Type.NEW, "100"),
                move("A", "2025-01-10", Type.EXPANSION, "100"),
                move("A", "2025-02-10", Type.CONTRACTION, "50"),
                move("A", "2025-03-10", Type.EXPANSION, "30"));
        Ledger net = by(Ledger.sum(RevenueTerm.COHORT_CLOSE).over(RevenueTerm.OPEN), RetentionMethod.COMPOUNDED, false);
        Ledger gross = by(Ledger.sum(RevenueTerm.RETAINED).over(RevenueTerm.OPEN), RetentionMethod.COMPOUNDED, false);
        Ledger lost = by(Ledger.sum(RevenueTerm.LOST).over(RevenueTerm.OPEN), RetentionMethod.COMPOUNDED, false);
        Ledger gained = by(Ledger.sum(RevenueTerm.GAINED).over(RevenueTerm.OPEN), RetentionMethod.COMPOUNDED, false);
        Ledger netLost = by(Ledger.sum(RevenueTerm.NET_LOST).over(RevenueTerm.OPEN), RetentionMethod.COMPOUNDED, false);
        assertThat(text(measure(net, data, QUARTER))).isEqualTo("1.8");
        assertThat(text(measure(gross, data, QUARTER))).isEqualTo("0.75");
        assertThat(text(measure(lost, data, QUARTER))).isEqualTo("0.25");
        assertThat(text(measure(gained, data, QUARTER))).isEqualTo("1.05");
        assertThat(text(measure(netLost, data, QUARTER))).isEqualTo("-0.8");
        assertThat(text(measure(net.times(2), data, QUARTER))).isEqualTo("3.6");
        KpiResult result = measure(net, data, QUARTER);
        assertThat(result.evidence().method()).contains("COMPOUNDED");
        assertThat(result.evidence().n()).hasValue(1);
        assertThat(result.evidence().numerator()).isEmpty();
    }

    @Test
    void compoundedRatesAreUndefinedWhereAMonthIs() {
        CustomerData data =
                Books.data(move("A", "2024-06-01", Type.NEW, "100"), move("A", "2025-01-10", Type.CHURN, "100"));
        Ledger net = by(Ledger.sum(RevenueTerm.COHORT_CLOSE).over(RevenueTerm.OPEN), RetentionMethod.COMPOUNDED, false);
        assertThat(text(measure(net, data, QUARTER)))
                .isEqualTo("ZERO_DENOMINATOR: the opening of one of the months is 0");
        assertThat(text(measure(net, data, Books.JANUARY))).isEqualTo("0");
    }

    @Test
    void compoundedCutsAtMonthsFromTheStartAndTheLastPartEndsWithWhatIsKnown() {
        CustomerData data = Books.data(
                move("A", "2024-06-01", Type.NEW, "100"),
                move("A", "2025-01-20", Type.EXPANSION, "100"),
                move("A", "2025-02-20", Type.CONTRACTION, "50"));
        Ledger gross = by(Ledger.sum(RevenueTerm.RETAINED).over(RevenueTerm.OPEN), RetentionMethod.COMPOUNDED, false);
        Ledger net = by(Ledger.sum(RevenueTerm.COHORT_CLOSE).over(RevenueTerm.OPEN), RetentionMethod.COMPOUNDED, false);
        // [15 January, 15 February) doubles, [15 February, 1 March) loses a quarter
        ReportingPeriod window = ReportingPeriod.of(LocalDate.of(2025, 1, 15), LocalDate.of(2025, 3, 1));
        assertThat(text(measure(net, data, window))).isEqualTo("1.5");
        assertThat(text(measure(gross, data, window))).isEqualTo("0.75");
        assertThat(measure(gross, data, window).evidence().terms())
                .containsEntry("month from 2025-01-15, retained", new BigDecimal("100"))
                .containsEntry("month from 2025-02-15, open", new BigDecimal("200"))
                .containsEntry("month from 2025-02-15, cohort close", new BigDecimal("150"));
        Kpi kpi = Kpi.define("net", "Net").as(net);
        KpiResult partial = kpi.measure(data, QUARTER, Instant.parse("2025-02-10T00:00:00Z"));
        assertThat(text(partial)).isEqualTo("2");
        assertThat(partial.flags()).containsExactly(Flag.PARTIAL_PERIOD);
        assertThat(kpi.measure(data, QUARTER, Instant.parse("2026-01-01T00:00:00Z"))
                        .value())
                .isEqualTo(kpi.measure(data, QUARTER).value());
    }

    @Test
    void flowSaysWhetherReturningRevenueIsGainedWhereItMatters() {
        CustomerData data = Books.data(
                move("A", "2024-01-01", Type.NEW, "10"),
                move("B", "2024-01-01", Type.NEW, "10"),
                move("B", "2024-02-01", Type.CHURN, "10"),
                move("B", "2025-01-05", Type.REACTIVATION, "10"));
        Ledger net = Ledger.sum(RevenueTerm.COHORT_CLOSE).over(RevenueTerm.OPEN);
        Ledger gross = Ledger.sum(RevenueTerm.RETAINED).over(RevenueTerm.OPEN);
        KpiResult with = measure(by(net, RetentionMethod.FLOW, true), data, Books.JANUARY);
        assertThat(text(with)).isEqualTo("2");
        assertThat(with.flags()).containsExactly(Flag.REACTIVATION_INCLUDED);
        KpiResult without = measure(by(net, RetentionMethod.FLOW, false), data, Books.JANUARY);
        assertThat(text(without)).isEqualTo("1");
        assertThat(without.flags()).isEmpty();
        assertThat(measure(by(gross, RetentionMethod.FLOW, true), data, Books.JANUARY)
                        .flags())
                .as("nothing that came back is in gross retention")
                .isEmpty();
    }

    @Test
    void compoundedNeedsTheOpeningAsDenominator() {
        String reason = "UNCONFIGURED: COMPOUNDED needs OPEN as the denominator";
        assertThat(january(
                        by(Ledger.sum(RevenueTerm.GAINED).over(RevenueTerm.CLOSE), RetentionMethod.COMPOUNDED, false),
                        BUSY))
                .isEqualTo(reason);
        assertThat(january(
                        by(
                                Ledger.sum(RevenueTerm.CLOSE).over(RevenueTerm.COHORT_CLOSE),
                                RetentionMethod.COMPOUNDED,
                                false),
                        BUSY))
                .isEqualTo(reason);
        assertThat(january(by(Ledger.sum(RevenueTerm.GAINED), RetentionMethod.COMPOUNDED, false), BUSY))
                .isEqualTo(reason);
        assertThat(january(
                        by(Ledger.sum(RevenueTerm.CLOSE).over(RevenueTerm.OPEN), RetentionMethod.COMPOUNDED, false),
                        BUSY))
                .isEqualTo("0.775");
    }

    @Test
    void customersWhoseHistoryStartsInsideAreFlaggedInSharesAndCountsToo() {
        CustomerData data =
                Books.data(move("A", "2025-01-01", Type.OPENING, "100"), move("A", "2025-01-01", Type.CHURN, "100"));
        KpiResult churn = RetentionKpis.CUSTOMER_CHURN_RATE.measure(data, Books.JANUARY);
        assertThat(churn.value()).contains(BigDecimal.ONE);
        assertThat(churn.flags()).containsExactly(Flag.HISTORY_STARTS_INSIDE);
        assertThat(RetentionKpis.AVERAGE_CUSTOMER_LIFESPAN
                        .measure(data, Books.JANUARY)
                        .flags())
                .containsExactly(Flag.HISTORY_STARTS_INSIDE);
        CustomerData stays = Books.data(move("A", "2025-01-01", Type.OPENING, "100"));
        assertThat(ExpansionKpis.PAID_ACCOUNTS.measure(stays, Books.JANUARY).flags())
                .containsExactly(Flag.HISTORY_STARTS_INSIDE);
        assertThat(ExpansionKpis.PAID_ACCOUNTS
                        .measure(stays, ReportingPeriod.month(2025, 2))
                        .flags())
                .isEmpty();
    }

    @Test
    void unitsAreTheAccountsOrMovementsThatATermIsAbout() {
        assertThat(units(RevenueTerm.CLOSE)).isEqualTo(3);
        assertThat(units(RevenueTerm.NEW)).isEqualTo(1);
        assertThat(units(RevenueTerm.EXPANSION)).isEqualTo(2);
        assertThat(units(RevenueTerm.CONTRACTION)).isEqualTo(1);
        assertThat(units(RevenueTerm.CHURN)).isEqualTo(1);
        assertThat(units(RevenueTerm.REACTIVATION)).isEqualTo(1);
        assertThat(units(RevenueTerm.OPEN)).isEqualTo(2);
        assertThat(units(RevenueTerm.RETAINED)).isEqualTo(2);
        assertThat(measure(by(Ledger.sum(RevenueTerm.LOST), RetentionMethod.FLOW, false), BUSY, Books.JANUARY)
                        .evidence()
                        .n())
                .hasValue(2);
    }

    private static long units(RevenueTerm term) {
        return measure(Ledger.sum(term), BUSY, Books.JANUARY).evidence().n().orElseThrow();
    }

    @Test
    void nothingToDivideByIsUndefinedInWords() {
        CustomerData nothing = Books.data().build();
        assertThat(january(Ledger.sum(RevenueTerm.COHORT_CLOSE).over(RevenueTerm.OPEN), nothing))
                .isEqualTo("ZERO_DENOMINATOR: open is 0");
        assertThat(january(Ledger.sum(RevenueTerm.COHORT_CLOSE), nothing)).isEqualTo("0");
        assertThat(january(Ledger.sum(RevenueTerm.EXPANSION).ofKind(Kind.PRICE), nothing))
                .isEqualTo("0");
    }

    @Test
    void theMethodIsToldWhereItMatters() {
        assertThat(measure(Ledger.sum(RevenueTerm.CLOSE), BUSY, Books.JANUARY)
                        .evidence()
                        .method())
                .isEmpty();
        assertThat(measure(Ledger.sum(RevenueTerm.CLOSE).over(RevenueTerm.LOST), BUSY, Books.JANUARY)
                        .evidence()
                        .method())
                .contains("POINT_TO_POINT");
    }
}
