package io.csmetrics.cohort.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import io.csmetrics.cohort.Cadence;
import io.csmetrics.cohort.Cell;
import io.csmetrics.cohort.CohortKey;
import io.csmetrics.cohort.Measure;
import io.csmetrics.cohort.PeriodIndex;
import io.csmetrics.cohort.Rejection;
import io.csmetrics.cohort.RetentionDefinition;
import io.csmetrics.cohort.Triangle;
import io.csmetrics.data.CustomerData;
import io.csmetrics.record.Account;
import io.csmetrics.record.Contract;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.joda.money.BigMoney;
import org.junit.jupiter.api.Test;

/** Counted by hand on a calendar. */
final class RenewalCohortsTest {
    private static final CohortKey OF_2023 = CohortKey.of(LocalDate.of(2023, 1, 1));

    private static RetentionDefinition definition(String asOf) {
        return RetentionDefinition.builder(ZoneOffset.UTC, LocalDate.parse(asOf))
                .granularity(Cadence.YEARLY)
                .index(new PeriodIndex.Renewal())
                .build();
    }

    private static Contract.Builder contract(String id, String account, String from, String to) {
        return Contract.builder(id, account, LocalDate.parse(from), LocalDate.parse(to), BigMoney.parse("EUR 1200"));
    }

    private static CustomerData data(Contract... contracts) {
        return CustomerData.builder()
                .zone(ZoneOffset.UTC)
                .accounts(Stream.of(contracts)
                        .map(Contract::accountId)
                        .distinct()
                        .map(Account::of)
                        .toList())
                .contracts(List.of(contracts))
                .build();
    }

    private static List<String> cells(CustomerData data, String asOf, int graceDays) {
        Triangle table = RenewalCohorts.of(data, definition(asOf), graceDays).triangle();
        return table.row(OF_2023).cells().stream()
                .map(cell -> cell instanceof Cell.Observed observed
                        ? observed.numerator() + "/" + observed.denominator()
                        : cell.state())
                .toList();
    }

    /** A by the year, renewed once; B by the quarter, renewed twice and then not. */
    private static CustomerData yearlyAndQuarterly() {
        return data(
                contract("a1", "A", "2023-01-01", "2024-01-01").build(),
                contract("a2", "A", "2024-01-01", "2025-01-01")
                        .renewsContractId("a1")
                        .build(),
                contract("b1", "B", "2023-01-01", "2023-04-01").build(),
                contract("b2", "B", "2023-04-01", "2023-07-01")
                        .renewsContractId("b1")
                        .build(),
                contract("b3", "B", "2023-07-01", "2023-10-01")
                        .renewsContractId("b2")
                        .build());
    }

    @Test
    void monthlyAndYearlyTermsStandSideBySide() {
        // A has come to one opportunity, B to three, and to a fourth that a fourth quarter would have brought
        assertThat(cells(yearlyAndQuarterly(), "2024-02-01", 0)).containsExactly("2/2", "2/2", "1/1", "0/1", "0/1");
    }

    @Test
    void whoIsLostCountsAsLostAtTheOpportunitiesItWouldHaveComeTo() {
        assertThat(cells(yearlyAndQuarterly(), "2024-01-01", 0)).containsExactly("2/2", "2/2", "1/1", "0/1", "0/1");
        assertThat(cells(yearlyAndQuarterly(), "2023-12-31", 0)).containsExactly("2/2", "1/1", "1/1", "0/1");
    }

    @Test
    void anOpportunityIsOpenDuringItsGrace() {
        assertThat(cells(yearlyAndQuarterly(), "2023-10-15", 30)).containsExactly("2/2", "1/1", "1/1", "open");
        assertThat(cells(yearlyAndQuarterly(), "2023-10-31", 30)).containsExactly("2/2", "1/1", "1/1", "0/1");
    }

    @Test
    void aRenewalSignedEarlyWaitsForItsDueDate() {
        CustomerData data = data(
                contract("a1", "A", "2023-01-01", "2024-01-01").build(),
                contract("a2", "A", "2024-01-01", "2025-01-01")
                        .signedOn(LocalDate.of(2023, 6, 1))
                        .renewsContractId("a1")
                        .build());
        assertThat(cells(data, "2023-12-31", 0)).containsExactly("1/1");
        assertThat(cells(data, "2024-01-01", 0)).containsExactly("1/1", "1/1");
    }

    @Test
    void aRenewalAfterItsGraceIsNone() {
        CustomerData data = data(
                contract("a1", "A", "2023-01-01", "2024-01-01").build(),
                contract("a2", "A", "2024-03-01", "2025-03-01")
                        .renewsContractId("a1")
                        .build());
        assertThat(cells(data, "2024-03-31", 30)).containsExactly("1/1", "0/1");
        assertThat(cells(data, "2024-03-31", 60)).containsExactly("1/1", "1/1");
    }

    @Test
    void contractsThatRenewNothingAndLaterOnesAreCounted() {
        CustomerData data = data(
                contract("a1", "A", "2023-01-01", "2024-01-01").build(),
                contract("a9", "A", "2023-05-01", "2024-05-01").build(),
                contract("z1", "Z", "2024-07-01", "2025-07-01").build());
        assertThat(RenewalCohorts.of(data, definition("2024-02-01"), 0).facts().rejected())
                .containsExactly(entry(Rejection.AFTER_AS_OF, 1L), entry(Rejection.UNLINKED_CONTRACT, 1L));
    }

    @Test
    void whatContractsDoNotTellIsRefused() {
        CustomerData data = yearlyAndQuarterly();
        RetentionDefinition renewals = definition("2024-01-01");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RenewalCohorts.of(data, renewals, -1))
                .withMessage("grace in days -1 of cohorts of contracts must be 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RenewalCohorts.of(data, renewals.with(Measure.NET), 0))
                .withMessage("measure net of cohorts of contracts must be one of units");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RenewalCohorts.of(
                        data,
                        RetentionDefinition.builder(ZoneOffset.UTC, LocalDate.of(2024, 1, 1))
                                .build(),
                        0))
                .withMessage("index calendar of cohorts of contracts must be renewal");
    }
}
