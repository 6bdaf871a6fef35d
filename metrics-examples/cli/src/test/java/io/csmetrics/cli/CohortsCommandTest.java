package io.csmetrics.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.csmetrics.cohort.Cadence;
import io.csmetrics.cohort.Measure;
import io.csmetrics.cohort.RetentionDefinition;
import io.csmetrics.cohort.Triangle;
import io.csmetrics.cohort.io.TriangleJson;
import io.csmetrics.cohort.source.LedgerCohorts;
import io.csmetrics.io.DataFolder;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CohortsCommandTest {
    @TempDir
    Path folder;

    private Cli.Outcome cohorts(String arguments) {
        return Cli.run(Stream.of(("cohorts " + arguments).split(" "))
                .map(arg -> arg.replace("FOLDER", folder.toString()))
                .toArray(String[]::new));
    }

    private JsonNode json(String arguments) {
        Cli.Outcome outcome = cohorts(arguments + " --format json");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return outcome.json();
    }

    private static JsonNode cohort(JsonNode table, String start) {
        for (JsonNode cohort : table.get("cohorts")) {
            if (cohort.get("cohort").asText().equals(start)) {
                return cohort;
            }
        }
        throw new AssertionError("no cohort " + start + " in " + table);
    }

    private static List<String> states(JsonNode cohort) {
        List<String> states = new ArrayList<>();
        cohort.get("cells").forEach(cell -> states.add(cell.get("state").asText()));
        return states;
    }

    private void activity(String... rows) throws IOException {
        Cli.write(
                folder,
                "activity.csv",
                Stream.concat(Stream.of("unit_id,at"), Stream.of(rows)).toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({
        "posthog_day_recurring, 2020-06-10, --every day --as-of 2020-06-20",
        "posthog_week_sunday_start, 2020-06-07, --every week --week-start sunday --as-of 2020-07-25",
        "posthog_unbounded, 2020-06-11, --every day --criterion on-or-after --as-of 2020-06-15"
    })
    void activityCountsAsPublishedTables(String id, String firstPeriod, String choices) throws IOException {
        JsonNode golden = null;
        for (JsonNode each : Goldens.cohort("retention-cases.json").get("cases")) {
            golden = each.get("id").asText().equals(id) ? each : golden;
        }
        List<String> rows = new ArrayList<>();
        for (JsonNode event : golden.get("events")) {
            if (event.get(1).asText().compareTo(firstPeriod) >= 0) {
                rows.add(event.get(0).asText() + "," + event.get(1).asText());
            }
        }
        activity(rows.toArray(String[]::new));

        JsonNode table = json("--activity FOLDER/activity.csv --entry recurring " + choices);

        Iterator<JsonNode> printed = table.get("cohorts").iterator();
        for (JsonNode counts : golden.get("counts")) {
            if (counts.get(0).asInt() > 0) {
                JsonNode cohort = printed.next();
                int known = counts.size();
                assertThat(cohort.get("size").asInt()).isEqualTo(counts.get(0).asInt());
                assertThat(Goldens.numbers(cohort.get("cells"), "retained").subList(0, known))
                        .isEqualTo(Goldens.numbers(counts));
                assertThat(states(cohort).subList(0, known)).containsOnly("observed");
                assertThat(states(cohort).subList(known, states(cohort).size())).allMatch("not-reached"::equals);
            }
        }
        assertThat(printed).isExhausted();
    }

    /** Turns the balances at the ends of four months into movements. */
    private void writeMicro(JsonNode customers) throws IOException {
        List<String> lines = new ArrayList<>(List.of("account_id,effective_on,type,amount,currency"));
        for (Map.Entry<String, JsonNode> customer : customers.properties()) {
            int before = 0;
            boolean known = false;
            for (int month = 0; month < 4; month++) {
                int now = customer.getValue().get(month).asInt(0);
                if (now != before) {
                    String type = before == 0
                            ? known ? "REACTIVATION" : "NEW"
                            : now == 0 ? "CHURN" : now > before ? "EXPANSION" : "CONTRACTION";
                    lines.add(customer.getKey() + ",2026-0" + (month + 1) + "-15," + type + "," + Math.abs(now - before)
                            + ",USD");
                    known = true;
                }
                before = now;
            }
        }
        Cli.write(folder, "movements.csv", lines.toArray(String[]::new));
    }

    @Test
    void revenueCountsAsCheckedByHand() throws IOException {
        JsonNode golden = Goldens.cohort("revenue_micro.json");
        writeMicro(golden.get("customers"));
        Map<String, String> keyOfMeasure = Map.of(
                "logo", "logos",
                "never-lapsed", "never_lapsed",
                "net", "net",
                "gross", "gross_point_to_point",
                "gross-strict", "gross_running_min",
                "reactivated-revenue", "reactivation_mrr");
        int compared = 0;
        for (Map.Entry<String, String> each : keyOfMeasure.entrySet()) {
            JsonNode table = json("--data FOLDER --as-of 2026-04-30 --measure " + each.getKey());
            for (Map.Entry<String, JsonNode> cohort : golden.get("cohorts").properties()) {
                if (cohort.getValue().has(each.getValue())) {
                    JsonNode cells = cohort(table, cohort.getKey() + "-01").get("cells");
                    List<Double> expected = Goldens.numbers(cohort.getValue().get(each.getValue()));
                    assertThat(Goldens.numbers(cells, "retained").subList(0, expected.size()))
                            .as("%s of %s", each.getKey(), cohort.getKey())
                            .isEqualTo(expected);
                    compared++;
                }
            }
        }
        assertThat(compared).isEqualTo(9);
        JsonNode averages = golden.get("averages_k1");
        assertThat(json("--data FOLDER --as-of 2026-04-30 --measure net")
                        .at("/pooled/1/rate")
                        .doubleValue())
                .isCloseTo(averages.get("pooled_NRR").doubleValue(), within(1e-12));
        assertThat(json("--data FOLDER --as-of 2026-04-30 --measure net --weighting simple")
                        .at("/averages/1/rate")
                        .doubleValue())
                .isCloseTo(averages.get("simple_NRR").doubleValue(), within(1e-12));
        assertThat(json("--data FOLDER --as-of 2026-04-30").at("/pooled/1/rate").doubleValue())
                .isCloseTo(averages.get("pooled_logo").doubleValue(), within(1e-12));
    }

    @Test
    void jsonHasTheKeysOfTheContractInTheirOrder() throws IOException {
        Cli.book(folder);

        Cli.Outcome outcome = cohorts("--data FOLDER --every month --as-of 2025-01-31 --by segment --format json");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.json().properties().stream().map(Map.Entry::getKey))
                .containsExactly("definition", "cohorts", "pooled", "rejected");
        assertThat(outcome.json().get("definition").properties().stream().map(Map.Entry::getKey))
                .contains(
                        "asOf",
                        "zone",
                        "granularity",
                        "index",
                        "criterion",
                        "measure",
                        "weighting",
                        "minCohortSize",
                        "intervalMethod",
                        "currency");
        assertThat(outcome.out().lines().skip(1).limit(1))
                .first()
                .asString()
                .startsWith(
                        "{\"cohort\":\"2024-06-01\",\"group\":\"SMB\",\"size\":2,\"cells\":[{\"index\":0,\"state\":\"observed\","
                                + "\"retained\":2,\"atRisk\":2,\"rate\":1,\"lower\":0.34238")
                .contains("\"upper\":1}");
        assertThat(outcome.out()).contains("],\"pooled\":[\n{\"index\":0,\"retained\":4,\"atRisk\":4,\"rate\":1},\n");
    }

    @Test
    void anOpenMonthIsNoZeroAndInNoAverage() throws IOException {
        Cli.book(folder);

        JsonNode table = json("--data FOLDER --as-of 2025-01-30");

        JsonNode open = cohort(table, "2024-06-01").get("cells").get(7);
        assertThat(open.get("state").asText()).isEqualTo("open");
        assertThat(List.of(open.get("retained"), open.get("rate"), open.get("lower"), open.get("upper")))
                .allMatch(JsonNode::isNull);
        assertThat(states(cohort(table, "2024-07-01"))).endsWith("open", "not-reached");
        assertThat(table.at("/pooled/7/rate").isNull()).isTrue();
        assertThat(table.at("/pooled/6/retained").asInt()).isEqualTo(2);
    }

    @Test
    void theTableSaysWhatItsFiguresAndMarksAre() throws IOException {
        Cli.write(
                folder,
                "movements.csv",
                "account_id,effective_on,type,amount,currency",
                "O,2026-01-01,OPENING,500,USD",
                "A,2026-01-10,NEW,100,USD",
                "B,2026-01-10,NEW,50,USD",
                "B,2026-02-10,CHURN,50,USD",
                "C,2026-02-10,NEW,30,USD",
                "D,2026-02-10,NEW,30,USD",
                "D,2026-02-20,CHURN,30,USD");

        assertThat(cohorts("--data FOLDER --as-of 2026-03-15 --measure gross").out())
                .isEqualTo("""
                        cohort      size      0     1     2
                        ----------  ----  -----  ----  ----
                        2026-01-01     2  100.0  66.7  open
                        2026-02-01     1  100.0  open     -
                        pooled            100.0  66.7   n/a

                        figures: percent of the revenue (USD) at index 0 of the members whose window has ended
                        marks: open the window has begun and not ended; - the window has not begun; n/a nothing to divide by
                        definition: asOf 2026-03-15, zone UTC, unit account, entry first, granularity month, index calendar, \
                        interval month, criterion on, measure gross, relativeTo cohort, weighting pooled, gaps strict, \
                        minCohortSize 1, interval method none
                        rejected: 1 opening-book, 1 never-at-period-end
                        """);
        assertThat(cohorts("--data FOLDER --as-of 2026-03-15 --align calendar").out())
                .startsWith("""
                        cohort      size  2026-01-01  2026-02-01  2026-03-01
                        ----------  ----  ----------  ----------  ----------
                        2026-01-01     2       100.0        50.0        open
                        2026-02-01     1                   100.0        open
                        """);
        Cli.Outcome csv = cohorts("--data FOLDER --as-of 2026-03-15 --measure gross --format csv");
        assertThat(csv.out()).startsWith("""
                        cohort,size,index,state,retained,atRisk,rate,lower,upper
                        2026-01-01,2,0,observed,150,150,1,,
                        2026-01-01,2,1,observed,100,150,0.666666666666666""");
        assertThat(csv.out()).contains("\n2026-01-01,2,2,open,,,,,\n", "\n2026-02-01,1,2,not-reached,,,,,\n");
        assertThat(csv.err()).contains("notice: definition: asOf 2026-03-15", "notice: rejected: 1 opening-book");
    }

    @Test
    void ownWindowsAreAtRiskOnceTheyEnded() throws IOException {
        activity("a,2026-01-01", "a,2026-02-03", "b,2026-01-20");

        JsonNode table = json("--activity FOLDER/activity.csv --as-of 2026-03-05 --index rolling:30d");

        JsonNode cells = table.at("/cohorts/0/cells");
        assertThat(Goldens.numbers(cells, "atRisk")).containsExactly(2.0, 1.0, null);
        assertThat(Goldens.numbers(cells, "retained")).containsExactly(2.0, 1.0, null);
        assertThat(states(table.at("/cohorts/0"))).containsExactly("observed", "observed", "open");
        assertThat(table.at("/pooled/1/atRisk").asInt()).isEqualTo(1);
    }

    @Test
    void aCellThatLooksAheadSaysHowFar() throws IOException {
        activity("a,2026-01-01", "a,2026-03-03");

        JsonNode cells = json("--activity FOLDER/activity.csv --as-of 2026-03-31 --criterion on-or-after")
                .at("/cohorts/0/cells");

        assertThat(Goldens.numbers(cells, "followUp")).containsExactly(2.0, 1.0, 0.0);
        assertThat(Goldens.numbers(cells, "retained")).containsExactly(1.0, 1.0, 1.0);
    }

    @Test
    void expectedFiguresAreMarkedAndInNoAverage() throws IOException {
        activity("a,2026-01-01", "a,2026-02-01", "b,2026-01-01", "c,2026-02-01");

        String choices = "--activity FOLDER/activity.csv --as-of 2026-02-28";

        assertThat(json(choices + " --project").at("/cohorts/1/cells/1"))
                .hasToString("{\"index\":1,\"state\":\"projected\",\"retained\":null,\"atRisk\":null,\"rate\":0.5,"
                        + "\"lower\":null,\"upper\":null}");
        assertThat(json(choices + " --project").get("pooled"))
                .isEqualTo(json(choices).get("pooled"));
        assertThat(cohorts(choices + " --project").out()).contains("~50.0", "projected: by chain-ladder");
    }

    @Test
    void modelsProjectWhoStaysAndNothingElse() {
        String choices = "--data data/crm6 --as-of 2022-06-30";

        JsonNode sbg = json(choices + " --measure never-lapsed --project sbg");
        JsonNode ladder = json(choices + " --measure never-lapsed --project");
        Cli.Outcome revenue = cohorts(choices + " --measure net --project sbg");
        // before the data are looked for
        Cli.Outcome unknown = cohorts("--data nowhere --as-of 2022-06-30 --project sgb");

        JsonNode cell = sbg.at("/cohorts/1/cells/5");
        assertThat(cell.get("state").asText()).isEqualTo("projected");
        assertThat(cell.get("rate").doubleValue())
                .isLessThan(sbg.at("/cohorts/1/cells/4/rate").doubleValue())
                .isCloseTo(ladder.at("/cohorts/1/cells/5/rate").doubleValue(), within(0.03));
        assertThat(sbg.get("pooled")).isEqualTo(ladder.get("pooled"));
        assertThat(revenue.code()).isEqualTo(2);
        assertThat(revenue.err()).contains("measure net cannot be projected by who stays");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("did you mean \"sbg\"?");
    }

    @Test
    void hiddenCohortsAreNotTold() throws IOException {
        activity("a,2026-01-01", "b,2026-01-01", "c,2026-02-01", "d,2026-02-01", "e,2026-03-01");

        JsonNode table = json("--activity FOLDER/activity.csv --as-of 2026-03-31 --min-size 2");

        JsonNode small = cohort(table, "2026-03-01");
        assertThat(small.get("size").isNull()).isTrue();
        assertThat(states(small)).containsExactly("suppressed", "not-reached", "not-reached");
        assertThat(small.at("/cells/0/retained").isNull()).isTrue();
    }

    @Test
    void rowsWithoutUnitAreRefusedOrCounted() throws IOException {
        activity("a,2026-01-01", ",2026-01-02", "  ,2026-01-03", "b,2026-02-31");

        Cli.Outcome strict = cohorts("--activity FOLDER/activity.csv --as-of 2026-01-31");
        Cli.Outcome lenient = cohorts("--activity FOLDER/activity.csv --as-of 2026-01-31 --lenient --format json");

        assertThat(strict.code()).isEqualTo(1);
        assertThat(strict.out()).isEmpty();
        assertThat(strict.errors())
                .contains(
                        "activity.csv:3: unit_id: must not be blank, give it a value, or leave out the row",
                        "3 findings")
                .anyMatch(line -> line.startsWith("activity.csv:5: at: 2026-02-31, must be"));
        assertThat(lenient.code()).isZero();
        assertThat(lenient.errors()).contains("3 findings");
        assertThat(lenient.json().get("rejected")).hasToString("[{\"reason\":\"blank-id\",\"count\":2}]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--as-of 2026-01-31                                   | --data or --activity must be given, and not both",
                "--as-of 2026-01-31 --data FOLDER --activity x.csv    | --data or --activity must be given, and not both",
                "--data FOLDER                                        | Missing required option ; --as-of",
                "DATA --every monht                                   | \"monht\" must be one of day, week ; did you mean \"month\"?",
                "DATA --every total                                   | \"total\" must be one of day, week, month",
                "DATA --measure gros                                  | did you mean \"gross\"?",
                "DATA --index calender                                | --index \"calender\" ; did you mean \"calendar\"?",
                "DATA --index rolling:0d                              | days 0 must be at least 1",
                "DATA --criterion after                               | --criterion \"after\" must be one of on, on-or-after",
                "DATA --criterion on-or-after                         | criterion on-or-after of cohorts of a ledger must be on",
                "DATA --min-size 0                                    | minimum cohort size 0 must be at least 1",
                "DATA --min-size few                                  | --min-size",
                "DATA --by regoin                                     | --by \"regoin\" ; did you mean \"region\"?",
                "DATA --week-start sunday                             | week start SUNDAY must not be given for grain MONTH",
                "DATA --index rolling:7d --align calendar             | has no alignment by calendar",
                "DATA --as-off x                                      | unknown option --as-off ; did you mean \"--as-of\"?",
                "--activity FOLDER/movements.csv --as-of 2026-01-31 --by segment  | --by \"segment\" needs the accounts",
                "--activity FOLDER/movements.csv --as-of 2026-01-31 --measure net | measure net of cohorts of activity",
                "--activity FOLDER/movement.csv --as-of 2026-01-31                | --activity ; must be a file ; did you mean \"movements.csv\"?",
            })
    void badUsageExitsWithTwoAndSaysWhatWasMeant(String arguments, String message) throws IOException {
        Cli.book(folder);

        Cli.Outcome outcome = cohorts(arguments.replace("DATA", "--data FOLDER --as-of 2025-01-31"));

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains(message.split(" ; ")).doesNotContain("\tat ", "Exception");
    }

    @Test
    void theSampleReconcilesWithTheBridgeInEveryMonth() {
        JsonNode net =
                json("--data " + Cli.CRM6 + " --as-of 2023-12-31 --measure net").get("cohorts");
        String bridge = "bridge --data " + Cli.CRM6 + " --from 2022-01-01 --to 2024-01-01 --every month --format json";
        JsonNode months = Cli.run(bridge.split(" ")).json().get("rows");

        assertThat(net).hasSize(24);
        BigDecimal[] sums = new BigDecimal[24];
        Arrays.fill(sums, BigDecimal.ZERO);
        for (int row = 0; row < 24; row++) {
            for (int index = 0; row + index < 24; index++) {
                BigDecimal kept =
                        net.get(row).get("cells").get(index).get("retained").decimalValue();
                sums[row + index] = sums[row + index].add(kept);
            }
        }
        for (int month = 0; month < 24; month++) {
            assertThat(sums[month])
                    .isEqualByComparingTo(months.get(month).get("closing").decimalValue());
        }
    }

    @Test
    void everyMeasureOfTheSampleIsInItsBoundsAndLeavesOpenCellsOutOfItsAverages() throws IOException {
        RetentionDefinition definition = RetentionDefinition.builder(ZoneOffset.UTC, LocalDate.of(2023, 11, 15))
                .granularity(Cadence.QUARTERLY)
                .build();
        Triangle triangle = LedgerCohorts.of(DataFolder.read(Cli.CRM6, ZoneOffset.UTC), definition)
                .triangle();
        Map<Measure, List<BigDecimal>> retained = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            JsonNode table = new Cli.Outcome(0, TriangleJson.write(triangle.with(measure)), "").json();
            List<BigDecimal> cells = retained.computeIfAbsent(measure, each -> new ArrayList<>());
            for (JsonNode pooled : table.get("pooled")) {
                BigDecimal sum = BigDecimal.ZERO;
                for (JsonNode cohort : table.get("cohorts")) {
                    JsonNode cell = cohort.get("cells").get(pooled.get("index").asInt());
                    boolean isObserved = cell.get("state").asText().equals("observed");
                    assertThat(cell.get("rate").isNull()).isEqualTo(!isObserved);
                    if (isObserved) {
                        sum = sum.add(cell.get("retained").decimalValue());
                        cells.add(cell.get("retained").decimalValue());
                        assertThat(measure != Measure.GROSS || cell.get("rate").doubleValue() <= 1)
                                .isTrue();
                    }
                }
                assertThat(pooled.get("retained").decimalValue()).isEqualByComparingTo(sum);
            }
        }
        assertThat(retained.get(Measure.NET)).hasSize(7 * 8 / 2);
        for (int cell = 0; cell < retained.get(Measure.NET).size(); cell++) {
            assertThat(retained.get(Measure.GROSS).get(cell))
                    .isBetween(
                            retained.get(Measure.GROSS_STRICT).get(cell),
                            retained.get(Measure.NET).get(cell));
        }
    }
}
