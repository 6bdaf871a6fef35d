package io.csmetrics.health.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.csmetrics.catalog.KpiCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the starter models against the components of the worked examples: what they weigh, where they get their numbers, how they cut. */
final class StarterModelsTest {
    private static final KpiCatalog CATALOG = HealthMeasures.catalog();

    /** Signals whose number is not one of the last 30 days, and not of a length that the measure says itself. */
    private static final Map<String, String> WINDOWS = Map.of("on-time-payment", "180d", "expansion-usage", "28d");

    static Stream<String> keys() {
        return GoldenHealth.table().stream()
                .filter(row -> row.get("family").asText().equals("score"))
                .map(row -> row.get("key").asText());
    }

    private static JsonNode model(String key) {
        return GoldenHealth.json("/io/csmetrics/health/catalog/" + key + ".json");
    }

    private static List<JsonNode> signals(JsonNode model) {
        List<JsonNode> signals = new ArrayList<>();
        model.get("groups").forEach(group -> group.get("signals").forEach(signals::add));
        return signals;
    }

    @ParameterizedTest
    @MethodSource("keys")
    void everyScoreHasAModelOfItsKey(String key) {
        JsonNode model = model(key);
        assertThat(model.get("id").asText()).isEqualTo(key);
        assertThat(model.get("version").asText()).isNotBlank();
        assertThat(model.get("note").asText()).contains("starting values, not findings");
        assertThat(model.get("coverage").toString()).isEqualTo("{\"group\":0,\"model\":0.5}");
        boolean risk = key.equals("churn-risk-score");
        assertThat(model.path("orientation").asText("health")).isEqualTo(risk ? "risk" : "health");
        assertThat(model.get("bands").toString())
                .isEqualTo(
                        risk
                                ? "[{\"id\":\"low\",\"from\":0},{\"id\":\"medium\",\"from\":40},{\"id\":\"high\",\"from\":70}]"
                                : "[{\"id\":\"red\",\"from\":0},{\"id\":\"yellow\",\"from\":40},{\"id\":\"green\",\"from\":70}]");
    }

    @ParameterizedTest
    @MethodSource("keys")
    void signalsAreTheComponentsOfTheExample(String key) {
        List<JsonNode> signals = signals(model(key));
        JsonNode components = GoldenHealth.example(key).get("definition").get("components");
        assertThat(signals).hasSize(components.size());
        for (int i = 0; i < signals.size(); i++) {
            JsonNode signal = signals.get(i);
            JsonNode component = components.get(i);
            assertThat(signal.get("id")).isEqualTo(component.get("name"));
            assertThat(signal.get("weight")).isEqualTo(component.get("weight"));
            assertThat(signal.get("missing").asText()).isEqualTo("exclude");
            assertNormaliser(signal.get("normalize"), component.get("norm"));
        }
    }

    private static void assertNormaliser(JsonNode normaliser, JsonNode norm) {
        if (norm.has("boolean")) {
            assertThat(normaliser.toString()).isEqualTo("{\"type\":\"boolean\",\"true\":100,\"false\":0}");
            return;
        }
        assertThat(normaliser.get("type").asText()).isEqualTo("linear");
        boolean identity = norm.has("identity");
        assertThat(normaliser.get("worst").asDouble())
                .isEqualTo(identity ? 0 : norm.get("linear").get(0).asDouble());
        assertThat(normaliser.get("best").asDouble())
                .isEqualTo(identity ? 100 : norm.get("linear").get(1).asDouble());
    }

    @ParameterizedTest
    @MethodSource("keys")
    void everySignalGetsItsNumberFromAKpiOrAnAttribute(String key) {
        for (JsonNode signal : signals(model(key))) {
            String id = signal.get("id").asText();
            if (id.equals("fit")) {
                assertThat(signal.get("attribute").asText()).isEqualTo("fit");
                assertThat(signal.has("kpi")).isFalse();
                continue;
            }
            String kpi = signal.get("kpi").asText();
            assertThat(CATALOG.get(kpi).key()).as("a key, no alias").isEqualTo(kpi);
            assertThat(kpi).as("no score is a part of itself").isNotEqualTo(key);
            assertThat(signal.path("window").asText("30d")).isEqualTo(WINDOWS.getOrDefault(id, "30d"));
        }
    }
}
