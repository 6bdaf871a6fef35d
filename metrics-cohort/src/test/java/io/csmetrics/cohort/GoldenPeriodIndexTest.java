package io.csmetrics.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The index of a return by each way of counting: cases of other products' documents. */
final class GoldenPeriodIndexTest {
    private static final JsonNode GOLDEN = Golden.read("period_index_cases.json");

    @TestFactory
    Iterable<DynamicTest> indexesAreThoseOfTheDocuments() {
        return StreamSupport.stream(GOLDEN.get("cases").spliterator(), false)
                .map(line ->
                        DynamicTest.dynamicTest(line.get("start") + " to " + line.get("return"), () -> check(line)))
                .toList();
    }

    private static void check(JsonNode line) {
        ZoneId zone =
                line.get("unit").asText().contains("America/New_York") ? ZoneId.of("America/New_York") : ZoneOffset.UTC;
        Instant start = instant(line.get("start").asText());
        Instant back = instant(line.get("return").asText());
        List<String> checked = new ArrayList<>();
        line.fieldNames().forEachRemaining(name -> {
            if (line.get(name).isNumber()) {
                double actual = actual(name, line.get("unit").asText(), start, back, zone);
                assertThat(actual).as(name).isEqualTo(line.get(name).asDouble());
                checked.add(name);
            }
        });
        assertThat(checked).isNotEmpty();
    }

    private static double actual(String name, String unit, Instant start, Instant back, ZoneId zone) {
        boolean year = unit.equals("year");
        return switch (name) {
            case "calendar" -> new PeriodIndex.Calendar(cadence(unit)).index(start, back, zone);
            case "exact_24h" -> new PeriodIndex.Exact24h().index(start, back, zone);
            case "rolling_7d" -> new PeriodIndex.Rolling(7).index(start, back, zone);
            case "rolling_30d" -> new PeriodIndex.Rolling(30).index(start, back, zone);
            case "anniversary", "anniversary_clamped" ->
                new PeriodIndex.Anniversary(year ? 12 : 1).index(start, back, zone);
            // what the documents say of the ways that we do not offer
            case "amplitude_24h_hour_floored" ->
                new PeriodIndex.Exact24h().index(start.truncatedTo(ChronoUnit.HOURS), back, zone);
            case "anniversary_java_ChronoUnit_MONTHS_between", "anniversary_java_ChronoUnit_YEARS_between" ->
                (year ? ChronoUnit.YEARS : ChronoUnit.MONTHS).between(date(start, zone), date(back, zone));
            case "elapsed_hours" -> Duration.between(start, back).toMinutes() / 60.0;
            default -> throw new IllegalStateException(name);
        };
    }

    private static Cadence cadence(String unit) {
        return switch (unit.replaceAll(" \\(.*", "")) {
            case "day" -> Cadence.DAILY;
            case "week", "ISO week" -> Cadence.WEEKLY;
            case "month" -> Cadence.MONTHLY;
            case "year" -> Cadence.YEARLY;
            default -> throw new IllegalStateException(unit);
        };
    }

    private static LocalDate date(Instant at, ZoneId zone) {
        return at.atZone(zone).toLocalDate();
    }

    private static Instant instant(String text) {
        if (!text.contains("T")) {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        return text.length() > "2000-01-01T00:00".length()
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }
}
