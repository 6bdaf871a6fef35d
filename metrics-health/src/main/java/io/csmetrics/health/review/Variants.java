package io.csmetrics.health.review;

import io.csmetrics.health.model.Band;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.HealthRule;
import io.csmetrics.health.model.HealthSignal;
import io.csmetrics.health.model.Normaliser;
import io.csmetrics.health.model.SignalGroup;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** A model with one thing changed. What has no effect on a score alone, such as hysteresis and trend, is left out. */
final class Variants {
    private final HealthModel model;

    Variants(HealthModel model) {
        this.model = model;
    }

    HealthModel with(List<Band> bands, List<SignalGroup> groups, List<HealthRule> rules) {
        return HealthModel.builder(model.id(), model.version())
                .orientation(model.orientation())
                .scale(model.scale())
                .bands(bands)
                .coverage(model.coverage())
                .aggregation(model.aggregation())
                .groups(groups)
                .rules(rules)
                .build();
    }

    HealthModel withBands(List<Band> bands) {
        return with(bands, model.groups(), model.rules());
    }

    HealthModel withGroups(List<SignalGroup> groups) {
        return with(model.bands(), groups, model.rules());
    }

    HealthModel withRules(List<HealthRule> rules) {
        return with(model.bands(), model.groups(), rules);
    }

    /** The same groups with other weights. */
    List<SignalGroup> weighted(ToDoubleFunction<SignalGroup> ofGroup, ToDoubleFunction<HealthSignal> ofSignal) {
        return model.groups().stream()
                .map(group -> new SignalGroup(
                        group.id(),
                        group.title(),
                        ofGroup.applyAsDouble(group),
                        group.aggregation(),
                        group.signals().stream()
                                .map(signal -> changed(signal, ofSignal.applyAsDouble(signal), signal.normaliser()))
                                .toList()))
                .toList();
    }

    /** The same groups with other normalisers. */
    List<SignalGroup> normalised(UnaryOperator<HealthSignal> change) {
        return model.groups().stream()
                .map(group -> new SignalGroup(
                        group.id(),
                        group.title(),
                        group.weight(),
                        group.aggregation(),
                        group.signals().stream().map(change).toList()))
                .toList();
    }

    static HealthSignal changed(HealthSignal signal, double weight, Normaliser normaliser) {
        return new HealthSignal(
                signal.id(),
                signal.title(),
                signal.note(),
                weight,
                signal.source(),
                signal.maxAgeDays(),
                signal.halfLifeDays(),
                signal.feedDays(),
                normaliser,
                signal.missing());
    }

    /** The model as if a signal, and the rules that read it, were not there; empty if nothing that weighs is left. */
    Optional<HealthModel> without(String id) {
        List<SignalGroup> groups = model.groups().stream()
                .filter(group -> others(group, id).stream().anyMatch(signal -> signal.weight() > 0))
                .map(group -> new SignalGroup(
                        group.id(), group.title(), group.weight(), group.aggregation(), others(group, id)))
                .toList();
        List<HealthRule> rules =
                model.rules().stream().filter(rule -> !reads(rule, id)).toList();
        return groups.stream().allMatch(group -> group.weight() == 0) || !known(groups, rules)
                ? Optional.empty()
                : Optional.of(with(model.bands(), groups, rules));
    }

    private static List<HealthSignal> others(SignalGroup group, String id) {
        return group.signals().stream()
                .filter(signal -> !signal.id().equals(id))
                .toList();
    }

    /** Whether rules speak only of signals that are there. */
    private static boolean known(List<SignalGroup> groups, List<HealthRule> rules) {
        Set<String> ids = new HashSet<>();
        groups.forEach(group -> group.signals().forEach(signal -> ids.add(signal.id())));
        Set<String> read = new HashSet<>();
        rules.forEach(rule -> rule.when().forEachLeaf("", (path, leaf) -> read.add(leaf.name())));
        return ids.containsAll(read);
    }

    /** Whether a rule looks at a signal. */
    static boolean reads(HealthRule rule, String id) {
        Set<String> names = new HashSet<>();
        rule.when().forEachLeaf("", (path, leaf) -> names.add(leaf.name()));
        return names.contains(id);
    }
}
