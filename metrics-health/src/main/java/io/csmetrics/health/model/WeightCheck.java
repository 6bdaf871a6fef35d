package io.csmetrics.health.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.DoubleStream;

/** Warns of weights and defaults that do nothing, or too much. Only a model without errors is looked at. */
final class WeightCheck {
    private static final double LEAST_SHARE = 0.02;
    private static final double MOST_SHARE = 0.5;

    private final boolean isRisk;
    private final Scale scale;
    private final List<Band> bands;
    private final List<SignalGroup> groups;
    private final List<ModelProblem> problems;

    WeightCheck(
            Orientation orientation,
            Scale scale,
            List<Band> bands,
            List<SignalGroup> groups,
            List<ModelProblem> problems) {
        isRisk = orientation == Orientation.RISK;
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
                expires |= signal.maxAgeDays().isPresent() || !(signal.source() instanceof SignalSource.Given);
                defaults += share * wellness(signal.missing());
            }
        }
        if (!expires) {
            problems.add(ModelProblem.warning(
                    "$.groups", "no signal has a maxAgeDays; values count for ever, however old they are"));
        }
        double given = scale.min()
                + (scale.max() - scale.min()) * (isRisk ? Normaliser.BEST - defaults : defaults) / Normaliser.BEST;
        boolean looksWell = isRisk
                ? given < bands.get(Math.min(1, bands.size() - 1)).from()
                : given >= bands.get(bands.size() - 1).from();
        // a part that stands in for a broken one may have no end
        if (bands.size() > 1 && looksWell && Double.isFinite(given)) {
            problems.add(ModelProblem.warning(
                    "$.groups",
                    "the scores given for missing values alone reach " + percent(given) + ", which is \""
                            + bands.get(isRisk ? 0 : bands.size() - 1).id()
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

    /** How well a signal looks at best if its value is missing, 0 to 100. */
    private double wellness(MissingPolicy missing) {
        DoubleStream scores = DoubleStream.empty();
        if (missing instanceof MissingPolicy.Fixed fixed) {
            scores = DoubleStream.of(fixed.score());
        } else if (missing instanceof MissingPolicy.SegmentMedian median) {
            scores = median.bySegment().values().stream().mapToDouble(Double::doubleValue);
        }
        return scores.map(score -> isRisk ? Normaliser.BEST - score : score)
                .max()
                .orElse(0);
    }

    private static String percent(double number) {
        return BigDecimal.valueOf(number)
                .setScale(1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
