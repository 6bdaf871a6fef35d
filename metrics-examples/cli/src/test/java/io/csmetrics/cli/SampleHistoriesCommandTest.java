package io.csmetrics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command that writes simulated histories of accounts that leave or stay. */
class SampleHistoriesCommandTest {
    @TempDir
    Path folder;

    private Cli.Outcome sample(String... more) {
        return Cli.run(
                Stream.concat(Stream.of("sample", "--out", folder.resolve("out").toString()), Arrays.stream(more))
                        .toArray(String[]::new));
    }

    @Test
    void historiesNeedNoData() throws IOException {
        Cli.Outcome outcome = sample("--kind", "churn-histories", "--accounts", "30");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .startsWith("file ")
                .contains("accounts.csv         30\n", "outcomes.csv         30\n");
        assertThat(Files.readString(folder.resolve("out").resolve("README.md")))
                .contains("within 90 days after 2023-10-02");
    }

    @Test
    void theDayOfTheProbabilitiesIsTheLatestWhoseHorizonIsObserved() throws IOException {
        sample("--kind", "churn-histories", "--accounts", "30", "--horizon-days", "30", "--until", "2025-03-01");

        assertThat(Files.readString(folder.resolve("out").resolve("README.md")))
                .contains("within 30 days after 2025-01-29");
    }

    @Test
    void anotherRandomStartGivesOtherHistories() throws IOException {
        sample("--kind", "churn-histories", "--accounts", "30");
        String one = Files.readString(folder.resolve("out").resolve("outcomes.csv"));
        sample("--kind", "churn-histories", "--accounts", "30", "--random-start", "1");

        assertThat(Files.readString(folder.resolve("out").resolve("outcomes.csv")))
                .isNotEqualTo(one);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--kind churn-historis | --kind; did you mean \"churn-histories\"?",
                "--kind churn-histories --data data/crm6 | --data must not be given with --kind churn-histories; leave it out",
                "--kind churn-histories --lenient | --lenient must not be given with --kind churn-histories; leave it out",
                "--kind churn-histories --accounts 0 | --accounts 0 must be 1 to 99999; give another one",
                "--kind churn-histories --horizon-days 0 | --horizon-days 0 must be 1 to 3650; give another one",
                "--kind churn-histories --horizon-days 546 | --horizon-days 546 must be fewer than the 546 days that are observed",
                "--kind churn-histories --as-of 2024-01-01 | --as-of 2024-01-01 must be 2022-07-04 to 2023-12-31, the days",
                "--data data/crm6 --accounts 30 | --accounts must not be given with --kind book; leave it out",
                "--data data/crm6 --as-of 2023-01-01 | --as-of must not be given with --kind book; leave it out",
                "--kind book | Missing required option: '--data=DIR'",
                "--until 2023-01-01 | Missing required option: '--data=DIR'",
            })
    void whatDoesNotFitTogetherIsRefused(String options, String message) {
        Cli.Outcome outcome = sample(options.split(" "));

        assertThat(outcome.code()).isEqualTo(Main.BAD_USAGE);
        assertThat(outcome.err()).contains(message.split("; "));
        assertThat(outcome.errors()).last().isEqualTo("see csmetrics sample --help");
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
