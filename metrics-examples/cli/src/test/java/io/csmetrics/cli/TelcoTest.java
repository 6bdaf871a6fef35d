package io.csmetrics.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.csmetrics.io.DataFolder;
import io.csmetrics.io.RecordFile;
import io.csmetrics.record.Account;
import io.csmetrics.record.Findings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The customers of telco: what was made of the raw table, and the model of it. */
class TelcoTest {
    private static final Path TELCO = Path.of("data", "telco");
    private static final Path RAW = TELCO.resolve("raw").resolve("telco-churn.csv.gz");
    private static final Path MODEL = Path.of("data", "models", "telco-churn.json");

    private static List<List<String>> signals;
    private static JsonNode model;

    @BeforeAll
    static void read() throws IOException {
        signals = rows(TELCO.resolve("signals.csv.gz"));
        model = JsonMapper.builder().build().readTree(MODEL.toFile());
    }

    /** The rows after the header, cell by cell. */
    private static List<List<String>> rows(Path file) throws IOException {
        return text(file)
                .lines()
                .skip(1)
                .map(line -> List.of(line.split(",", -1)))
                .toList();
    }

    private static String text(Path file) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theCommittedFilesAreMadeOfTheRawOneAgain(@TempDir Path folder) throws IOException {
        TelcoPreparation.main(new String[] {RAW.toString(), folder.toString()});

        for (String file : List.of("accounts.csv.gz", "signals.csv.gz", "outcomes.csv.gz")) {
            // compressed bytes may differ from one build of zlib to another; what they hold may not
            assertThat(text(folder.resolve(file)).equals(text(TELCO.resolve(file))))
                    .as(file)
                    .isTrue();
        }
    }

    @Test
    void aRowOfTheRawTableBecomesAnAccountItsSignalsAndItsOutcome() throws IOException {
        StringBuilder signalLines = new StringBuilder();
        StringBuilder outcomeLines = new StringBuilder();

        List<Account> accounts = TelcoPreparation.convert(
                raw(
                        "T9,Yes,1,0,1,0,0,0,No phone service,No,No internet service,No internet service,No internet service,"
                                + "No internet service,No internet service,No internet service,Two year,1,Mailed check,20.25,"),
                signalLines,
                outcomeLines);

        assertThat(accounts).singleElement().satisfies(account -> {
            assertThat(account.id()).isEqualTo("T9");
            assertThat(account.attributes())
                    .isEqualTo(Map.of("female", "1", "senior_citizen", "0", "partner", "1", "dependents", "0"));
        });
        assertThat(signalLines.toString().lines())
                .hasSize(16)
                .startsWith("account_id,signal,value,observed_at,state", "T9,contract,Two year,2024-01-01T00:00:00Z,")
                .contains(
                        "T9,tenure,0,2024-01-01T00:00:00Z,",
                        "T9,phone_service,No,2024-01-01T00:00:00Z,",
                        "T9,multiple_lines,,2024-01-01T00:00:00Z,not-applicable",
                        "T9,internet_service,No,2024-01-01T00:00:00Z,",
                        "T9,tech_support,,2024-01-01T00:00:00Z,not-applicable",
                        "T9,paperless_billing,Yes,2024-01-01T00:00:00Z,")
                .endsWith("T9,total_charges,,2024-01-01T00:00:00Z,");
        assertThat(outcomeLines).hasToString("account_id,outcome,amount\nT9,churned,20.25\n");
    }

    private static BufferedReader raw(String row) {
        return new BufferedReader(new StringReader(String.join(",", TelcoPreparation.RAW) + "\n" + row + "\n"));
    }

    @Test
    void anotherTableIsRefused() {
        BufferedReader other = new BufferedReader(new StringReader("a,b\n1,2\n"));

        assertThatThrownBy(() -> TelcoPreparation.convert(other, new StringBuilder(), new StringBuilder()))
                .hasMessageStartingWith("the columns must be [customer_id, churn, ")
                .hasMessageEndingWith(", not [a, b]");
    }

    @Test
    void theFilesHoldWhatTheReadmeSays() throws IOException {
        List<List<String>> outcomes = rows(TELCO.resolve("outcomes.csv.gz"));

        assertThat(signals).hasSize(105_645);
        assertThat(outcomes).hasSize(7_043);
        assertThat(outcomes.stream().filter(row -> row.get(1).equals("churned")))
                .hasSize(1_869);
        assertThat(outcomes.stream().filter(row -> row.get(1).equals("stayed"))).hasSize(5_174);
        assertThat(signals.stream().filter(row -> row.get(4).equals("not-applicable")))
                .hasSize(6 * 1_526 + 682);
        Set<String> missing = new HashSet<>();
        signals.stream()
                .filter(row -> row.get(2).isEmpty() && row.get(4).isEmpty())
                .forEach(row -> missing.add(row.get(0) + " " + row.get(1)));
        assertThat(missing).hasSize(11).allMatch(each -> each.endsWith(" total_charges"));
        Set<String> beginners = new HashSet<>();
        signals.stream()
                .filter(row -> row.get(1).equals("tenure") && row.get(2).equals("0"))
                .forEach(row -> beginners.add(row.get(0) + " total_charges"));
        assertThat(missing).isEqualTo(beginners);
        assertThat(signals).allMatch(row -> row.get(3).equals(TelcoPreparation.OBSERVED_AT));
        assertThat(Files.readString(TELCO.resolve("LICENSE-modeldata-MIT.txt"))).contains("Max Kuhn");
    }

    @Test
    void theFolderIsOneOfDataToo() throws IOException {
        Findings findings = new Findings();

        List<String> ids = new ArrayList<>();
        DataFolder.read(TELCO, ZoneOffset.UTC, findings)
                .rows(RecordFile.ACCOUNTS)
                .forEach(account -> ids.add(account.id()));

        assertThat(findings.errors()).isEmpty();
        assertThat(ids).hasSize(7_043).startsWith("T0001").endsWith("T7043").doesNotHaveDuplicates();
    }

    @Test
    void theModelAsksForSignalsOfTheFileAndKnowsEveryWordOfThem() {
        Map<String, Set<String>> values = new TreeMap<>();
        signals.stream()
                .filter(row -> !row.get(2).isEmpty())
                .forEach(row -> values.computeIfAbsent(row.get(1), signal -> new TreeSet<>())
                        .add(row.get(2)));
        List<JsonNode> asked = new ArrayList<>();
        model.path("groups").forEach(group -> group.path("signals").forEach(asked::add));

        assertThat(asked).hasSize(13).allSatisfy(signal -> {
            assertThat(values).containsKey(signal.path("id").asText());
            JsonNode curve = signal.path("normalize");
            if (curve.path("type").asText().equals("categories")) {
                Set<String> words = new TreeSet<>();
                curve.path("map").fieldNames().forEachRemaining(words::add);
                assertThat(words).isEqualTo(values.get(signal.path("id").asText()));
            } else {
                assertThat(values.get(signal.path("id").asText())).allMatch(TelcoTest::isNumber);
            }
        });
        assertThat(asked.stream().map(signal -> signal.path("id").asText()))
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(TelcoPreparation.PROPERTIES);
    }

    private static boolean isNumber(String text) {
        return text.matches("\\d+(\\.\\d+)?");
    }
}
