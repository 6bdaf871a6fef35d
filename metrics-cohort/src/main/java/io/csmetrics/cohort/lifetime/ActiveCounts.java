package io.csmetrics.cohort.lifetime;

import io.csmetrics.cohort.Cell;
import io.csmetrics.cohort.CohortKey;
import io.csmetrics.cohort.CohortRow;
import io.csmetrics.cohort.Criterion;
import io.csmetrics.cohort.Measure;
import io.csmetrics.cohort.PeriodIndex;
import io.csmetrics.cohort.Tally;
import io.csmetrics.cohort.Triangle;
import io.csmetrics.period.Grain;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How many customers of each cohort are still there at the end of each period: those of period 0 began, those of period 1 renewed once, and
 * so on. Cohorts may be of different length: who is still there at the last known period of the cohort was seen so long and no longer
 * (right-censored).
 *
 * <p>Who left and came back is lost all the same: counts must not rise. Counts that do are kept as given, and no model is fitted to them.
 */
public final class ActiveCounts {
    /** The most customers that a cohort may have at a period: more are a slip of the pen, and their sums would not be exact. */
    public static final long MOST_CUSTOMERS = 1_000_000_000_000L;

    /** With more, the sums over cohorts would leave the whole numbers of a long. */
    private static final int MOST_COHORTS = 4_000_000;

    private final @Nullable Grain period;
    private final TreeMap<String, CohortLives> cohorts;

    private ActiveCounts(@Nullable Grain period, SortedMap<String, CohortLives> cohorts) {
        this.period = period;
        this.cohorts = new TreeMap<>(cohorts);
    }

    /**
     * Begins counts by periods of any length, such as terms of contracts. A discount and a margin must then be given per period too.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder(null);
    }

    /**
     * Begins counts by periods of the calendar.
     *
     * @param period the length of a period
     * @return the builder
     */
    public static Builder builder(Grain period) {
        return new Builder(period);
    }

    /**
     * Takes the counts of a retention table: the units that never lapsed, at the complete indexes of each cohort; period 0 is index 0. What
     * the table hides stays out.
     *
     * @param triangle the table, whatever measure it shows
     * @return the counts; a cohort is named by its {@link CohortKey#toString()}
     * @throws IllegalArgumentException if those who never lapsed were not counted, or by a criterion whose indexes are no periods that follow
     *     each other (brackets), or whose last ones cannot be complete (at or after without end)
     */
    public static ActiveCounts of(Triangle triangle) {
        if (!triangle.facts().measures().contains(Measure.NEVER_LAPSED)) {
            throw new IllegalArgumentException("measure " + Measure.NEVER_LAPSED
                    + " was not counted; a customer who came back has left all the same, so count it");
        }
        Criterion criterion = triangle.definition().criterion();
        if (criterion instanceof Criterion.Brackets
                || (criterion instanceof Criterion.OnOrAfter ahead && ahead.within() == 0)) {
            throw new IllegalArgumentException(
                    "criterion " + criterion
                            + " must tell for each period alone whether a customer is there; take \"on\", or a fixed look-ahead");
        }
        Builder counts = new Builder(grain(triangle.definition().index()));
        for (CohortRow row : triangle.with(Measure.NEVER_LAPSED).rows()) {
            int known = 0;
            while (known < triangle.completeColumns(row.cohort()) && row.cells().get(known) instanceof Cell.Observed) {
                known++;
            }
            if (known > 0 && row.size().isPresent()) {
                counts.add(row.cohort().toString(), lives(triangle, row.cohort(), known));
            }
        }
        return counts.build();
    }

    private static CohortLives lives(Triangle triangle, CohortKey cohort, int known) {
        long[] followed = new long[known];
        long[] active = new long[known];
        long[] before = new long[known];
        for (int k = 0; k < known; k++) {
            active[k] = triangle.facts().sum(cohort, Tally.NEVER_LAPSED, k).longValueExact();
            before[k] = k == 0
                    ? active[0]
                    : triangle.facts().sumBefore(cohort, Tally.NEVER_LAPSED, k).longValueExact();
            // who lapsed within period 0 never came to a first renewal
            long members = triangle.facts().sum(cohort, Tally.AT_RISK, k).longValueExact();
            followed[k] = k == 0 ? active[0] : Math.max(before[k], members - lapsedAtOnce(triangle, cohort));
        }
        return new CohortLives(followed, active, before);
    }

    private static long lapsedAtOnce(Triangle triangle, CohortKey cohort) {
        return triangle.facts()
                .sum(cohort, Tally.AT_RISK, 0)
                .subtract(triangle.facts().sum(cohort, Tally.NEVER_LAPSED, 0))
                .longValueExact();
    }

    private static @Nullable Grain grain(PeriodIndex index) {
        if (index instanceof PeriodIndex.Calendar calendar) {
            return calendar.interval().grain();
        }
        if (index instanceof PeriodIndex.Exact24h) {
            return Grain.DAY;
        }
        if (index instanceof PeriodIndex.Rolling rolling) {
            return rolling.days() == 1 ? Grain.DAY : rolling.days() == 7 ? Grain.WEEK : null;
        }
        return index instanceof PeriodIndex.Anniversary anniversary
                ? switch (anniversary.months()) {
                    case 1 -> Grain.MONTH;
                    case 3 -> Grain.QUARTER;
                    case 12 -> Grain.YEAR;
                    default -> null;
                }
                : null;
    }

    /**
     * Returns the length of a period.
     *
     * @return the length; empty where it is not one of the calendar, such as a term of a contract
     */
    public Optional<Grain> period() {
        return Optional.ofNullable(period);
    }

    /**
     * Returns the names of the cohorts.
     *
     * @return the names in order, whatever the order in which they were given
     */
    public List<String> cohorts() {
        return List.copyOf(cohorts.keySet());
    }

    /**
     * Returns how far a cohort is known.
     *
     * @param cohort its name
     * @return its last known period, 0 where only its beginning is known
     * @throws IllegalArgumentException if there is no such cohort
     */
    public int lastPeriod(String cohort) {
        return find(cohort).last();
    }

    /**
     * Returns how far the longest cohort is known.
     *
     * @return its last known period, 0 without cohorts
     */
    public int lastPeriod() {
        return cohorts.values().stream().mapToInt(CohortLives::last).max().orElse(0);
    }

    /**
     * Returns how many customers of a cohort are still there at a period.
     *
     * @param cohort its name
     * @param at the period, 0 or more
     * @return the number; empty where it is not known yet
     * @throws IllegalArgumentException if there is no such cohort, or the period is negative
     */
    public OptionalLong active(String cohort, int at) {
        requirePeriod(at, 0);
        CohortLives of = find(cohort);
        return at <= of.last() ? OptionalLong.of(of.active(at)) : OptionalLong.empty();
    }

    /**
     * Returns how many customers began.
     *
     * @return the customers of period 0 of all cohorts
     */
    public long customers() {
        return cohorts.values().stream().mapToLong(cohort -> cohort.active(0)).sum();
    }

    /**
     * Returns the pooled share that is left. Defined as {@code sum of active(c, k) / sum of active(c, 0)} over the cohorts that are known at
     * {@code k}.
     *
     * @param at the period, 0 or more
     * @return the share; empty where no cohort with customers is known at it
     * @throws IllegalArgumentException if the period is negative
     */
    public OptionalDouble share(int at) {
        requirePeriod(at, 0);
        long active = 0;
        long followed = 0;
        for (CohortLives cohort : cohorts.values()) {
            if (at <= cohort.last()) {
                active += cohort.active(at);
                followed += cohort.followed(at);
            }
        }
        return followed == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) active / followed);
    }

    /**
     * Returns one cohort alone.
     *
     * @param cohort its name
     * @return the counts of it
     * @throws IllegalArgumentException if there is no such cohort
     */
    public ActiveCounts only(String cohort) {
        return new ActiveCounts(period, new TreeMap<>(Map.of(cohort, find(cohort))));
    }

    /** The other cohorts. */
    ActiveCounts without(String cohort) {
        TreeMap<String, CohortLives> others = new TreeMap<>(cohorts);
        others.remove(cohort);
        return new ActiveCounts(period, others);
    }

    /**
     * Returns what was known when the longest cohort was younger: the first periods of each cohort.
     *
     * @param last the last period that is looked at, 0 or more
     * @return the counts without later periods
     * @throws IllegalArgumentException if the period is negative
     */
    public ActiveCounts through(int last) {
        requirePeriod(last, 0);
        return mapped(cohort -> cohort.through(last));
    }

    /**
     * Returns what was known some periods ago: each cohort without its last ones. A cohort that had not begun then is left out.
     *
     * @param periods how many periods ago, 0 or more
     * @return the counts without the last periods of each cohort
     * @throws IllegalArgumentException if the number is negative
     */
    public ActiveCounts withoutLast(int periods) {
        requirePeriod(periods, 0);
        TreeMap<String, CohortLives> left = new TreeMap<>();
        cohorts.forEach((name, cohort) -> {
            if (cohort.last() >= periods) {
                left.put(name, cohort.through(cohort.last() - periods));
            }
        });
        return new ActiveCounts(period, left);
    }

    private ActiveCounts mapped(UnaryOperator<CohortLives> change) {
        TreeMap<String, CohortLives> changed = new TreeMap<>();
        cohorts.forEach((name, cohort) -> changed.put(name, change.apply(cohort)));
        return new ActiveCounts(period, changed);
    }

    private CohortLives find(String cohort) {
        CohortLives found = cohorts.get(cohort);
        if (found == null) {
            throw new IllegalArgumentException(
                    "cohort \"" + cohort + "\" is not counted; there are " + cohorts.keySet());
        }
        return found;
    }

    private static void requirePeriod(int period, int least) {
        if (period < least) {
            throw new IllegalArgumentException("period " + period + " must be at least " + least);
        }
    }

    /** How many of a cohort came to a renewal that they made or not. */
    long faced(String cohort, int at) {
        return find(cohort).before(at);
    }

    /** The customers lost at each period, of all cohorts; 0 at period 0. */
    long[] lost() {
        long[] lost = new long[lastPeriod() + 1];
        for (CohortLives cohort : cohorts.values()) {
            for (int k = 1; k <= cohort.last(); k++) {
                lost[k] = Math.addExact(lost[k], cohort.lost(k));
            }
        }
        return lost;
    }

    /** The customers that faced the end of a period and stayed, of all cohorts; 0 at period 0. */
    long[] kept() {
        long[] kept = new long[lastPeriod() + 1];
        for (CohortLives cohort : cohorts.values()) {
            for (int k = 1; k <= cohort.last(); k++) {
                kept[k] = Math.addExact(kept[k], cohort.active(k));
            }
        }
        return kept;
    }

    /** The first place where a count rises, in words. */
    Optional<String> rise() {
        for (var each : cohorts.entrySet()) {
            CohortLives cohort = each.getValue();
            for (int k = 1; k <= cohort.last(); k++) {
                if (cohort.active(k) > cohort.before(k)) {
                    return Optional.of("cohort \"" + each.getKey() + "\" rises from " + cohort.before(k) + " to "
                            + cohort.active(k) + " at period " + k);
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ActiveCounts that && period == that.period && cohorts.equals(that.cohorts);
    }

    @Override
    public int hashCode() {
        return cohorts.hashCode();
    }

    /**
     * Returns a short description, such as {@code 1000 customers in 1 cohort, known to period 7 of a year each}.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return customers() + (customers() == 1 ? " customer in " : " customers in ") + cohorts.size()
                + (cohorts.size() == 1 ? " cohort" : " cohorts") + ", known to period " + lastPeriod()
                + (period == null ? "" : " of a " + LifetimeText.name(period) + " each");
    }

    /** Takes counts cohort by cohort. Not safe for use by several threads. */
    public static final class Builder {
        private final @Nullable Grain period;
        private final TreeMap<String, CohortLives> cohorts = new TreeMap<>();

        private Builder(@Nullable Grain period) {
            this.period = period;
        }

        /**
         * Adds a cohort.
         *
         * @param name its name, by which cohorts are ordered
         * @param active the customers that are there at periods 0, 1, 2 and so on; not changed, not kept
         * @return this builder
         * @throws IllegalArgumentException if the name is blank or taken, a count is negative or above {@link ActiveCounts#MOST_CUSTOMERS},
         *     there is none, or there are 4,000,000 cohorts already
         */
        public Builder cohort(String name, long... active) {
            if (name.isBlank()) {
                throw new IllegalArgumentException("name of a cohort must not be blank; give its first period");
            }
            if (active.length == 0) {
                throw new IllegalArgumentException(
                        "cohort \"" + name + "\" must have a count at period 0; leave out a cohort without any");
            }
            for (int k = 0; k < active.length; k++) {
                if (active[k] < 0) {
                    throw new IllegalArgumentException("active customers " + active[k] + " of cohort \"" + name
                            + "\" at period " + k + " must be 0 or more");
                }
            }
            return add(name, CohortLives.of(active));
        }

        private Builder add(String name, CohortLives cohort) {
            for (int k = 0; k <= cohort.last(); k++) {
                long most = Math.max(cohort.followed(k), Math.max(cohort.active(k), cohort.before(k)));
                if (most > MOST_CUSTOMERS) {
                    throw new IllegalArgumentException("customers " + most + " of cohort \"" + name + "\" at period "
                            + k + " must be at most " + MOST_CUSTOMERS + "; count customers, not amounts");
                }
            }
            if (cohorts.size() == MOST_COHORTS) {
                throw new IllegalArgumentException("cohort \"" + name + "\" must be one of at most " + MOST_COHORTS
                        + "; name cohorts by their first period, not by customer");
            }
            if (cohorts.putIfAbsent(name, cohort) != null) {
                throw new IllegalArgumentException(
                        "cohort \"" + name + "\" is given twice; add its counts up, or name the two apart");
            }
            return this;
        }

        /**
         * Ends the counts.
         *
         * @return the counts
         */
        public ActiveCounts build() {
            return new ActiveCounts(period, cohorts);
        }
    }
}
