package io.csmetrics.io;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import java.util.List;
import java.util.Optional;

/**
 * The JSON of single values, which reads back to an equal value.
 *
 * <ul>
 *   <li>The records of a {@link RecordFile} are as in a line of its JSON Lines file. A local date-time or a date that stands for an instant is
 *       of UTC.
 *   <li>Every other record is an object with its components by name, in their order; an empty {@code Optional} is an absent key. That is
 *       {@code RevenueBridge}, {@code RevenueRetention}, {@code CohortMovements}, {@code MovementMix}, {@code RetentionRates},
 *       {@code ReportingPeriod}, {@code Quotient}, {@code Finding}, {@code AccountValue}, and {@code KpiRow}, the flat form of a result.
 *   <li>What is one of several records, such as a row of a table, is told by its keys.
 *   <li>Money is {@code {"amount":"10.00","currency":"EUR"}}. Amounts and other decimals are strings, so that no reader rounds them or drops
 *       the decimals, which are part of an amount; a number is read too. Counts are numbers.
 *   <li>A {@code Segment} is an object with a value by attribute, {@code {}} for all accounts.
 *   <li>Maps are objects, in the order of their keys; constants are their names; dates and instants are ISO-8601.
 * </ul>
 *
 * <p>An unknown key, a missing one and one that stands twice are errors.
 */
public final class Json {
    private static final String SOURCE = "json";

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonLinesSource.JSON)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /**
     * Writes a value on one line.
     *
     * @param value a record of this library
     * @return the JSON
     * @throws IllegalArgumentException if the value has no JSON
     * @throws InvalidDataException if it is a record that a file cannot hold
     */
    public static String write(Object value) {
        StringBuilder out = new StringBuilder();
        JsonCodec.of(value.getClass()).write(value, out);
        return out.toString();
    }

    /**
     * Reads a value.
     *
     * @param <T> the type
     * @param json the JSON, as {@link #write} gives it
     * @param type the type of the value
     * @return the value
     * @throws InvalidDataException with every problem, each located by its path in the JSON
     * @throws IllegalArgumentException if values of the type have no JSON
     */
    public static <T> T read(String json, Class<T> type) {
        JsonCodec codec = JsonCodec.of(type);
        Findings findings = new Findings();
        Optional<Object> value = parse(json, findings).flatMap(node -> codec.read(node, JsonPath.root(findings)));
        findings.throwIfErrors();
        return type.cast(value.orElseThrow());
    }

    private static Optional<JsonNode> parse(String json, Findings findings) {
        try {
            return Optional.of(MAPPER.readTree(json));
        } catch (JsonProcessingException e) {
            JsonLocation where = e.getLocation();
            findings.add(Finding.error(
                    SOURCE,
                    where == null ? 0 : where.getLineNr(),
                    "",
                    "",
                    "must be JSON without a key that stands twice",
                    where == null
                            ? "look for a number of many digits or deep brackets"
                            : "look at character " + where.getColumnNr()));
            return Optional.empty();
        }
    }

    /** A place in the JSON, and where its problems go. */
    record JsonPath(String path, Findings findings) {
        static JsonPath root(Findings findings) {
            return new JsonPath("", findings);
        }

        JsonPath at(String key) {
            return new JsonPath(path.isEmpty() || key.isEmpty() ? path + key : path + "." + key, findings);
        }

        /** Tells a problem with the value at this place. */
        <V> Optional<V> report(String value, String rule, String remedy) {
            findings.add(Finding.error(SOURCE, 0, path, value, rule, remedy));
            return Optional.empty();
        }

        void reportAll(List<Finding> problems) {
            problems.forEach(finding ->
                    findings.add(finding.at(SOURCE, 0, at(finding.field()).path())));
        }
    }
}
