package io.csmetrics.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csmetrics.catalog.KpiCatalog;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.record.InvalidDataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever somebody writes, the reader answers with KPIs or with located findings, never with anything else. */
class DefinitionJsonProperties {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final KpiCatalog STANDARD = KpiCatalog.standard();
    private static final List<JsonNode> DEFINITIONS = definitions();
    private static final List<JsonNode> PARTS = parts();

    private static List<JsonNode> definitions() {
        List<JsonNode> definitions = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(
                DefinitionJsonProperties.class.getResourceAsStream("/definitions/shapes.json"))) {
            MAPPER.readTree(in).get("kpis").forEach(definitions::add);
            for (Kpi kpi : STANDARD.kpis()) {
                ObjectNode own = (ObjectNode) MAPPER.readTree(DefinitionJson.write(kpi));
                own.remove("aliases");
                definitions.add(own.put("key", "own-" + kpi.key())
                        .put("name", "Own " + kpi.definition().name()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return definitions;
    }

    private static List<JsonNode> parts() {
        List<JsonNode> parts = new ArrayList<>();
        DEFINITIONS.forEach(definition -> collect(definition, parts));
        List.of(
                        "null",
                        "true",
                        "-1",
                        "1e9",
                        "0.5",
                        "\"\"",
                        "\"$x\"",
                        "\"$x?\"",
                        "[]",
                        "{}",
                        "\"0d\"",
                        "0",
                        "\"999999d\"",
                        "\"paid-accounts\"",
                        "[[{}]]")
                .forEach(text -> parts.add(node(text)));
        return parts;
    }

    private static void collect(JsonNode node, List<JsonNode> parts) {
        parts.add(node);
        node.forEach(child -> collect(child, parts));
    }

    private static JsonNode node(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T any(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }

    /** Definitions some parts of which were put in each other's places, doubled, renamed or left out. */
    @Provide
    Arbitrary<String> transplanted() {
        return Arbitraries.randomValue(random -> {
            ArrayNode document = MAPPER.createArrayNode();
            for (int i = 0; i <= random.nextInt(3); i++) {
                document.add(any(DEFINITIONS, random).deepCopy());
            }
            for (int i = 0; i <= random.nextInt(4); i++) {
                List<JsonNode> places = new ArrayList<>();
                collect(document, places);
                change(any(places, random), random);
            }
            return document.toString();
        });
    }

    private static void change(JsonNode place, Random random) {
        if (place instanceof ObjectNode object && !object.isEmpty()) {
            List<String> keys = new ArrayList<>();
            object.fieldNames().forEachRemaining(keys::add);
            String key = any(keys, random);
            switch (random.nextInt(4)) {
                case 0 -> object.remove(key);
                case 1 -> object.set(any(keys, random), any(PARTS, random).deepCopy());
                case 2 -> object.set(key + "s", object.get(key));
                default -> object.set(key, any(PARTS, random).deepCopy());
            }
        } else if (place instanceof ArrayNode array && !array.isEmpty()) {
            int index = random.nextInt(array.size());
            if (random.nextBoolean()) {
                array.add(array.get(index).deepCopy());
            } else {
                array.set(index, any(PARTS, random).deepCopy());
            }
        }
    }

    /** Texts of definitions with some characters wrong. */
    @Provide
    Arbitrary<String> garbled() {
        return Arbitraries.randomValue(random -> {
            StringBuilder text = new StringBuilder(any(DEFINITIONS, random).toPrettyString());
            for (int i = 0; i <= random.nextInt(5); i++) {
                int at = random.nextInt(text.length());
                char c = "{}[]\",:$\\0e-\u0000\ud800\n".charAt(random.nextInt(15));
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, c);
                    default -> text.setCharAt(at, c);
                }
            }
            return text.toString();
        });
    }

    @Property(tries = 1_000)
    void transplantsAreReadOrRefusedWithTheirPlaces(@ForAll("transplanted") String text) {
        readOrRefused(text);
    }

    @Property(tries = 500)
    void garbledTextsAreReadOrRefusedWithTheirPlaces(@ForAll("garbled") String text) {
        readOrRefused(text);
    }

    /** What can be read can also be written, and reads back to the same. */
    private static void readOrRefused(String text) {
        List<Kpi> kpis;
        try {
            kpis = DefinitionJson.read(text, STANDARD);
        } catch (InvalidDataException refused) {
            assertThat(refused.findings()).isNotEmpty().allSatisfy(finding -> {
                assertThat(finding.source()).isEqualTo("json");
                assertThat(finding.rule()).isNotBlank();
            });
            return;
        }
        assertThat(DefinitionJson.read(DefinitionJson.write(kpis), STANDARD)).isEqualTo(kpis);
    }
}
