package io.csmetrics.health.backtest;

import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.HealthSignal;
import io.csmetrics.health.model.SignalGroup;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** A model with other weights and everything else as it was. */
final class Reweighted {
    private Reweighted() {}

    static HealthModel equal(HealthModel model) {
        return model.withGroups(
                "equal-weights",
                model.groups().stream()
                        .map(group -> weighted(group, 1, signal -> 1))
                        .toList());
    }

    /** Each signal gets its share of the whole; a group gets the sum of its signals, and shares it out inside. */
    static HealthModel shared(HealthModel model, String version, Map<String, Double> shares) {
        return model.withGroups(
                version,
                model.groups().stream()
                        .map(group -> {
                            double sum = group.signals().stream()
                                    .mapToDouble(signal -> shares.getOrDefault(signal.id(), 0.0))
                                    .sum();
                            return weighted(
                                    group, sum, signal -> sum == 0 ? 0 : shares.getOrDefault(signal.id(), 0.0) / sum);
                        })
                        .toList());
    }

    /** The share of each signal in the whole if nothing is missing. */
    static Map<String, Double> shares(HealthModel model) {
        double total = model.groups().stream().mapToDouble(SignalGroup::weight).sum();
        Map<String, Double> shares = new TreeMap<>();
        for (SignalGroup group : model.groups()) {
            double inGroup =
                    group.signals().stream().mapToDouble(HealthSignal::weight).sum();
            for (HealthSignal signal : group.signals()) {
                shares.put(signal.id(), inGroup == 0 ? 0 : group.weight() / total * signal.weight() / inGroup);
            }
        }
        return shares;
    }

    private static SignalGroup weighted(SignalGroup group, double weight, ToDoubleFunction<HealthSignal> weights) {
        List<HealthSignal> signals = group.signals().stream()
                .map(signal -> new HealthSignal(
                        signal.id(),
                        signal.title(),
                        signal.note(),
                        weights.applyAsDouble(signal),
                        signal.source(),
                        signal.maxAgeDays(),
                        signal.halfLifeDays(),
                        signal.feedDays(),
                        signal.normaliser(),
                        signal.missing()))
                .toList();
        return new SignalGroup(group.id(), group.title(), weight, group.aggregation(), signals);
    }
}
