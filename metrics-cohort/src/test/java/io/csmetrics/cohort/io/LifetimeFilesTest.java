package io.csmetrics.cohort.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.cohort.lifetime.ActiveCounts;
import io.csmetrics.cohort.lifetime.BetaDiscreteWeibull;
import io.csmetrics.cohort.lifetime.DiscountRate;
import io.csmetrics.cohort.lifetime.Discounting;
import io.csmetrics.cohort.lifetime.ModelChoice;
import io.csmetrics.cohort.lifetime.RetentionOutlook;
import io.csmetrics.period.Grain;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LifetimeFilesTest {
    @TempDir
    private Path folder;

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve("counts.csv"), List.of(lines));
    }

    @Test
    void rowsInAnyOrderAreCounts() throws IOException {
        Path file = file("cohort,period,active", "b,1,5", "a,2,6.0", "a,0,10", "b,0,7", "a,1,8");

        assertThat(ActiveCountsFile.read(file))
                .isEqualTo(ActiveCounts.builder()
                        .cohort("a", 10, 8, 6)
                        .cohort("b", 7, 5)
                        .build());
    }

    @Test
    void aStrictReaderRefusesEveryBadRowAtOnce() throws IOException {
        Path file = file("cohort,period,active", "a,0,10", "a,0,9", "a,3,2", "b,0,-1", "b,0.5,1", "c,1,1");

        assertThatThrownBy(() -> ActiveCountsFile.read(file))
                .isInstanceOfSatisfying(
                        InvalidDataException.class, e -> assertThat(e.total()).isEqualTo(5));
    }

    @Test
    void aCohortIsKnownUpToItsFirstMissingPeriod() throws IOException {
        Findings findings = new Findings();

        ActiveCounts counts = ActiveCountsFile.read(file("cohort,period,active", "a,0,10", "a,1,9", "a,3,2"), findings);

        assertThat(counts).isEqualTo(ActiveCounts.builder().cohort("a", 10, 9).build());
        assertThat(findings.errors())
                .singleElement()
                .hasToString("counts.csv:4: period: 3, must follow period 2 of cohort \"a\", which is missing, "
                        + "give a row for every period from 0 on");
    }

    private static RetentionOutlook outlook(ActiveCounts counts, Optional<DiscountRate> rate) {
        ModelChoice choice = ModelChoice.of(counts, Confidence.PERCENT_95);
        RetentionOutlook outlook = RetentionOutlook.of(
                        choice, choice.betaGeometric().fitted().orElseThrow(), 2)
                .withBacktest(1);
        return rate.map(each -> outlook.withLifetimes(Discounting.at(each))).orElse(outlook);
    }

    @Test
    void anOutlookHasTheKeysOfTheCommandLine() throws IOException {
        ActiveCounts counts = ActiveCounts.builder(Grain.YEAR)
                .cohort("a", 1_000, 869, 743, 653, 593)
                .build();

        RetentionOutlook outlook = outlook(counts, Optional.of(DiscountRate.perYear("0.10")));
        JsonNode json = new ObjectMapper().readTree(LifetimeJson.write(outlook));

        assertThat(json.get("model").asText()).isEqualTo("sbg");
        assertThat(json.get("alpha").isNumber()).isTrue();
        assertThat(json.get("projection")).hasSize(3);
        assertThat(json.at("/projection/0/retention").isNull()).isTrue();
        assertThat(json.at("/backtest/points/0/period").asInt()).isEqualTo(4);
        assertThat(json.at("/backtest/points/0/actual").asDouble()).isEqualTo(0.593);
        assertThat(json.get("residualLifetimes")).hasSize(5);
        assertThat(json.at("/residualLifetimes/4/renewal").asInt()).isEqualTo(5);
        assertThat(json.at("/residualLifetimes/4/value").asDouble())
                .isEqualTo(outlook.residuals().get(5).number().orElseThrow());
        assertThat(json.at("/data/every").asText()).isEqualTo("year");
        assertThat(json.get("terms").asText()).isEqualTo("discount 0.10 per year, paid in advance, infinite horizon");
        assertThat(LifetimeCsv.write(outlook.projection())).startsWith("model,alpha,beta,logLikelihood,period,");
        assertThat(outlook.toString()).contains("back-test", "periods before renewal 1: ", "limits: ");
    }

    @Test
    void whatAModelDoesNotHaveIsNull() throws IOException {
        ActiveCounts alike =
                ActiveCounts.builder().cohort("a", 1_000, 800, 640, 512).build();

        JsonNode json = new ObjectMapper().readTree(LifetimeJson.write(outlook(alike, Optional.empty())));

        assertThat(json.get("model").asText()).isEqualTo("geometric");
        assertThat(json.get("alpha").isNull()).isTrue();
        assertThat(json.get("churn").asDouble()).isCloseTo(0.2, within(1e-9));
        assertThat(json.get("discountedExpectedLifetime").isNull()).isTrue();
        assertThat(json.get("residualLifetimes").isNull()).isTrue();
    }

    @Test
    void theLargerModelHasItsOwnParameters() throws IOException {
        ActiveCounts counts = ActiveCounts.builder()
                .cohort("a", 1_000, 869, 743, 653, 593, 551, 517, 491)
                .build();
        ModelChoice choice = ModelChoice.of(counts, Confidence.PERCENT_95);
        RetentionOutlook outlook = RetentionOutlook.of(
                        choice, choice.betaDiscreteWeibull().fitted().orElseThrow(), 9)
                .withBacktest(2)
                .withLifetimes(Discounting.at(DiscountRate.perPeriod("0.10")));
        BetaDiscreteWeibull model =
                (BetaDiscreteWeibull) outlook.projection().fit().model();

        JsonNode json = new ObjectMapper().readTree(LifetimeJson.write(outlook));

        assertThat(json.get("model").asText()).isEqualTo("bdw");
        assertThat(json.get("alpha").asDouble()).isEqualTo(model.alpha());
        assertThat(json.get("beta").asDouble()).isEqualTo(model.beta());
        assertThat(json.get("shape").asDouble()).isEqualTo(model.shape());
        assertThat(json.has("churn")).isFalse();
        assertThat(json.at("/backtest/model").asText()).isEqualTo("bdw");
        assertThat(json.at("/backtest/shape").isNumber()).isTrue();
        assertThat(LifetimeCsv.write(outlook.projection()))
                .startsWith("model,alpha,beta,shape,logLikelihood,period,")
                .contains("\nbdw," + model.alpha() + ",");
        assertThat(outlook.isOutdone()).isFalse();
    }

    @Test
    void aCountBeyondBoundsIsAFindingOfItsLine() throws IOException {
        Findings findings = new Findings();

        ActiveCountsFile.read(file("cohort,period,active", "a,0," + Long.MAX_VALUE, "b,0,1000000000000"), findings);

        assertThat(findings.errors())
                .singleElement()
                .hasToString(
                        "counts.csv:2: active: 9223372036854775807, must be a whole number from 0 to 1000000000000, "
                                + "count customers");
    }
}
