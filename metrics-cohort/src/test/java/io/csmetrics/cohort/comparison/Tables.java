package io.csmetrics.cohort.comparison;

import io.csmetrics.cohort.CohortFacts;
import io.csmetrics.cohort.CohortKey;
import io.csmetrics.cohort.CohortSplit;
import io.csmetrics.cohort.PeriodIndex;
import io.csmetrics.cohort.RetentionDefinition;
import io.csmetrics.cohort.Tally;
import io.csmetrics.cohort.Triangle;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Tables made of units that are said one by one. */
final class Tables {
    static final LocalDate AS_OF = LocalDate.of(2026, 10, 31);
    static final LocalDate APRIL = LocalDate.of(2026, 4, 1);
    static final LocalDate MAY = LocalDate.of(2026, 5, 1);
    static final LocalDate JULY = LocalDate.of(2026, 7, 1);

    private final RetentionDefinition definition;
    private final CohortFacts.Builder facts;

    private Tables(RetentionDefinition definition) {
        this.definition = definition;
        facts = CohortFacts.builder(definition);
    }

    static RetentionDefinition.Builder months() {
        return RetentionDefinition.builder(ZoneOffset.UTC, AS_OF);
    }

    static RetentionDefinition byPlan() {
        return months().split(new CohortSplit.Attribute("plan", CohortSplit.Known.AS_OF_ENTRY))
                .build();
    }

    static RetentionDefinition renewals() {
        return months().index(new PeriodIndex.Renewal()).build();
    }

    static Tables by(RetentionDefinition definition) {
        return new Tables(definition);
    }

    /** Units of a monthly cohort that are lost at an index and stay so. */
    Tables lost(LocalDate cohort, long units, int at) {
        int first = definition.granularity().ordinal(cohort);
        int begun = definition.granularity().ordinal(definition.asOf()) - first + 1;
        int ended = definition.granularity().ordinal(definition.asOf().plusDays(1)) - first;
        return units(CohortKey.of(cohort), units, Math.min(at, begun), begun, ended);
    }

    /** Units of a monthly cohort that are kept to the last known day. */
    Tables kept(LocalDate cohort, long units) {
        return lost(cohort, units, Integer.MAX_VALUE);
    }

    Tables units(CohortKey cohort, long units, int keptBefore, int begun, int ended) {
        int row = facts.row(cohort);
        for (long unit = 0; unit < units; unit++) {
            facts.unit(row, begun, ended);
            facts.add(Tally.RETAINED, 0, keptBefore, 1);
            facts.add(Tally.NEVER_LAPSED, 0, keptBefore, 1);
        }
        return this;
    }

    Triangle table() {
        return Triangle.of(facts.build(), definition);
    }
}
