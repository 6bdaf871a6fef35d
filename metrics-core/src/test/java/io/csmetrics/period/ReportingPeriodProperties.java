package io.csmetrics.period;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ReportingPeriodProperties {
    private static final BigDecimal MEAN_MONTH =
            new BigDecimal("365.2425").divide(BigDecimal.valueOf(12), MathContext.DECIMAL128);

    @Property
    void thePiecesOfASplitAdjoinAndAreTogetherThePeriod(
            @ForAll("periods") ReportingPeriod period, @ForAll Grain grain) {
        List<ReportingPeriod> pieces = period.split(grain);
        assertThat(pieces.get(0).start()).isEqualTo(period.start());
        assertThat(pieces.get(pieces.size() - 1).endExclusive()).isEqualTo(period.endExclusive());
        for (int i = 1; i < pieces.size(); i++) {
            assertThat(pieces.get(i).start()).isEqualTo(pieces.get(i - 1).endExclusive());
        }
        assertThat(pieces.stream().mapToLong(ReportingPeriod::days).sum()).isEqualTo(period.days());
    }

    @Property
    void noPieceOfASplitCrossesABoundaryOfTheGrain(@ForAll("periods") ReportingPeriod period, @ForAll Grain grain) {
        assertThat(period.split(grain)).allSatisfy(piece -> {
            ReportingPeriod whole = grain.periodContaining(piece.start());
            assertThat(whole.contains(piece.endExclusive().minusDays(1))).isTrue();
            assertThat(List.of(whole.start(), period.start())).contains(piece.start());
            assertThat(List.of(whole.endExclusive(), period.endExclusive())).contains(piece.endExclusive());
        });
    }

    @Property
    void thePieceOfAGrainIsTheSameForEachOfItsDates(@ForAll("dates") LocalDate date, @ForAll Grain grain) {
        ReportingPeriod piece = grain.periodContaining(date);
        assertThat(piece.contains(date)).isTrue();
        assertThat(grain.periodContaining(piece.start())).isEqualTo(piece);
        assertThat(grain.periodContaining(piece.endExclusive().minusDays(1))).isEqualTo(piece);
    }

    @Property
    void thePreviousPeriodAdjoins(@ForAll("periods") ReportingPeriod period) {
        assertThat(period.previous().endExclusive()).isEqualTo(period.start());
    }

    @Property
    void thePreviousOfWholeCalendarMonthsHasAsManyMonths(@ForAll("calendarMonths") ReportingPeriod period) {
        assertThat(period.previous().wholeMonths()).isEqualTo(period.wholeMonths());
    }

    @Property
    void thePreviousOfAnyOtherPeriodHasAsManyDays(@ForAll("periods") ReportingPeriod period) {
        boolean calendarMonths =
                period.start().getDayOfMonth() == 1 && period.endExclusive().getDayOfMonth() == 1;
        if (!calendarMonths) {
            assertThat(period.previous().days()).isEqualTo(period.days());
        }
    }

    @Property
    void wholeCalendarMonthsHaveAsManyMonthsAsPieces(@ForAll("calendarMonths") ReportingPeriod period) {
        int pieces = period.split(Grain.MONTH).size();
        assertThat(period.wholeMonths()).hasValue(pieces);
        assertThat(period.months()).isEqualByComparingTo(BigDecimal.valueOf(pieces));
    }

    @Property
    void monthsTimesTheMeanMonthAreTheDaysToAFewDays(@ForAll("periods") ReportingPeriod period) {
        BigDecimal difference = period.months()
                .multiply(MEAN_MONTH)
                .subtract(BigDecimal.valueOf(period.days()))
                .abs();
        BigDecimal tolerance = period.wholeMonths().isPresent() ? BigDecimal.valueOf(4) : new BigDecimal("1E-25");
        assertThat(difference).isLessThan(tolerance);
    }

    @Property
    void aYearAgoBothEndsAreAYearEarlierAndTheLengthKeepsToADay(@ForAll("periods") ReportingPeriod period) {
        ReportingPeriod ago = period.yearAgo();
        assertThat(ago.start()).isEqualTo(period.start().minusYears(1));
        assertThat(Math.abs(ago.days() - period.days())).isLessThanOrEqualTo(1);
        if (period.days() > 1) {
            assertThat(ago.endExclusive()).isEqualTo(period.endExclusive().minusYears(1));
        }
    }

    @Property
    void aYearAgoWholeCalendarMonthsAreTheSameMonths(@ForAll("calendarMonths") ReportingPeriod period) {
        ReportingPeriod ago = period.yearAgo();
        assertThat(ago.wholeMonths()).isEqualTo(period.wholeMonths());
        assertThat(ago.start().getMonth()).isEqualTo(period.start().getMonth());
    }

    @Property
    void whatLiesBeforeADateIsAllOfThePeriodBeforeIt(
            @ForAll("periods") ReportingPeriod period,
            @ForAll("dates") LocalDate cut,
            @ForAll("dates") LocalDate date) {
        if (cut.isAfter(period.start())) {
            assertThat(period.before(cut).contains(date)).isEqualTo(period.contains(date) && date.isBefore(cut));
        }
    }

    @Property
    void theOrderAgreesWithEquality(@ForAll("periods") ReportingPeriod one, @ForAll("periods") ReportingPeriod other) {
        assertThat(one.compareTo(other) == 0).isEqualTo(one.equals(other));
        assertThat(Integer.signum(one.compareTo(other))).isEqualTo(-Integer.signum(other.compareTo(one)));
    }

    @Provide
    Arbitrary<LocalDate> dates() {
        long first = LocalDate.of(1999, 12, 25).toEpochDay();
        long last = LocalDate.of(2009, 1, 5).toEpochDay();
        return Arbitraries.longs().between(first, last).map(LocalDate::ofEpochDay);
    }

    @Provide
    Arbitrary<ReportingPeriod> periods() {
        Arbitrary<ReportingPeriod> days = Combinators.combine(
                        dates(), Arbitraries.integers().between(1, 800))
                .as((start, length) -> ReportingPeriod.of(start, start.plusDays(length)));
        Arbitrary<ReportingPeriod> trailing = Combinators.combine(
                        Arbitraries.integers().between(1, 24), dates())
                .as(ReportingPeriod::trailingMonths);
        return Arbitraries.oneOf(days, trailing, calendarMonths());
    }

    @Provide
    Arbitrary<ReportingPeriod> calendarMonths() {
        return Combinators.combine(
                        dates().map(YearMonth::from), Arbitraries.integers().between(1, 30))
                .as((first, months) -> ReportingPeriod.trailingMonths(
                        months, first.plusMonths(months).atDay(1)));
    }
}
