package io.csmetrics.cohort.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.cohort.Cadence;
import io.csmetrics.cohort.Cell;
import io.csmetrics.cohort.CohortAverage;
import io.csmetrics.cohort.CohortFacts;
import io.csmetrics.cohort.CohortKey;
import io.csmetrics.cohort.CohortRow;
import io.csmetrics.cohort.EntryRule;
import io.csmetrics.cohort.GapPolicy;
import io.csmetrics.cohort.Measure;
import io.csmetrics.cohort.PeriodIndex;
import io.csmetrics.cohort.RetentionDefinition;
import io.csmetrics.cohort.RetentionDefinition.RelativeTo;
import io.csmetrics.cohort.RetentionDefinition.Weighting;
import io.csmetrics.cohort.Tables;
import io.csmetrics.cohort.Tally;
import io.csmetrics.cohort.Triangle;
import io.csmetrics.cohort.survival.Durations;
import io.csmetrics.cohort.survival.SurvivalCurve;
import io.csmetrics.cohort.survival.SurvivalPoint;
import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Segment;
import io.csmetrics.period.Grain;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.revenue.RevenueLedger;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Triangles of revenue against a brute force, and the laws that hold between them. */
final class LedgerCohortsProperties {
    private static final int TRIES = 60;

    @Provide
    Arbitrary<RetentionDefinition> definitions() {
        RetentionDefinition.Builder months = Tables.monthly("2024-06-30");
        Cadence fiscal = Cadence.fiscal(Grain.QUARTER, Month.FEBRUARY);
        List<RetentionDefinition> indexes = List.of(
                months.build(),
                months.granularity(Cadence.QUARTERLY)
                        .index(new PeriodIndex.Calendar(Cadence.MONTHLY))
                        .build(),
                months.granularity(Cadence.MONTHLY)
                        .index(new PeriodIndex.Calendar(Cadence.QUARTERLY))
                        .build(),
                months.granularity(Cadence.weeksFrom(DayOfWeek.SUNDAY))
                        .index(new PeriodIndex.Calendar(Cadence.weeksFrom(DayOfWeek.SUNDAY)))
                        .build(),
                months.granularity(fiscal)
                        .index(new PeriodIndex.Calendar(fiscal))
                        .build(),
                months.granularity(Cadence.YEARLY)
                        .index(new PeriodIndex.Calendar(Cadence.YEARLY))
                        .build(),
                months.granularity(Cadence.MONTHLY)
                        .index(new PeriodIndex.Rolling(30))
                        .build(),
                months.index(new PeriodIndex.Anniversary(1)).build(),
                months.index(new PeriodIndex.Anniversary(3)).build());
        Arbitrary<GapPolicy> gaps = Arbitraries.of(
                new GapPolicy.Strict(),
                new GapPolicy.Bridged(20),
                new GapPolicy.NewCohort(35),
                new GapPolicy.NewCohort(1));
        return Combinators.combine(
                        Arbitraries.of(indexes),
                        Arbitraries.of(EntryRule.FIRST, EntryRule.FIRST_NEW),
                        gaps,
                        Arbitraries.integers().between(0, Book.DAYS + 20))
                .as((index, entry, gap, day) -> index.toBuilder()
                        .entry(entry)
                        .gaps(gap)
                        .asOf(Book.FIRST.plusDays(day))
                        .build())
                .withoutEdgeCases();
    }

    @Property(tries = 3 * TRIES)
    void sumsAreThoseOfABruteForce(
            @ForAll("definitions") RetentionDefinition definition, @ForAll @LongRange(min = 0) long start) {
        Book book = Book.random(start, 8);
        assertThat(Sums.of(LedgerCohorts.of(book.ledger(), definition).facts()))
                .isEqualTo(LedgerOracle.count(book, definition));
    }

    @Property(tries = 2 * TRIES, edgeCases = EdgeCasesMode.NONE)
    void whatSingleMovementsTellIsThatOfABruteForce(
            @ForAll("periods") Cadence cadence,
            @ForAll("days") int day,
            @ForAll boolean firstNew,
            @ForAll @Size(min = 1) Set<@From("ofMovements") Measure> measures,
            @ForAll @LongRange(min = 0) long start) {
        Book book = Book.random(start, 8);
        RetentionDefinition definition = Tables.monthly("2024-06-30")
                .granularity(cadence)
                .entry(firstNew ? EntryRule.FIRST_NEW : EntryRule.FIRST)
                .asOf(Book.FIRST.plusDays(day))
                .build();
        SortedMap<String, Long> expected = new TreeMap<>(LedgerOracle.count(book, definition));
        for (Tally tally : EnumSet.complementOf(EnumSet.copyOf(Sums.counted(measures)))) {
            expected.keySet()
                    .removeIf(name ->
                            tally != Tally.BEGUN && List.of(name.split(" ")).contains(tally.name()));
        }
        LedgerCohorts cohorts = LedgerCohorts.of(book.ledger(), definition).counting(measures);
        assertThat(Sums.of(cohorts.facts())).isEqualTo(expected);
    }

    @Provide
    Arbitrary<Measure> ofMovements() {
        return Arbitraries.of(Measure.LOGO, Measure.NET, Measure.GROSS);
    }

    private static CohortFacts facts(Book book, RetentionDefinition definition) {
        return LedgerCohorts.of(book.ledger(), definition).facts();
    }

    private static BigDecimal sum(CohortFacts facts, CohortKey cohort, Tally tally, int index) {
        return facts.sum(cohort, tally, index);
    }

    @Property(tries = TRIES)
    void strictIsAtMostPointToPointAndThatAtMostNetAndBase(
            @ForAll("definitions") RetentionDefinition definition, @ForAll long start) {
        CohortFacts facts = facts(Book.random(start, 8), definition);
        for (CohortKey cohort : facts.cohorts()) {
            for (int k = 0; k < facts.columns(cohort); k++) {
                BigDecimal gross = sum(facts, cohort, Tally.GROSS, k);
                assertThat(sum(facts, cohort, Tally.STRICT, k)).isBetween(BigDecimal.ZERO, gross);
                assertThat(gross)
                        .isLessThanOrEqualTo(sum(facts, cohort, Tally.NET, k).min(sum(facts, cohort, Tally.BASE, k)));
                assertThat(sum(facts, cohort, Tally.NEVER_LAPSED, k))
                        .isLessThanOrEqualTo(sum(facts, cohort, Tally.RETAINED, k));
                assertThat(sum(facts, cohort, Tally.REACTIVATED_REVENUE, k))
                        .isLessThanOrEqualTo(sum(facts, cohort, Tally.NET, k));
            }
        }
    }

    @Property(tries = TRIES)
    void strictAndNeverLapsedNeverRiseAmongTheSameUnits(
            @ForAll("definitions") RetentionDefinition definition, @ForAll long start) {
        CohortFacts facts = facts(Book.random(start, 8), definition);
        for (CohortKey cohort : facts.cohorts()) {
            for (int k = 1; k < facts.columns(cohort); k++) {
                for (Tally tally : List.of(Tally.STRICT, Tally.NEVER_LAPSED, Tally.AT_RISK)) {
                    assertThat(sum(facts, cohort, tally, k))
                            .isLessThanOrEqualTo(facts.sumBefore(cohort, tally, k))
                            .isLessThanOrEqualTo(sum(facts, cohort, tally, k - 1));
                }
            }
        }
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void allCohortsAndTheOpeningBookAreTheLedgerToTheCent(
            @ForAll("periods") Cadence cadence, @ForAll("days") int day, @ForAll EntryRule entry, @ForAll long start) {
        RevenueLedger ledger = Book.random(start, 8).ledger();
        RetentionDefinition definition = Tables.monthly("2024-06-30")
                .granularity(cadence)
                .entry(entry == EntryRule.FIRST_NEW ? entry : EntryRule.FIRST)
                .asOf(Book.FIRST.plusDays(day))
                .build();
        LedgerCohorts cohorts = LedgerCohorts.of(ledger, definition);
        List<Reconciliation> lines = cohorts.reconciliation();
        CohortFacts facts = cohorts.facts();
        LocalDate end = facts.cohorts().isEmpty()
                ? definition.asOf().plusDays(1)
                : facts.cohorts().first().start();
        for (Reconciliation line : lines) {
            ReportingPeriod period =
                    ReportingPeriod.of(end, PlainWindows.start(new PeriodIndex.Calendar(cadence), end, 1));
            end = period.endExclusive();
            assertThat(line.residual()).isZero();
            assertThat(line.endOn()).isEqualTo(end.minusDays(1));
            assertThat(line.ledger()).isEqualByComparingTo(ledger.balance(end).getAmount());
            assertThat(line.ledger())
                    .isEqualByComparingTo(ledger.bridge(period).closing().getAmount());
            assertThat(line.cohorts()).isEqualByComparingTo(net(facts, cadence, period.start()));
        }
        assertThat(PlainWindows.start(new PeriodIndex.Calendar(cadence), end, 1))
                .isAfter(definition.asOf().plusDays(1));
    }

    private static BigDecimal net(CohortFacts facts, Cadence cadence, LocalDate period) {
        BigDecimal sum = BigDecimal.ZERO;
        for (CohortKey cohort : facts.cohorts()) {
            int k = cadence.ordinal(period) - cadence.ordinal(cohort.start());
            sum = sum.add(k < 0 ? BigDecimal.ZERO : facts.sum(cohort, Tally.NET, k));
        }
        return sum;
    }

    @Provide
    Arbitrary<Cadence> periods() {
        return Arbitraries.of(
                Cadence.WEEKLY,
                Cadence.MONTHLY,
                Cadence.QUARTERLY,
                Cadence.fiscal(Grain.QUARTER, Month.FEBRUARY),
                Cadence.YEARLY);
    }

    @Provide
    Arbitrary<Integer> days() {
        return Arbitraries.integers().between(0, Book.DAYS + 20);
    }

    /** The calendar repeats itself every 400 years, leap days and weekdays alike. */
    @Property(tries = TRIES / 2)
    void timeShiftedByWholePeriodsShiftsTheKeysOnly(
            @ForAll("definitions") RetentionDefinition definition, @ForAll long start) {
        Book book = Book.random(start, 8);
        RetentionDefinition later =
                definition.toBuilder().asOf(definition.asOf().plusYears(400)).build();
        SortedMap<String, Long> shifted = new TreeMap<>();
        Sums.of(facts(book, definition)).forEach((name, sum) -> shifted.put(name.replaceFirst("^20", "24"), sum));
        assertThat(Sums.of(facts(book.later(day -> day.plusYears(400)), later))).isEqualTo(shifted);
    }

    @Property(tries = TRIES / 2)
    void theOrderOfRowsAndTheNumberOfSubscriptionsChangeNothing(
            @ForAll("definitions") RetentionDefinition definition, @ForAll long start) {
        Book book = Book.random(start, 8);
        List<RevenueMovement> shuffled = new ArrayList<>(book.movements());
        Collections.shuffle(shuffled, new Random(start));
        CohortFacts facts = facts(book, definition);
        assertThat(LedgerCohorts.of(Book.ledger(shuffled), definition).facts()).isEqualTo(facts);
        assertThat(LedgerCohorts.of(Book.ledger(book.movements(2)), definition).facts())
                .isEqualTo(facts);
    }

    @Property(tries = TRIES / 2)
    void twiceTheUnitsAreTwiceTheCountsAndTheSameRates(
            @ForAll("definitions") RetentionDefinition definition,
            @ForAll Measure measure,
            @ForAll Weighting weighting,
            @ForAll long start) {
        Book book = Book.random(start, 8);
        CohortFacts once = facts(book, definition);
        CohortFacts twice = facts(book.copiesOfEach(2), definition);
        assertThat(twice).isEqualTo(once.times(2)).isEqualTo(once.plus(once));
        RetentionDefinition shown = shown(once, definition, measure, weighting);
        assertThat(Triangle.of(twice, shown).averages())
                .extracting(CohortAverage::value)
                .isEqualTo(Triangle.of(once, shown).averages().stream()
                        .map(CohortAverage::value)
                        .toList());
    }

    private static RetentionDefinition shown(
            CohortFacts facts, RetentionDefinition definition, Measure measure, Weighting weighting) {
        Measure counted = facts.measures().contains(measure) ? measure : Measure.NET;
        boolean steps = weighting == Weighting.CHAIN_LADDER && counted.isMoney();
        return definition.toBuilder()
                .measure(counted)
                .weighting(steps ? Weighting.POOLED : weighting)
                .build();
    }

    @Property(tries = TRIES / 2, edgeCases = EdgeCasesMode.NONE)
    void anotherDayNeverChangesAnObservedCell(
            @ForAll("periods") Cadence cadence,
            @ForAll("days") int day,
            @ForAll boolean firstNew,
            @ForAll boolean newCohorts,
            @ForAll Measure measure,
            @ForAll long start) {
        RetentionDefinition today = Tables.monthly("2024-06-30")
                .granularity(cadence)
                .entry(firstNew ? EntryRule.FIRST_NEW : EntryRule.FIRST)
                .gaps(newCohorts ? new GapPolicy.NewCohort(35) : new GapPolicy.Strict())
                .measure(
                        cadence.equals(Cadence.WEEKLY) && measure == Measure.CUMULATIVE_REVENUE ? Measure.NET : measure)
                .asOf(Book.FIRST.plusDays(day))
                .build();
        Book book = Book.random(start, 8);
        Triangle before = LedgerCohorts.of(book.ledger(), today).triangle();
        Triangle after = LedgerCohorts.of(
                        book.ledger(),
                        today.toBuilder().asOf(today.asOf().plusDays(1)).build())
                .triangle();
        for (CohortRow row : before.rows()) {
            for (int k = 0; k < before.columns(); k++) {
                if (row.cells().get(k) instanceof Cell.Observed observed) {
                    assertThat(after.row(row.cohort()).cells().get(k)).isEqualTo(observed);
                }
            }
        }
    }

    @Property(tries = TRIES)
    void partsOfTheAccountsAddUpToAll(@ForAll("definitions") RetentionDefinition definition, @ForAll long start) {
        Book book = Book.random(start, 8);
        LedgerCohorts cohorts = LedgerCohorts.of(book.ledger(), definition);
        Random random = new Random(start);
        int[] cells = random.ints(book.levels().size(), 0, 3).toArray();
        List<CohortFacts> parts = cohorts.facts(
                Cells.of(cells, List.of(Segment.of("part", "a"), Segment.of("part", "b"), Segment.of("part", "c"))));
        assertThat(parts).hasSize(4);
        CohortFacts forth = parts.stream().reduce(CohortFacts::plus).orElseThrow();
        List<CohortFacts> otherOrder = new ArrayList<>(parts);
        Collections.shuffle(otherOrder, random);
        CohortFacts back =
                otherOrder.stream().reduce((some, more) -> more.plus(some)).orElseThrow();
        assertThat(forth).isEqualTo(cohorts.facts()).isEqualTo(back).hasSameHashCodeAs(back);
    }

    @Property(tries = TRIES / 2)
    void averagesAreOfObservedCellsOnly(
            @ForAll("definitions") RetentionDefinition definition,
            @ForAll Measure measure,
            @ForAll RelativeTo relativeTo,
            @ForAll long start) {
        CohortFacts facts = facts(Book.random(start, 8), definition);
        RetentionDefinition shown = shown(facts, definition, measure, Weighting.POOLED);
        Triangle table = Triangle.of(
                facts,
                shown.toBuilder()
                        .relativeTo(shown.measure().isMoney() ? RelativeTo.COHORT : relativeTo)
                        .build());
        List<CohortAverage> means = table.with(Weighting.SIMPLE).averages();
        List<CohortAverage> medians = table.with(Weighting.MEDIAN).averages();
        for (CohortAverage average : table.averages()) {
            List<Cell.Observed> cells = table.column(average.index()).values().stream()
                    .filter(Cell.Observed.class::isInstance)
                    .map(Cell.Observed.class::cast)
                    .toList();
            assertThat(average.cohorts()).isEqualTo(cells.size());
            BigDecimal numerator =
                    cells.stream().map(Cell.Observed::numerator).reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal denominator =
                    cells.stream().map(Cell.Observed::denominator).reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(average.numerator()).isEqualByComparingTo(numerator);
            assertThat(average.denominator()).isEqualByComparingTo(denominator);
            assertThat(average.value())
                    .isEqualTo(new Cell.Observed(numerator, denominator, Optional.empty(), OptionalInt.empty()).rate());
            double[] rates = cells.stream()
                    .flatMap(cell -> cell.rate().stream())
                    .mapToDouble(BigDecimal::doubleValue)
                    .sorted()
                    .toArray();
            assertSame(means.get(average.index()), Arrays.stream(rates).average());
            assertSame(
                    medians.get(average.index()),
                    rates.length == 0
                            ? OptionalDouble.empty()
                            : OptionalDouble.of((rates[rates.length / 2] + rates[(rates.length - 1) / 2]) / 2));
        }
    }

    private static void assertSame(CohortAverage average, OptionalDouble expected) {
        Optional<BigDecimal> actual = average.value();
        assertThat(actual.isPresent()).isEqualTo(expected.isPresent());
        if (expected.isPresent()) {
            assertThat(actual.orElseThrow().doubleValue()).isCloseTo(expected.getAsDouble(), within(1e-12));
        }
    }

    @Property(tries = TRIES / 2)
    void allCohortsMergedArePooled(
            @ForAll @LongRange(min = 0) long start, @ForAll("days") int day, @ForAll Measure measure) {
        RetentionDefinition.Builder definition = Tables.monthly("2024-06-30")
                .index(new PeriodIndex.Anniversary(1))
                .asOf(Book.FIRST.plusDays(day))
                .measure(measure);
        Book book = Book.random(start, 8);
        Triangle months = LedgerCohorts.of(book.ledger(), definition.build()).triangle();
        // no two of these years are in one book
        Triangle merged = LedgerCohorts.of(
                        book.ledger(),
                        definition
                                .granularity(Cadence.fiscal(Grain.YEAR, Month.NOVEMBER))
                                .build())
                .triangle();
        if (merged.rows().size() == 1) {
            assertThat(merged.columns()).isEqualTo(months.columns());
            for (CohortAverage average : months.averages()) {
                Cell cell = merged.rows().get(0).cells().get(average.index());
                if (cell instanceof Cell.Observed observed) {
                    assertThat(average.value()).isEqualTo(observed.rate());
                    assertThat(average.numerator()).isEqualByComparingTo(observed.numerator());
                } else {
                    assertThat(average.cohorts()).isZero();
                }
            }
        }
    }

    @Property(tries = TRIES / 2)
    void theChainLadderOfThoseWhoNeverLapsedIsKaplanMeier(
            @ForAll("definitions") RetentionDefinition definition, @ForAll long start) {
        Book book = Book.random(start, 8);
        RevenueLedger ledger = book.ledger();
        // two lives of one account in one cohort would not be told apart here
        GapPolicy gaps = definition.gaps() instanceof GapPolicy.NewCohort ? new GapPolicy.Strict() : definition.gaps();
        LedgerCohorts cohorts = LedgerCohorts.of(
                ledger,
                definition.toBuilder()
                        .gaps(gaps)
                        .measure(Measure.NEVER_LAPSED)
                        .weighting(Weighting.CHAIN_LADDER)
                        .build());
        Triangle table = cohorts.triangle();
        Durations lives = lives(cohorts.facts(Cells.byAccount(ledger.accountIds())));
        assertThat(table.durations().n()).isEqualTo(lives.n());
        assertThat(table.durations().events()).isEqualTo(lives.events());
        if (lives.n() > 0) {
            SurvivalCurve curve = SurvivalCurve.of(lives);
            assertThat(SurvivalCurve.of(table.durations()).points()).isEqualTo(curve.points());
            for (CohortAverage average : table.averages()) {
                Optional<SurvivalPoint> point = curve.at(average.index());
                if (average.value().isPresent()) {
                    assertThat(point.orElseThrow().survival())
                            .isCloseTo(average.value().get().doubleValue(), within(1e-12));
                } else {
                    // after the last was lost no step is known, and the curve stays at 0
                    assertThat(point.map(SurvivalPoint::survival).orElse(0.0)).isZero();
                }
            }
        }
    }

    /** The life of each account. */
    private static Durations lives(List<CohortFacts> accounts) {
        Durations.Builder lives = Durations.builder();
        for (CohortFacts account : accounts) {
            for (CohortKey cohort : account.cohorts()) {
                int ended = 0;
                int kept = 0;
                for (int k = 0; k < account.columns(cohort); k++) {
                    ended += sum(account, cohort, Tally.AT_RISK, k).intValueExact();
                    kept += sum(account, cohort, Tally.NEVER_LAPSED, k).intValueExact();
                }
                if (ended > 0) {
                    lives.add(kept < ended ? kept : ended - 1, kept < ended);
                }
            }
        }
        return lives.build();
    }

    @Property(tries = TRIES / 3)
    void theAccountsBehindACellAddUpToIt(
            @ForAll("definitions") RetentionDefinition definition, @ForAll Measure measure, @ForAll long start) {
        RevenueLedger ledger = Book.random(start, 5).ledger();
        CohortFacts facts = LedgerCohorts.of(ledger, definition).facts();
        LedgerCohorts cohorts = LedgerCohorts.of(ledger, shown(facts, definition, measure, Weighting.POOLED));
        Triangle table = cohorts.triangle();
        for (CohortKey cohort : facts.cohorts()) {
            for (int k = 0; k < Math.min(4, table.columns()); k++) {
                SortedMap<String, BigDecimal> accounts = cohorts.accounts(cohort, k);
                if (table.row(cohort).cells().get(k) instanceof Cell.Observed observed) {
                    assertThat(accounts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                            .isEqualByComparingTo(observed.numerator());
                    assertThat(accounts)
                            .hasSizeLessThanOrEqualTo(
                                    facts.sum(cohort, Tally.AT_RISK, k).intValueExact());
                } else {
                    assertThat(accounts).isEmpty();
                }
            }
        }
    }
}
