package io.csmetrics.cli;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Numbers that others computed, of the module that they are about; each file says who did. */
final class Goldens {
    private static final Path COHORT =
            Path.of("..", "..", "metrics-cohort", "src", "test", "resources", "golden", "cohort");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Goldens() {}

    static JsonNode cohort(String file) throws IOException {
        return JSON.readTree(COHORT.resolve(file).toFile());
    }

    /** Returns the numbers of an array, or of one key of its objects, null where there is none. */
    static List<Double> numbers(Iterable<JsonNode> array) {
        List<Double> numbers = new ArrayList<>();
        array.forEach(each -> numbers.add(each.isNull() ? null : each.doubleValue()));
        return numbers;
    }

    static List<Double> numbers(Iterable<JsonNode> objects, String key) {
        List<JsonNode> values = new ArrayList<>();
        objects.forEach(each -> values.add(each.get(key)));
        return numbers(values);
    }
}
