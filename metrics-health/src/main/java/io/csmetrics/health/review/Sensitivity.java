package io.csmetrics.health.review;

import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.HealthSignal;
import io.csmetrics.health.model.SignalGroup;
import io.csmetrics.health.score.HealthScorer;
import io.csmetrics.health.score.SignalColumns;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * How much the scores of a population depend on each number of the model: every weight is moved by 20 % of itself up and down, every
 * threshold by 10 %, one at a time, and all accounts are scored anew. Weights are those of signals and of groups. Thresholds are the edges
 * of bands, the cut points of normalisers and the limits of rules; one that is 0 moves by 10 % of the distance between the outer ones, and
 * none moves further than half way to the next.
 *
 * <p>Source: OECD and JRC (2008), "Handbook on constructing composite indicators", chapter on uncertainty and sensitivity.
 *
 * @param accounts how many accounts were scored
 * @param effects what each change did, those that moved the most accounts into another band first
 * @param deadWeight the signals that could be taken out, with every rule that reads them, and no account would be in another band; in the
 *     order of the model. Each is taken out alone: two of them together may matter
 */
public record Sensitivity(int accounts, List<Effect> effects, List<String> deadWeight) {
    /** By what share weights are moved. */
    public static final double WEIGHT_SHARE = 0.2;

    /** By what share thresholds are moved. */
    public static final double THRESHOLD_SHARE = 0.1;

    /**
     * What one change did.
     *
     * @param what what was changed, such as {@code weight of nps 2} or {@code band green from 75}
     * @param share by what share of it, such as -0.2
     * @param largestMove the largest change of a shown score, at least 0; accounts that have no score on one side are left out
     * @param flips how many accounts got into another band, or got or lost their score
     * @param aucMove by how much the area under the ROC curve rose; empty without outcomes, or where all accounts had the same one
     */
    public record Effect(String what, double share, double largestMove, int flips, OptionalDouble aucMove) {}

    /** Copies the lists. */
    public Sensitivity {
        effects = List.copyOf(effects);
        deadWeight = List.copyOf(deadWeight);
    }

    /**
     * Reviews a model.
     *
     * @param model the model
     * @param columns the signals of the population
     * @param asOf the instant
     * @return the sensitivity
     */
    public static Sensitivity of(HealthModel model, SignalColumns columns, Instant asOf) {
        return of(model, Population.of(model, columns, asOf));
    }

    /**
     * Reviews a model against what happened.
     *
     * @param model the model
     * @param columns the signals of the population
     * @param asOf the instant
     * @param churned whether each account churned afterwards, in the order of the columns
     * @return the sensitivity
     * @throws IllegalArgumentException if there is not one outcome for each account
     */
    public static Sensitivity of(HealthModel model, SignalColumns columns, Instant asOf, boolean[] churned) {
        return of(model, Population.of(model, columns, asOf, churned));
    }

    private static Sensitivity of(HealthModel model, Population population) {
        List<Effect> effects = new ArrayList<>();
        for (double sign : new double[] {-1, 1}) {
            weights(model, sign * WEIGHT_SHARE, population, effects);
            Thresholds.moved(model, sign * THRESHOLD_SHARE)
                    .forEach(each -> effects.add(
                            population.effect(each.what(), sign * THRESHOLD_SHARE, HealthScorer.of(each.model()))));
        }
        effects.sort(Comparator.comparingInt(Effect::flips)
                .reversed()
                .thenComparing(Effect::largestMove, Comparator.reverseOrder())
                .thenComparing(Effect::what)
                .thenComparing(Effect::share));
        return new Sensitivity(population.size(), effects, deadWeight(model, population));
    }

    private static void weights(HealthModel model, double share, Population population, List<Effect> effects) {
        Variants variants = new Variants(model);
        for (SignalGroup group : model.groups()) {
            if (group.weight() > 0) {
                HealthModel other = variants.withGroups(variants.weighted(
                        each -> each.weight() * (each.id().equals(group.id()) ? 1 + share : 1), HealthSignal::weight));
                String what = "weight of group " + group.id() + " " + Thresholds.text(group.weight());
                effects.add(population.effect(what, share, HealthScorer.of(other)));
            }
        }
        for (HealthSignal signal : model.signals()) {
            if (signal.weight() > 0) {
                HealthModel other = variants.withGroups(variants.weighted(
                        SignalGroup::weight, each -> each.weight() * (each.id().equals(signal.id()) ? 1 + share : 1)));
                String what = "weight of " + signal.id() + " " + Thresholds.text(signal.weight());
                effects.add(population.effect(what, share, HealthScorer.of(other)));
            }
        }
    }

    private static List<String> deadWeight(HealthModel model, Population population) {
        Variants variants = new Variants(model);
        return model.signals().stream()
                .map(HealthSignal::id)
                .filter(id -> variants.without(id)
                        .filter(other -> population.flips(HealthScorer.of(other)) == 0)
                        .isPresent())
                .toList();
    }

    /**
     * Returns the effects as text, one a line.
     *
     * @return the text
     */
    @Override
    public String toString() {
        String lines = effects.stream()
                .map(each -> each.what() + " " + (each.share() > 0 ? "+" : "") + decimal(100 * each.share(), 0) + " %: "
                        + each.flips() + " of " + accounts + " change band, at most " + decimal(each.largestMove(), 2)
                        + " points"
                        + (each.aucMove().isPresent()
                                ? ", AUC " + decimal(each.aucMove().getAsDouble(), 4)
                                : ""))
                .collect(Collectors.joining("\n"));
        return lines + "\ndead weight: " + (deadWeight.isEmpty() ? "none" : String.join(", ", deadWeight));
    }

    private static String decimal(double number, int decimals) {
        return BigDecimal.valueOf(number)
                .setScale(decimals, RoundingMode.HALF_UP)
                .toPlainString();
    }
}
