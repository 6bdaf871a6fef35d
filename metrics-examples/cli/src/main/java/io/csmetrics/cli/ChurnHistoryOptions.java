package io.csmetrics.cli;

import io.csmetrics.cli.sample.churn.ChurnFolder;
import io.csmetrics.cli.sample.churn.ChurnHistories;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of simulated histories of accounts that leave or stay. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ChurnHistoryOptions {
    /** All names, none of which has a meaning elsewhere. */
    static final List<String> NAMES = List.of("--accounts", "--as-of", "--horizon-days");

    private static final int MOST_DAYS = 3_650;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--accounts",
            paramLabel = "NUMBER",
            defaultValue = "2000",
            description = "Of churn-histories: how many accounts; ${DEFAULT-VALUE} if not given.")
    private int accounts;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "Of churn-histories: the day at whose first instant the true probabilities hold; if not"
                    + " given, the latest after which the horizon is observed.")
    private @Nullable LocalDate asOf;

    @Option(
            names = "--horizon-days",
            paramLabel = "DAYS",
            defaultValue = "90",
            description = "Of churn-histories: the probability is that of leaving within so many days;"
                    + " ${DEFAULT-VALUE} if not given.")
    private int horizonDays;

    Map<String, Integer> write(LocalDate until, long randomStart, Path out) throws IOException {
        require(
                accounts >= 1 && accounts <= ChurnHistories.MOST_ACCOUNTS,
                "--accounts " + accounts + " must be 1 to " + ChurnHistories.MOST_ACCOUNTS);
        require(
                horizonDays >= 1 && horizonDays <= MOST_DAYS,
                "--horizon-days " + horizonDays + " must be 1 to " + MOST_DAYS);
        LocalDate first = ChurnHistories.firstDay(until);
        LocalDate lastDay = until.minusDays(1);
        LocalDate latest = lastDay.minusDays(horizonDays);
        LocalDate day = asOf == null ? latest : asOf;
        require(
                !day.isBefore(first) && !day.isAfter(lastDay),
                asOf == null
                        ? "--horizon-days " + horizonDays + " must be fewer than the "
                                + ChronoUnit.DAYS.between(first, until) + " days that are observed"
                        : "--as-of " + day + " must be " + first + " to " + lastDay + ", the days that are observed");
        return ChurnFolder.write(ChurnHistories.of(accounts, until, randomStart), day, horizonDays, out);
    }

    private void require(boolean holds, String rule) {
        if (!holds) {
            throw Usage.of(spec.commandLine(), rule + "; give another one");
        }
    }
}
