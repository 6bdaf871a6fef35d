package io.csmetrics.health.backtest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

/**
 * The days after a score in which its accounts either churn or stay: those after {@code t + gap}, up to and with {@code t + gap +
 * horizon}, where {@code t} is the day of the score. The gap leaves time to act: a churn inside it comes too soon to be prevented.
 *
 * @param asOf when the accounts were scored
 * @param gapDays how many days after the score do not count yet, 0 to 36,500
 * @param horizonDays how many days count, 1 to 36,500
 * @param zone where days begin and end
 */
public record OutcomeWindow(Instant asOf, int gapDays, int horizonDays, ZoneId zone) {
    private static final int MOST_DAYS = 36_500;

    /**
     * Checks every rule above.
     *
     * @throws IllegalArgumentException if a number of days is out of range
     */
    public OutcomeWindow {
        Objects.requireNonNull(asOf, "asOf");
        Objects.requireNonNull(zone, "zone");
        requireDays(gapDays, horizonDays);
    }

    static void requireDays(int gapDays, int horizonDays) {
        if (gapDays < 0 || gapDays > MOST_DAYS) {
            throw new IllegalArgumentException("gap of " + gapDays + " days must be 0 to " + MOST_DAYS + " days");
        }
        if (horizonDays < 1 || horizonDays > MOST_DAYS) {
            throw new IllegalArgumentException(
                    "horizon of " + horizonDays + " days must be 1 to " + MOST_DAYS + " days; 90 are usual");
        }
    }

    /**
     * Returns the day of the score.
     *
     * @return the day
     */
    public LocalDate scoredOn() {
        return asOf.atZone(zone).toLocalDate();
    }

    /**
     * Returns the day after which churn counts.
     *
     * @return {@code t + gap}
     */
    public LocalDate startExclusive() {
        return scoredOn().plusDays(gapDays);
    }

    /**
     * Returns the last day on which churn counts.
     *
     * @return {@code t + gap + horizon}
     */
    public LocalDate endInclusive() {
        return startExclusive().plusDays(horizonDays);
    }

    /**
     * Tells whether a day counts.
     *
     * @param day the day
     * @return whether it is after the start and not after the end
     */
    public boolean contains(LocalDate day) {
        return day.isAfter(startExclusive()) && !day.isAfter(endInclusive());
    }

    /**
     * Tells what became of an account in these days: its known fate; else churned if its churn falls into them; stayed if it churned
     * after them, or was observed until their end or longer; censored if it was observed for less.
     *
     * @param outcome what is known of the account
     * @return the fate; empty where nothing is known, or where the account had churned before the first of these days, so that it was no
     *     longer at risk
     */
    public Optional<Fate> fate(Outcome outcome) {
        if (outcome.known().isPresent()) {
            return outcome.known();
        }
        if (outcome.churnedOn().isPresent()) {
            LocalDate churnedOn = outcome.churnedOn().get();
            if (!churnedOn.isAfter(startExclusive())) {
                return Optional.empty();
            }
            return Optional.of(contains(churnedOn) ? Fate.CHURNED : Fate.STAYED);
        }
        return outcome.observedUntil().map(last -> last.isBefore(endInclusive()) ? Fate.CENSORED : Fate.STAYED);
    }
}
