package io.csmetrics.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.csmetrics.cohort.RetentionDefinition.Weighting;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Averages over cohorts, as other products publish or repaired them. */
final class GoldenAveragesTest {
    private static final JsonNode GOLDEN = Golden.read("cohort_average_weighting.json");
    private static final double TOLERANCE = GOLDEN.get("tolerance").asDouble();

    /** The input of one case is not in the file: its cohorts are not given here. */
    @TestFactory
    Iterable<DynamicTest> averagesAreOfCompleteCellsOnly() {
        return StreamSupport.stream(GOLDEN.get("cases").spliterator(), false)
                .filter(line ->
                        line.has("cohorts") && line.get("cohorts").get(0).has("d1"))
                .map(line -> DynamicTest.dynamicTest(line.get("id").asText(), () -> check(line)))
                .toList();
    }

    private static void check(JsonNode line) {
        Triangle table = table(line.get("cohorts"), "d1");
        int checked = 0;
        for (Weighting weighting : new Weighting[] {Weighting.POOLED, Weighting.SIMPLE}) {
            for (String name : new String[] {weighting.toString(), weighting + "_complete"}) {
                if (line.has(name)) {
                    assertThat(Tables.average(table, weighting, 1).orElseThrow().doubleValue())
                            .isCloseTo(line.get(name).asDouble(), within(TOLERANCE));
                    checked++;
                }
            }
        }
        assertThat(checked).isEqualTo(2);
    }

    private static Triangle table(JsonNode cohorts, String column) {
        RetentionDefinition definition = Tables.monthly("2026-03-31").build();
        CohortFacts.Builder facts = CohortFacts.builder(definition);
        LocalDate start = LocalDate.of(2025, 1, 1);
        for (JsonNode cohort : cohorts) {
            int size = cohort.get("size").asInt();
            int kept = cohort.get(column).asInt();
            boolean complete = !cohort.has("complete") || cohort.get("complete").asBoolean();
            int[] retained =
                    column.equals("d0") ? new int[] {kept} : complete ? new int[] {size, kept} : new int[] {size};
            Tables.cohort(facts, CohortKey.of(start), size, complete ? 0 : 1, retained);
            start = start.plusMonths(1);
        }
        return Triangle.of(facts.build(), definition);
    }

    @Test
    void aCohortOfNoneLeavesTheMean() {
        JsonNode line = line("posthog_26217");
        Triangle table = table(line.get("cohorts"), "d0");
        assertThat(table.rows()).hasSize(1);
        for (Weighting weighting : Weighting.values()) {
            assertThat(Tables.average(table, weighting, 0).orElseThrow()).isEqualByComparingTo("1");
        }
    }

    @Test
    void aCohortOfWhichNobodyIsLeftStaysInTheMean() {
        JsonNode rates = line("posthog_30624").get("rates");
        RetentionDefinition definition = Tables.monthly("2026-03-31").build();
        CohortFacts.Builder facts = CohortFacts.builder(definition);
        for (int i = 0; i < rates.size(); i++) {
            Tables.cohort(facts, CohortKey.of(LocalDate.of(2025, 1 + i, 1)), 4, 0, 4, (int)
                    (4 * rates.get(i).asDouble()));
        }
        Triangle table = Triangle.of(facts.build(), definition);
        assertThat(line("posthog_30624").get("note").asText()).contains("0.125, not 0.25");
        assertThat(Tables.average(table, Weighting.SIMPLE, 1).orElseThrow()).isEqualByComparingTo("0.125");
        assertThat(Tables.average(table, Weighting.MEDIAN, 1))
                .map(Number::doubleValue)
                .isEqualTo(Optional.of(0.125));
    }

    private static JsonNode line(String id) {
        return StreamSupport.stream(GOLDEN.get("cases").spliterator(), false)
                .filter(each -> each.get("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
