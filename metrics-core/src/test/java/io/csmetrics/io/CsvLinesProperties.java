package io.csmetrics.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.record.Account;
import io.csmetrics.record.Findings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A text that is written to CSV is no formula, and reads back as it was. */
class CsvLinesProperties {
    @Provide
    Arbitrary<String> hostile() {
        return Arbitraries.strings()
                .withChars("=+-@'\",\t\r\n; aé")
                .ofMinLength(1)
                .ofMaxLength(8)
                .map(text -> text + "z");
    }

    @Property(tries = 200)
    void noTextBecomesAFormula(@ForAll("hostile") String text) {
        assertThat(CsvLines.guarded(text).charAt(0)).isNotIn('=', '+', '-', '@', '\t', '\r');
    }

    @Property(tries = 200)
    void aReaderOfRecordsTakesTheGuardAway(@ForAll("hostile") String text) throws IOException {
        StringBuilder file = new StringBuilder();
        CsvLines.write(List.of("account_id", "note"), file);
        CsvLines.write(List.of("A", CsvLines.guarded(text)), file);
        Findings findings = new Findings();

        List<Account> accounts = RecordFile.ACCOUNTS.read(
                new ByteArrayInputStream(file.toString().getBytes(UTF_8)), "accounts.csv", ZoneOffset.UTC, findings);

        findings.throwIfErrors();
        assertThat(accounts.get(0).property("note")).contains(text);
    }
}
