package io.csmetrics.cohort.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csmetrics.cohort.Cadence;
import io.csmetrics.cohort.CohortSplit;
import io.csmetrics.cohort.Criterion;
import io.csmetrics.cohort.PeriodIndex;
import io.csmetrics.cohort.RetentionDefinition;
import io.csmetrics.cohort.RetentionDefinition.Weighting;
import io.csmetrics.cohort.Triangle;
import io.csmetrics.cohort.TriangleGrid;
import io.csmetrics.cohort.TriangleGrid.Alignment;
import io.csmetrics.cohort.source.ActivityCohorts;
import io.csmetrics.cohort.source.ActivityRole;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Six users of two plans, entering in three months; known to the middle of the fourth. */
class TriangleFilesTest {
    private static final RetentionDefinition DEFINITION = RetentionDefinition.builder(
                    ZoneId.of("UTC"), LocalDate.of(2026, 4, 15))
            .build();

    private static Triangle triangle(RetentionDefinition definition) {
        ActivityCohorts.Builder rows = ActivityCohorts.builder(definition);
        add(rows, "a", "=pro|plan", "2026-01-04", "2026-02-11", "2026-03-01");
        add(rows, "b", "=pro|plan", "2026-01-28", "2026-02-03");
        add(rows, "c", "free", "2026-01-31", "2026-03-31");
        add(rows, "d", "free", "2026-02-14", "2026-03-15");
        add(rows, "e", "free", "2026-02-20");
        add(rows, "f", "free", "2026-04-02", "2026-05-01");
        return rows.build().triangle();
    }

    private static void add(ActivityCohorts.Builder rows, String unit, String group, String... days) {
        for (String day : days) {
            rows.add(unit, Instant.parse(day + "T12:00:00Z"), ActivityRole.START, group);
        }
    }

    @Test
    void theTextOfATableSaysHowToReadIt() {
        assertThat(triangle(DEFINITION)).hasToString("""
                        cohort      size      0     1     2     3
                        2026-01-01     3  100.0  66.7  66.7  open
                        2026-02-01     2  100.0  50.0  open     -
                        2026-04-01    1+   open     -     -     -
                        pooled            100.0  60.0  66.7   n/a
                        figures: percent of the members whose window has ended
                        marks: open the window has begun and not ended; - the window has not begun; n/a nothing to divide by; \
                        + units may still enter the cohort
                        definition: asOf 2026-04-15, zone UTC, unit account, entry first, granularity month, index calendar, \
                        interval month, criterion on, measure logo, relativeTo cohort, weighting pooled, gaps strict, \
                        minCohortSize 1, interval method wilson 95 %
                        rejected: 1 after-as-of""");
    }

    @Test
    void byCalendarACohortBeginsInItsOwnColumnAndThereIsNoAverage() {
        TriangleGrid grid = TriangleGrid.of(triangle(DEFINITION), Alignment.CALENDAR);

        assertThat(grid.heads())
                .containsExactly("cohort", "size", "2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01");
        assertThat(grid.rows())
                .containsExactly(
                        List.of("2026-01-01", "3", "100.0", "66.7", "66.7", "open"),
                        List.of("2026-02-01", "2", "", "100.0", "50.0", "open"),
                        List.of("2026-04-01", "1+", "", "", "", "open"));
    }

    @Test
    void onlyEqualPeriodsOfTheCalendarLineUpByCalendar() {
        Triangle rolling = triangle(
                DEFINITION.toBuilder().index(new PeriodIndex.Rolling(30)).build());

        assertThatThrownBy(() -> TriangleGrid.of(rolling, Alignment.CALENDAR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "index rolling:30d with cohorts by month has no alignment by calendar; only equal calendar periods"
                                + " line up, align by index");
    }

    @Test
    void namesOfGroupsActNeitherInMarkdownNorInASpreadsheet() {
        Triangle split = triangle(DEFINITION.toBuilder()
                .split(new CohortSplit.Attribute("plan", CohortSplit.Known.AS_OF_ENTRY))
                .build());

        assertThat(TriangleMarkdown.write(TriangleGrid.of(split, Alignment.TRIANGLE)))
                .startsWith("""
                        | cohort | group | size | 0 | 1 | 2 | 3 |
                        |---|---|--:|--:|--:|--:|--:|
                        | 2026-01-01 | =pro\\|plan | 2 | 100.0 | 100.0 | 50.0 | open |
                        """)
                .contains("\n- definition: asOf 2026-04-15, ", "\n- rejected: 1 after-as-of\n");
        assertThat(TriangleCsv.write(split))
                .startsWith("""
                        cohort,group,size,index,state,retained,atRisk,rate,lower,upper
                        2026-01-01,'=pro|plan,2,0,observed,2,2,1,0.34""")
                .contains("\n2026-02-01,free,2,2,open,,,,,\n2026-02-01,free,2,3,not-reached,,,,,\n");
        assertThat(TriangleJson.write(split))
                .contains("\n{\"cohort\":\"2026-01-01\",\"group\":\"=pro|plan\",\"size\":2,");
    }

    @Test
    void jsonHasEveryChoiceOfItsDefinition() throws IOException {
        Triangle simple = triangle(DEFINITION).with(Weighting.SIMPLE);

        JsonNode json = new ObjectMapper().readTree(TriangleJson.write(simple));

        Map<String, String> choices = simple.definition().choices();
        choices.forEach((name, value) -> assertThat(json.get("definition")
                        .get(name.equals("interval method") ? "intervalMethod" : name)
                        .asText())
                .isEqualTo(value));
        assertThat(json.at("/definition/fingerprint").asText())
                .isEqualTo(simple.definition().fingerprint());
        assertThat(json.at("/pooled/1/rate").doubleValue()).isEqualTo(0.6);
        assertThat(json.at("/averages/1/rate").decimalValue())
                .isBetween(new BigDecimal("0.58333"), new BigDecimal("0.58334"));
        assertThat(json.at("/averages/3/rate").isNull()).isTrue();
    }

    @Test
    void aHiddenCohortIsInNoFile() {
        Triangle hidden = triangle(DEFINITION.toBuilder().minCohortSize(3).build());

        assertThat(TriangleJson.write(hidden))
                .contains("{\"cohort\":\"2026-02-01\",\"size\":null,\"cells\":[{\"index\":0,\"state\":\"suppressed\","
                        + "\"retained\":null,\"atRisk\":null,\"rate\":null,");
        assertThat(TriangleCsv.write(hidden)).contains("2026-02-01,,0,suppressed,,,,,\n");
        assertThat(hidden.toString()).contains("2026-02-01     x      x", "x hidden, too few units");
    }

    @Test
    void figuresThatLookAheadSayThatTheyAreCutShort() {
        Triangle ahead = triangle(
                DEFINITION.toBuilder().criterion(new Criterion.OnOrAfter(0)).build());

        assertThat(ahead.toString()).contains("\nfollow-up: a cell sees returns up to the last known day only");
        assertThat(TriangleCsv.write(ahead))
                .startsWith("cohort,size,index,state,retained,atRisk,rate,lower,upper,followUp\n")
                .contains("2026-01-01,3,3,open,,,,,,\n");
    }

    @Test
    void whatIsExpectedIsMarked() {
        Triangle triangle = triangle(DEFINITION);

        TriangleGrid grid = TriangleGrid.of(triangle, triangle.projected(), Alignment.TRIANGLE);

        assertThat(grid.rows().get(1)).containsExactly("2026-02-01", "2", "100.0", "50.0", "~50.0", "-");
        assertThat(grid.notes()).anyMatch(note -> note.startsWith("projected: by chain-ladder; "));
        assertThat(TriangleCsv.write(triangle, triangle.projected())).contains("2026-02-01,2,2,projected,,,0.5,,\n");
    }

    @Test
    void aTableWithoutCohortsHasHeadsAndNotes() {
        Triangle none = ActivityCohorts.builder(DEFINITION.toBuilder()
                        .granularity(Cadence.WEEKLY)
                        .index(new PeriodIndex.Calendar(Cadence.WEEKLY))
                        .build())
                .build()
                .triangle();

        assertThat(none.toString()).startsWith("cohort  size\nfigures: ").endsWith("\nrejected: none");
        assertThat(TriangleJson.write(none)).endsWith("\"cohorts\":[],\"pooled\":[],\"rejected\":[]}\n");
    }
}
