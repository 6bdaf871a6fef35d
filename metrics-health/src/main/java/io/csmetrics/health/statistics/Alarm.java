package io.csmetrics.health.statistics;

import io.csmetrics.statistics.Proportion;

/**
 * Alarms against what happened, such as all accounts in the lowest band against those that churned.
 *
 * @param hits alarms after which the event happened
 * @param falseAlarms alarms after which it did not happen
 * @param missed events without an alarm
 * @param quiet accounts with neither
 */
public record Alarm(long hits, long falseAlarms, long missed, long quiet) {

    /**
     * Checks the counts.
     *
     * @throws IllegalArgumentException if a count is negative
     */
    public Alarm {
        if (hits < 0 || falseAlarms < 0 || missed < 0 || quiet < 0) {
            throw new IllegalArgumentException("counts of alarms " + hits + ", " + falseAlarms + ", " + missed + ", "
                    + quiet + " must not be negative");
        }
    }

    /**
     * Counts alarms.
     *
     * @param alarmed for each account, whether there was an alarm
     * @param happened for each account, whether the event happened
     * @return the counts
     * @throws IllegalArgumentException if the columns differ in length
     */
    public static Alarm of(boolean[] alarmed, boolean[] happened) {
        Columns.requireRows("alarmed", alarmed.length, "happened", happened.length);
        long hits = 0;
        for (int row = 0; row < alarmed.length; row++) {
            if (alarmed[row] && happened[row]) {
                hits++;
            }
        }
        long alarms = Columns.count(alarmed);
        long events = Columns.count(happened);
        return new Alarm(hits, alarms - hits, events - hits, alarmed.length - alarms - events + hits);
    }

    /**
     * Returns how many alarms were right. Defined as {@code hits / (hits + false alarms)}.
     *
     * @return the precision; without a rate where there was no alarm
     */
    public Proportion precision() {
        return new Proportion(hits, Math.addExact(hits, falseAlarms));
    }

    /**
     * Returns how many events had an alarm. Defined as {@code hits / (hits + missed)}.
     *
     * @return the recall; without a rate where there was no event
     */
    public Proportion recall() {
        return new Proportion(hits, Math.addExact(hits, missed));
    }
}
