package io.csmetrics.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in the files, there is an answer: the place, the value, the rule and the remedy of each problem, and never a stack trace. */
class BadDataTest {
    private static final String HEADER = "account_id,effective_on,type,amount,currency";

    @TempDir
    Path folder;

    @BeforeEach
    void writeBook() throws IOException {
        Cli.book(folder);
    }

    private Cli.Outcome strict() {
        return checked(Cli.run("movements", "--data", folder.toString(), "--format", "csv"));
    }

    private Cli.Outcome lenient() {
        return checked(Cli.run("movements", "--data", folder.toString(), "--format", "csv", "--lenient"));
    }

    private static Cli.Outcome checked(Cli.Outcome outcome) {
        assertThat(outcome.err()).doesNotContain("\tat ", "Exception", "io.csmetrics");
        return outcome;
    }

    /** Strict reading refuses with the findings; lenient reading tells the same ones and goes on. */
    private void assertFindings(int rowsLeft, String... findings) {
        Cli.Outcome refused = strict();
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.errors()).hasSize(findings.length + 1);
        for (int i = 0; i < findings.length; i++) {
            assertThat(refused.errors().get(i)).startsWith(findings[i]);
        }
        assertThat(refused.errors())
                .last()
                .isEqualTo(findings.length == 1 ? "1 finding" : findings.length + " findings");
        Cli.Outcome accepted = lenient();
        assertThat(accepted.code()).isZero();
        assertThat(accepted.errors().subList(0, findings.length + 1)).isEqualTo(refused.errors());
        assertThat(accepted.out().lines()).hasSize(rowsLeft + 1);
    }

    @Test
    void everyViolationIsToldAtOnceWithItsPlaceValueRuleAndRemedy() throws IOException {
        Cli.write(
                folder,
                "movements.csv",
                HEADER,
                "A,2024-06-01,NEW,100,EUR",
                "A,2024-13-01,EXPANSION,20,EUR",
                "B,2024-06-15,NOVEL,50,EUR",
                "C,2024-07-01,NEW,fifty,EUR",
                "Z,2024-07-01,NEW,50,EUR",
                "D,2025-01-25,NEW,40,USD");
        Cli.write(
                folder,
                "contracts.csv",
                "contract_id,account_id,starts_on,ends_on,annual_value,currency",
                "K1,A,2024-06-01,2024-05-01,1200,EUR");

        assertFindings(
                1,
                "contracts.csv:2: ends_on: 2024-05-01, must be after",
                "movements.csv:3: effective_on: 2024-13-01, must be",
                "movements.csv:4: type: NOVEL, must be",
                "movements.csv:5: amount: fifty, must be",
                "movements.csv:6: account_id: Z, must be one of the accounts, add the account or correct the id",
                "movements.csv:7: currency: USD, must be");
    }

    @Test
    void aHundredAreShownAndAllAreCounted() throws IOException {
        List<String> rows = new ArrayList<>(List.of(HEADER));
        for (int i = 0; i < 1_234; i++) {
            rows.add("A,2024-06-01,NEW,x" + i + ",EUR");
        }
        Cli.write(folder, "movements.csv", rows.toArray(String[]::new));

        Cli.Outcome outcome = strict();

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.errors()).hasSize(101);
        assertThat(outcome.errors().get(99)).startsWith("movements.csv:101: amount: x99, ");
        assertThat(outcome.errors().get(100)).isEqualTo("1234 findings, of which the first 100 are shown");
        assertThat(lenient().code()).isZero();
    }

    @Test
    void theDeclaredCurrencyIsTheOneThatOthersMustHave() throws IOException {
        Cli.write(folder, "movements.csv", HEADER, "A,2024-06-01,NEW,100,EUR", "B,2024-06-01,NEW,100,USD");

        Cli.Outcome outcome =
                checked(Cli.run("movements", "--data", folder.toString(), "--currency", "USD", "--lenient"));

        assertThat(outcome.code()).isZero();
        assertThat(outcome.errors().get(0)).startsWith("movements.csv:2: currency: EUR, must be");
        assertThat(outcome.out()).contains("B        2024-06-01").doesNotContain("A        2024-06-01");
    }

    @Test
    void lenientReadingRepairsATypeAndSkipsWhatWouldMakeABalanceNegative() throws IOException {
        Cli.write(
                folder,
                "movements.csv",
                HEADER,
                "A,2024-06-01,EXPANSION,100,EUR",
                "A,2024-07-01,CONTRACTION,130,EUR",
                "A,2024-08-01,CHURN,40,EUR");

        assertFindings(2, "movements.csv:2: ", "movements.csv:3: ", "movements.csv:4: ");
        assertThat(lenient().out())
                .contains("A,2024-06-01,NEW,100")
                .contains("A,2024-08-01,CONTRACTION,40")
                .doesNotContain("2024-07-01");
    }

    @Test
    void aSumBeyondLongIsALocatedFinding() throws IOException {
        Cli.write(
                folder,
                "movements.csv",
                HEADER,
                "A,2024-06-01,NEW,9000000000000000000,EUR",
                "A,2024-07-01,EXPANSION,9000000000000000000,EUR",
                "B,2024-07-01,NEW,99999999999999999999999999,EUR");

        Cli.Outcome outcome = strict();

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.errors()).anySatisfy(line -> assertThat(line).startsWith("movements.csv:"));
        assertThat(lenient().code()).isZero();
    }

    @Test
    void textThatIsNotUtf8IsAFinding() throws IOException {
        Files.write(
                folder.resolve("accounts.csv"), "account_id,name\nA,Zoë\nB,Bob\nC,Cid\nD,Dee\n".getBytes(ISO_8859_1));

        Cli.Outcome outcome = strict();

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.errors().get(0)).startsWith("accounts.csv:2").contains("UTF-8");
    }

    @Test
    void aByteOrderMarkQuotedLineBreaksAndCrlfAreRead() throws IOException {
        Files.writeString(
                folder.resolve("accounts.csv"),
                "\uFEFFaccount_id,name,region\r\nA,\"Ada\r\nLovelace\",\"x, \"\"y\"\"\"\r\nB,Bob,\r\nC,,\r\nD,,\r\n");

        Cli.Outcome outcome = Cli.run(
                "bridge",
                "--data",
                folder.toString(),
                "--from",
                "2025-01-01",
                "--to",
                "2025-02-01",
                "--by",
                "region",
                "--format",
                "json");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains("\"segment\":{\"region\":\"x, \\\"y\\\"\"}");
    }

    @Test
    void lineNumbersArePhysicalWhereAQuotedCellHoldsLineBreaks() throws IOException {
        Cli.write(
                folder,
                "movements.csv",
                HEADER + ",reason",
                "A,2024-06-01,NEW,100,EUR,\"two",
                "lines\"",
                "B,x,NEW,1,EUR,");

        assertThat(strict().errors().get(0)).startsWith("movements.csv:4: effective_on: x, ");
    }

    @Test
    void unknownAndMissingColumnsAreFindings() throws IOException {
        Cli.write(folder, "movements.csv", "account_id,effective_on,type,amount,curency", "A,2024-06-01,NEW,100,EUR");

        Cli.Outcome outcome = strict();

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("movements.csv:1: ", "curency", "did you mean currency");
        assertThat(lenient().code()).isZero();
    }

    @Test
    void anEmptyFileIsAFindingAndAHeaderAloneIsNot() throws IOException {
        Files.write(folder.resolve("movements.csv"), new byte[0]);
        Cli.Outcome outcome = strict();
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.errors().get(0)).startsWith("movements.csv:1: must begin with a row of column names");

        Cli.write(folder, "movements.csv", HEADER);
        assertThat(strict().code()).isZero();
        assertThat(strict().out().lines()).hasSize(1);
    }

    @Test
    void aFolderWithoutDataIsAFinding() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        Cli.Outcome outcome = checked(Cli.run("movements", "--data", empty.toString()));

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.errors().get(0)).contains("must hold at least one file of data");
    }

    @Test
    void aMisspelledFileIsNotPassedOver() throws IOException {
        Files.move(folder.resolve("movements.csv"), folder.resolve("movement.csv"));

        Cli.Outcome outcome = strict();

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.errors().get(0)).startsWith("movement.csv: ").contains("did you mean movements.csv");
    }

    @Test
    void damageOfACompressedFileIsAFinding() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write((HEADER + "\nA,2024-06-01,NEW,100,EUR\n").repeat(3).getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = packed.toByteArray();
        Files.delete(folder.resolve("movements.csv"));
        Files.write(folder.resolve("movements.csv.gz"), Arrays.copyOf(bytes, bytes.length - 12));

        Cli.Outcome outcome = strict();

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("movements.csv.gz", "must be a whole gzip file");
    }

    @Test
    void anAccountHasMovementsOrSubscriptions() throws IOException {
        Cli.write(
                folder,
                "subscriptions.csv",
                "subscription_id,account_id,starts_on,ends_on,amount,currency,interval",
                "S1,A,2024-01-01,,10,EUR,month");

        Cli.Outcome outcome = strict();

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.errors().get(0)).startsWith("subscriptions.csv:2: account_id: A, has movements");
    }

    @Test
    void withoutAccountsANoticeSaysWhereTheyComeFrom() throws IOException {
        Files.delete(folder.resolve("accounts.csv"));

        Cli.Outcome outcome = strict();

        assertThat(outcome.code()).isZero();
        assertThat(outcome.errors())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("notice: ")
                .contains("4", "accounts");
    }

    @Test
    void aFindingStaysOnOneLineWhateverItsValueHolds() throws IOException {
        Cli.write(folder, "movements.csv", HEADER, "A,\"2024\n\u001b[31m\u2028red\",NEW,100,EUR");

        Cli.Outcome outcome = strict();

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err().lines()).hasSize(2);
        assertThat(outcome.err()).doesNotContain("\u001b", "\u2028");
    }

    @Test
    void everyCommandThatReadsDataRefusesBadData() throws IOException {
        Cli.write(folder, "movements.csv", HEADER, "A,x,NEW,100,EUR");
        Path page = folder.resolve("report.html");
        String data = folder.toString();

        for (String[] command : List.of(
                new String[] {"kpis", "--data", data, "--from", "2025-01-01", "--to", "2025-02-01"},
                new String[] {"bridge", "--data", data, "--from", "2025-01-01", "--to", "2025-02-01"},
                new String[] {
                    "report", "--data", data, "--from", "2025-01-01", "--to", "2025-02-01", "--out", page.toString()
                })) {
            Cli.Outcome outcome = checked(Cli.run(command));
            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.errors().get(0)).startsWith("movements.csv:2: effective_on: x, ");
        }
        assertThat(page).doesNotExist();
    }
}
