package io.csmetrics.health.io;

import io.csmetrics.health.backtest.Fate;
import io.csmetrics.health.backtest.Outcome;
import io.csmetrics.io.RecordFile;
import io.csmetrics.io.RecordLayout;
import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import io.csmetrics.record.Rows;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Files of what became of accounts: {@code account_id}, and either {@code outcome}, which is {@code churned}, {@code stayed} or
 * {@code censored}, or the days {@code churned_on} and {@code observed_until}; {@code probability}, 0 to 1, and {@code amount} may be
 * missing. They are read by the rules of {@link RecordFile}. A row that says neither is of an account of which nothing is known.
 */
public final class OutcomeFile {
    /** The columns, without the rule that an account is there once. */
    private static final RecordFile<Outcome> COLUMNS = columns();

    private OutcomeFile() {}

    private static RecordFile<Outcome> columns() {
        RecordLayout<Outcome> layout = RecordLayout.of("outcomes", Outcome.class);
        RecordLayout.Cell<String> account = layout.id("account_id", Outcome::accountId);
        RecordLayout.Cell<Fate> outcome = layout.word("outcome", Fate.class, Outcome::known);
        RecordLayout.Cell<LocalDate> churnedOn = layout.date("churned_on", Outcome::churnedOn);
        RecordLayout.Cell<LocalDate> observedUntil = layout.date("observed_until", Outcome::observedUntil);
        RecordLayout.Cell<BigDecimal> probability = layout.number(
                "probability",
                each -> each.probability().stream()
                        .mapToObj(BigDecimal::valueOf)
                        .findFirst());
        RecordLayout.Cell<BigDecimal> amount = layout.number("amount", Outcome::amount);
        return layout.reading(row -> {
            if (row.find(outcome).isPresent()
                    && (row.find(churnedOn).isPresent()
                            || row.find(observedUntil).isPresent())) {
                throw new InvalidDataException(
                        List.of(Finding.error(
                                "outcome",
                                0,
                                "outcome",
                                row.find(outcome).get().key(),
                                "must not stand beside churnedOn or observedUntil",
                                "leave one of them blank")),
                        1);
            }
            return new Outcome(
                    row.get(account),
                    row.find(outcome),
                    row.find(churnedOn),
                    row.find(observedUntil),
                    row.find(probability).stream()
                            .mapToDouble(BigDecimal::doubleValue)
                            .findFirst(),
                    row.find(amount));
        });
    }

    /**
     * Reads a file strictly.
     *
     * @param file the file, whose name ends in .csv, .csv.gz, .jsonl or .jsonl.gz
     * @return the outcomes with their lines, for {@link io.csmetrics.health.backtest.Backtest#of}
     * @throws InvalidDataException with every problem, its line and column
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if the name has another end
     */
    public static Rows<Outcome> read(Path file) throws IOException {
        Findings findings = new Findings();
        Rows<Outcome> rows = read(file, findings);
        findings.throwIfErrors();
        return rows;
    }

    /**
     * Reads a file as far as it goes. Of the rows of an account that is there twice, none counts.
     *
     * @param file the file, whose name ends in .csv, .csv.gz, .jsonl or .jsonl.gz
     * @param findings where every problem is added
     * @return the outcomes with their lines
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if the name has another end
     */
    public static Rows<Outcome> read(Path file, Findings findings) throws IOException {
        Rows<Outcome> rows = COLUMNS.read(file, ZoneOffset.UTC, findings);
        Map<String, Integer> seen = new HashMap<>();
        BitSet left = new BitSet();
        for (int i = 0; i < rows.size(); i++) {
            Integer first = seen.putIfAbsent(rows.get(i).accountId(), i);
            if (first != null) {
                left.set(first);
                left.set(i);
                findings.add(Finding.error(
                        rows.source(),
                        rows.line(i),
                        "account_id",
                        rows.get(i).accountId(),
                        "must be there once, it is on line " + rows.line(first) + " too",
                        "keep the row that is right"));
            }
        }
        return rows.where(i -> !left.get(i));
    }
}
