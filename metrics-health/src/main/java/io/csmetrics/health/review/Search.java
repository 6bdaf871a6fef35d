package io.csmetrics.health.review;

import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.HealthRule;
import io.csmetrics.health.model.HealthSignal;
import io.csmetrics.health.model.ModelCondition;
import io.csmetrics.health.model.Orientation;
import io.csmetrics.health.model.SignalValue;
import io.csmetrics.health.score.BatchScores;
import io.csmetrics.health.score.Contribution;
import io.csmetrics.health.score.HealthScore;
import io.csmetrics.health.score.HealthScorer;
import io.csmetrics.health.score.SignalColumns;
import io.csmetrics.health.score.SignalState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** One account on its way to a band: which signals can move, how far, and what the scorer says to it. */
final class Search {
    final HealthScorer scorer;
    final HealthScore now;
    final boolean up;
    final SubScoreSpace space;

    /** The signals that can move, by id, as indexes of the contributions. */
    final List<Integer> movable;

    private final SignalColumns columns;
    private final int row;
    private final int target;
    private final RawValues[] raw;

    Search(HealthScorer scorer, HealthScorer plain, SignalColumns columns, int row, HealthScore now, int target) {
        this.scorer = scorer;
        this.now = now;
        this.columns = columns;
        this.row = row;
        this.target = target;
        HealthModel model = scorer.model();
        up = model.orientation() == Orientation.HEALTH;
        space = new SubScoreSpace(plain, now, columns.segmentOf(row), target);
        raw = model.signals().stream()
                .map(signal -> new RawValues(scorer, signal, up))
                .toArray(RawValues[]::new);
        movable = IntStream.range(0, raw.length)
                .filter(j -> now.contributions().get(j).state() != SignalState.NOT_APPLICABLE)
                .filter(j -> !Double.isNaN(raw[j].best()))
                .boxed()
                .sorted(Comparator.comparing(j -> signal(j).id()))
                .toList();
    }

    HealthSignal signal(int j) {
        return now.contributions().get(j).signal();
    }

    RawValues raw(int j) {
        return raw[j];
    }

    SignalValue value(int j) {
        return now.contributions().get(j).raw();
    }

    boolean isGood(HealthScore score) {
        return score.band()
                .map(scorer.model().bands()::indexOf)
                .filter(band -> up ? band >= target : band <= target)
                .isPresent();
    }

    /** By how many sub-score points a signal must get better; what makes it worse costs nothing. */
    double cost(int j, double subScore) {
        double start = space.start(j);
        return Math.max(0, up ? subScore - start : start - subScore);
    }

    /** Values of a signal at which a rule may begin or cease to hold. */
    Set<SignalValue> turns(int j) {
        Set<SignalValue> turns = new LinkedHashSet<>();
        String id = signal(j).id();
        for (HealthRule rule : scorer.model().rules()) {
            rule.when().forEachLeaf("", (path, leaf) -> {
                if (leaf instanceof ModelCondition.Compare compare
                        && compare.name().equals(id)) {
                    turns.addAll(raw[j].around(compare.limit(), value(j)));
                } else if (leaf instanceof ModelCondition.In in && in.name().equals(id)) {
                    turns.addAll(raw[j].spelledWords(value(j)));
                }
            });
        }
        return turns;
    }

    /** Which of several sets of values lead to the band, rules included. */
    boolean[] reach(List<Map<Integer, SignalValue>> trials) {
        BatchScores scores =
                scorer.score(columns.whatIf(row, trials.stream().map(this::byId).toList()), now.asOf());
        boolean[] reach = new boolean[trials.size()];
        for (int i = 0; i < reach.length; i++) {
            reach[i] = space.reaches(scores, i);
        }
        return reach;
    }

    private Map<String, SignalValue> byId(Map<Integer, SignalValue> values) {
        Map<String, SignalValue> byId = new TreeMap<>();
        values.forEach((j, value) -> byId.put(signal(j).id(), value));
        return byId;
    }

    double cost(Map<Integer, SignalValue> values) {
        double cost = 0;
        for (int j : movable) {
            SignalValue value = values.get(j);
            cost += value == null ? 0 : cost(j, raw[j].subScore(value));
        }
        return cost;
    }

    /** The route as the scorer sees it; it has a score. */
    Route route(Map<Integer, SignalValue> values) {
        HealthScore after = scorer.score(columns.whatIf(row, List.of(byId(values))), 0, now.asOf());
        List<Move> moves = new ArrayList<>();
        for (int j : movable) {
            SignalValue value = values.get(j);
            if (value != null) {
                Contribution before = now.contributions().get(j);
                moves.add(new Move(before.signal(), before.raw(), value, before.subScore(), raw[j].subScore(value)));
            }
        }
        List<String> blockedBy = isGood(after)
                ? List.of()
                : after.rules().stream()
                        .filter(fired -> up ? fired.effect() < 0 : fired.effect() > 0)
                        .map(fired -> fired.rule().id())
                        .sorted()
                        .toList();
        return new Route(
                moves, cost(values), after.score().orElseThrow(), after.band().orElseThrow(), blockedBy);
    }
}
