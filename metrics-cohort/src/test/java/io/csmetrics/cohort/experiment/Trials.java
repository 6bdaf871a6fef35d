package io.csmetrics.cohort.experiment;

import io.csmetrics.family.Direction;
import io.csmetrics.statistics.SplitMix64;
import java.time.LocalDate;

/** Experiments of which the tests know everything. */
final class Trials {
    static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    static final LocalDate AS_OF = LocalDate.of(2026, 6, 30);
    static final Metric KEPT = Metric.share("kept after 30 days", Direction.HIGHER);
    static final Metric USAGE = Metric.mean("usage", Direction.HIGHER);

    private Trials() {}

    static Experiment.Builder randomised(Metric metric) {
        return Experiment.builder(Design.RANDOMISED, metric, AS_OF, 30);
    }

    static Experiment.Builder of(Design design) {
        return Experiment.builder(design, USAGE, AS_OF, 30);
    }

    /** A trial of shares, all units mature. */
    static Experiment.Builder shares(int ofTreatment, int treated, int ofControl, int controls) {
        Experiment.Builder trial = randomised(KEPT);
        for (int i = 0; i < treated; i++) {
            trial.add(ExperimentUnit.of("t" + i, "treatment", FIRST, i < ofTreatment ? 1 : 0));
        }
        for (int i = 0; i < controls; i++) {
            trial.add(ExperimentUnit.of("c" + i, "control", FIRST, i < ofControl ? 1 : 0));
        }
        return trial;
    }

    static void add(Experiment.Builder trial, String arm, double... outcomes) {
        for (int i = 0; i < outcomes.length; i++) {
            trial.add(ExperimentUnit.of(arm + i, arm, FIRST, outcomes[i]));
        }
    }

    /** A unit with the metric before and after. */
    static ExperimentUnit moved(String id, String arm, double after, double... before) {
        return ExperimentUnit.builder(id, arm, FIRST)
                .outcome(after)
                .before(before)
                .build();
    }

    /** Nearly normal, the same on every machine: the sum of twelve uniform numbers less 6. */
    static double normal(SplitMix64 random) {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += random.nextInt(1 << 20) / (double) (1 << 20);
        }
        return sum;
    }
}
