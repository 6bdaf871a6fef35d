package io.csmetrics.cohort.lifetime;

import io.csmetrics.cohort.CohortFacts;
import io.csmetrics.cohort.CohortKey;
import io.csmetrics.cohort.Criterion;
import io.csmetrics.cohort.PeriodIndex;
import io.csmetrics.cohort.RetentionDefinition;
import io.csmetrics.cohort.Tables;
import io.csmetrics.cohort.Tally;
import io.csmetrics.cohort.Triangle;

/** Small tables of logos as of 2026-04-30; of January five came back at index 3. */
final class RetentionTables {
    private RetentionTables() {}

    static Triangle logo(int minCohortSize) {
        return table(Tables.monthly("2026-04-30").minCohortSize(minCohortSize).build());
    }

    static Triangle by(Criterion criterion) {
        return table(Tables.monthly("2026-05-31").criterion(criterion).build());
    }

    static Triangle table(RetentionDefinition definition) {
        CohortFacts.Builder facts = CohortFacts.builder(definition);
        cohort(facts, "2026-04-01", 0, 4);
        cohort(facts, "2026-03-01", 0, 90, 70);
        cohort(facts, "2026-02-01", 0, 60, 50, 45);
        cohort(facts, "2026-01-01", 5, 100, 80, 70, 64);
        return Triangle.of(facts.build(), definition);
    }

    static Triangle empty(PeriodIndex index) {
        RetentionDefinition definition =
                Tables.monthly("2026-04-30").index(index).build();
        return Triangle.of(CohortFacts.builder(definition).build(), definition);
    }

    static Triangle renewals() {
        RetentionDefinition definition =
                Tables.monthly("2026-04-30").index(new PeriodIndex.Renewal()).build();
        CohortFacts.Builder facts = CohortFacts.builder(definition);
        int row = facts.row(Tables.key("2026-01-01"));
        // opportunities come to, and renewals made with the first contract
        int[][] contracts = {{3, 3}, {2, 2}, {2, 2}, {3, 1}};
        for (int[] contract : contracts) {
            facts.unit(row, contract[0], contract[0]);
            facts.add(Tally.RETAINED, 0, contract[1], 1);
            facts.add(Tally.NEVER_LAPSED, 0, contract[1], 1);
        }
        return Triangle.of(facts.build(), definition);
    }

    private static void cohort(CohortFacts.Builder facts, String start, int back, int... never) {
        int row = facts.row(CohortKey.of(Tables.key(start).start()));
        for (int unit = 0; unit < never[0]; unit++) {
            facts.unit(row, never.length, never.length);
            for (int index = 0; index < never.length; index++) {
                boolean kept = unit < never[index];
                boolean returned = index == 3 && unit >= never[3] && unit < never[3] + back;
                facts.add(Tally.NEVER_LAPSED, index, index + 1, kept ? 1 : 0);
                facts.add(Tally.RETAINED, index, index + 1, kept || returned ? 1 : 0);
                facts.add(Tally.REACTIVATED, index, index + 1, returned ? 1 : 0);
            }
        }
    }
}
