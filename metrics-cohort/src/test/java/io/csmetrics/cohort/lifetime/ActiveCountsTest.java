package io.csmetrics.cohort.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.cohort.Criterion;
import io.csmetrics.cohort.Measure;
import io.csmetrics.cohort.PeriodIndex;
import io.csmetrics.cohort.Tables;
import io.csmetrics.cohort.Triangle;
import io.csmetrics.period.Grain;
import java.util.List;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

final class ActiveCountsTest {
    private static final ActiveCounts COUNTS = ActiveCounts.builder(Grain.YEAR)
            .cohort("2024", 100, 80)
            .cohort("2023", 50, 40, 30)
            .cohort("2025", 70)
            .build();

    @Test
    void cohortsStandInOrderAndEndWhereTheyAreKnown() {
        assertThat(COUNTS.cohorts()).containsExactly("2023", "2024", "2025");
        assertThat(COUNTS.period()).contains(Grain.YEAR);
        assertThat(COUNTS.customers()).isEqualTo(220);
        assertThat(COUNTS.lastPeriod()).isEqualTo(2);
        assertThat(COUNTS.lastPeriod("2025")).isZero();
        assertThat(COUNTS.active("2023", 2)).hasValue(30);
        assertThat(COUNTS.active("2024", 2)).isEmpty();
        assertThat(COUNTS).hasToString("220 customers in 3 cohorts, known to period 2 of a year each");
    }

    @Test
    void theirFactsAddUp() {
        assertThat(COUNTS.lost()).containsExactly(0, 30, 10);
        assertThat(COUNTS.kept()).containsExactly(0, 120, 30);
        assertThat(COUNTS.faced("2023", 2)).isEqualTo(40);
        assertThat(COUNTS.share(0)).hasValue(1);
        assertThat(COUNTS.share(1)).hasValue(120 / 150.0);
        assertThat(COUNTS.share(2)).hasValue(0.6);
        assertThat(COUNTS.share(3)).isEmpty();
    }

    @Test
    void youngerCountsAreTheFirstPeriodsOrThoseOfAnEarlierDay() {
        assertThat(COUNTS.through(1))
                .isEqualTo(ActiveCounts.builder(Grain.YEAR)
                        .cohort("2023", 50, 40)
                        .cohort("2024", 100, 80)
                        .cohort("2025", 70)
                        .build());
        assertThat(COUNTS.withoutLast(1))
                .isEqualTo(ActiveCounts.builder(Grain.YEAR)
                        .cohort("2023", 50, 40)
                        .cohort("2024", 100)
                        .build());
        assertThat(COUNTS.only("2024").cohorts()).containsExactly("2024");
        assertThat(COUNTS.withoutLast(0)).isEqualTo(COUNTS).isNotEqualTo(COUNTS.through(1));
    }

    @Test
    void errorsNameTheCohort() {
        ActiveCounts.Builder builder = ActiveCounts.builder().cohort("A", 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.cohort("A", 2))
                .withMessage("cohort \"A\" is given twice; add its counts up, or name the two apart");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.cohort(" ", 2))
                .withMessage("name of a cohort must not be blank; give its first period");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.cohort("B"))
                .withMessage("cohort \"B\" must have a count at period 0; leave out a cohort without any");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.cohort("B", 3, -1))
                .withMessage("active customers -1 of cohort \"B\" at period 1 must be 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> COUNTS.only("C"))
                .withMessage("cohort \"C\" is not counted; there are [2023, 2024, 2025]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> COUNTS.through(-1))
                .withMessage("period -1 must be at least 0");
    }

    @Test
    void aTableGivesThoseWhoNeverLapsedAtItsCompleteIndexes() {
        ActiveCounts counts = ActiveCounts.of(RetentionTables.logo(1));
        assertThat(counts)
                .isEqualTo(ActiveCounts.builder(Grain.MONTH)
                        .cohort("2026-01-01", 100, 80, 70, 64)
                        .cohort("2026-02-01", 60, 50, 45)
                        .cohort("2026-03-01", 90, 70)
                        .cohort("2026-04-01", 4)
                        .build());
    }

    @Test
    void whatATableHidesStaysOut() {
        assertThat(ActiveCounts.of(RetentionTables.logo(50)).cohorts()).doesNotContain("2026-04-01");
    }

    /** Four were bought; one is at its second renewal, two have made one and not come to the next, one left at the first. */
    @Test
    void renewalsAreCountedAmongThoseWhoCameToThem() {
        ActiveCounts counts = ActiveCounts.of(RetentionTables.renewals());
        assertThat(counts.period()).isEmpty();
        assertThat(counts.customers()).isEqualTo(4);
        assertThat(counts.lost()).containsExactly(0, 1, 0);
        assertThat(counts.kept()).containsExactly(0, 3, 1);
        assertThat(counts.share(1).orElseThrow()).isCloseTo(0.75, within(1e-15));
        assertThat(counts.share(2).orElseThrow()).isCloseTo(0.5, within(1e-15));
    }

    @Test
    void indexesThatAreNoPeriodsAreRefused() {
        Triangle table = RetentionTables.logo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ActiveCounts.of(RetentionTables.by(new Criterion.OnOrAfter(0))))
                .withMessageContaining("must tell for each period alone whether a customer is there");
        assertThat(ActiveCounts.of(RetentionTables.by(new Criterion.OnOrAfter(2)))
                        .cohorts())
                .isNotEmpty();
        assertThat(ActiveCounts.of(table).period()).contains(Grain.MONTH);
        Triangle revenue = Triangle.of(
                io.csmetrics.cohort.CohortFacts.builder(
                                Tables.monthly("2026-04-30")
                                        .measure(Measure.NET)
                                        .build(),
                                Set.of(Measure.NET),
                                CurrencyUnit.EUR,
                                2)
                        .build(),
                Tables.monthly("2026-04-30").measure(Measure.NET).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ActiveCounts.of(revenue))
                .withMessage("measure never-lapsed was not counted; a customer who came back has left all the same, "
                        + "so count it");
    }

    @Test
    void thePeriodIsThatOfTheIndex() {
        List<PeriodIndex> indexes = List.of(
                new PeriodIndex.Exact24h(),
                new PeriodIndex.Rolling(1),
                new PeriodIndex.Rolling(7),
                new PeriodIndex.Anniversary(1),
                new PeriodIndex.Anniversary(3),
                new PeriodIndex.Anniversary(12));
        assertThat(indexes)
                .extracting(index ->
                        ActiveCounts.of(RetentionTables.empty(index)).period().orElseThrow())
                .containsExactly(Grain.DAY, Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.YEAR);
        for (PeriodIndex other : List.of(new PeriodIndex.Rolling(30), new PeriodIndex.Anniversary(6))) {
            assertThat(ActiveCounts.of(RetentionTables.empty(other)).period()).isEmpty();
        }
    }

    @Test
    void countsBeyondBoundsAreRefusedSoThatSumsNeverWrap() {
        ActiveCounts.Builder builder = ActiveCounts.builder();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.cohort("A", 10, Long.MAX_VALUE))
                .withMessage("customers 9223372036854775807 of cohort \"A\" at period 1 must be at most 1000000000000; "
                        + "count customers, not amounts");
        for (int cohort = 0; cohort < 20; cohort++) {
            builder.cohort("c" + cohort, ActiveCounts.MOST_CUSTOMERS, ActiveCounts.MOST_CUSTOMERS / 2);
        }
        assertThat(builder.build().customers()).isEqualTo(20 * ActiveCounts.MOST_CUSTOMERS);
        assertThat(builder.build().share(1)).hasValue(0.5);
        assertThat(Geometric.fit(builder.build()).fitted().orElseThrow().model())
                .isEqualTo(new Geometric(0.5));
    }
}
