package io.csmetrics.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.cohort.RetentionDefinition.RelativeTo;
import io.csmetrics.cohort.RetentionDefinition.Weighting;
import io.csmetrics.statistics.Proportion;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

/** A table made by hand: April is still open, one unit of January was away in February. */
final class TriangleTest {
    private static final CohortKey JANUARY = Tables.key("2026-01-01");
    private static final CohortKey FEBRUARY = Tables.key("2026-02-01");
    private static final CohortKey MARCH = Tables.key("2026-03-01");
    private static final CohortKey APRIL = Tables.key("2026-04-01");
    private static final Triangle TABLE = table(Tables.monthly("2026-04-15").build());

    private static Triangle table(RetentionDefinition definition) {
        CohortFacts.Builder facts = CohortFacts.builder(definition);
        Tables.cohort(facts, APRIL, 5, 1);
        Tables.cohort(facts, MARCH, 3, 1, 3);
        Tables.cohort(facts, FEBRUARY, 2, 1, 2, 2);
        Tables.cohort(facts, JANUARY, 4, 1, 4, 2, 3);
        return Triangle.of(facts.build(), definition);
    }

    private static Triangle previous() {
        return table(
                TABLE.definition().toBuilder().relativeTo(RelativeTo.PREVIOUS).build());
    }

    @Test
    void everyCellSaysWhatItIs() {
        assertThat(TABLE.columns()).isEqualTo(4);
        assertThat(Tables.keys(TABLE)).containsExactly(JANUARY, FEBRUARY, MARCH, APRIL);
        assertThat(TABLE.rows()).extracting(Tables::states).containsExactly("OOO?", "OO?.", "O?..", "?...");
        assertThat(TABLE.rows()).extracting(CohortRow::filling).containsExactly(false, false, false, true);
        assertThat(TABLE.rows()).extracting(row -> row.size().orElseThrow()).containsExactly(4L, 2L, 3L, 5L);
        Cell open = new Cell.Open(Optional.of(LocalDate.of(2026, 4, 30)));
        assertThat(TABLE.diagonal(LocalDate.of(2026, 4, 1)).values()).hasSize(4).allMatch(open::equals);
    }

    @Test
    void anObservedCellHasBothSidesAndAnInterval() {
        Cell.Observed cell = Tables.observed(TABLE, JANUARY, 1);
        assertThat(cell.numerator()).isEqualByComparingTo("2");
        assertThat(cell.denominator()).isEqualByComparingTo("4");
        assertThat(cell.rate()).hasValueSatisfying(rate -> assertThat(rate).isEqualByComparingTo("0.5"));
        assertThat(cell.interval()).isPresent().isEqualTo(new Proportion(2, 4).wilson());
        assertThat(cell.followUp()).isEmpty();
    }

    @Test
    void whatCameBackIsMoreThanAllOfThePreviousIndex() {
        Cell.Observed cell = Tables.observed(previous(), JANUARY, 2);
        assertThat(cell.rate()).hasValueSatisfying(rate -> assertThat(rate).isEqualByComparingTo("1.5"));
        assertThat(cell.interval()).isEmpty();
        assertThat(Tables.observed(previous(), JANUARY, 0).denominator()).isEqualByComparingTo("4");
        assertThat(Tables.observed(previous(), JANUARY, 1).denominator()).isEqualByComparingTo("4");
    }

    @Test
    void wherePreviouslyNobodyWasThereIsNoRate() {
        RetentionDefinition definition =
                Tables.monthly("2026-03-31").relativeTo(RelativeTo.PREVIOUS).build();
        CohortFacts.Builder facts = CohortFacts.builder(definition);
        Tables.cohort(facts, JANUARY, 2, 0, 2, 0, 0);
        Tables.cohort(facts, FEBRUARY, 2, 0, 2, 1);
        Triangle table = Triangle.of(facts.build(), definition);
        Cell.Observed cell = Tables.observed(table, JANUARY, 2);
        assertThat(cell.rate()).isEmpty();
        assertThat(cell.interval()).isEmpty();
        for (Weighting weighting : Weighting.values()) {
            assertThat(Tables.average(table, weighting, 1).orElseThrow()).isEqualByComparingTo("0.25");
            assertThat(Tables.average(table, weighting, 2).isPresent()).isFalse();
        }
    }

    @Test
    void averagesAreByTheirWeighting() {
        assertThat(TABLE.averages()).extracting(CohortAverage::cohorts).containsExactly(3, 2, 1, 0);
        assertThat(TABLE.averages().get(1).numerator()).isEqualByComparingTo("4");
        assertThat(TABLE.averages().get(1).denominator()).isEqualByComparingTo("6");
        assertThat(average(Weighting.POOLED, 1)).isCloseTo(4 / 6.0, within(1e-12));
        assertThat(average(Weighting.SIMPLE, 1)).isEqualTo(0.75);
        assertThat(average(Weighting.MEDIAN, 1)).isEqualTo(0.75);
        assertThat(average(Weighting.MEDIAN, 0)).isEqualTo(1);
        assertThat(average(Weighting.POOLED, 2)).isEqualTo(0.75);
        assertThat(average(Weighting.CHAIN_LADDER, 1)).isCloseTo(4 / 6.0, within(1e-12));
        assertThat(average(Weighting.CHAIN_LADDER, 2)).isCloseTo(4 / 6.0 * 3 / 2, within(1e-12));
        for (Weighting weighting : Weighting.values()) {
            assertThat(Tables.average(TABLE, weighting, 3)).isEmpty();
        }
    }

    private static double average(Weighting weighting, int index) {
        return Tables.average(TABLE, weighting, index).orElseThrow().doubleValue();
    }

    @Test
    void theMedianOfThreeIsTheMiddleOne() {
        RetentionDefinition definition = Tables.monthly("2026-04-30").build();
        CohortFacts.Builder facts = CohortFacts.builder(definition);
        Tables.cohort(facts, JANUARY, 10, 0, 10, 9, 0, 0);
        Tables.cohort(facts, FEBRUARY, 10, 0, 10, 2, 0);
        Tables.cohort(facts, MARCH, 10, 0, 10, 3);
        assertThat(Tables.average(Triangle.of(facts.build(), definition), Weighting.MEDIAN, 1)
                        .orElseThrow())
                .isEqualByComparingTo("0.3");
    }

    /** Of all who were followed to the end, the pooled last is the product of the steps. */
    @Test
    void theChainLadderOfEqualMaturityIsThePooledShare() {
        RetentionDefinition definition = Tables.monthly("2026-03-31").build();
        CohortFacts.Builder facts = CohortFacts.builder(definition);
        Tables.cohort(facts, new CohortKey(JANUARY.start(), "a"), 7, 0, 7, 5, 2);
        Tables.cohort(facts, new CohortKey(JANUARY.start(), "b"), 4, 0, 4, 4, 3);
        Triangle table = Triangle.of(facts.build(), definition);
        for (int index = 0; index < 3; index++) {
            assertThat(Tables.average(table, Weighting.CHAIN_LADDER, index)
                            .orElseThrow()
                            .doubleValue())
                    .isCloseTo(
                            Tables.average(table, Weighting.POOLED, index)
                                    .orElseThrow()
                                    .doubleValue(),
                            within(1e-15));
        }
    }

    /** From the older cohort alone February would have kept half; it kept all. */
    @Test
    void expectedFiguresAreMarkedAndTellTheirError() {
        List<CohortRow> rows = TABLE.projected();
        assertThat(rows).extracting(Tables::states).containsExactly("OOO?", "OOp.", "Opp.", "?...");
        Cell.Projected cell = (Cell.Projected) rows.get(2).cells().get(1);
        assertThat(cell.rate()).isCloseTo(4 / 6.0, within(1e-12));
        assertThat(cell.method()).isEqualTo("chain-ladder");
        assertThat(cell.backtestError().orElseThrow()).isCloseTo(-0.5, within(1e-12));
        assertThat(((Cell.Projected) rows.get(2).cells().get(2)).rate()).isCloseTo(1, within(1e-12));
        assertThat(((Cell.Projected) rows.get(1).cells().get(2)).rate()).isCloseTo(1.5, within(1e-12));
        assertThat(((Cell.Projected) previous().projected().get(2).cells().get(2)).rate())
                .isCloseTo(1.5, within(1e-12));
        assertThat(TABLE.rows()).extracting(Tables::states).noneMatch(states -> states.contains("p"));
    }

    @Test
    void aDiagonalIsAPeriodOfTheCalendar() {
        assertThat(TABLE.diagonal(LocalDate.of(2026, 3, 31)))
                .containsOnlyKeys(JANUARY, FEBRUARY, MARCH)
                .containsEntry(JANUARY, Tables.observed(TABLE, JANUARY, 2))
                .containsEntry(FEBRUARY, Tables.observed(TABLE, FEBRUARY, 1))
                .containsEntry(MARCH, Tables.observed(TABLE, MARCH, 0));
        assertThat(TABLE.diagonal(LocalDate.of(2025, 12, 31))).isEmpty();
    }

    @Test
    void aColumnHasAllCohorts() {
        assertThat(TABLE.column(1))
                .containsOnlyKeys(JANUARY, FEBRUARY, MARCH, APRIL)
                .containsEntry(APRIL, new Cell.NotReached())
                .containsEntry(FEBRUARY, Tables.observed(TABLE, FEBRUARY, 1));
    }

    @Test
    void livesEndWithTheFirstLapse() {
        // January: two lapse at 1, two are seen to 2; February: two are seen to 1; March: three to 0; April is not
        // known yet
        assertThat(TABLE.durations())
                .hasToString(io.csmetrics.cohort.survival.Durations.of(
                                new double[] {1, 1, 2, 2, 1, 1, 0, 0, 0},
                                new boolean[] {true, true, false, false, false, false, false, false, false})
                        .toString());
        assertThat(TABLE.durations().n()).isEqualTo(9);
        assertThat(TABLE.durations().events()).isEqualTo(2);
        assertThat(TABLE.durations().atRisk(1)).isEqualTo(6);
        assertThat(TABLE.durations().atRisk(2)).isEqualTo(2);
    }

    @Test
    void aCellThatLooksAheadTellsHowFar() {
        RetentionDefinition later = TABLE.definition().toBuilder()
                .criterion(new Criterion.OnOrAfter(0))
                .build();
        assertThat(Tables.observed(table(later), JANUARY, 0).followUp()).hasValue(2);
        assertThat(Tables.observed(table(later), FEBRUARY, 1).followUp()).hasValue(0);
        RetentionDefinition within =
                later.toBuilder().criterion(new Criterion.OnOrAfter(3)).build();
        assertThat(Tables.observed(table(within), JANUARY, 0).followUp()).hasValue(2);
        assertThat(Tables.observed(table(within), MARCH, 0).followUp()).hasValue(2);
        assertThat(table(within).row(APRIL).cells().get(0))
                .isEqualTo(new Cell.Open(Optional.of(LocalDate.of(2026, 6, 30))));
    }

    @Test
    void aCellClosesWithTheWindowOfTheLastPossibleMember() {
        assertThat(closes(new PeriodIndex.Calendar(Cadence.MONTHLY), null)).isEqualTo("2026-04-30");
        assertThat(closes(new PeriodIndex.Calendar(Cadence.WEEKLY), null)).isEqualTo("2026-05-03");
        assertThat(closes(new PeriodIndex.Rolling(7), null)).isEqualTo("2026-05-06");
        assertThat(closes(new PeriodIndex.Exact24h(), null)).isEqualTo("2026-05-01");
        assertThat(closes(new PeriodIndex.Anniversary(1), null)).isEqualTo("2026-05-29");
        assertThat(closes(new PeriodIndex.Rolling(7), new CohortSplit.Behaviour("import", 1, 10)))
                .isEqualTo("2026-05-16");
        assertThat(closes(new PeriodIndex.Renewal(), null)).isEqualTo("never told");
    }

    private static String closes(PeriodIndex index, CohortSplit split) {
        RetentionDefinition definition =
                TABLE.definition().toBuilder().index(index).split(split).build();
        Cell.Open open = (Cell.Open) table(definition).row(APRIL).cells().get(0);
        return open.closesOn().map(LocalDate::toString).orElse("never told");
    }

    @Test
    void noUnitsAreAnEmptyTable() {
        Triangle table = Triangle.of(CohortFacts.builder(TABLE.definition()).build(), TABLE.definition());
        assertThat(table.rows()).isEmpty();
        assertThat(table.columns()).isZero();
        assertThat(table.averages()).isEmpty();
        assertThat(table.projected()).isEmpty();
        assertThat(table.durations().n()).isZero();
    }

    @Test
    void amountsHaveACurrencyAndNoInterval() {
        RetentionDefinition definition =
                Tables.monthly("2026-01-31").measure(Measure.NET).build();
        CohortFacts.Builder facts =
                CohortFacts.builder(definition, Set.of(Measure.NET, Measure.LOGO), CurrencyUnit.EUR, 2);
        facts.unit(facts.row(JANUARY), 1, 1);
        facts.add(Tally.BASE, 0, 1, 1050);
        facts.add(Tally.NET, 0, 1, 2100);
        Triangle table = Triangle.of(facts.build(), definition);
        Cell.Observed cell = Tables.observed(table, JANUARY, 0);
        assertThat(cell.numerator()).isEqualTo(new BigDecimal("21.00"));
        assertThat(cell.rate().orElseThrow()).isEqualByComparingTo("2");
        assertThat(cell.interval()).isEmpty();
        assertThat(table.currency()).hasValue(CurrencyUnit.EUR);
        assertThat(table.with(Measure.LOGO).currency()).isEmpty();
    }

    @Test
    void whatWasNotCountedIsRefused() {
        RetentionDefinition weeks =
                Tables.monthly("2026-04-15").granularity(Cadence.WEEKLY).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Triangle.of(TABLE.facts(), weeks))
                .withMessage("table of \"" + weeks + "\" cannot be made of what was counted by \"" + TABLE.definition()
                        + "\"; count by the definition of the table");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TABLE.with(Measure.NET))
                .withMessage("measure net was not counted; counted were [logo, never-lapsed, reactivated]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TABLE.row(Tables.key("2025-12-01")))
                .withMessage(
                        "cohort 2025-12-01 has no member; there are [2026-01-01, 2026-02-01, 2026-03-01, 2026-04-01]");
        RetentionDefinition rolling =
                Tables.monthly("2026-04-15").index(new PeriodIndex.Rolling(30)).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table(rolling).diagonal(LocalDate.of(2026, 3, 1)))
                .withMessage(
                        "index rolling:30d with cohorts by month has no diagonals; only equal calendar periods line up");
        CohortFacts logos = CohortFacts.builder(TABLE.definition(), Set.of(Measure.LOGO), CurrencyUnit.EUR, 2)
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Triangle.of(logos, TABLE.definition()).durations())
                .withMessage(
                        "measure never-lapsed was not counted; lives are told by those who never lapsed, so count it");
    }
}
