package io.csmetrics.health.backtest;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * How early snapshots warned of churn: the days from the first snapshot of the unbroken row of warnings before a churn to the churn. A
 * snapshot without a score breaks the row. Snapshots cannot tell more than they see: weekly ones are right to a week.
 *
 * @param unhealthiestBand warned by the unhealthiest band
 * @param belowBestBand warned by any band but the healthiest
 */
public record LeadTimes(LeadTime unhealthiestBand, LeadTime belowBestBand) {

    /** Checks that both parts are there. */
    public LeadTimes {
        Objects.requireNonNull(unhealthiestBand, "unhealthiestBand");
        Objects.requireNonNull(belowBestBand, "belowBestBand");
    }

    /**
     * An account that churns, and how its snapshots saw it.
     *
     * @param churnedOn when it churned
     * @param days the days of the snapshots before that, rising
     * @param bands the bands in them, -1 for no score
     */
    record Course(LocalDate churnedOn, List<LocalDate> days, List<Integer> bands) {

        Course(LocalDate churnedOn) {
            this(churnedOn, new ArrayList<>(), new ArrayList<>());
        }

        void add(LocalDate day, int band) {
            days.add(day);
            bands.add(band);
        }

        Optional<Long> lead(IntPredicate warns) {
            int first = days.size();
            while (first > 0 && bands.get(first - 1) >= 0 && warns.test(bands.get(first - 1))) {
                first--;
            }
            return first == days.size()
                    ? Optional.empty()
                    : Optional.of(ChronoUnit.DAYS.between(days.get(first), churnedOn));
        }
    }

    static LeadTimes of(Collection<Course> courses, int unhealthiest, int healthiest) {
        return new LeadTimes(lead(courses, band -> band == unhealthiest), lead(courses, band -> band != healthiest));
    }

    private static LeadTime lead(Collection<Course> courses, IntPredicate warns) {
        return LeadTime.of(
                courses.size(),
                courses.stream().flatMap(course -> course.lead(warns).stream()).toList());
    }
}
