package io.csmetrics.health.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.health.history.RandomAccounts;
import io.csmetrics.health.model.Band;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.HealthSignal;
import io.csmetrics.health.model.Normaliser;
import io.csmetrics.health.model.Orientation;
import io.csmetrics.health.model.RandomModels;
import io.csmetrics.health.model.SignalGroup;
import io.csmetrics.health.model.SignalValue;
import io.csmetrics.health.score.Contribution;
import io.csmetrics.health.score.HealthScore;
import io.csmetrics.health.score.HealthScorer;
import io.csmetrics.health.score.SignalColumns;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class PathProperties {

    @Provide
    Arbitrary<RandomAccounts> accounts() {
        return RandomAccounts.of(1);
    }

    @Provide
    Arbitrary<Normaliser> normalisers() {
        return RandomModels.normalisers();
    }

    private static SignalColumns columns(RandomAccounts random) {
        return random.book().columns(random.model(), random.accounts(), RandomAccounts.NOW);
    }

    @Property(tries = 150)
    void everyRouteLeadsThereWhenItIsTaken(@ForAll("accounts") RandomAccounts random) {
        HealthScorer scorer = HealthScorer.of(random.model());
        SignalColumns columns = columns(random);
        PathToBand path = PathFinder.of(scorer).path(columns, 0, RandomAccounts.NOW);
        List<Band> bands = random.model().bands();
        int target = bands.indexOf(path.target());
        boolean up = random.model().orientation() == Orientation.HEALTH;
        for (Route route : path.routes()) {
            Map<String, SignalValue> moved = new HashMap<>();
            route.moves().forEach(move -> moved.put(move.signal().id(), move.to()));
            HealthScore after = scorer.score(columns.whatIf(0, List.of(moved)), 0, RandomAccounts.NOW);
            assertThat(after.score()).hasValue(route.score());
            int band = bands.indexOf(after.band().orElseThrow());
            assertThat(up ? band >= target : band <= target).isTrue();
            assertThat(route.blockedBy()).isEmpty();
            assertThat(route.cost()).isNotNegative();
        }
        assertThat(path.singles()).isSortedAccordingTo((a, b) -> Double.compare(a.cost(), b.cost()));
        assertThat(path.together().isPresent() && !path.singles().isEmpty()).isFalse();
    }

    @Property(tries = 60)
    void theOrderOfTheFileChangesNothing(@ForAll("accounts") RandomAccounts random) {
        HealthModel model = random.model();
        List<SignalGroup> turned = new ArrayList<>();
        for (SignalGroup group : model.groups()) {
            List<HealthSignal> signals = new ArrayList<>(group.signals());
            Collections.reverse(signals);
            turned.add(new SignalGroup(group.id(), group.title(), group.weight(), group.aggregation(), signals));
        }
        Collections.reverse(turned);
        HealthModel other = model.withGroups(model.version(), turned);
        PathToBand one = PathFinder.of(HealthScorer.of(model)).path(columns(random), 0, RandomAccounts.NOW);
        PathToBand same = PathFinder.of(HealthScorer.of(other)).path(columns(random), 0, RandomAccounts.NOW);
        assertThat(same.routes()).isEqualTo(one.routes());
        assertThat(same.blocked()).isEqualTo(one.blocked());
    }

    private static PathToBand meanPath(List<Integer> weights, List<Double> values, String target) {
        HealthSignal[] signals = new HealthSignal[weights.size()];
        SignalColumns.Builder columns = SignalColumns.of(List.of("A"));
        for (int i = 0; i < signals.length; i++) {
            signals[i] = HealthSignal.builder("s" + i, Normaliser.identity())
                    .weight(weights.get(i))
                    .build();
            columns.numbers("s" + i, new double[] {values.get(i)});
        }
        HealthModel model = HealthModel.builder("mean", "1")
                .redYellowGreen(50, 75)
                .group(SignalGroup.of("all", 1, signals))
                .build();
        return PathFinder.of(HealthScorer.of(model)).path(columns.build(), 0, RandomAccounts.NOW, target);
    }

    /** For a mean, the signal with the larger share goes first, and the other one takes the rest: two values told in few decimals. */
    @Property(tries = 300)
    void theCheapestTwoMovesAreThoseOfTheFormula(
            @ForAll @Size(min = 2, max = 6) List<@IntRange(min = 1, max = 9) Integer> weights,
            @ForAll @Size(6) List<@DoubleRange(min = 0, max = 70) Double> values) {
        PathToBand path = meanPath(weights, values, "green");
        if (path.isThere() || !path.singles().isEmpty()) {
            return;
        }
        double rise = 75 - 0.05 - path.now().computed().orElseThrow();
        double least = Double.POSITIVE_INFINITY;
        for (Contribution one : path.now().contributions()) {
            for (Contribution other : path.now().contributions()) {
                double first = 100 - one.subScore().orElseThrow();
                double second = (rise - one.share() * first) / other.share();
                boolean can = second <= 100 - other.subScore().orElseThrow() - 1e-6;
                if (!one.equals(other) && can) {
                    least = Math.min(least, first + second);
                }
            }
        }
        if (least < Double.POSITIVE_INFINITY) {
            assertThat(path.together().orElseThrow().cost()).isBetween(least - 1e-6, least + 2 + 1e-6);
        }
    }

    /** For a weighted mean the sub-score must rise by (edge - score) / share; the edge is reached from half a tenth below it. */
    @Property(tries = 300)
    void forAMeanTheNeededSubScoreIsThatOfTheFormula(
            @ForAll @Size(min = 2, max = 6) List<@IntRange(min = 1, max = 9) Integer> weights,
            @ForAll @Size(6) List<@DoubleRange(min = 0, max = 100) Double> values) {
        PathToBand path = meanPath(weights, values, "green");
        if (path.isThere()) {
            return;
        }
        int found = 0;
        for (Contribution each : path.now().contributions()) {
            double rise = (path.target().from() - 0.05 - path.now().computed().orElseThrow()) / each.share();
            boolean can = each.subScore().orElseThrow() + rise <= 100 - 1e-6;
            String id = each.signal().id();
            double cost = path.singles().stream()
                    .filter(route -> route.moves().get(0).signal().id().equals(id))
                    .mapToDouble(Route::cost)
                    .findFirst()
                    .orElse(-1);
            if (can) {
                found++;
                assertThat(cost).isBetween(rise - 1e-6, rise + 1 + 1e-6);
            }
        }
        assertThat(path.singles()).hasSizeGreaterThanOrEqualTo(found);
    }

    @Property(tries = 500)
    void anInvertedValueIsGoodEnoughAndNoFurtherThanOnePoint(
            @ForAll("normalisers") Normaliser normaliser,
            @ForAll @DoubleRange(min = -200, max = 200) double now,
            @ForAll @DoubleRange(min = 0, max = 100) double needed,
            @ForAll boolean up) {
        HealthModel model = HealthModel.builder("inverse", "1")
                .bands(List.of(new Band("all", 0)))
                .group("all", 1, HealthSignal.builder("x", normaliser))
                .build();
        HealthScorer scorer = HealthScorer.of(model);
        RawValues raw = new RawValues(scorer, model.signals().get(0), up);
        double best = raw.best();
        var found = raw.nearest(SignalValue.of(now), needed);
        boolean can = up ? best >= needed : best <= needed;
        assertThat(found).matches(value -> value.isPresent() || !can);
        found.ifPresent(value -> {
            double score = raw.subScore(value);
            assertThat(up ? score >= needed : score <= needed).isTrue();
            double before = raw.subScore(SignalValue.of(now));
            if (up ? before >= needed : before <= needed) {
                assertThat(score).isCloseTo(before, within(0.0));
            }
        });
    }
}
