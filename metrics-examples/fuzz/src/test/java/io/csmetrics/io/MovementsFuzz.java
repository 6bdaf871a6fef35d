package io.csmetrics.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.csmetrics.record.Findings;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.Rows;
import io.csmetrics.revenue.RevenueLedger;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.Optional;

class MovementsFuzz {
    private static final String SOURCE = "movements.csv";

    @FuzzTest(maxDuration = "3m")
    void thePlainReaderAgreesWithTheGeneralOne(byte[] bytes) throws IOException {
        Findings findings = new Findings();
        Rows<RevenueMovement> rows =
                RecordFile.MOVEMENTS.read(new ByteArrayInputStream(bytes), SOURCE, ZoneOffset.UTC, findings);
        RevenueLedger expected = RevenueLedger.builder().movements(rows).buildLenient(findings);
        Optional<PlainMovements> plain = PlainMovementReader.read(new ByteArrayInputStream(bytes), SOURCE);
        if (plain.isPresent()) {
            assertThat(plain.get().rows()).isEqualTo(rows);
            Findings fromColumns = new Findings();
            RevenueLedger.Builder builder = RevenueLedger.builder();
            plain.get().addTo(builder);
            RevenueLedger ledger = builder.buildLenient(fromColumns);
            assertThat(ledger.movements()).isEqualTo(expected.movements());
            assertThat(ledger.nettedRows()).isEqualTo(expected.nettedRows());
            assertThat(ledger.accountIds()).isEqualTo(expected.accountIds());
            assertThat(fromColumns).hasToString(findings.toString());
        }
    }
}
