package io.csmetrics.health.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.csmetrics.catalog.KpiCatalog;
import io.csmetrics.data.CustomerData;
import io.csmetrics.family.UndefinedReason;
import io.csmetrics.io.DefinitionJson;
import io.csmetrics.kpi.FocusArea;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiDefinition;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.record.Account;
import io.csmetrics.record.AccountValue;
import io.csmetrics.record.Event;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the KPIs of health against the table of all KPIs and the worked examples. */
final class HealthKpisTest {
    private static final Map<String, FocusArea> FOCUS_AREAS = Map.of(
            "Customer Retention & Churn Prevention", FocusArea.RETENTION,
            "Customer Health & Engagement", FocusArea.HEALTH,
            "Expansion & Growth", FocusArea.EXPANSION,
            "Advocacy & Referrals", FocusArea.ADVOCACY);

    static Stream<Kpi> all() {
        return HealthKpis.all().stream();
    }

    @Test
    void theyAreTheRowsOfTheTableAndJoinTheStandardOnes() {
        assertThat(all().map(Kpi::key))
                .containsExactlyElementsOf(GoldenHealth.table().stream()
                        .map(row -> row.get("key").asText())
                        .toList());
        assertThat(KpiCatalog.standard().with(HealthKpis.all()).kpis()).hasSize(122);
    }

    @ParameterizedTest
    @MethodSource("all")
    void theWorkedExampleComesOut(Kpi kpi) {
        JsonNode example = GoldenHealth.example(kpi.key());
        KpiResult result = kpi.measure(data(example), Book.JANUARY);
        double expected = example.get("expected").asDouble();
        assertThat(result.value().orElseThrow().doubleValue())
                .as(result.explain())
                .isCloseTo(expected, within(1e-9 * expected));
    }

    /** A score comes as a number from outside: the example of how it is computed belongs to the models. */
    private static CustomerData data(JsonNode example) {
        List<AccountValue> values = new ArrayList<>();
        JsonNode records = example.get("records");
        records.path("scores")
                .properties()
                .forEach(score -> score.getValue()
                        .properties()
                        .forEach(account -> values.add(AccountValue.of(
                                account.getKey(),
                                score.getKey(),
                                Instant.parse("2025-01-31T00:00:00Z"),
                                account.getValue().decimalValue()))));
        boolean isScore = example.get("definition").get("family").asText().equals("score");
        List<RevenueMovement> movements = new ArrayList<>(each(records.path("RevenueMovement")).stream()
                .map(movement -> customer(movement.get("accountId").asText()))
                .toList());
        List<Account> accounts = new ArrayList<>(each(records.path("Account")).stream()
                .map(account -> Account.of(account.get("id").asText()))
                .toList());
        if (isScore) {
            accounts.add(Account.of("X"));
            movements.add(customer("X"));
            values.add(AccountValue.of(
                    "X",
                    example.get("key").asText(),
                    Instant.parse("2025-01-31T00:00:00Z"),
                    example.get("expected").decimalValue()));
        }
        return CustomerData.builder()
                .zone(ZoneOffset.UTC)
                .currency(CurrencyUnit.EUR)
                .accounts(accounts)
                .movements(movements)
                .events(each(records.path("Event")).stream()
                        .map(HealthKpisTest::rating)
                        .toList())
                .values(values)
                .build();
    }

    private static List<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    /** All movements of the examples are the same. */
    private static RevenueMovement customer(String account) {
        return RevenueMovement.of(account, LocalDate.parse("2024-06-01"), Type.NEW, BigMoney.parse("EUR 100"));
    }

    private static Event rating(JsonNode event) {
        return Event.builder(
                        event.get("accountId").asText(),
                        event.get("type").asText(),
                        Instant.parse(event.get("at").asText()))
                .userId(event.get("userId").asText())
                .value(event.get("value").decimalValue())
                .attribute("influence", event.get("attributes").get("influence").asText())
                .build();
    }

    @ParameterizedTest
    @MethodSource("all")
    void theDefinitionAgreesWithTheTable(Kpi kpi) {
        JsonNode row = GoldenHealth.table().stream()
                .filter(each -> each.get("key").asText().equals(kpi.key()))
                .findFirst()
                .orElseThrow();
        KpiDefinition definition = kpi.definition();
        assertThat(definition.name()).isEqualTo(row.get("name").asText());
        String unit = row.get("unit").asText();
        assertThat(definition.unit().key()).isEqualTo(unit.equals("score 0–100") ? "score" : unit);
        assertThat(written(definition.direction()))
                .isEqualTo(row.get("direction").asText());
        assertThat(definition.focusArea())
                .isEqualTo(FOCUS_AREAS.get(row.get("focus_area").asText()));
        assertThat(written(definition.stage())).isEqualTo(row.get("stage").asText());
        assertThat(written(definition.indicator()))
                .isEqualTo(row.get("indicator").asText());
        assertThat(written(definition.cadence())).isEqualTo(row.get("cadence").asText());
        assertThat(definition.aliases())
                .containsExactlyInAnyOrderElementsOf(
                        each(GoldenHealth.example(kpi.key()).get("aliases")).stream()
                                .map(JsonNode::asText)
                                .toList());
        assertThat(definition.definition()).endsWith(".");
        assertThat(definition.question()).endsWith("?").doesNotStartWith("What is our ");
        KpiCatalog catalog = KpiCatalog.standard().with(HealthKpis.all());
        assertThat(definition.drivers())
                .doesNotContain(kpi.key())
                .allSatisfy(driver -> assertThat(catalog.get(driver).key()).isEqualTo(driver));
    }

    private static String written(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Test
    void theTopKpisAreTheOnesOfTheTable() {
        assertThat(all().filter(kpi -> kpi.definition().topKpi()).map(Kpi::key))
                .containsExactly(
                        "churn-risk-score",
                        "customer-health-score",
                        "customer-engagement-score",
                        "expansion-opportunity-score");
    }

    @ParameterizedTest
    @MethodSource("all")
    void theyCanBeWrittenAndReadBack(Kpi kpi) {
        assertThat(DefinitionJson.read(DefinitionJson.write(kpi), KpiCatalog.of(List.of())))
                .containsExactly(kpi);
    }

    @ParameterizedTest
    @MethodSource("all")
    void ofNothingThereIsNoNumber(Kpi kpi) {
        boolean rate = kpi.key().endsWith("rate");
        assertThat(kpi.measure(Book.empty().data(), Book.JANUARY).undefined())
                .contains(rate ? UndefinedReason.ZERO_DENOMINATOR : UndefinedReason.NO_DATA);
    }

    @Test
    void aScoreIsTheMeanOfCustomersThatHaveOne() {
        Book book = Book.empty()
                .moved("A", "2024-05-01", Type.NEW, "900")
                .moved("B", "2024-05-01", Type.NEW, "100")
                .score("A", "customer-health-score", "2025-01-01", "40")
                .score("A", "customer-health-score", "2025-01-31T23:59:59.999", "80")
                .score("B", "customer-health-score", "2025-01-30", "61")
                .score("B", "customer-health-score", "2025-02-01", "0");
        Kpi health = HealthKpis.CUSTOMER_HEALTH_SCORE;
        assertThat(health.measure(book.data(), Book.JANUARY).value()).contains(new BigDecimal("70.5"));
        assertThat(book.b(health)).isEqualTo("61");
        KpiResult half = health.measure(
                Book.empty()
                        .moved("A", "2024-05-01", Type.NEW, "900")
                        .moved("B", "2024-05-01", Type.NEW, "100")
                        .score("A", "customer-health-score", "2025-01-01", "40")
                        .data(),
                Book.JANUARY);
        assertThat(half.value()).contains(new BigDecimal("40"));
        assertThat(half.evidence().excluded()).isEqualTo(1);
    }

    @Test
    void whoHasNoScoreIsInTheDenominatorAndTold() {
        Book book = Book.empty()
                .moved("A", "2024-05-01", Type.NEW, "900")
                .moved("B", "2024-05-01", Type.NEW, "100")
                .score("A", "churn-risk-score", "2025-01-01", "70");
        KpiResult rate = HealthKpis.AT_RISK_ACCOUNT_RATE.measure(book.data(), Book.JANUARY);
        assertThat(rate.value()).contains(new BigDecimal("0.5"));
        assertThat(rate.evidence().excluded()).isEqualTo(1);
        Kpi strict = HealthKpis.AT_RISK_ACCOUNT_RATE.with(HealthKpis.THRESHOLD, new BigDecimal("70.1"));
        assertThat(strict.measure(book.data(), Book.JANUARY).value()).contains(BigDecimal.ZERO);
    }

    @Test
    void aRelationshipThatWasNotRatedForHalfAYearIsUnknown() {
        Book book = Book.empty()
                .rated("A", "2024-08-05", "s1", "8", "influence", "3")
                .rated("B", "2024-08-04T23:59:59", "s1", "8", "influence", "3");
        assertThat(book.a(HealthKpis.RELATIONSHIP_SCORE)).isEqualTo("80");
        assertThat(book.b(HealthKpis.RELATIONSHIP_SCORE)).isEqualTo("NO_DATA");
    }
}
