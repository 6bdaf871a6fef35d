package io.csmetrics.cohort.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.cohort.Cadence;
import io.csmetrics.cohort.Cell;
import io.csmetrics.cohort.CohortFacts;
import io.csmetrics.cohort.CohortRow;
import io.csmetrics.cohort.CohortSplit;
import io.csmetrics.cohort.Criterion;
import io.csmetrics.cohort.EntryRule;
import io.csmetrics.cohort.Measure;
import io.csmetrics.cohort.PeriodIndex;
import io.csmetrics.cohort.RetentionDefinition;
import io.csmetrics.cohort.Tables;
import io.csmetrics.cohort.Tally;
import io.csmetrics.cohort.Triangle;
import io.csmetrics.cohort.source.ActivityOracle.Activity;
import io.csmetrics.period.Grain;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** Triangles of activity against a brute force, and the laws that hold between them. */
final class ActivityCohortsProperties {
    private static final int TRIES = 60;

    /** Clocks are changed on 10 March in New York and on 31 March in Berlin. */
    private static final LocalDate FIRST = LocalDate.of(2024, 2, 20);

    private static final int DAYS = 60;

    @Provide
    Arbitrary<RetentionDefinition> definitions() {
        Cadence fiscal = Cadence.fiscal(Grain.QUARTER, Month.MARCH);
        Cadence sundays = Cadence.weeksFrom(DayOfWeek.SUNDAY);
        Arbitrary<Cadence> granularities =
                Arbitraries.of(Cadence.DAILY, Cadence.WEEKLY, sundays, Cadence.MONTHLY, fiscal);
        Arbitrary<PeriodIndex> indexes = Arbitraries.of(
                new PeriodIndex.Calendar(Cadence.DAILY),
                new PeriodIndex.Calendar(Cadence.WEEKLY),
                new PeriodIndex.Calendar(sundays),
                new PeriodIndex.Calendar(Cadence.MONTHLY),
                new PeriodIndex.Calendar(fiscal),
                new PeriodIndex.Rolling(7),
                new PeriodIndex.Exact24h(),
                new PeriodIndex.Anniversary(1));
        Arbitrary<Criterion> criteria = Arbitraries.of(
                new Criterion.On(),
                new Criterion.OnOrAfter(0),
                new Criterion.OnOrAfter(1),
                new Criterion.OnOrAfter(3),
                Criterion.Brackets.ofWidths(1, 3, 2),
                new Criterion.Brackets(List.of(new Criterion.Range(1, 2), new Criterion.Range(4, 6))),
                new Criterion.Streak(),
                new Criterion.AtLeast(2));
        Arbitrary<CohortSplit> splits = Arbitraries.of(
                        new CohortSplit.Attribute("plan", CohortSplit.Known.AS_OF_ENTRY),
                        new CohortSplit.Attribute("plan", CohortSplit.Known.AS_OF_NOW),
                        new CohortSplit.Behaviour("import", 2, 3))
                .map(split -> (CohortSplit) split)
                .injectNull(0.4);
        return Combinators.combine(
                        granularities,
                        indexes,
                        criteria,
                        splits,
                        Arbitraries.of(EntryRule.FIRST, EntryRule.FIRST_MATCHING, EntryRule.RECURRING),
                        Arbitraries.of("UTC", "America/New_York", "Europe/Berlin", "Asia/Kolkata"),
                        Arbitraries.integers().between(0, DAYS + 5))
                .as((granularity, index, criterion, split, entry, zone, day) -> RetentionDefinition.builder(
                                ZoneId.of(zone), FIRST.plusDays(day))
                        .granularity(granularity)
                        .index(index)
                        .criterion(criterion)
                        .split(split)
                        .entry(entry == EntryRule.RECURRING && isOfEntry(split) ? EntryRule.FIRST : entry)
                        .build())
                .withoutEdgeCases();
    }

    private static boolean isOfEntry(@Nullable CohortSplit split) {
        return split instanceof CohortSplit.Behaviour
                || (split instanceof CohortSplit.Attribute attribute
                        && attribute.known() == CohortSplit.Known.AS_OF_ENTRY);
    }

    private static List<Activity> rows(long start, ZoneId zone) {
        Random random = new Random(start);
        List<Activity> rows = new ArrayList<>();
        ActivityRole[] roles = {
            ActivityRole.START,
            ActivityRole.START,
            ActivityRole.RETURN,
            ActivityRole.RETURN,
            ActivityRole.BEHAVIOUR,
            ActivityRole.ENTRY
        };
        String[] groups = {"pro", "free", null};
        for (int unit = 0; unit < 6; unit++) {
            int first = random.nextInt(DAYS / 2);
            int wide = 1 + random.nextInt(DAYS - first);
            boolean early = random.nextBoolean();
            for (int row = random.nextInt(14); row >= 0; row--) {
                int day = first + random.nextInt(early ? Math.min(wide, 5) : wide);
                // the hours around midnight and around changed clocks
                int minute = random.nextInt(4) * 47 - (random.nextBoolean() ? 60 : 0);
                rows.add(new Activity(
                        random.nextInt(40) == 0 ? " " : "u" + unit,
                        FIRST.plusDays(day).atStartOfDay(zone).toInstant().plusSeconds(60L * minute),
                        roles[random.nextInt(roles.length)],
                        groups[random.nextInt(groups.length)]));
            }
        }
        return rows;
    }

    private static ActivityCohorts cohorts(List<Activity> rows, RetentionDefinition definition) {
        ActivityCohorts.Builder activity = ActivityCohorts.builder(definition);
        rows.forEach(row -> activity.add(row.unitId(), row.at(), row.role(), row.group()));
        return activity.build();
    }

    private static CohortFacts facts(List<Activity> rows, RetentionDefinition definition) {
        return cohorts(rows, definition).facts();
    }

    @Property(tries = 3 * TRIES)
    void sumsAreThoseOfABruteForce(@ForAll("definitions") RetentionDefinition definition, @ForAll long start) {
        List<Activity> rows = rows(start, definition.zone());
        assertThat(Sums.of(facts(rows, definition))).isEqualTo(ActivityOracle.count(rows, definition));
    }

    @Property(tries = TRIES)
    void theOrderOfRowsAndRowsThatAreThereTwiceChangeNothing(
            @ForAll("definitions") RetentionDefinition definition, @ForAll long start) {
        List<Activity> rows = known(rows(start, definition.zone()), definition);
        List<Activity> twice = new ArrayList<>(rows);
        twice.addAll(rows);
        Collections.shuffle(twice, new Random(start));
        assertThat(facts(twice, definition)).isEqualTo(facts(rows, definition));
    }

    /** Rows that are rejected as such are counted each time. */
    private static List<Activity> known(List<Activity> rows, RetentionDefinition definition) {
        Instant end =
                definition.asOf().plusDays(1).atStartOfDay(definition.zone()).toInstant();
        return rows.stream()
                .filter(row -> !row.unitId().isBlank() && row.at().isBefore(end))
                .toList();
    }

    @Property(tries = TRIES)
    void partsOfTheUnitsAddUpToAllAndCopiesOfThemToAMultiple(
            @ForAll("definitions") RetentionDefinition definition, @ForAll long start) {
        List<Activity> rows = rows(start, definition.zone());
        CohortFacts all = facts(rows, definition);
        Random random = new Random(start);
        boolean[] first = new boolean[7];
        IntStream.range(0, first.length).forEach(i -> first[i] = random.nextBoolean());
        Map<Boolean, List<Activity>> parts = rows.stream()
                .collect(Collectors.partitioningBy(
                        row -> first[row.unitId().isBlank() ? 6 : row.unitId().charAt(1) - '0']));
        assertThat(facts(parts.get(true), definition).plus(facts(parts.get(false), definition)))
                .isEqualTo(all);
        List<Activity> copies = new ArrayList<>(rows);
        rows.forEach(row -> copies.add(
                new Activity(row.unitId().isBlank() ? "" : row.unitId() + "b", row.at(), row.role(), row.group())));
        assertThat(facts(copies, definition)).isEqualTo(all.times(2));
    }

    @Property(tries = TRIES)
    void anotherDayNeverChangesAnObservedCell(
            @ForAll("definitions") RetentionDefinition definition, @ForAll Measure measure, @ForAll long start) {
        boolean asOfNow = definition.split() instanceof CohortSplit.Attribute attribute
                && attribute.known() == CohortSplit.Known.AS_OF_NOW;
        boolean unbounded = definition.criterion() instanceof Criterion.OnOrAfter ahead && ahead.within() == 0;
        RetentionDefinition today = definition.toBuilder()
                .index(new PeriodIndex.Calendar(definition.granularity()))
                // a split as of now and a look ahead without end may change what was told before
                .split(asOfNow || definition.split() instanceof CohortSplit.Behaviour ? null : definition.split())
                .criterion(unbounded ? new Criterion.On() : definition.criterion())
                .measure(measure.countsUnits() ? measure : Measure.LOGO)
                .build();
        List<Activity> rows = rows(start, definition.zone());
        Triangle before = Triangle.of(facts(rows, today), today);
        RetentionDefinition tomorrow =
                today.toBuilder().asOf(today.asOf().plusDays(1)).build();
        Triangle after = Triangle.of(facts(rows, tomorrow), tomorrow);
        for (CohortRow row : before.rows()) {
            for (int k = 0; k < before.columns(); k++) {
                if (row.cells().get(k) instanceof Cell.Observed observed) {
                    assertThat(after.row(row.cohort()).cells().get(k)).isEqualTo(observed);
                }
            }
        }
    }

    /** A cell is complete on the day that it names, and not a day earlier. */
    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void anOpenCellOfOneLastMemberClosesOnItsDay(
            @ForAll("definitions") RetentionDefinition definition,
            @ForAll @IntRange(max = DAYS) int day,
            @ForAll @IntRange(max = 9) int daysLater) {
        LocalDate last = definition
                .granularity()
                .periodContaining(FIRST.plusDays(day))
                .endExclusive()
                .minusDays(1);
        Instant entry =
                last.plusDays(1).atStartOfDay(definition.zone()).toInstant().minusMillis(1);
        int landmark = definition.split() instanceof CohortSplit.Behaviour behaviour ? behaviour.withinDays() + 1 : 0;
        RetentionDefinition.Builder by = definition.toBuilder().asOf(last.plusDays(landmark + daysLater));
        List<Activity> rows = List.of(new Activity("u", entry, ActivityRole.START, null));
        List<Cell> cells =
                Triangle.of(facts(rows, by.build()), by.build()).rows().get(0).cells();
        for (int column = 0; column < cells.size(); column++) {
            if (cells.get(column) instanceof Cell.Open open) {
                LocalDate closesOn = open.closesOn().orElseThrow();
                assertThat(state(rows, by.asOf(closesOn).build(), column)).isEqualTo("observed");
                assertThat(state(rows, by.asOf(closesOn.minusDays(1)).build(), column))
                        .isEqualTo("open");
            }
        }
    }

    private static String state(List<Activity> rows, RetentionDefinition definition, int column) {
        return Triangle.of(facts(rows, definition), definition)
                .rows()
                .get(0)
                .cells()
                .get(column)
                .state();
    }

    @Property(tries = TRIES / 3)
    void theUnitsBehindACellAddUpToIt(
            @ForAll("definitions") RetentionDefinition definition, @ForAll Measure measure, @ForAll long start) {
        RetentionDefinition shown = definition.with(measure.countsUnits() ? measure : Measure.LOGO);
        ActivityCohorts cohorts = cohorts(rows(start, definition.zone()), shown);
        Triangle table = cohorts.triangle();
        for (CohortRow row : table.rows()) {
            for (int k = 0; k < Math.min(3, table.columns()); k++) {
                SortedMap<String, BigDecimal> units = cohorts.units(row.cohort(), k);
                if (row.cells().get(k) instanceof Cell.Observed observed) {
                    assertThat(units.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                            .isEqualByComparingTo(observed.numerator());
                    assertThat(BigDecimal.valueOf(units.size())).isEqualByComparingTo(observed.denominator());
                } else {
                    assertThat(units).isEmpty();
                }
            }
        }
    }

    /** An unbounded cell is what is left of the units that are at risk: it never rises, and tells how far it saw. */
    @Property(tries = TRIES / 2)
    void onOrAfterNeverRisesAndIsAtLeastTheExactShare(
            @ForAll("definitions") RetentionDefinition definition, @ForAll long start) {
        RetentionDefinition exact =
                definition.toBuilder().criterion(new Criterion.On()).build();
        RetentionDefinition later =
                exact.toBuilder().criterion(new Criterion.OnOrAfter(0)).build();
        List<Activity> rows = rows(start, definition.zone());
        Triangle on = Triangle.of(facts(rows, exact), exact);
        Triangle onOrAfter = Triangle.of(facts(rows, later), later);
        for (CohortRow row : onOrAfter.rows()) {
            int last = Tables.states(row).lastIndexOf('O');
            for (int k = 0; k <= last; k++) {
                Cell.Observed cell = (Cell.Observed) row.cells().get(k);
                assertThat(cell.followUp()).hasValue(last - k);
                Cell.Observed same = Tables.observed(on, row.cohort(), k);
                assertThat(same.followUp()).isEmpty();
                assertThat(same.denominator()).isEqualTo(cell.denominator());
                assertThat(cell.numerator()).isGreaterThanOrEqualTo(same.numerator());
                if (k > 0) {
                    assertThat(cell.numerator())
                            .isLessThanOrEqualTo(onOrAfter.facts().sumBefore(row.cohort(), Tally.RETAINED, k));
                }
            }
        }
    }
}
