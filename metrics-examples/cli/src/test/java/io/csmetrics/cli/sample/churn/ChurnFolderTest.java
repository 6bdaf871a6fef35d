package io.csmetrics.cli.sample.churn;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.io.DataFolder;
import io.csmetrics.io.RecordFile;
import io.csmetrics.record.Account;
import io.csmetrics.record.Findings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of simulated histories, read as others read it. */
class ChurnFolderTest {
    private static final LocalDate UNTIL = LocalDate.of(2024, 1, 1);
    private static final LocalDate AS_OF = LocalDate.of(2023, 10, 2);
    private static final int HORIZON_DAYS = 90;
    private static final int ACCOUNTS = 200;

    @TempDir
    static Path folder;

    private static ChurnHistories histories;
    private static Map<String, Integer> sizes;
    private static List<Account> accounts;

    @BeforeAll
    static void write() throws IOException {
        histories = ChurnHistories.of(ACCOUNTS, UNTIL, 2024);
        sizes = ChurnFolder.write(histories, AS_OF, HORIZON_DAYS, folder);
        Findings findings = new Findings();
        accounts = new ArrayList<>();
        RecordFile.ACCOUNTS
                .read(folder.resolve("accounts.csv"), ZoneOffset.UTC, findings)
                .forEach(accounts::add);
        assertThat(findings.errors()).isEmpty();
    }

    /** The rows of a file by the names of its columns. */
    private static List<Map<String, String>> rows(String file) throws IOException {
        try (InputStream bytes = Files.newInputStream(folder.resolve(file));
                InputStream plain = file.endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
                BufferedReader lines = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            String[] header = lines.readLine().split(",");
            List<Map<String, String>> rows = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(",", -1);
                assertThat(cells).hasSameSizeAs(header);
                Map<String, String> row = new HashMap<>();
                for (int i = 0; i < header.length; i++) {
                    row.put(header[i], cells[i]);
                }
                rows.add(row);
            }
            assertThat(sizes).containsEntry(file, rows.size());
            return rows;
        }
    }

    private static Set<String> ids() {
        return accounts.stream().map(Account::id).collect(Collectors.toSet());
    }

    @Test
    void accountsHaveWhatModelsAskFor() {
        assertThat(accounts).hasSize(ACCOUNTS);
        assertThat(accounts).allSatisfy(account -> {
            assertThat(account.segment()).isPresent();
            LocalDate started = LocalDate.parse(account.attributes().get("started-on"));
            assertThat(account.attributes().get("ageDays"))
                    .isEqualTo(
                            started.isAfter(AS_OF) ? null : Long.toString(AS_OF.toEpochDay() - started.toEpochDay()));
        });
    }

    @Test
    void signalsFollowTheContract() throws IOException {
        List<Map<String, String>> rows = rows("signals.csv.gz");

        assertThat(rows).hasSizeGreaterThan(10_000).allSatisfy(row -> {
            assertThat(row.keySet()).containsExactlyInAnyOrder("account_id", "signal", "value", "observed_at", "state");
            assertThat(ids()).contains(row.get("account_id"));
            assertThat(Instant.parse(row.get("observed_at"))).isBefore("2024-01-01T00:00:00Z");
            assertThat(row.get("state")).isIn("", "not-applicable");
        });
        assertThat(rows.stream().map(row -> row.get("signal")).distinct())
                .containsExactlyInAnyOrder(
                        "active_ratio",
                        "usage_change_pct",
                        "days_since_login",
                        "open_p1_tickets",
                        "first_reply_hours",
                        "nps",
                        "csm_pulse",
                        "invoice_overdue_days");
    }

    @Test
    void outcomesFollowTheContract() throws IOException {
        List<Map<String, String>> rows = rows("outcomes.csv");

        assertThat(rows.stream().map(row -> row.get("account_id")))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(ids());
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.keySet())
                    .containsExactlyInAnyOrder("account_id", "churned_on", "observed_until", "probability", "amount");
            assertThat(row.get("observed_until")).isEqualTo("2023-12-31");
            assertThat(row.get("churned_on")).isLessThanOrEqualTo("2023-12-31");
            assertThat(Integer.parseInt(row.get("amount"))).isPositive();
        });
        assertThat(rows).anyMatch(row -> !row.get("churned_on").isEmpty());
    }

    @Test
    void theProbabilityOfAnOutcomeIsThatOfTheTruthAtTheDay() throws IOException {
        Map<String, String> atTheDay = rows("truth.csv.gz").stream()
                .filter(row -> row.get("as_of").equals(AS_OF.toString()))
                .collect(Collectors.toMap(row -> row.get("account_id"), row -> row.get("probability")));

        assertThat(atTheDay).hasSizeGreaterThan(100);
        assertThat(rows("outcomes.csv")).allSatisfy(row -> {
            boolean gone =
                    !row.get("churned_on").isEmpty() && row.get("churned_on").compareTo(AS_OF.toString()) <= 0;
            assertThat(row.get("probability")).isEqualTo(atTheDay.getOrDefault(row.get("account_id"), ""));
            assertThat(gone && !row.get("probability").isEmpty()).isFalse();
        });
    }

    @Test
    void theTruthIsThatOfTheHealthOfTheDay() throws IOException {
        double[] within = HealthWalk.churnWithin(HORIZON_DAYS);
        Map<String, ChurnHistory> byId =
                histories.all().stream().collect(Collectors.toMap(ChurnHistory::id, history -> history));

        assertThat(rows("truth.csv.gz")).hasSizeGreaterThan(5_000).allSatisfy(row -> {
            int level = byId.get(row.get("account_id")).level(LocalDate.parse(row.get("as_of")));
            assertThat(row).containsEntry("level", Integer.toString(level));
            assertThat(Double.parseDouble(row.get("probability"))).isEqualTo(within[level]);
        });
    }

    @Test
    void declinesAreOfThoseWhoLeft() throws IOException {
        List<String> left = rows("outcomes.csv").stream()
                .filter(row -> !row.get("churned_on").isEmpty())
                .map(row -> row.get("account_id") + row.get("churned_on"))
                .toList();

        List<Map<String, String>> declines = rows("declines.csv");

        assertThat(declines.stream().map(row -> row.get("account_id") + row.get("churned_on")))
                .containsExactlyElementsOf(left);
        assertThat(declines)
                .allSatisfy(row -> assertThat(row.get("lead_days"))
                        .isEqualTo(
                                row.get("decline_began_on").isEmpty()
                                        ? ""
                                        : Long.toString(LocalDate.parse(row.get("churned_on"))
                                                        .toEpochDay()
                                                - LocalDate.parse(row.get("decline_began_on"))
                                                        .toEpochDay())));
    }

    @Test
    void theFolderIsOneOfDataToo() throws IOException {
        Findings findings = new Findings();

        assertThat(DataFolder.open(folder, findings).kinds()).containsExactly(RecordFile.ACCOUNTS);
        assertThat(findings.errors()).isEmpty();
    }

    @Test
    void twoWritingsHaveTheSameBytes(@TempDir Path other) throws IOException {
        ChurnFolder.write(ChurnHistories.of(ACCOUNTS, UNTIL, 2024), AS_OF, HORIZON_DAYS, other);

        try (var files = Files.list(folder)) {
            assertThat(files)
                    .hasSize(6)
                    .allSatisfy(file ->
                            assertThat(other.resolve(file.getFileName())).hasSameBinaryContentAs(file));
        }
    }

    @Test
    void theReadmeSaysFirstThatItIsSimulated() throws IOException {
        String readme = Files.readString(folder.resolve("README.md"));

        assertThat(readme)
                .startsWith("# SIMULATED")
                .contains(
                        "| `accounts.csv` | 200 |",
                        "`ageDays` is of 2023-10-02",
                        "within 90 days after 2023-10-02",
                        "Observed from 2022-07-04 until 2024-01-01")
                .doesNotContain(folder.toString());
    }
}
