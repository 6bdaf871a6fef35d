package io.csmetrics.cohort.experiment;

import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.cohort.inference.Sample;
import io.csmetrics.family.UndefinedReason;
import io.csmetrics.statistics.Interval;
import io.csmetrics.statistics.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The units of one arm, and which of them are compared in a metric. */
final class ArmUnits {
    final String name;
    final List<ExperimentUnit> compared = new ArrayList<>();
    private final Function<ExperimentUnit, OptionalDouble> outcome;
    int n;
    int mature;
    int unknown;

    /** How many units there are beside, of which nothing is known since they were exposed too late. */
    int late;

    /** What a comparison takes that no unit has; empty where nobody can tell. */
    String lacking = "";

    ArmUnits(String name, Function<ExperimentUnit, OptionalDouble> outcome) {
        this.name = name;
        this.outcome = outcome;
    }

    double[] outcomes() {
        return values(this::outcome);
    }

    double outcome(ExperimentUnit unit) {
        return outcome.apply(unit).orElseThrow();
    }

    double[] baselines() {
        return values(unit -> unit.baseline().orElseThrow());
    }

    double[] values(ToDoubleFunction<ExperimentUnit> figure) {
        return compared.stream().mapToDouble(figure).toArray();
    }

    Sample known(Function<ExperimentUnit, OptionalDouble> figure) {
        return Sample.of(compared.stream()
                .map(figure)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray());
    }

    Proportion share() {
        long hits = 0;
        for (double value : outcomes()) {
            hits += value == 1 ? 1 : 0;
        }
        return new Proportion(hits, compared.size());
    }

    ArmReading reading(boolean isControl, Metric.Scale scale, Confidence confidence) {
        Sample sample = Sample.of(outcomes());
        Optional<Interval> interval =
                scale == Metric.Scale.SHARE ? share().wilson(confidence.z()) : sample.interval(confidence);
        return new ArmReading(name, isControl, n, mature, unknown, compared.size(), sample.average(), interval);
    }

    /** Why the arm cannot be compared. */
    Optional<Estimate.Unestimated> missing() {
        if (!compared.isEmpty()) {
            return Optional.empty();
        }
        if (n == 0) {
            return missing(
                    UndefinedReason.NO_DATA,
                    late == 0
                            ? "has no units"
                            : "has no units exposed by the last known day; " + (late == 1 ? "1 was" : late + " were")
                                    + " exposed after it");
        }
        if (mature == 0) {
            return missing(
                    UndefinedReason.IMMATURE,
                    "has " + n + (n == 1 ? " unit" : " units") + " and no window that is over");
        }
        return missing(
                UndefinedReason.NO_DATA,
                "has " + Wording.count(mature, "mature unit") + ", none of which can be compared" + lacking);
    }

    private Optional<Estimate.Unestimated> missing(UndefinedReason reason, String what) {
        return Optional.of(new Estimate.Unestimated(reason, "arm \"" + name + "\" " + what));
    }
}
