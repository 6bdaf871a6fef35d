package io.csmetrics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadUsageTest {
    @TempDir
    static Path folder;

    @BeforeAll
    static void writeBook() throws IOException {
        Cli.book(folder);
        Files.createDirectory(folder.resolve("sub"));
    }

    private static Cli.Outcome run(String command) {
        return Cli.run(Stream.of(command.split(" "))
                .map(arg -> arg.replace("FOLDER", folder.toString()))
                .toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // commands and options
                "kpsi                                        | unknown command \"kpsi\" ; did you mean \"kpis\"?",
                "cohrts                                      | unknown command \"cohrts\" ; did you mean \"cohorts\"?",
                "kpis --form 2025-01-01                      | unknown option --form ; did you mean \"--from\"?",
                "KPIS --definitions FOLDER/movement.csv      | --definitions ; must be a file ; did you mean \"movements.csv\"?",
                "catalog --definitions FOLDER                | --definitions ; must be a file",
                "REPORT --out FOLDER/r.html --scorecard FOLDER/x | --scorecard ; must be a file",
                "REPORT --out FOLDER/r.html --model x --signals y | --model \"x\" must be a file",
                "KPIS --signals FOLDER/accounts.csv          | --signals needs the models that look at them",
                "KPIS extra                                  | unknown argument \"extra\"",
                "kpis --data FOLDER --from 2025-01-01        | Missing required option ; --to",
                "REPORT                                      | Missing required option ; --out",
                "kpis --data FOLDER --from                   | --from",
                "KPIS --kpi                                  | --kpi",
                "KPIS --from 2025-01-01                      | --from ; only once",
                // values
                "KPIS --kpi nrrr                             | --kpi \"nrrr\" ; did you mean \"net-revenue-retention\"?",
                "KPIS --kpi gross-revenue-retentoin,mrr      | did you mean \"gross-revenue-retention\"?",
                "KPIS --kpi something-quite-different        | must be in the catalogue",
                "KPIS --by regoin                            | --by \"regoin\" ; did you mean \"region\"?",
                "BRIDGE --by segement                        | --by \"segement\" ; did you mean \"segment\"?",
                "KPIS --every monht                          | \"monht\" must be one of ; did you mean \"month\"?",
                "BRIDGE --every monht                        | \"monht\" must be one of ; did you mean \"month\"?",
                "KPIS --method FLOWS                         | \"FLOWS\" ; did you mean \"FLOW\"?",
                "KPIS --kpi mrr --method FLOW                | --method ; none of them is asked for",
                "KPIS --method FLOW --param method=FLOW      | --method and --param method are the same",
                "KPIS --param include-reactivatoin=true      | did you mean \"include-reactivation\"?",
                "KPIS --kpi mrr --param lookback=3d          | --param \"lookback\" must be a parameter of one of the KPIs",
                "KPIS --param lookback                       | --param \"lookback\" must be name=value",
                "KPIS --param lookback=ninety                | \"ninety\" must be a length of time, such as 90d",
                "KPIS --param lookback=3d --param lookback=4d| must be given once",
                "KPIS --param include-reactivation=yes       | \"yes\" must be true or false",
                "KPIS --param method=FLOWS                   | did you mean \"FLOW\"?",
                "KPIS --as-of 2025                           | --as-of \"2025\" must be an instant",
                "KPIS --as-of 2025-01-01T99:00Z              | --as-of ; must be an instant",
                "KPIS --as-of 2025-01-01                     | nothing was known",
                "KPIS --zone Europe/Berln                    | did you mean \"Europe/Berlin\"?",
                "KPIS --currency EURO                        | did you mean \"EUR\"?",
                "KPIS --format yaml                          | must be one of table, json, csv",
                "KPIS --out FOLDER/subb/x.csv                | --out ; must be in a folder that exists ; did you mean \"sub\"?",
                "KPIS --out FOLDER/sub                       | --out ; is a folder",
                "catalog --format markdown                   | must be one of table, json, csv",
                // dates and paths
                "kpis --data FOLDER --from 2025-02-30 --to 2025-03-01   | --from ; \"2025-02-30\" must be a date",
                "kpis --data FOLDER --from 1.2.2025 --to 2025-03-01     | \"1.2.2025\" must be a date",
                "kpis --data FOLDER --from 2025-03-01 --to +12025-03-01 | must be of a year from",
                "kpis --data FOLDER --from 2025-02-01 --to 2025-02-01   | --from 2025-02-01 must be before --to 2025-02-01",
                "bridge --data FOLDER --from 2025-02-01 --to 2025-01-01 | must be before",
                "bridge --data FOLDER --from 0001-01-01 --to 9999-01-01 --every day | must be at most 50000",
                "kpis --data FOLDER/sbu --from 2025-01-01 --to 2025-02-01 | --data ; must be a folder ; did you mean \"sub\"?",
                "movements --data FOLDER/movements.csv                  | --data ; must be a folder",
                "movements                                              | --data",
            })
    void badUsageExitsWithTwoAndSaysWhatWasMeant(String command, String message) {
        String ofOneMonth = " --data FOLDER --from 2025-01-01 --to 2025-02-01";
        Cli.Outcome outcome = run(command.replace("KPIS", "kpis" + ofOneMonth)
                .replace("BRIDGE", "bridge" + ofOneMonth)
                .replace("REPORT", "report" + ofOneMonth));

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains(message.split(" ; ")).doesNotContain("\tat ", "Exception");
        assertThat(outcome.errors())
                .last()
                .asString()
                .startsWith("see csmetrics ")
                .endsWith("--help");
    }

    @Test
    void withoutCommandTheUserIsAskedForOne() {
        Cli.Outcome outcome = Cli.run();

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.errors()).containsExactly("name a command", "see csmetrics --help");
    }

    @Test
    void severalUnknownKpisAreToldAtOnce() {
        Cli.Outcome outcome = run("kpis --data FOLDER --from 2025-01-01 --to 2025-02-01 --kpi nrrr,mrr,grrr,npss");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.errors())
                .hasSize(4)
                .filteredOn(line -> line.startsWith("--kpi "))
                .hasSize(3);
    }

    @Test
    void aWordThatBeginsWithAnAtSignIsNoFileOfArguments() {
        Cli.Outcome outcome = run("kpis --data FOLDER --from 2025-01-01 --to 2025-02-01 --kpi @" + folder);

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("must be in the catalogue");
    }
}
