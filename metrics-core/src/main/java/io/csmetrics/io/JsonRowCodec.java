package io.csmetrics.io;

import com.fasterxml.jackson.databind.JsonNode;
import io.csmetrics.io.Json.JsonPath;
import io.csmetrics.record.Findings;
import io.csmetrics.record.Rows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** A record that has a file of its own: as in a line of that file. */
record JsonRowCodec<T>(RecordFile<T> kind) implements JsonCodec {
    @Override
    public void write(Object value, StringBuilder out) {
        try {
            kind.writeJsonLines(out, List.of(kind.type().cast(value)));
            out.setLength(out.length() - 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Object> read(JsonNode node, JsonPath path) {
        Findings findings = new Findings();
        // a node is one line, and escapes what would break it
        String line = node.toString();
        if (UnicodeText.isBroken(line)) {
            return path.report("", "must be Unicode", "write whole characters");
        }
        try {
            Rows<T> rows = kind.read(
                    new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)),
                    kind + ".jsonl",
                    ZoneOffset.UTC,
                    findings);
            path.reportAll(findings.errors());
            return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
