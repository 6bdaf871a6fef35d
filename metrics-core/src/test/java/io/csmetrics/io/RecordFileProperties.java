package io.csmetrics.io;

import static io.csmetrics.io.FileText.good;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.csmetrics.record.Account;
import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.Rows;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RecordFileProperties {
    /** Records of one kind. */
    private record Records<T>(RecordFile<T> kind, List<T> values) {
        static <T> Arbitrary<Records<?>> of(RecordFile<T> kind, Arbitrary<T> values) {
            return values.list().ofMaxSize(4).map(list -> new Records<>(kind, list));
        }

        void assertRoundTrip() {
            String csv = FileText.csv(kind, values);
            assertThat(good(kind, "x.csv", csv)).isEqualTo(values);
            assertThat(FileText.csv(kind, good(kind, "x.csv", csv))).isEqualTo(csv);
            String json = FileText.jsonLines(kind, values);
            assertThat(good(kind, "x.jsonl", json)).isEqualTo(values);
            assertThat(json.lines()).hasSize(values.size());
            for (T value : values) {
                assertThat(Json.read(Json.write(value), kind.type())).isEqualTo(value);
            }
        }
    }

    @Property
    void everyRecordReadsBackEqual(@ForAll("records") Records<?> records) {
        records.assertRoundTrip();
    }

    @Property
    void noWrittenTextIsAFormula(@ForAll("accounts") List<Account> accounts) {
        String csv = FileText.csv(RecordFile.ACCOUNTS, accounts);
        for (CsvRecord row : CsvReader.builder().ofCsvRecord(csv)) {
            assertThat(row.getFields()).noneMatch(cell -> !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0);
        }
    }

    @Property
    void theGuardIsTakenOffAgain(@ForAll("texts") String text) {
        assertThat(FormulaGuard.unguarded(FormulaGuard.guarded(text))).isEqualTo(text);
    }

    @Property
    void theLineOfARowIsWhereItBegins(@ForAll("accounts") List<Account> accounts) {
        String csv = FileText.csv(RecordFile.ACCOUNTS, accounts);
        Rows<Account> rows = good(RecordFile.ACCOUNTS, "accounts.csv", csv);
        for (int i = 0; i < rows.size(); i++) {
            String before = FileText.csv(RecordFile.ACCOUNTS, accounts.subList(0, i));
            assertThat(rows.line(i))
                    .isEqualTo(1
                            + before.replace("\r\n", "\n")
                                    .chars()
                                    .filter(c -> c == '\n' || c == '\r')
                                    .count());
        }
    }

    @Property
    void theOrderOfColumnsDoesNotMatter(@ForAll("texts") String name, @ForAll("ids") String id) {
        Account account = Account.builder(id).name(name).build();
        String cells = quoted(name) + "," + quoted(id);
        assertThat(good(RecordFile.ACCOUNTS, "a.csv", "name,account_id\n" + cells))
                .containsExactly(account);
    }

    private static String quoted(String text) {
        return '"' + FormulaGuard.guarded(text).replace("\"", "\"\"") + '"';
    }

    @Property
    void whateverIsInAFileGivesRecordsOrFindings(
            @ForAll byte[] bytes, @ForAll("ends") String end, @ForAll("kinds") RecordFile<?> kind) {
        Findings findings = new Findings();
        Rows<?> rows = FileText.read(kind, "x" + end, bytes, ZoneOffset.UTC, findings);
        assertThat(rows.isEmpty() || bytes.length > 0).isTrue();
        assertThat(findings.errors()).extracting(Finding::source).allMatch(("x" + end)::equals);
    }

    @Property
    void whateverIsBelowAHeaderGivesRecordsOrFindings(
            @ForAll("soup") String soup, @ForAll("kinds") RecordFile<?> kind) {
        Findings findings = new Findings();
        String header = String.join(",", kind.columns()) + "\n";
        Rows<?> rows = FileText.read(kind, "x.csv", header + soup, ZoneOffset.UTC, findings);
        Rows<?> lines = FileText.read(kind, "x.jsonl", soup, ZoneOffset.UTC, findings);
        assertThat(rows.size() + lines.size() + findings.errorCount() > 0 || soup.isBlank())
                .isTrue();
        assertThat(findings.errors()).allMatch(finding -> finding.line() > 0);
    }

    @Property(tries = 100)
    void theBordersOfBuffersDoNotShow(@ForAll("texts") String text) {
        String name = text.repeat(20_000 / text.length()).strip() + "x";
        List<Account> accounts = List.of(
                Account.builder("A1").name(name + name + name).build(),
                Account.builder("A2").name(name).build(),
                Account.builder("A3").name("y" + name + name).build());
        assertThat(good(RecordFile.ACCOUNTS, "a.csv", FileText.csv(RecordFile.ACCOUNTS, accounts)))
                .isEqualTo(accounts);
        assertThat(good(RecordFile.ACCOUNTS, "a.jsonl", FileText.jsonLines(RecordFile.ACCOUNTS, accounts)))
                .isEqualTo(accounts);
    }

    @Provide
    Arbitrary<Records<?>> records() {
        return Arbitraries.oneOf(List.of(
                Records.of(RecordFile.ACCOUNTS, RecordArbitraries.accounts()),
                Records.of(RecordFile.MOVEMENTS, RecordArbitraries.movements()),
                Records.of(RecordFile.SUBSCRIPTIONS, RecordArbitraries.subscriptions()),
                Records.of(RecordFile.CONTRACTS, RecordArbitraries.contracts()),
                Records.of(RecordFile.SURVEYS, RecordArbitraries.surveys()),
                Records.of(RecordFile.TICKETS, RecordArbitraries.tickets()),
                Records.of(RecordFile.OPPORTUNITIES, RecordArbitraries.opportunities()),
                Records.of(RecordFile.COSTS, RecordArbitraries.costs()),
                Records.of(RecordFile.EVENTS, RecordArbitraries.events())));
    }

    @Provide
    Arbitrary<List<Account>> accounts() {
        return RecordArbitraries.accounts().list().ofMaxSize(4);
    }

    @Provide
    Arbitrary<String> texts() {
        return RecordArbitraries.texts();
    }

    @Provide
    Arbitrary<String> ids() {
        return RecordArbitraries.ids();
    }

    @Provide
    Arbitrary<String> ends() {
        return Arbitraries.of(FileFormat.EXTENSIONS);
    }

    @Provide
    Arbitrary<RecordFile<?>> kinds() {
        return Arbitraries.of(RecordFile.all());
    }

    @Provide
    Arbitrary<String> soup() {
        Arbitrary<String> pieces = Arbitraries.of(
                ",",
                "\"",
                "\n",
                "\r\n",
                "\r",
                "'",
                "=",
                "{",
                "}",
                "[",
                "]",
                ":",
                "\"accountId\"",
                "\"at\":",
                "1",
                "-2.5",
                "USD",
                "2025-03-01",
                "2025-03-01T10:00:00Z",
                "null",
                "true",
                "\\",
                "\\u00",
                " ",
                "\uFEFF",
                "\0",
                "\uD83D\uDE00");
        return Combinators.combine(pieces.list().ofMaxSize(40), Arbitraries.of("", "\n"))
                .as((parts, end) -> String.join("", parts) + end);
    }
}
