package io.csmetrics.cohort.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.statistics.SplitMix64;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Units that are admitted can be read, however few or extreme they are. */
final class DegenerateExperimentProperties {
    private static final int TRIES = 60;
    private static final double LARGEST = 1e80;

    /** Where each differs from all others, from some, and from none. */
    private static final List<double[]> OUTCOMES =
            List.of(new double[] {1, 0, 1}, new double[] {1, 1, 0}, new double[] {1, 1, 1});

    private static void add(
            Experiment.Builder trial, String arm, int n, double[] outcomes, boolean covered, boolean lived) {
        for (int i = 0; i < n; i++) {
            ExperimentUnit.Builder unit = ExperimentUnit.builder(arm + i, arm, Trials.FIRST)
                    .outcome(outcomes[arm.equals("control") ? 2 - i : i]);
            if (covered) {
                unit.covariate(i).before(i, 2 * i % 3, 1).pair("p" + i);
            }
            if (lived) {
                unit.life(10 * i, i % 2 == 0);
            }
            trial.add(unit.build());
        }
    }

    private static void assertSaid(Experiment experiment) {
        Readout readout = experiment.read();
        assertThat(readout.toString()).doesNotContain("NaN", "Infinity");
        assertThat(experiment.placeboDate().sentence()).isNotEmpty();
        readout.primary().cuped().ifPresent(cuped -> {
            assertThat(cuped.theta()).isFinite();
            assertThat(readout.primary().arms()).allMatch(arm -> arm.analysed() >= 2);
        });
    }

    @Example
    void armsOfNoneToThreeUnitsAreReadInEveryDesign() {
        for (Design design : Design.values()) {
            for (int which = 0; which < 32 * OUTCOMES.size(); which++) {
                double[] outcomes = OUTCOMES.get(which / 32);
                boolean covered = (which & 1) > 0;
                int controls = design == Design.BEFORE_AFTER ? 0 : which >> 1 & 3;
                for (Metric metric : List.of(Trials.KEPT, Trials.USAGE)) {
                    // no metric touches lives
                    boolean lived = metric.equals(Trials.USAGE);
                    Experiment.Builder trial =
                            Experiment.builder(design, metric, Trials.AS_OF, 30).leastUnits(2);
                    add(trial, "control", controls, outcomes, covered, lived);
                    add(trial, "treatment", which >> 3 & 3, outcomes, covered, lived);
                    assertSaid(trial.build());
                }
            }
        }
    }

    @Example
    void oneTreatedAndTwoOthersHaveNoSlopeToTakeOut() {
        for (double[] outcomes : OUTCOMES) {
            Experiment.Builder trial = Trials.randomised(Trials.KEPT);
            add(trial, "treatment", 1, new double[] {1}, true, false);
            add(trial, "control", 2, outcomes, true, false);
            assertThat(trial.build().read().primary().cuped()).isEmpty();
        }
    }

    @Property(tries = TRIES)
    void figuresOfAnySizeAreRead(@ForAll long randomStart, @ForAll Design design, @ForAll @IntRange(max = 9) int n) {
        List<Double> sizes = new ArrayList<>(List.of(0.0, Double.MIN_VALUE, 1e-170, 1e-161, 1e-30, 1.0, 1e30, LARGEST));
        SplitMix64 random = new SplitMix64(randomStart);
        boolean covered = random.nextInt(3) > 0;
        boolean paired = random.nextInt(2) > 0;
        Experiment.Builder trial = Trials.of(design).leastUnits(2);
        for (int i = 0; i < n; i++) {
            String arm = design == Design.BEFORE_AFTER || i % 2 == 0 ? "treatment" : "control";
            ExperimentUnit.Builder unit = ExperimentUnit.builder("u" + i, arm, Trials.FIRST)
                    .outcome(any(random, sizes))
                    .before(any(random, sizes), any(random, sizes), any(random, sizes));
            if (covered) {
                unit.covariate(any(random, sizes));
            }
            if (paired) {
                unit.pair("p" + i / 2);
            }
            trial.add(unit.build());
        }
        assertSaid(trial.build());
    }

    private static double any(SplitMix64 random, List<Double> sizes) {
        return (random.nextInt(2) * 2 - 1) * sizes.get(random.nextInt(sizes.size()));
    }
}
