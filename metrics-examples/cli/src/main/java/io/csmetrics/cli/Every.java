package io.csmetrics.cli;

import io.csmetrics.period.Grain;
import io.csmetrics.period.ReportingPeriod;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** At which calendar boundaries a period is cut into a series. */
enum Every {
    DAY(Optional.of(Grain.DAY)),
    WEEK(Optional.of(Grain.WEEK)),
    MONTH(Optional.of(Grain.MONTH)),
    QUARTER(Optional.of(Grain.QUARTER)),
    YEAR(Optional.of(Grain.YEAR)),
    TOTAL(Optional.empty());

    private final Optional<Grain> grain;

    Every(Optional<Grain> grain) {
        this.grain = grain;
    }

    /** Returns the pieces in order of time, the first and the last clipped to the period. */
    List<ReportingPeriod> cut(ReportingPeriod period) {
        return grain.map(period::split).orElse(List.of(period));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
