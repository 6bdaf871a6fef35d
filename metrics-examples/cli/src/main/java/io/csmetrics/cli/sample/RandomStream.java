package io.csmetrics.cli.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The numbers of one subject and one topic, from the splitmix64 generator: the same for the same start on every machine, whoever else
 * draws and in whatever order. A topic of its own for everything that is drawn keeps the others as they are when one changes.
 */
public final class RandomStream {
    private static final double MINUTES_A_DAY = 24 * 60;

    private long state;

    /**
     * Begins the numbers of a subject and a topic.
     *
     * @param start the random start; another one gives other numbers
     * @param subject whom the numbers are drawn for, such as an account
     * @param topic what is drawn
     */
    public RandomStream(long start, String subject, String topic) {
        state = mix(mix(start) ^ hash(subject)) ^ hash(topic);
    }

    private static long hash(String text) {
        long hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = mix(hash ^ text.charAt(i));
        }
        return hash;
    }

    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /**
     * Draws uniformly.
     *
     * @return a number of 0 (inclusive) to 1 (exclusive)
     */
    public double unit() {
        state += 0x9E3779B97F4A7C15L;
        return (mix(state) >>> 11) * 0x1.0p-53;
    }

    /**
     * Draws whether something happens.
     *
     * @param probability how likely it is, 0 to 1
     * @return whether it happens
     */
    public boolean chance(double probability) {
        return unit() < probability;
    }

    /**
     * Draws a whole number uniformly.
     *
     * @param low the lowest, inclusive
     * @param high the highest, inclusive
     * @return a number of {@code low} to {@code high}
     */
    public int between(int low, int high) {
        return low + (int) (unit() * (high - low + 1));
    }

    /**
     * Draws one of several.
     *
     * @param weights how likely each is; they add up to 1
     * @return the place of one of them, from 0
     */
    public int pick(double... weights) {
        double left = unit();
        for (int i = 0; i < weights.length - 1; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }

    <T> T choose(List<T> items) {
        return items.get(between(0, items.size() - 1));
    }

    /**
     * Draws how many failures come before the first success.
     *
     * @param success how likely a success is at each try, above 0 to 1
     * @return the number of failures, whose mean is {@code (1 - success) / success}
     */
    public int failures(double success) {
        int failures = 0;
        while (!chance(success)) {
            failures++;
        }
        return failures;
    }

    /** A time of whole minutes, uniform in a number of days. */
    Duration days(double low, double high) {
        return minutes((low + unit() * (high - low)) * MINUTES_A_DAY);
    }

    /**
     * Draws from the normal distribution by the method of Box and Muller, "A Note on the Generation of Random Normal Deviates", 1958.
     *
     * @return a number of mean 0 and standard deviation 1
     */
    public double normal() {
        return StrictMath.sqrt(-2 * StrictMath.log(1 - unit())) * StrictMath.cos(2 * StrictMath.PI * unit());
    }

    /**
     * Draws a time whose logarithm is normal.
     *
     * @param mean the mean of the times
     * @param sigma the standard deviation of the logarithm
     * @return a time of whole minutes
     */
    public Duration logNormal(Duration mean, double sigma) {
        return minutes(mean.toMinutes() * StrictMath.exp(sigma * normal() - sigma * sigma / 2));
    }

    /** Moments of a Poisson process. */
    List<Instant> moments(Instant from, Instant to, double perDay) {
        List<Instant> moments = new ArrayList<>();
        for (Instant at = from.plus(wait(perDay)); at.isBefore(to); at = at.plus(wait(perDay))) {
            moments.add(at);
        }
        return moments;
    }

    private Duration wait(double perDay) {
        return minutes(-StrictMath.log(1 - unit()) / perDay * MINUTES_A_DAY);
    }

    /** A moment of a span, uniform. */
    Instant within(Instant from, Instant to) {
        return from.plus(minutes(unit() * (Duration.between(from, to).toMinutes() - 1)));
    }

    private static Duration minutes(double minutes) {
        return Duration.ofMinutes(Math.round(minutes));
    }
}
