package io.csmetrics.statistics;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How many of how many: the churned of a band, the alarms that were right.
 *
 * @param hits the number counted, 0 to {@code n}
 * @param n the number looked at
 */
public record Proportion(long hits, long n) {

    /**
     * Checks the counts.
     *
     * @throws IllegalArgumentException if not {@code 0 <= hits <= n}
     */
    public Proportion {
        if (hits < 0 || hits > n) {
            throw new IllegalArgumentException(
                    "hits " + hits + " must be 0 to n " + n + "; count each account once on both sides");
        }
    }

    /**
     * Returns the share. Defined as {@code hits / n}.
     *
     * @return the share, 0 to 1; empty where {@code n} is 0
     */
    public OptionalDouble rate() {
        return n == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) hits / n);
    }

    /**
     * Returns the score interval of 95 %, which is sound for few accounts and for shares near 0 and 1.
     *
     * @return the interval, within 0 to 1; empty where {@code n} is 0
     * @see #wilson(double)
     */
    public Optional<Interval> wilson() {
        return wilson(Interval.Z);
    }

    /**
     * Returns the score interval, without correction for continuity. Defined as
     * {@code (p + z²/2n ± z sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n)}.
     *
     * <p>Source: Wilson (1927), "Probable inference, the law of succession, and statistical inference".
     *
     * @param z the normal quantile of the confidence, above 0: {@link Interval#Z} for 95 %
     * @return the interval, within 0 to 1; empty where {@code n} is 0
     */
    public Optional<Interval> wilson(double z) {
        if (n == 0) {
            return Optional.empty();
        }
        double p = (double) hits / n;
        double z2 = z * z;
        double centre = p + z2 / (2.0 * n);
        double reach = z * Math.sqrt(p * (1 - p) / n + z2 / (4.0 * n * n));
        double scale = 1 + z2 / n;
        // rounding must not keep the ends from 0 and 1, where the formula is exact
        double lower = hits == 0 ? 0 : Math.max(0, (centre - reach) / scale);
        double upper = hits == n ? 1 : Math.min(1, (centre + reach) / scale);
        return Optional.of(new Interval(lower, upper));
    }
}
