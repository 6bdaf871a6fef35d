package io.csmetrics.benchmarks;

import io.csmetrics.cohort.CohortFacts;
import io.csmetrics.cohort.CohortKey;
import io.csmetrics.cohort.EntryRule;
import io.csmetrics.cohort.Measure;
import io.csmetrics.cohort.RetentionDefinition;
import io.csmetrics.cohort.Tally;
import io.csmetrics.cohort.source.LedgerCohorts;
import io.csmetrics.revenue.MovementColumns;
import io.csmetrics.revenue.RevenueLedger;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.EnumSet;

/**
 * Cohorts by the library's public API: one call counts accounts and revenue of all. What NEW movements add is not in a table of
 * balances at the ends of months; a loop over the first movements tells it.
 */
final class LibraryCohorts {
    private static final RetentionDefinition DEFINITION = RetentionDefinition.builder(
                    ZoneOffset.UTC,
                    RevenueBook.FIRST_DAY.plusMonths(RevenueBook.MONTHS).minusDays(1))
            .entry(EntryRule.FIRST_NEW)
            .build();
    private static final byte[] MONTHS = RevenueBook.months();

    private LibraryCohorts() {}

    static long[] triangle(RevenueLedger ledger) {
        CohortFacts facts = LedgerCohorts.of(ledger, DEFINITION)
                .counting(EnumSet.of(Measure.LOGO, Measure.NET))
                .facts();
        long[] output = CohortOutput.create();
        addNewRevenue(ledger, output);
        for (int cohort = 0; cohort < RevenueBook.MONTHS; cohort++) {
            CohortKey key = CohortKey.of(RevenueBook.FIRST_DAY.plusMonths(cohort));
            output[CohortOutput.at(cohort)] = facts.size(key);
            for (int age = 0; age < RevenueBook.MONTHS - cohort; age++) {
                int at = CohortOutput.at(cohort, age);
                output[at] = facts.sum(key, Tally.RETAINED, age).longValueExact();
                output[at + 1] = minor(facts.sum(key, Tally.NET, age));
            }
        }
        return output;
    }

    private static void addNewRevenue(RevenueLedger ledger, long[] output) {
        MovementColumns movements = MovementColumns.of(ledger);
        for (int account = 0; account < movements.accounts(); account++) {
            int first = movements.begin(account);
            int month = MONTHS[movements.epochDay(first) - RevenueBook.FROM + 1];
            if (month >= 0) {
                output[CohortOutput.at(month) + 1] += movements.delta(first);
            }
        }
    }

    private static long minor(BigDecimal amount) {
        return amount.unscaledValue().longValueExact();
    }
}
