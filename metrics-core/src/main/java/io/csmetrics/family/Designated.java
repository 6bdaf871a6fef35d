package io.csmetrics.family;

import io.csmetrics.count.Need;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.period.Reading;
import io.csmetrics.select.Formula;
import io.csmetrics.select.Param;
import io.csmetrics.select.Selector;
import java.time.Duration;
import java.time.LocalDate;
import java.util.function.Consumer;

/**
 * Whichever KPI somebody designates, maybe for a limited time. Undefined with UNCONFIGURED for a period that does not lie inside that
 * time, and where the KPI is.
 *
 * @param kpi the KPI
 * @param from the first day on which it is designated; left open: it always was
 * @param to the first day on which it no longer is; left open: it stays
 */
public record Designated(Param<Formula> kpi, Param<LocalDate> from, Param<LocalDate> to) implements Family {

    private Family chosen() {
        return (Family) kpi.get();
    }

    private boolean holds(Reading reading) {
        return from.ifSet().map(day -> !reading.period().start().isBefore(day)).orElse(true)
                && to.ifSet()
                        .map(day -> !reading.period().endExclusive().isAfter(day))
                        .orElse(true);
    }

    @Override
    public void needs(Reading reading, AccountFilter only, Consumer<Need> out) {
        if (holds(reading)) {
            chosen().needs(reading, only, out);
        }
    }

    @Override
    public Answer answer(Reading reading, AccountFilter only, Counts counts) {
        return holds(reading)
                ? chosen().answer(reading, only, counts)
                : Answer.undefined(
                        UndefinedReason.UNCONFIGURED,
                        "the designation holds from " + from + " to " + to + ", and the period is not inside");
    }

    @Override
    public Duration followUp() {
        return chosen().followUp();
    }

    @Override
    public void reachesAcross(Consumer<Selector.Event> out) {
        chosen().reachesAcross(out);
    }
}
