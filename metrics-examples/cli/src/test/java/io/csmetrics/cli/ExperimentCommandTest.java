package io.csmetrics.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentCommandTest {
    private static final Path EXAMPLE = Path.of("data", "experiment-example");

    @TempDir
    Path folder;

    private static Cli.Outcome experiment(Path input, String design, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "experiment",
                "--input",
                input.toString(),
                "--design",
                design,
                "--as-of",
                InterventionPreparation.AS_OF.toString(),
                "--horizon-days",
                Integer.toString(InterventionPreparation.HORIZON_DAYS)));
        arguments.addAll(List.of(options));
        return Cli.run(arguments.toArray(String[]::new));
    }

    private Cli.Outcome experimentOf(List<String> lines, String design, String... options) throws IOException {
        Cli.write(folder, "units.csv", lines.toArray(String[]::new));
        return experiment(folder.resolve("units.csv"), design, options);
    }

    @Test
    void theExamplesAreWhatTheirPreparationMakes() throws IOException {
        assertThat(Files.readAllLines(EXAMPLE.resolve("save-play.csv"))).isEqualTo(InterventionPreparation.savePlay());
        assertThat(Files.readAllLines(EXAMPLE.resolve("calls.csv"))).isEqualTo(InterventionPreparation.calls());
        assertThat(Files.readAllLines(EXAMPLE.resolve("calls-week-before.csv")))
                .isEqualTo(InterventionPreparation.callsAndTheWeekBefore());
    }

    /** The play adds 10 points. Counts and means are of the lines of the file. */
    @Test
    void armsAreComparedOnceTheirWindowsAreOver() throws IOException {
        JsonNode json = experiment(EXAMPLE.resolve("save-play.csv"), "randomised", "--format", "json")
                .json();

        long[] units = new long[2];
        long[] over = new long[2];
        long[] kept = new long[2];
        for (String line : InterventionPreparation.savePlay().subList(1, 1_201)) {
            List<String> cells = List.of(line.split(",", -1));
            int arm = cells.get(1).equals("control") ? 0 : 1;
            units[arm]++;
            over[arm] += cells.get(3).isEmpty() ? 0 : 1;
            kept[arm] += cells.get(3).equals("1") ? 1 : 0;
        }
        for (int arm = 0; arm < 2; arm++) {
            JsonNode read = json.get("arms").get(arm);
            assertThat(read.get("n").asLong()).isEqualTo(units[arm]);
            assertThat(read.get("mature").asLong()).isEqualTo(over[arm]);
            assertThat(read.get("excludedImmature").asLong()).isEqualTo(units[arm] - over[arm]);
            assertThat(read.get("mean").doubleValue()).isCloseTo((double) kept[arm] / over[arm], within(1e-12));
        }
        JsonNode effect = json.get("effect");
        assertThat(effect.get("absolute").doubleValue())
                .isCloseTo((double) kept[1] / over[1] - (double) kept[0] / over[0], within(1e-12));
        assertThat(effect.get("lower").doubleValue()).isLessThan(0.1);
        assertThat(effect.get("upper").doubleValue()).isGreaterThan(0.1);
        assertThat(json.get("verdict").asText()).isEqualTo("better");
        assertThat(json.get("grade").asText()).isEqualTo("randomised");
        assertThat(json.at("/srm/pValue").doubleValue()).isBetween(0.001, 1.0);
        assertThat(json.at("/balance/0/flagged").asBoolean()).isFalse();
    }

    @Test
    void jsonHasTheKeysOfTheContractInTheirOrder() {
        JsonNode json = experiment(EXAMPLE.resolve("save-play.csv"), "randomised", "--format", "json")
                .json();

        assertThat(json.properties().stream()
                        .map(Map.Entry::getKey)
                        .filter(key -> !key.equals("reason"))
                        .limit(8))
                .containsExactly("design", "arms", "srm", "effect", "balance", "verdict", "grade", "sentence");
        assertThat(json.at("/arms/0").properties().stream()
                        .map(Map.Entry::getKey)
                        .limit(5))
                .containsExactly("arm", "n", "mature", "excludedImmature", "mean");
        assertThat(json.get("effect").properties().stream()
                        .map(Map.Entry::getKey)
                        .limit(5))
                .containsExactly("absolute", "relative", "lower", "upper", "pValue");
    }

    /** The calls do nothing, but accounts are called when they are down. */
    @Test
    void beforeAndAfterAreFooledAndTheTrendBeforeIsNot() {
        JsonNode naive = experiment(EXAMPLE.resolve("calls-week-before.csv"), "before-after", "--format", "json")
                .json();
        JsonNode did = experiment(EXAMPLE.resolve("calls.csv"), "did", "--format", "json")
                .json();

        assertThat(naive.get("verdict").asText()).isEqualTo("better");
        assertThat(naive.get("grade").asText()).isEqualTo("naive");
        assertThat(naive.get("srm").isNull()).isTrue();
        assertThat(did.get("verdict").asText()).isEqualTo("invalid");
        assertThat(did.get("reason").asText()).contains("did not move alike");
        assertThat(did.at("/preTrend/parallel").asBoolean()).isFalse();
        assertThat(did.at("/checks/0/outcome").asText()).isEqualTo("failed");
    }

    @Test
    void beforeAndAfterLooksAtTheTreatedOnlyAndSaysSo() {
        Cli.Outcome outcome = experiment(EXAMPLE.resolve("calls.csv"), "before-after", "--format", "json");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.json().get("arms")).hasSize(1);
        assertThat(outcome.json().at("/arms/0/n").asInt()).isEqualTo(122);
        assertThat(outcome.err())
                .startsWith(
                        "notice: 478 units of arm \"control\" are not looked at; before-after compares the treated");
    }

    @Test
    void csvHasARowForEachArm() {
        List<String> lines = experiment(EXAMPLE.resolve("save-play.csv"), "randomised", "--format", "csv")
                .out()
                .lines()
                .toList();

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0))
                .isEqualTo("design,arm,n,mature,excludedImmature,mean,srmChiSquare,srmPValue,absolute,relative,lower,"
                        + "upper,pValue,verdict,grade,sentence");
        assertThat(lines.get(1)).startsWith("randomised,control,589,477,112,0.64");
        assertThat(lines.get(2)).startsWith("randomised,save-play,611,503,108,0.75");
    }

    @Test
    void whatIsLostIsBetterLower() throws IOException {
        List<String> lines = new ArrayList<>(List.of("unit_id,arm,exposed_on,outcome"));
        for (int i = 0; i < 200; i++) {
            lines.add("c" + i + ",control,2026-01-01," + (i < 60 ? 1 : 0));
            lines.add("t" + i + ",call,2026-01-01," + (i < 20 ? 1 : 0));
        }

        JsonNode json = experimentOf(lines, "randomised", "--lower-is-better", "--metric", "churn", "--format", "json")
                .json();

        assertThat(json.get("verdict").asText()).isEqualTo("better");
        assertThat(json.at("/effect/absolute").doubleValue()).isCloseTo(-0.2, within(1e-12));
        assertThat(json.get("sentence").asText()).contains("\"churn\"");
    }

    @Test
    void immatureArmsAreNotEnoughAndGiveNoFalseNumber() throws IOException {
        List<String> lines = new ArrayList<>(List.of("unit_id,arm,exposed_on,outcome"));
        for (int i = 0; i < 50; i++) {
            // the last day of the window is 2026-10-01, one day after the last known one
            lines.add("u" + i + "," + (i % 2 == 0 ? "control" : "call") + ",2026-07-04,1");
        }

        JsonNode json = experimentOf(lines, "randomised", "--format", "json").json();

        assertThat(json.at("/arms/0/mature").asInt()).isZero();
        assertThat(json.at("/arms/0/excludedImmature").asInt()).isEqualTo(25);
        assertThat(json.at("/arms/0/mean").isNull()).isTrue();
        assertThat(json.at("/effect/absolute").isNull()).isTrue();
        assertThat(json.at("/effect/pValue").isNull()).isTrue();
        assertThat(json.get("verdict").asText()).isEqualTo("not enough data");
    }

    @Test
    void everyBadRowIsToldWithItsPlace() throws IOException {
        List<String> lines = List.of(
                "unit_id,arm,exposed_on,outcome,pre_1,pre_2",
                "a,control,2026-01-01,1,1,1",
                "a,call,2026-01-01,0,1,1",
                ",call,2026-01-01,3,1,1",
                "b,call,first of May,q,1,1",
                "c,call,2026-01-01,2,,1");

        Cli.Outcome strict = experimentOf(lines, "did");

        assertThat(strict.code()).isEqualTo(1);
        assertThat(strict.out()).isEmpty();
        assertThat(strict.errors())
                .hasSize(6)
                .contains("5 findings")
                .anyMatch(line -> line.startsWith("units.csv:3: arm: call, must be \"control\" as in line 2"))
                .anyMatch(line -> line.startsWith("units.csv:4: unit_id: must not be blank"))
                .anyMatch(line -> line.startsWith("units.csv:5: exposed_on: first of May"))
                .anyMatch(line -> line.startsWith("units.csv:5: outcome: q"))
                .anyMatch(line -> line.startsWith("units.csv:6: pre_1: must be there, as pre_2 is"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "randomized | --lenient                  | did you mean \"randomised\"?",
                "randomised | --horizon-days=0           | must be 1 day or more",
                "randomised | --control=nobody           | name them by --control and --treatment",
                "randomised | --treatment=control        | must be two names that differ",
                "randomised | --metric=                  | must not be blank"
            })
    void badUsageExitsWithTwo(String design, String option, String message) {
        List<String> arguments = new ArrayList<>(List.of(
                "experiment",
                "--input",
                EXAMPLE.resolve("save-play.csv").toString(),
                "--design",
                design,
                "--as-of",
                "2026-09-30",
                option));
        if (!option.startsWith("--horizon-days")) {
            arguments.add("--horizon-days=90");
        }
        Cli.Outcome outcome = Cli.run(arguments.toArray(String[]::new));

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains(message);
    }

    @Test
    void aDesignHasTheNameOfTheContract() {
        assertThat(experiment(EXAMPLE.resolve("calls.csv"), "did", "--format", "json")
                        .json()
                        .get("design")
                        .asText())
                .isEqualTo("did");
        assertThat(experiment(EXAMPLE.resolve("calls.csv"), "difference-in-differences")
                        .code())
                .isZero();
    }
}
