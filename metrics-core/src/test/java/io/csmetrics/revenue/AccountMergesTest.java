package io.csmetrics.revenue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.InvalidDataException;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.record.Rows;
import io.csmetrics.revenue.AccountMerges.Merge;
import java.time.LocalDate;
import java.util.List;
import org.joda.money.BigMoney;
import org.junit.jupiter.api.Test;

class AccountMergesTest {
    private static final LocalDate JAN = LocalDate.of(2025, 1, 1);
    private static final LocalDate FEB = LocalDate.of(2025, 2, 1);
    private static final LocalDate MAR = LocalDate.of(2025, 3, 1);
    private static final LocalDate APR = LocalDate.of(2025, 4, 1);

    private static final RevenueLedger LEDGER = RevenueLedger.of(List.of(
            movement("A", JAN, Type.NEW, 100),
            movement("A", MAR, Type.CHURN, 100),
            movement("B", FEB, Type.NEW, 50),
            movement("B", MAR, Type.EXPANSION, 130),
            movement("C", JAN, Type.NEW, 7)));

    @Test
    void afterAMergeTheWholeHistoryIsOfOneAccountAndNothingIsTransferred() {
        RevenueLedger merged =
                AccountMerges.of(List.of(new Merge("A", "B", APR))).applied(LEDGER, APR);
        assertThat(texts(merged))
                .containsExactly(
                        "2025-01-01 B NEW 100",
                        "2025-02-01 B EXPANSION 50",
                        "2025-03-01 B EXPANSION 30",
                        "2025-01-01 C NEW 7");
        assertThat(merged.accountIds()).containsExactly("B", "C");
    }

    @Test
    void theTotalStaysOnEveryDay() {
        RevenueLedger merged =
                AccountMerges.of(List.of(new Merge("A", "B", APR))).applied(LEDGER, APR);
        JAN.datesUntil(APR.plusDays(2))
                .forEach(day -> assertThat(merged.balance(day)).isEqualTo(LEDGER.balance(day)));
        ReportingPeriod quarter = ReportingPeriod.of(JAN, APR);
        assertThat(merged.bridge(quarter).churn().isZero()).isTrue();
        assertThat(merged.bridge(quarter).closing())
                .isEqualTo(LEDGER.bridge(quarter).closing());
    }

    @Test
    void whoLooksBackBeforeTheMergeSeesTwoAccounts() {
        AccountMerges merges = AccountMerges.of(List.of(new Merge("A", "B", APR)));
        assertThat(texts(merges.applied(LEDGER, APR.minusDays(1)))).isEqualTo(texts(LEDGER));
        assertThat(merges.accountOn("A", APR.minusDays(1))).isEqualTo("A");
        assertThat(merges.accountOn("A", APR)).isEqualTo("B");
        assertThat(merges.accountOn("B", APR)).isEqualTo("B");
    }

    @Test
    void mergesFollowEachOtherAsFarAsTheyHaveHappened() {
        AccountMerges merges = AccountMerges.of(List.of(new Merge("B", "C", APR), new Merge("A", "B", FEB)));
        assertThat(merges.accountOn("A", MAR)).isEqualTo("B");
        assertThat(merges.accountOn("A", APR)).isEqualTo("C");
        assertThat(texts(merges.applied(LEDGER, APR)))
                .containsExactly("2025-01-01 C NEW 107", "2025-02-01 C EXPANSION 50", "2025-03-01 C EXPANSION 30");
    }

    @Test
    void theSameMergeTwiceIsOne() {
        AccountMerges merges = AccountMerges.of(List.of(new Merge("A", "B", APR), new Merge("A", "B", APR)));
        assertThat(merges.accountOn("A", APR)).isEqualTo("B");
    }

    @Test
    void impossibleMergesAreToldAtOnceWithTheirPlaces() {
        Rows<Merge> rows = Rows.of(
                "merges.csv",
                List.of(
                        new Merge("A", "B", APR),
                        new Merge("A", "C", APR),
                        new Merge("B", "A", APR),
                        new Merge("D", "D", APR),
                        new Merge("E", "D", APR),
                        new Merge(" ", "D", APR),
                        new Merge("F", "", APR)),
                new long[] {2, 3, 4, 5, 6, 7, 8});
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(() -> AccountMerges.of(rows))
                .withMessage("""
                        6 problems
                        merges.csv:2: into: B, must not lead back to "A", remove one of the merges
                        merges.csv:3: from: A, must merge once, but merges into "B" at merges.csv:2, remove one of them
                        merges.csv:4: into: A, must not lead back to "B", remove one of the merges
                        merges.csv:5: into: D, must not lead back to "D", remove one of the merges
                        merges.csv:7: from: must not be blank, name the account
                        merges.csv:8: into: must not be blank, name the account""");
    }

    private static RevenueMovement movement(String account, LocalDate on, Type type, long amount) {
        return RevenueMovement.of(account, on, type, BigMoney.parse("USD " + amount));
    }

    private static List<String> texts(RevenueLedger ledger) {
        return ledger.movements().stream()
                .map(m -> m.effectiveOn() + " " + m.accountId() + " " + m.type() + " "
                        + m.amount().getAmount().toPlainString())
                .toList();
    }
}
