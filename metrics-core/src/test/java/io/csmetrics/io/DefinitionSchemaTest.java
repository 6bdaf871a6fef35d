package io.csmetrics.io;

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
import io.csmetrics.catalog.KpiCatalog;
import io.csmetrics.family.KpiUnit;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.Opportunity;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.revenue.RevenueTerm;
import io.csmetrics.select.Moment;
import io.csmetrics.select.Statistic;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the published JSON Schema against the reader. */
class DefinitionSchemaTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNode SCHEMA_TEXT = node(DefinitionJson.schema());
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(SCHEMA_TEXT);

    /** What a schema cannot say, by the findings that tell it. */
    private static final Map<String, Pattern> SEMANTIC_RULES = semanticRules();

    private static final List<String> REPLACEMENTS = List.of(
            "null",
            "true",
            "false",
            "0",
            "-1",
            "1.5",
            "\"\"",
            "\" \"",
            "\"zzz\"",
            "\"$p\"",
            "\"$\"",
            "\"90d\"",
            "\"PT\"",
            "\"CLOSE\"",
            "[]",
            "{}",
            "[\"zzz\", \"zzz\"]",
            "[\"zzz\", 1]",
            "{\"zzz\": 1}");

    private static Map<String, Pattern> semanticRules() {
        Map<String, String> rules = new LinkedHashMap<>();
        rules.put("a KPI inside a formula exists", "must be the key of a KPI.*");
        rules.put("no KPI stands in its own formula", "must not stand in its own formula.*");
        rules.put("keys, names and aliases belong to one KPI", "must be a key, name or alias of one KPI only.*");
        rules.put("every value is of a parameter of the formula", "must be a parameter of the formula.*");
        rules.put("a parameter has one type", "must not be .+ here and .+ elsewhere");
        rules.put("contradicting defaults are decided", "must have a default here.*");
        rules.put("formulas stay small", "must have a formula of at most .*");
        rules.put("a length of time is at most 1,000 years", "must be between 0 and 1,000 years");
        rules.put("an expression can be read and knows its names", "(expression|operand|parameter) \".*");
        rules.put(
                "a statistic fits its numbers",
                "[A-Z]+ (of .+ must be a statistic .*|must (not )?say .*percentile|must not be weighted.*)");
        rules.put("a percentile is a share", "percentile .* must be 0 to 1, .*");
        rules.put("only some terms have kinds", "kinds .+ must be of EXPANSION or CONTRACTION");
        rules.put("START_TO_END and the start stand together", "growth against .+ must (not )?say .*");
        rules.put("who must be a customer has a window", "target customer must have .*");
        rules.put("a window has one end", "to and until must not both be there");
        rules.put("users are named at both ends", "unit user must be named by .*");
        rules.put("units belong to words of the choice", "units .+ must be of the words .*");
        rules.put("a default chooses one of the words", "parameter \".+\" = .+ must be one of .*");
        rules.put("a default of atLeast is at least 1", "atLeast .+ must be at least 1");
        rules.put("lengths of time have their own statistics", "statistic .+ of lengths of time must be .*");
        rules.put("business opens before it closes", "business hours .+ must open before they close");
        rules.put("a frequency counts every occurrence", "population of a frequency must count every occurrence.*");
        rules.put(
                "units and texts are those of what happened", "text \".*\" must be one that these occurrences have.*");
        rules.put("windows have a length", ".+ must be .+ or longer, and at most 1,000 years");
        rules.put("tables are no operands", ".+ must be a number, not a table");
        rules.put("conditions and numbers fit the population", ".+ must fit the population");
        rules.put("a field is one of the unit", "field \".*\" of .+ must be one of .+");
        rules.put("all is told by texts of the target", "target .+ must say atLeast, or name the texts of .*");
        Map<String, Pattern> patterns = new LinkedHashMap<>();
        rules.forEach((name, rule) -> patterns.put(name, Pattern.compile(rule, Pattern.DOTALL)));
        return patterns;
    }

    private static JsonNode json(String resource) {
        try (InputStream in =
                Objects.requireNonNull(DefinitionSchemaTest.class.getResourceAsStream(resource), resource)) {
            return MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Kpi> standard() {
        return KpiCatalog.standard().kpis().stream();
    }

    /** Every way in which something can be written; what is the same in all definitions is in the first one only. */
    static Stream<JsonNode> shapes() {
        List<JsonNode> shapes = new ArrayList<>();
        json("/definitions/shapes.json").get("kpis").forEach(shapes::add);
        return shapes.stream();
    }

    @Test
    void theSchemaIsItselfValid() {
        JsonSchema meta = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of(SchemaId.V202012));
        assertThat(meta.validate(SCHEMA_TEXT)).isEmpty();
    }

    @Test
    void theSchemaKnowsEveryConstantAndNoOther() {
        assertThat(constants("valueUnit"))
                .isEqualTo(StrictJson.choices(KpiUnit.class, KpiUnit::key).keySet());
        assertThat(constants("term"))
                .isEqualTo(StrictJson.names(RevenueTerm.class).keySet());
        assertThat(constants("movement"))
                .isEqualTo(StrictJson.names(RevenueMovement.Type.class).keySet());
        assertThat(constants("kind"))
                .isEqualTo(StrictJson.names(RevenueMovement.Kind.class).keySet());
        assertThat(constants("opportunityKind"))
                .isEqualTo(StrictJson.names(Opportunity.Kind.class).keySet());
        assertThat(constants("opportunityOutcome"))
                .isEqualTo(StrictJson.names(Opportunity.Outcome.class).keySet());
        assertThat(constants("statistic"))
                .isEqualTo(StrictJson.words(Statistic.class).keySet());
        assertThat(constants("moment")).isEqualTo(StrictJson.words(Moment.class).keySet());
        assertThat(constants("weekday"))
                .isEqualTo(StrictJson.words(DayOfWeek.class).keySet());
    }

    private static Set<String> constants(String definition) {
        Set<String> constants = new HashSet<>();
        SCHEMA_TEXT.get("$defs").get(definition).get("enum").forEach(constant -> constants.add(constant.asText()));
        return constants;
    }

    @ParameterizedTest
    @MethodSource("standard")
    void whatIsWrittenIsValid(Kpi kpi) throws IOException {
        assertThat(SCHEMA.validate(MAPPER.readTree(DefinitionJson.write(kpi)))).isEmpty();
    }

    @Test
    void listsAndTheWholeCatalogueAreValid() throws IOException {
        JsonNode catalogue = MAPPER.readTree(DefinitionJson.write(standard().toList()));
        assertThat(SCHEMA.validate(catalogue)).isEmpty();
        assertThat(SCHEMA.validate(catalogue.get("kpis"))).isEmpty();
        assertThat(SCHEMA.validate(json("/definitions/own-kpis.json"))).isEmpty();
        assertThat(SCHEMA.validate(json("/definitions/shapes.json"))).isEmpty();
        assertThat(SCHEMA.validate(json("/definitions/twelve-mistakes.json"))).isNotEmpty();
        assertThat(SCHEMA.validate(MAPPER.readTree("{\"kpis\": 1}"))).isNotEmpty();
        assertThat(SCHEMA.validate(MAPPER.readTree("{\"kpis\": [], \"x\": 1}"))).isNotEmpty();
        assertThat(SCHEMA.validate(MAPPER.readTree("7"))).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void schemaAndReaderRefuseTheSame(JsonNode definition) {
        List<String> disagreements = new ArrayList<>();
        List<JsonNode> changed = new ArrayList<>(List.of(definition));
        mutate(definition, definition, changed::add);
        for (JsonNode document : changed) {
            List<Finding> refused = refused(document);
            boolean valid = SCHEMA.validate(document).isEmpty();
            boolean readable = refused.stream().allMatch(DefinitionSchemaTest::isSemantic);
            if (valid && !readable) {
                disagreements.add("only the reader refuses " + document + " " + refused);
            } else if (!valid && refused.isEmpty()) {
                disagreements.add("only the schema refuses " + document + SCHEMA.validate(document));
            }
        }
        assertThat(changed).hasSizeGreaterThan(30);
        assertThat(disagreements).isEmpty();
    }

    private static List<Finding> refused(JsonNode document) {
        Findings findings = new Findings();
        StrictJson.parse(document.toString(), "json", findings)
                .ifPresent(root -> DefinitionReader.read(root, KpiCatalog.standard(), List.of()));
        return findings.errors();
    }

    /** Tells whether a schema could not have refused it: values of parameters have the type of the place where the parameter stands. */
    private static boolean isSemantic(Finding finding) {
        return finding.field().matches("(.*\\.)?(defaults|bound)\\..*")
                || SEMANTIC_RULES.values().stream()
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
