package io.csmetrics.health.model;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Models as different as they can be: every normaliser, source, policy, rule and condition, on every scale. */
@SuppressWarnings("exports") // tests of other packages use it; nothing is exported
public final class RandomModels {
    private RandomModels() {}

    /**
     * Returns models.
     *
     * @return models of 1 to 4 groups of 1 to 4 signals
     */
    public static Arbitrary<HealthModel> models() {
        return groups().flatMap(RandomModels::models);
    }

    private static Arbitrary<HealthModel> models(List<SignalGroup> groups) {
        List<String> signals = groups.stream()
                .flatMap(group -> group.signals().stream())
                .map(HealthSignal::id)
                .toList();
        return Combinators.combine(
                        frames(),
                        usualParts(),
                        rules(signals),
                        texts(),
                        conditions(attributes()).optional())
                .as((frame, parts, rules, texts, appliesTo) -> {
                    HealthModel.Builder builder = HealthModel.builder(texts.get(0), texts.get(1))
                            .groups(groups)
                            .rules(rules);
                    appliesTo.ifPresent(builder::appliesTo);
                    if (texts.size() > 2) {
                        builder.title(texts.get(2)).note(texts.get(texts.size() - 1));
                    }
                    return parts.apply(frame.apply(builder)).build();
                });
    }

    /** Ids, names and words. */
    private static Arbitrary<String> words() {
        return Arbitraries.strings()
                .alpha()
                .numeric()
                .withChars("_-. äß中\"\\")
                .ofMinLength(1)
                .ofMaxLength(12)
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private static Arbitrary<List<String>> texts() {
        return words().list().ofMinSize(2).ofMaxSize(4);
    }

    private static List<String> attributes() {
        return List.of("segment", "plan", "region of \"EMEA\"");
    }

    /** Numbers as people write them, and a few that only machines make. */
    private static Arbitrary<Double> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(-100, 100).map(Integer::doubleValue),
                Arbitraries.doubles().between(-1_000, 1_000).ofScale(3),
                Arbitraries.of(0.1 + 0.2, 1e-9, -1e15, Math.PI));
    }

    private static Arbitrary<Double> scores() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(0, 100).map(Integer::doubleValue),
                Arbitraries.doubles().between(0, 100).ofScale(2));
    }

    private static Arbitrary<Double> positives() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(1, 400).map(Integer::doubleValue),
                Arbitraries.doubles().between(0.01, 10).ofScale(2));
    }

    /** Numbers that rise. Repeats are taken out here: a list of "unique elements" was seen with one number twice. */
    private static Arbitrary<List<Double>> rising(int least, int most) {
        return numbers()
                .list()
                .ofMinSize(least)
                .ofMaxSize(most)
                .map(list -> list.stream().distinct().sorted().toList())
                .filter(list -> list.size() >= least);
    }

    private static Arbitrary<List<Normaliser.Point>> points() {
        return rising(2, 5)
                .flatMap(xs -> scores().list().ofSize(xs.size()).map(scores -> {
                    List<Normaliser.Point> points = new ArrayList<>();
                    for (int i = 0; i < xs.size(); i++) {
                        points.add(new Normaliser.Point(xs.get(i), scores.get(i)));
                    }
                    return points;
                }));
    }

    private static Arbitrary<List<Normaliser.Step>> steps() {
        return points().map(points -> {
            List<Normaliser.Step> steps = new ArrayList<>();
            points.forEach(point -> steps.add(new Normaliser.Step(OptionalDouble.of(point.x()), point.score())));
            steps.set(
                    steps.size() - 1,
                    new Normaliser.Step(
                            OptionalDouble.empty(), steps.get(steps.size() - 1).score()));
            return steps;
        });
    }

    private static Arbitrary<SortedMap<String, Double>> scoreMaps() {
        return Arbitraries.maps(words(), scores()).ofMinSize(1).ofMaxSize(4).map(TreeMap::new);
    }

    /**
     * Returns normalisers of all types.
     *
     * @return normalisers
     */
    public static Arbitrary<Normaliser> normalisers() {
        Arbitrary<List<Double>> ends =
                numbers().list().ofSize(2).filter(x -> !x.get(0).equals(x.get(1)));
        Arbitrary<Boolean> turned = Arbitraries.of(true, false);
        List<Arbitrary<? extends Normaliser>> all = List.of(
                ends.map(x -> new Normaliser.Linear(x.get(0), x.get(1))),
                points().map(Normaliser.Points::new),
                steps().map(Normaliser.Steps::new),
                rising(4, 4).map(x -> new Normaliser.Peak(x.get(0), x.get(1), x.get(2), x.get(3))),
                rising(3, 3).map(x -> new Normaliser.Peak(x.get(0), x.get(1), x.get(1), x.get(2))),
                ends.map(x -> new Normaliser.Logistic(x.get(0), x.get(1))),
                ends.map(x -> new Normaliser.Log(x.get(0), x.get(1))),
                positives().map(Normaliser.Recency::new),
                Combinators.combine(numbers().list().ofMinSize(1).ofMaxSize(8), turned)
                        .as(Normaliser.Percentile::new),
                Combinators.combine(numbers(), positives(), turned, turned).as(Normaliser.ZScore::new),
                Combinators.combine(
                                Arbitraries.integers().between(1, 12),
                                Arbitraries.integers().between(1, 12),
                                points())
                        .as((one, other, points) ->
                                new Normaliser.Baseline(Math.max(one, other), Math.min(one, other), points)),
                Combinators.combine(scoreMaps(), scores().optional())
                        .as((map, other) -> new Normaliser.Categories(map, decimal(other))),
                Combinators.combine(scores(), scores()).as(Normaliser.YesNo::new));
        return Arbitraries.of(all).flatMap(each -> each.map(normaliser -> normaliser));
    }

    /**
     * Returns all that can become of a signal without a value.
     *
     * @return policies
     */
    public static Arbitrary<MissingPolicy> policies() {
        return Arbitraries.oneOf(
                Arbitraries.of(new MissingPolicy.Exclude(), new MissingPolicy.Last(), new MissingPolicy.Required()),
                scores().map(MissingPolicy.Fixed::new),
                scoreMaps().map(MissingPolicy.SegmentMedian::new));
    }

    private static Arbitrary<SignalSource> sources() {
        Arbitrary<SortedMap<String, String>> params =
                Arbitraries.maps(words(), words()).ofMaxSize(3).map(TreeMap::new);
        return Arbitraries.oneOf(
                Arbitraries.just(new SignalSource.Given()),
                words().map(SignalSource.Attribute::new),
                Combinators.combine(words(), params, Arbitraries.integers().between(1, 365_000))
                        .as((kpi, values, days) -> new SignalSource.Kpi(kpi, values, Duration.ofDays(days))));
    }

    private static OptionalDouble decimal(Optional<Double> number) {
        return number.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    private static Arbitrary<Double> weights() {
        return Arbitraries.oneOf(Arbitraries.just(0.0), positives());
    }

    private static Arbitrary<HealthSignal> signals() {
        return Combinators.combine(
                        words(),
                        texts().optional(),
                        weights(),
                        sources(),
                        positives().optional().list().ofSize(3),
                        normalisers(),
                        policies())
                .as((id, texts, weight, source, days, normaliser, policy) -> new HealthSignal(
                        id,
                        texts.map(each -> each.get(0)),
                        texts.map(each -> each.get(1)),
                        weight,
                        source,
                        decimal(days.get(0)),
                        decimal(days.get(1)),
                        decimal(days.get(2)),
                        normaliser,
                        policy));
    }

    private static Arbitrary<List<SignalGroup>> groups() {
        Arbitrary<SignalGroup> group = Combinators.combine(
                        words(),
                        words().optional(),
                        weights(),
                        Arbitraries.of(Aggregation.class),
                        signals().list().ofMinSize(1).ofMaxSize(4))
                .as(SignalGroup::new);
        return group.list().ofMinSize(1).ofMaxSize(4).map(RandomModels::told);
    }

    /** The same groups with ids that are there once, and something that weighs in each. */
    private static List<SignalGroup> told(List<SignalGroup> groups) {
        List<SignalGroup> told = new ArrayList<>();
        for (SignalGroup group : groups) {
            List<HealthSignal> signals = new ArrayList<>();
            for (HealthSignal signal : group.signals()) {
                String id = signal.id() + told.size() + "/" + signals.size();
                signals.add(new HealthSignal(
                        id,
                        signal.title(),
                        signal.note(),
                        signals.isEmpty() ? signal.weight() + 1 : signal.weight(),
                        signal.source(),
                        signal.maxAgeDays(),
                        signal.halfLifeDays(),
                        signal.feedDays(),
                        signal.normaliser(),
                        signal.missing()));
            }
            double weight = told.isEmpty() ? group.weight() + 1 : group.weight();
            told.add(new SignalGroup(group.id() + told.size(), group.title(), weight, group.aggregation(), signals));
        }
        return told;
    }

    /** The ends of a scale are scores whatever the number of decimals. */
    private static List<Double> withWholeEnds(List<Double> rising) {
        List<Double> edges = new ArrayList<>(rising);
        edges.set(0, Math.floor(edges.get(0)));
        edges.set(edges.size() - 1, Math.ceil(edges.get(edges.size() - 1)));
        return edges;
    }

    /** Scale, bands and hysteresis, which depend on each other. */
    private static Arbitrary<UnaryOperator<HealthModel.Builder>> frames() {
        return Combinators.combine(
                        rising(2, 6).map(RandomModels::withWholeEnds),
                        Arbitraries.integers().between(0, Scale.MOST_DECIMALS),
                        Arbitraries.of(0.0, 0.1, 0.5),
                        Arbitraries.integers().between(1, 5))
                .as((edges, decimals, share, confirmations) -> builder -> {
                    List<Band> bands = new ArrayList<>();
                    double narrowest = Double.MAX_VALUE;
                    for (int i = 0; i + 1 < edges.size(); i++) {
                        bands.add(new Band("band " + i, edges.get(i)));
                        narrowest = Math.min(narrowest, edges.get(i + 1) - edges.get(i));
                    }
                    return builder.scale(new Scale(edges.get(0), edges.get(edges.size() - 1), decimals))
                            .bands(bands)
                            .hysteresis(new Hysteresis(narrowest * share, confirmations));
                });
    }

    private static Arbitrary<UnaryOperator<HealthModel.Builder>> usualParts() {
        Arbitrary<Double> shares = Arbitraries.doubles().between(0, 1).ofScale(2);
        return Combinators.combine(
                        Combinators.combine(shares, shares).as(Coverage::new),
                        Combinators.combine(Arbitraries.integers().between(3, 9), positives())
                                .as(TrendRule::new),
                        Combinators.combine(Arbitraries.integers().between(1, 90), Arbitraries.of(true, false))
                                .as(OverrideRule::new),
                        Arbitraries.of(Orientation.class),
                        Arbitraries.of(Aggregation.class),
                        Arbitraries.integers().between(0, 40_000).optional())
                .as((coverage, trend, override, orientation, aggregation, day) -> builder -> {
                    day.ifPresent(each -> builder.effectiveFrom(LocalDate.ofEpochDay(each)));
                    return builder.coverage(coverage)
                            .trend(trend)
                            .override(override)
                            .orientation(orientation)
                            .aggregation(aggregation);
                });
    }

    /**
     * Returns conditions.
     *
     * @param names what they can speak of
     * @return conditions, at most three in each other
     */
    public static Arbitrary<ModelCondition> conditions(List<String> names) {
        Arbitrary<String> name = Arbitraries.of(names);
        Arbitrary<ModelCondition> leaf = Arbitraries.oneOf(
                Combinators.combine(name, Arbitraries.of(Comparison.class), numbers())
                        .as(ModelCondition.Compare::new),
                Combinators.combine(name, words().list().ofMinSize(1).ofMaxSize(3))
                        .as((each, texts) -> new ModelCondition.In(each, new TreeSet<>(texts))));
        return Arbitraries.recursive(
                () -> leaf,
                part -> Arbitraries.oneOf(
                        part,
                        part.map(ModelCondition.Not::new),
                        part.list().ofMinSize(1).ofMaxSize(3).map(ModelCondition.All::new),
                        part.list().ofMinSize(1).ofMaxSize(3).map(ModelCondition.Any::new)),
                2);
    }

    private static Arbitrary<List<HealthRule>> rules(List<String> signals) {
        Arbitrary<HealthRule> rule = Combinators.combine(
                        conditions(signals),
                        rising(2, 2),
                        Arbitraries.integers().between(0, 2),
                        words().optional(),
                        Arbitraries.of(true, false))
                .as((when, ends, kind, reason, fires) -> new HealthRule(
                        "rule",
                        when,
                        kind == 0 ? OptionalDouble.empty() : OptionalDouble.of(ends.get(0)),
                        kind == 1 ? OptionalDouble.empty() : OptionalDouble.of(ends.get(1)),
                        reason,
                        fires));
        return rule.list().ofMaxSize(4).map(rules -> {
            HealthRule[] named = rules.toArray(HealthRule[]::new);
            for (int i = 0; i < named.length; i++) {
                HealthRule each = named[i];
                named[i] = new HealthRule(
                        "rule " + i, each.when(), each.floor(), each.cap(), each.reason(), each.firesIfMissing());
            }
            return Arrays.asList(named);
        });
    }
}
