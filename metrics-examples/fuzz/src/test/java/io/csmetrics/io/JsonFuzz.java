package io.csmetrics.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.csmetrics.catalog.KpiCatalog;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import io.csmetrics.scorecard.Scorecard;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** JSON is read or refused with findings, never another exception. */
class JsonFuzz {
    @FuzzTest(maxDuration = "3m")
    void strictJsonIsReadOrTold(byte[] bytes) {
        Findings findings = new Findings();
        Optional<StrictJson> read = StrictJson.parse(text(bytes), "x.json", findings);
        // a key that stands twice is told, and the rest is read all the same
        assertThat(read.isPresent() || findings.errorCount() > 0).isTrue();
    }

    @FuzzTest(maxDuration = "3m")
    void definitionsAreReadOrTold(byte[] bytes) {
        try {
            DefinitionJson.read(text(bytes), KpiCatalog.standard());
        } catch (InvalidDataException e) {
            assertThat(e.findings()).isNotEmpty();
        }
    }

    @FuzzTest(maxDuration = "3m")
    void scorecardsAreReadOrToldAndReadBack(byte[] bytes) {
        try {
            Scorecard scorecard = ScorecardJson.read(text(bytes));
            assertThat(ScorecardJson.read(ScorecardJson.write(scorecard))).isEqualTo(scorecard);
        } catch (InvalidDataException e) {
            assertThat(e.findings()).isNotEmpty();
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
