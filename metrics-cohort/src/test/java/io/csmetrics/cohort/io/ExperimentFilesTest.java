package io.csmetrics.cohort.io;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(none.get("alwaysValid").isNull()).isTrue();
        assertThat(none.get("verdict").asText()).isEqualTo("not enough data");
    }
}
