package io.csmetrics.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.period.Grain;
import io.csmetrics.period.ReportingPeriod;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

final class CadenceProperties {
    private static final int TRIES = 150;

    @Provide
    Arbitrary<Cadence> cadences() {
        return Arbitraries.oneOf(
                Arbitraries.of(Grain.class).map(Cadence::of),
                Arbitraries.of(DayOfWeek.class).map(Cadence::weeksFrom),
                Arbitraries.of(Month.class).map(month -> Cadence.fiscal(Grain.QUARTER, month)),
                Arbitraries.of(Month.class).map(month -> Cadence.fiscal(Grain.YEAR, month)));
    }

    @Provide
    Arbitrary<LocalDate> dates() {
        return Arbitraries.longs().between(-20_000, 60_000).map(LocalDate::ofEpochDay);
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void periodsFollowEachOtherWithoutGap(@ForAll("cadences") Cadence cadence, @ForAll("dates") LocalDate date) {
        int ordinal = cadence.ordinal(date);
        LocalDate start = cadence.start(ordinal);
        LocalDate next = cadence.start(ordinal + 1);
        assertThat(date).isBetween(start, next.minusDays(1));
        assertThat(cadence.ordinal(start)).isEqualTo(ordinal);
        assertThat(cadence.ordinal(next.minusDays(1))).isEqualTo(ordinal);
        assertThat(cadence.periodContaining(date)).isEqualTo(ReportingPeriod.of(start, next));
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void theUsualCadenceIsThatOfItsGrain(@ForAll Grain grain, @ForAll("dates") LocalDate date) {
        assertThat(Cadence.of(grain).periodContaining(date)).isEqualTo(grain.periodContaining(date));
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void weeksAndFiscalYearsBeginWhereTheyAreSaidTo(
            @ForAll DayOfWeek day, @ForAll Month month, @ForAll("dates") LocalDate date) {
        assertThat(Cadence.weeksFrom(day).periodContaining(date).start().getDayOfWeek())
                .isEqualTo(day);
        LocalDate year =
                Cadence.fiscal(Grain.YEAR, month).periodContaining(date).start();
        assertThat(year.getMonth()).isEqualTo(month);
        assertThat(year.getDayOfMonth()).isEqualTo(1);
        LocalDate quarter =
                Cadence.fiscal(Grain.QUARTER, month).periodContaining(date).start();
        assertThat(Math.floorMod(quarter.getMonthValue() - month.getValue(), 3)).isZero();
    }

    @Provide
    Arbitrary<PeriodIndex> indexes() {
        return Arbitraries.oneOf(
                cadences().map(PeriodIndex.Calendar::new),
                Arbitraries.integers().between(1, 45).map(PeriodIndex.Rolling::new),
                Arbitraries.integers().between(1, 13).map(PeriodIndex.Anniversary::new),
                Arbitraries.just(new PeriodIndex.Exact24h()));
    }

    /** The index is that of the last window which has begun. */
    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void aWindowBeginsOnTheFirstDayThatIsInIt(
            @ForAll("indexes") PeriodIndex index,
            @ForAll("dates") LocalDate entry,
            @ForAll @IntRange(min = -3, max = 40) int k) {
        LocalDate start = index.start(entry, k);
        assertThat(index(index, entry, start)).isEqualTo(k);
        assertThat(index(index, entry, start.minusDays(1))).isEqualTo(k - 1);
        assertThat(index(index, entry, entry)).isZero();
    }

    private static int index(PeriodIndex index, LocalDate entry, LocalDate at) {
        return index.index(
                entry.atStartOfDay(ZoneOffset.UTC).toInstant(),
                at.atStartOfDay(ZoneOffset.UTC).toInstant(),
                ZoneOffset.UTC);
    }
}
