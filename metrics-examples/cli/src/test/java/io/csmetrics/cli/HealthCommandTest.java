package io.csmetrics.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scores of the example of the README, whose accounts show every state. Figures that are expected were worked out by hand. */
class HealthCommandTest {
    private static final Path EXAMPLE = Path.of("data", "health-example");
    private static final String MODEL =
            Path.of("data", "models", "smb-health.json").toString();

    @TempDir
    Path folder;

    private static Cli.Outcome health(String... more) {
        return Cli.run(Stream.concat(
                        Stream.of(
                                "health",
                                "--model",
                                MODEL,
                                "--accounts",
                                EXAMPLE.resolve("accounts.csv").toString(),
                                "--signals",
                                EXAMPLE.resolve("signals.csv").toString(),
                                "--as-of",
                                "2026-10-01"),
                        Arrays.stream(more))
                .toArray(String[]::new));
    }

    private Cli.Outcome withSignals(List<String> rows, String... more) throws IOException {
        List<String> all = new ArrayList<>(List.of("account_id,signal,value,observed_at,state"));
        all.addAll(rows);
        Path file = Files.write(folder.resolve("signals.csv"), all);
        return Cli.run(Stream.concat(
                        Stream.of(
                                "health",
                                "--model",
                                MODEL,
                                "--accounts",
                                EXAMPLE.resolve("accounts.csv").toString(),
                                "--signals",
                                file.toString(),
                                "--as-of",
                                "2026-10-01"),
                        Arrays.stream(more))
                .toArray(String[]::new));
    }

    private static Map<String, JsonNode> scores(Cli.Outcome outcome) {
        Map<String, JsonNode> byAccount = new HashMap<>();
        outcome.json()
                .path("scores")
                .forEach(score -> byAccount.put(score.path("accountId").asText(), score));
        return byAccount;
    }

    private static List<String> keys(JsonNode object) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static JsonNode contribution(JsonNode score, String signal) {
        for (JsonNode each : score.path("contributions")) {
            if (each.path("signal").asText().equals(signal)) {
                return each;
            }
        }
        throw new AssertionError(signal);
    }

    @Test
    void jsonHasTheKeysOfTheContractInTheirOrder() {
        Cli.Outcome outcome = health("--format", "json");

        assertThat(outcome.code()).isZero();
        assertThat(keys(outcome.json())).containsExactly("scores", "backtest");
        assertThat(outcome.json().path("backtest").isNull()).isTrue();
        assertThat(outcome.json().path("scores"))
                .hasSize(13)
                .allSatisfy(score -> assertThat(keys(score))
                        .containsExactly(
                                "accountId",
                                "model",
                                "version",
                                "score",
                                "band",
                                "coverage",
                                "low",
                                "high",
                                "contributions",
                                "rules",
                                "unavailable"));
        JsonNode late = scores(outcome).get("A08");
        assertThat(late.path("contributions"))
                .extracting(each -> each.path("signal").asText())
                .containsExactly(
                        "active_ratio",
                        "usage_change_pct",
                        "days_since_login",
                        "open_p1_tickets",
                        "first_reply_hours",
                        "nps",
                        "csm_pulse",
                        "invoice_overdue_days");
        assertThat(keys(late.path("contributions").get(0)))
                .containsExactly("signal", "state", "raw", "subScore", "share", "points");
        // 76.5 before the rule; 52 days overdue are 100 * (60 - 52) / 60 of 15 %
        assertThat(late.path("rules"))
                .singleElement()
                .hasToString(
                        "{\"id\":\"overdue\",\"floor\":null,\"cap\":49,\"effect\":-27.5,\"reason\":\"Invoice 45 days overdue\"}");
        assertThat(late.path("score").decimalValue()).isEqualTo("49");
        assertThat(late.path("band").asText()).isEqualTo("red");
    }

    @Test
    void everyStateIsTold() {
        Map<String, JsonNode> scores = scores(health("--format", "json"));

        assertThat(contribution(scores.get("A01"), "csm_pulse"))
                .hasToString(
                        "{\"signal\":\"csm_pulse\",\"state\":\"ok\",\"raw\":\"good\",\"subScore\":100,\"share\":0.1,\"points\":10}");
        assertThat(contribution(scores.get("A02"), "nps"))
                .hasToString(
                        "{\"signal\":\"nps\",\"state\":\"missing\",\"raw\":null,\"subScore\":null,\"share\":0,\"points\":0}");
        assertThat(contribution(scores.get("A03"), "active_ratio").path("state").asText())
                .isEqualTo("stale");
        assertThat(contribution(scores.get("A04"), "csm_pulse"))
                .hasToString(
                        "{\"signal\":\"csm_pulse\",\"state\":\"invalid\",\"raw\":\"great\",\"subScore\":null,\"share\":0,\"points\":0}");
        assertThat(contribution(scores.get("A05"), "csm_pulse").path("state").asText())
                .isEqualTo("not-applicable");
        assertThat(contribution(scores.get("A04"), "usage_change_pct")
                        .path("raw")
                        .decimalValue())
                .isEqualTo("-12.5");
        // what does not apply does not lower the coverage, what is missing does
        assertThat(scores.get("A05").path("coverage").decimalValue()).isEqualByComparingTo("1");
        assertThat(scores.get("A02").path("coverage").decimalValue()).isEqualByComparingTo("0.8");
    }

    @ParameterizedTest
    @CsvSource({
        "A03,INSUFFICIENT_COVERAGE",
        "A06,REQUIRED_SIGNAL_MISSING",
        "A07,INSUFFICIENT_COVERAGE",
        "A12,NO_MODEL",
        "A13,NO_MODEL"
    })
    void withoutAScoreThereIsAReason(String account, String reason) {
        JsonNode score = scores(health("--format", "json")).get(account);

        assertThat(score.path("unavailable").asText()).isEqualTo(reason);
        assertThat(score.path("score").isNull()).isTrue();
        assertThat(score.path("band").isNull()).isTrue();
        boolean hasModel = !reason.equals("NO_MODEL");
        assertThat(score.path("model").isNull()).isEqualTo(!hasModel);
        assertThat(score.path("version").isNull()).isEqualTo(!hasModel);
        assertThat(score.path("contributions")).hasSize(hasModel ? 8 : 0);
    }

    @Test
    void pointsAddUpToTheScoreBeforeRules() {
        scores(health("--format", "json")).values().stream()
                .filter(score -> score.path("unavailable").isNull()
                        && score.path("rules").isEmpty())
                .forEach(score -> {
                    double sum = 0;
                    for (JsonNode each : score.path("contributions")) {
                        sum += each.path("points").asDouble();
                    }
                    assertThat(sum).isCloseTo(score.path("score").asDouble(), within(0.05 + 1e-9));
                });
    }

    @Test
    void anExplanationAddsUp() {
        Cli.Outcome outcome = health("--explain", "A09");

        assertThat(outcome.code()).isZero();
        List<String> lines = outcome.out().lines().toList();
        assertThat(lines.get(0)).startsWith("A09: 30.0, red by smb-health 2026.3, from 100 % of the weight");
        BigDecimal sum = BigDecimal.ZERO;
        for (String line : lines.subList(4, lines.size() - 1)) {
            sum = sum.add(new BigDecimal(line.strip().split(" ", -1)[0]));
        }
        assertThat(sum).isEqualByComparingTo("30");
        assertThat(lines.get(lines.size() - 1).strip()).startsWith("30.0  score");
        assertThat(outcome.out()).contains("rule outage");
        assertThat(health("--explain", "A06").out()).contains("no score", "invoice_overdue_days", "missing");
        assertThat(health("--explain", "A12").out()).startsWith("A12: no score, no model applies");
    }

    @Test
    void csvHasTheSameKeysAsColumns() {
        assertThat(health("--format", "csv").out().lines())
                .hasSize(14)
                .startsWith("accountId,model,version,score,band,coverage,low,high,contributions,rules,unavailable")
                .contains("A12,,,,,0,,,,,NO_MODEL");
    }

    @Test
    void aBacktestIsWhatHandsWorkOut() throws IOException {
        // scored: A01 91.3, A02 89.4, A05 87.5, A11 82.0 green, A04 74.8 yellow, A08 49.0 and A09 30.0 red
        String outcomes = Files.readString(EXAMPLE.resolve("outcomes.csv"))
                .replace("A02,,2027-01-31", "A02,2026-10-02,2027-01-31");
        Path file = Files.writeString(folder.resolve("outcomes.csv"), outcomes);

        Cli.Outcome outcome = health("--outcomes", file.toString(), "--format", "json");

        assertThat(outcome.code()).isZero();
        JsonNode test = outcome.json().path("backtest");
        assertThat(keys(test))
                .containsExactly(
                        "n",
                        "churned",
                        "stayed",
                        "leftOut",
                        "baseRate",
                        "auc",
                        "ks",
                        "averagePrecision",
                        "bands",
                        "monotone",
                        "alarm",
                        "top",
                        "churnedInBestBand",
                        "comparison",
                        "probability",
                        "verdicts");
        assertThat(test.path("n").asInt()).isEqualTo(7);
        // A09 churned on the last of the 90 days, A04 after them
        assertThat(test.path("churned").asInt()).isEqualTo(3);
        assertThat(test.path("stayed").asInt()).isEqualTo(4);
        // A10 was lost sight of; A03, A06, A07, A12 have no score; A13 had churned before
        assertThat(test.path("leftOut")).hasToString("{\"censored\":1,\"noScore\":4,\"noOutcome\":1}");
        assertThat(test.path("baseRate").asDouble()).isCloseTo(3 / 7.0, within(1e-12));
        // of 3 * 4 pairs only A02 before A04, A05 and A11 are the wrong way round
        assertThat(test.path("auc").path("value").asDouble()).isCloseTo(9 / 12.0, within(1e-12));
        assertThat(keys(test.path("auc"))).containsExactly("value", "lower", "upper", "method");
        assertThat(test.path("auc").path("method").asText()).isEqualTo("delong");
        assertThat(test.path("ks").asDouble()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(test.path("averagePrecision").asDouble()).isCloseTo((1 + 1 + 3 / 6.0) / 3, within(1e-12));
        JsonNode red = test.path("bands").get(0);
        assertThat(keys(red)).containsExactly("band", "n", "churned", "rate", "lower", "upper");
        // Wilson of 2 of 2: 2 / (2 + z²), with z = 1.959964
        assertThat(red.path("lower").asDouble()).isCloseTo(2 / (2 + 3.841458821), within(1e-9));
        assertThat(test.path("bands").get(2).path("n").asInt()).isEqualTo(4);
        assertThat(test.path("bands").get(2).path("churned").asInt()).isEqualTo(1);
        assertThat(test.path("monotone").asBoolean()).isFalse();
        assertThat(test.path("alarm").path("band").asText()).isEqualTo("red");
        assertThat(test.path("alarm").path("precision").asDouble()).isEqualTo(1);
        assertThat(test.path("alarm").path("recall").asDouble()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(test.path("top")).hasToString("{\"share\":0.1,\"n\":0,\"churned\":0,\"lift\":null,\"capture\":0}");
        assertThat(test.path("churnedInBestBand")).hasToString("{\"accounts\":1,\"amount\":4800}");
        assertThat(test.path("comparison"))
                .extracting(each -> each.path("weights").asText())
                .containsExactly("own", "equal", "learned", "best-signal");
        assertThat(keys(test.path("comparison").get(3))).containsExactly("weights", "signal", "auc");
        // squares of 0.05, 0.9, 0.4, 0.05, 0.3, 0.4 and 0.15
        assertThat(test.path("probability").path("brier").asDouble()).isCloseTo(1.2475 / 7, within(1e-12));
        assertThat(test.path("probability").path("baseBrier").asDouble()).isCloseTo(12 / 49.0, within(1e-12));
        assertThat(keys(test.path("probability"))).containsExactly("brier", "baseBrier", "brierSkill", "logLoss");
        assertThat(test.path("verdicts")).extracting(JsonNode::asText).contains("few-churners");
    }

    @Test
    void everyMistakeOfSignalsIsLocatedAndLenientGoesOn() throws IOException {
        List<String> rows = List.of(
                "A01,nps,9,yesterday,",
                ",nps,9,2026-09-01,",
                "A01,,9,2026-09-01,",
                "A01,nps,9,2026-09-01,unknown",
                "Z99,nps,9,2026-09-01,",
                "A01,csm_pulse,good,2026-09-01,",
                "A01,csm_pulse,bad,2026-09-01,",
                "A01,actve_ratio,0.5,2026-09-30,",
                "A01,actve_ratio,0.6,2026-09-29,",
                "A01,invoice_overdue_days,0,2026-09-30,");

        Cli.Outcome strict = withSignals(rows);

        assertThat(strict.code()).isEqualTo(1);
        assertThat(strict.out()).isEmpty();
        assertThat(strict.errors().subList(1, 8))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("signals.csv:2: observed_at: yesterday, must be an instant"),
                        line -> assertThat(line).startsWith("signals.csv:3: account_id: must not be blank"),
                        line -> assertThat(line).startsWith("signals.csv:4: signal: must not be blank"),
                        line -> assertThat(line)
                                .startsWith("signals.csv:5: state: unknown, must be one of not-applicable"),
                        line -> assertThat(line)
                                .startsWith("signals.csv:6: account_id: Z99, must be one of the accounts"),
                        line -> assertThat(line)
                                .startsWith("signals.csv:8: value: bad, must be the one value of signal \"csm_pulse\"")
                                .contains("line 7 has good"),
                        line -> assertThat(line).isEqualTo("6 findings"));

        Cli.Outcome lenient = withSignals(rows, "--lenient", "--format", "json");
        assertThat(lenient.code()).isZero();
        assertThat(lenient.err())
                .contains("6 findings")
                .containsOnlyOnce("actve_ratio")
                .contains("did you mean active_ratio");
        assertThat(contribution(scores(lenient).get("A01"), "csm_pulse")
                        .path("state")
                        .asText())
                .isEqualTo("missing");
    }

    @Test
    void everyMistakeOfOutcomesIsLocated() throws IOException {
        Cli.write(
                folder,
                "outcomes.csv",
                "account_id,outcome,churned_on,observed_until,probability,amount",
                "A01,stayed,,,0.1,10",
                "A01,churned,,,0.1,10",
                "A02,left,,,,",
                "A03,,2026-13-01,,,",
                "A04,,,,1.2,",
                "A05,churned,2026-11-01,,,",
                "A08,stayed,,,,-1");

        Cli.Outcome outcome =
                health("--outcomes", folder.resolve("outcomes.csv").toString());

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.errors())
                .filteredOn(line -> line.startsWith("outcomes.csv"))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("outcomes.csv:3: account_id: A01, must be there once"),
                        line -> assertThat(line).startsWith("outcomes.csv:4: outcome: left, must be one of churned"),
                        line -> assertThat(line).startsWith("outcomes.csv:5: churned_on: 2026-13-01"),
                        line -> assertThat(line).startsWith("outcomes.csv:6: probability: 1.2, must be 0 to 1"),
                        line -> assertThat(line)
                                .startsWith("outcomes.csv:7: outcome: churned, must not stand beside churned_on"),
                        line -> assertThat(line).startsWith("outcomes.csv:8: amount: -1, must not be negative"));
        assertThat(health("--outcomes", folder.resolve("outcomes.csv").toString(), "--lenient")
                        .code())
                .isZero();
    }

    @Test
    void compressedFilesAndJsonLinesAreReadAlike() throws IOException {
        Path packed = folder.resolve("signals.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(EXAMPLE.resolve("signals.csv"), out);
        }
        Path lines = folder.resolve("signals.jsonl");
        List<String> json = new ArrayList<>();
        for (String row : Files.readAllLines(EXAMPLE.resolve("signals.csv"), UTF_8).stream()
                .skip(1)
                .toList()) {
            String[] cells = row.split(",", -1);
            json.add("{\"accountId\":\"" + cells[0] + "\",\"signal\":\"" + cells[1] + "\",\"value\":\"" + cells[2]
                    + "\",\"observedAt\":\"" + cells[3] + "\",\"state\":\"" + cells[4] + "\"}");
        }
        Files.write(lines, json);
        String expected = health("--format", "json").out();

        for (Path file : List.of(packed, lines)) {
            Cli.Outcome outcome = Cli.run(
                    "health",
                    "--model",
                    MODEL,
                    "--accounts",
                    EXAMPLE.resolve("accounts.csv").toString(),
                    "--signals",
                    file.toString(),
                    "--as-of",
                    "2026-10-01T00:00:00Z",
                    "--format",
                    "json");
            assertThat(outcome.out()).isEqualTo(expected);
        }
    }

    @Test
    void theOrderOfRowsDoesNotMatter() throws IOException {
        List<String> rows = new ArrayList<>(Files.readAllLines(EXAMPLE.resolve("signals.csv")));
        rows.remove(0);
        Collections.reverse(rows);

        assertThat(withSignals(rows, "--format", "json").out())
                .isEqualTo(health("--format", "json").out());
    }

    @Test
    void mistakesOfModelsAreToldByFileLineAndPath() throws IOException {
        String model = Files.readString(Path.of(MODEL));
        Path broken = Files.writeString(
                folder.resolve("broken.json"),
                model.replace(
                        "\"normalize\": { \"type\": \"linear\", \"worst\": 60, \"best\": 0 }",
                        "\"normalise\": { \"type\": \"linear\", \"worst\": 60, \"best\": 0 }"));
        Path twin = Files.writeString(folder.resolve("twin.json"), model.replace("smb-health", "smb-twin"));
        Path unknown = Files.writeString(
                folder.resolve("unknown.json"),
                model.replace(
                        "\"id\": \"nps\", \"weight\"", "\"id\": \"nps\", \"kpi\": \"net-promoter-scor\", \"weight\""));
        String signals = EXAMPLE.resolve("signals.csv").toString();

        Cli.Outcome misspelt =
                Cli.run("health", "--model", broken.toString(), "--signals", signals, "--as-of", "2026-10-01");
        assertThat(misspelt.code()).isEqualTo(1);
        assertThat(misspelt.err())
                .contains("broken.json:34: ", "$.groups[3].signals[0]", "did you mean \"normalize\"?");

        Cli.Outcome twins = health("--model", twin.toString());
        assertThat(twins.code()).isEqualTo(1);
        assertThat(twins.err())
                .contains(
                        "twin.json:",
                        "models smb-health and smb-twin match the same accounts; the second is never used");

        Cli.Outcome noKpi =
                Cli.run("health", "--model", unknown.toString(), "--signals", signals, "--as-of", "2026-10-01");
        assertThat(noKpi.code()).isEqualTo(1);
        assertThat(noKpi.err())
                .contains("unknown.json:", "$.groups[2].signals[0].kpi", "did you mean \"net-promoter-score\"?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--as-of 2026-10-01 --signals S                    | Missing required option ; --model",
                "--model M --signals S                             | Missing required option ; --as-of",
                "--model M --as-of 2026-10-01                      | must come from somewhere; give --signals",
                "--model M --signals S --as-of soon                | --as-of \"soon\" must be an instant",
                "--model M --signals S --as-of 2026-10-01 --horizon-days 0 | horizon of 0 days must be 1 to",
                "--model M --signals S --as-of 2026-10-01 --gap-days -1    | gap of -1 days must be 0 to",
                "--model M --signals D/signal.csv --as-of 2026-10-01       | --signals ; must be a file ; did you mean \"signals.csv\"?",
                "--model M --signals M --as-of 2026-10-01          | --signals ; must end in one of .csv",
                "--model M --signals S --as-of 2026-10-01 --param catalogue-size=3 | --param \"catalogue-size\" must be a parameter",
                "--model M --signals S --as-of 2026-10-01 --explain A1     | --explain \"A1\" must be one of the accounts",
            })
    void badUsageExitsWithTwo(String arguments, String message) {
        Cli.Outcome outcome = Cli.run(Stream.concat(Stream.of("health"), Stream.of(arguments.split(" ", -1)))
                .map(argument -> switch (argument) {
                    case "M" -> MODEL;
                    case "S" -> EXAMPLE.resolve("signals.csv").toString();
                    default -> argument.replace("D/", EXAMPLE + "/");
                })
                .toArray(String[]::new));

        assertThat(outcome.code()).as(outcome.err()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains(message.split(" ; ")).doesNotContain("\tat ");
    }

    /** Half of the monthly revenue is the score: in January 2025 A has 120, B 30, D 40, and C has churned. */
    private Path revenueModel(String id) throws IOException {
        return Files.writeString(folder.resolve(id + ".json"), """
                {"format": "health-model/1", "id": "%s", "version": "own",
                 "bands": [{"id": "low", "from": 0}, {"id": "high", "from": 50}],
                 "coverage": {"group": 0, "model": 0.1},
                 "groups": [{"id": "all", "weight": 1, "signals": [
                   {"id": "revenue", "kpi": "monthly-recurring-revenue",
                    "normalize": {"type": "linear", "worst": 0, "best": 200}}]}]}
                """.formatted(id));
    }

    @Test
    void aKpiOfHealthIsTheMeanOfTheScoresByAnOwnModelInPlaceOfTheStarter() throws IOException {
        String data = Cli.book(Files.createDirectory(folder.resolve("book"))).toString();
        String model = revenueModel("customer-health-score").toString();

        Map<String, JsonNode> scores = scores(
                Cli.run("health", "--data", data, "--model", model, "--as-of", "2025-02-01", "--format", "json"));
        Cli.Outcome kpis = Cli.run(
                "kpis",
                "--data",
                data,
                "--model",
                model,
                "--from",
                "2025-01-01",
                "--to",
                "2025-02-01",
                "--kpi",
                "customer-health-score",
                "--format",
                "json");

        assertThat(scores.get("A").path("score").decimalValue()).isEqualByComparingTo("60");
        assertThat(scores.get("B").path("score").decimalValue()).isEqualByComparingTo("15");
        assertThat(scores.get("D").path("score").decimalValue()).isEqualByComparingTo("20");
        assertThat(kpis.errors()).singleElement().asString().contains("it decides alone");
        JsonNode result = kpis.json().path("results").get(0);
        assertThat(result.path("value").asDouble()).isCloseTo((60 + 15 + 20) / 3.0, within(1e-9));
        assertThat(result.path("n").asInt()).isEqualTo(3);
    }

    @Test
    void aModelWhoseScoreNobodyReadsIsTold() throws IOException {
        String data = Cli.book(Files.createDirectory(folder.resolve("book"))).toString();

        Cli.Outcome outcome = Cli.run(
                "kpis",
                "--data",
                data,
                "--model",
                revenueModel("acme-health").toString(),
                "--from",
                "2025-01-01",
                "--to",
                "2025-02-01",
                "--kpi",
                "mrr");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.errors())
                .contains("notice: no KPI that is asked for reads the score of model \"acme-health\"");
    }

    @Test
    void aPeriodSeesTheScoresOfItsOwnEndWhateverElseIsAsked() throws IOException {
        String data = Cli.book(Files.createDirectory(folder.resolve("book"))).toString();
        String[] asked = {
            "--data", data, "--kpi", "customer-health-score,churn-risk-score,mrr", "--format", "csv", "--by", "segment"
        };
        List<String> year = Cli.run(Stream.concat(
                                Stream.of("kpis", "--from", "2024-06-01", "--to", "2025-02-01", "--every", "month"),
                                Arrays.stream(asked))
                        .toArray(String[]::new))
                .out()
                .lines()
                .toList();
        List<String> january = Cli.run(Stream.concat(
                                Stream.of("kpis", "--from", "2025-01-01", "--to", "2025-02-01"), Arrays.stream(asked))
                        .toArray(String[]::new))
                .out()
                .lines()
                .toList();

        assertThat(january).hasSize(1 + 3 * 3);
        assertThat(year).containsAll(january);
    }
}
