package io.csmetrics.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.Rows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordLayoutTest {
    private enum Mood {
        GOOD,
        NOT_GOOD
    }

    private record Visit(
            String id,
            Instant seenAt,
            Optional<String> note,
            Optional<LocalDate> nextOn,
            Optional<BigDecimal> cost,
            Optional<Mood> mood) {}

    private static RecordFile<Visit> visits() {
        RecordLayout<Visit> layout = RecordLayout.of("visits", Visit.class);
        RecordLayout.Cell<String> id = layout.id("visit_id", Visit::id);
        RecordLayout.Cell<Instant> seenAt = layout.instant("seen_at", Visit::seenAt);
        RecordLayout.Cell<String> note = layout.text("note", Visit::note);
        RecordLayout.Cell<LocalDate> nextOn = layout.date("next_on", Visit::nextOn);
        RecordLayout.Cell<BigDecimal> cost = layout.number("cost", Visit::cost);
        RecordLayout.Cell<Mood> mood = layout.word("mood", Mood.class, Visit::mood);
        return layout.reading(row -> new Visit(
                row.get(id), row.get(seenAt), row.find(note), row.find(nextOn), row.find(cost), row.find(mood)));
    }

    private static Rows<Visit> read(String text, String name, Findings findings) throws IOException {
        return visits().read(
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                        name,
                        ZoneOffset.UTC,
                        findings);
    }

    @Test
    void whatIsWrittenReadsBackInBothFormats() throws IOException {
        List<Visit> visits = List.of(
                new Visit(
                        "v1",
                        Instant.parse("2026-01-31T09:30:00Z"),
                        Optional.of("-1 of 3"),
                        Optional.of(LocalDate.of(2026, 2, 28)),
                        Optional.of(new BigDecimal("-12.5")),
                        Optional.of(Mood.NOT_GOOD)),
                new Visit(
                        "v2",
                        Instant.parse("2026-02-01T00:00:00Z"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        Findings findings = new Findings();
        StringBuilder csv = new StringBuilder();
        visits().writeCsv(csv, visits);
        StringBuilder json = new StringBuilder();
        visits().writeJsonLines(json, visits);

        assertThat(csv.toString().lines())
                .startsWith(
                        "visit_id,seen_at,note,next_on,cost,mood",
                        "v1,2026-01-31T09:30:00Z,'-1 of 3,2026-02-28,-12.5,not-good");
        assertThat(json.toString()).contains("\"visitId\":\"v1\"", "\"mood\":\"not-good\"");
        assertThat(read(csv.toString(), "visits.csv", findings)).isEqualTo(visits);
        assertThat(read(json.toString(), "visits.jsonl", findings)).isEqualTo(visits);
        assertThat(findings.errorCount()).isZero();
    }

    @Test
    void everyUnfitCellIsToldAtItsPlace() throws IOException {
        Findings findings = new Findings();

        Rows<Visit> rows = read(
                "visit_id,seen_at,next_on,cost,mood\n,soon,2026-02-30,1e3,grand\nv2,2026-02-01,,,\n",
                "visits.csv",
                findings);

        assertThat(rows).extracting(Visit::id).containsExactly("v2");
        assertThat(rows.line(0)).isEqualTo(3);
        assertThat(findings.errors())
                .extracting(Finding::line, Finding::field)
                .containsExactly(
                        tuple(2L, "cost"),
                        tuple(2L, "mood"),
                        tuple(2L, "next_on"),
                        tuple(2L, "seen_at"),
                        tuple(2L, "visit_id"));
    }

    @Test
    void aColumnThatIsNotDeclaredIsAMistake() throws IOException {
        Findings findings = new Findings();

        read("visit_id,seen_at,moood\nv1,2026-02-01,good\n", "visits.csv", findings);

        assertThat(findings.errors()).singleElement().asString().contains("moood", "did you mean mood");
    }
}
