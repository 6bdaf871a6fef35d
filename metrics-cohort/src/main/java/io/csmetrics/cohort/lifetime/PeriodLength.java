package io.csmetrics.cohort.lifetime;

import io.csmetrics.period.Grain;
import org.jspecify.annotations.Nullable;

/** How long periods are, compared with each other. */
final class PeriodLength {
    /** The mean of the Gregorian calendar, as everywhere in this library. */
    private static final double DAYS_PER_YEAR = 365.2425;

    private PeriodLength() {}

    static double months(Grain period) {
        return switch (period) {
            case DAY -> 12 / DAYS_PER_YEAR;
            case WEEK -> 7 * 12 / DAYS_PER_YEAR;
            case MONTH -> 1;
            case QUARTER -> 3;
            case YEAR -> 12;
        };
    }

    /** How many of the one fit into the other; 1 where the one is of whatever length the other is. */
    static double ratio(@Nullable Grain one, @Nullable Grain other, String what) {
        if (one == other || one == null) {
            return 1;
        }
        if (other == null) {
            throw new IllegalArgumentException(
                    what + " must be given per period of the counts, whose length is not known; "
                            + "say the length when the counts are built, or give it per period");
        }
        return months(other) / months(one);
    }
}
