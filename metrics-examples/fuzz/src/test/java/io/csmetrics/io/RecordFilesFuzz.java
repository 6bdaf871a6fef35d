package io.csmetrics.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.csmetrics.record.Findings;
import io.csmetrics.record.Rows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

/** What is readable reads back after it was written; all else is a finding, never an exception. The first byte chooses the kind of file. */
class RecordFilesFuzz {
    @FuzzTest(maxDuration = "3m")
    void csvIsReadOrTold(byte[] bytes) throws IOException {
        assertReadsBack(bytes, "x.csv");
    }

    @FuzzTest(maxDuration = "3m")
    void jsonLinesAreReadOrTold(byte[] bytes) throws IOException {
        assertReadsBack(bytes, "x.jsonl");
    }

    @FuzzTest(maxDuration = "3m")
    void gzipIsReadOrTold(byte[] bytes) throws IOException {
        assertReadsBack(bytes, "x.csv.gz");
    }

    private static void assertReadsBack(byte[] bytes, String source) throws IOException {
        if (bytes.length > 0) {
            List<RecordFile<?>> kinds = RecordFile.all();
            RecordFile<?> kind = kinds.get((bytes[0] & 0xFF) % kinds.size());
            assertReadsBack(kind, Arrays.copyOfRange(bytes, 1, bytes.length), source);
        }
    }

    private static <T> void assertReadsBack(RecordFile<T> kind, byte[] bytes, String source) throws IOException {
        Rows<T> rows = kind.read(new ByteArrayInputStream(bytes), source, ZoneOffset.UTC, new Findings());
        StringBuilder lines = new StringBuilder();
        kind.writeJsonLines(lines, rows);
        Findings findings = new Findings();
        byte[] written = lines.toString().getBytes(StandardCharsets.UTF_8);
        assertThat(kind.read(new ByteArrayInputStream(written), "y.jsonl", ZoneOffset.UTC, findings))
                .isEqualTo(rows);
        findings.throwIfErrors();
    }
}
