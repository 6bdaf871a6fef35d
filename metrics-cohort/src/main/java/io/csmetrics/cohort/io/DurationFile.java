package io.csmetrics.cohort.io;

import io.csmetrics.cohort.survival.Durations;
import io.csmetrics.facts.Segment;
import io.csmetrics.io.RecordFile;
import io.csmetrics.io.RecordLayout;
import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Files of durations: {@code duration}; {@code observed}, 1 for one that ended in an event and 0 for one that was still running;
 * {@code entry}, the age at which watching began, and {@code group}, which both may be missing or blank. They are read by the rules of
 * {@link RecordFile}, and of {@link Durations}.
 */
public final class DurationFile {
    private static final RecordFile<Life> COLUMNS = columns();

    private DurationFile() {}

    private record Life(BigDecimal duration, BigDecimal observed, Optional<BigDecimal> entry, Optional<String> group) {
        Life {
            if (observed.compareTo(BigDecimal.ZERO) != 0 && observed.compareTo(BigDecimal.ONE) != 0) {
                Finding finding = Finding.error(
                        "durations", 0, "observed", observed, "must be 0 or 1", "write 1 where it ended in an event");
                throw new InvalidDataException(List.of(finding), 1);
            }
        }
    }

    private static RecordFile<Life> columns() {
        RecordLayout<Life> layout = RecordLayout.of("durations", Life.class);
        RecordLayout.Cell<BigDecimal> duration = layout.requiredNumber("duration", Life::duration);
        RecordLayout.Cell<BigDecimal> observed = layout.requiredNumber("observed", Life::observed);
        RecordLayout.Cell<BigDecimal> entry = layout.number("entry", Life::entry);
        RecordLayout.Cell<String> group = layout.text("group", Life::group);
        return layout.reading(row -> new Life(row.get(duration), row.get(observed), row.find(entry), row.find(group)));
    }

    /**
     * Reads a file strictly.
     *
     * @param file the file, whose name ends in .csv, .csv.gz, .jsonl or .jsonl.gz
     * @return the durations by group; {@link Segment#NONE} for those without
     * @throws InvalidDataException with every problem, its line and column
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if the name has another end
     */
    public static SortedMap<String, Durations> read(Path file) throws IOException {
        Findings findings = new Findings();
        SortedMap<String, Durations> durations = read(file, findings);
        findings.throwIfErrors();
        return durations;
    }

    /**
     * Reads a file as far as it goes. A group of which no row is readable is left out.
     *
     * @param file the file, whose name ends in .csv, .csv.gz, .jsonl or .jsonl.gz
     * @param findings where every problem is added
     * @return the durations by group; {@link Segment#NONE} for those without
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if the name has another end
     */
    public static SortedMap<String, Durations> read(Path file, Findings findings) throws IOException {
        String source = String.valueOf(file.getFileName());
        TreeMap<String, Durations.Builder> groups = new TreeMap<>();
        COLUMNS.forEach(file, ZoneOffset.UTC, findings, (life, line) -> {
            Durations.Builder builder = groups.computeIfAbsent(
                            life.group().orElse(Segment.NONE), name -> Durations.builder(findings))
                    .at(source, line);
            double duration = life.duration().doubleValue();
            boolean observed = life.observed().signum() > 0;
            if (life.entry().isPresent()) {
                builder.add(life.entry().get().doubleValue(), duration, observed);
            } else {
                builder.add(duration, observed);
            }
        });
        SortedMap<String, Durations> durations = new TreeMap<>();
        groups.forEach((name, builder) -> {
            Durations built = builder.build();
            if (built.n() > 0) {
                durations.put(name, built);
            }
        });
        return Collections.unmodifiableSortedMap(durations);
    }
}
