package io.csmetrics.health.score;

import io.csmetrics.health.model.Band;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.HealthRule;
import io.csmetrics.health.model.HealthSignal;
import io.csmetrics.health.model.Normaliser;
import io.csmetrics.health.model.Scale;
import io.csmetrics.health.model.SignalGroup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A model as arrays. Groups and signals stand in the order of their ids: sums do not depend on the order of the file. */
final class CompiledModel {
    private static final double NOISE = 1e-9;
    private static final double NOISE_OF_LARGE = 1e-14;
    private static final double HALF = 0.5;

    final HealthModel model;
    final CompiledGroup[] groups;
    final CompiledSignal[] signals;
    final CompiledRule[] rules;
    final Aggregator overall;

    private final Map<String, Integer> indexes = new HashMap<>();
    private final double min;
    private final double stretch;
    private final double max;
    private final double unit;
    private final double upward;
    private final double[] edges;

    /**
     * A group.
     *
     * @param group the group
     * @param aggregator how its signals become one score
     * @param first the index of its first signal
     * @param end the index after its last signal
     */
    record CompiledGroup(SignalGroup group, Aggregator aggregator, int first, int end) {
        double weight() {
            return group.weight();
        }
    }

    CompiledModel(HealthModel model) {
        this.model = model;
        List<CompiledSignal> compiled = new ArrayList<>();
        List<CompiledGroup> compiledGroups = new ArrayList<>();
        model.groups().stream().sorted(Comparator.comparing(SignalGroup::id)).forEach(group -> {
            int first = compiled.size();
            group.signals().stream()
                    .sorted(Comparator.comparing(HealthSignal::id))
                    .map(CompiledSignal::new)
                    .forEach(compiled::add);
            compiledGroups.add(new CompiledGroup(group, new Aggregator(group.aggregation()), first, compiled.size()));
        });
        groups = compiledGroups.toArray(CompiledGroup[]::new);
        signals = compiled.toArray(CompiledSignal[]::new);
        for (int j = 0; j < signals.length; j++) {
            indexes.put(signals[j].signal.id(), j);
        }
        overall = new Aggregator(model.aggregation());
        Scale scale = model.scale();
        min = scale.min();
        max = scale.max();
        stretch = (max - min) / Normaliser.BEST;
        unit = Math.pow(10, scale.decimals());
        upward = HALF + Math.max(NOISE, Math.max(Math.abs(min), Math.abs(max)) * unit * NOISE_OF_LARGE);
        edges = model.bands().stream().mapToDouble(Band::from).toArray();
        // rules are held in the scale, which must be known before
        rules = model.rules().stream()
                .sorted(Comparator.comparing(HealthRule::id))
                .map(rule -> new CompiledRule(rule, this))
                .toArray(CompiledRule[]::new);
    }

    int indexOf(String signal) {
        Integer index = indexes.get(signal);
        if (index == null) {
            throw new IllegalArgumentException("signal \"" + signal + "\" must be one of model " + model + ", one of "
                    + model.signals().stream().map(HealthSignal::id).toList());
        }
        return index;
    }

    /** A mean of sub-scores on the scale of the model. */
    double onScale(double mean) {
        return min + stretch * mean;
    }

    /** How many points of the scale one of the mean is. */
    double stretch() {
        return stretch;
    }

    double clamp(double score) {
        return Math.max(min, Math.min(max, score));
    }

    /** Half up; what differs from a half by less than the noise of sums of doubles is one. */
    double round(double score) {
        return clamp(Math.floor(score * unit + upward) / unit);
    }

    /** Counts the edges that the score reaches; the sign of a difference is a count without a branch to guess. */
    int bandOf(double shown) {
        long below = 0;
        for (int i = 1; i < edges.length; i++) {
            below += Double.doubleToRawLongBits(shown - edges[i]) >>> (Long.SIZE - 1);
        }
        return (int) (edges.length - 1 - below);
    }
}
