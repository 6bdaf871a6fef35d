package io.csmetrics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What parameters do to the figures of the command line. */
class KpiParamTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeBook() throws IOException {
        Cli.book(folder);
        Cli.write(
                folder,
                "contracts.csv",
                "contract_id,account_id,starts_on,ends_on,annual_value,currency",
                "K1,A,2024-06-01,2025-06-01,1200,EUR",
                "K2,B,2024-06-01,2024-12-01,600,EUR");
        Cli.write(
                folder,
                "events.csv",
                "event_id,account_id,user_id,type,at,feature",
                "E1,A,,customer-started,2024-06-01,",
                "E2,B,,customer-started,2024-06-01,",
                "E3,C,,customer-started,2024-06-01,",
                "E4,D,,customer-started,2024-06-01,",
                "E5,C,,customer-ended,2024-12-01,",
                "E6,A,u1,feature-used,2025-01-05,export",
                "E7,A,u1,feature-used,2025-01-12,export",
                "E8,B,u2,feature-used,2025-01-12,import",
                "E9,B,u2,login,2025-01-13,",
                "E10,D,u3,login,2025-01-27,");
    }

    private Cli.Outcome kpis(String... more) {
        return Cli.run(Stream.concat(
                        Stream.of("kpis", "--data", folder.toString(), "--from", "2025-01-01", "--to", "2025-02-01"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private JsonNode row(String... more) {
        Cli.Outcome outcome = kpis(
                Stream.concat(Stream.of(more), Stream.of("--format", "json")).toArray(String[]::new));
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return outcome.json().path("results").path(0);
    }

    @Test
    void withoutARequiredParameterARowSaysWhichOne() {
        JsonNode row = row("--kpi", "active-feature-usage-rate");

        assertThat(row.path("value").isNull()).isTrue();
        assertThat(row.path("undefined").path("reason").asText()).isEqualTo("UNCONFIGURED");
        assertThat(row.path("undefined").path("detail").asText()).contains("feature");
        assertThat(row("--kpi", "active-feature-usage-rate", "--param", "feature=export")
                        .path("undefined")
                        .isNull())
                .isTrue();
    }

    @Test
    void severalTextsHaveCommasBetween() {
        long one = row("--kpi", "active-feature-usage-rate", "--param", "feature=export")
                .path("numerator")
                .asLong();
        long both = row("--kpi", "active-feature-usage-rate", "--param", "feature=export,import")
                .path("numerator")
                .asLong();

        assertThat(one).isEqualTo(1);
        assertThat(both).isEqualTo(2);
    }

    @Test
    void theNorthStarIsTheKpiThatIsDesignated() {
        JsonNode star = row("--kpi", "north-star-metric", "--param", "northStar=paid-accounts");
        assertThat(star.path("value").asLong()).isEqualTo(3);
        assertThat(star.path("unit").asText()).isEqualTo("count");

        JsonNode money = row("--kpi", "one-metric-that-matters", "--param", "omtm=mrr");
        assertThat(money.path("value").asLong()).isEqualTo(190);
        assertThat(money.path("unit").asText()).isEqualTo("money-per-month");
        assertThat(money.path("currency").asText()).isEqualTo("EUR");
    }

    @Test
    void theDesignatedKpiTakesTheParametersToo() {
        JsonNode without = row("--kpi", "north-star-metric", "--param", "north-star=active-feature-usage-rate");
        assertThat(without.path("undefined").path("reason").asText()).isEqualTo("UNCONFIGURED");

        JsonNode with = row(
                "--kpi",
                "north-star-metric",
                "--param",
                "north-star=active-feature-usage-rate",
                "--param",
                "feature=export");
        assertThat(with.path("value"))
                .isEqualTo(row("--kpi", "active-feature-usage-rate", "--param", "feature=export")
                        .path("value"));
        assertThat(row(
                                "--kpi",
                                "north-star-metric",
                                "--param",
                                "north-star=net-revenue-retention",
                                "--param",
                                "method=FLOW")
                        .path("method")
                        .asText())
                .isEqualTo("FLOW");
    }

    @Test
    void aTargetIsAttained() {
        JsonNode row =
                row("--kpi", "target-attainment", "--param", "kpi=net-revenue-retention", "--param", "target=0.6");

        assertThat(row.path("value").decimalValue()).isEqualByComparingTo("1.25");
        assertThat(row.path("flags").path(0).asText()).isEqualTo("TARGET_MET");
    }

    @Test
    void theCustomerBasisSaysWhoIsACustomer() {
        // by revenue A, B and C at the start; by contract A alone; by events A, B and D
        assertThat(row("--kpi", "customer-retention-rate").path("denominator").asLong())
                .isEqualTo(3);
        assertThat(row("--kpi", "customer-retention-rate", "--param", "customer-basis=LEDGER"))
                .isEqualTo(row("--kpi", "customer-retention-rate"));
        JsonNode contract = row("--kpi", "customer-retention-rate", "--param", "customer-basis=CONTRACT");
        assertThat(contract.path("numerator").asLong()).isEqualTo(1);
        assertThat(contract.path("denominator").asLong()).isEqualTo(1);
        JsonNode events = row("--kpi", "customer-retention-rate", "--param", "customerBasis=events");
        assertThat(events.path("numerator").asLong()).isEqualTo(3);
        assertThat(events.path("denominator").asLong()).isEqualTo(3);
    }

    @Test
    void aTableIsAnArrayInJsonAndInTheCellOfACsv() {
        String rows = "[{\"segment\":\"Enterprise\",\"category\":\"price\",\"count\":1,\"share\":1}]";

        assertThat(kpis("--kpi", "exit-reason-frequency", "--format", "json").out())
                .contains("\"value\":null,\"unit\":\"table\",\"currency\":null,")
                .contains(",\"undefined\":null,\"flags\":[],\"method\":null,\"table\":" + rows + "}");
        assertThat(kpis("--kpi", "exit-reason-frequency", "--format", "csv").out())
                .endsWith(",\"" + rows.replace("\"", "\"\"") + "\"\n");
    }

    @Test
    void aTableIsReadableLinesOfText() throws IOException {
        Cli.write(
                folder,
                "movements.csv",
                "account_id,effective_on,type,amount,currency,reason",
                "A,2024-06-01,NEW,100,EUR,",
                "B,2024-06-15,NEW,50,EUR,",
                "C,2024-07-01,NEW,50,EUR,",
                "A,2025-01-10,CHURN,100,EUR,price",
                "B,2025-01-12,CHURN,50,EUR,\"=a, \"\"b\"\"\"",
                "C,2025-01-20,CHURN,50,EUR,price");

        assertThat(kpis("--kpi", "exit-reason-frequency,paid-accounts").out()).isEqualTo("""
                        kpi                    start       end exclusive  category                 value
                        ---------------------  ----------  -------------  -----------------  -----------
                        exit-reason-frequency  2025-01-01  2025-02-01     Enterprise: price  1, 100.00 %
                        exit-reason-frequency  2025-01-01  2025-02-01     SMB: =a, "b"        1, 50.00 %
                        exit-reason-frequency  2025-01-01  2025-02-01     SMB: price          1, 50.00 %
                        paid-accounts          2025-01-01  2025-02-01                                  0
                        """);
        assertThat(kpis("--kpi", "exit-reason-frequency", "--format", "csv").out())
                .contains("\\\"\"b\\\"\"");
    }

    @Test
    void aTableOfNothingIsUndefined() throws IOException {
        Cli.write(folder, "movements.csv", "account_id,effective_on,type,amount,currency", "A,2024-06-01,NEW,100,EUR");

        JsonNode row = row("--kpi", "exit-reason-frequency");

        assertThat(row.path("table").isNull()).isTrue();
        assertThat(row.path("undefined").path("reason").asText()).isEqualTo("NO_DATA");
    }

    @Test
    void aValueThatSomeKpisRefuseIsANotice() {
        Cli.Outcome outcome = kpis("--param", "method=PEARSON", "--kpi", "check-in-impact-score,NRR");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.errors())
                .containsExactly("notice: --param method=PEARSON is not set for \"net-revenue-retention\":"
                        + " \"PEARSON\" must be one of POINT_TO_POINT, COHORT_MOVEMENTS, FLOW, COMPOUNDED");
        assertThat(outcome.out())
                .contains("net-revenue-retention  2025-01-01  2025-02-01       75.00 %  POINT_TO_POINT");
    }

    @Test
    void aValueOutOfRangeIsBadUsage() {
        Cli.Outcome outcome = kpis("--kpi", "exit-reason-frequency", "--param", "top=-1");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("--param").doesNotContain("\tat ", "Exception");
    }

    @Test
    void methodsOfRetentionAreNotThoseOfOthers() {
        Cli.Outcome outcome = kpis("--method", "FLOW", "--kpi", "check-in-impact-score,NRR");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("FLOW");

        assertThat(kpis("--method", "FLOW", "--kpi", "check-in-impact-score").err())
                .contains("--method is for KPIs of revenue retention");
    }
}
