package io.csmetrics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.csmetrics.kpi.Kpi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KpisCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeBook() throws IOException {
        Cli.book(folder);
    }

    private Cli.Outcome kpis(String... more) {
        List<String> args = new ArrayList<>(
                List.of("kpis", "--data", folder.toString(), "--from", "2025-01-01", "--to", "2025-02-01"));
        args.addAll(List.of(more));
        return Cli.run(args.toArray(String[]::new));
    }

    private static List<String> each(JsonNode results, String key) {
        List<String> values = new ArrayList<>();
        results.forEach(result -> values.add(result.path(key).asText()));
        return values;
    }

    @Test
    void jsonHasTheKeysOfTheContractInTheirOrder() {
        Cli.Outcome outcome = kpis("--kpi", "net-revenue-retention", "--format", "json");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).isEqualTo("""
                        {"results":[
                        {"key":"net-revenue-retention","start":"2025-01-01","endExclusive":"2025-02-01","segment":null,\
                        "value":0.75,"unit":"percent","currency":null,"numerator":150,"denominator":200,"n":3,\
                        "undefined":null,"flags":[],"method":"POINT_TO_POINT","table":null}
                        ]}
                        """);
    }

    @Test
    void csvHasTheSameKeysAsColumns() {
        Cli.Outcome outcome =
                kpis("--kpi", "grr,monthly-recurring-revenue", "--by", "segment,region", "--format", "csv");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out().lines())
                .startsWith(
                        "key,start,endExclusive,segment,value,unit,currency,numerator,denominator,n,undefined,flags,method,table",
                        "gross-revenue-retention,2025-01-01,2025-02-01,,0.65,percent,,130,200,3,,,POINT_TO_POINT,",
                        "gross-revenue-retention,2025-01-01,2025-02-01,\"region=(none), segment=SMB\",0.6,percent,,30,50,1,,,POINT_TO_POINT,")
                .contains("monthly-recurring-revenue,2025-01-01,2025-02-01,,190,money-per-month,EUR,,,3,,,,");
    }

    @Test
    void theTableIsRoundedForReading() {
        Cli.Outcome outcome = kpis("--kpi", "customer-churn-rate,mrr,paid-accounts,average-customer-lifespan");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).isEqualTo("""
                        kpi                        start       end exclusive        value
                        -------------------------  ----------  -------------  -----------
                        customer-churn-rate        2025-01-01  2025-02-01         33.33 %
                        monthly-recurring-revenue  2025-01-01  2025-02-01      190.00 EUR
                        paid-accounts              2025-01-01  2025-02-01               3
                        average-customer-lifespan  2025-01-01  2025-02-01     3.00 months
                        """);
    }

    @Test
    void undefinedNumbersSayWhy() {
        String[] before = {"--from", "2020-01-01", "--to", "2020-02-01", "--kpi", "NRR,mrr-growth-rate"};

        assertThat(kpisOf(before).out()).contains("undefined  POINT_TO_POINT  ZERO_DENOMINATOR: ");
        JsonNode results = kpisOf(join(before, "--format", "json")).json().path("results");
        assertThat(results).hasSize(2).allSatisfy(result -> {
            assertThat(result.path("value").isNull()).isTrue();
            assertThat(result.path("undefined").path("reason").asText()).isNotBlank();
            assertThat(result.path("undefined").path("detail").asText()).isNotBlank();
        });
        assertThat(kpisOf(join(before, "--format", "csv")).out()).contains(",ZERO_DENOMINATOR: ");
    }

    @Test
    void withoutKpiTheWholeCatalogueIsMeasuredInItsOrder() {
        List<String> keys =
                DefinitionOptions.standard().kpis().stream().map(Kpi::key).toList();

        Cli.Outcome outcome = kpis("--format", "json");

        assertThat(outcome.code()).isZero();
        assertThat(each(outcome.json().path("results"), "key")).isEqualTo(keys).hasSize(123);
    }

    @Test
    void cohortsAreATableOfCells() {
        String[] asked = {
            "--from", "2024-06-01", "--to", "2025-02-01", "--kpi", "cohort-retention-analysis", "--param", "grain=year"
        };
        String[] asOf = {"--as-of", "2026-01-01"};

        assertThat(kpisOf(join(join(asked, asOf), "--format", "json")).out())
                .contains("\"table\":[{\"cohort\":\"2024-01-01\",\"index\":0,\"value\":1},"
                        + "{\"cohort\":\"2024-01-01\",\"index\":1,\"value\":0.6666666666666667},"
                        + "{\"cohort\":\"2025-01-01\",\"index\":0,\"value\":1}]");
        assertThat(kpisOf(join(asked, asOf)).out().lines().skip(2).map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "cohort-retention-analysis 2024-06-01 2025-02-01 2024-01-01 +0 100.00 % CUSTOMER_AT_END",
                        "cohort-retention-analysis 2024-06-01 2025-02-01 2024-01-01 +1 66.67 % CUSTOMER_AT_END",
                        "cohort-retention-analysis 2024-06-01 2025-02-01 2025-01-01 +0 100.00 % CUSTOMER_AT_END");
        assertThat(kpisOf(join(join(asked, asOf), "--format", "csv")).out())
                .contains(",\"[{\"\"cohort\"\":\"\"2024-01-01\"\",\"\"index\"\":0,\"\"value\"\":1},");
        assertThat(kpisOf(join(asked, "--format", "json")).out())
                .as("a year that is not over when it is read")
                .contains("\"table\":[{\"cohort\":\"2024-01-01\",\"index\":0,\"value\":1}]");
    }

    @Test
    void rowsStandByKpiAsAskedThenStartThenSegment() {
        Cli.Outcome outcome = kpisOf(
                "--from",
                "2024-12-15",
                "--to",
                "2025-02-01",
                "--every",
                "month",
                "--by",
                "segment",
                "--kpi",
                "paid-accounts,mrr",
                "--format",
                "csv");

        assertThat(outcome.out().lines().skip(1).map(line -> line.split(",unit|,count|,money", 2)[0]))
                .containsExactly(
                        "paid-accounts,2024-12-15,2025-01-01,,3",
                        "paid-accounts,2024-12-15,2025-01-01,segment=Enterprise,1",
                        "paid-accounts,2024-12-15,2025-01-01,segment=SMB,2",
                        "paid-accounts,2025-01-01,2025-02-01,,3",
                        "paid-accounts,2025-01-01,2025-02-01,segment=Enterprise,1",
                        "paid-accounts,2025-01-01,2025-02-01,segment=SMB,2",
                        "monthly-recurring-revenue,2024-12-15,2025-01-01,,200",
                        "monthly-recurring-revenue,2024-12-15,2025-01-01,segment=Enterprise,50",
                        "monthly-recurring-revenue,2024-12-15,2025-01-01,segment=SMB,150",
                        "monthly-recurring-revenue,2025-01-01,2025-02-01,,190",
                        "monthly-recurring-revenue,2025-01-01,2025-02-01,segment=Enterprise,40",
                        "monthly-recurring-revenue,2025-01-01,2025-02-01,segment=SMB,150");
    }

    @Test
    void anAttributeWithoutValueIsASegmentOfItsOwn() {
        JsonNode results = kpis("--kpi", "mrr", "--by", "region", "--format", "json")
                .json()
                .path("results");

        assertThat(results.path(0).path("segment").isNull()).isTrue();
        assertThat(results)
                .extracting(result -> result.path("segment").path("region").asText())
                .containsExactly("", "(none)", "north", "south");
    }

    @Test
    void severalMethodsGiveABlockOfRowsEach() {
        JsonNode results = kpis(
                        "--kpi",
                        "NRR,mrr",
                        "--method",
                        "FLOW,COHORT_MOVEMENTS",
                        "--method",
                        "compounded",
                        "--format",
                        "json")
                .json()
                .path("results");

        assertThat(each(results, "method")).containsExactly("FLOW", "COHORT_MOVEMENTS", "COMPOUNDED", "null");
        assertThat(each(results, "value")).containsExactly("0.75", "0.75", "0.75", "190");
    }

    @Test
    void aCompoundedRateHasNoNumerator() {
        JsonNode result = kpis("--kpi", "GRR", "--method", "COMPOUNDED", "--format", "json")
                .json()
                .path("results")
                .path(0);

        assertThat(result.path("value").decimalValue()).isEqualByComparingTo("0.65");
        assertThat(result.path("numerator").isNull()).isTrue();
        assertThat(result.path("denominator").isNull()).isTrue();
    }

    @Test
    void aParameterMayBeNamedInKebabOrCamelCase() throws IOException {
        Cli.write(
                folder,
                "movements.csv",
                "account_id,effective_on,type,amount,currency",
                "A,2024-06-01,NEW,100,EUR",
                "B,2024-06-15,NEW,50,EUR",
                "B,2024-07-15,CHURN,50,EUR",
                "B,2025-01-15,REACTIVATION,30,EUR");
        String[] flow = {"--kpi", "NRR", "--method", "FLOW", "--format", "csv"};

        assertThat(kpis(flow).out()).contains(",1,percent,,100,100,");
        for (String name : List.of("include-reactivation", "includeReactivation")) {
            assertThat(kpis(join(flow, "--param", name + "=true")).out()).contains(",1.3,percent,,130,100,");
        }
        assertThat(kpis(
                                "--kpi",
                                "NRR",
                                "--param",
                                "method=FLOW",
                                "--param",
                                "include-reactivation=TRUE",
                                "--format",
                                "csv")
                        .out())
                .contains(",1.3,percent,,130,100,");
    }

    @Test
    void aParameterCanBeADurationInDaysOrIso() {
        for (String length : List.of("30d", "P30D", "PT36H")) {
            assertThat(kpis("--kpi", "customer-feedback-retention-score", "--param", "lookback=" + length)
                            .code())
                    .isZero();
        }
    }

    @Test
    void asOfADateIsItsFirstInstantInTheZone() {
        String[] asked = {"--kpi", "mrr", "--format", "csv"};

        assertThat(kpis(join(asked, "--as-of", "2025-01-20")).out())
                .contains(",200,")
                .contains("PARTIAL_PERIOD");
        assertThat(kpis(join(asked, "--as-of", "2025-01-21")).out()).contains(",150,");
        assertThat(kpis(join(asked, "--as-of", "2025-01-20T00:00:00Z")).out())
                .isEqualTo(kpis(join(asked, "--as-of", "2025-01-20")).out());
        assertThat(kpis(join(asked, "--as-of", "2025-01-20T00:00:01Z")).out()).contains(",150,");
        assertThat(kpis(join(asked, "--zone", "America/New_York", "--as-of", "2025-01-20T05:00:00Z"))
                        .out())
                .isEqualTo(kpis(join(asked, "--zone", "America/New_York", "--as-of", "2025-01-20"))
                        .out())
                .isEqualTo(kpis(join(asked, "--zone", "America/New_York", "--as-of", "2025-01-20T00:00"))
                        .out())
                .contains(",200,");
    }

    @Test
    void periodsOfWhichNothingWasKnownAreLeftOutWithANotice() {
        Cli.Outcome outcome = kpisOf(
                "--from",
                "2024-12-01",
                "--to",
                "2025-03-01",
                "--every",
                "month",
                "--kpi",
                "mrr",
                "--as-of",
                "2025-02-01",
                "--format",
                "json");

        assertThat(outcome.code()).isZero();
        assertThat(each(outcome.json().path("results"), "start")).containsExactly("2024-12-01", "2025-01-01");
        assertThat(outcome.errors())
                .containsExactly(
                        "notice: [2025-02-01, 2025-03-01) starts at or after --as-of 2025-02-01 and is left out");
    }

    @Test
    void everyCutsAtCalendarBoundariesAndClipsTheEnds() {
        assertThat(starts("week", "2025-01-01", "2025-01-15"))
                .containsExactly("2025-01-01", "2025-01-06", "2025-01-13");
        assertThat(starts("day", "2025-01-30", "2025-02-02")).containsExactly("2025-01-30", "2025-01-31", "2025-02-01");
        assertThat(starts("quarter", "2024-11-05", "2025-04-02"))
                .containsExactly("2024-11-05", "2025-01-01", "2025-04-01");
        assertThat(starts("year", "2024-11-05", "2025-04-02")).containsExactly("2024-11-05", "2025-01-01");
        assertThat(starts("total", "2024-11-05", "2025-04-02")).containsExactly("2024-11-05");
    }

    private List<String> starts(String every, String from, String to) {
        Cli.Outcome outcome = kpisOf("--from", from, "--to", to, "--every", every, "--kpi", "mrr", "--format", "json");
        assertThat(outcome.code()).isZero();
        return each(outcome.json().path("results"), "start");
    }

    @Test
    void outWritesTheSameToAFile() throws IOException {
        Path file = folder.resolve("result.txt");

        Cli.Outcome outcome = kpis("--kpi", "mrr", "--format", "csv", "--out", file.toString());

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).isEmpty();
        assertThat(file).hasContent(kpis("--kpi", "mrr", "--format", "csv").out());
    }

    @Test
    void aCsvCellCannotBecomeAFormula() throws IOException {
        Cli.write(folder, "accounts.csv", "account_id,=cmd", "A,=1+1", "B,\"x\"\"y\"", "C,\"two", "lines\"", "D,-");

        Cli.Outcome outcome = kpis("--kpi", "mrr", "--by", "=cmd", "--format", "csv");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains(",'==cmd".replace("==", "=") + "==1+1,")
                .contains(",\"'=cmd=x\"\"y\",");
    }

    @Test
    void dataWithoutMoneyHaveNumbersAllTheSame() throws IOException {
        Path plain = Files.createDirectory(folder.resolve("plain"));
        Cli.write(plain, "accounts.csv", "account_id", "A");

        Cli.Outcome outcome = Cli.run(
                "kpis",
                "--data",
                plain.toString(),
                "--from",
                "2025-01-01",
                "--to",
                "2025-02-01",
                "--kpi",
                "mrr",
                "--format",
                "json");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.json().path("results").path(0).path("value").decimalValue())
                .isZero();
        assertThat(outcome.json().path("results").path(0).path("currency").asText())
                .isEqualTo("USD");
    }

    private Cli.Outcome kpisOf(String... more) {
        return Cli.run(join(new String[] {"kpis", "--data", folder.toString()}, more));
    }

    private static String[] join(String[] some, String... more) {
        return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
    }
}
