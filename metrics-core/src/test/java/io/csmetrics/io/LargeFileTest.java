package io.csmetrics.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.record.Findings;
import io.csmetrics.record.RevenueMovement;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeFileTest {
    private static final int ROWS = 200_000;

    @TempDir
    private Path folder;

    @Test
    void everyRowOfALargeFileIsHandedOverOnce() throws IOException {
        Path file = folder.resolve("movements.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("account_id,effective_on,type,amount,currency\n");
            for (int i = 0; i < ROWS; i++) {
                out.write("A" + i + ",2025-03-01,NEW," + (i + 1) + ",USD\n");
            }
        }
        assertAllRows(file);
    }

    @Test
    void everyLineOfALargeJsonLinesFileIsHandedOverOnce() throws IOException {
        Path file = folder.resolve("movements.jsonl");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("\n");
            for (int i = 0; i < ROWS; i++) {
                out.write("{\"accountId\":\"A" + i + "\",\"effectiveOn\":\"2025-03-01\",\"type\":\"NEW\",\"amount\":"
                        + (i + 1) + ",\"currency\":\"USD\"}\n");
            }
        }
        assertAllRows(file);
    }

    @Test
    void aLargeFileOfErrorsIsCountedToItsEnd() throws IOException {
        Path file = folder.resolve("movements.csv");
        Files.writeString(
                file, "account_id,effective_on,type,amount,currency\n" + "A,2025-03-01,NEW,0,USD\n".repeat(ROWS));
        Findings findings = new Findings();
        assertThat(RecordFile.MOVEMENTS.read(file, ZoneOffset.UTC, findings)).isEmpty();
        assertThat(findings.errorCount()).isEqualTo(ROWS);
        assertThat(findings.errors()).hasSize(Findings.KEPT);
    }

    private static void assertAllRows(Path file) throws IOException {
        Findings findings = new Findings();
        AtomicLong count = new AtomicLong();
        AtomicLong sum = new AtomicLong();
        AtomicLong lines = new AtomicLong();
        RecordFile.MOVEMENTS.forEach(file, ZoneOffset.UTC, findings, (RevenueMovement movement, long line) -> {
            count.incrementAndGet();
            sum.addAndGet(movement.amount().getAmountMajorLong());
            lines.addAndGet(line - 1);
        });
        findings.throwIfErrors();
        long triangle = (long) ROWS * (ROWS + 1) / 2;
        assertThat(count).hasValue(ROWS);
        assertThat(sum).hasValue(triangle);
        assertThat(lines).hasValue(triangle);
    }
}
