package io.csmetrics.cli;

import io.csmetrics.period.Reading;
import io.csmetrics.period.ReportingPeriod;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** One instant of knowledge for all periods. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class AsOfOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--as-of",
            paramLabel = "INSTANT",
            description = "What happened at or after it is not known: an instant, or a date for its first instant."
                    + " If not given, each period is read at its own end.")
    private @Nullable String text;

    /** Returns the instant, empty if each period is read at its own end. */
    Optional<Instant> in(ZoneId zone) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Arguments.instant(text, zone));
        } catch (TypeConversionException e) {
            throw Usage.of(spec.commandLine(), "--as-of " + e.getMessage());
        }
    }

    /** Returns the periods of which something was known, and prints a notice for each other. */
    List<ReportingPeriod> known(List<ReportingPeriod> periods, ZoneId zone) {
        Optional<Instant> asOf = in(zone);
        if (asOf.isEmpty()) {
            return periods;
        }
        List<ReportingPeriod> known = new ArrayList<>();
        List<ReportingPeriod> unknown = new ArrayList<>();
        for (ReportingPeriod period : periods) {
            boolean begun = Reading.of(period).start(zone).isBefore(asOf.get());
            (begun ? known : unknown).add(period);
        }
        if (known.isEmpty()) {
            throw Usage.of(
                    spec.commandLine(),
                    "--as-of " + text + " must be after the start of a period, the first of which is " + periods.get(0)
                            + "; nothing was known");
        }
        unknown.forEach(period -> spec.commandLine()
                .getErr()
                .println("notice: " + period + " starts at or after --as-of " + text + " and is left out"));
        return known;
    }
}
