package io.csmetrics.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifetimeCommandTest {
    private static final Path HIGH_END = Path.of("data", "lifetime-example", "high-end.csv");

    @TempDir
    Path folder;

    private static Cli.Outcome lifetime(Path input, String... options) {
        List<String> arguments = new ArrayList<>(List.of("lifetime", "--input", input.toString()));
        arguments.addAll(List.of(options));
        return Cli.run(arguments.toArray(String[]::new));
    }

    private Cli.Outcome lifetimeOf(List<String> rows, String... options) throws IOException {
        List<String> lines = new ArrayList<>(List.of("cohort,period,active"));
        lines.addAll(rows);
        Cli.write(folder, "counts.csv", lines.toArray(String[]::new));
        return lifetime(folder.resolve("counts.csv"), options);
    }

    private static void assertNear(JsonNode value, JsonNode expected, double tolerance) {
        assertThat(value.doubleValue()).isCloseTo(expected.doubleValue(), within(tolerance));
    }

    /** Fader and Hardie (2007): fitted to years 0 to 7, held against 8 to 12. */
    @Test
    void thePublishedCohortIsProjectedAsItsAuthorsHaveIt() throws IOException {
        JsonNode golden = Goldens.cohort("sbg.json");
        JsonNode expected = golden.at("/expected/high_end");
        JsonNode active = golden.at("/data/high_end");
        List<String> firstYears = IntStream.rangeClosed(0, 7)
                .mapToObj(year -> "high-end," + year + "," + active.get(year).asText())
                .toList();

        JsonNode json = lifetimeOf(firstYears, "--horizon", "12", "--discount", "0.1", "--format", "json")
                .json();

        assertThat(json.get("model").asText()).isEqualTo("sbg");
        assertNear(
                json.get("alpha"),
                expected.get("alpha"),
                1e-4 * expected.get("alpha").doubleValue());
        assertNear(
                json.get("beta"),
                expected.get("beta"),
                1e-4 * expected.get("beta").doubleValue());
        assertNear(json.get("logLikelihood"), expected.get("loglik"), 1e-4);
        assertThat(json.get("projection")).hasSize(13);
        for (int year = 0; year <= 12; year++) {
            JsonNode period = json.get("projection").get(year);
            assertThat(period.get("period").asInt()).isEqualTo(year);
            assertNear(period.get("survival"), expected.get("survival").get(year), 1e-6);
            if (year == 0) {
                assertThat(period.get("retention").isNull()).isTrue();
            } else {
                assertNear(
                        period.get("retention"), expected.get("retention_rate").get(year), 1e-6);
                assertThat(period.get("lower").doubleValue())
                        .isLessThan(period.get("survival").doubleValue());
                assertThat(period.get("upper").doubleValue())
                        .isGreaterThan(period.get("survival").doubleValue());
            }
        }
        assertNear(
                json.get("discountedExpectedLifetime"), expected.get("discounted_expected_lifetime_from_t0_d10"), 1e-6);
        assertThat(json.get("residualLifetimes")).hasSize(8);
        for (int renewal = 1; renewal <= 8; renewal++) {
            JsonNode residual = json.get("residualLifetimes").get(renewal - 1);
            assertThat(residual.get("renewal").asInt()).isEqualTo(renewal);
            assertNear(residual.get("value"), expected.get("derl_d10_n1_to_8").get(renewal - 1), 1e-6);
        }
        assertThat(json.get("backtest").isNull()).isTrue();
    }

    @Test
    void heldOutPeriodsTellWhatTheModelGotWrong() throws IOException {
        JsonNode expected = Goldens.cohort("sbg.json").at("/expected/high_end");

        JsonNode backtest =
                lifetime(HIGH_END, "--holdout", "5", "--format", "json").json().get("backtest");

        assertThat(backtest.get("holdout").asInt()).isEqualTo(5);
        assertNear(backtest.get("alpha"), expected.get("alpha"), 1e-4);
        assertNear(backtest.get("beta"), expected.get("beta"), 1e-3);
        assertThat(Goldens.numbers(backtest.get("points"), "period")).containsExactly(8.0, 9.0, 10.0, 11.0, 12.0);
        // published: about -4 % in year 12, 37.8 % for 39.4 %
        JsonNode last = backtest.at("/points/4");
        assertThat(last.get("actual").doubleValue()).isEqualTo(0.394);
        assertNear(last.get("projected"), expected.get("survival").get(12), 1e-6);
        assertThat(last.get("error").doubleValue()).isCloseTo(0.377999 / 0.394 - 1, within(1e-5));
    }

    @Test
    void jsonHasTheKeysOfTheContractInTheirOrder() {
        JsonNode json = lifetime(HIGH_END, "--format", "json").json();

        assertThat(json.properties().stream().map(Map.Entry::getKey).limit(8))
                .containsExactly(
                        "model",
                        "alpha",
                        "beta",
                        "logLikelihood",
                        "projection",
                        "backtest",
                        "discountedExpectedLifetime",
                        "residualLifetimes");
        assertThat(json.get("discountedExpectedLifetime").isNull()).isTrue();
        assertThat(json.get("residualLifetimes").isNull()).isTrue();
        // twelve periods after the last known one
        assertThat(json.get("projection")).hasSize(25);
        assertThat(json.at("/data/customers").asInt()).isEqualTo(1_000);
        assertThat(json.at("/betaDiscreteWeibull/chosen").asBoolean()).isTrue();
    }

    @Test
    void csvHasARowForEachPeriod() {
        List<String> lines = lifetime(HIGH_END, "--format", "csv", "--horizon", "2")
                .out()
                .lines()
                .toList();

        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).isEqualTo("model,alpha,beta,logLikelihood,period,survival,retention,lower,upper");
        assertThat(lines.get(1)).startsWith("sbg,0.59611").endsWith(",0,1,,,");
        assertThat(lines.get(2)).contains(",1,0.84805");
    }

    @Test
    void aLifetimeThatIsInfiniteIsNullAndSaysWhy() {
        Cli.Outcome outcome = lifetime(HIGH_END, "--discount", "0", "--format", "json");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.json().get("discountedExpectedLifetime").isNull()).isTrue();
        assertThat(outcome.json().at("/residualLifetimes/0/value").isNull()).isTrue();
        assertThat(outcome.err()).contains("notice: discounted lifetime: ", "infinite", "give a discount or a horizon");
    }

    @Test
    void customersThatDoNotDifferHaveAGeometricModel() throws IOException {
        Cli.Outcome outcome =
                lifetimeOf(List.of("a,0,1000", "a,1,800", "a,2,640", "a,3,512"), "--format", "json", "--discount", "0");

        assertThat(outcome.code()).isZero();
        JsonNode json = outcome.json();
        assertThat(json.get("model").asText()).isEqualTo("geometric");
        assertThat(json.get("alpha").isNull()).isTrue();
        assertThat(json.get("churn").doubleValue()).isCloseTo(0.2, within(1e-9));
        // one chance for all has an end: 1 / churn
        assertThat(json.get("discountedExpectedLifetime").doubleValue()).isCloseTo(5, within(1e-9));
    }

    @Test
    void lossesThatRiseWithAgeAreToldWhereNoModelTellsThem() throws IOException {
        Cli.Outcome outcome = lifetimeOf(
                List.of("a,0,1000", "a,1,990", "a,2,960", "a,3,900", "a,4,800", "a,5,600", "a,6,300"),
                "--format",
                "json");

        assertThat(outcome.json().get("model").asText()).isEqualTo("geometric");
        assertThat(outcome.json().get("caution").asText())
                .startsWith("more are lost with age, from 1.0 % at the first renewal to 50.0 % at the last known one");
        assertThat(outcome.err()).contains("notice: more are lost with age");
        assertThat(lifetime(HIGH_END, "--format", "json").json().get("caution").isNull())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a,0,10;a,1,12         | cohort \"a\" rises from 10 to 12 at period 1",
                "a,0,10;a,1,0;a,2,0    | period 1",
                "a,0,10;a,1,8;b,0,10;b,1,7 | one period",
                "a,0,10                | ",
                "a,0,10;a,1,10;a,2,10  | "
            })
    void countsWithoutAModelAreRefusedByName(String rows, String message) throws IOException {
        Cli.Outcome outcome = lifetimeOf(List.of(rows.split(";", -1)), "--format", "json");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.errors()).hasSize(1);
        assertThat(outcome.err())
                .startsWith("counts.csv: no model of retention: ")
                .contains(message == null ? "" : message);
    }

    @Test
    void everyBadRowIsToldWithItsPlace() throws IOException {
        Cli.Outcome outcome = lifetimeOf(List.of("a,0,10", "a,2,1.5", "a,0,9", ",1,4", "b,1,3", "c,0,-1"));

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.errors())
                .hasSize(6)
                .contains("5 findings")
                .anyMatch(line -> line.startsWith("counts.csv:3: active: 1.5, must be a whole number"))
                .anyMatch(line -> line.startsWith("counts.csv:4: period: 0, must be there once for cohort \"a\""))
                .anyMatch(line -> line.startsWith("counts.csv:5: cohort: must not be blank"))
                .anyMatch(line -> line.startsWith("counts.csv:6: period: 1, must follow period 0 of cohort \"b\""))
                .anyMatch(line -> line.startsWith("counts.csv:7: active: -1, must be a whole number"));
    }

    @Test
    void dataAreCountedByPeriod() {
        Cli.Outcome months = Cli.run(
                "lifetime",
                "--data",
                Cli.CRM6.toString(),
                "--every",
                "month",
                "--as-of",
                "2023-12-31",
                "--format",
                "json");
        Cli.Outcome quarters = Cli.run("lifetime", "--data", Cli.CRM6.toString(), "--every", "quarter");

        assertThat(months.err())
                .startsWith("notice: more are lost with age, from 1.8 % at the first renewal")
                .hasLineCount(1);
        assertThat(months.json().at("/data/every").asText()).isEqualTo("month");
        assertThat(months.json().at("/data/cohorts").asInt()).isEqualTo(24);
        assertThat(quarters.err())
                .startsWith(
                        "notice: known through 2024-01-01, the last day on which revenue began or grew; --as-of says otherwise\n");
        assertThat(quarters.out()).contains("of a quarter each");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--horizon=-1     | --horizon -1 must be 0 or more",
                "--horizon=100001 | --horizon 100001 must be at most 100000",
                "--horizon=2000000000 | --horizon 2000000000 must be at most 100000",
                "--model=sgb      | must be one of geometric, sbg, bdw; did you mean \"sbg\"?",
                "--holdout=0      | --holdout 0 must be 1 or more",
                "--discount=-0.1  | must be 0 or more",
                "--discount=10%   | must be a number; write 10 % as 0.10",
                "--every=month    | --every needs --data",
                "--as-of=2026-01-31 | --as-of needs --data",
                "--data=data/crm6 | and not both",
                "--horizn=3       | did you mean \"--horizon\"?"
            })
    void badUsageExitsWithTwo(String option, String message) {
        Cli.Outcome outcome = lifetime(HIGH_END, option);

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains(message);
    }

    @Test
    void nobodyRenewsEveryWeek() {
        Cli.Outcome outcome = Cli.run("lifetime", "--data", Cli.CRM6.toString(), "--every", "week");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("--every must be month, quarter or year, not week");
    }

    @Test
    void moreHeldOutThanKnownIsToldAndNotFitted() {
        Cli.Outcome outcome = lifetime(HIGH_END, "--holdout", "12", "--format", "json");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.json().at("/backtest/alpha").isNull()).isTrue();
        assertThat(outcome.json().at("/backtest/points")).isEmpty();
        assertThat(outcome.err()).startsWith("notice: back-test: no model of retention: ");
    }

    @Test
    void aBetterModelIsToldOfAndCanBeProjected() {
        Cli.Outcome small = lifetime(HIGH_END, "--format", "json");
        Cli.Outcome large = lifetime(HIGH_END, "--model", "bdw", "--holdout", "3", "--format", "json");

        assertThat(small.json().get("model").asText()).isEqualTo("sbg");
        assertThat(small.err())
                .isEqualTo("notice: bdw fits better than sbg by more than chance; --model bdw projects it\n");
        assertThat(large.err()).isEmpty();
        JsonNode json = large.json();
        assertThat(json.get("model").asText()).isEqualTo("bdw");
        assertThat(json.has("churn")).isFalse();
        for (int i = 0; i < 3; i++) {
            JsonNode parameter = json.at("/betaDiscreteWeibull/parameters/" + i);
            assertThat(json.get(parameter.get("name").asText())).isEqualTo(parameter.get("value"));
        }
        assertThat(json.get("logLikelihood").doubleValue())
                .isGreaterThan(small.json().get("logLikelihood").doubleValue());
        assertThat(json.at("/backtest/model").asText()).isEqualTo("bdw");
    }

    @Test
    void aGeometricModelNeedsOnePeriodOnly() throws IOException {
        Cli.Outcome outcome = lifetimeOf(List.of("a,0,10", "a,1,8"), "--model", "geometric", "--format", "json");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.json().get("churn").doubleValue()).isEqualTo(0.2);
        assertThat(outcome.json().get("betaDiscreteWeibull").isNull()).isTrue();
    }
}
