package io.csmetrics.scorecard;

import io.csmetrics.facts.Segment;
import io.csmetrics.kpi.Cadence;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.scorecard.KpiTarget.Band;
import io.csmetrics.scorecard.Trigger.Comparison;
import io.csmetrics.scorecard.Trigger.Per;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Random targets, triggers and scorecards, for properties. */
@SuppressWarnings("exports") // tests are compiled into the module, which exports nothing of jqwik
public final class RandomScorecards extends DomainContextBase {
    /** Made by jqwik for {@code @Domain}. */
    public RandomScorecards() {}

    private static Arbitrary<String> keys() {
        return Arbitraries.of("one", "two-words", "three-3");
    }

    private static Arbitrary<BigDecimal> numbers() {
        return Arbitraries.bigDecimals()
                .between(new BigDecimal("-1000000"), new BigDecimal("1000000"))
                .ofScale(4);
    }

    /** Triggers of every comparison. */
    @Provide
    public Arbitrary<Trigger> triggers() {
        return Combinators.combine(
                        keys(),
                        Arbitraries.of(Per.class),
                        Arbitraries.of(Comparison.class),
                        numbers().set().ofMinSize(1).ofMaxSize(4),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(8))
                .as((key, per, comparison, numbers, periods, playbook) ->
                        new Trigger(key, per, comparison, thresholds(comparison, numbers), periods, playbook));
    }

    private static List<BigDecimal> thresholds(Comparison comparison, Set<BigDecimal> numbers) {
        List<BigDecimal> sorted = numbers.stream().sorted().toList();
        return switch (comparison) {
            case CHANGES_BAND -> sorted;
            case FALLS_BY, RISES_BY -> List.of(sorted.get(0).abs().add(BigDecimal.ONE));
            case BELOW, ABOVE -> List.of(sorted.get(0));
        };
    }

    /** Targets with numbers and bands, for all accounts and segments, for all time and some. */
    @Provide
    public Arbitrary<KpiTarget> targets() {
        Arbitrary<Segment> segments =
                Arbitraries.of(Segment.overall(), Segment.of("region", "EMEA"), Segment.of("size", Segment.NONE));
        Arbitrary<Optional<ReportingPeriod>> times = Arbitraries.of(
                Optional.empty(), Optional.of(ReportingPeriod.year(2025)), Optional.of(ReportingPeriod.month(2025, 1)));
        return Combinators.combine(keys(), segments, times, numbers(), numbers(), Arbitraries.of(true, false))
                .as((key, segment, time, one, other, isBand) -> new KpiTarget(
                        key,
                        segment,
                        time,
                        isBand ? Optional.empty() : Optional.of(one),
                        isBand ? Optional.of(new Band(one.min(other), one.max(other))) : Optional.empty()));
    }

    /** Scorecards. */
    @Provide
    public Arbitrary<Scorecard> scorecards() {
        return Combinators.combine(
                        Arbitraries.strings().ofMinLength(1).ofMaxLength(10).filter(RandomScorecards::isReadable),
                        Arbitraries.of(Cadence.class),
                        keys().optional(),
                        Arbitraries.of("region", "size").set(),
                        targets().list().ofMaxSize(4),
                        triggers().set().ofMaxSize(4))
                .as((name, cadence, northStar, by, targets, triggers) -> new Scorecard(
                        name,
                        Scorecard.TEAM,
                        cadence,
                        northStar,
                        List.of("one", "two-words", "three-3"),
                        List.copyOf(by),
                        List.copyOf(targets.stream()
                                .collect(Collectors.toMap(
                                        target -> List.of(target.key(), target.segment(), target.validity()),
                                        target -> target,
                                        (first, second) -> first))
                                .values()),
                        List.copyOf(triggers)));
    }

    private static boolean isReadable(String text) {
        return !text.isBlank() && text.codePoints().allMatch(Character::isLetterOrDigit);
    }
}
