package io.csmetrics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vendor's own KPIs, from files. */
class DefinitionsTest {
    private static final Path ACME = Path.of("data", "definitions", "acme.json");
    private static final Path BOARD = Path.of("data", "scorecards", "board.json");

    private static final Path MISTAKES =
            Path.of("..", "..", "metrics-core", "src", "test", "resources", "definitions", "twelve-mistakes.json");

    @TempDir
    Path folder;

    @BeforeEach
    void writeBook() throws IOException {
        Cli.book(folder);
    }

    private Cli.Outcome run(String command, String... more) {
        return Cli.run(Stream.concat(
                        Stream.of(command, "--data", folder.toString(), "--from", "2025-01-01", "--to", "2025-02-01"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private Path definitions(String file, String... lines) throws IOException {
        Cli.write(folder, file, lines);
        return folder.resolve(file);
    }

    private static List<String> each(JsonNode rows, String key) {
        List<String> values = new ArrayList<>();
        rows.forEach(row -> values.add(row.path(key).asText()));
        return values;
    }

    @Test
    void ownKpisStandBesideTheOthers() {
        Cli.Outcome outcome = run(
                "kpis",
                "--definitions",
                ACME.toString(),
                "--kpi",
                "Steady Account Rate,acme-recently-grown-rate,acme-growth-to-loss-ratio,NRR",
                "--param",
                "lookback=30d",
                "--format",
                "json");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
        JsonNode results = outcome.json().path("results");
        assertThat(each(results, "key"))
                .containsExactly(
                        "acme-steady-account-rate",
                        "acme-recently-grown-rate",
                        "acme-growth-to-loss-ratio",
                        "net-revenue-retention");
        // A, B and C began and B contracted; of A, B and D at the end A had expanded; 20 gained on 70 lost
        assertThat(each(results, "value").get(0)).startsWith("0.66666");
        assertThat(each(results, "value").get(1)).startsWith("0.33333");
        assertThat(each(results, "value").get(2)).startsWith("0.28571");
    }

    @Test
    void withoutKpiOwnKpisComeLast() {
        Cli.Outcome outcome = run("kpis", "--definitions", ACME.toString(), "--format", "json");

        assertThat(outcome.code()).isZero();
        assertThat(each(outcome.json().path("results"), "key"))
                .hasSize(DefinitionOptions.standard().kpis().size() + 3)
                .endsWith("acme-steady-account-rate", "acme-recently-grown-rate", "acme-growth-to-loss-ratio");
    }

    @Test
    void aFileMayBuildOnThoseBeforeIt() throws IOException {
        Path more = definitions("more.json", """
                {"key": "acme-unsteady-account-rate", "family": "derived", "expr": "1 - steady",
                 "of": {"steady": "acme-steady-account-rate"}, "valueUnit": "percent"}
                """);

        Cli.Outcome outcome = run(
                "kpis",
                "--definitions",
                ACME.toString(),
                "--definitions",
                more.toString(),
                "--kpi",
                "acme-unsteady-account-rate",
                "--param",
                "north-star=x");
        assertThat(outcome.code()).isEqualTo(2);

        assertThat(run(
                                "kpis",
                                "--definitions",
                                ACME.toString(),
                                "--definitions",
                                more.toString(),
                                "--kpi",
                                "acme-unsteady-account-rate,north-star-metric",
                                "--param",
                                "north-star=acme-unsteady-account-rate")
                        .out())
                .contains("acme-unsteady-account-rate  2025-01-01  2025-02-01     33.33 %")
                .contains("north-star-metric           2025-01-01  2025-02-01     33.33 %");
        Cli.Outcome alone = run("kpis", "--definitions", more.toString());
        assertThat(alone.code()).isEqualTo(1);
        assertThat(alone.errors().get(0))
                .startsWith("more.json:2: of.steady: acme-steady-account-rate, must be the key");
    }

    @Test
    void theCatalogueListsThem() {
        Cli.Outcome json = Cli.run("catalog", "--definitions", ACME.toString(), "--format", "json");
        assertThat(json.code()).isZero();
        assertThat(each(json.json().path("kpis"), "key")).endsWith("acme-growth-to-loss-ratio");

        assertThat(Cli.run("catalog", "--definitions", ACME.toString()).out())
                .contains("\n| `acme-recently-grown-rate` | Recently Grown Rate | ")
                .contains(" | `lookback` = 90d (duration) | ")
                .contains(
                        "\n- `acme-growth-to-loss-ratio`: `{\"family\":\"derived\",\"expr\":\"(net - gross) / (1 - gross)\",");
    }

    @Test
    void aScorecardCanNameThem() throws IOException {
        Path page = folder.resolve("report.html");

        Cli.Outcome outcome = run(
                "report", "--definitions", ACME.toString(), "--scorecard", BOARD.toString(), "--out", page.toString());

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(page).content().contains("Steady Account Rate", "66.67 %", "95.00 %", "missed");
        assertThat(run("report", "--scorecard", BOARD.toString(), "--out", page.toString())
                        .err())
                .startsWith("notice: KPI \"acme-steady-account-rate\" is not among the given ones");
    }

    @Test
    void cohortsCanBeDefinedToo() throws IOException {
        Path right = definitions(
                "cohorts.json",
                "{\"key\": \"acme-yearly-revenue\", \"family\": \"cohort\", \"valueUnit\": \"table\",",
                " \"grain\": \"year\", \"measure\": \"revenue-net\", \"horizon\": \"$years\", \"defaults\": {\"years\": 1}}");
        Path wrong =
                definitions("wrong.json", "{\"key\": \"acme-a\", \"family\": \"cohort\",", " \"grain\": \"yaer\"}");

        assertThat(Cli.run(
                                "kpis",
                                "--data",
                                folder.toString(),
                                "--from",
                                "2024-01-01",
                                "--to",
                                "2025-01-01",
                                "--definitions",
                                right.toString(),
                                "--kpi",
                                "acme-yearly-revenue",
                                "--format",
                                "json")
                        .out())
                .contains("\"table\":[{\"cohort\":\"2024-01-01\",\"index\":0,\"value\":1}]");
        assertThat(run("kpis", "--definitions", wrong.toString()).errors())
                .contains(
                        "wrong.json:2: grain: yaer, must be one of DAY, WEEK, MONTH, QUARTER, YEAR, did you mean YEAR");
    }

    @Test
    void twelveMistakesAreToldAtOnceWithTheirPlaces() {
        Path page = folder.resolve("report.html");
        for (Cli.Outcome outcome : List.of(
                run("kpis", "--definitions", MISTAKES.toString()),
                run("report", "--definitions", MISTAKES.toString(), "--out", page.toString()),
                Cli.run("catalog", "--definitions", MISTAKES.toString()))) {
            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.errors()).hasSize(13).last().isEqualTo("12 findings");
            assertThat(outcome.errors().subList(0, 12))
                    .allMatch(line -> line.matches("twelve-mistakes\\.json:\\d+: kpis\\[\\d+\\]\\..+"));
            assertThat(outcome.errors().get(0)).endsWith("did you mean share");
            assertThat(outcome.err()).doesNotContain("\tat ", "Exception", "io.csmetrics");
        }
        assertThat(page).doesNotExist();
    }

    @Test
    void theMistakesOfSeveralFilesAreToldTogether() throws IOException {
        Path broken = definitions("broken.json", "{\"key\": ");

        Cli.Outcome outcome =
                Cli.run("catalog", "--definitions", broken.toString(), "--definitions", MISTAKES.toString());

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.errors()).hasSize(14).first().asString().startsWith("broken.json:");
        assertThat(outcome.errors()).last().isEqualTo("13 findings");
    }

    @Test
    void whatIsNoFileOfDefinitionsIsToldAsSuch() throws IOException {
        for (String text : List.of("", "[]x", "null", "{}", "{\"kpis\": 1}", "\u0000", "[[[[", "{\"key\": 3}")) {
            Path file = definitions("odd.json", text);

            Cli.Outcome outcome = Cli.run("catalog", "--definitions", file.toString());

            assertThat(outcome.code()).as(text).isEqualTo(1);
            assertThat(outcome.errors().get(0)).as(text).startsWith("odd.json:");
            assertThat(outcome.err()).doesNotContain("\tat ", "Exception");
        }
        Files.write(folder.resolve("odd.json"), new byte[] {(byte) 0xff, (byte) 0xfe, 0x20});
        assertThat(Cli.run(
                                "catalog",
                                "--definitions",
                                folder.resolve("odd.json").toString())
                        .code())
                .isEqualTo(1);
    }
}
