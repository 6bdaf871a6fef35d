package io.csmetrics.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.csmetrics.kpi.FocusArea;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiDefinition;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.kpi.KpiRow;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.select.Param;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the catalogue against worked examples and the table of all KPIs. */
final class GoldenKpiTest {
    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("money per month", "money-per-month"),
            Map.entry("money per year", "money-per-year"),
            Map.entry("of the chosen KPI", "ratio"),
            Map.entry("points −100…100", "points"),
            Map.entry("score of the scale", "score"),
            Map.entry("score 0–100", "score"),
            Map.entry("score 1–7", "score"),
            Map.entry("correlation −1…1", "correlation"),
            Map.entry("percentage points", "percentage-points"),
            Map.entry("count per week", "count-per-week"),
            Map.entry("count per 90 d", "count-per-90-days"),
            Map.entry("table (percent)", "table"),
            Map.entry("table (count, percent)", "table"));

    private static final Map<String, FocusArea> FOCUS_AREAS = Map.of(
            "Customer Retention & Churn Prevention", FocusArea.RETENTION,
            "Customer Health & Engagement", FocusArea.HEALTH,
            "Expansion & Growth", FocusArea.EXPANSION,
            "Advocacy & Referrals", FocusArea.ADVOCACY,
            "Operational Efficiency", FocusArea.OPERATIONS);

    private static final SortedMap<String, JsonNode> EXAMPLES = examples();
    private static final SortedMap<String, NamedCsvRecord> TABLE = table();

    private static SortedMap<String, JsonNode> examples() {
        try (InputStream in = resource("kpi-examples.json")) {
            SortedMap<String, JsonNode> byKey = new TreeMap<>();
            new ObjectMapper()
                    .readTree(in)
                    .get("examples")
                    .forEach(example -> byKey.put(example.get("key").asText(), example));
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
        InputStream in = GoldenKpiTest.class.getResourceAsStream("/golden/" + name);
        assertThat(in).as(name).isNotNull();
        return in;
    }

    static Stream<Kpi> standard() {
        return KpiCatalog.standard().kpis().stream();
    }

    @Test
    void everyRowOfTheTableThatBelongsHereIsCoveredAndNoOther() {
        List<String> rows = TABLE.values().stream()
                .filter(row -> row.getField("module").equals("metrics-core"))
                .map(row -> row.getField("key"))
                .toList();
        assertThat(standard().map(Kpi::key)).containsExactlyInAnyOrderElementsOf(rows);
        assertThat(EXAMPLES.keySet()).isEqualTo(TABLE.keySet());
    }

    @ParameterizedTest
    @MethodSource("standard")
    void theWorkedExampleComesOut(Kpi kpi) {
        JsonNode example = example(kpi);
        KpiResult result = set(kpi, example.get("params"))
                .measure(
                        GoldenRecords.data(example.get("records")),
                        period(example),
                        Instant.parse(example.get("asOf").asText()));
        SortedMap<String, Double> expected = numbers(example.get("expected"));
        SortedMap<String, Double> numbers = numbers(result);
        assertThat(numbers.keySet()).as(result.explain()).isEqualTo(expected.keySet());
        expected.forEach((name, number) ->
                assertThat(numbers.get(name)).as(result.explain()).isCloseTo(number, within(1e-9 * Math.abs(number))));
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

    @ParameterizedTest
    @MethodSource("standard")
    void theDefinitionAgreesWithTheTable(Kpi kpi) {
        NamedCsvRecord row = TABLE.get(kpi.key());
        KpiDefinition definition = kpi.definition();
        assertThat(row).isNotNull();
        assertThat(definition.name()).isEqualTo(row.getField("name"));
        String unit = row.getField("unit");
        assertThat(definition.unit().key()).isEqualTo(UNITS.getOrDefault(unit, unit));
        assertThat(written(definition.direction())).isEqualTo(row.getField("direction"));
        assertThat(definition.focusArea()).isEqualTo(FOCUS_AREAS.get(row.getField("focus_area")));
        assertThat(written(definition.stage())).isEqualTo(row.getField("stage"));
        assertThat(written(definition.indicator())).isEqualTo(row.getField("indicator"));
        assertThat(written(definition.cadence())).isEqualTo(row.getField("cadence"));
    }

    @ParameterizedTest
    @MethodSource("standard")
    void theAliasesAgreeWithTheExamples(Kpi kpi) {
        List<String> aliases = new ArrayList<>();
        example(kpi).get("aliases").forEach(alias -> aliases.add(alias.asText().replace(" (by owner)", "")));
        assertThat(kpi.definition().aliases()).containsExactlyInAnyOrderElementsOf(aliases);
    }

    @ParameterizedTest
    @MethodSource("standard")
    void driversAreOtherKpis(Kpi kpi) {
        assertThat(TABLE.keySet()).containsAll(kpi.definition().drivers());
        assertThat(kpi.definition().drivers()).doesNotContain(kpi.key()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("standard")
    void whatMustBeSetIsWhatTheExampleSets(Kpi kpi) {
        List<String> set = new ArrayList<>();
        example(kpi).get("params").fieldNames().forEachRemaining(set::add);
        assertThat(set).containsAll(kpi.bind().missing());
    }

    @ParameterizedTest
    @MethodSource("standard")
    void everyDefinitionSaysWhatItTellsAndAsks(Kpi kpi) {
        assertThat(kpi.definition().definition())
                .endsWith(".")
                .isNotEqualTo(kpi.definition().name());
        assertThat(kpi.definition().question()).endsWith("?").doesNotStartWith("What is our ");
    }

    @Test
    void theTopKpisAreTheOnesOfTheTable() {
        assertThat(standard().filter(kpi -> kpi.definition().topKpi()).map(Kpi::key))
                .containsExactlyInAnyOrder(
                        "customer-retention-rate",
                        "net-revenue-churn-rate",
                        "customer-churn-rate",
                        "customer-downgrade-rate",
                        "onboarding-completion-rate",
                        "activation-rate",
                        "feature-adoption-rate-ongoing",
                        "expansion-revenue-growth-rate",
                        "activation-to-expansion-rate",
                        "expansion-revenue-rate",
                        "expansion-activation-rate",
                        "net-promoter-score",
                        "referral-program-participation-rate",
                        "referral-conversion-rate",
                        "referral-driven-expansion-revenue",
                        "referral-opportunity-pipeline-contribution-rate",
                        "average-resolution-time",
                        "cost-per-ticket",
                        "check-in-impact-score",
                        "first-contact-resolution-rate",
                        "customer-satisfaction-score");
    }

    private static String written(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static JsonNode example(Kpi kpi) {
        JsonNode example = EXAMPLES.get(kpi.key());
        assertThat(example).as(kpi.key()).isNotNull();
        return example;
    }

    private static ReportingPeriod period(JsonNode example) {
        JsonNode period = example.get("period");
        return ReportingPeriod.of(date(period.get("start")), date(period.get("end")));
    }

    /** A parameter that the KPI does not know is refused by {@code with}. */
    private static Kpi set(Kpi kpi, JsonNode params) {
        Kpi ready = kpi;
        for (Map.Entry<String, JsonNode> param : params.properties()) {
            Param.Type type = kpi.parameters().get(param.getKey());
            assertThat(type).as("parameter %s of %s", param.getKey(), kpi).isNotNull();
            ready = ready.with(param.getKey(), value(type, param.getValue()));
        }
        return ready;
    }

    private static Serializable value(Param.Type type, JsonNode value) {
        if (type == Param.Type.KPI) {
            return KpiCatalog.standard().get(value.asText()).asDesignated();
        }
        return type.parse(
                value.isArray()
                        ? StreamSupport.stream(value.spliterator(), false)
                                .map(JsonNode::asText)
                                .collect(Collectors.joining(","))
                        : value.asText());
    }

    private static LocalDate date(JsonNode instant) {
        return LocalDate.ofInstant(Instant.parse(instant.asText()), ZoneOffset.UTC);
    }
}
