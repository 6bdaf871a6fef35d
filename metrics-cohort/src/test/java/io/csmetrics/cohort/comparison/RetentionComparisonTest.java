package io.csmetrics.cohort.comparison;

import static io.csmetrics.cohort.comparison.Tables.APRIL;
import static io.csmetrics.cohort.comparison.Tables.JULY;
import static io.csmetrics.cohort.comparison.Tables.MAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.cohort.CohortFacts;
import io.csmetrics.cohort.CohortKey;
import io.csmetrics.cohort.Measure;
import io.csmetrics.cohort.PeriodIndex;
import io.csmetrics.cohort.RetentionDefinition;
import io.csmetrics.cohort.Tally;
import io.csmetrics.cohort.Triangle;
import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.cohort.inference.Holm;
import io.csmetrics.cohort.survival.AccountLifetimes;
import io.csmetrics.data.CustomerData;
import io.csmetrics.data.Segmentation;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Account;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.statistics.Proportion;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

/** Expected tests, intervals and means are those of a Python script that follows the definitions; the leukemia data are R's. */
final class RetentionComparisonTest {
    private static final BigMoney TEN = BigMoney.parse("USD 10");
    private static final Offset<Double> EXACT = within(1e-12);

    /** Freireich's remission times, treated and control, as in R. */
    private static final int[] TREATED = {6, 6, 6, 7, 10, 13, 16, 22, 23};

    private static final int[] TREATED_CENSORED = {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35};
    private static final int[] CONTROL = {1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23};

    private static Tables better() {
        return Tables.by(Tables.months().build())
                .lost(APRIL, 8, 1)
                .lost(APRIL, 5, 2)
                .lost(APRIL, 10, 3)
                .lost(APRIL, 40, 4)
                .kept(APRIL, 57);
    }

    private static RetentionComparison compare(Triangle table) {
        return cohort(table, APRIL).versus(cohort(table, JULY));
    }

    private static CohortGroup cohort(Triangle table, LocalDate start) {
        return CohortGroup.of(table, CohortKey.of(start));
    }

    private static Triangle table() {
        return better().lost(JULY, 20, 1)
                .lost(JULY, 13, 2)
                .lost(JULY, 10, 3)
                .kept(JULY, 88)
                .table();
    }

    private static RetentionComparison different() {
        return compare(table());
    }

    @Test
    void cohortsThatDifferAreSaidTo() {
        RetentionComparison comparison = different();
        assertThat(comparison.verdict()).isEqualTo(Verdict.DIFFERENT);
        assertThat(comparison.sharedMaturity()).hasValue(3);
        assertThat(comparison)
                .hasToString("Of cohort 2026-04 97 of 120 accounts (80.8 %) were kept through month 3, "
                        + "of cohort 2026-07 88 of 131 (67.2 %): 13.7 points better (2.8 to 24.0); "
                        + "the difference is more than chance at 5 % (log-rank p = 0.011).");
        assertThat(comparison.logRank().orElseThrow().chiSquare().orElseThrow()).isCloseTo(6.526880846581754, EXACT);
        assertThat(comparison.logRank().orElseThrow().pValue().orElseThrow()).isCloseTo(0.010625612682106168, EXACT);
        PairComparison pair = comparison.pairs().get(0);
        assertThat(pair.adjustedPValue()).isEqualTo(pair.logRank().pValue());
        assertThat(pair.meanDifference().orElseThrow().difference()).isCloseTo(0.22958015267175602, EXACT);
        assertThat(pair.meanDifference().orElseThrow().interval().orElseThrow().lower())
                .isCloseTo(0.0717574541232524, EXACT);
        assertThat(pair.meanDifference().orElseThrow().pValue().orElseThrow()).isCloseTo(0.004356780055117136, EXACT);
        assertThat(pair.crossings()).isEmpty();
    }

    @Test
    void eachIndexIsTestedAndAdjusted() {
        List<ShareDifference> shares = different().pairs().get(0).shares();
        assertThat(shares).extracting(ShareDifference::index).containsExactly(0, 1, 2, 3);
        assertThat(shares.get(0).test().tested()).isEmpty();
        assertThat(shares.get(0).adjustedPValue()).isEmpty();
        assertThat(shares.get(3).shares().first()).isEqualTo(new Proportion(97, 120));
        assertThat(shares.get(3).interval().orElseThrow().lower()).isCloseTo(0.027582529115552673, EXACT);
        double[] raw = shares.stream()
                .flatMap(share -> share.test().tested().stream())
                .mapToDouble(test -> test.pValue())
                .toArray();
        assertThat(raw).hasSize(3);
        assertThat(shares.stream()
                        .flatMapToDouble(share -> share.adjustedPValue().stream())
                        .toArray())
                .isEqualTo(Holm.adjust(raw));
    }

    @Test
    void theIntervalOfSharesIsThePublishedOne() {
        // Newcombe (1998), table II: 56 of 70 against 48 of 80
        RetentionComparison comparison = compare(Tables.by(Tables.months().build())
                .lost(APRIL, 14, 1)
                .kept(APRIL, 56)
                .lost(JULY, 32, 1)
                .kept(JULY, 48)
                .table());
        assertThat(comparison
                        .pairs()
                        .get(0)
                        .shares()
                        .get(3)
                        .interval()
                        .orElseThrow()
                        .lower())
                .isCloseTo(0.0524, within(5e-5));
        assertThat(comparison.sentence())
                .isEqualTo("Of cohort 2026-04 56 of 70 accounts (80.0 %) were kept through month 3, "
                        + "of cohort 2026-07 48 of 80 (60.0 %): 20.0 points better (5.2 to 33.4); "
                        + "the difference is more than chance at 5 % (log-rank p = 0.008).");
    }

    @Test
    void withoutEvidenceNothingMoreIsSaid() {
        RetentionComparison comparison = compare(better().lost(JULY, 10, 1)
                .lost(JULY, 10, 2)
                .lost(JULY, 10, 3)
                .kept(JULY, 101)
                .table());
        assertThat(comparison.verdict()).isEqualTo(Verdict.NO_EVIDENCE);
        assertThat(comparison.sentence())
                .isEqualTo("Of cohort 2026-04 97 of 120 accounts (80.8 %) were kept through month 3, "
                        + "of cohort 2026-07 101 of 131 (77.1 %): 3.7 points better (-6.5 to 13.7); "
                        + "there is no evidence that the difference is more than chance at 5 % (log-rank p = 0.452).");
    }

    @Test
    void curvesThatCrossAreToldWithTheMeansThatTheTestDoesNotSee() {
        RetentionComparison comparison = compare(Tables.by(Tables.months().build())
                .lost(APRIL, 20, 1)
                .lost(APRIL, 2, 3)
                .kept(APRIL, 78)
                .lost(JULY, 4, 1)
                .lost(JULY, 4, 2)
                .lost(JULY, 20, 3)
                .kept(JULY, 72)
                .table());
        assertThat(comparison.pairs().get(0).crossings()).containsExactly(3.0);
        assertThat(comparison.sentence())
                .isEqualTo("Of cohort 2026-04 78 of 100 accounts (78.0 %) were kept through month 3, "
                        + "of cohort 2026-07 72 of 100 (72.0 %): 6.0 points better (-6.0 to 17.8); "
                        + "there is no evidence that the difference is more than chance at 5 % (log-rank p = 0.538). "
                        + "The curves cross at month 3, where a log-rank test sees little: accounts of cohort 2026-04 "
                        + "were kept 0.28 months shorter on average up to month 3 (0.10 to 0.46), p = 0.002.");
    }

    @Test
    void soberFormsAreSaidWhereNothingCanBeDecided() {
        Tables small = Tables.by(Tables.months().build())
                .lost(APRIL, 3, 2)
                .kept(APRIL, 9)
                .lost(JULY, 43, 1)
                .kept(JULY, 88);
        assertThat(compare(small.table()).sentence())
                .isEqualTo("Of cohort 2026-04 9 of 12 accounts (75.0 %) were kept through month 3, "
                        + "of cohort 2026-07 88 of 131 (67.2 %); "
                        + "fewer than 20 accounts in cohort 2026-04 are too few to tell a difference from chance.");
        Tables few = Tables.by(Tables.months().build())
                .lost(APRIL, 5, 2)
                .kept(APRIL, 95)
                .kept(JULY, 100);
        assertThat(compare(few.table()).verdict()).isEqualTo(Verdict.TOO_FEW);
        assertThat(compare(few.table()).sentence())
                .isEqualTo("Of cohort 2026-04 95 of 100 accounts (95.0 %) were kept through month 3, "
                        + "of cohort 2026-07 100 of 100 (100.0 %); "
                        + "5 lost accounts in all, fewer than 6, are too few to tell a difference from chance.");
        Tables whole = Tables.by(Tables.months().build()).kept(APRIL, 120).kept(JULY, 131);
        assertThat(compare(whole.table()).verdict()).isEqualTo(Verdict.NOTHING_LOST);
        assertThat(compare(whole.table()).sentence())
                .isEqualTo("Of cohort 2026-04 none of 120 accounts was lost through month 3, "
                        + "of cohort 2026-07 none of 131: there is nothing to tell them apart.");
        RetentionDefinition july =
                Tables.months().asOf(LocalDate.of(2026, 7, 30)).build();
        RetentionComparison none =
                compare(Tables.by(july).kept(APRIL, 120).kept(JULY, 131).table());
        assertThat(none.verdict()).isEqualTo(Verdict.NOTHING_SHARED);
        assertThat(none.sharedMaturity()).isEmpty();
        assertThat(none.sentence())
                .isEqualTo("cohort 2026-04 and cohort 2026-07 share no month that is complete as of 2026-07-30: "
                        + "there is nothing to compare yet.");
        Tables gone = Tables.by(Tables.months().build()).lost(APRIL, 30, 2).lost(JULY, 30, 2);
        assertThat(compare(gone.table()).sentence())
                .isEqualTo("Whether cohort 2026-04 and cohort 2026-07 differ by more than chance is not told: "
                        + "at no time of an event were units of two groups at risk of which some outlived it.");
    }

    @Test
    void revenueIsShownAndNotTested() {
        RetentionDefinition net = Tables.months().measure(Measure.NET).build();
        CohortFacts.Builder facts = CohortFacts.builder(net, Set.of(Measure.NET), CurrencyUnit.USD, 2);
        for (LocalDate start : List.of(APRIL, JULY)) {
            int months = start.equals(APRIL) ? 7 : 4;
            facts.unit(facts.row(CohortKey.of(start)), months, months);
            facts.add(Tally.BASE, 0, months, 10_000);
            facts.add(Tally.NET, 0, months, start.equals(APRIL) ? 12_500 : 9_000);
        }
        RetentionComparison comparison = compare(Triangle.of(facts.build(), net));
        assertThat(comparison.verdict()).isEqualTo(Verdict.NOT_TESTED);
        assertThat(comparison.verdict().key()).isEqualTo("not-tested");
        assertThat(comparison.sentence())
                .isEqualTo("Whether cohort 2026-04 and cohort 2026-07 differ by more than chance is not told: "
                        + "measure net is of revenue, and tests count accounts alike whatever they pay; "
                        + "compare logo or never-lapsed, or read the values side by side.");
        assertThat(comparison.logRank()).isEmpty();
        assertThat(comparison.methods()).containsExactly("none: no test was made");
        assertThat(comparison.lines())
                .endsWith(
                        "month    cohort 2026-04    cohort 2026-07",
                        "0      1.2500 of 100.00  0.9000 of 100.00",
                        "1      1.2500 of 100.00  0.9000 of 100.00",
                        "2      1.2500 of 100.00  0.9000 of 100.00",
                        "3      1.2500 of 100.00  0.9000 of 100.00");
    }

    @Test
    void joinedCohortsAreCutWhereTheYoungestEndsOrCensoredThere() {
        Triangle table = better().lost(MAY, 10, 2)
                .kept(MAY, 30)
                .lost(JULY, 20, 1)
                .kept(JULY, 80)
                .table();
        CohortGroup spring = CohortGroup.of(table, ReportingPeriod.of(APRIL, LocalDate.of(2026, 6, 1)));
        assertThat(spring.name()).isEqualTo("cohorts 2026-04 to 2026-05");
        RetentionComparison every = spring.versus(cohort(table, JULY));
        assertThat(every.sharedMaturity()).hasValue(3);
        assertThat(every.groups().get(0).kept()).hasValue(new Proportion(127, 160));
        List<CohortGroup> groups = List.of(
                new CohortGroup(table, "a", new TreeSet<>(List.of(CohortKey.of(APRIL), CohortKey.of(JULY)))),
                new CohortGroup(table, "b", new TreeSet<>(List.of(CohortKey.of(MAY)))));
        RetentionComparison any = RetentionComparison.of(groups, MaturityRule.ANY_COHORT, Confidence.PERCENT_95);
        assertThat(any.sharedMaturity()).hasValue(5);
        assertThat(any.groups().get(0).kept()).isEmpty();
        assertThat(any.groups().get(0).atMaturity().orElseThrow().survival())
                .isCloseTo((220 - 28) / 220.0 * (187 / 192.0) * (177 / 187.0) * (57 / 97.0), EXACT);
        assertThat(any.groups().get(0).cells().get(5).denominator()).hasToString("120");
        assertThat(any.sentence())
                .isEqualTo(
                        "Of a an estimated 47.3 % of 220 accounts were kept through month 5, of b 30 of 40 (75.0 %): "
                                + "kept 0.25 months shorter on average up to month 5 (-0.19 to 0.69); "
                                + "the difference is more than chance at 5 % (log-rank p = 0.022). "
                                + "The curves cross at month 2 and month 4, where a log-rank test sees little.");
    }

    @Test
    void severalGroupsAreTestedTogetherAndByPairs() {
        Triangle table = better().lost(MAY, 20, 1)
                .kept(MAY, 20)
                .lost(JULY, 20, 1)
                .kept(JULY, 111)
                .table();
        RetentionComparison comparison =
                RetentionComparison.of(List.of(cohort(table, APRIL), cohort(table, MAY), cohort(table, JULY)));
        assertThat(comparison.logRank().orElseThrow().degreesOfFreedom()).isEqualTo(2);
        assertThat(comparison.pairs())
                .extracting(pair -> pair.first() + "/" + pair.second())
                .containsExactly(
                        "cohort 2026-04/cohort 2026-05",
                        "cohort 2026-04/cohort 2026-07",
                        "cohort 2026-05/cohort 2026-07");
        assertThat(comparison.sentence())
                .isEqualTo("Of cohort 2026-04 97 of 120 accounts (80.8 %) were kept through month 3, "
                        + "of cohort 2026-05 20 of 40 (50.0 %), of cohort 2026-07 111 of 131 (84.7 %); "
                        + "the difference is more than chance at 5 % (log-rank p < 0.001). By pairs, adjusted by Holm, "
                        + "more than chance: cohort 2026-04 and cohort 2026-05 (p < 0.001), "
                        + "cohort 2026-05 and cohort 2026-07 (p < 0.001). "
                        + "The curves of cohort 2026-04 and cohort 2026-07 cross at month 3, where a log-rank test sees "
                        + "little: accounts of cohort 2026-04 were kept 0.13 months longer on average up to month 3 "
                        + "(-0.02 to 0.29), p = 0.100.");
    }

    @Test
    void theLeukemiaDataGiveTheTestOfRThroughLives() {
        Tables tables = Tables.by(Tables.renewals());
        for (int time : TREATED) {
            tables.units(CohortKey.of(APRIL), 1, time, 36, 36);
        }
        for (int time : TREATED_CENSORED) {
            tables.units(CohortKey.of(APRIL), 1, time + 1, time + 1, time + 1);
        }
        for (int time : CONTROL) {
            tables.units(CohortKey.of(JULY), 1, time, 36, 36);
        }
        RetentionComparison comparison = compare(tables.table());
        // R survival 3.5-3: survdiff
        assertThat(comparison.logRank().orElseThrow().chiSquare().orElseThrow())
                .isCloseTo(16.7929409892165, within(1e-9));
        assertThat(comparison.sharedMaturity()).hasValue(35);
        assertThat(comparison.sentence())
                .startsWith("Of cohort 2026-04 an estimated 44.8 % of 21 accounts were kept through renewal 35, "
                        + "of cohort 2026-07 0 of 21 (0.0 %): kept ")
                .endsWith("; the difference is more than chance at 5 % (log-rank p < 0.001).");
    }

    private static CustomerData leukemia(LocalDate asOf) {
        List<Account> accounts = new ArrayList<>();
        List<RevenueMovement> movements = new ArrayList<>();
        Map.of("treated", TREATED, "control", CONTROL).forEach((arm, times) -> {
            for (int i = 0; i < times.length; i++) {
                String account = arm + " ended " + i;
                LocalDate start = asOf.minusDays(40);
                accounts.add(Account.builder(account).segment(arm).build());
                movements.add(RevenueMovement.of(account, start, Type.NEW, TEN));
                movements.add(RevenueMovement.of(account, start.plusDays(times[i]), Type.CHURN, TEN));
            }
        });
        for (int i = 0; i < TREATED_CENSORED.length; i++) {
            accounts.add(Account.builder("running " + i).segment("treated").build());
            movements.add(RevenueMovement.of("running " + i, asOf.minusDays(TREATED_CENSORED[i]), Type.NEW, TEN));
        }
        return CustomerData.builder()
                .zone(ZoneOffset.UTC)
                .accounts(accounts)
                .movements(movements)
                .build();
    }

    @Test
    void segmentsOfALedgerAreComparedByTheirLifetimes() {
        LocalDate asOf = LocalDate.of(2026, 6, 30);
        AccountLifetimes lifetimes = AccountLifetimes.builder(leukemia(asOf), asOf)
                .by(Segmentation.by("segment"))
                .build();
        RetentionComparison comparison = RetentionComparison.of(lifetimes, Confidence.PERCENT_95);
        assertThat(comparison.sharedMaturity()).hasValue(23);
        assertThat(comparison.logRank().orElseThrow().chiSquare().orElseThrow())
                .isCloseTo(16.7929409892165, within(1e-9));
        assertThat(comparison.pairs().get(0).meanDifference().orElseThrow().difference())
                .isCloseTo(-9.242577030812328, EXACT);
        assertThat(comparison.sentence())
                .isEqualTo("Of segment=control 0 of 21 accounts (0.0 %) were kept through day 23, "
                        + "of segment=treated an estimated 44.8 % of 21: "
                        + "kept 9.24 days shorter on average up to day 23 (5.17 to 13.31); "
                        + "the difference is more than chance at 5 % (log-rank p < 0.001).");
        assertThat(comparison.definitions()).containsExactly("lifetimes in days: " + lifetimes);
        assertThat(comparison.pairs().get(0).shares()).isEmpty();
    }

    @Test
    void theTextHasDefinitionMethodsAndAlignedColumns() {
        RetentionComparison comparison = different();
        assertThat(comparison.lines())
                .containsExactly(
                        "Comparison of cohort 2026-04 and cohort 2026-07",
                        comparison.sentence(),
                        "definition: " + Tables.months().build(),
                        "shared maturity: month 3, the last complete in every cohort",
                        "decision: log-rank test of all groups at a confidence of 95 %",
                        "pairs: log-rank test, p-values adjusted by Holm",
                        "curves: Kaplan-Meier of units that never lapsed, log-log intervals of 95 %",
                        "means: restricted mean up to the shared maturity, normal interval of 95 %",
                        "indexes: Newcombe interval of 95 %, pooled z-test or Fisher's exact test, p-values adjusted by "
                                + "Holm over all indexes and pairs",
                        "",
                        "group                as of  accounts  lost    kept   lower   upper",
                        "cohort 2026-04  2026-10-31       120    23  0.8083  0.7258  0.8682",
                        "cohort 2026-07  2026-10-31       131    43  0.6718  0.5842  0.7449",
                        "",
                        "pair                                   log-rank       p  adjusted  months longer  lower"
                                + "  upper       p  curves cross at",
                        "cohort 2026-04 against cohort 2026-07    6.5269  0.0106    0.0106           0.23   0.07"
                                + "   0.39  0.0044            never",
                        "",
                        "month  cohort 2026-04  cohort 2026-07  difference    lower   upper       p  adjusted"
                                + "                      test",
                        "0             120/120         131/131      0.0000  -0.0310  0.0285       -         -"
                                + "                         -",
                        "1             112/120         111/131      0.0860   0.0073  0.1645  0.0306    0.0306"
                                + "  pooled z-test, two-sided",
                        "2             107/120          98/131      0.1436   0.0483  0.2354  0.0033    0.0099"
                                + "  pooled z-test, two-sided",
                        "3              97/120          88/131      0.1366   0.0276  0.2403  0.0141    0.0282"
                                + "  pooled z-test, two-sided");
    }

    @Test
    void agesAreCalledByTheirIndex() {
        assertThat(Stream.of(
                                new PeriodIndex.Rolling(30),
                                new PeriodIndex.Exact24h(),
                                new PeriodIndex.Anniversary(12),
                                new PeriodIndex.Renewal())
                        .map(index ->
                                Ages.of(Tables.months().index(index).build()).at(10)))
                .containsExactly("30-day window 10", "day 10", "year 10", "renewal 10");
    }

    @Test
    void pValuesAreNeverRoundedAcrossTheLevel() {
        Triangle table = table();
        RetentionComparison strict = RetentionComparison.of(
                List.of(cohort(table, APRIL), cohort(table, JULY)), MaturityRule.EVERY_COHORT, Confidence.of(0.9891));
        assertThat(strict.sentence()).endsWith("the difference is more than chance at 1.09 % (log-rank p = 0.0106).");
    }
}
