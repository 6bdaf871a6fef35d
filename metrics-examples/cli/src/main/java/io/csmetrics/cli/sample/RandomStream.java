package io.csmetrics.cli.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The numbers of one subject and one topic, from the splitmix64 generator: the same for the same start on every machine, whoever else
 * draws and in whatever order. A topic of its own for everything that is drawn keeps the others as they are when one changes.
 */
final class RandomStream {
    private static final double MINUTES_A_DAY = 24 * 60;

    private long state;

    RandomStream(long start, String subject, String topic) {
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

    /** Uniform in 0 (inclusive) to 1 (exclusive). */
    double unit() {
        state += 0x9E3779B97F4A7C15L;
        return (mix(state) >>> 11) * 0x1.0p-53;
    }

    boolean chance(double probability) {
        return unit() < probability;
    }

    /** Uniform in {@code low} to {@code high}, both inclusive. */
    int between(int low, int high) {
        return low + (int) (unit() * (high - low + 1));
    }

    /** The place of one of several weights that add up to 1. */
    int pick(double... weights) {
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

    /** How many failures come before the first success. */
    int failures(double success) {
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

    /** A time of whole minutes whose logarithm is normal. */
    Duration logNormal(Duration mean, double sigma) {
        double normal = StrictMath.sqrt(-2 * StrictMath.log(1 - unit())) * StrictMath.cos(2 * StrictMath.PI * unit());
        return minutes(mean.toMinutes() * StrictMath.exp(sigma * normal - sigma * sigma / 2));
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
