package io.csmetrics.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.revenue.RevenueLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.joda.money.BigMoney;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovementFileTest {
    private static final String HEADER = "account_id,effective_on,type,amount,currency\n";
    private static final List<RevenueMovement> MOVEMENTS = List.of(
            movement("A", "2025-01-01", Type.NEW, "USD 10.00"),
            movement("A", "2025-02-01", Type.EXPANSION, "USD 2.50"),
            movement("B", "2025-01-15", Type.OPENING, "USD 7.00"));

    @TempDir
    private Path folder;

    @Test
    void everyFormatGivesTheSameLedger() throws IOException {
        for (String name : List.of("movements.csv", "m.csv.gz", "m.jsonl", "m.jsonl.gz")) {
            Path file = folder.resolve(name);
            RecordFile.MOVEMENTS.write(file, MOVEMENTS);
            RevenueLedger ledger = MovementFile.read(file);
            assertThat(ledger.accountIds()).containsExactly("A", "B");
            assertThat(ledger.balance("A", LocalDate.of(2025, 3, 1))).isEqualTo(BigMoney.parse("USD 12.5"));
            assertThat(ledger.size()).isEqualTo(3);
        }
    }

    @Test
    void aWrittenFileIsPlain() throws IOException {
        for (String name : List.of("movements.csv", "movements.csv.gz")) {
            Path file = folder.resolve(name);
            RecordFile.MOVEMENTS.write(file, MOVEMENTS);
            assertThat(PlainMovementReader.read(file).orElseThrow().rows()).isEqualTo(MOVEMENTS);
        }
    }

    @Test
    void aFileOfManyBlocksIsReadToItsEnd() throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        int rows = PlainMovements.PORTION + 1_000;
        for (int i = 0; i < rows; i++) {
            text.append("acct_")
                    .append(i * 7919L % rows)
                    .append(",2025-03-01,NEW,")
                    .append(i + 1)
                    .append(",USD\n");
        }
        RevenueLedger ledger = MovementFile.read(write("movements.csv", text.toString()));
        assertThat(ledger.accountIds()).hasSize(rows);
        assertThat(ledger.balance(LocalDate.of(2025, 3, 2)).getAmountMajorLong())
                .isEqualTo((long) rows * (rows + 1) / 2);
    }

    @Test
    void aProblemIsToldAsTheGeneralReaderTellsIt() throws IOException {
        Path file = write(
                "movements.csv",
                HEADER + "A,2025-01-01,NEW,10,USD\nA,2025-02-01,CHURN,12,USD\nA,2025-02-30,NEW,1,USD\n");
        assertThatThrownBy(() -> MovementFile.read(file))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("movements.csv:3: amount")
                .hasMessageContaining("movements.csv:4: effective_on");
        Findings findings = new Findings();
        assertThat(MovementFile.read(file, findings).size()).isEqualTo(1);
        assertThat(findings.errorCount()).isEqualTo(2);
    }

    @Test
    void aProblemBetweenPlainRowsHasItsLine() throws IOException {
        Path file = write("movements.csv", HEADER + "A,2025-01-01,NEW,10,USD\nA,2025-02-01,CHURN,12,USD\n");
        assertThat(PlainMovementReader.read(file)).isPresent();
        assertThatThrownBy(() -> MovementFile.read(file))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("movements.csv:3: amount");
    }

    @Test
    void amountsThatFitNoLongAreLeftToTheGeneralReader() throws IOException {
        Path file = write(
                "movements.csv", HEADER + "A,2025-01-01,NEW,999999999999999999,USD\nB,2025-01-01,NEW,0.000001,USD\n");
        assertThat(PlainMovementReader.read(file)).isEmpty();
        Findings findings = new Findings();
        assertThat(MovementFile.read(file, findings).accountIds()).contains("B");
        assertThat(findings.errorCount()).isEqualTo(1);
    }

    @Test
    void aBrokenGzipFileIsToldOnce() throws IOException {
        Path file = folder.resolve("movements.csv.gz");
        RecordFile.MOVEMENTS.write(file, MOVEMENTS);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 9));
        Findings findings = new Findings();
        MovementFile.read(file, findings);
        assertThat(findings.errors())
                .singleElement()
                .hasToString(
                        "movements.csv.gz:5: must be a whole gzip file, write it again; nothing was read from here on");
    }

    @Test
    void noFileIsRefused() {
        assertThatThrownBy(() -> MovementFile.read(folder.resolve("movements.csv")))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> MovementFile.read(folder.resolve("movements.txt")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must end in");
    }

    @Test
    void aFolderKnowsItsMovementsAsColumnsAndAsRecords() throws IOException {
        RecordFile.MOVEMENTS.write(folder.resolve("movements.csv"), MOVEMENTS);
        Findings findings = new Findings();
        FolderContents contents = DataFolder.read(folder, ZoneOffset.UTC, findings);
        assertThat(contents.isEmpty(RecordFile.MOVEMENTS)).isFalse();
        assertThat(contents.isEmpty(RecordFile.COSTS)).isTrue();
        assertThat(contents.rows(RecordFile.MOVEMENTS)).isEqualTo(MOVEMENTS);
        assertThat(contents.rows(RecordFile.MOVEMENTS).line(2)).isEqualTo(4);
        assertThat(DataFolder.read(folder, ZoneOffset.UTC).ledger().size()).isEqualTo(3);
    }

    private static RevenueMovement movement(String account, String on, Type type, String amount) {
        return RevenueMovement.of(account, LocalDate.parse(on), type, BigMoney.parse(amount));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
