package io.csmetrics.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.csmetrics.facts.Segment;
import io.csmetrics.kpi.Cadence;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Finding;
import io.csmetrics.record.InvalidDataException;
import io.csmetrics.scorecard.KpiTarget;
import io.csmetrics.scorecard.Scorecard;
import io.csmetrics.scorecard.Trigger;
import io.csmetrics.scorecard.Trigger.Comparison;
import io.csmetrics.scorecard.Trigger.Per;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScorecardJsonTest {
    private static final String BOARD = """
            {
              "name": "board",
              "audience": "executive",
              "cadence": "quarterly",
              "northStar": "active-users",
              "keys": ["net-revenue-retention", "accounts-per-csm", "customer-effort-score"],
              "segmentBy": ["region"],
              "targets": [
                {"key": "net-revenue-retention", "segment": {"region": "EMEA"}, "value": 1.05,
                 "validity": {"start": "2026-01-01", "endExclusive": "2027-01-01"}},
                {"key": "accounts-per-csm", "band": {"lowest": 20, "highest": 40}}
              ],
              "triggers": [
                {"key": "customer-effort-score", "per": "overall", "comparison": "falls-by", "thresholds": 0.5,
                 "periods": 1, "playbook": "CSM outreach"},
                {"key": "net-revenue-retention", "per": "segment", "comparison": "changes-band",
                 "thresholds": [0.9, 1], "periods": 2, "playbook": "review"}
              ]
            }
            """;

    private static Scorecard board() {
        return Scorecard.builder("board", Cadence.QUARTERLY)
                .audience(Scorecard.EXECUTIVE)
                .northStar("active-users")
                .keys("net-revenue-retention", "accounts-per-csm", "customer-effort-score")
                .by("region")
                .targets(
                        KpiTarget.of("net-revenue-retention", new BigDecimal("1.05"))
                                .forSegment(Segment.of("region", "EMEA"))
                                .within(ReportingPeriod.year(2026)),
                        KpiTarget.between("accounts-per-csm", new BigDecimal("20"), new BigDecimal("40")))
                .triggers(
                        Trigger.EFFORT_RISES,
                        new Trigger(
                                "net-revenue-retention",
                                Per.SEGMENT,
                                Comparison.CHANGES_BAND,
                                List.of(new BigDecimal("0.9"), BigDecimal.ONE),
                                2,
                                "review"))
                .build();
    }

    private static List<String> problems(String json) {
        InvalidDataException refused = catchThrowableOfType(InvalidDataException.class, () -> ScorecardJson.read(json));
        assertThat(refused).as("problems").isNotNull();
        return refused.findings().stream().map(Finding::toString).toList();
    }

    @Test
    void aScorecardIsReadFromItsJson() {
        assertThat(ScorecardJson.read(BOARD)).isEqualTo(board());
    }

    @Test
    void whatIsWrittenReadsBackToAnEqualScorecard() {
        for (Scorecard scorecard : List.of(board(), Scorecard.weekly(), Scorecard.monthly(), Scorecard.quarterly())) {
            assertThat(ScorecardJson.read(ScorecardJson.write(scorecard))).isEqualTo(scorecard);
        }
    }

    @Test
    void whatIsUsualIsLeftOut() {
        String json = ScorecardJson.write(Scorecard.builder("small", Cadence.WEEKLY)
                .keys("customer-effort-score")
                .triggers(Trigger.EFFORT_RISES)
                .build());
        assertThat(json.lines().map(String::strip))
                .containsExactly(
                        "{",
                        "\"name\" : \"small\",",
                        "\"audience\" : \"team\",",
                        "\"cadence\" : \"weekly\",",
                        "\"keys\" : [ \"customer-effort-score\" ],",
                        "\"triggers\" : [ {",
                        "\"key\" : \"customer-effort-score\",",
                        "\"comparison\" : \"falls-by\",",
                        "\"thresholds\" : 0.5,",
                        "\"playbook\" : \"CSM outreach\"",
                        "} ]",
                        "}");
        Scorecard least = ScorecardJson.read("{\"name\":\"n\",\"cadence\":\"monthly\",\"keys\":[\"k\"]}");
        assertThat(least)
                .isEqualTo(Scorecard.builder("n", Cadence.MONTHLY).keys("k").build());
    }

    @Test
    void aFileIsReadAndItsNameStandsInErrors(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("board.json");
        Files.writeString(file, BOARD);
        assertThat(ScorecardJson.read(file)).isEqualTo(board());
        Files.writeString(file, BOARD.replace("\"quarterly\"", "\"quartely\""));
        InvalidDataException refused = catchThrowableOfType(InvalidDataException.class, () -> ScorecardJson.read(file));
        assertThat(refused.findings())
                .singleElement()
                .hasToString("board.json:4: cadence: quartely, must be one of weekly, monthly, quarterly,"
                        + " did you mean quarterly");
    }

    @Test
    void allMistakesAreToldAtOnceEachWithItsPlace() {
        String json = """
                {
                  "nam": "board",
                  "cadence": "daily",
                  "keys": ["net-revenue-retention", "net-revenue-retention", 7],
                  "segmentBy": "region",
                  "targets": [
                    {"key": "net-revenue-retension", "value": "1.05"},
                    {"key": "net-revenue-retention"},
                    {"key": "net-revenue-retention", "value": 1, "band": {"lowest": 2, "highest": 1}},
                    {"key": "net-revenue-retention", "value": 1, "validity": {"start": "soon", "endExclusive": "2026-01-01"}},
                    {"key": "net-revenue-retention", "value": 1, "validity": {"start": "2026-01-01", "endExclusive": "2026-01-01"}}
                  ],
                  "triggers": [
                    {"key": "net-revenue-retention", "comparison": "fall-by", "thresholds": [], "playbook": " "},
                    {"key": "net-revenue-retention", "comparison": "above", "thresholds": [1, 2], "playbook": "p"},
                    {"key": "net-revenue-retention", "comparison": "above", "thresholds": 1, "periods": 0, "playbok": "p"}
                  ]
                }
                """;
        assertThat(problems(json))
                .containsExactly(
                        "scorecard:1: name: must be there, rename nam",
                        "scorecard:3: cadence: daily, must be one of weekly, monthly, quarterly, correct it",
                        "scorecard:4: keys[1]: net-revenue-retention, must stand once, remove it",
                        "scorecard:4: keys[2]: 7, must be a text, put it in quotes",
                        "scorecard:5: segmentBy: region, must be a list, put it in brackets",
                        "scorecard:7: targets[0].key: net-revenue-retension, must be one of the keys of the scorecard,"
                                + " did you mean net-revenue-retention",
                        "scorecard:7: targets[0].value: 1.05, must be a number, write a number without quotes",
                        "scorecard:8: targets[1]: key, must have one of the keys value, band, add it",
                        "scorecard:9: targets[2]: value and band, must not stand together, keep one of them",
                        "scorecard:9: targets[2].band: lowest 2 of a target band must be at most its highest 1, swap them",
                        "scorecard:10: targets[3].validity.start: soon, must be a date such as 2025-01-31, correct it",
                        "scorecard:11: targets[4].validity: period start 2026-01-01 must be before its exclusive end"
                                + " 2026-01-01, the end is the first day after the period",
                        "scorecard:14: triggers[0].comparison: fall-by, must be one of below, above, falls-by, rises-by,"
                                + " changes-band, did you mean falls-by",
                        "scorecard:14: triggers[0].playbook:  , must not be blank, leave the key out where there is nothing to say",
                        "scorecard:14: triggers[0].thresholds: a list, must be a number, or numbers in brackets, write one at least",
                        "scorecard:15: triggers[1]: 2 thresholds of the trigger on \"net-revenue-retention\" must be one,"
                                + " ABOVE has no other number of them",
                        "scorecard:16: triggers[2].periods: 0, must be a whole number from 1 to 1000, correct it",
                        "scorecard:16: triggers[2].playbook: must be there, rename playbok");
    }

    @Test
    void whatStandsTwiceIsRefused() {
        String target = "{\"key\":\"k\",\"value\":1}";
        assertThat(problems("{\"name\":\"n\",\"cadence\":\"monthly\",\"keys\":[\"k\"],\"targets\":[" + target + ","
                        + target + "]}"))
                .singleElement()
                .asString()
                .contains("target \"k, overall\" must stand once");
    }

    @Test
    void whatIsNoScorecardIsRefused() {
        assertThat(problems("[]")).hasSize(1);
        assertThat(problems("{")).hasSize(1);
        assertThat(problems("{}")).hasSize(3);
    }
}
