package io.csmetrics.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.data.CustomerData;
import io.csmetrics.record.Account;
import io.csmetrics.record.Findings;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.Rows;
import io.csmetrics.revenue.RevenueLedger;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.joda.money.CurrencyUnit;

class MovementFileProperties {
    private static final String SOURCE = "movements.csv";

    /** A ledger, and everything that was said while it was made. */
    private record Read(
            List<String> accountIds,
            CurrencyUnit currency,
            int scale,
            List<RevenueMovement> movements,
            List<RevenueMovement> nettedRows,
            String findings,
            long errors) {
        static Read of(RevenueLedger.Builder builder, Findings findings) {
            RevenueLedger ledger = builder.buildLenient(findings);
            return of(ledger, findings);
        }

        static Read of(RevenueLedger ledger, Findings findings) {
            return new Read(
                    ledger.accountIds(),
                    ledger.currency(),
                    ledger.scale(),
                    List.copyOf(ledger.movements()),
                    ledger.nettedRows(),
                    findings.toString(),
                    findings.errorCount());
        }
    }

    @Property(tries = 300)
    void aPlainFileIsTakenAndGivesTheRowsOfTheGeneralReader(@ForAll Random random) throws IOException {
        String text = MovementTexts.plain(random);
        Rows<RevenueMovement> rows = plain(text).orElseThrow().rows();
        Rows<RevenueMovement> expected = FileText.good(RecordFile.MOVEMENTS, SOURCE, text);
        assertThat(rows).isEqualTo(expected);
        assertThat(rows.source()).isEqualTo(SOURCE);
        assertThat(LongStream.range(0, rows.size()).map(i -> rows.line((int) i)))
                .containsExactlyElementsOf(LongStream.range(0, rows.size())
                        .map(i -> expected.line((int) i))
                        .boxed()
                        .toList());
    }

    @Property(tries = 300)
    void aPlainFileGivesTheLedgerOfTheGeneralReader(@ForAll Random random) throws IOException {
        assertSameLedger(MovementTexts.plain(random));
    }

    @Property(tries = 1_000)
    void anOddFileGivesTheLedgerOfTheGeneralReaderIfItIsTaken(@ForAll Random random) throws IOException {
        assertSameLedger(MovementTexts.odd(random));
    }

    @Property(tries = 300)
    void bytesThatAreNoTextAreNeverTakenForMovements(@ForAll Random random) throws IOException {
        byte[] bytes = MovementTexts.plain(random).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 3; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        assertSameLedger(bytes);
    }

    @Property(tries = 300)
    void customerDataAreTheSameFromColumnsAsFromRecords(@ForAll Random random) throws IOException {
        PlainMovements plain = plain(MovementTexts.plain(random)).orElseThrow();
        List<Account> accounts = plain.accountIds().stream()
                .filter(id -> random.nextInt(20) > 0)
                .map(Account::of)
                .toList();
        CustomerData.Builder byColumns =
                CustomerData.builder().zone(ZoneOffset.UTC).movements(plain);
        CustomerData.Builder byRecords =
                CustomerData.builder().zone(ZoneOffset.UTC).movements(plain.rows());
        int given = random.nextInt(4);
        CurrencyUnit currency = random.nextInt(8) > 0 ? CurrencyUnit.USD : CurrencyUnit.EUR;
        for (CustomerData.Builder data : List.of(byColumns, byRecords)) {
            if ((given & 1) != 0) {
                data.accounts(accounts);
            }
            if ((given & 2) != 0) {
                data.currency(currency);
            }
        }
        Findings findings = new Findings();
        Findings expectedFindings = new Findings();
        CustomerData data = byColumns.buildLenient(findings);
        CustomerData expected = byRecords.buildLenient(expectedFindings);
        assertThat(data.accounts()).isEqualTo(expected.accounts());
        assertThat(Read.of(data.ledger(), findings)).isEqualTo(Read.of(expected.ledger(), expectedFindings));
    }

    private static Optional<PlainMovements> plain(String text) throws IOException {
        return PlainMovementReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), SOURCE);
    }

    private static void assertSameLedger(String text) throws IOException {
        assertSameLedger(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertSameLedger(byte[] bytes) throws IOException {
        Optional<PlainMovements> plain = PlainMovementReader.read(new ByteArrayInputStream(bytes), SOURCE);
        if (plain.isPresent()) {
            RevenueLedger.Builder ledger = RevenueLedger.builder();
            plain.get().addTo(ledger);
            Findings findings = new Findings();
            Rows<RevenueMovement> rows = FileText.read(RecordFile.MOVEMENTS, SOURCE, bytes, ZoneOffset.UTC, findings);
            assertThat(Read.of(ledger, new Findings()))
                    .isEqualTo(Read.of(RevenueLedger.builder().movements(rows), findings));
        }
    }
}
