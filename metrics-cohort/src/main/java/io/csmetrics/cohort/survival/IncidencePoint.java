package io.csmetrics.cohort.survival;

import io.csmetrics.statistics.Interval;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The cumulative incidence of one cause at one time.
 *
 * @param time the time
 * @param atRisk the units at risk at the time: {@code entry < time <= duration}
 * @param events the events of the cause at the time
 * @param incidence the share that is estimated to have ended by this cause up to the time, 0 to 1
 * @param standardError the standard error; empty where survival is 0 by this cause alone
 * @param interval the interval on the scale of {@code ln(-ln F)}, {@code F^exp(± z se / (F ln F))}; empty where the incidence is 0 or 1, or
 *     has no error
 */
public record IncidencePoint(
        double time,
        int atRisk,
        int events,
        double incidence,
        OptionalDouble standardError,
        Optional<Interval> interval) {}
