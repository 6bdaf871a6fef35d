package io.csmetrics.health.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.ModelContent;
import io.csmetrics.health.model.RandomModels;
import io.csmetrics.record.InvalidDataException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class HealthModelJsonProperties {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(HealthModelJson.schema());

    @Provide
    Arbitrary<HealthModel> models() {
        return RandomModels.models();
    }

    @Property(tries = 300)
    void whatIsWrittenReadsBackToAnEqualModel(@ForAll("models") HealthModel model) {
        HealthModel back = HealthModelJson.read(HealthModelJson.write(model));
        assertThat(ModelContent.of(back)).isEqualTo(ModelContent.of(model));
        assertThat(back).isEqualTo(model).hasSameHashCodeAs(model);
        assertThat(back.hash()).isEqualTo(model.hash()).matches("[0-9a-f]{64}");
        assertThat(back.warnings()).isEqualTo(model.warnings());
    }

    @Property(tries = 200)
    void whatIsWrittenIsValidToTheSchema(@ForAll("models") HealthModel model) throws JsonProcessingException {
        assertThat(SCHEMA.validate(MAPPER.readTree(HealthModelJson.write(model))))
                .isEmpty();
    }

    @Property(tries = 200)
    void neitherTheOrderOfKeysNorBlanksChangeTheHash(@ForAll("models") HealthModel model, @ForAll Random random)
            throws JsonProcessingException {
        JsonNode shuffled = shuffled(MAPPER.readTree(HealthModelJson.write(model)), random);
        assertThat(HealthModelJson.read(shuffled.toString()).hash()).isEqualTo(model.hash());
        assertThat(HealthModelJson.read("\n\t " + shuffled.toPrettyString() + "\r\n")
                        .hash())
                .isEqualTo(model.hash());
    }

    @Property(tries = 40)
    void anyOtherContentHasAnotherHash(@ForAll("models") HealthModel model) throws JsonProcessingException {
        List<String> same = new ArrayList<>();
        JsonNode content = MAPPER.readTree(HealthModelJson.write(model));
        changes(content, content, changed -> {
            try {
                if (HealthModelJson.read(changed).hash().equals(model.hash())) {
                    same.add(changed);
                }
            } catch (InvalidDataException notAModel) {
                assertThat(notAModel.total()).isPositive();
            }
        });
        assertThat(same).isEmpty();
    }

    private static JsonNode shuffled(JsonNode node, Random random) {
        if (node instanceof ObjectNode object) {
            List<String> keys = new ArrayList<>();
            object.fieldNames().forEachRemaining(keys::add);
            Collections.shuffle(keys, random);
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            keys.forEach(key -> copy.set(key, shuffled(object.get(key), random)));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(item -> copy.add(shuffled(item, random)));
            return copy;
        }
        return node;
    }

    /** Changes each number by one, each text by a letter and each flag to its opposite, one at a time. */
    private static void changes(JsonNode root, JsonNode part, Consumer<String> out) {
        if (part instanceof ObjectNode object) {
            List<String> keys = new ArrayList<>();
            object.fieldNames().forEachRemaining(keys::add);
            for (String key : keys) {
                JsonNode value = object.get(key);
                changes(root, value, out);
                if (value.isValueNode()) {
                    object.set(key, other(value));
                    out.accept(root.toString());
                    object.set(key, value);
                }
            }
        } else if (part instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode value = array.get(i);
                changes(root, value, out);
                if (value.isValueNode()) {
                    array.set(i, other(value));
                    out.accept(root.toString());
                    array.set(i, value);
                }
            }
        }
    }

    private static JsonNode other(JsonNode value) {
        if (value.isBoolean()) {
            return JsonNodeFactory.instance.booleanNode(!value.booleanValue());
        }
        return value.isNumber()
                ? JsonNodeFactory.instance.numberNode(value.decimalValue().add(BigDecimal.ONE))
                : JsonNodeFactory.instance.textNode(value.textValue() + "x");
    }
}
