package io.csmetrics.family;

import io.csmetrics.count.Counter;
import io.csmetrics.count.DistinctCounter;
import io.csmetrics.count.Need;
import io.csmetrics.count.SampleCounter;
import io.csmetrics.count.UnitCounter;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.facts.DistinctFacts;
import io.csmetrics.facts.Facts;
import io.csmetrics.facts.Quotient;
import io.csmetrics.facts.SampleFacts;
import io.csmetrics.facts.UnitFacts;
import io.csmetrics.period.Reading;
import io.csmetrics.select.Param;
import io.csmetrics.select.Population;
import io.csmetrics.select.Statistic;
import io.csmetrics.select.UnitValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A statistic over the numbers of a population's units. Units without the number are left out and counted as excluded. Undefined with
 * NO_DATA where a mean, median, percentile or extreme of nothing is asked for; a count or sum of nothing is 0, unless
 * {@code requireAny} says otherwise.
 *
 * @param population the units
 * @param value the number of each unit
 * @param weight how much the unit counts in a {@link Statistic#MEAN}, which is then
 *     {@code sum of weight * value / sum of weights}; absent for the same weight of all. Units without the weight are left out and
 *     counted as excluded, too; weights that sum to 0 leave it undefined with ZERO_DENOMINATOR
 * @param statistic what is made of the numbers
 * @param percentile the share of numbers below; for {@link Statistic#PERCENTILE} only
 * @param per scales a count to a length of time: times {@code per} over the length of the period; absent for the period itself
 * @param scale what the statistic is multiplied by
 * @param requireAny whether a count or sum of nothing is undefined
 */
public record Aggregate(
        Population population,
        UnitValue value,
        @Nullable UnitValue weight,
        Statistic statistic,
        @Nullable Param<BigDecimal> percentile,
        @Nullable Param<Duration> per,
        BigDecimal scale,
        boolean requireAny)
        implements Family {

    private static final BigDecimal HALF = new BigDecimal("0.5");

    /** Checks that the statistic fits the number. */
    public Aggregate {
        boolean text = value instanceof UnitValue.AccountField;
        boolean fits = text
                ? statistic == Statistic.DISTINCT || statistic == Statistic.COUNT
                : statistic != Statistic.DISTINCT;
        if (!fits) {
            throw new IllegalArgumentException(
                    statistic + " of " + value + " must be a statistic of numbers, or DISTINCT or COUNT of a property");
        }
        if (statistic == Statistic.KM_MEDIAN) {
            throw new IllegalArgumentException(statistic + " must be of lengths of time; take MEDIAN");
        }
        if (weight != null && statistic != Statistic.MEAN) {
            throw new IllegalArgumentException(statistic + " must not be weighted; take MEAN, or leave the weight out");
        }
        if ((statistic == Statistic.PERCENTILE) != (percentile != null)) {
            throw new IllegalArgumentException(
                    statistic + (percentile == null ? " must say which percentile" : " must not say a percentile"));
        }
        if (percentile != null) {
            Param.requireShare("percentile", percentile);
        }
        if (per != null) {
            Param.requireLength("per", per, Duration.ofMillis(1));
        }
    }

    /**
     * Returns a statistic over a population.
     *
     * @param statistic the statistic
     * @param value the number of each unit
     * @param population the units
     * @return the aggregate, for the period itself, times 1
     */
    public static Aggregate of(Statistic statistic, UnitValue value, Population population) {
        return new Aggregate(population, value, null, statistic, null, null, BigDecimal.ONE, false);
    }

    /**
     * Returns a mean in which units weigh differently.
     *
     * @param value the number of each unit
     * @param weight how much the unit counts
     * @param population the units
     * @return the weighted mean
     */
    public static Aggregate weightedMean(UnitValue value, UnitValue weight, Population population) {
        return new Aggregate(population, value, weight, Statistic.MEAN, null, null, BigDecimal.ONE, false);
    }

    /**
     * Multiplies the statistic.
     *
     * @param factor the factor
     * @return the scaled aggregate
     */
    public Aggregate times(long factor) {
        BigDecimal scaled = scale.multiply(BigDecimal.valueOf(factor));
        return new Aggregate(population, value, weight, statistic, percentile, per, scaled, requireAny);
    }

    /**
     * Returns the number of units.
     *
     * @param population the units
     * @return the count
     */
    public static Aggregate count(Population population) {
        return of(Statistic.COUNT, new UnitValue.One(), population);
    }

    private Counter counter() {
        if (value instanceof UnitValue.AccountField field) {
            return new DistinctCounter(population, field.accountField());
        }
        return switch (statistic) {
            case COUNT, SUM, MEAN, DISTINCT -> units(weight == null ? value : new UnitValue.Product(value, weight));
            case MEDIAN, PERCENTILE, MIN, MAX, KM_MEDIAN -> new SampleCounter(population, value);
        };
    }

    private Counter units(UnitValue number) {
        return new UnitCounter(population, null, null, number);
    }

    @Override
    public void needs(Reading reading, AccountFilter only, Consumer<Need> out) {
        out.accept(new Need(counter(), reading, only));
        if (weight != null) {
            out.accept(new Need(weights(weight), reading, only));
        }
    }

    /** A unit that weighs something but has no number must not count in the sum of the weights. */
    private Counter weights(UnitValue of) {
        return units(new UnitValue.Product(of, new UnitValue.Has(value)));
    }

    @Override
    public Answer answer(Reading reading, AccountFilter only, Counts counts) {
        Facts facts = counts.of().apply(new Need(counter(), reading, only));
        Quotient factor = Quotient.of(scale).times(perPeriod(reading, counts));
        if (value instanceof UnitValue.AccountField) {
            DistinctFacts distinct = Facts.sameType(DistinctFacts.class, facts);
            Evidence evidence = Evidence.builder()
                    .n(distinct.n())
                    .excluded(distinct.excluded())
                    .build();
            long number = statistic == Statistic.COUNT
                    ? distinct.n()
                    : distinct.names().size();
            return requireAny && distinct.n() == 0
                    ? noData(evidence)
                    : new Answer.Value(factor.times(Quotient.of(number)), evidence);
        }
        return switch (statistic) {
            case COUNT, SUM, MEAN, DISTINCT ->
                ofUnits(
                        Facts.sameType(UnitFacts.class, facts),
                        weight == null ? null : counts.of(UnitFacts.class, new Need(weights(weight), reading, only)),
                        factor);
            case MEDIAN, PERCENTILE, MIN, MAX, KM_MEDIAN -> ofSample(Facts.sameType(SampleFacts.class, facts), factor);
        };
    }

    private Answer ofUnits(UnitFacts units, @Nullable UnitFacts weights, Quotient factor) {
        Evidence.Builder evidence = Evidence.builder()
                .n(units.n())
                .excluded(units.excluded())
                .flag(Flag.HISTORY_STARTS_INSIDE, units.importedInside() > 0);
        if (units.scales().size() > 1 && statistic != Statistic.COUNT) {
            return mixedScale(units.scales(), evidence.build());
        }
        if (units.n() == 0 && (requireAny || statistic == Statistic.MEAN)) {
            return noData(evidence.build());
        }
        if (weights != null) {
            return evidence.term("weighted sum", units.sum())
                    .term("weights", weights.sum())
                    .divide(factor, units.sum(), weights.sum(), "the sum of the weights");
        }
        if (statistic == Statistic.MEAN) {
            return evidence.term("sum", units.sum())
                    .divide(factor, units.sum(), BigDecimal.valueOf(units.n()), "the number of units");
        }
        BigDecimal number = statistic == Statistic.COUNT ? BigDecimal.valueOf(units.n()) : units.sum();
        return new Answer.Value(factor.times(Quotient.of(number)), evidence.build());
    }

    private Answer ofSample(SampleFacts sample, Quotient factor) {
        Evidence evidence =
                Evidence.builder().n(sample.n()).excluded(sample.excluded()).build();
        if (sample.scales().size() > 1) {
            return mixedScale(sample.scales(), evidence);
        }
        if (sample.counts().isEmpty()) {
            return noData(evidence);
        }
        Function<SampleFacts, BigDecimal> read = switch (statistic) {
            case MIN -> facts -> facts.counts().firstKey();
            case MAX -> facts -> facts.counts().lastKey();
            default -> facts -> facts.percentile(percentile == null ? HALF : percentile.get());
        };
        return new Answer.Value(factor.times(Quotient.of(read.apply(sample))), evidence);
    }

    /** {@code per / length of the visible period}, or 1. */
    private Quotient perPeriod(Reading reading, Counts counts) {
        if (per == null) {
            return Quotient.of(1);
        }
        long length = Duration.between(reading.start(counts.zone()), reading.visibleEnd(counts.zone()))
                .toMillis();
        return Quotient.of(per.get().toMillis(), length);
    }

    private static Answer noData(Evidence evidence) {
        return new Answer.Undefined(UndefinedReason.NO_DATA, "there is no unit to take the statistic of", evidence);
    }

    static Answer mixedScale(SortedSet<String> scales, Evidence evidence) {
        return new Answer.Undefined(
                UndefinedReason.MIXED_SCALE,
                "answers are on the scales " + String.join(", ", scales) + "; ask for one of them",
                evidence);
    }
}
