package io.csmetrics.health.backtest;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;

/**
 * What a backtest asks: who churns, how long after a score?
 *
 * @param gapDays how many days after a score do not count yet, 0 to 36,500
 * @param horizonDays how many days count, 1 to 36,500; 90 are usual
 * @param zone where days begin and end
 * @param randomStart where the random numbers of splits and intervals start; the same start gives the same figures
 */
public record BacktestPlan(int gapDays, int horizonDays, ZoneId zone, long randomStart) {

    /**
     * Checks every rule above.
     *
     * @throws IllegalArgumentException if a number of days is out of range
     */
    public BacktestPlan {
        Objects.requireNonNull(zone, "zone");
        OutcomeWindow.requireDays(gapDays, horizonDays);
    }

    /**
     * Returns the days in which accounts scored at an instant churn or stay.
     *
     * @param asOf when they were scored
     * @return the window
     */
    public OutcomeWindow window(Instant asOf) {
        return new OutcomeWindow(asOf, gapDays, horizonDays, zone);
    }
}
