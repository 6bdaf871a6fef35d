package io.csmetrics.health.review;

import io.csmetrics.health.model.Band;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.HealthRule;
import io.csmetrics.health.model.HealthSignal;
import io.csmetrics.health.model.ModelCondition;
import io.csmetrics.health.model.Normaliser;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** A model with one threshold moved: a cut point of a normaliser, an edge of a band, or a limit of a rule. */
final class Thresholds {
    private final HealthModel model;
    private final Variants variants;
    private final double share;
    private final List<Variation> variations = new ArrayList<>();

    /**
     * A changed model.
     *
     * @param what what was changed
     * @param model the model
     */
    record Variation(String what, HealthModel model) {}

    private Thresholds(HealthModel model, double share) {
        this.model = model;
        this.variants = new Variants(model);
        this.share = share;
        bands();
        model.signals().forEach(this::cuts);
        model.rules().forEach(this::limits);
    }

    /**
     * Moves each threshold.
     *
     * @param share by what share of it, such as 0.1 or -0.1
     */
    static List<Variation> moved(HealthModel model, double share) {
        return new Thresholds(model, share).variations;
    }

    static String text(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private void bands() {
        List<Band> bands = model.bands();
        List<Double> edges = Stream.concat(
                        bands.stream().map(Band::from), Stream.of(model.scale().max()))
                .toList();
        for (int k = 1; k < bands.size(); k++) {
            Band band = bands.get(k);
            List<Band> moved = new ArrayList<>(bands);
            moved.set(k, new Band(band.id(), Cuts.moved(band.from(), share, edges)));
            variations.add(
                    new Variation("band " + band.id() + " from " + text(band.from()), variants.withBands(moved)));
        }
    }

    private void cuts(HealthSignal signal) {
        Normaliser normaliser = signal.normaliser();
        double[] cuts = Cuts.of(normaliser);
        List<Double> all = DoubleStream.of(cuts).boxed().toList();
        for (int k = 0; k < cuts.length; k++) {
            double at = cuts[k];
            double other = Cuts.moved(at, share, all);
            // a peak may have no width; its two equal values then move together
            double[] moved =
                    DoubleStream.of(cuts).map(cut -> cut == at ? other : cut).toArray();
            HealthModel variant =
                    variants.withGroups(variants.normalised(each -> each.id().equals(signal.id())
                            ? Variants.changed(each, each.weight(), Cuts.with(normaliser, moved))
                            : each));
            variations.add(new Variation(signal.id() + " " + Cuts.name(normaliser, k) + " " + text(at), variant));
        }
    }

    private void limits(HealthRule rule) {
        rule.when().forEachLeaf("", (path, leaf) -> {
            if (leaf instanceof ModelCondition.Compare compare) {
                ModelCondition moved = new ModelCondition.Compare(
                        compare.name(), compare.comparison(), Cuts.moved(compare.limit(), share, List.of()));
                List<HealthRule> rules = model.rules().stream()
                        .map(each ->
                                each.id().equals(rule.id()) ? with(each, replaced(each.when(), leaf, moved)) : each)
                        .toList();
                variations.add(new Variation("rule " + rule.id() + " " + compare, variants.withRules(rules)));
            }
        });
    }

    private static HealthRule with(HealthRule rule, ModelCondition when) {
        return new HealthRule(rule.id(), when, rule.floor(), rule.cap(), rule.reason(), rule.firesIfMissing());
    }

    private static ModelCondition replaced(ModelCondition in, ModelCondition leaf, ModelCondition by) {
        if (in.equals(leaf)) {
            return by;
        }
        if (in instanceof ModelCondition.All all) {
            return new ModelCondition.All(replaced(all.all(), leaf, by));
        }
        if (in instanceof ModelCondition.Any any) {
            return new ModelCondition.Any(replaced(any.any(), leaf, by));
        }
        return in instanceof ModelCondition.Not not ? new ModelCondition.Not(replaced(not.not(), leaf, by)) : in;
    }

    private static List<ModelCondition> replaced(List<ModelCondition> in, ModelCondition leaf, ModelCondition by) {
        return in.stream().map(each -> replaced(each, leaf, by)).collect(Collectors.toList());
    }
}
