package io.csmetrics.io;

import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.Rows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** Reads and writes files that are texts. */
final class FileText {
    private FileText() {}

    static <T> Rows<T> read(RecordFile<T> kind, String source, String text, ZoneId zone, Findings findings) {
        return read(kind, source, text.getBytes(StandardCharsets.UTF_8), zone, findings);
    }

    static <T> Rows<T> read(RecordFile<T> kind, String source, byte[] bytes, ZoneId zone, Findings findings) {
        try {
            return kind.read(new ByteArrayInputStream(bytes), source, zone, findings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a file in which nothing is wrong. */
    static <T> Rows<T> good(RecordFile<T> kind, String source, String text) {
        Findings findings = new Findings();
        Rows<T> rows = read(kind, source, text, ZoneOffset.UTC, findings);
        findings.throwIfErrors();
        return rows;
    }

    /** Reads a file and returns what is wrong with it. */
    static List<String> bad(RecordFile<?> kind, String source, String text) {
        return bad(kind, source, text.getBytes(StandardCharsets.UTF_8));
    }

    static List<String> bad(RecordFile<?> kind, String source, byte[] bytes) {
        Findings findings = new Findings();
        read(kind, source, bytes, ZoneOffset.UTC, findings);
        return findings.errors().stream().map(Finding::toString).toList();
    }

    static <T> String csv(RecordFile<T> kind, List<T> records) {
        try {
            StringBuilder out = new StringBuilder();
            kind.writeCsv(out, records);
            return out.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T> String jsonLines(RecordFile<T> kind, List<T> records) {
        try {
            StringBuilder out = new StringBuilder();
            kind.writeJsonLines(out, records);
            return out.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
