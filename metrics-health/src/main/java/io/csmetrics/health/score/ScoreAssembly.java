package io.csmetrics.health.score;

import io.csmetrics.health.model.Aggregation;
import io.csmetrics.health.model.Band;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.HealthSignal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Puts together what a block kept of its first row. */
final class ScoreAssembly {
    private static final int ROW = 0;

    private final CompiledModel model;
    private final ScoreBlock block;
    private final String accountId;
    private final Instant asOf;
    private final List<String> notes = new ArrayList<>();

    ScoreAssembly(CompiledModel model, ScoreBlock block, String accountId, Instant asOf) {
        this.model = model;
        this.block = block;
        this.accountId = accountId;
        this.asOf = asOf;
    }

    HealthScore score(Optional<ScoreOverride> given) {
        double mean = block.mean[ROW];
        Optional<ScoreOverride> override = given.filter(this::counts);
        boolean isComputed = !Double.isNaN(mean);
        OptionalDouble computed = isComputed ? OptionalDouble.of(model.onScale(mean)) : OptionalDouble.empty();
        OptionalDouble shown = OptionalDouble.empty();
        OptionalDouble low = OptionalDouble.empty();
        OptionalDouble high = OptionalDouble.empty();
        Optional<Band> band = Optional.empty();
        if (isComputed) {
            double least = override.isPresent() ? override.get().value() : block.ruled(block.bound(ROW, false), ROW);
            double most = override.isPresent() ? override.get().value() : block.ruled(block.bound(ROW, true), ROW);
            double value = model.round(override.isPresent() ? override.get().value() : block.ruled(mean, ROW));
            shown = OptionalDouble.of(value);
            low = OptionalDouble.of(model.round(least));
            high = OptionalDouble.of(model.round(most));
            band = Optional.of(model.model.bands().get(model.bandOf(value)));
        } else {
            override.ifPresent(
                    each -> notes.add("override by " + each.author() + " finds no score to overrule and is ignored"));
        }
        return new HealthScore(
                accountId,
                Optional.of(model.model),
                asOf,
                computed,
                shown,
                band,
                block.coverage[ROW],
                low,
                high,
                contributions(isComputed),
                isComputed ? rules(model.onScale(mean)) : List.of(),
                isComputed ? override : Optional.empty(),
                notes,
                isComputed ? Optional.empty() : Optional.of(reason()));
    }

    private NoScore reason() {
        return block.lacksRequired(ROW) ? NoScore.REQUIRED_SIGNAL_MISSING : NoScore.INSUFFICIENT_COVERAGE;
    }

    private boolean counts(ScoreOverride override) {
        Optional<String> refused = override.refusedBy(model.model.override());
        if (refused.isPresent()) {
            notes.add("override by " + override.author() + " " + refused.get() + " and is ignored");
        } else if (!override.holdsAt(asOf)) {
            notes.add("override by " + override.author() + " holds from " + override.from() + " until "
                    + override.until() + " and is ignored");
        }
        boolean isInScale = model.clamp(override.value()) == override.value();
        if (!isInScale) {
            notes.add("override by " + override.author() + " is outside the scale and is ignored");
        }
        return refused.isEmpty() && override.holdsAt(asOf) && isInScale;
    }

    private List<FiredRule> rules(double computed) {
        List<CompiledRule> fired = new ArrayList<>();
        for (CompiledRule rule : model.rules) {
            if (rule.fires(block, ROW)) {
                fired.add(rule);
            }
        }
        double afterFloors = computed;
        double[] effects = new double[model.rules.length];
        int highestFloor = -1;
        int lowestCap = -1;
        for (int i = 0; i < fired.size(); i++) {
            double floor = fired.get(i).floor;
            if (floor > afterFloors) {
                afterFloors = floor;
                highestFloor = i;
            }
        }
        double afterCaps = afterFloors;
        for (int i = 0; i < fired.size(); i++) {
            double cap = fired.get(i).cap;
            if (cap < afterCaps) {
                afterCaps = cap;
                lowestCap = i;
            }
        }
        if (highestFloor >= 0) {
            effects[highestFloor] += afterFloors - computed;
        }
        if (lowestCap >= 0) {
            effects[lowestCap] += afterCaps - afterFloors;
        }
        List<FiredRule> told = new ArrayList<>();
        for (int i = 0; i < fired.size(); i++) {
            told.add(new FiredRule(fired.get(i).rule, effects[i]));
        }
        return inOrder(told);
    }

    private List<FiredRule> inOrder(List<FiredRule> told) {
        return model.model.rules().stream()
                .flatMap(rule -> told.stream().filter(fired -> fired.rule().equals(rule)))
                .toList();
    }

    private List<Contribution> contributions(boolean isComputed) {
        double[] groupShares = isComputed ? groupShares() : new double[model.groups.length];
        Contribution[] byIndex = new Contribution[model.signals.length];
        for (int g = 0; g < model.groups.length; g++) {
            addGroup(g, groupShares[g], byIndex);
        }
        HealthModel own = model.model;
        return own.signals().stream()
                .map(HealthSignal::id)
                .map(model::indexOf)
                .map(j -> byIndex[j])
                .toList();
    }

    /** The share of each group in the score; 0 for one that does not count. */
    private double[] groupShares() {
        double[] weights = new double[model.groups.length];
        double[] scores = new double[model.groups.length];
        for (int g = 0; g < weights.length; g++) {
            scores[g] = block.groupScores[g][ROW];
            weights[g] = Double.isNaN(scores[g]) ? 0 : model.groups[g].weight();
        }
        return shares(model.overall, weights, scores);
    }

    private static double[] shares(Aggregator aggregator, double[] weights, double[] scores) {
        double[] shares = new double[weights.length];
        int lowest = -1;
        double total = 0;
        for (int i = 0; i < weights.length; i++) {
            total += weights[i];
            if (weights[i] > 0 && (lowest < 0 || scores[i] < scores[lowest])) {
                lowest = i;
            }
        }
        for (int i = 0; i < weights.length; i++) {
            if (aggregator.way() == Aggregation.WORST_OF) {
                shares[i] = i == lowest ? 1 : 0;
            } else {
                shares[i] = total > 0 ? weights[i] / total : 0;
            }
        }
        return shares;
    }

    private void addGroup(int g, double groupShare, Contribution[] byIndex) {
        CompiledModel.CompiledGroup group = model.groups[g];
        int size = group.end() - group.first();
        double[] weights = new double[size];
        double[] scores = new double[size];
        for (int k = 0; k < size; k++) {
            scores[k] = block.counted(group.first() + k, ROW);
            weights[k] = Double.isNaN(scores[k]) ? 0 : weight(group, group.first() + k);
        }
        double[] shares = shares(group.aggregator(), weights, scores);
        double factor = pointsFactor(group.aggregator(), shares, scores, block.groupScores[g][ROW])
                * overallFactor()
                * model.stretch();
        for (int k = 0; k < size; k++) {
            int j = group.first() + k;
            SignalState state = block.state(j, ROW);
            boolean isThere = state != SignalState.MISSING && state != SignalState.NOT_APPLICABLE;
            double share = groupShare * shares[k];
            double counted = Double.isNaN(scores[k]) ? 0 : scores[k];
            double base = group.aggregator().isGeometric() ? Aggregator.atLeastOne(counted) : counted;
            byIndex[j] = new Contribution(
                    model.signals[j].signal,
                    group.group().id(),
                    state,
                    block.value(j, ROW),
                    isThere ? OptionalDouble.of(block.ageInDays(j, ROW)) : OptionalDouble.empty(),
                    Double.isNaN(scores[k]) ? OptionalDouble.empty() : OptionalDouble.of(scores[k]),
                    share,
                    share > 0 ? share * base * factor : 0);
        }
    }

    /** The lowest score decides however old it is. */
    private double weight(CompiledModel.CompiledGroup group, int j) {
        return group.aggregator().isLowest() ? model.signals[j].weight : block.weight(j, ROW);
    }

    /** A geometric mean is below the arithmetic one; its points are shared out in proportion, so that they add up to it. */
    private static double pointsFactor(Aggregator aggregator, double[] shares, double[] scores, double score) {
        if (!aggregator.isGeometric() || Double.isNaN(score)) {
            return 1;
        }
        double mean = 0;
        for (int i = 0; i < shares.length; i++) {
            mean += shares[i] > 0 ? shares[i] * Aggregator.atLeastOne(scores[i]) : 0;
        }
        return score / mean;
    }

    private double overallFactor() {
        if (!model.overall.isGeometric() || Double.isNaN(block.mean[ROW])) {
            return 1;
        }
        double[] shares = groupShares();
        double mean = 0;
        for (int g = 0; g < shares.length; g++) {
            mean += shares[g] > 0 ? shares[g] * block.groupScores[g][ROW] : 0;
        }
        return mean == 0 ? 1 : block.mean[ROW] / mean;
    }
}
