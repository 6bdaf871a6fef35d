package io.csmetrics.health.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** The rows of the table of KPIs that belong to health, and their worked examples. */
final class GoldenHealth {
    private static final JsonNode GOLDEN = json("/golden/health-kpis.json");

    private GoldenHealth() {}

    static List<JsonNode> table() {
        return StreamSupport.stream(GOLDEN.get("table").spliterator(), false).toList();
    }

    static JsonNode example(String key) {
        return StreamSupport.stream(GOLDEN.get("examples").spliterator(), false)
                .filter(example -> example.get("key").asText().equals(key))
                .findFirst()
                .orElseThrow();
    }

    static JsonNode json(String resource) {
        try (InputStream in = Objects.requireNonNull(GoldenHealth.class.getResourceAsStream(resource), resource)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
