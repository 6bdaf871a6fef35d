package io.csmetrics.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.csmetrics.cohort.RetentionDefinition.RelativeTo;
import io.csmetrics.cohort.RetentionDefinition.Weighting;
import io.csmetrics.period.Grain;
import io.csmetrics.select.Unit;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RetentionDefinitionTest {
    private static final RetentionDefinition USUAL =
            Tables.monthly("2026-10-31").build();

    /** One change of each choice, and of each parameter within it. */
    private static final List<UnaryOperator<RetentionDefinition.Builder>> CHANGES = List.of(
            by -> by.asOf(LocalDate.of(2026, 10, 30)),
            by -> by.unit(Unit.USER),
            by -> by.entry(EntryRule.FIRST_MATCHING),
            by -> by.entry(EntryRule.RECURRING),
            by -> by.entry(EntryRule.FIRST_NEW),
            by -> by.split(new CohortSplit.Attribute("plan", CohortSplit.Known.AS_OF_ENTRY)),
            by -> by.split(new CohortSplit.Attribute("plan", CohortSplit.Known.AS_OF_NOW)),
            by -> by.split(new CohortSplit.Attribute("region", CohortSplit.Known.AS_OF_NOW)),
            by -> by.split(new CohortSplit.Behaviour("import", 1, 7)),
            by -> by.split(new CohortSplit.Behaviour("import", 2, 7)),
            by -> by.split(new CohortSplit.Behaviour("import", 1, 14)),
            by -> by.split(new CohortSplit.Behaviour("invite", 1, 7)),
            by -> by.granularity(Cadence.DAILY),
            by -> by.granularity(Cadence.WEEKLY),
            by -> by.granularity(Cadence.weeksFrom(DayOfWeek.SUNDAY)),
            by -> by.granularity(Cadence.QUARTERLY),
            by -> by.granularity(Cadence.fiscal(Grain.QUARTER, Month.FEBRUARY)),
            by -> by.granularity(Cadence.fiscal(Grain.YEAR, Month.FEBRUARY)),
            by -> by.index(new PeriodIndex.Calendar(Cadence.WEEKLY)),
            by -> by.index(new PeriodIndex.Rolling(30)),
            by -> by.index(new PeriodIndex.Rolling(28)),
            by -> by.index(new PeriodIndex.Exact24h()),
            by -> by.index(new PeriodIndex.Anniversary(1)),
            by -> by.index(new PeriodIndex.Anniversary(12)),
            by -> by.index(new PeriodIndex.Renewal()),
            by -> by.criterion(new Criterion.OnOrAfter(0)),
            by -> by.criterion(new Criterion.OnOrAfter(2)),
            by -> by.criterion(Criterion.Brackets.ofWidths(1, 3)),
            by -> by.criterion(Criterion.Brackets.ofWidths(1, 2, 1)),
            by -> by.criterion(new Criterion.Streak()),
            by -> by.criterion(new Criterion.AtLeast(2)),
            by -> by.criterion(new Criterion.AtLeast(3)),
            by -> by.measure(Measure.NET),
            by -> by.measure(Measure.GROSS),
            by -> by.measure(Measure.GROSS_STRICT),
            by -> by.relativeTo(RelativeTo.PREVIOUS),
            by -> by.weighting(Weighting.MEDIAN),
            by -> by.gaps(new GapPolicy.Bridged(30)),
            by -> by.gaps(new GapPolicy.Bridged(31)),
            by -> by.gaps(new GapPolicy.NewCohort(30)),
            by -> by.minCohortSize(5));

    @Test
    void everyChoiceIsPrinted() {
        assertThat(USUAL)
                .hasToString(
                        "asOf 2026-10-31, zone Z, unit account, entry first, granularity month, index calendar, interval "
                                + "month, criterion on, measure logo, relativeTo cohort, weighting pooled, gaps strict, "
                                + "minCohortSize 1, interval method wilson 95 %");
        assertThat(RetentionDefinition.builder(ZoneId.of("Europe/Berlin"), LocalDate.of(2026, 10, 31))
                        .split(new CohortSplit.Behaviour("import", 2, 14))
                        .granularity(Cadence.fiscal(Grain.QUARTER, Month.FEBRUARY))
                        .index(new PeriodIndex.Calendar(Cadence.weeksFrom(DayOfWeek.SUNDAY)))
                        .criterion(
                                new Criterion.Brackets(List.of(new Criterion.Range(0, 1), new Criterion.Range(4, 8))))
                        .measure(Measure.GROSS_STRICT)
                        .weighting(Weighting.CHAIN_LADDER)
                        .gaps(new GapPolicy.NewCohort(90))
                        .minCohortSize(5)
                        .build())
                .hasToString("asOf 2026-10-31, zone Europe/Berlin, unit account, entry first, split "
                        + "behaviour:import:2-times:landmark-14d, granularity quarter:from-february, index calendar, interval "
                        + "week:sunday, criterion brackets:0-0,4-7, measure gross-strict, relativeTo cohort, weighting "
                        + "chain-ladder, gaps new-cohort:after-90d, minCohortSize 5, interval method none");
    }

    @Test
    void namesOfOtherChoicesAreThoseOfFiles() {
        assertThat(new PeriodIndex.Anniversary(1)).hasToString("anniversary");
        assertThat(new PeriodIndex.Anniversary(12)).hasToString("anniversary:12-months");
        assertThat(new PeriodIndex.Rolling(30)).hasToString("rolling:30d");
        assertThat(new PeriodIndex.Exact24h()).hasToString("exact-24h");
        assertThat(new PeriodIndex.Renewal()).hasToString("renewal");
        assertThat(new Criterion.OnOrAfter(0)).hasToString("on-or-after");
        assertThat(new Criterion.OnOrAfter(3)).hasToString("on-or-after:within-3");
        assertThat(new Criterion.Streak()).hasToString("streak");
        assertThat(new Criterion.AtLeast(4)).hasToString("at-least:4");
        assertThat(new GapPolicy.Bridged(30)).hasToString("bridged:shorter-than-30d");
        assertThat(new CohortSplit.Attribute("plan", CohortSplit.Known.AS_OF_ENTRY))
                .hasToString("attribute:plan:as-of-entry");
        assertThat(EntryRule.FIRST_MATCHING).hasToString("first-matching");
        assertThat(Rejection.NEVER_AT_PERIOD_END).hasToString("never-at-period-end");
        assertThat(Cell.Reason.SMALL_COHORT).hasToString("small-cohort");
        assertThat(new CohortKey(LocalDate.of(2026, 1, 1), "pro")).hasToString("2026-01-01 pro");
    }

    /** The figure was computed by sha256sum of the printed choices; it must never change. */
    @Test
    void theFingerprintIsTheSameOnEveryMachine() {
        assertThat(USUAL.fingerprint()).isEqualTo("369c9147de2c87b7");
        assertThat(Tables.monthly("2026-10-31").build().fingerprint()).isEqualTo(USUAL.fingerprint());
    }

    @Test
    void everyOtherChoiceHasAnotherFingerprint() {
        Set<String> fingerprints = new HashSet<>(List.of(USUAL.fingerprint()));
        for (UnaryOperator<RetentionDefinition.Builder> change : CHANGES) {
            RetentionDefinition other = change.apply(USUAL.toBuilder()).build();
            assertThat(fingerprints.add(other.fingerprint()))
                    .as(other.toString())
                    .isTrue();
        }
        RetentionDefinition elsewhere = RetentionDefinition.builder(ZoneId.of("Asia/Kolkata"), USUAL.asOf())
                .build();
        assertThat(fingerprints).doesNotContain(elsewhere.fingerprint());
    }

    @Test
    void aBuilderBeginsWithAllChoicesOfItsDefinition() {
        for (UnaryOperator<RetentionDefinition.Builder> change : CHANGES) {
            RetentionDefinition other = change.apply(USUAL.toBuilder()).build();
            assertThat(other.toBuilder().build()).isEqualTo(other);
        }
    }

    @Test
    void ageIsCountedInThePeriodsOfEntryUnlessSaidOtherwise() {
        assertThat(Tables.monthly("2026-10-31")
                        .granularity(Cadence.WEEKLY)
                        .build()
                        .index())
                .isEqualTo(new PeriodIndex.Calendar(Cadence.WEEKLY));
    }

    @Test
    void whatIsCountedDoesNotDependOnHowItIsDivided() {
        RetentionDefinition divided = USUAL.toBuilder()
                .measure(Measure.NEVER_LAPSED)
                .relativeTo(RelativeTo.PREVIOUS)
                .weighting(Weighting.SIMPLE)
                .minCohortSize(5)
                .build();
        assertThat(divided.counting()).isEqualTo(USUAL.counting()).isEqualTo(USUAL);
        assertThat(divided.toBuilder().entry(EntryRule.FIRST_NEW).build().counting())
                .isNotEqualTo(USUAL);
    }

    @Test
    void tablesOfOtherDaysAndSplitsCompareAndOthersDoNot() {
        List<RetentionDefinition> comparable = new ArrayList<>();
        for (UnaryOperator<RetentionDefinition.Builder> change : CHANGES) {
            RetentionDefinition other = change.apply(USUAL.toBuilder()).build();
            if (USUAL.comparesWith(other)) {
                comparable.add(other);
                assertThat(other.comparesWith(USUAL)).isTrue();
            }
        }
        assertThat(comparable)
                .hasSize(8)
                .allMatch(other -> other.split() != null || !other.asOf().equals(USUAL.asOf()));
    }

    private static void refused(String message, Runnable what) {
        assertThatIllegalArgumentException().isThrownBy(what::run).withMessage(message);
    }

    @Test
    void choicesThatExcludeEachOtherAreRefused() {
        refused(
                "minimum cohort size 0 must be at least 1",
                () -> USUAL.toBuilder().minCohortSize(0).build());
        refused(
                "unit \"ticket\" of a cohort must be account or user; a matched id has no life",
                () -> USUAL.toBuilder().unit(Unit.matching("ticket")).build());
        refused(
                "entry recurring must not be split by behaviour after entry; use first, so that each unit has one landmark",
                () -> USUAL.toBuilder()
                        .entry(EntryRule.RECURRING)
                        .split(new CohortSplit.Behaviour("import", 1, 7))
                        .build());
        refused(
                "entry recurring must not be split by an attribute as of entry; a unit enters many times, so use first, or the "
                        + "attribute as of now",
                () -> USUAL.toBuilder()
                        .entry(EntryRule.RECURRING)
                        .split(new CohortSplit.Attribute("plan", CohortSplit.Known.AS_OF_ENTRY))
                        .build());
        refused(
                "measure cumulative-revenue must be relative to the cohort; an amount per account has no previous",
                () -> USUAL.toBuilder()
                        .measure(Measure.CUMULATIVE_REVENUE)
                        .relativeTo(RelativeTo.PREVIOUS)
                        .build());
        refused(
                "measure cumulative-revenue must not be averaged by chain-ladder; it is an amount, and steps are shares",
                () -> USUAL.toBuilder()
                        .measure(Measure.CUMULATIVE_REVENUE)
                        .weighting(Weighting.CHAIN_LADDER)
                        .build());
    }

    @Test
    void partsOutOfTheirRangeAreRefused() {
        refused("days 0 must be at least 1", () -> new PeriodIndex.Rolling(0));
        refused("months 0 must be at least 1", () -> new PeriodIndex.Anniversary(0));
        refused("within -1 must be at least 0", () -> new Criterion.OnOrAfter(-1));
        refused("times 0 must be at least 1", () -> new Criterion.AtLeast(0));
        refused("brackets must be at least one; give a range of windows", Criterion.Brackets::ofWidths);
        refused(
                "bracket 2-4 must not begin before the end of 1-2; give ranges in ascending order",
                () -> new Criterion.Brackets(List.of(new Criterion.Range(1, 3), new Criterion.Range(2, 5))));
        refused(
                "range from 3 to 3 must begin at 0 or later and end after its beginning",
                () -> Criterion.Brackets.ofWidths(3, 0));
        refused(
                "range from -1 to 3 must begin at 0 or later and end after its beginning",
                () -> new Criterion.Range(-1, 3));
        refused("days 0 must be at least 1", () -> new GapPolicy.Bridged(0));
        refused("days 0 must be at least 1", () -> new GapPolicy.NewCohort(0));
        refused(
                "name \" \" of what tells cohorts apart must not be blank",
                () -> new CohortSplit.Attribute(" ", CohortSplit.Known.AS_OF_NOW));
        refused("name \"\" of what tells cohorts apart must not be blank", () -> new CohortSplit.Behaviour("", 1, 1));
        refused(
                "behaviour \"import\" with 0 times within 7 days must have at least 1 of both",
                () -> new CohortSplit.Behaviour("import", 0, 7));
        refused(
                "behaviour \"import\" with 1 times within 0 days must have at least 1 of both",
                () -> new CohortSplit.Behaviour("import", 1, 0));
    }

    @ParameterizedTest
    @EnumSource
    void everyMeasureIsOneTallyOverAnother(Measure measure) {
        assertThat(measure.countsUnits()).isEqualTo(!measure.numerator().isMoney());
        assertThat(measure.isMoney()).isEqualTo(measure == Measure.CUMULATIVE_REVENUE);
        assertThat(measure.denominator()).isIn(Tally.AT_RISK, Tally.BASE);
    }

    @Test
    void zonesAreTheOnesThatWereGiven() {
        assertThat(USUAL.zone()).isEqualTo(ZoneOffset.UTC);
    }
}
