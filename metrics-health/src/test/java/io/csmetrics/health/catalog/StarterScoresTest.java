package io.csmetrics.health.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.csmetrics.health.score.AccountSignals;
import io.csmetrics.health.score.HealthScore;
import io.csmetrics.health.score.HealthScorer;
import io.csmetrics.health.score.NoScore;
import io.csmetrics.record.AccountValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The worked examples of the scores come out of the starter models; who worked them out is said in the golden file. */
final class StarterScoresTest {
    private static final Instant AT = Instant.parse("2025-02-01T00:00:00Z");

    static Stream<String> keys() {
        return StarterModels.keys().stream();
    }

    private static AccountSignals signals(String key, String leftOut) {
        AccountSignals signals = AccountSignals.of("A");
        JsonNode measures = GoldenHealth.example(key).get("params").get("measures");
        for (Map.Entry<String, JsonNode> measure : measures.properties()) {
            if (!measure.getKey().equals(leftOut)) {
                JsonNode value = measure.getValue();
                double number = value.isBoolean() ? (value.asBoolean() ? 1 : 0) : value.asDouble();
                signals = signals.with(measure.getKey(), number, AT);
            }
        }
        return signals;
    }

    @ParameterizedTest
    @MethodSource("keys")
    void theWorkedExampleComesOut(String key) {
        double expected = GoldenHealth.example(key).get("expected").asDouble();
        HealthScore score = HealthScorer.of(StarterModels.of(key)).score(signals(key, ""), AT);
        assertThat(score.computed().orElseThrow()).isCloseTo(expected, within(1e-9 * expected));
        assertThat(score.coverage()).isEqualTo(1);
        assertThat(score.model().orElseThrow().hash()).hasSize(64);
    }

    @Test
    void withoutPaymentTheOthersShareItsWeight() {
        HealthScorer scorer = HealthScorer.of(StarterModels.of("customer-health-score"));
        HealthScore score = scorer.score(signals("customer-health-score", "on-time-payment"), AT);
        // 59.5 / 0.9, by the note of the example
        assertThat(score.computed().orElseThrow()).isCloseTo(59.5 / 0.9, within(1e-9));
        assertThat(score.score()).hasValue(66.1);
        assertThat(score.band().orElseThrow().id()).isEqualTo("yellow");
        assertThat(score.low().orElseThrow()).isEqualTo(59.5);
        assertThat(score.high().orElseThrow()).isEqualTo(69.5);
        assertThat(score.isBandCertain()).isTrue();
    }

    @Test
    void lessThanHalfOfTheWeightIsNoScore() {
        HealthScorer scorer = HealthScorer.of(StarterModels.of("customer-health-score"));
        HealthScore score = scorer.score(
                AccountSignals.of("A").with("seat-utilisation", 0.6, AT).with("satisfaction", 8, AT), AT);
        assertThat(score.score()).isEmpty();
        assertThat(score.noScore()).contains(NoScore.INSUFFICIENT_COVERAGE);
        assertThat(score.coverage()).isCloseTo(0.4, within(1e-12));
    }

    @Test
    void everyKpiThatAStarterModelNamesIsKnown() {
        // an unknown KPI is an error; of accounts without records only what is 0 unless seen is known
        assertThat(StarterModels.scores()
                        .addTo(Book.empty().data(), List.of(AT))
                        .values())
                .extracting(AccountValue::key)
                .containsOnly("relationship-depth-score");
    }
}
