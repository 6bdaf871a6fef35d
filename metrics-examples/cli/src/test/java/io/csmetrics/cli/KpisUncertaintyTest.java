package io.csmetrics.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How sure KPIs are, as the command line tells it. */
class KpisUncertaintyTest {
    @TempDir
    Path folder;

    private static Cli.Outcome kpis(Path data, String from, String to, String... more) {
        List<String> args = new ArrayList<>(List.of("kpis", "--data", data.toString(), "--from", from, "--to", to));
        args.addAll(List.of(more));
        return Cli.run(args.toArray(String[]::new));
    }

    private Cli.Outcome book(String... more) throws IOException {
        return kpis(Cli.book(folder), "2025-01-01", "2025-02-01", more);
    }

    private static Cli.Outcome crm6(Path data, String... more) {
        List<String> args = new ArrayList<>(List.of("--kpi", "nrr,grr", "--format", "json"));
        args.addAll(List.of(more));
        return kpis(data, "2023-01-01", "2024-01-01", args.toArray(String[]::new));
    }

    @Test
    void theIntervalHoldsTheValueAndTheRestIsThatOfTheDataWithoutTheLargestAccount() throws IOException {
        JsonNode results = crm6(Cli.CRM6, "--uncertainty").json().path("results");

        assertThat(results).hasSize(2);
        String largest = results.at("/0/uncertainty/largestAccount/accountId").asText();
        JsonNode without = crm6(without(largest)).json().path("results");
        for (int i = 0; i < 2; i++) {
            JsonNode uncertainty = results.get(i).path("uncertainty");
            double value = results.get(i).path("value").asDouble();
            assertThat(value)
                    .isBetween(
                            uncertainty.path("lower").asDouble(),
                            uncertainty.path("upper").asDouble());
            assertThat(uncertainty.path("method").asText()).isEqualTo("percentile bootstrap of accounts, 2000 draws");
            assertThat(uncertainty.path("draws").asInt()).isEqualTo(2000);
            assertThat(uncertainty.path("randomStart").asInt()).isEqualTo(1);
            assertThat(uncertainty.path("refused").isNull()).isTrue();
            // both have the same base
            assertThat(uncertainty.at("/largestAccount/accountId").asText()).isEqualTo(largest);
            assertThat(uncertainty.at("/largestAccount/shareOfBase").asDouble()).isBetween(0.0, 0.5);
            assertThat(uncertainty.at("/largestAccount/valueWithout").decimalValue())
                    .isEqualByComparingTo(without.get(i).path("value").decimalValue());
        }
    }

    private Path without(String accountId) throws IOException {
        try (BufferedReader rows = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(Cli.CRM6.resolve("subscriptions.csv.gz"))), UTF_8))) {
            // the account stands in the second column
            Files.write(
                    folder.resolve("subscriptions.csv"),
                    rows.lines()
                            .filter(row -> !row.split(",", 3)[1].equals(accountId))
                            .toList());
        }
        return folder;
    }

    @Test
    void whatIsNoRatioHasNone() throws IOException {
        assertThat(book("--kpi", "mrr,mrr-growth-rate", "--uncertainty", "--format", "json")
                        .json()
                        .path("results"))
                .hasSize(2)
                .allSatisfy(result -> {
                    assertThat(result.has("uncertainty")).isTrue();
                    assertThat(result.path("uncertainty").isNull()).isTrue();
                });
    }

    @Test
    void threeAccountsAreRefusedAndTheLargestIsLeftOut() throws IOException {
        String[] asked = {"--kpi", "nrr", "--uncertainty", "--draws", "500", "--random-start", "7"};

        // without A: 30 of 100 are left
        assertThat(book(join(asked, "--format", "json")).out())
                .endsWith("\"table\":null,\"uncertainty\":{\"lower\":null,\"upper\":null,\"method\":null,\"draws\":500,"
                        + "\"randomStart\":7,\"refused\":{\"reason\":\"TOO_FEW_ACCOUNTS\",\"detail\":"
                        + "\"3 accounts have a part in the base of \\\"net-revenue-retention\\\"; an interval needs 10\"},"
                        + "\"largestAccount\":{\"accountId\":\"A\",\"shareOfBase\":0.5,\"valueWithout\":0.3}}}\n]}\n");
        assertThat(book(join(asked, "--format", "csv")).out()).isEqualTo("""
                        key,start,endExclusive,segment,value,unit,currency,numerator,denominator,n,undefined,flags,method,table,lower,upper,withoutLargest
                        net-revenue-retention,2025-01-01,2025-02-01,,0.75,percent,,150,200,3,,,POINT_TO_POINT,,,,0.3
                        """);
        assertThat(book(asked).out()).contains("75.00 %", "30.00 %", "no interval, TOO_FEW_ACCOUNTS: 3 accounts");
    }

    private static String[] join(String[] some, String... more) {
        List<String> all = new ArrayList<>(List.of(some));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void segmentsHaveNoneAndHealthScoresNeither() throws IOException {
        JsonNode results = book("--kpi", "nrr", "--by", "segment", "--uncertainty", "--format", "json")
                .json()
                .path("results");

        assertThat(results).hasSizeGreaterThan(1);
        results.forEach(result -> assertThat(result.path("uncertainty").isNull())
                .isEqualTo(!result.path("segment").isNull()));
        assertThat(book("--uncertainty", "--format", "json").code())
                .as("the whole catalogue")
                .isZero();
    }

    @Test
    void ratiosAreSureOnlyWhereTheyHaveABase() throws IOException {
        JsonNode uncertainty = kpis(
                        Cli.book(folder),
                        "2020-01-01",
                        "2020-02-01",
                        "--kpi",
                        "nrr",
                        "--uncertainty",
                        "--format",
                        "json")
                .json()
                .at("/results/0/uncertainty");

        assertThat(uncertainty.at("/refused/reason").asText()).isEqualTo("ZERO_BASE");
        assertThat(uncertainty.path("largestAccount").isNull()).isTrue();
    }

    @Test
    void drawsAreOfUncertaintyAndEnough() throws IOException {
        assertThat(book("--kpi", "nrr", "--draws", "500").err())
                .contains("--draws is for the draws of --uncertainty; give it, too");
        assertThat(book("--kpi", "nrr", "--random-start", "5").err())
                .contains("--random-start is for the draws of --uncertainty; give it, too");
        Cli.Outcome few = book("--kpi", "nrr", "--uncertainty", "--draws", "99");
        assertThat(few.code()).isEqualTo(2);
        assertThat(few.err()).contains("--draws: number of draws 99 must be 100 or more");
    }
}
