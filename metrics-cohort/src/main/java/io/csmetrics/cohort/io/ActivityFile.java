package io.csmetrics.cohort.io;

import io.csmetrics.io.RecordFile;
import io.csmetrics.io.RecordLayout;
import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.BiConsumer;

/**
 * Files of activity: {@code unit_id} and {@code at}, an instant, a local date-time or a date. They are read by the rules of
 * {@link RecordFile}, row by row, so that a file may be larger than the memory.
 */
public final class ActivityFile {
    private static final RecordFile<Activity> COLUMNS = columns();

    private ActivityFile() {}

    private record Activity(String unitId, Instant at) {}

    private static RecordFile<Activity> columns() {
        RecordLayout<Activity> layout = RecordLayout.of("activity", Activity.class);
        RecordLayout.Cell<String> unit = layout.id("unit_id", Activity::unitId);
        RecordLayout.Cell<Instant> at = layout.instant("at", Activity::at);
        // asked for like a column that may be blank: such a row is counted before it is left out
        return layout.reading(row -> new Activity(row.find(unit).orElse(""), row.get(at)));
    }

    /**
     * Reads a file to its end. A row without unit is told as a finding, and handed on all the same, with a blank id, for
     * {@link io.csmetrics.cohort.source.ActivityCohorts.Builder#add(String, Instant)} to count it.
     *
     * @param file the file, whose name ends in .csv, .csv.gz, .jsonl or .jsonl.gz
     * @param zone the zone of local times and dates
     * @param findings where every problem is added
     * @param consumer is given the unit and the instant of every readable row, in the order of the file
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if the name has another end
     */
    public static void forEach(
            Path file, ZoneId zone, Findings findings, BiConsumer<? super String, ? super Instant> consumer)
            throws IOException {
        String source = String.valueOf(file.getFileName());
        COLUMNS.forEach(file, zone, findings, (row, line) -> {
            if (row.unitId().isBlank()) {
                findings.add(Finding.error(
                        source, line, "unit_id", "", "must not be blank", "give it a value, or leave out the row"));
            }
            consumer.accept(row.unitId(), row.at());
        });
    }
}
