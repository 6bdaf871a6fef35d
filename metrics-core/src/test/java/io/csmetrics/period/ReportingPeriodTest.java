package io.csmetrics.period;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportingPeriodTest {
    @Test
    void aPeriodHoldsAtLeastOneDay() {
        assertThat(period("2026-07-01", "2026-07-02").days()).isEqualTo(1);
        assertThatThrownBy(() -> period("2026-07-01", "2026-07-01"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("period start 2026-07-01 must be before its exclusive end 2026-07-01;"
                        + " the end is the first day after the period");
        assertThatThrownBy(() -> period("2026-07-02", "2026-07-01")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void calendarPeriodsEndOnTheFirstDayOfTheNext() {
        assertThat(ReportingPeriod.month(2024, 2)).isEqualTo(period("2024-02-01", "2024-03-01"));
        assertThat(ReportingPeriod.month(YearMonth.of(2025, 12))).isEqualTo(period("2025-12-01", "2026-01-01"));
        assertThat(ReportingPeriod.quarter(2026, 3)).isEqualTo(period("2026-07-01", "2026-10-01"));
        assertThat(ReportingPeriod.year(2026)).isEqualTo(period("2026-01-01", "2027-01-01"));
    }

    @Test
    void aFiscalYearIsNamedByItsFirstMonth() {
        YearMonth april = YearMonth.of(2025, 4);
        assertThat(ReportingPeriod.fiscalYear(april)).isEqualTo(period("2025-04-01", "2026-04-01"));
        assertThat(ReportingPeriod.fiscalQuarter(april, 1)).isEqualTo(period("2025-04-01", "2025-07-01"));
        assertThat(ReportingPeriod.fiscalQuarter(april, 4)).isEqualTo(period("2026-01-01", "2026-04-01"));
    }

    @ParameterizedTest
    @CsvSource({"0", "5", "-1"})
    void aQuarterIsOneToFour(int quarter) {
        assertThatThrownBy(() -> ReportingPeriod.quarter(2026, quarter))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("quarter " + quarter + " must be 1 to 4");
    }

    @ParameterizedTest
    @CsvSource({
        "2026, 1, 2025-12-29, 2026-01-05",
        "2026, 53, 2026-12-28, 2027-01-04",
        "2025, 1, 2024-12-30, 2025-01-06",
        "2025, 52, 2025-12-22, 2025-12-29",
        "2027, 1, 2027-01-04, 2027-01-11"
    })
    void anIsoWeekRunsFromMonday(int year, int week, LocalDate start, LocalDate end) {
        assertThat(ReportingPeriod.isoWeek(year, week)).isEqualTo(new ReportingPeriod(start, end));
    }

    @Test
    void aWeekMustExistInItsYear() {
        assertThatThrownBy(() -> ReportingPeriod.isoWeek(2025, 53))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("week 53 must be 1 to 52 in 2025");
        assertThatThrownBy(() -> ReportingPeriod.isoWeek(2026, 54)).hasMessage("week 54 must be 1 to 53 in 2026");
        assertThatThrownBy(() -> ReportingPeriod.isoWeek(2026, 0)).hasMessage("week 0 must be 1 to 53 in 2026");
    }

    @Test
    void trailingMonthsEndWithADate() {
        assertThat(ReportingPeriod.trailingMonths(12, date("2026-07-01")))
                .isEqualTo(period("2025-07-01", "2026-07-01"));
        assertThat(ReportingPeriod.trailingMonths(1, date("2025-03-31"))).isEqualTo(period("2025-02-28", "2025-03-31"));
        assertThatThrownBy(() -> ReportingPeriod.trailingMonths(0, date("2026-07-01")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("months 0 must be at least 1");
    }

    @Test
    void aSeriesIsInOrderOfTime() {
        YearMonth november = YearMonth.of(2025, 11);
        assertThat(ReportingPeriod.months(november, 3))
                .containsExactly(
                        ReportingPeriod.month(2025, 11),
                        ReportingPeriod.month(2025, 12),
                        ReportingPeriod.month(2026, 1));
        assertThat(ReportingPeriod.quarters(november, 2))
                .containsExactly(period("2025-11-01", "2026-02-01"), period("2026-02-01", "2026-05-01"));
        assertThat(ReportingPeriod.years(november, 2))
                .containsExactly(period("2025-11-01", "2026-11-01"), period("2026-11-01", "2027-11-01"));
        assertThatThrownBy(() -> ReportingPeriod.months(november, 0)).hasMessage("count 0 must be at least 1");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-01, 2026-03-01, 2026-01-01",
        "2026-07-01, 2026-10-01, 2026-04-01",
        "2024-01-01, 2025-01-01, 2023-01-01",
        "2026-01-05, 2026-01-12, 2025-12-29",
        "2026-02-15, 2026-03-15, 2026-01-18",
        "2026-02-01, 2026-02-11, 2026-01-22",
        "2026-02-10, 2026-03-01, 2026-01-22"
    })
    void onlyWholeCalendarMonthsMoveByMonths(LocalDate start, LocalDate end, LocalDate before) {
        assertThat(new ReportingPeriod(start, end).previous()).isEqualTo(new ReportingPeriod(before, start));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-07-01, 2026-10-01, 2025-07-01, 2025-10-01",
        "2024-02-01, 2024-03-01, 2023-02-01, 2023-03-01",
        "2024-02-29, 2024-03-01, 2023-02-28, 2023-03-01",
        "2024-02-01, 2024-02-29, 2023-02-01, 2023-02-28",
        "2024-02-28, 2024-02-29, 2023-02-28, 2023-03-01"
    })
    void aYearAgoBothEndsMoveByAYearAndADayRemains(
            LocalDate start, LocalDate end, LocalDate agoStart, LocalDate agoEnd) {
        assertThat(new ReportingPeriod(start, end).yearAgo()).isEqualTo(new ReportingPeriod(agoStart, agoEnd));
    }

    @Test
    void splittingClipsTheFirstAndTheLastPiece() {
        assertThat(period("2026-01-15", "2026-03-10").split(Grain.MONTH))
                .containsExactly(
                        period("2026-01-15", "2026-02-01"),
                        period("2026-02-01", "2026-03-01"),
                        period("2026-03-01", "2026-03-10"));
        assertThat(period("2026-07-01", "2026-07-03").split(Grain.DAY))
                .containsExactly(period("2026-07-01", "2026-07-02"), period("2026-07-02", "2026-07-03"));
        assertThat(period("2026-02-03", "2026-02-05").split(Grain.YEAR))
                .containsExactly(period("2026-02-03", "2026-02-05"));
    }

    @ParameterizedTest
    @CsvSource({
        "DAY, 2026-08-20, 2026-08-20, 2026-08-21",
        "WEEK, 2026-08-20, 2026-08-17, 2026-08-24",
        "WEEK, 2026-08-17, 2026-08-17, 2026-08-24",
        "MONTH, 2024-02-29, 2024-02-01, 2024-03-01",
        "QUARTER, 2026-08-20, 2026-07-01, 2026-10-01",
        "QUARTER, 2026-03-31, 2026-01-01, 2026-04-01",
        "QUARTER, 2026-05-31, 2026-04-01, 2026-07-01",
        "YEAR, 2026-12-31, 2026-01-01, 2027-01-01"
    })
    void aGrainHasOneWholePieceForEachDate(Grain grain, LocalDate date, LocalDate start, LocalDate end) {
        assertThat(grain.periodContaining(date)).isEqualTo(new ReportingPeriod(start, end));
    }

    @Test
    void aPeriodCanBeCutBeforeADate() {
        ReportingPeriod july = ReportingPeriod.month(2026, 7);
        assertThat(july.before(date("2026-07-10"))).isEqualTo(period("2026-07-01", "2026-07-10"));
        assertThat(july.before(date("2026-08-01"))).isSameAs(july);
        assertThat(july.before(date("2026-09-01"))).isSameAs(july);
        assertThatThrownBy(() -> july.before(date("2026-07-01"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void thePeriodContainsItsStartButNotItsEnd() {
        ReportingPeriod july = ReportingPeriod.month(2026, 7);
        assertThat(july.contains(date("2026-06-30"))).isFalse();
        assertThat(july.contains(date("2026-07-01"))).isTrue();
        assertThat(july.contains(date("2026-07-31"))).isTrue();
        assertThat(july.contains(date("2026-08-01"))).isFalse();
    }

    @Test
    void monthsAreWholeWhereBothEndsHaveTheSameDay() {
        assertThat(ReportingPeriod.quarter(2026, 1).wholeMonths()).hasValue(3);
        assertThat(period("2026-01-15", "2026-02-15").wholeMonths()).hasValue(1);
        assertThat(period("2026-01-15", "2026-02-14").wholeMonths()).isEmpty();
        assertThat(ReportingPeriod.year(2026).months()).isEqualByComparingTo("12");
    }

    @Test
    void otherLengthsAreMeasuredByTheMeanGregorianMonth() {
        assertThat(period("2026-01-05", "2026-01-12").months())
                .isEqualTo(new BigDecimal("0.2299841885870346413684059220928561"));
    }

    @Test
    void periodsAreOrderedByStartThenByEnd() {
        ReportingPeriod january = ReportingPeriod.month(2026, 1);
        ReportingPeriod quarter = ReportingPeriod.quarter(2026, 1);
        ReportingPeriod february = ReportingPeriod.month(2026, 2);
        assertThat(List.of(february, quarter, january).stream().sorted()).containsExactly(january, quarter, february);
    }

    @Test
    void thePeriodReadsAsAHalfOpenRange() {
        assertThat(ReportingPeriod.quarter(2026, 3)).hasToString("[2026-07-01, 2026-10-01)");
    }

    private static ReportingPeriod period(String start, String endExclusive) {
        return ReportingPeriod.of(date(start), date(endExclusive));
    }

    private static LocalDate date(String text) {
        return LocalDate.parse(text);
    }
}
