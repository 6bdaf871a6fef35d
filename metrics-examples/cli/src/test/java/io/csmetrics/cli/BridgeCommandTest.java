package io.csmetrics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BridgeCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeBook() throws IOException {
        Cli.book(folder);
    }

    private Cli.Outcome bridge(String every, String by, String format) {
        return Cli.run(
                "bridge",
                "--data",
                folder.toString(),
                "--from",
                "2024-12-01",
                "--to",
                "2025-02-01",
                "--every",
                every,
                "--by",
                by,
                "--format",
                format);
    }

    @Test
    void jsonHasTheKeysOfTheContractInTheirOrder() {
        Cli.Outcome outcome = Cli.run(
                "bridge",
                "--data",
                folder.toString(),
                "--from",
                "2025-01-01",
                "--to",
                "2025-02-01",
                "--format",
                "json");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).isEqualTo("""
                        {"rows":[
                        {"start":"2025-01-01","endExclusive":"2025-02-01","segment":null,\
                        "opening":200,"new":40,"reactivation":0,"expansion":20,"contraction":20,"churn":50,"closing":190,\
                        "accounts":{"opening":3,"new":1,"reactivated":0,"churned":1,"closing":3}}
                        ]}
                        """);
    }

    @Test
    void segmentsStandBehindTheOverallRowOfEachPeriod() {
        Cli.Outcome outcome = bridge("month", "segment", "csv");

        assertThat(outcome.out()).isEqualTo("""
                        start,endExclusive,segment,opening,new,reactivation,expansion,contraction,churn,closing,\
                        accounts.opening,accounts.new,accounts.reactivated,accounts.churned,accounts.closing
                        2024-12-01,2025-01-01,,200,0,0,0,0,0,200,3,0,0,0,3
                        2024-12-01,2025-01-01,segment=Enterprise,50,0,0,0,0,0,50,1,0,0,0,1
                        2024-12-01,2025-01-01,segment=SMB,150,0,0,0,0,0,150,2,0,0,0,2
                        2025-01-01,2025-02-01,,200,40,0,20,20,50,190,3,1,0,1,3
                        2025-01-01,2025-02-01,segment=Enterprise,50,40,0,0,0,50,40,1,1,0,1,1
                        2025-01-01,2025-02-01,segment=SMB,150,0,0,20,20,0,150,2,0,0,0,2
                        """);
    }

    @Test
    void theTableIsAligned() {
        assertThat(bridge("total", "segment", "table").out()).isEqualTo("""
                        start       end exclusive  segment             opening    new  reactivation  expansion  contraction  churn  closing  accounts  +new  +back  -churned  =accounts
                        ----------  -------------  ------------------  -------  -----  ------------  ---------  -----------  -----  -------  --------  ----  -----  --------  ---------
                        2024-12-01  2025-02-01                          200.00  40.00          0.00      20.00        20.00  50.00   190.00         3     1      0         1          3
                        2024-12-01  2025-02-01     segment=Enterprise    50.00  40.00          0.00       0.00         0.00  50.00    40.00         1     1      0         1          1
                        2024-12-01  2025-02-01     segment=SMB          150.00   0.00          0.00      20.00        20.00   0.00   150.00         2     0      0         0          2
                        """);
    }

    @Test
    void anOpeningInsideTheWindowCountsAsOpening() throws IOException {
        Cli.write(
                folder,
                "movements.csv",
                "account_id,effective_on,type,amount,currency",
                "A,2025-01-10,OPENING,100,EUR",
                "A,2025-01-20,EXPANSION,5.5,EUR");

        assertThat(bridge("month", "segment", "csv").out())
                .contains("2024-12-01,2025-01-01,,0,0,0,0,0,0,0,0,0,0,0,0")
                .contains("2025-01-01,2025-02-01,,100,0,0,5.5,0,0,105.5,1,0,0,0,1");
    }
}
