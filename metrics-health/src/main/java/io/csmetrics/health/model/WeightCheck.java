package io.csmetrics.health.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalDouble;

/** Warns of weights and defaults that do nothing, or too much. Only a model without errors is looked at. */
final class WeightCheck {
    private static final double LEAST_SHARE = 0.02;
    private static final double MOST_SHARE = 0.5;

    private final Scale scale;
    private final List<Band> bands;
    private final List<SignalGroup> groups;
    private final List<ModelProblem> problems;

    WeightCheck(Scale scale, List<Band> bands, List<SignalGroup> groups, List<ModelProblem> problems) {
        this.scale = scale;
        this.bands = bands;
        this.groups = groups;
        this.problems = problems;
    }

    void check() {
        double total = groups.stream().mapToDouble(SignalGroup::weight).sum();
        double defaults = 0;
        boolean expires = false;
        for (int g = 0; g < groups.size(); g++) {
            SignalGroup group = groups.get(g);
            double inGroup =
                    group.signals().stream().mapToDouble(HealthSignal::weight).sum();
            for (int s = 0; s < group.signals().size(); s++) {
                HealthSignal signal = group.signals().get(s);
                String path = "$.groups[" + g + "].signals[" + s + "]";
                double share = inGroup == 0 ? 0 : group.weight() / total * signal.weight() / inGroup;
                weight(path, share);
                points(path, signal);
                age(path, signal);
                expires |= signal.maxAgeDays().isPresent();
                defaults += share * best(signal.missing()).orElse(0);
            }
        }
        if (!expires) {
            problems.add(ModelProblem.warning(
                    "$.groups", "no signal has a maxAgeDays; values count for ever, however old they are"));
        }
        Band best = bands.get(bands.size() - 1);
        double shown = scale.min() + (scale.max() - scale.min()) * defaults / Normaliser.BEST;
        if (bands.size() > 1 && shown >= best.from()) {
            problems.add(ModelProblem.warning(
                    "$.groups",
                    "the scores given for missing values alone reach " + percent(defaults) + ", which is \"" + best.id()
                            + "\"; an account of which nothing is known can look well"));
        }
    }

    private void weight(String path, double share) {
        if (share < LEAST_SHARE) {
            problems.add(ModelProblem.warning(
                    path + ".weight",
                    percent(Normaliser.BEST * share) + " % of the model; below 2 % it cannot move any band"));
        } else if (share > MOST_SHARE) {
            problems.add(ModelProblem.warning(
                    path + ".weight",
                    percent(Normaliser.BEST * share) + " % of the model; above 50 % it decides alone"));
        }
    }

    private void points(String path, HealthSignal signal) {
        boolean turns = signal.normaliser() instanceof Normaliser.Points points && !points.isMonotone();
        if (turns) {
            problems.add(ModelProblem.warning(
                    path + ".normalize.points",
                    "scores both rise and fall; use peak if the middle is meant to be best"));
        }
        if (signal.normaliser() instanceof Normaliser.ZScore score && score.spread() == 0) {
            problems.add(ModelProblem.warning(
                    path + ".normalize", (score.robust() ? "mad" : "sd") + " is 0; every value gets the neutral 50"));
        }
    }

    private void age(String path, HealthSignal signal) {
        if (signal.maxAgeDays().isPresent()
                && signal.feedDays().isPresent()
                && signal.maxAgeDays().getAsDouble() < signal.feedDays().getAsDouble()) {
            problems.add(ModelProblem.warning(
                    path + ".maxAgeDays",
                    PartCheck.text(signal.maxAgeDays().getAsDouble())
                            + " is shorter than the feed's usual interval of "
                            + PartCheck.text(signal.feedDays().getAsDouble())
                            + " days; the signal is stale most of the time"));
        }
    }

    private static OptionalDouble best(MissingPolicy missing) {
        if (missing instanceof MissingPolicy.Fixed fixed) {
            return OptionalDouble.of(fixed.score());
        }
        return missing instanceof MissingPolicy.SegmentMedian median
                ? median.bySegment().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .max()
                : OptionalDouble.empty();
    }

    private static String percent(double number) {
        return BigDecimal.valueOf(number)
                .setScale(1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
