package io.csmetrics.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.csmetrics.data.CustomerData;
import io.csmetrics.kpi.FocusArea;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiDefinition;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Account;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.SurveyResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the catalogue against worked examples and the table of all KPIs. */
final class GoldenKpiTest {
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
    void exactlyTheseKpisAreCovered() {
        assertThat(standard().map(Kpi::key))
                .containsExactlyInAnyOrder(
                        "accounts-per-csm",
                        "annual-recurring-revenue",
                        "arr-per-csm",
                        "average-customer-lifespan",
                        "average-returning-revenue",
                        "average-revenue-per-account",
                        "average-revenue-per-expansion-account",
                        "cltv-for-referred-users",
                        "converted-pql-lifetime-value",
                        "cross-sell-conversion-rate",
                        "customer-churn-rate",
                        "customer-downgrade-rate",
                        "customer-effort-score",
                        "customer-feedback-retention-score",
                        "customer-lifetime-value",
                        "customer-retention-rate",
                        "customer-satisfaction-score",
                        "employee-net-promoter-score",
                        "expansion-revenue",
                        "expansion-revenue-growth-rate",
                        "expansion-revenue-rate",
                        "gross-revenue-churn-rate",
                        "gross-revenue-retention",
                        "monthly-recurring-revenue",
                        "mrr-growth-rate",
                        "net-promoter-score",
                        "net-revenue-churn-rate",
                        "net-revenue-retention",
                        "onboarding-satisfaction-score",
                        "paid-accounts",
                        "referral-driven-expansion-revenue",
                        "referred-account-net-revenue-retention",
                        "revenue-churn-rate",
                        "upsell-revenue-growth-rate");
        assertThat(EXAMPLES.keySet()).hasSize(123).isEqualTo(TABLE.keySet());
    }

    @ParameterizedTest
    @MethodSource("standard")
    void theWorkedExampleComesOut(Kpi kpi) {
        JsonNode example = example(kpi);
        CustomerData data = data(example.get("records"));
        KpiResult result = set(kpi, example.get("params"))
                .measure(
                        data, period(example), Instant.parse(example.get("asOf").asText()));
        double expected = example.get("expected").asDouble();
        assertThat(result.value().orElseThrow().doubleValue())
                .as(result.explain())
                .isCloseTo(expected, within(1e-9 * Math.abs(expected)));
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
    void everyParameterHasADefault(Kpi kpi) {
        assertThat(kpi.definition().defaults().keySet())
                .isEqualTo(kpi.parameters().keySet());
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
                        "customer-churn-rate",
                        "net-revenue-churn-rate",
                        "customer-downgrade-rate",
                        "expansion-revenue-growth-rate",
                        "expansion-revenue-rate",
                        "net-promoter-score",
                        "referral-driven-expansion-revenue",
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

    /** An unknown parameter would be one that the KPI forgot. */
    private static Kpi set(Kpi kpi, JsonNode params) {
        assertThat(params.isEmpty()).as("parameters %s of %s", params, kpi).isTrue();
        return kpi;
    }

    private static CustomerData data(JsonNode records) {
        assertThat(records.fieldNames())
                .toIterable()
                .as("records that this test reads")
                .allMatch(List.of("Account", "RevenueMovement", "SurveyResponse")::contains);
        return CustomerData.builder()
                .zone(ZoneOffset.UTC)
                .currency(CurrencyUnit.EUR)
                .accounts(each(records.path("Account"))
                        .map(GoldenKpiTest::account)
                        .toList())
                .movements(each(records.path("RevenueMovement"))
                        .map(GoldenKpiTest::movement)
                        .toList())
                .surveys(each(records.path("SurveyResponse"))
                        .map(GoldenKpiTest::response)
                        .toList())
                .build();
    }

    private static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static Account account(JsonNode json) {
        Account.Builder account = Account.builder(json.get("id").asText());
        text(json, "source").ifPresent(account::source);
        text(json, "owner").ifPresent(account::owner);
        text(json, "segment").ifPresent(account::segment);
        return account.build();
    }

    private static RevenueMovement movement(JsonNode json) {
        JsonNode money = json.get("amount");
        RevenueMovement.Builder movement = RevenueMovement.builder(
                json.get("accountId").asText(),
                date(json.get("effectiveAt")),
                RevenueMovement.Type.valueOf(json.get("type").asText()),
                BigMoney.of(
                        CurrencyUnit.of(money.get("currency").asText()),
                        money.get("amount").decimalValue()));
        text(json, "kind").map(RevenueMovement.Kind::valueOf).ifPresent(movement::kind);
        text(json, "reason").ifPresent(movement::reason);
        return movement.build();
    }

    private static SurveyResponse response(JsonNode json) {
        SurveyResponse.Builder response = SurveyResponse.builder(
                json.get("instrument").asText(),
                Instant.parse(json.get("respondedAt").asText()),
                json.get("score").decimalValue());
        text(json, "accountId").ifPresent(response::accountId);
        text(json, "userId").ifPresent(response::userId);
        text(json, "touchpoint").ifPresent(response::touchpoint);
        if (json.has("scaleMin")) {
            response.scaleMin(json.get("scaleMin").decimalValue());
            response.scaleMax(json.get("scaleMax").decimalValue());
        }
        return response.build();
    }

    private static Optional<String> text(JsonNode json, String field) {
        return Optional.ofNullable(json.get(field)).map(JsonNode::asText);
    }

    private static LocalDate date(JsonNode instant) {
        return LocalDate.ofInstant(Instant.parse(instant.asText()), ZoneOffset.UTC);
    }
}
