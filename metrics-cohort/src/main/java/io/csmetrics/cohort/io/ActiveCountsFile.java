package io.csmetrics.cohort.io;

import io.csmetrics.cohort.lifetime.ActiveCounts;
import io.csmetrics.io.RecordFile;
import io.csmetrics.io.RecordLayout;
import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Files of how many customers of each cohort are still there: {@code cohort}, its name; {@code period}, 0 for its beginning, and
 * {@code active}, the customers at the end of it, at
 * most {@link ActiveCounts#MOST_CUSTOMERS}. Each cohort has a row for each period from 0 to the last known one, in any order. They
 * are read by the rules of {@link RecordFile}.
 */
public final class ActiveCountsFile {
    private static final RecordFile<Count> COLUMNS = columns();

    /** Nobody follows a cohort for longer, and a slip of the pen is not to take all memory. */
    private static final int MOST_PERIODS = 100_000;

    private ActiveCountsFile() {}

    private record Count(String cohort, BigDecimal period, BigDecimal active) {
        Count {
            requireWhole("period", period, MOST_PERIODS);
            requireWhole("active", active, ActiveCounts.MOST_CUSTOMERS);
        }

        private static void requireWhole(String field, BigDecimal number, long most) {
            boolean isWhole = number.stripTrailingZeros().scale() <= 0;
            if (!isWhole || number.signum() < 0 || number.compareTo(BigDecimal.valueOf(most)) > 0) {
                Finding finding = Finding.error(
                        "counts", 0, field, number, "must be a whole number from 0 to " + most, "count customers");
                throw new InvalidDataException(List.of(finding), 1);
            }
        }
    }

    /** A count and where it stands. */
    private record Placed(long active, long line) {}

    private static RecordFile<Count> columns() {
        RecordLayout<Count> layout = RecordLayout.of("counts", Count.class);
        RecordLayout.Cell<String> cohort = layout.id("cohort", Count::cohort);
        RecordLayout.Cell<BigDecimal> period = layout.requiredNumber("period", Count::period);
        RecordLayout.Cell<BigDecimal> active = layout.requiredNumber("active", Count::active);
        return layout.reading(row -> new Count(row.get(cohort), row.get(period), row.get(active)));
    }

    /**
     * Reads a file strictly.
     *
     * @param file the file, whose name ends in .csv, .csv.gz, .jsonl or .jsonl.gz
     * @return the counts
     * @throws InvalidDataException with every problem, its line and column
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if the name has another end
     */
    public static ActiveCounts read(Path file) throws IOException {
        Findings findings = new Findings();
        ActiveCounts counts = read(file, findings);
        findings.throwIfErrors();
        return counts;
    }

    /**
     * Reads a file as far as it goes. A cohort is known up to its first missing period.
     *
     * @param file the file, whose name ends in .csv, .csv.gz, .jsonl or .jsonl.gz
     * @param findings where every problem is added
     * @return the counts
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if the name has another end
     */
    public static ActiveCounts read(Path file, Findings findings) throws IOException {
        String source = String.valueOf(file.getFileName());
        SortedMap<String, SortedMap<Integer, Placed>> cohorts = new TreeMap<>();
        COLUMNS.forEach(file, ZoneOffset.UTC, findings, (count, line) -> {
            int period = count.period().intValueExact();
            Placed before = cohorts.computeIfAbsent(count.cohort(), name -> new TreeMap<>())
                    .putIfAbsent(period, new Placed(count.active().longValueExact(), line));
            if (before != null) {
                findings.add(Finding.error(
                        source,
                        line,
                        "period",
                        period,
                        "must be there once for cohort \"" + count.cohort() + "\", and is in line " + before.line(),
                        "add the counts up, or name the cohorts apart"));
            }
        });
        ActiveCounts.Builder counts = ActiveCounts.builder();
        cohorts.forEach((name, periods) -> {
            long[] active = withoutGap(name, periods, source, findings);
            if (active.length > 0) {
                counts.cohort(name, active);
            }
        });
        return counts.build();
    }

    private static long[] withoutGap(
            String cohort, SortedMap<Integer, Placed> periods, String source, Findings findings) {
        int known = 0;
        for (Map.Entry<Integer, Placed> each : periods.entrySet()) {
            if (each.getKey() != known) {
                findings.add(Finding.error(
                        source,
                        each.getValue().line(),
                        "period",
                        each.getKey(),
                        "must follow period " + known + " of cohort \"" + cohort + "\", which is missing",
                        "give a row for every period from 0 on"));
                break;
            }
            known++;
        }
        return periods.values().stream().limit(known).mapToLong(Placed::active).toArray();
    }
}
