package io.csmetrics.cohort;

import io.csmetrics.select.Unit;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decides a retention table: who is followed, what makes a cohort, how age is counted, what counts as retained, what is
 * divided by what, and what was known. Two tables compare only where their definitions are equal; every table carries its own.
 *
 * @param unit who is followed: accounts, or users of accounts
 * @param entry what makes a unit a member
 * @param split what tells cohorts apart besides the time of entry; absent for nothing
 * @param granularity how entries are gathered into cohorts
 * @param index how the age of a unit is counted
 * @param criterion when a unit counts as retained
 * @param measure what the cells show
 * @param relativeTo what a cell is compared with
 * @param weighting how cohorts are averaged
 * @param gaps what an interruption of revenue means
 * @param minCohortSize the least number of units that a shown cohort has; 1 shows all
 * @param zone the time zone in which days are told
 * @param asOf the last known day, inclusive
 */
public record RetentionDefinition(
        Unit unit,
        EntryRule entry,
        @Nullable CohortSplit split,
        Cadence granularity,
        PeriodIndex index,
        Criterion criterion,
        Measure measure,
        RelativeTo relativeTo,
        Weighting weighting,
        GapPolicy gaps,
        int minCohortSize,
        ZoneId zone,
        LocalDate asOf)
        implements Serializable {

    /** What a cell is compared with. */
    public enum RelativeTo {
        /** The cohort as it began. */
        COHORT,
        /** What was there at the index before. */
        PREVIOUS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How the cells of one index are joined to one figure. Only complete cells take part. */
    public enum Weighting {
        /** The sum of numerators over the sum of denominators: every unit counts the same. */
        POOLED,
        /** The mean of the shares: every cohort counts the same. */
        SIMPLE,
        /** The median of the shares. */
        MEDIAN,
        /** The product of the pooled steps from index to index: every cohort counts as far as it is known. */
        CHAIN_LADDER;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Checks that the parts fit each other.
     *
     * @throws IllegalArgumentException if the minimum is below 1, the unit is neither account nor user, or one choice excludes another
     */
    public RetentionDefinition {
        if (minCohortSize < 1) {
            throw new IllegalArgumentException("minimum cohort size " + minCohortSize + " must be at least 1");
        }
        if (unit.isMatched()) {
            throw new IllegalArgumentException(
                    "unit \"" + unit.name() + "\" of a cohort must be account or user; a matched id has no life");
        }
        if (entry == EntryRule.RECURRING && split instanceof CohortSplit.Behaviour) {
            throw new IllegalArgumentException("entry recurring must not be split by behaviour after entry; "
                    + "use first, so that each unit has one landmark");
        }
        if (entry == EntryRule.RECURRING
                && split instanceof CohortSplit.Attribute attribute
                && attribute.known() == CohortSplit.Known.AS_OF_ENTRY) {
            throw new IllegalArgumentException("entry recurring must not be split by an attribute as of entry; "
                    + "a unit enters many times, so use first, or the attribute as of now");
        }
        if (relativeTo == RelativeTo.PREVIOUS && measure.isMoney()) {
            throw new IllegalArgumentException(
                    "measure " + measure + " must be relative to the cohort; an amount per account has no previous");
        }
        if (weighting == Weighting.CHAIN_LADDER && measure.isMoney()) {
            throw new IllegalArgumentException("measure " + measure + " must not be averaged by chain-ladder; "
                    + "it is an amount, and steps are shares");
        }
    }

    /**
     * Begins a definition with the usual choices: accounts by the calendar month of their first entry, calendar months, active on the
     * window, logos relative to the cohort, pooled, interruptions strict, nothing suppressed.
     *
     * @param zone the time zone in which days are told
     * @param asOf the last known day, inclusive
     * @return the builder
     */
    public static Builder builder(ZoneId zone, LocalDate asOf) {
        return new Builder(zone, asOf);
    }

    /**
     * Returns the same definition with another measure.
     *
     * @param other the measure
     * @return the definition
     */
    public RetentionDefinition with(Measure other) {
        return toBuilder().measure(other).build();
    }

    /**
     * Returns the same definition with another average.
     *
     * @param other the average
     * @return the definition
     */
    public RetentionDefinition with(Weighting other) {
        return toBuilder().weighting(other).build();
    }

    /**
     * Returns what is counted, without the choices that only divide: facts of equal ones add.
     *
     * @return the definition with the usual measure, relation, weighting and minimum
     */
    public RetentionDefinition counting() {
        return toBuilder()
                .measure(Measure.LOGO)
                .relativeTo(RelativeTo.COHORT)
                .weighting(Weighting.POOLED)
                .minCohortSize(1)
                .build();
    }

    /**
     * Tells whether two tables may be compared: all but the last known day and the split are equal.
     *
     * @param other the definition of the other table
     * @return whether their cells mean the same
     */
    public boolean comparesWith(RetentionDefinition other) {
        return toBuilder().split(other.split).asOf(other.asOf).build().equals(other);
    }

    /** Whether all units of a cohort have the same windows. */
    boolean isUniform() {
        return index instanceof PeriodIndex.Calendar calendar
                && calendar.interval().equals(granularity)
                && !(split instanceof CohortSplit.Behaviour);
    }

    /**
     * Returns a builder that begins with this definition.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        Builder builder = new Builder(zone, asOf);
        builder.unit = unit;
        builder.entry = entry;
        builder.split = split;
        builder.granularity = granularity;
        builder.index = index;
        builder.criterion = criterion;
        builder.measure = measure;
        builder.relativeTo = relativeTo;
        builder.weighting = weighting;
        builder.gaps = gaps;
        builder.minCohortSize = minCohortSize;
        return builder;
    }

    /**
     * Returns every choice by name, as it is printed with a table.
     *
     * @return names and values, in a fixed order
     */
    public Map<String, String> choices() {
        Map<String, String> choices = new LinkedHashMap<>();
        choices.put("asOf", asOf.toString());
        choices.put("zone", zone.toString());
        choices.put("unit", unit.name());
        choices.put("entry", entry.toString());
        Optional.ofNullable(split).ifPresent(by -> choices.put("split", by.toString()));
        choices.put("granularity", granularity.toString());
        choices.put("index", index.toString());
        if (index instanceof PeriodIndex.Calendar calendar) {
            choices.put("interval", calendar.interval().toString());
        }
        choices.put("criterion", criterion.toString());
        choices.put("measure", measure.toString());
        choices.put("relativeTo", relativeTo.toString());
        choices.put("weighting", weighting.toString());
        choices.put("gaps", gaps.toString());
        choices.put("minCohortSize", Integer.toString(minCohortSize));
        choices.put("interval method", measure.countsUnits() ? "wilson 95 %" : "none");
        return Collections.unmodifiableMap(choices);
    }

    /**
     * Returns a short name of all choices, for files and logs: equal definitions have equal ones on every machine.
     *
     * @return the first 16 hexadecimal digits of the SHA-256 of the choices
     */
    public String fingerprint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Returns all choices in a line, such as {@code asOf 2026-10-31, zone UTC, unit account, …}.
     *
     * @return the text
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        choices()
                .forEach((name, value) -> text.append(text.isEmpty() ? "" : ", ")
                        .append(name)
                        .append(' ')
                        .append(value));
        return text.toString();
    }

    /** Builds a {@link RetentionDefinition}. */
    public static final class Builder {
        private Unit unit = Unit.ACCOUNT;
        private EntryRule entry = EntryRule.FIRST;
        private @Nullable CohortSplit split;
        private Cadence granularity = Cadence.MONTHLY;
        private @Nullable PeriodIndex index;
        private Criterion criterion = new Criterion.On();
        private Measure measure = Measure.LOGO;
        private RelativeTo relativeTo = RelativeTo.COHORT;
        private Weighting weighting = Weighting.POOLED;
        private GapPolicy gaps = new GapPolicy.Strict();
        private int minCohortSize = 1;
        private final ZoneId zone;
        private LocalDate asOf;

        private Builder(ZoneId zone, LocalDate asOf) {
            this.zone = zone;
            this.asOf = asOf;
        }

        /**
         * Says who is followed.
         *
         * @param value {@link Unit#ACCOUNT} or {@link Unit#USER}
         * @return this builder
         */
        public Builder unit(Unit value) {
            unit = value;
            return this;
        }

        /**
         * Says what makes a unit a member.
         *
         * @param value the rule
         * @return this builder
         */
        public Builder entry(EntryRule value) {
            entry = value;
            return this;
        }

        /**
         * Tells cohorts apart by more than their time.
         *
         * @param value the property or behaviour, null for neither
         * @return this builder
         */
        public Builder split(@Nullable CohortSplit value) {
            split = value;
            return this;
        }

        /**
         * Says how entries are gathered into cohorts. Unless an index is given, age is counted in the same periods.
         *
         * @param value the periods of entry
         * @return this builder
         */
        public Builder granularity(Cadence value) {
            granularity = value;
            return this;
        }

        /**
         * Says how age is counted.
         *
         * @param value the index
         * @return this builder
         */
        public Builder index(PeriodIndex value) {
            index = value;
            return this;
        }

        /**
         * Says when a unit counts as retained.
         *
         * @param value the criterion
         * @return this builder
         */
        public Builder criterion(Criterion value) {
            criterion = value;
            return this;
        }

        /**
         * Says what the cells show.
         *
         * @param value the measure
         * @return this builder
         */
        public Builder measure(Measure value) {
            measure = value;
            return this;
        }

        /**
         * Says what a cell is compared with.
         *
         * @param value the cohort, or the index before
         * @return this builder
         */
        public Builder relativeTo(RelativeTo value) {
            relativeTo = value;
            return this;
        }

        /**
         * Says how cohorts are averaged.
         *
         * @param value the average
         * @return this builder
         */
        public Builder weighting(Weighting value) {
            weighting = value;
            return this;
        }

        /**
         * Says what an interruption of revenue means.
         *
         * @param value the policy
         * @return this builder
         */
        public Builder gaps(GapPolicy value) {
            gaps = value;
            return this;
        }

        /**
         * Hides small cohorts. 5 is usual where single customers must not be recognised.
         *
         * @param value the least number of units of a shown cohort
         * @return this builder
         */
        public Builder minCohortSize(int value) {
            minCohortSize = value;
            return this;
        }

        /**
         * Says what was known.
         *
         * @param value the last known day, inclusive
         * @return this builder
         */
        public Builder asOf(LocalDate value) {
            asOf = value;
            return this;
        }

        /**
         * Builds the definition.
         *
         * @return the definition
         * @throws IllegalArgumentException if choices do not fit each other
         */
        public RetentionDefinition build() {
            return new RetentionDefinition(
                    unit,
                    entry,
                    split,
                    granularity,
                    index == null ? new PeriodIndex.Calendar(granularity) : index,
                    criterion,
                    measure,
                    relativeTo,
                    weighting,
                    gaps,
                    minCohortSize,
                    zone,
                    asOf);
        }
    }
}
