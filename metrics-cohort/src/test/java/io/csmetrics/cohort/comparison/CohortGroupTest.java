package io.csmetrics.cohort.comparison;

import static io.csmetrics.cohort.comparison.Tables.APRIL;
import static io.csmetrics.cohort.comparison.Tables.JULY;
import static io.csmetrics.cohort.comparison.Tables.MAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.cohort.Cadence;
import io.csmetrics.cohort.CohortKey;
import io.csmetrics.cohort.Criterion;
import io.csmetrics.cohort.EntryRule;
import io.csmetrics.cohort.Measure;
import io.csmetrics.cohort.RetentionDefinition;
import io.csmetrics.cohort.RetentionDefinition.RelativeTo;
import io.csmetrics.cohort.Triangle;
import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.cohort.survival.AccountLifetimes;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.revenue.RevenueLedger;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class CohortGroupTest {
    private static Triangle table(RetentionDefinition definition) {
        return Tables.by(definition).kept(APRIL, 30).kept(MAY, 4).kept(JULY, 40).table();
    }

    private static Triangle table() {
        return table(Tables.months().build());
    }

    private static CohortGroup cohort(Triangle table, LocalDate start) {
        return CohortGroup.of(table, CohortKey.of(start));
    }

    private static RetentionComparison compare(RetentionDefinition definition) {
        Triangle table = table(definition);
        return cohort(table, APRIL).versus(cohort(table, JULY));
    }

    @Test
    void groupsAreCalledByTheirPeriods() {
        Triangle quarters = Tables.by(
                        Tables.months().granularity(Cadence.QUARTERLY).build())
                .kept(APRIL, 30)
                .kept(JULY, 30)
                .table();
        assertThat(CohortGroup.of(quarters, ReportingPeriod.year(2026)).name()).isEqualTo("cohorts 2026-Q2 to 2026-Q3");
        Triangle years = Tables.by(Tables.months().granularity(Cadence.YEARLY).build())
                .kept(LocalDate.of(2025, 1, 1), 30)
                .table();
        assertThat(CohortGroup.of(years, ReportingPeriod.year(2025)).name()).isEqualTo("cohort 2025");
        Triangle weeks = Tables.by(Tables.months().granularity(Cadence.WEEKLY).build())
                .kept(LocalDate.of(2026, 10, 5), 30)
                .table();
        assertThat(CohortGroup.of(weeks, CohortKey.of(LocalDate.of(2026, 10, 5)))
                        .name())
                .isEqualTo("cohort 2026-10-05");
    }

    @Test
    void theGroupsOfASplitJoinTheirCohorts() {
        Tables tables = Tables.by(Tables.byPlan());
        for (String plan : List.of("pro", "basic")) {
            tables.units(new CohortKey(APRIL, plan), 30, 7, 7, 7).units(new CohortKey(JULY, plan), 20, 4, 4, 4);
        }
        Triangle table = tables.table();
        assertThat(CohortGroup.split(table)).extracting(CohortGroup::name).containsExactly("plan=basic", "plan=pro");
        assertThat(CohortGroup.split(table)).allMatch(group -> group.cohorts().size() == 2);
        List<CohortGroup> spring = CohortGroup.split(table, ReportingPeriod.quarter(2026, 2));
        assertThat(RetentionComparison.of(spring).sharedMaturity()).hasValue(6);
        assertThat(CohortGroup.of(table, new CohortKey(APRIL, "pro")).name()).isEqualTo("cohort 2026-04 pro");
        assertThatThrownBy(() -> CohortGroup.split(table()))
                .hasMessage("table must be split to compare its groups; define it with a property or a behaviour");
    }

    @Test
    void groupsThatAreNotThereAreRefused() {
        Triangle table = table();
        assertThatThrownBy(() -> cohort(table, LocalDate.of(2026, 6, 1)))
                .hasMessage("cohort 2026-06-01 has no member; there are [2026-04-01, 2026-05-01, 2026-07-01]");
        assertThatThrownBy(() -> CohortGroup.of(table, ReportingPeriod.year(2025)))
                .hasMessage("period 2025-01-01 to 2025-12-31 has no cohort; "
                        + "there are [2026-04-01, 2026-05-01, 2026-07-01]");
        assertThatThrownBy(() -> new CohortGroup(table, "old", new TreeSet<>()))
                .hasMessage("group \"old\" must have a cohort; there are [2026-04-01, 2026-05-01, 2026-07-01]");
        assertThatThrownBy(() -> new CohortGroup(table, " ", table.facts().cohorts()))
                .hasMessage("name \" \" of a group must not be blank");
    }

    @Test
    void hiddenCohortsAreRefused() {
        Triangle table = table(Tables.months().minCohortSize(5).build());
        assertThatThrownBy(() -> cohort(table, MAY))
                .hasMessage("cohort 2026-05-01 of group \"cohort 2026-05\" is suppressed and must not be compared; "
                        + "leave it out, or lower the minimum cohort size 5");
    }

    @Test
    void tablesThatMeanDifferentThingsAreRefusedByName() {
        CohortGroup april = cohort(table(), APRIL);
        CohortGroup other = cohort(
                table(Tables.months()
                        .criterion(new Criterion.Streak())
                        .measure(Measure.NEVER_LAPSED)
                        .build()),
                JULY);
        assertThatThrownBy(() -> april.versus(other))
                .hasMessage("tables of \"cohort 2026-04\" and \"cohort 2026-07\" must not be compared; "
                        + "they differ in criterion (on against streak), measure (logo against never-lapsed)");
        RetentionDefinition earlier =
                Tables.months().asOf(LocalDate.of(2026, 9, 30)).build();
        RetentionComparison comparison = april.versus(cohort(table(earlier), JULY));
        assertThat(comparison.sharedMaturity()).hasValue(2);
        assertThat(comparison.definitions()).hasSize(2);
    }

    @Test
    void groupsThatShareUnitsAreRefused() {
        Triangle table = table();
        CohortGroup april = cohort(table, APRIL);
        CohortGroup all = CohortGroup.of(table, ReportingPeriod.year(2026));
        assertThatThrownBy(() -> april.versus(all))
                .hasMessage("cohort 2026-04-01 must not be in both \"cohort 2026-04\" and "
                        + "\"cohorts 2026-04 to 2026-07\"; tests suppose that groups have no unit in common");
        assertThatThrownBy(() -> april.versus(cohort(table(), APRIL)))
                .hasMessage("name \"cohort 2026-04\" must not be that of two groups; give each its own");
        assertThatThrownBy(() -> RetentionComparison.of(List.of(april)))
                .hasMessage("a comparison must have two groups and has 1; give another group");
        AccountLifetimes none = AccountLifetimes.of(RevenueLedger.of(List.of()), Tables.AS_OF);
        assertThatThrownBy(() -> RetentionComparison.of(none, Confidence.PERCENT_95))
                .hasMessage("a comparison must have two groups and the lifetimes have []; "
                        + "group the accounts by a property");
    }

    @Test
    void sharesOfThoseWhoWereLeftAreRefused() {
        RetentionDefinition previous =
                Tables.months().relativeTo(RelativeTo.PREVIOUS).build();
        assertThatThrownBy(() -> compare(previous))
                .hasMessage("tables relative to the previous index must not be compared; "
                        + "their shares are of those who were left, so make them relative to the cohort");
    }

    @Test
    void whatNoTestSupposesIsNotTested() {
        String whether = "Whether cohort 2026-04 and cohort 2026-07 differ by more than chance is not told: ";
        assertThat(compare(Tables.months().entry(EntryRule.RECURRING).build()).sentence())
                .isEqualTo(whether + "entry recurring puts one account into several cohorts, "
                        + "and tests suppose that groups have no account in common.");
        assertThat(compare(Tables.months().measure(Measure.REACTIVATED).build()).sentence())
                .isEqualTo(whether + "measure reactivated is not of who was kept; compare logo or never-lapsed.");
        RetentionComparison ahead =
                compare(Tables.months().criterion(new Criterion.OnOrAfter(0)).build());
        assertThat(ahead.sentence())
                .isEqualTo(whether + "criterion on-or-after is cut short by the last known day, most in the youngest "
                        + "cohorts; let it look ahead within the same number of windows.");
        assertThat(ahead.groups()).allMatch(group -> group.cells().isEmpty());
    }
}
