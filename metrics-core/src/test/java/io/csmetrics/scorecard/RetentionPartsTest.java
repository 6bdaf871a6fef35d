package io.csmetrics.scorecard;

import static io.csmetrics.data.Books.JANUARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.data.Books;
import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Quotient;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.revenue.CohortMovements;
import io.csmetrics.revenue.RevenueLedger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Expected numbers are computed by hand. */
class RetentionPartsTest {
    private static final RevenueLedger LEDGER = Books.sharedData().ledger();

    private static CohortMovements movements(RevenueLedger ledger, ReportingPeriod period) {
        return ledger.cohortMovements(
                        List.of(period), Cells.overall(ledger.accountIds().size()))
                .at(0, 0);
    }

    @Test
    void netRetentionIsMadeOfTheLedgersTerms() {
        // of 200: expansion 20, contraction 20, churn 50; retention 75 %
        RetentionParts parts = RetentionParts.of(movements(LEDGER, JANUARY)).orElseThrow();
        assertThat(parts.expansion().value()).isEqualTo("0.1");
        assertThat(parts.reactivation().value()).isEqualTo("0");
        assertThat(parts.contraction().value()).isEqualTo("-0.1");
        assertThat(parts.churn().value()).isEqualTo("-0.25");
        assertThat(parts.sum().value()).isEqualTo("-0.25");
    }

    @Test
    void theDifferencesOfTheTermsAreTheChangeOfNetRetention() {
        RetentionParts january = RetentionParts.of(movements(LEDGER, JANUARY)).orElseThrow();
        RetentionParts december = RetentionParts.of(movements(LEDGER, ReportingPeriod.month(2024, 12)))
                .orElseThrow();
        RetentionParts change = january.minus(december);
        assertThat(change.churn().value()).isEqualTo("-0.25");
        assertThat(change.sum().value()).isEqualTo("-0.25");
    }

    @Test
    void theFlowOfAllAccountsHasItsOwnParts() {
        List<RevenueMovement> rows = new ArrayList<>(Books.shared());
        // C comes back inside January
        rows.add(Books.move("C", "2025-01-25", Type.REACTIVATION, "10"));
        RevenueLedger ledger = RevenueLedger.of(rows);
        RetentionParts without =
                RetentionParts.flow(ledger.bridge(JANUARY), false).orElseThrow();
        assertThat(without.reactivation().signum()).isZero();
        assertThat(without.sum()).isEqualByComparingTo(Quotient.of(-1, 4));
        RetentionParts with = RetentionParts.flow(ledger.bridge(JANUARY), true).orElseThrow();
        assertThat(with.reactivation().value()).isEqualTo("0.05");
        assertThat(with.sum().value()).isEqualTo("-0.2");
    }

    @Test
    void nothingAtTheOpeningHasNoParts() {
        assertThat(RetentionParts.of(movements(LEDGER, ReportingPeriod.month(2024, 1))))
                .isEmpty();
        assertThat(RetentionParts.flow(LEDGER.bridge(ReportingPeriod.month(2024, 1)), true))
                .isEmpty();
    }
}
