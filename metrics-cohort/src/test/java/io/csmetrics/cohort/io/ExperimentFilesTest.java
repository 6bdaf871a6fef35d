package io.csmetrics.cohort.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csmetrics.cohort.experiment.Design;
import io.csmetrics.cohort.experiment.Experiment;
import io.csmetrics.cohort.experiment.ExperimentUnit;
import io.csmetrics.cohort.experiment.Metric;
import io.csmetrics.family.Direction;
import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExperimentFilesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 5);

    @TempDir
    private Path folder;

    @Test
    void rowsAreUnits() throws IOException {
        Path file = Files.writeString(folder.resolve("trial.csv"), """
                unit_id,arm,exposed_on,outcome,covariate,pre_1,pre_2,pair
                A,treatment,2026-01-05,1,100.5,3,4,p1
                B,control,2026-01-05,,,,,
                """);
        Findings findings = new Findings();
        Rows<ExperimentUnit> units = ExperimentFile.read(file, findings);
        assertThat(findings.errorCount()).isZero();
        assertThat(units)
                .containsExactly(
                        ExperimentUnit.builder("A", "treatment", DAY)
                                .outcome(1)
                                .covariate(100.5)
                                .before(3, 4)
                                .pair("p1")
                                .build(),
                        ExperimentUnit.builder("B", "control", DAY).build());
        assertThat(units.line(1)).isEqualTo(3);
    }

    @Test
    void aRowWithoutDayOrWithAGapIsAFinding() throws IOException {
        Path file = Files.writeString(folder.resolve("trial.csv"), """
                unit_id,arm,exposed_on,outcome,pre_1,pre_2
                A,treatment,,1,3,4
                B,control,2026-01-05,1,,4
                C,control,2026-01-05,1,3,4
                """);
        Findings findings = new Findings();
        assertThat(ExperimentFile.read(file, findings)).hasSize(1);
        assertThat(findings.errors())
                .extracting(Finding::toString)
                .containsExactly(
                        "trial.csv:2: exposed_on: must not be blank, give it a value",
                        "trial.csv:3: pre_1: must be there, as pre_2 is, give every period, or none");
    }

    @Test
    void livesAndWindowsAreRead() throws IOException {
        Path file = Files.writeString(folder.resolve("trial.csv"), """
                unit_id,arm,exposed_on,outcome,window_ends_on,life_days,life_ended
                A,treatment,2026-01-05,1,2026-02-05,12.5,1
                B,control,2026-01-05,1,,40,0
                C,control,2026-01-05,1,,,
                """);
        assertThat(ExperimentFile.read(file))
                .containsExactly(
                        ExperimentUnit.builder("A", "treatment", DAY)
                                .outcome(1)
                                .windowEndsOn(LocalDate.of(2026, 2, 5))
                                .life(12.5, true)
                                .build(),
                        ExperimentUnit.builder("B", "control", DAY)
                                .outcome(1)
                                .life(40, false)
                                .build(),
                        ExperimentUnit.of("C", "control", DAY, 1));
    }

    @Test
    void halfALifeIsAFinding() throws IOException {
        Path file = Files.writeString(folder.resolve("trial.csv"), """
                unit_id,arm,exposed_on,window_ends_on,life_days,life_ended
                A,treatment,2026-01-05,,12,
                B,control,2026-01-05,,,1
                C,control,2026-01-05,,12,2
                D,control,2026-01-05,soon,12,1
                """);
        Findings findings = new Findings();
        assertThat(ExperimentFile.read(file, findings)).isEmpty();
        assertThat(findings.errors())
                .extracting(Finding::toString)
                .hasSize(4)
                .startsWith(
                        "trial.csv:2: life_ended: must be there, as life_days is, give both, or none",
                        "trial.csv:3: life_days: must be there, as life_ended is, give both, or none",
                        "trial.csv:4: life_ended: 2, must be 0 or 1, write 1 where it was lost")
                .last()
                .asString()
                .startsWith("trial.csv:5: window_ends_on: soon");
    }

    @Test
    void secondariesAndLivesArePartOfTheJson() throws IOException {
        Experiment.Builder trial = Experiment.builder(
                        Design.RANDOMISED, Metric.mean("usage", Direction.HIGHER), LocalDate.of(2026, 6, 30), 30)
                .secondary(Metric.share("expanded", Direction.HIGHER));
        JsonNode empty =
                new ObjectMapper().readTree(ReadoutJson.write(trial.build().read(), List.of()));
        assertThat(empty.at("/srm/pValue").isNull()).isTrue();
        assertThat(empty.at("/srm/absence").asText()).isNotEmpty();
        for (int i = 0; i < 40; i++) {
            trial.add(ExperimentUnit.builder("u" + i, i < 20 ? "treatment" : "control", DAY)
                    .outcome(2 * i)
                    .covariate(i)
                    .secondary("expanded", i % 2)
                    .life(i, true)
                    .build());
        }
        JsonNode json =
                new ObjectMapper().readTree(ReadoutJson.write(trial.build().read(), List.of()));
        assertThat(json.at("/srm/absence").isNull()).isTrue();
        JsonNode expanded = json.at("/secondaries/0");
        assertThat(expanded.get("metric").asText()).isEqualTo("expanded");
        assertThat(expanded.at("/arms/1/mean").asDouble()).isEqualTo(0.5);
        assertThat(expanded.at("/effect/absolute").asDouble()).isZero();
        assertThat(expanded.get("adjustedPValue").asDouble()).isEqualTo(1);
        // lives of 0 to 19 days, and of 20 to 39 of which 30 are counted
        assertThat(json.at("/survival/meanDifference/value").asDouble()).isCloseTo(9.5 - 27.25, within(1e-9));
        assertThat(json.at("/survival/logRank/pValue").asDouble()).isLessThan(0.001);
        assertThat(json.at("/survival/logRank/absence").isNull()).isTrue();
        assertThat(json.at("/cuped/effect/value").isNull()).isTrue();
        assertThat(json.at("/cuped/effect/absence").asText()).startsWith("the covariate tells every outcome");
    }

    @Test
    void aReadoutIsJsonWithTheKeysOfTheCommandLine() throws IOException {
        Experiment.Builder trial = Experiment.builder(
                Design.RANDOMISED, Metric.share("kept", Direction.HIGHER), LocalDate.of(2026, 6, 30), 30);
        for (int i = 0; i < 80; i++) {
            trial.add(ExperimentUnit.builder("u" + i, i < 40 ? "treatment" : "control", DAY)
                    .outcome(i % 4 < (i < 40 ? 3 : 1) ? 1 : 0)
                    .covariate(i % 7)
                    .build());
        }
        JsonNode json =
                new ObjectMapper().readTree(ReadoutJson.write(trial.build().read(), List.of()));
        assertThat(json.get("design").asText()).isEqualTo("randomised");
        assertThat(json.get("arms").get(0).get("arm").asText()).isEqualTo("control");
        assertThat(json.get("arms").get(1).get("mean").asDouble()).isEqualTo(0.75);
        assertThat(json.get("arms").get(1).get("excludedImmature").asInt()).isZero();
        assertThat(json.get("srm").get("pValue").asDouble()).isEqualTo(1);
        assertThat(json.get("effect").get("absolute").asDouble()).isEqualTo(0.5);
        assertThat(json.get("effect").get("relative").asDouble()).isEqualTo(2);
        assertThat(json.get("effect").get("lower").asDouble()).isPositive();
        assertThat(json.get("effect").get("pValue").asDouble()).isLessThan(0.001);
        assertThat(json.get("cuped").get("varianceRemoved").isNumber()).isTrue();
        assertThat(json.get("balance").get(0).get("name").asText()).isEqualTo("covariate");
        assertThat(json.get("verdict").asText()).isEqualTo("better");
        assertThat(json.get("grade").asText()).isEqualTo("randomised");
        assertThat(json.get("sentence").asText()).startsWith("\"treatment\" raised \"kept\"");
        JsonNode none = new ObjectMapper()
                .readTree(ReadoutJson.write(
                        Experiment.builder(Design.BEFORE_AFTER, Metric.mean("usage", Direction.HIGHER), DAY, 30)
                                .build()
                                .read(),
                        List.of()));
        assertThat(none.get("srm").isNull()).isTrue();
        assertThat(none.get("effect").get("absolute").isNull()).isTrue();
        assertThat(none.get("effect").get("absence").asText()).isEqualTo("arm \"treatment\" has no units");
        assertThat(none.at("/effect/relativeAbsence").asText()).isEqualTo("arm \"treatment\" has no units");
        assertThat(none.at("/effect/pValueAbsence").asText()).isEqualTo("arm \"treatment\" has no units");
        assertThat(none.at("/alwaysValid/value").isNull()).isTrue();
        assertThat(none.at("/alwaysValid/absence").asText()).isEqualTo("arm \"treatment\" has no units");
        assertThat(none.get("survival").isNull()).isTrue();
        assertThat(json.at("/alwaysValid/absence").isNull()).isTrue();
        assertThat(none.get("verdict").asText()).isEqualTo("not enough data");
    }
}
