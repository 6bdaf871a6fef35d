package io.csmetrics.health.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.record.Finding;
import io.csmetrics.record.InvalidDataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the published JSON Schema against the reader. */
class HealthModelSchemaTest {
    private static final Path RESOURCES = Path.of("src", "test", "resources");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNode SCHEMA_TEXT = node(HealthModelJson.schema());
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(SCHEMA_TEXT);

    /** What a schema cannot say, by the texts that tell it. */
    private static final Map<String, Pattern> SEMANTIC_RULES = semanticRules();

    private static final List<String> REPLACEMENTS = List.of(
            "null",
            "true",
            "false",
            "0",
            "-1",
            "1.5",
            "150",
            "5000000000",
            "\"\"",
            "\" \"",
            "\"zzz\"",
            "\" zzz\"",
            "\"0d\"",
            "\"90d\"",
            "\"last\"",
            "\"segment-median\"",
            "\"2026-02-30\"",
            "[]",
            "{}",
            "[\"zzz\"]",
            "[1, 2]",
            "[[1, 2], [3, 4, 5]]",
            "{\"zzz\": 1}");

    private static Map<String, Pattern> semanticRules() {
        Map<String, String> rules = new LinkedHashMap<>();
        rules.put("ids are unique", "duplicate .* id .*|\".*\" is there twice; .*");
        rules.put("bands begin at the start of the scale", "the first band must start at .*");
        rules.put("bands rise inside the scale", ".*bands\\[.* is not above .*|.* is not below scale.max .*");
        rules.put("ends of a scale are scores", ".* has more decimals than a score, which has .*");
        rules.put("a scale has a length", ".* is not above min .*");
        rules.put("the margin leaves something of each band", "hysteresis.margin .* is more than half .*");
        rules.put("ends of a line differ", "(worst and best|at50 and at90) are both .*");
        rules.put("points and steps rise", "x must rise; .*|.* is not above .*");
        rules.put("only the last step is open", "steps: last step .*|every step but the last .*");
        rules.put("a peak rises", "peak: .* must rise; .*");
        rules.put("least periods are not more than periods", ".*; it must be from 1 to periods .*");
        rules.put("a rule speaks of signals of the model", ".* is not a signal of this model.*");
        rules.put("a floor is not above its own cap", ".* is above its own cap .*");
        rules.put("not all weights are 0", "all weights are 0");
        rules.put("a day is one of the calendar", ".*; write a day such as .*");
        rules.put("a window is at most 1,000 years", ".*; it must be whole days, 1d to 365000d");
        rules.put("a model has at most 1,000 signals", ".* signals; a model can have .*");
        rules.put("a number fits into 64 bits", "Infinity; it must be a number");
        Map<String, Pattern> patterns = new LinkedHashMap<>();
        rules.forEach((name, rule) -> patterns.put(name, Pattern.compile(rule, Pattern.DOTALL)));
        return patterns;
    }

    @Test
    void theSchemaIsItselfValid() {
        JsonSchema meta = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of(SchemaId.V202012));
        assertThat(meta.validate(SCHEMA_TEXT)).isEmpty();
    }

    @Test
    void theSchemaKnowsTheKeysOfTheReaderAndNoOther() {
        JsonNode defs = SCHEMA_TEXT.get("$defs");
        assertThat(keys(SCHEMA_TEXT)).containsExactlyInAnyOrderElementsOf(ModelKeys.MODEL);
        assertThat(keys(defs.get("group"))).containsExactlyInAnyOrderElementsOf(ModelKeys.GROUP);
        assertThat(keys(defs.get("signal"))).containsExactlyInAnyOrderElementsOf(ModelKeys.SIGNAL);
        assertThat(keys(defs.get("rule"))).containsExactlyInAnyOrderElementsOf(ModelKeys.RULE);
        Set<String> types = new TreeSet<>();
        for (JsonNode branch : defs.get("normalizer").get("allOf")) {
            String type = branch.at("/if/properties/type/const").asText();
            types.add(type);
            assertThat(keys(branch.get("then")))
                    .as(type)
                    .containsExactlyInAnyOrderElementsOf(ModelKeys.NORMALISERS.get(type));
        }
        assertThat(types).isEqualTo(new TreeSet<>(ModelKeys.NORMALISERS.keySet()));
    }

    private static Set<String> keys(JsonNode object) {
        Set<String> keys = new TreeSet<>();
        object.get("properties").fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    @Test
    void everyPropertyTellsAnEditorWhatItIs() {
        List<String> silent = new ArrayList<>();
        for (String part : List.of("group", "signal", "rule")) {
            SCHEMA_TEXT.get("$defs").get(part).get("properties").properties().forEach(property -> {
                JsonNode value = property.getValue();
                boolean speaks = value.has("description")
                        || SCHEMA_TEXT
                                .at(value.path("$ref").asText("#/none").substring(1))
                                .has("description");
                if (!speaks) {
                    silent.add(part + "." + property.getKey());
                }
            });
        }
        assertThat(silent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"golden/health-model.json", "models/everything.json"})
    void modelsThatCanBeReadAreValid(String file) throws IOException {
        String text = Files.readString(RESOURCES.resolve(file));
        assertThat(SCHEMA.validate(node(text))).isEmpty();
        HealthModel model = HealthModelJson.read(text);
        assertThat(SCHEMA.validate(node(HealthModelJson.write(model)))).isEmpty();
    }

    @Test
    void everyModelThatShipsIsValid() throws IOException {
        Path shipped = Path.of("src", "main", "resources", "io", "csmetrics", "health", "catalog");
        List<Path> files;
        try (Stream<Path> all = Files.list(shipped)) {
            files = all.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            assertThat(SCHEMA.validate(node(Files.readString(file))))
                    .as(file.toString())
                    .isEmpty();
            assertThat(HealthModelJson.read(file).id()).isNotBlank();
        }
    }

    @Test
    void aModelOfThirtyErrorsIsNotValid() throws IOException {
        assertThat(SCHEMA.validate(node(Files.readString(RESOURCES.resolve("models/thirty-errors.json")))))
                .hasSizeGreaterThan(10);
    }

    @Test
    void schemaAndReaderRefuseTheSame() throws IOException {
        JsonNode model = node(Files.readString(RESOURCES.resolve("models").resolve("everything.json")));
        List<String> disagreements = new ArrayList<>();
        List<JsonNode> changed = new ArrayList<>();
        mutate(model, model, changed::add);
        for (JsonNode document : changed) {
            List<Finding> refused = refused(document);
            boolean valid = SCHEMA.validate(document).isEmpty();
            boolean readable = refused.stream().allMatch(HealthModelSchemaTest::isSemantic);
            if (valid && !readable) {
                disagreements.add("only the reader refuses " + document + " " + refused);
            } else if (!valid && refused.isEmpty()) {
                disagreements.add("only the schema refuses " + document + SCHEMA.validate(document));
            }
        }
        assertThat(changed).hasSizeGreaterThan(1_000);
        assertThat(disagreements).isEmpty();
    }

    private static List<Finding> refused(JsonNode document) {
        try {
            HealthModelJson.read(document.toString());
            return List.of();
        } catch (InvalidDataException e) {
            return e.findings();
        }
    }

    private static boolean isSemantic(Finding finding) {
        return SEMANTIC_RULES.values().stream()
                .anyMatch(rule -> rule.matcher(finding.rule()).matches());
    }

    /** Changes every part of a document in every way, one at a time, and puts it back. */
    private static void mutate(JsonNode document, JsonNode part, Consumer<JsonNode> out) {
        if (part instanceof ObjectNode object) {
            object.put("zzz", 1);
            out.accept(document.deepCopy());
            object.remove("zzz");
            List<String> keys = new ArrayList<>();
            object.fieldNames().forEachRemaining(keys::add);
            for (String key : keys) {
                JsonNode value = object.get(key);
                for (String replacement : REPLACEMENTS) {
                    object.set(key, node(replacement));
                    out.accept(document.deepCopy());
                }
                object.remove(key);
                out.accept(document.deepCopy());
                object.set(key + "x", value);
                out.accept(document.deepCopy());
                object.remove(key + "x");
                object.set(key, value);
                mutate(document, value, out);
            }
        } else if (part instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode value = array.get(i);
                for (String replacement : REPLACEMENTS) {
                    array.set(i, node(replacement));
                    out.accept(document.deepCopy());
                }
                array.set(i, value);
                mutate(document, value, out);
            }
        }
    }

    private static JsonNode node(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
