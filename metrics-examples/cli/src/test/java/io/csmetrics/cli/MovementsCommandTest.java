package io.csmetrics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.io.RecordFile;
import io.csmetrics.record.Findings;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.revenue.RevenueLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovementsCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeBook() throws IOException {
        Cli.book(folder);
    }

    private Cli.Outcome movements(String format) {
        return Cli.run("movements", "--data", folder.toString(), "--format", format);
    }

    private static List<RevenueMovement> ledger(Path file) throws IOException {
        Findings findings = new Findings();
        List<RevenueMovement> rows = RecordFile.MOVEMENTS.read(file, ZoneOffset.UTC, findings);
        findings.throwIfErrors();
        return List.copyOf(RevenueLedger.of(rows).movements());
    }

    @Test
    void jsonHasTheKeysOfTheContractInTheirOrder() {
        Cli.Outcome outcome = movements("json");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out().lines())
                .hasSize(9)
                .contains(
                        "{\"accountId\":\"A\",\"effectiveOn\":\"2025-01-10\",\"type\":\"EXPANSION\",\"amount\":20,\"currency\":\"EUR\",\"kind\":\"UPSELL\",\"reason\":null,\"product\":null},",
                        "{\"accountId\":\"C\",\"effectiveOn\":\"2025-01-20\",\"type\":\"CHURN\",\"amount\":50,\"currency\":\"EUR\",\"kind\":null,\"reason\":\"price\",\"product\":null},");
    }

    @Test
    void theTableLeavesOutWhatNoMovementHas() {
        assertThat(movements("table").out()).startsWith("""
                        account  effective on  type         amount  currency  kind    reason
                        -------  ------------  -----------  ------  --------  ------  ------
                        A        2024-06-01    NEW          100.00  EUR
                        A        2025-01-10    EXPANSION     20.00  EUR       UPSELL
                        B        2024-06-15    NEW           50.00  EUR
                        B        2025-01-12    CONTRACTION   20.00  EUR               price
                        """);
    }

    @Test
    void theCsvReadsBackToTheSameLedger() throws IOException {
        Cli.write(
                folder,
                "movements.csv",
                "account_id,effective_on,type,amount,currency,kind,reason,product",
                "B,2024-01-01,OPENING,10.25,EUR,,,",
                "B,2024-01-01,EXPANSION,5,EUR,SEATS,=1+1,\"a, \"\"b\"\"\"",
                "A,2025-01-10,EXPANSION,20,EUR,UPSELL,,",
                "A,2025-01-10,CONTRACTION,120,EUR,,,",
                "A,2024-06-01,NEW,100,EUR,,,");
        Path again = Files.createDirectory(folder.resolve("again"));
        Path file = again.resolve("movements.csv");

        Cli.Outcome outcome =
                Cli.run("movements", "--data", folder.toString(), "--format", "csv", "--out", file.toString());

        assertThat(outcome.code()).isZero();
        assertThat(ledger(file)).hasSize(4).isEqualTo(ledger(folder.resolve("movements.csv")));
        assertThat(Files.readString(file)).contains(",'=1+1,\"a, \"\"b\"\"\"");
        Cli.Outcome copied = Cli.run("movements", "--data", again.toString(), "--format", "csv");
        assertThat(copied.out()).isEqualTo(Files.readString(file));
    }

    @Test
    void aDayThatNetsToNothingIsNoMovement() throws IOException {
        Cli.write(
                folder,
                "movements.csv",
                "account_id,effective_on,type,amount,currency",
                "A,2024-06-01,NEW,100,EUR",
                "A,2025-01-10,CHURN,100,EUR",
                "A,2025-01-10,REACTIVATION,100,EUR");

        assertThat(movements("csv").out().lines()).hasSize(2);
    }
}
