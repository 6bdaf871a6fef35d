package io.csmetrics.cohort.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.csmetrics.cohort.Cadence;
import io.csmetrics.cohort.Cell;
import io.csmetrics.cohort.CohortKey;
import io.csmetrics.cohort.CohortRow;
import io.csmetrics.cohort.Criterion;
import io.csmetrics.cohort.EntryRule;
import io.csmetrics.cohort.Golden;
import io.csmetrics.cohort.RetentionDefinition;
import io.csmetrics.cohort.Tables;
import io.csmetrics.cohort.Triangle;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Tables of PostHog's own tests, and when a cell is complete. */
final class GoldenRetentionTest {
    private static final JsonNode CASES = Golden.read("retention-cases.json").get("cases");
    private static final JsonNode COMPLETENESS =
            Golden.read("period_index_cases.json").get("completeness");

    @TestFactory
    Iterable<DynamicTest> tablesAreThoseOfPostHog() {
        return StreamSupport.stream(CASES.spliterator(), false)
                .map(line -> DynamicTest.dynamicTest(line.get("id").asText(), () -> check(line)))
                .toList();
    }

    private static void check(JsonNode line) {
        boolean weeks = line.get("mode").asText().contains("week starting Sunday");
        boolean unbounded = line.get("mode").asText().contains("ON-OR-AFTER");
        Cadence cadence = weeks ? Cadence.weeksFrom(DayOfWeek.SUNDAY) : Cadence.DAILY;
        RetentionDefinition definition = RetentionDefinition.builder(ZoneOffset.UTC, date(line.get("as_of")))
                .entry(EntryRule.RECURRING)
                .granularity(cadence)
                .criterion(unbounded ? new Criterion.OnOrAfter(0) : new Criterion.On())
                .build();
        ActivityCohorts.Builder activity = ActivityCohorts.builder(definition);
        for (JsonNode event : line.get("events")) {
            activity.add(
                    event.get(0).asText(),
                    LocalDateTime.parse(event.get(1).asText()).toInstant(ZoneOffset.UTC));
        }
        Triangle table = activity.build().triangle();
        LocalDate start = date(line.get("first_period"));
        for (JsonNode counts : line.get("counts")) {
            checkRow(table, start, counts);
            start = start.plusDays(weeks ? 7 : 1);
        }
    }

    /** PostHog keeps cohorts without a member, which have no row here, and shows no cell that is not complete. */
    private static void checkRow(Triangle table, LocalDate start, JsonNode counts) {
        Optional<CohortRow> row = table.rows().stream()
                .filter(each -> each.cohort().start().equals(start))
                .findFirst();
        if (row.isEmpty()) {
            assertThat(counts).allMatch(count -> count.asInt() == 0);
            return;
        }
        assertThat(row.get().size()).hasValue(counts.get(0).asLong());
        for (int index = 0; index < counts.size(); index++) {
            Cell.Observed cell = Tables.observed(table, row.get().cohort(), index);
            assertThat(cell.numerator()).isEqualByComparingTo(counts.get(index).decimalValue());
            assertThat(cell.denominator()).isEqualByComparingTo(counts.get(0).decimalValue());
        }
        assertThat(row.get().cells().stream().skip(counts.size())).noneMatch(cell -> cell instanceof Cell.Observed);
    }

    private static LocalDate date(JsonNode text) {
        return LocalDate.parse(text.asText().substring(0, 10));
    }

    @TestFactory
    Iterable<DynamicTest> aMonthIsCompleteOnItsLastDay() {
        return StreamSupport.stream(COMPLETENESS.spliterator(), false)
                .filter(line -> line.has("k"))
                .map(line -> DynamicTest.dynamicTest(line.get("cohort") + " " + line.get("k"), () -> {
                    YearMonth cohort = YearMonth.parse(line.get("cohort").asText());
                    RetentionDefinition definition =
                            Tables.monthly(line.get("as_of").asText()).build();
                    CohortRow row = ActivityCohorts.builder(definition)
                            .add("a", cohort.atDay(2).atStartOfDay().toInstant(ZoneOffset.UTC))
                            .build()
                            .triangle()
                            .row(CohortKey.of(cohort.atDay(1)));
                    int k = line.get("k").asInt();
                    boolean complete = line.get("complete").asBoolean();
                    assertThat(row.cells().get(k).state()).isEqualTo(complete ? "observed" : "open");
                    assertThat(row.filling()).isEqualTo(line.has("note"));
                    if (!complete) {
                        assertThat(row.cells().get(k))
                                .isEqualTo(new Cell.Open(
                                        Optional.of(cohort.plusMonths(k).atEndOfMonth())));
                    }
                }))
                .toList();
    }

    @Test
    void aBracketIsCompleteOnItsLastDay() {
        JsonNode line = StreamSupport.stream(COMPLETENESS.spliterator(), false)
                .filter(each -> each.has("brackets_weeks"))
                .findFirst()
                .orElseThrow();
        JsonNode widths = line.get("brackets_weeks");
        Criterion brackets = Criterion.Brackets.ofWidths(IntStream.range(0, widths.size())
                .map(i -> widths.get(i).asInt())
                .toArray());
        LocalDate start = date(line.get("cohort_start"));
        LocalDate end = date(line.get("window_end"));
        RetentionDefinition definition = RetentionDefinition.builder(ZoneOffset.UTC, date(line.get("as_of")))
                .granularity(Cadence.weeksFrom(DayOfWeek.SUNDAY))
                .criterion(brackets)
                .build();
        assertThat(lastCell(definition, start)).isEqualTo(new Cell.Open(Optional.of(end.minusDays(1))));
        assertThat(lastCell(definition.toBuilder().asOf(end.minusDays(2)).build(), start)
                        .state())
                .isEqualTo("open");
        assertThat(lastCell(definition.toBuilder().asOf(end.minusDays(1)).build(), start)
                        .state())
                .isEqualTo("observed");
    }

    private static Cell lastCell(RetentionDefinition definition, LocalDate start) {
        CohortRow row = ActivityCohorts.builder(definition)
                .add("a", start.atStartOfDay().toInstant(ZoneOffset.UTC))
                .build()
                .triangle()
                .row(CohortKey.of(start));
        assertThat(row.cells()).hasSize(4);
        return row.cells().get(3);
    }
}
