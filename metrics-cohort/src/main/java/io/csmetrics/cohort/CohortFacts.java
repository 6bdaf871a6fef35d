package io.csmetrics.cohort;

import io.csmetrics.facts.Facts;
import io.csmetrics.revenue.RevenueLedger;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * What was counted for a retention table: sums for each cohort and index, and what was rejected. Everything adds over units, so that the
 * facts of any partition of them add up to the facts of all. {@link Triangle} divides them.
 */
public final class CohortFacts implements Facts {
    private static final long serialVersionUID = 1L;

    private final RetentionDefinition definition;
    private final EnumSet<Measure> measures;
    private final @Nullable CurrencyUnit currency;
    private final int scale;
    private final TreeMap<CohortKey, CohortCounts> cohorts;
    private final TreeMap<Rejection, Long> rejected;

    private CohortFacts(
            RetentionDefinition definition,
            Set<Measure> measures,
            @Nullable CurrencyUnit currency,
            int scale,
            Map<CohortKey, CohortCounts> cohorts,
            Map<Rejection, Long> rejected) {
        this.definition = definition;
        this.measures = EnumSet.copyOf(measures);
        this.currency = currency;
        this.scale = scale;
        this.cohorts = new TreeMap<>(cohorts);
        this.rejected = new TreeMap<>(rejected);
    }

    /**
     * Begins facts that count units only.
     *
     * @param definition what is counted
     * @return the builder
     */
    public static Builder builder(RetentionDefinition definition) {
        EnumSet<Measure> units = EnumSet.allOf(Measure.class);
        units.removeIf(measure -> !measure.countsUnits());
        return new Builder(definition, units, null, 0);
    }

    /**
     * Begins facts that count units and revenue.
     *
     * @param definition what is counted
     * @param measures the measures that will be shown; others are not counted
     * @param currency the currency of all amounts
     * @param scale the number of decimals of the amounts, which are given as whole units of {@code 10^-scale}
     * @return the builder
     * @throws IllegalArgumentException if there is no measure
     */
    public static Builder builder(
            RetentionDefinition definition, Set<Measure> measures, CurrencyUnit currency, int scale) {
        if (measures.isEmpty()) {
            throw new IllegalArgumentException("measures must be at least one; name what will be shown");
        }
        return new Builder(definition, measures, currency, scale);
    }

    /**
     * Returns what was counted, and when.
     *
     * @return the definition, without the choices that only divide
     */
    public RetentionDefinition definition() {
        return definition;
    }

    /**
     * Returns what can be shown.
     *
     * @return the measures that were counted
     */
    public Set<Measure> measures() {
        return Collections.unmodifiableSet(measures);
    }

    /**
     * Returns the currency of the amounts.
     *
     * @return the currency, empty where only units were counted
     */
    public Optional<CurrencyUnit> currency() {
        return Optional.ofNullable(currency);
    }

    /**
     * Returns the cohorts that have a member.
     *
     * @return the cohorts by date and group
     */
    public SortedSet<CohortKey> cohorts() {
        TreeSet<CohortKey> keys = new TreeSet<>();
        cohorts.forEach((key, counts) -> {
            if (counts.size() > 0) {
                keys.add(key);
            }
        });
        return Collections.unmodifiableSortedSet(keys);
    }

    /**
     * Returns how many units a cohort has.
     *
     * @param cohort the cohort
     * @return the number, 0 for one without members
     */
    public long size(CohortKey cohort) {
        CohortCounts counts = cohorts.get(cohort);
        return counts == null ? 0 : counts.size();
    }

    /**
     * Returns how many indexes have begun for at least one unit of a cohort.
     *
     * @param cohort the cohort
     * @return the number of columns that it reaches
     */
    public int columns(CohortKey cohort) {
        CohortCounts counts = cohorts.get(cohort);
        return counts == null ? 0 : counts.columns();
    }

    /**
     * Returns a sum of a cohort at an index.
     *
     * @param cohort the cohort
     * @param tally what was added up
     * @param index the index
     * @return units, or an amount in major units; 0 where the cohort has no unit or does not reach the index
     * @throws IllegalArgumentException if no measure that was counted needs the tally, or the index is negative
     */
    public BigDecimal sum(CohortKey cohort, Tally tally, int index) {
        require(tally, index, 0);
        CohortCounts counts = cohorts.get(cohort);
        return decimal(tally, counts == null ? 0 : counts.get(tally, index));
    }

    /**
     * Returns what those of a cohort who are at risk at an index had at the index before.
     *
     * @param cohort the cohort
     * @param tally what was added up
     * @param index the index, at least 1
     * @return units, or an amount in major units; 0 where nobody is at risk
     * @throws IllegalArgumentException if no measure that was counted needs the tally, or the index is below 1
     */
    public BigDecimal sumBefore(CohortKey cohort, Tally tally, int index) {
        require(tally, index, 1);
        CohortCounts counts = cohorts.get(cohort);
        return decimal(tally, counts == null ? 0 : counts.previous(tally, index));
    }

    private void require(Tally tally, int index, int least) {
        if (index < least) {
            throw new IllegalArgumentException("index " + index + " must be at least " + least);
        }
        boolean always = tally == Tally.BEGUN || tally == Tally.AT_RISK;
        if (!always && measures.stream().noneMatch(measure -> measure.tallies().contains(tally))) {
            throw new IllegalArgumentException(
                    "tally " + tally + " was not counted with " + measures + "; count a measure that needs it");
        }
    }

    private BigDecimal decimal(Tally tally, long sum) {
        return tally.isMoney() ? BigDecimal.valueOf(sum, scale) : BigDecimal.valueOf(sum);
    }

    /**
     * Returns what is in no cohort, or in none of its sums.
     *
     * @return numbers above 0 by reason
     */
    public SortedMap<Rejection, Long> rejected() {
        return Collections.unmodifiableSortedMap(rejected);
    }

    @Override
    public CohortFacts plus(Facts other) {
        CohortFacts that = Facts.sameType(CohortFacts.class, other);
        if (!definition.equals(that.definition) || !measures.equals(that.measures)) {
            throw new IllegalArgumentException("cohorts of \"" + definition + "\" with " + measures
                    + " cannot be added to cohorts of \"" + that.definition + "\" with " + that.measures
                    + "; count both by one definition");
        }
        CurrencyUnit joined = joined(currency, that.currency);
        int widest = Math.max(scale, that.scale);
        long ownFactor = powerOfTen(widest - scale);
        long otherFactor = powerOfTen(widest - that.scale);
        TreeMap<CohortKey, CohortCounts> all = new TreeMap<>();
        cohorts.forEach((key, counts) -> all.put(key, counts.times(1, ownFactor)));
        that.cohorts.forEach((key, counts) -> all.merge(key, counts.times(1, otherFactor), CohortCounts::plus));
        TreeMap<Rejection, Long> reasons = new TreeMap<>(rejected);
        that.rejected.forEach((reason, count) -> reasons.merge(reason, count, Math::addExact));
        return new CohortFacts(definition, measures, joined, widest, all, reasons);
    }

    /** A part without a single amount has no currency of its own. */
    private static @Nullable CurrencyUnit joined(@Nullable CurrencyUnit one, @Nullable CurrencyUnit other) {
        if (one == null || other == null || one.equals(other) || isNone(other)) {
            return one == null ? other : one;
        }
        if (isNone(one)) {
            return other;
        }
        throw new IllegalArgumentException("cohorts in " + one + " cannot be added to cohorts in " + other
                + "; convert both to one currency before they are counted");
    }

    private static boolean isNone(CurrencyUnit currency) {
        return currency.equals(RevenueLedger.NO_CURRENCY);
    }

    private static long powerOfTen(int exponent) {
        return BigDecimal.TEN.pow(exponent).longValueExact();
    }

    @Override
    public CohortFacts times(int copies) {
        Facts.requireCopies(copies);
        TreeMap<CohortKey, CohortCounts> all = new TreeMap<>();
        TreeMap<Rejection, Long> reasons = new TreeMap<>();
        if (copies > 0) {
            cohorts.forEach((key, counts) -> all.put(key, counts.times(copies, 1)));
            rejected.forEach((reason, count) -> reasons.put(reason, Math.multiplyExact(count, copies)));
        }
        return new CohortFacts(definition, measures, currency, scale, all, reasons);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CohortFacts that
                && definition.equals(that.definition)
                && measures.equals(that.measures)
                && Optional.ofNullable(currency).equals(Optional.ofNullable(that.currency))
                && scale == that.scale
                && cohorts.equals(that.cohorts)
                && rejected.equals(that.rejected);
    }

    @Override
    public int hashCode() {
        return 31 * definition.hashCode() + cohorts.hashCode();
    }

    /**
     * Returns a short description, such as {@code 141 units in 12 cohorts as of 2026-10-31}.
     *
     * @return the text
     */
    @Override
    public String toString() {
        long units = cohorts.values().stream().mapToLong(CohortCounts::size).sum();
        return units + " units in " + cohorts().size() + " cohorts as of " + definition.asOf();
    }

    /**
     * Adds up units one at a time: {@link #unit} begins one, {@link #add} says what it is in each of its windows. What holds over many
     * windows is said once. Not safe for use by several threads.
     */
    public static final class Builder {
        private static final int TALLIES = Tally.values().length;
        private static final long[] NOT_COUNTED = {};

        private final RetentionDefinition definition;
        private final EnumSet<Measure> measures;
        private final @Nullable CurrencyUnit currency;
        private final int scale;
        private final boolean uniform;
        private final EnumSet<Tally> counted = EnumSet.of(Tally.BEGUN, Tally.AT_RISK);
        private final Map<CohortKey, Integer> rowOfKey = new HashMap<>();
        private final List<Row> rows = new ArrayList<>();
        private final long[] rejected = new long[Rejection.values().length];
        private Row row = new Row(EnumSet.noneOf(Tally.class), true);
        private int mature;

        private Builder(
                RetentionDefinition definition, Set<Measure> measures, @Nullable CurrencyUnit currency, int scale) {
            this.definition = definition.counting();
            this.measures = EnumSet.copyOf(measures);
            this.currency = currency;
            this.scale = scale;
            uniform = definition.isUniform();
            measures.forEach(measure -> counted.addAll(measure.tallies()));
        }

        /** The changes from index to index of one cohort. */
        private static final class Row {
            private long size;
            private int columns;
            /** How many windows have ended for the unit of which most have. */
            private int ended;

            private final long[][] changes = new long[TALLIES][];
            private final long @Nullable [][] before;

            Row(Set<Tally> counted, boolean uniform) {
                before = uniform ? null : new long[TALLIES][];
                for (Tally tally : Tally.values()) {
                    long[] column = counted.contains(tally) ? new long[1] : NOT_COUNTED;
                    changes[tally.ordinal()] = column;
                    if (before != null) {
                        before[tally.ordinal()] = column.clone();
                    }
                }
            }

            void reach(int begun) {
                if (begun > columns) {
                    columns = begun;
                    if (changes[0].length <= begun) {
                        widen(changes, Math.max(begun + 1, 2 * changes[0].length));
                        if (before != null) {
                            widen(before, changes[0].length);
                        }
                    }
                }
            }

            /** The units of a uniform cohort begin and end each window together. */
            void countUniformly() {
                changes[Tally.BEGUN.ordinal()][0] = size;
                changes[Tally.AT_RISK.ordinal()][0] = size;
            }

            long[][] sums(long[][] all) {
                long[][] sums = new long[TALLIES][];
                for (Tally tally : Tally.values()) {
                    long[] column = all[tally.ordinal()];
                    long[] sum = new long[column.length == 0 ? 0 : columns];
                    int end = Math.min(sum.length, tally == Tally.BEGUN ? columns : ended);
                    for (int index = 0; index < end; index++) {
                        sum[index] = Math.addExact(index == 0 ? 0 : sum[index - 1], column[index]);
                    }
                    sums[tally.ordinal()] = sum;
                }
                return sums;
            }

            private static void widen(long[][] all, int length) {
                for (int tally = 0; tally < TALLIES; tally++) {
                    if (all[tally].length > 0) {
                        all[tally] = Arrays.copyOf(all[tally], length);
                    }
                }
            }
        }

        /**
         * Returns where the sums of a cohort stand.
         *
         * @param cohort the cohort
         * @return its row
         */
        public int row(CohortKey cohort) {
            return rowOfKey.computeIfAbsent(cohort, key -> {
                rows.add(new Row(counted, uniform));
                return rows.size() - 1;
            });
        }

        /**
         * Tells whether something is counted at all.
         *
         * @param tally what may be added up
         * @return whether a measure needs it
         */
        public boolean counts(Tally tally) {
            return counted.contains(tally);
        }

        /**
         * Begins the next unit.
         *
         * @param cohort the row of its cohort
         * @param begun how many of its windows have begun, at least 1
         * @param ended how many of them have ended; only in those it counts
         * @throws IllegalArgumentException if windows are calendar periods like those of the cohorts, and differ from those of another
         *     unit of the cohort
         */
        public void unit(int cohort, int begun, int ended) {
            units(cohort, 1, begun, ended);
        }

        /**
         * Begins several units of one cohort at once, of which all that follows says the sums.
         *
         * @param cohort the row of their cohort
         * @param count how many they are, at least 1
         * @param begun how many of their windows have begun, at least 1; the same for all
         * @param ended how many of them have ended; only in those they count
         * @throws IllegalArgumentException if windows are calendar periods like those of the cohorts, and differ from those of another
         *     unit of the cohort
         */
        public void units(int cohort, long count, int begun, int ended) {
            row = rows.get(cohort);
            if (uniform && row.size > 0 && (begun != row.columns || ended != row.ended)) {
                throw new IllegalArgumentException("unit with " + begun + " windows begun and " + ended
                        + " ended must have as many as the others of its cohort, " + row.columns + " and " + row.ended
                        + "; calendar periods like those of the cohorts are the same for all");
            }
            row.size = Math.addExact(row.size, count);
            row.ended = Math.max(row.ended, ended);
            row.reach(begun);
            if (!uniform) {
                mature = begun;
                add(Tally.BEGUN, 0, begun, count);
            }
            mature = ended;
            if (!uniform) {
                add(Tally.AT_RISK, 0, ended, count);
            }
        }

        /**
         * Adds to a sum of the unit, at each index of a range; windows that have not ended are passed over.
         *
         * @param tally what is added up
         * @param from the first index
         * @param toExclusive the index after the last
         * @param value what is added at each of them
         * @throws ArithmeticException if a sum no longer fits into a long
         */
        public void add(Tally tally, int from, int toExclusive, long value) {
            long[] changes = row.changes[tally.ordinal()];
            if (changes.length > 0) {
                add(changes, from, toExclusive, value);
                if (row.before != null) {
                    add(row.before[tally.ordinal()], from + 1, toExclusive + 1, value);
                }
            }
        }

        private void add(long[] changes, int from, int toExclusive, long value) {
            int end = Math.min(toExclusive, mature);
            if (from < end) {
                changes[from] = Math.addExact(changes[from], value);
                // the windows of a uniform cohort end for all of its units at once: what lasts so long is cut off when
                // it is added up
                if (end < mature || !uniform) {
                    changes[end] = Math.subtractExact(changes[end], value);
                }
            }
        }

        /**
         * Counts what is in no cohort.
         *
         * @param reason why
         * @param count how many, 0 or more
         */
        public void reject(Rejection reason, long count) {
            rejected[reason.ordinal()] = Math.addExact(rejected[reason.ordinal()], count);
        }

        /**
         * Adds everything up.
         *
         * @return the facts
         * @throws ArithmeticException if a sum no longer fits into a long
         */
        public CohortFacts build() {
            TreeMap<CohortKey, CohortCounts> cohorts = new TreeMap<>();
            rowOfKey.forEach((key, index) -> {
                Row of = rows.get(index);
                if (of.size > 0) {
                    if (uniform) {
                        of.countUniformly();
                    }
                    cohorts.put(
                            key,
                            new CohortCounts(
                                    of.size,
                                    of.columns,
                                    of.sums(of.changes),
                                    of.before == null ? null : of.sums(of.before)));
                }
            });
            TreeMap<Rejection, Long> reasons = new TreeMap<>();
            for (Rejection reason : Rejection.values()) {
                if (rejected[reason.ordinal()] > 0) {
                    reasons.put(reason, rejected[reason.ordinal()]);
                }
            }
            return new CohortFacts(definition, measures, currency, scale, cohorts, reasons);
        }
    }
}
