package io.csmetrics.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SurvivalCommandTest {
    @TempDir
    Path folder;

    private Cli.Outcome survival(String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("survival", "--input", folder.resolve("lives.csv").toString()));
        arguments.addAll(List.of(options));
        return Cli.run(arguments.toArray(String[]::new));
    }

    private void writeLeukemia() throws IOException {
        JsonNode cases = Goldens.cohort("survival.json").get("inline_cases");
        List<String> lines = new ArrayList<>(List.of("duration,observed,group"));
        cases.get("freireich_control_T").forEach(time -> lines.add(time.asText() + ",1,Rx1"));
        for (int i = 0; i < cases.get("freireich_treat_T").size(); i++) {
            lines.add(cases.get("freireich_treat_T").get(i).asText() + ","
                    + cases.get("freireich_treat_E").get(i).asText() + ",Rx0");
        }
        Cli.write(folder, "lives.csv", lines.toArray(String[]::new));
    }

    private static void assertNear(JsonNode value, JsonNode expected, double tolerance) {
        if (expected.isNull()) {
            assertThat(value.isNull()).isTrue();
        } else {
            assertThat(value.doubleValue()).isCloseTo(expected.doubleValue(), within(tolerance));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"log-log", "log", "plain"})
    void leukemiaIsAsRHasIt(String kind) throws IOException {
        writeLeukemia();

        JsonNode json = survival("--ci", kind, "--format", "json").json();

        int compared = 0;
        for (JsonNode group : json.get("groups")) {
            JsonNode expected = Goldens.cohort("survival.json")
                    .at("/expected/leukemia_" + group.get("group").asText());
            assertThat(group.get("n").asInt()).isEqualTo(expected.get("n").asInt());
            assertThat(group.get("events").asInt())
                    .isEqualTo(expected.get("events").asInt());
            assertNear(
                    group.get("median"),
                    expected.get("quantiles_25_50_75_" + kind).get("estimate").get(1),
                    0);
            for (int i = 0; i < expected.get("times").size(); i++) {
                JsonNode point = null;
                for (JsonNode each : group.get("curve")) {
                    boolean reached = each.get("time").doubleValue()
                            <= expected.get("times").get(i).doubleValue();
                    point = reached ? each : point;
                }
                if (point != null) {
                    assertNear(point.get("survival"), expected.get("survival").get(i), 1e-9);
                    assertNear(
                            point.get("standardError"),
                            expected.get("greenwood_se").get(i),
                            1e-9);
                    assertNear(
                            point.get("lower"),
                            expected.get("ci95_" + kind).get("lower").get(i),
                            1e-9);
                    assertNear(
                            point.get("upper"),
                            expected.get("ci95_" + kind).get("upper").get(i),
                            1e-9);
                    compared++;
                }
            }
        }
        assertThat(compared).isEqualTo(15);
        assertThat(json.at("/logRank/chiSquare").doubleValue()).isCloseTo(16.792940989, within(1e-7));
        assertThat(json.at("/logRank/df").asInt()).isEqualTo(1);
        assertThat(json.at("/logRank/pValue").doubleValue()).isCloseTo(4.168809e-05, within(4.2e-11));
        assertThat(json.at("/definition/interval").asText()).isEqualTo(kind);
    }

    @Test
    void jsonHasTheKeysOfTheContractInTheirOrder() throws IOException {
        Cli.write(folder, "lives.csv", "duration,observed", "2,1", "3,0", "0,1", "5,1");

        Cli.Outcome outcome = survival("--format", "json");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.json().properties().stream().map(Map.Entry::getKey))
                .containsExactly("definition", "groups", "logRank");
        assertThat(outcome.out())
                .contains(
                        "{\"group\":null,\"n\":4,\"events\":3,\"median\":2,\"curve\":["
                                + "{\"time\":0,\"atRisk\":4,\"events\":1,\"survival\":0.75,\"standardError\":0.21650635094610965,\"lower\":")
                .contains(
                        "{\"time\":5,\"atRisk\":1,\"events\":1,\"survival\":0,\"standardError\":null,\"lower\":null,\"upper\":null}")
                .endsWith("],\"logRank\":null}\n");
    }

    @Test
    void aMedianThatIsNotReachedIsNull() throws IOException {
        Cli.write(folder, "lives.csv", "duration,observed", "2,1", "3,0", "3,0");

        assertThat(survival("--format", "json").json().at("/groups/0/median").isNull())
                .isTrue();
        assertThat(survival().out()).isEqualTo("""
                        time  at risk  events  survival   error   lower   upper
                        ----  -------  ------  --------  ------  ------  ------
                           2        3       1    0.6667  0.2722  0.0541  0.9452

                        Kaplan-Meier of 3 durations, 1 events; log-log intervals of 95 %; median not reached (2 to unbounded)
                        """);
        assertThat(survival("--format", "csv").out())
                .startsWith("group,time,atRisk,events,survival,standardError,lower,upper\n,2,3,1,0.6666666666666");
    }

    @Test
    void everyBadRowIsToldWithItsPlace() throws IOException {
        Cli.write(folder, "lives.csv", "duration,observed,entry", "4,1,4", "2,0,0", "-3,1,", "x,2,", ",1,", "5,1,1");

        Cli.Outcome strict = survival();
        Cli.Outcome lenient = survival("--lenient", "--format", "json");

        assertThat(strict.code()).isEqualTo(1);
        assertThat(strict.out()).isEmpty();
        assertThat(strict.errors())
                .hasSize(6)
                .contains(
                        "5 findings",
                        "lives.csv:2: entry: 4.0, must be before the duration 4.0, leave out a unit that was watched for no time")
                .anyMatch(line -> line.startsWith("lives.csv:4: duration: -3"))
                .anyMatch(line -> line.startsWith("lives.csv:5: duration: x"))
                .anyMatch(line -> line.startsWith("lives.csv:5: observed: 2, must be 0 or 1"))
                .anyMatch(line -> line.startsWith("lives.csv:6: duration: must not be blank"));
        assertThat(lenient.code()).isZero();
        assertThat(lenient.errors()).contains("5 findings");
        assertThat(lenient.json().at("/groups/0/n").asInt()).isEqualTo(2);
    }

    @Test
    void groupsThatCannotBeTestedSayWhy() throws IOException {
        Cli.write(folder, "lives.csv", "duration,observed,group", "2,0,a", "3,0,");

        Cli.Outcome outcome = survival("--format", "json");

        assertThat(outcome.json().get("logRank").isNull()).isTrue();
        assertThat(outcome.json().at("/groups/0/group").asText()).isEqualTo("(none)");
        assertThat(survival().out()).contains("log-rank: no event was observed");
    }

    @Test
    void aHeaderAloneIsAnEmptyTable() throws IOException {
        Cli.write(folder, "lives.csv", "duration,observed");

        assertThat(survival("--format", "json").json().get("groups")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--ci=logg    | did you mean \"log\"?",
                "--inptu=x    | did you mean \"--input\"?",
                "--format=xml | must be one of table, json, csv"
            })
    void badUsageExitsWithTwo(String option, String message) throws IOException {
        Cli.write(folder, "lives.csv", "duration,observed", "2,1");

        Cli.Outcome outcome = survival(option);

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains(message);
    }

    @Test
    void aMissingFileIsBadUsage() {
        Cli.Outcome outcome = survival();

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("--input", "must be a file");
    }
}
