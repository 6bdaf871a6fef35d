package io.csmetrics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.csmetrics.io.RecordFile;
import io.csmetrics.record.Findings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample of the command line: a book of realistic size, read as a user reads it. */
class Crm6Test {
    private static final String OBSERVED_UNTIL = "2024-01-01";

    @TempDir
    Path folder;

    private static Cli.Outcome run(Path data, String... more) {
        List<String> args = new ArrayList<>(List.of(more));
        args.addAll(1, List.of("--data", data.toString()));
        return Cli.run(args.toArray(String[]::new));
    }

    @Test
    void allRowsAreReadWithoutAFinding() throws IOException {
        Findings findings = new Findings();

        assertThat(RecordFile.ACCOUNTS.read(Cli.CRM6.resolve("accounts.csv"), ZoneOffset.UTC, findings))
                .hasSize(5_088);
        assertThat(RecordFile.SUBSCRIPTIONS.read(Cli.CRM6.resolve("subscriptions.csv.gz"), ZoneOffset.UTC, findings))
                .hasSize(141_384);
        assertThat(findings.errors()).isEmpty();
        assertThat(findings.notices()).isEmpty();
    }

    @Test
    void aRawTermBecomesOneOfOurs() throws IOException {
        StringBuilder converted = new StringBuilder();

        Crm6Preparation.convert(new BufferedReader(new StringReader("""
                        account_id,product,start_date,end_date,mrr,quantity,units,bill_period_months,discount
                        0,starter_mthly,2022-01-02,2022-02-02,60.0,users,5,1,0.4
                        7,meetings,2022-01-31,2022-02-28,300,schedule_meeting,5000,12,0.05
                        """)), converted);

        assertThat(converted).hasToString("""
                        subscription_id,account_id,starts_on,ends_on,amount,currency,interval,product
                        1,0,2022-01-02,2022-02-02,60.0,USD,month,starter_mthly
                        2,7,2022-01-31,2022-02-28,300,USD,month,meetings
                        """);
    }

    @Test
    void everyMonthsBridgeClosesAndChains() {
        JsonNode rows = run(
                        Cli.CRM6,
                        "bridge",
                        "--from",
                        "2022-01-01",
                        "--to",
                        OBSERVED_UNTIL,
                        "--every",
                        "month",
                        "--format",
                        "json")
                .json()
                .path("rows");

        assertThat(rows).hasSize(24);
        BigDecimal closing = BigDecimal.ZERO;
        long accounts = 0;
        for (JsonNode row : rows) {
            assertThat(amount(row, "opening")).isEqualByComparingTo(closing);
            closing = amount(row, "closing");
            assertThat(amount(row, "opening")
                            .add(amount(row, "new"))
                            .add(amount(row, "reactivation"))
                            .add(amount(row, "expansion"))
                            .subtract(amount(row, "contraction"))
                            .subtract(amount(row, "churn")))
                    .isEqualByComparingTo(closing);
            JsonNode counts = row.path("accounts");
            assertThat(counts.path("opening").asLong()).isEqualTo(accounts);
            accounts = counts.path("closing").asLong();
            assertThat(counts.path("opening").asLong()
                            + counts.path("new").asLong()
                            + counts.path("reactivated").asLong()
                            - counts.path("churned").asLong())
                    .isEqualTo(accounts);
        }
        assertThat(accounts).isEqualTo(3_969);
    }

    @Test
    void segmentsAddUpToAllAccounts() {
        JsonNode rows = run(
                        Cli.CRM6,
                        "bridge",
                        "--from",
                        "2023-01-01",
                        "--to",
                        OBSERVED_UNTIL,
                        "--by",
                        "channel,country",
                        "--format",
                        "json")
                .json()
                .path("rows");

        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode row : rows) {
            if (!row.path("segment").isNull()) {
                sum = sum.add(amount(row, "closing"));
            }
        }
        assertThat(rows.size()).isGreaterThan(50);
        assertThat(sum).isEqualByComparingTo(amount(rows.path(0), "closing"));
    }

    private static BigDecimal amount(JsonNode row, String key) {
        return row.path(key).decimalValue();
    }

    @Test
    void termsThatHandOverOnTheSameDayMakeNoMovement() {
        JsonNode rows = run(Cli.CRM6, "movements", "--format", "json").json().path("rows");

        int before = 0;
        int back = 0;
        for (JsonNode row : rows) {
            if (LocalDate.parse(row.path("effectiveOn").asText()).isBefore(LocalDate.parse(OBSERVED_UNTIL))) {
                before++;
                back += row.path("type").asText().equals("REACTIVATION") ? 1 : 0;
            }
        }
        assertThat(before).isEqualTo(10_216);
        assertThat(back).isEqualTo(13);
    }

    @Test
    void allKpisAreMeasuredByQuarterAndChannel() {
        JsonNode rows = run(
                        Cli.CRM6,
                        "kpis",
                        "--from",
                        "2022-01-01",
                        "--to",
                        OBSERVED_UNTIL,
                        "--every",
                        "quarter",
                        "--by",
                        "channel",
                        "--format",
                        "json")
                .json()
                .path("results");

        int quarters = 8;
        int overallAndChannels = 4;
        assertThat(rows).hasSize(DefinitionOptions.standard().kpis().size() * quarters * overallAndChannels);
        assertThat(rows)
                .allMatch(row -> row.path("undefined").isObject()
                        != (row.path("value").isNumber() || row.path("table").isArray()));
    }

    @Test
    void theOrderOfTheRowsNeverMatters() throws IOException {
        shuffle("accounts.csv", Files.readAllLines(Cli.CRM6.resolve("accounts.csv")));
        try (BufferedReader terms = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(Cli.CRM6.resolve("subscriptions.csv.gz"))),
                StandardCharsets.UTF_8))) {
            shuffle("subscriptions.csv", terms.lines().toList());
        }
        String[] span = {"--from", "2022-01-01", "--to", OBSERVED_UNTIL, "--by", "channel", "--format", "csv"};

        assertSame("bridge", span, "--every", "month");
        assertSame("kpis", span, "--every", "quarter", "--method", "POINT_TO_POINT,COHORT_MOVEMENTS,FLOW");
        assertSame("movements", new String[] {"--format", "csv"});
    }

    private void shuffle(String file, List<String> lines) throws IOException {
        List<String> rows = new ArrayList<>(lines.subList(1, lines.size()));
        Collections.shuffle(rows, new Random(7));
        rows.add(0, lines.get(0));
        Cli.write(folder, file, rows.toArray(String[]::new));
    }

    private void assertSame(String command, String[] options, String... more) {
        List<String> args = new ArrayList<>(List.of(command));
        args.addAll(List.of(options));
        args.addAll(List.of(more));
        String[] asked = args.toArray(String[]::new);
        Cli.Outcome shuffled = run(folder, asked);
        assertThat(shuffled.code()).isZero();
        assertThat(shuffled.out()).isNotEmpty().isEqualTo(run(Cli.CRM6, asked).out());
    }
}
