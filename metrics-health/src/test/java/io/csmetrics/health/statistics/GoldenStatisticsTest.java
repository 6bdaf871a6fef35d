package io.csmetrics.health.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csmetrics.health.statistics.ReliabilityTable.Bin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Published figures; {@code golden/statistics.json} names the source of each. */
final class GoldenStatisticsTest {
    private static final double TOLERANCE = 1e-12;

    static Stream<JsonNode> cases() {
        try (InputStream file = GoldenStatisticsTest.class.getResourceAsStream("/golden/statistics.json")) {
            return StreamSupport.stream(
                    new ObjectMapper().readTree(file).get("cases").spliterator(), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void figuresAreThePublishedOnes(JsonNode golden) {
        String id = golden.get("id").asText();
        switch (id) {
            case "sklearn-auc" -> ranking(golden);
            case "sklearn-brier" ->
                assertThat(quality(golden).brier()).isCloseTo(number(golden, "brier"), within(TOLERANCE));
            case "sklearn-logloss" ->
                assertThat(quality(golden).logLoss()).isCloseTo(number(golden, "exact"), within(TOLERANCE));
            case "sklearn-calibration-uniform" -> reliability(golden);
            case "isotonic-pava" ->
                assertThat(IsotonicRegression.rising(numbers(golden, "y")))
                        .containsExactly(numbers(golden, "want"), within(TOLERANCE));
            case "pdo-600-50-20" -> points(golden);
            case "psi-3bins" ->
                assertThat(PopulationStability.ofShares(numbers(golden, "expected"), numbers(golden, "actual"))
                                .index())
                        .isCloseTo(number(golden, "psi"), within(TOLERANCE));
            default -> throw new AssertionError("no test for case " + id);
        }
    }

    private static void ranking(JsonNode golden) {
        Ranking ranking = Ranking.of(ScoreDirection.HIGHER_IS_RISKIER, numbers(golden, "p"), flags(golden));
        assertThat(ranking.auc().orElseThrow().value()).isEqualTo(number(golden, "auc"));
        assertThat(ranking.averagePrecision().orElseThrow())
                .isCloseTo(number(golden, "averagePrecision"), within(TOLERANCE));
    }

    private static ForecastQuality quality(JsonNode golden) {
        return ForecastQuality.of(numbers(golden, "p"), flags(golden)).orElseThrow();
    }

    private static void reliability(JsonNode golden) {
        ReliabilityTable table = ReliabilityTable.uniform(
                numbers(golden, "p"), flags(golden), golden.get("bins").asInt());
        assertThat(table.bins().stream().mapToDouble(Bin::observed).toArray())
                .containsExactly(numbers(golden, "probTrue"), within(TOLERANCE));
        assertThat(table.bins().stream().mapToDouble(Bin::meanProbability).toArray())
                .containsExactly(numbers(golden, "probPred"), within(TOLERANCE));
    }

    private static void points(JsonNode golden) {
        PointsScale scale =
                PointsScale.anchored(number(golden, "score"), number(golden, "odds"), number(golden, "pdo"));
        assertThat(scale.factor()).isCloseTo(number(golden, "exactFactor"), within(TOLERANCE));
        assertThat(scale.offset()).isCloseTo(number(golden, "exactOffset"), within(1e-10));
    }

    private static double number(JsonNode golden, String name) {
        return golden.get(name).asDouble();
    }

    private static double[] numbers(JsonNode golden, String name) {
        return StreamSupport.stream(golden.get(name).spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private static boolean[] flags(JsonNode golden) {
        double[] outcomes = numbers(golden, "y");
        boolean[] flags = new boolean[outcomes.length];
        for (int row = 0; row < flags.length; row++) {
            flags[row] = outcomes[row] == 1;
        }
        return flags;
    }
}
