package io.csmetrics.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.cohort.RetentionDefinition.Weighting;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Cohorts of fewer than five are hidden, and what would tell them. */
final class SuppressionTest {
    private static final LocalDate START = LocalDate.of(2026, 1, 1);
    private static final Cell SMALL = new Cell.Suppressed(Cell.Reason.SMALL_COHORT);
    private static final Cell COMPLEMENTARY = new Cell.Suppressed(Cell.Reason.COMPLEMENTARY);

    private static RetentionDefinition definition(String asOf) {
        return Tables.monthly(asOf).minCohortSize(5).build();
    }

    /** Groups of one month, of which half is left after it. */
    private static Triangle groups(int... sizes) {
        CohortFacts.Builder facts = CohortFacts.builder(definition("2026-02-28"));
        for (int group = 0; group < sizes.length; group++) {
            Tables.cohort(
                    facts,
                    new CohortKey(START, Character.toString('a' + group)),
                    sizes[group],
                    0,
                    sizes[group],
                    sizes[group] / 2);
        }
        return Triangle.of(facts.build(), definition("2026-02-28"));
    }

    @Test
    void aCohortOfTheLeastSizeIsShown() {
        Triangle table = groups(5, 6);
        assertThat(table.rows()).extracting(Tables::states).containsExactly("OO", "OO");
        assertThat(Tables.average(table, Weighting.POOLED, 1).orElseThrow().doubleValue())
                .isCloseTo(5 / 11.0, within(1e-15));
    }

    @Test
    void aCellThatFewerThanTheLeastHaveReachedIsHiddenWithItsTotal() {
        RetentionDefinition rolling = definition("2026-02-28").toBuilder()
                .index(new PeriodIndex.Rolling(30))
                .build();
        CohortFacts.Builder facts = CohortFacts.builder(rolling);
        int row = facts.row(CohortKey.of(START));
        for (int unit = 0; unit < 9; unit++) {
            facts.unit(row, 2, unit < 2 ? 2 : 1);
            facts.add(Tally.RETAINED, 0, 2, 1);
        }
        Triangle table = Triangle.of(facts.build(), rolling);
        assertThat(table.rows()).extracting(Tables::states).containsExactly("Ox");
        assertThat(table.rows().get(0).cells().get(1)).isEqualTo(SMALL);
        assertThat(table.averages().get(1).hidden()).isTrue();
        assertThat(table.averages().get(1).value()).isEmpty();
    }

    @Test
    void twoSmallCohortsOfEnoughUnitsHideEachOther() {
        Triangle table = groups(3, 20, 3);
        assertThat(table.rows()).extracting(Tables::states).containsExactly("xx", "OO", "xx");
        assertThat(table.rows().get(0).cells()).containsOnly(SMALL);
        assertThat(table.rows().get(0).size()).isEmpty();
        assertThat(table.rows().get(1).size()).hasValue(20);
        assertThat(table.averages().get(1).denominator()).isEqualByComparingTo("26");
        assertThat(table.averages().get(1).value()).isPresent();
    }

    @Test
    void twoSmallCohortsOfExactlyTheLeastAreEnough() {
        assertThat(groups(3, 20, 2).rows()).extracting(Tables::states).containsExactly("xx", "OO", "xx");
    }

    @Test
    void oneSmallCohortIsHiddenWithTheSmallestOther() {
        Triangle table = groups(20, 4, 7, 9);
        assertThat(table.rows()).extracting(Tables::states).containsExactly("OO", "xx", "xx", "OO");
        assertThat(table.rows().get(1).cells()).containsOnly(SMALL);
        assertThat(table.rows().get(2).cells()).containsOnly(COMPLEMENTARY);
        assertThat(table.averages()).allMatch(average -> average.value().isPresent());
    }

    @Test
    void smallCohortsThatAreTooFewTogetherHideAnother() {
        Triangle table = groups(20, 2, 7, 2);
        assertThat(table.rows()).extracting(Tables::states).containsExactly("OO", "xx", "xx", "xx");
        assertThat(table.rows().get(2).cells()).containsOnly(COMPLEMENTARY);
    }

    @Test
    void aTotalOfOneHiddenCohortAloneIsHidden() {
        Triangle table = groups(4);
        assertThat(table.rows().get(0).cells()).containsOnly(SMALL);
        assertThat(table.averages())
                .allMatch(average -> average.value().isEmpty()
                        && average.numerator().signum() == 0
                        && average.denominator().signum() == 0
                        && average.cohorts() == 1);
        for (Weighting weighting : Weighting.values()) {
            assertThat(Tables.average(table, weighting, 0)).isEmpty();
        }
    }

    /** At index 0 three are hidden, then two of them: the difference of both totals would be the third. None reaches index 3. */
    @Test
    void aTotalThatDiffersFromAnotherByOneHiddenCohortIsHidden() {
        RetentionDefinition definition = definition("2026-04-30");
        CohortFacts.Builder facts = CohortFacts.builder(definition);
        Tables.cohort(facts, CohortKey.of(START), 20, 0, 20, 10, 10, 10);
        Tables.cohort(facts, CohortKey.of(START.plusMonths(1)), 4, 0, 4, 4, 2);
        Tables.cohort(facts, new CohortKey(START.plusMonths(1), "b"), 4, 0, 4, 3, 2);
        Tables.cohort(facts, CohortKey.of(START.plusMonths(3)), 3, 0, 3);
        Triangle table = Triangle.of(facts.build(), definition);
        assertThat(table.rows()).extracting(Tables::states).containsExactly("OOOO", "xxx.", "xxx.", "x...");
        assertThat(table.averages())
                .extracting(average -> average.value().isPresent())
                .containsExactly(true, false, false, true);
        assertThat(table.averages().get(1).denominator()).isZero();
    }

    @Test
    void anExpectedFigureDoesNotTellTheStepOfAHiddenCohort() {
        RetentionDefinition definition = definition("2026-03-31");
        CohortFacts.Builder facts = CohortFacts.builder(definition);
        Tables.cohort(facts, CohortKey.of(START), 4, 0, 4, 3, 1);
        Tables.cohort(facts, new CohortKey(START.plusMonths(1), "a"), 9, 0, 9, 6);
        Tables.cohort(facts, new CohortKey(START.plusMonths(1), "b"), 12, 0, 12, 6);
        Triangle table = Triangle.of(facts.build(), definition);
        assertThat(table.rows()).extracting(Tables::states).containsExactly("xxx", "xx.", "OO.");
        assertThat(table.projected()).extracting(Tables::states).containsExactly("xxx", "xx.", "OO.");
        Triangle open = Triangle.of(
                table.facts(), definition.toBuilder().minCohortSize(1).build());
        assertThat(open.projected()).extracting(Tables::states).containsExactly("OOO", "OOp", "OOp");
    }

    @Test
    void aWindowThatIsOpenIsShownAsOpenWhateverTheSize() {
        RetentionDefinition definition = definition("2026-02-15");
        CohortFacts.Builder facts = CohortFacts.builder(definition);
        Tables.cohort(facts, CohortKey.of(START), 2, 1, 2);
        Triangle table = Triangle.of(facts.build(), definition);
        assertThat(table.rows()).extracting(Tables::states).containsExactly("x?");
    }
}
