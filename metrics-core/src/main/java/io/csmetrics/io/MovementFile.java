package io.csmetrics.io;

import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import io.csmetrics.revenue.RevenueLedger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Reads a file of {@link RecordFile#MOVEMENTS} straight into a ledger: the ledger and the findings are those of
 * {@code RevenueLedger.builder().movements(RecordFile.MOVEMENTS.read(file, zone, findings)).buildLenient(findings)}.
 *
 * <p>A plain CSV file is read without an object for each movement, several times as fast and in a fraction of the memory. Plain is one whose
 * cells need no quotes, with the columns {@code account_id, effective_on, type, amount, currency} in any order and nothing in any other, one
 * currency, types in capitals, amounts of at most 18 digits of which six are decimals, no blank lines, and no row that a reader would refuse.
 * LF or CRLF, a byte order mark and {@code .gz} make no difference.
 */
public final class MovementFile {
    private MovementFile() {}

    /**
     * Reads a ledger strictly.
     *
     * @param file the file, whose name ends in .csv, .csv.gz, .jsonl or .jsonl.gz
     * @return the ledger
     * @throws InvalidDataException with every problem of the file and of the movements together
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if the name has another end
     */
    public static RevenueLedger read(Path file) throws IOException {
        Findings findings = new Findings();
        RevenueLedger ledger = read(file, findings);
        findings.throwIfErrors();
        return ledger;
    }

    /**
     * Reads a ledger from what can be used, as {@link RevenueLedger.Builder#buildLenient} says.
     *
     * @param file the file, whose name ends in .csv, .csv.gz, .jsonl or .jsonl.gz
     * @param findings where every repair and every skipped row is added
     * @return the ledger
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if the name has another end
     */
    public static RevenueLedger read(Path file, Findings findings) throws IOException {
        RevenueLedger.Builder ledger = RevenueLedger.builder();
        Optional<PlainMovements> plain = PlainMovementReader.read(file);
        if (plain.isPresent()) {
            plain.get().addTo(ledger);
        } else {
            // the zone is for instants, of which movements have none
            ledger.movements(RecordFile.MOVEMENTS.read(file, ZoneOffset.UTC, findings));
        }
        return ledger.buildLenient(findings);
    }
}
