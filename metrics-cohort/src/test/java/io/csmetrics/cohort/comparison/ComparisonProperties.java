package io.csmetrics.cohort.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.cohort.CohortKey;
import io.csmetrics.cohort.RetentionDefinition;
import io.csmetrics.cohort.Triangle;
import io.csmetrics.cohort.source.LedgerCohorts;
import io.csmetrics.cohort.survival.SurvivalPoint;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.revenue.RevenueLedger;
import io.csmetrics.statistics.Interval;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.joda.money.BigMoney;

final class ComparisonProperties {
    private static final BigMoney TEN = BigMoney.parse("USD 10");

    /** How many units of April, then of July, are lost at each index; the last number are kept. */
    @Provide
    Arbitrary<List<Integer>> losses() {
        return Arbitraries.integers().between(0, 30).list().ofSize(8);
    }

    private static Triangle table(List<Integer> losses) {
        Tables tables = Tables.by(Tables.months().build());
        for (int i = 0; i < 8; i++) {
            LocalDate cohort = i < 4 ? Tables.APRIL : Tables.JULY;
            if (i % 4 == 3) {
                tables.kept(cohort, losses.get(i) + 1);
            } else {
                tables.lost(cohort, losses.get(i), i % 4 + 1);
            }
        }
        return tables.table();
    }

    private static CohortGroup cohort(Triangle table, LocalDate start) {
        return CohortGroup.of(table, CohortKey.of(start));
    }

    @Property(tries = 40)
    void swappingGroupsMirrors(@ForAll("losses") List<Integer> losses) {
        Triangle table = table(losses);
        RetentionComparison one = cohort(table, Tables.APRIL).versus(cohort(table, Tables.JULY));
        RetentionComparison other = cohort(table, Tables.JULY).versus(cohort(table, Tables.APRIL));
        assertThat(other.verdict()).isEqualTo(one.verdict());
        PairComparison pair = one.pairs().get(0);
        PairComparison mirrored = other.pairs().get(0);
        assertThat(mirrored.crossings()).isEqualTo(pair.crossings());
        assertThat(mirrored.logRank().pValue().orElse(1))
                .isCloseTo(pair.logRank().pValue().orElse(1), within(1e-9));
        assertThat(mirrored.meanDifference().orElseThrow().difference())
                .isEqualTo(-pair.meanDifference().orElseThrow().difference());
        for (int index = 0; index < pair.shares().size(); index++) {
            Interval interval = pair.shares().get(index).interval().orElseThrow();
            Interval mirror = mirrored.shares().get(index).interval().orElseThrow();
            assertThat(mirror.lower()).isCloseTo(-interval.upper(), within(1e-12));
            assertThat(mirrored.shares().get(index).adjustedPValue().orElse(1))
                    .isCloseTo(pair.shares().get(index).adjustedPValue().orElse(1), within(1e-9));
        }
    }

    @Property(tries = 40)
    void aGroupAgainstItsCopyGivesNoEvidence(@ForAll("losses") List<Integer> losses) {
        CohortGroup copy = new CohortGroup(
                table(losses), "copy", cohort(table(losses), Tables.APRIL).cohorts());
        RetentionComparison comparison = cohort(table(losses), Tables.APRIL).versus(copy);
        assertThat(comparison.verdict()).isNotIn(Verdict.DIFFERENT, Verdict.NOTHING_SHARED, Verdict.NOT_TESTED);
        PairComparison pair = comparison.pairs().get(0);
        assertThat(pair.crossings()).isEmpty();
        assertThat(pair.meanDifference().orElseThrow().difference()).isZero();
        assertThat(pair.logRank().pValue().orElse(1)).isCloseTo(1, within(1e-6));
        assertThat(pair.shares()).allMatch(share -> share.adjustedPValue().orElse(1) == 1);
    }

    /** Accounts that begin in the first half of the year, each with revenue at a month's end at least, and end some time. */
    private static RevenueLedger ledger(List<Integer> lives) {
        List<RevenueMovement> movements = new ArrayList<>();
        for (int account = 0; account < lives.size(); account++) {
            LocalDate start = LocalDate.of(2026, 1, 1).plusDays(7L * (account % 30));
            String id = "a" + account;
            movements.add(RevenueMovement.of(id, start, Type.NEW, TEN));
            movements.add(RevenueMovement.of(id, start.plusDays(lives.get(account)), Type.CHURN, TEN));
        }
        return RevenueLedger.of(movements);
    }

    @Provide
    Arbitrary<List<Integer>> lives() {
        return Arbitraries.integers().between(40, 300).list().ofSize(90);
    }

    @Property(tries = 20)
    void openCellsNeverMatter(@ForAll("lives") List<Integer> lives, @ForAll @IntRange(min = 1, max = 30) int day) {
        RevenueLedger ledger = ledger(lives);
        RetentionComparison first = quarters(ledger, LocalDate.of(2026, 9, 30));
        RetentionComparison later = quarters(ledger, LocalDate.of(2026, 10, day));
        assertThat(later.sharedMaturity()).isEqualTo(first.sharedMaturity()).isPresent();
        assertThat(later.sentence()).isEqualTo(first.sentence());
        assertThat(later.pairs().get(0).shares()).isEqualTo(first.pairs().get(0).shares());
        assertThat(later.logRank()).isEqualTo(first.logRank());
    }

    private static RetentionComparison quarters(RevenueLedger ledger, LocalDate asOf) {
        RetentionDefinition definition = Tables.months().asOf(asOf).build();
        Triangle table = LedgerCohorts.of(ledger, definition).triangle();
        return CohortGroup.of(table, ReportingPeriod.quarter(2026, 1))
                .versus(CohortGroup.of(table, ReportingPeriod.quarter(2026, 2)));
    }

    @Property(tries = 20)
    void livesWithoutCensoringAreTheSharesOfTheTable(@ForAll("losses") List<Integer> losses) {
        Triangle table = table(losses);
        RetentionComparison comparison = cohort(table, Tables.APRIL).versus(cohort(table, Tables.JULY));
        for (ComparedGroup group : comparison.groups()) {
            for (int index = 0; index < group.cells().size(); index++) {
                assertThat(group.curve()
                                .orElseThrow()
                                .at(index)
                                .map(SurvivalPoint::survival)
                                .orElseThrow())
                        .isCloseTo(group.cells().get(index).rate().orElseThrow().doubleValue(), within(1e-12));
            }
            assertThat(group.kept().orElseThrow().n()).isEqualTo(group.size());
        }
    }
}
