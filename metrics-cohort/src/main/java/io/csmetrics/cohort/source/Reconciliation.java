package io.csmetrics.cohort.source;

import io.csmetrics.cohort.CohortFacts;
import io.csmetrics.cohort.CohortKey;
import io.csmetrics.cohort.Tally;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.revenue.MovementColumns;
import io.csmetrics.revenue.RevenueLedger;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A month of a table of revenue against the ledger.
 *
 * @param endOn the last day of the period
 * @param cohorts the revenue of all cohorts at its end
 * @param openingBook the revenue of the accounts that are in no cohort because their history begins with an imported balance
 * @param ledger the balance of the ledger
 */
public record Reconciliation(LocalDate endOn, BigDecimal cohorts, BigDecimal openingBook, BigDecimal ledger) {

    /**
     * Returns what is not explained. Defined as {@code ledger - cohorts - openingBook}.
     *
     * @return the difference, 0 to the last decimal in a right table
     */
    public BigDecimal residual() {
        return ledger.subtract(cohorts).subtract(openingBook);
    }

    static List<Reconciliation> of(CohortFacts facts, RevenueLedger ledger) {
        List<Reconciliation> lines = new ArrayList<>();
        if (facts.cohorts().isEmpty()) {
            return lines;
        }
        MovementColumns movements = MovementColumns.of(ledger);
        int first =
                facts.definition().granularity().ordinal(facts.cohorts().first().start());
        int last = facts.definition()
                .granularity()
                .ordinal(facts.definition().asOf().plusDays(1));
        for (int period = first; period < last; period++) {
            LocalDate end = facts.definition().granularity().start(period + 1);
            BigDecimal cohorts = BigDecimal.ZERO;
            for (CohortKey cohort : facts.cohorts()) {
                int index = period - facts.definition().granularity().ordinal(cohort.start());
                if (index >= 0) {
                    cohorts = cohorts.add(facts.sum(cohort, Tally.NET, index));
                }
            }
            long openingBook = 0;
            for (int account = 0; account < movements.accounts(); account++) {
                int row = movements.begin(account);
                if (row < movements.end(account) && movements.type(row) == Type.OPENING) {
                    openingBook += ledger.unscaledBalance(account, end);
                }
            }
            lines.add(new Reconciliation(
                    end.minusDays(1),
                    cohorts,
                    BigDecimal.valueOf(openingBook, ledger.scale()),
                    ledger.balance(end).getAmount()));
        }
        return lines;
    }
}
