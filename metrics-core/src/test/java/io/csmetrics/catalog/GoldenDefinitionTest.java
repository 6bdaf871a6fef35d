package io.csmetrics.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.csmetrics.io.DefinitionJson;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.kpi.KpiRow;
import io.csmetrics.period.ReportingPeriod;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads the definitions of the worked examples as a vendor would write them, without the catalogue. The examples and their numbers were
 * worked out by hand and checked by a second implementation.
 */
final class GoldenDefinitionTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("money per month", "money-per-month"),
            Map.entry("money per year", "money-per-year"),
            Map.entry("points −100…100", "points"),
            Map.entry("score of the scale", "score"),
            Map.entry("score 0–100", "score"),
            Map.entry("score 1–7", "score"),
            Map.entry("correlation −1…1", "correlation"),
            Map.entry("percentage points", "percentage-points"),
            Map.entry("count per week", "count-per-week"),
            Map.entry("count per 90 d", "count-per-90-days"),
            Map.entry("table (count, percent)", "table"),
            Map.entry("of the chosen KPI", "ratio"));
    private static final Map<String, String> FOCUS_AREAS = Map.of(
            "Customer Retention & Churn Prevention", "retention",
            "Customer Health & Engagement", "health",
            "Expansion & Growth", "expansion",
            "Advocacy & Referrals", "advocacy",
            "Operational Efficiency", "operations");

    /** Families that the algebra does not have. */
    private static final Set<String> OF_OTHER_MODULES = Set.of("score", "cohort");

    private static final SortedMap<String, NamedCsvRecord> TABLE = table();
    private static final SortedMap<String, JsonNode> EXAMPLES = examples();

    private static SortedMap<String, JsonNode> examples() {
        try (InputStream in = resource("kpi-examples.json")) {
            SortedMap<String, JsonNode> byKey = new TreeMap<>();
            MAPPER.readTree(in).get("examples").forEach(example -> {
                String key = example.get("key").asText();
                if (!OF_OTHER_MODULES.contains(TABLE.get(key).getField("family"))) {
                    byKey.put(key, example);
                }
            });
            return byKey;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SortedMap<String, NamedCsvRecord> table() {
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder()
                .commentStrategy(CommentStrategy.SKIP)
                .ofNamedCsvRecord(new InputStreamReader(resource("kpis.csv"), StandardCharsets.UTF_8))) {
            SortedMap<String, NamedCsvRecord> byKey = new TreeMap<>();
            rows.forEach(row -> byKey.put(row.getField("key"), row));
            return byKey;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String name) {
        InputStream in = GoldenDefinitionTest.class.getResourceAsStream("/golden/" + name);
        assertThat(in).as(name).isNotNull();
        return in;
    }

    /** The definition of an example as a vendor's file has it. */
    private static ObjectNode definition(JsonNode example) {
        NamedCsvRecord row = TABLE.get(example.get("key").asText());
        String unit = row.getField("unit");
        ObjectNode json = MAPPER.createObjectNode()
                .put("key", row.getField("key"))
                .put("name", row.getField("name"))
                .put("valueUnit", UNITS.getOrDefault(unit, unit))
                .put("direction", row.getField("direction"))
                .put("focusArea", FOCUS_AREAS.get(row.getField("focus_area")))
                .put("stage", row.getField("stage"))
                .put("indicator", row.getField("indicator"))
                .put("cadence", row.getField("cadence"));
        if (!example.get("aliases").isEmpty()) {
            json.set("aliases", example.get("aliases"));
        }
        json.setAll((ObjectNode) example.get("definition"));
        return json;
    }

    private static String document(boolean bound) {
        ArrayNode all = MAPPER.createArrayNode();
        EXAMPLES.values().forEach(example -> {
            ObjectNode definition = definition(example);
            if (bound && !example.get("params").isEmpty()) {
                definition.set("bound", example.get("params"));
            }
            all.add(definition);
        });
        return all.toString();
    }

    static Stream<Kpi> definitions() {
        return DefinitionJson.read(document(true), KpiCatalog.of(List.of())).stream();
    }

    @Test
    void allOfThemCanBeReadFromOneDocument() {
        assertThat(DefinitionJson.read(document(false), KpiCatalog.of(List.of())))
                .extracting(Kpi::key)
                .containsExactlyInAnyOrderElementsOf(EXAMPLES.keySet());
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void theWorkedExampleComesOut(Kpi kpi) {
        JsonNode example = EXAMPLES.get(kpi.key());
        JsonNode period = example.get("period");
        KpiResult result = kpi.measure(
                GoldenRecords.data(example.get("records")),
                ReportingPeriod.of(date(period.get("start")), date(period.get("end"))),
                Instant.parse(example.get("asOf").asText()));
        SortedMap<String, Double> expected = numbers(example.get("expected"));
        SortedMap<String, Double> numbers = numbers(result);
        assertThat(numbers.keySet()).as(result.explain()).isEqualTo(expected.keySet());
        expected.forEach((name, number) ->
                assertThat(numbers.get(name)).as(result.explain()).isCloseTo(number, within(1e-9 * Math.abs(number))));
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void whatIsReadIsWrittenSoThatItReadsBack(Kpi kpi) {
        KpiCatalog others = KpiCatalog.of(
                definitions().filter(other -> !other.key().equals(kpi.key())).toList());
        assertThat(DefinitionJson.read(DefinitionJson.write(kpi), others)).containsExactly(kpi);
    }

    /** The shares of a table by segment and category, or the one number. */
    private static SortedMap<String, Double> numbers(JsonNode expected) {
        SortedMap<String, Double> numbers = new TreeMap<>();
        if (expected.isNumber()) {
            numbers.put("value", expected.doubleValue());
        }
        expected.properties()
                .forEach(segment -> segment.getValue()
                        .properties()
                        .forEach(share -> numbers.put(
                                segment.getKey() + ", " + share.getKey(),
                                share.getValue().doubleValue())));
        return numbers;
    }

    private static SortedMap<String, Double> numbers(KpiResult result) {
        SortedMap<String, Double> numbers = new TreeMap<>();
        result.value().ifPresent(value -> numbers.put("value", value.doubleValue()));
        result.table().stream()
                .map(KpiRow.CategoryRow.class::cast)
                .forEach(row -> numbers.put(
                        row.segment().orElseThrow() + ", " + row.category(),
                        row.share().doubleValue()));
        return numbers;
    }

    private static LocalDate date(JsonNode instant) {
        return LocalDate.ofInstant(Instant.parse(instant.asText()), ZoneOffset.UTC);
    }
}
