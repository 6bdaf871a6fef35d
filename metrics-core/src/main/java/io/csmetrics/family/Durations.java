package io.csmetrics.family;

import io.csmetrics.facts.DurationFacts;
import io.csmetrics.facts.Quotient;
import io.csmetrics.facts.SampleFacts;
import io.csmetrics.select.Param;
import io.csmetrics.select.Statistic;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Statistics of lengths of time. */
final class Durations {
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final BigDecimal NINE_TENTHS = new BigDecimal("0.9");

    /** Survival is a product of fractions; so many digits tell one half from what is next to it. */
    private static final MathContext DIGITS = new MathContext(60);

    private static final BigDecimal NOTHING = new BigDecimal("1e-50");

    private Durations() {}

    static Statistic of(Param<Statistic> statistic) {
        return statistic.ifSet().orElse(Statistic.MEAN);
    }

    static void check(Param<Statistic> statistic, Param<BigDecimal> percentile) {
        Param.requireShare("percentile", percentile);
        switch (of(statistic)) {
            case MEAN, MEDIAN, PERCENTILE, KM_MEDIAN, MIN, MAX -> {
                // statistics of lengths
            }
            case COUNT, SUM, DISTINCT ->
                throw new IllegalArgumentException("statistic " + of(statistic)
                        + " of lengths of time must be MEAN, MEDIAN, PERCENTILE, KM_MEDIAN, MIN or MAX");
        }
    }

    static Answer answer(DurationFacts facts, Statistic statistic, Param<BigDecimal> percentile) {
        Evidence.Builder evidence = Evidence.builder()
                .n(facts.n())
                .excluded(facts.excluded())
                .censored(facts.censored())
                .method(statistic.name());
        if (statistic == Statistic.KM_MEDIAN) {
            if (facts.n() + facts.censored() == 0) {
                return noData(evidence);
            }
            Optional<Long> median = kaplanMeierMedian(facts);
            return median.<Answer>map(value -> new Answer.Value(Quotient.of(value), evidence.build()))
                    .orElseGet(() -> new Answer.Undefined(
                            UndefinedReason.IMMATURE, "fewer than half of the units have finished", evidence.build()));
        }
        if (facts.n() == 0) {
            return facts.censored() == 0
                    ? noData(evidence)
                    : new Answer.Undefined(
                            UndefinedReason.IMMATURE,
                            "none of the " + facts.censored() + " that started has finished",
                            evidence.build());
        }
        if (statistic == Statistic.MEAN) {
            BigDecimal sum = BigDecimal.valueOf(facts.sum());
            BigDecimal n = BigDecimal.valueOf(facts.n());
            evidence.term("sum", sum).divide(Quotient.of(1), sum, n, "the number of units");
            return new Answer.Value(Quotient.of(sum.divide(n, 0, RoundingMode.HALF_EVEN)), evidence.build());
        }
        SampleFacts sample = sample(facts);
        BigDecimal value = switch (statistic) {
            case MIN -> sample.counts().firstKey();
            case MAX -> sample.counts().lastKey();
            case PERCENTILE -> sample.percentile(percentile.ifSet().orElse(NINE_TENTHS));
            default -> sample.percentile(HALF);
        };
        return new Answer.Value(Quotient.of(value.setScale(0, RoundingMode.HALF_EVEN)), evidence.build());
    }

    private static Answer noData(Evidence.Builder evidence) {
        return new Answer.Undefined(UndefinedReason.NO_DATA, "there is no unit to take the time of", evidence.build());
    }

    private static SampleFacts sample(DurationFacts facts) {
        SortedMap<BigDecimal, Long> counts = new TreeMap<>();
        facts.finished().forEach((length, count) -> counts.put(BigDecimal.valueOf(length), count));
        return new SampleFacts(facts.excluded(), counts, Collections.emptySortedSet());
    }

    /** The first length at which the Kaplan-Meier estimate of survival is at or below one half. */
    private static Optional<Long> kaplanMeierMedian(DurationFacts facts) {
        SortedSet<Long> lengths = new TreeSet<>(facts.finished().keySet());
        lengths.addAll(facts.open().keySet());
        BigDecimal survival = BigDecimal.ONE;
        long atRisk = facts.n() + facts.censored();
        for (long length : lengths) {
            long events = facts.finished().getOrDefault(length, 0L);
            survival = survival.multiply(
                    BigDecimal.valueOf(atRisk - events).divide(BigDecimal.valueOf(atRisk), DIGITS), DIGITS);
            if (events > 0 && survival.compareTo(HALF.add(NOTHING)) <= 0) {
                return Optional.of(length);
            }
            atRisk -= events + facts.open().getOrDefault(length, 0L);
        }
        return Optional.empty();
    }
}
