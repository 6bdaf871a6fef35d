package io.csmetrics.health.model;

import io.csmetrics.record.Findings;
import io.csmetrics.record.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Checks that rules speak of signals of the model, and whether a floor and a cap contradict each other. */
final class RuleCheck {
    private final Scale scale;
    private final List<String> signals;
    private final List<HealthRule> rules;
    private final List<ModelProblem> problems;

    RuleCheck(Scale scale, List<SignalGroup> groups, List<HealthRule> rules, List<ModelProblem> problems) {
        this.scale = scale;
        this.signals = groups.stream()
                .flatMap(group -> group.signals().stream())
                .map(HealthSignal::id)
                .toList();
        this.rules = rules;
        this.problems = problems;
    }

    void check() {
        if (rules.size() > HealthModel.MOST_RULES) {
            problems.add(ModelProblem.error(
                    "$.rules", rules.size() + " rules; a model can have " + HealthModel.MOST_RULES + " at most"));
            return;
        }
        Map<String, String> paths = new HashMap<>();
        for (int r = 0; r < rules.size(); r++) {
            HealthRule rule = rules.get(r);
            String path = "$.rules[" + r + "]";
            String first = paths.putIfAbsent(rule.id(), path);
            if (first != null) {
                problems.add(ModelProblem.error(
                        path, "duplicate rule id \"" + rule.id() + "\" at " + path + " and " + first));
            }
            rule.when().forEachLeaf(path + ".when", this::known);
            reach(path, "floor", rule.floor());
            reach(path, "cap", rule.cap());
            for (int other = 0; other < rules.size(); other++) {
                conflict(path, rule, rules.get(other), r == other);
            }
        }
    }

    private void known(String path, ModelCondition.Leaf leaf) {
        String name = leaf.name();
        if (!signals.contains(name)) {
            String place = path + ".signal";
            String meant = nearest(name)
                    .map(near -> "; did you mean \"" + near + "\"?")
                    .orElse("");
            problems.add(ModelProblem.error(place, place + " \"" + name + "\" is not a signal of this model" + meant));
        }
    }

    /** Where many problems are told already, nobody looks for the nearest. */
    private Optional<String> nearest(String name) {
        return problems.size() < Findings.KEPT ? Suggestion.nearest(name, signals) : Optional.empty();
    }

    private void reach(String path, String key, OptionalDouble limit) {
        if (limit.isPresent() && (limit.getAsDouble() < scale.min() || limit.getAsDouble() > scale.max())) {
            problems.add(ModelProblem.warning(
                    path + "." + key,
                    PartCheck.text(limit.getAsDouble()) + " is outside the scale, " + PartCheck.text(scale.min())
                            + " to " + PartCheck.text(scale.max()) + "; it acts as the end of the scale"));
        }
    }

    private void conflict(String path, HealthRule floor, HealthRule cap, boolean isSame) {
        if (isSame || floor.floor().isEmpty() || cap.cap().isEmpty()) {
            return;
        }
        double least = floor.floor().getAsDouble();
        double most = cap.cap().getAsDouble();
        if (least > most && canBothHold(floor.when(), cap.when())) {
            problems.add(ModelProblem.warning(
                    path,
                    "floor " + PartCheck.text(least) + " is above cap " + PartCheck.text(most) + " of rule \""
                            + cap.id() + "\" for values both can match; the cap wins"));
        }
    }

    /** Only where both set limits to one signal that leave nothing between them it is certain that not both hold. */
    private static boolean canBothHold(ModelCondition one, ModelCondition other) {
        Map<String, Range> ranges = new HashMap<>();
        for (ModelCondition.Compare limit : limits(one)) {
            ranges.merge(limit.name(), Range.of(limit), Range::and);
        }
        for (ModelCondition.Compare limit : limits(other)) {
            ranges.merge(limit.name(), Range.of(limit), Range::and);
        }
        return ranges.values().stream().noneMatch(Range::isEmpty);
    }

    private static List<ModelCondition.Compare> limits(ModelCondition condition) {
        List<ModelCondition.Compare> limits = new ArrayList<>();
        if (condition instanceof ModelCondition.Compare compare) {
            limits.add(compare);
        } else if (condition instanceof ModelCondition.All all) {
            all.all().forEach(each -> limits.addAll(limits(each)));
        }
        return limits;
    }

    private record Range(double low, boolean isLowOpen, double high, boolean isHighOpen) {
        static Range of(ModelCondition.Compare limit) {
            double x = limit.limit();
            return switch (limit.comparison()) {
                case LT -> new Range(Double.NEGATIVE_INFINITY, true, x, true);
                case LTE -> new Range(Double.NEGATIVE_INFINITY, true, x, false);
                case GT -> new Range(x, true, Double.POSITIVE_INFINITY, true);
                case GTE -> new Range(x, false, Double.POSITIVE_INFINITY, true);
                case EQ -> new Range(x, false, x, false);
                case NE -> new Range(Double.NEGATIVE_INFINITY, true, Double.POSITIVE_INFINITY, true);
            };
        }

        Range and(Range other) {
            boolean lowIsMine = low > other.low || (low == other.low && isLowOpen);
            boolean highIsMine = high < other.high || (high == other.high && isHighOpen);
            return new Range(
                    lowIsMine ? low : other.low,
                    lowIsMine ? isLowOpen : other.isLowOpen,
                    highIsMine ? high : other.high,
                    highIsMine ? isHighOpen : other.isHighOpen);
        }

        boolean isEmpty() {
            return low > high || (low == high && (isLowOpen || isHighOpen));
        }
    }
}
