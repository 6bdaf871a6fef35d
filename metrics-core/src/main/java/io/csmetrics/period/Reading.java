package io.csmetrics.period;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is read, and what was known when it was read: a period and an instant of knowledge.
 *
 * <p>Without an instant each period is read at its own end. An instant that merely equals that end is not the same: it stays
 * where it is when another period is read beside this one.
 */
public final class Reading implements Serializable {
    private static final long serialVersionUID = 1;

    private final ReportingPeriod period;
    private final @Nullable Instant asOf;

    private Reading(ReportingPeriod period, @Nullable Instant asOf) {
        this.period = Objects.requireNonNull(period, "period");
        this.asOf = asOf;
    }

    /**
     * Reads a period at its own end.
     *
     * @param period the period
     * @return the reading
     */
    public static Reading of(ReportingPeriod period) {
        return new Reading(period, null);
    }

    /**
     * Reads a period with the knowledge of an instant: records at or after it are not visible.
     *
     * @param period the period
     * @param asOf the instant; after the start of the period, wherever the data's zone lets that day begin
     * @return the reading
     */
    public static Reading of(ReportingPeriod period, Instant asOf) {
        return new Reading(period, Objects.requireNonNull(asOf, "asOf"));
    }

    /**
     * Returns the period that is read.
     *
     * @return the period
     */
    public ReportingPeriod period() {
        return period;
    }

    /**
     * Returns the instant of knowledge that was given.
     *
     * @return the instant, empty for the period's own end
     */
    public Optional<Instant> asOf() {
        return Optional.ofNullable(asOf);
    }

    /**
     * Returns a reading of another period by the same rule.
     *
     * @param other the other period
     * @return that period, read at its own end or at the instant that was given here
     */
    public Reading at(ReportingPeriod other) {
        return new Reading(other, asOf);
    }

    /**
     * Returns the instant at and after which nothing is visible.
     *
     * @param zone the zone of the data
     * @return the given instant, or the first instant of the day after the period
     */
    public Instant knownBefore(ZoneId zone) {
        return asOf != null ? asOf : period.endExclusive().atStartOfDay(zone).toInstant();
    }

    /**
     * Returns the first instant of the period.
     *
     * @param zone the zone of the data
     * @return the first instant of its first day
     */
    public Instant start(ZoneId zone) {
        return period.start().atStartOfDay(zone).toInstant();
    }

    /**
     * Returns the instant at which the visible part of the period ends.
     *
     * @param zone the zone of the data
     * @return the end of the period, or the instant of knowledge if that is earlier
     */
    public Instant visibleEnd(ZoneId zone) {
        Instant end = period.endExclusive().atStartOfDay(zone).toInstant();
        Instant known = knownBefore(zone);
        return known.isBefore(end) ? known : end;
    }

    /**
     * Returns the first date that is not visible. A date is visible if its first instant is.
     *
     * @param zone the zone of the data
     * @return the first invisible date
     */
    public LocalDate firstUnknownDate(ZoneId zone) {
        if (asOf == null) {
            return period.endExclusive();
        }
        LocalDate date = asOf.atZone(zone).toLocalDate().plusDays(1);
        // a zone that skipped a day gives two dates one first instant
        while (!date.minusDays(1).atStartOfDay(zone).toInstant().isBefore(asOf)) {
            date = date.minusDays(1);
        }
        return date;
    }

    /**
     * Returns the part of the period that is visible.
     *
     * @param zone the zone of the data
     * @return the period up to the first date that is not visible
     * @throws IllegalArgumentException if the whole period is invisible
     */
    public ReportingPeriod visiblePeriod(ZoneId zone) {
        LocalDate unknown = firstUnknownDate(zone);
        if (!period.start().isBefore(unknown)) {
            throw new IllegalArgumentException(
                    "as-of " + asOf + " must be after the start of the period " + period + "; nothing of it was known");
        }
        return period.before(unknown);
    }

    /**
     * Tells whether the period was not over at the instant of knowledge.
     *
     * @param zone the zone of the data
     * @return whether only a part of the period is visible
     */
    public boolean isPartial(ZoneId zone) {
        return visibleEnd(zone)
                .isBefore(period.endExclusive().atStartOfDay(zone).toInstant());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Reading that && period.equals(that.period) && Objects.equals(asOf, that.asOf);
    }

    @Override
    public int hashCode() {
        return 31 * period.hashCode() + Objects.hashCode(asOf);
    }

    @Override
    public String toString() {
        return asOf == null ? period.toString() : period + " as of " + asOf;
    }
}
