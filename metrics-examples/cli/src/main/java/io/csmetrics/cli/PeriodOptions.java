package io.csmetrics.cli;

import io.csmetrics.period.ReportingPeriod;
import java.time.LocalDate;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The days that a command looks at. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class PeriodOptions {
    private static final int MOST_PERIODS = 50_000;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--from", required = true, paramLabel = "DATE", description = "The first day.")
    private LocalDate from;

    @Option(names = "--to", required = true, paramLabel = "DATE", description = "The first day after the period.")
    private LocalDate to;

    /** Returns the whole period. */
    ReportingPeriod period() {
        if (!from.isBefore(to)) {
            throw Usage.of(
                    spec.commandLine(),
                    "--from " + from + " must be before --to " + to + ", which is the first day after the period");
        }
        return ReportingPeriod.of(from, to);
    }

    /** Returns the period cut into a series. */
    List<ReportingPeriod> cut(Every every) {
        List<ReportingPeriod> pieces = every.cut(period());
        if (pieces.size() > MOST_PERIODS) {
            throw Usage.of(
                    spec.commandLine(),
                    "--every " + every + " cuts " + period() + " into " + pieces.size()
                            + " periods, which must be at most " + MOST_PERIODS + "; take a longer grain");
        }
        return pieces;
    }
}
