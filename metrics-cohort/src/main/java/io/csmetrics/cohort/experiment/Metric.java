package io.csmetrics.cohort.experiment;

import io.csmetrics.family.Direction;

/**
 * What an experiment is judged by.
 *
 * @param name what it is called in sentences: {@code kept after 90 days}
 * @param scale how its outcomes are read
 * @param direction which way it gets better: higher or lower
 */
public record Metric(String name, Scale scale, Direction direction) {

    /** How outcomes are read. */
    public enum Scale {
        /** Each outcome is 0 or 1, and an arm has a share. */
        SHARE,
        /** Each outcome is any number, and an arm has a mean. */
        MEAN
    }

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the name is blank or has a control or format character, or the direction is neutral: nothing
     *     could be better then
     */
    public Metric {
        Wording.name("a metric", name);
        if (direction == Direction.NEUTRAL) {
            throw new IllegalArgumentException("direction " + direction + " of metric \"" + name
                    + "\" must be HIGHER or LOWER; say which way it gets better");
        }
    }

    /**
     * Returns a metric whose outcomes are 0 or 1.
     *
     * @param name what it is called
     * @param direction which way it gets better
     * @return the metric
     * @throws IllegalArgumentException if the name is blank or has a control or format character, or the direction is neutral
     */
    public static Metric share(String name, Direction direction) {
        return new Metric(name, Scale.SHARE, direction);
    }

    /**
     * Returns a metric whose outcomes are numbers.
     *
     * @param name what it is called
     * @param direction which way it gets better
     * @return the metric
     * @throws IllegalArgumentException if the name is blank or has a control or format character, or the direction is neutral
     */
    public static Metric mean(String name, Direction direction) {
        return new Metric(name, Scale.MEAN, direction);
    }

    boolean isBetter(double difference) {
        return direction == Direction.HIGHER ? difference > 0 : difference < 0;
    }
}
