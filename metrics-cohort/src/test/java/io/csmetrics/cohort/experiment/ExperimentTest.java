package io.csmetrics.cohort.experiment;

import static io.csmetrics.cohort.experiment.Trials.AS_OF;
import static io.csmetrics.cohort.experiment.Trials.FIRST;
import static io.csmetrics.cohort.experiment.Trials.KEPT;
import static io.csmetrics.cohort.experiment.Trials.USAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.csmetrics.family.Direction;
import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ExperimentTest {

    @Test
    void allBadRowsAreToldAtOnce() {
        Experiment.Builder trial = Trials.randomised(KEPT)
                .secondary(Metric.mean("usage", Direction.HIGHER))
                .add(ExperimentUnit.of(" ", "control", FIRST, 1))
                .add(ExperimentUnit.of("a", "placebo", FIRST, 1))
                .add(ExperimentUnit.of("b", "control", FIRST, 0.5))
                .add(ExperimentUnit.builder("c", "control", FIRST)
                        .outcome(Double.NaN)
                        .covariate(Double.POSITIVE_INFINITY)
                        .before(1, Double.NaN)
                        .secondary("usage", 1e101)
                        .secondary("logins", 1)
                        .pair(" ")
                        .windowEndsOn(FIRST.minusDays(1))
                        .life(-1, true)
                        .build())
                .add(ExperimentUnit.builder("d", "control", FIRST).before(1).build())
                .at("trial.csv", 17)
                .add(ExperimentUnit.builder("e", "control", AS_OF)
                        .life(800, false)
                        .build())
                .add(ExperimentUnit.of("f", "control", FIRST, 1))
                .add(ExperimentUnit.of("f", "treatment", FIRST, 1))
                .add(ExperimentUnit.of("f", "control", FIRST, 1));
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(trial::build)
                .satisfies(refused -> assertThat(refused.findings())
                        .extracting(Finding::toString)
                        .containsExactlyInAnyOrder(
                                "experiment:1: unit_id:  , must not be blank, name the account",
                                "experiment:2: arm: placebo, must be \"control\" or \"treatment\", name the arms of the"
                                        + " experiment, or leave the row out",
                                "experiment:3: outcome: 0.5, must be 0 or 1 for a share, declare the metric as a mean",
                                "experiment:4: outcome: NaN, must be 0 or 1 for a share, declare the metric as a mean",
                                "experiment:4: covariate: Infinity, must be a finite number within ±1.0E80, leave it"
                                        + " out where it is not known",
                                "experiment:4: pre_2: NaN, must be a finite number within ±1.0E80, leave it out where"
                                        + " it is not known",
                                "experiment:4: usage: 1.0E101, must be a finite number within ±1.0E80, leave it out"
                                        + " where it is not known",
                                "experiment:4: logins: 1.0, must be a secondary metric, declare it before the units",
                                "experiment:4: pair:  , must not be blank, leave it out where there is no pair",
                                "experiment:4: window_ends_on: 2025-12-31, must not be before exposed_on 2026-01-01, swap"
                                        + " them",
                                "experiment:4: life_days: -1.0, must be a finite number of days, 0 or more, count from the"
                                        + " exposure",
                                "experiment:5: pre_2: must be there, as another unit has 2 periods, give every unit the"
                                        + " same periods, or none",
                                "trial.csv:17: life_days: 800.0, must be at most 1.0 days, from the exposure on 2026-06-30"
                                        + " through 2026-06-30, count from the exposure, not from the signup",
                                "trial.csv:8: arm: treatment, must be \"control\" as in line 7, for unit \"f\" is in one"
                                        + " arm, keep the arm that it was assigned to first",
                                "trial.csv:9: unit_id: f, must be there once, and is in line 7, give one row a unit, or"
                                        + " cluster the rows"));
    }

    @Test
    void badRowsMayBeLeftOutAndAreCounted() {
        Findings findings = new Findings();
        Experiment trial = Experiment.builder(Design.RANDOMISED, KEPT, AS_OF, 30, findings)
                .add(ExperimentUnit.of("", "control", FIRST, 1))
                .add(ExperimentUnit.of("a", "control", FIRST, 1))
                .add(ExperimentUnit.of("a", "treatment", FIRST, 1))
                .add(ExperimentUnit.of("b", "treatment", FIRST, 7))
                .add(ExperimentUnit.of("c", "control", FIRST, 1))
                .build();
        assertThat(findings.errorCount()).isEqualTo(3);
        assertThat(trial.units()).extracting(ExperimentUnit::unitId).containsExactly("c");
        assertThat(trial.read().leftOut()).containsEntry(LeftOut.REFUSED, List.of("(line 1)", "a", "b"));
    }

    @Test
    void rowsOfOneUnitMayBeClustered() {
        Experiment trial = Trials.randomised(USAGE)
                .clustered()
                .add(ExperimentUnit.builder("a", "control", FIRST.plusDays(3))
                        .outcome(2)
                        .covariate(1)
                        .before(1, 3)
                        .life(10, false)
                        .build())
                .add(ExperimentUnit.builder("a", "control", FIRST)
                        .outcome(5)
                        .before(3, 5)
                        .life(4, true)
                        .build())
                .add(ExperimentUnit.builder("a", "control", FIRST.plusDays(1))
                        .before(5, 7)
                        .build())
                .build();
        assertThat(trial.units())
                .containsExactly(ExperimentUnit.builder("a", "control", FIRST)
                        .outcome(3.5)
                        .covariate(1)
                        .before(3, 5)
                        // three days after the first exposure, ten more
                        .life(13, false)
                        .build());
    }

    @Test
    void rowsExposedTooLateAreNoPartOfTheirUnit() {
        Experiment trial = Trials.randomised(USAGE)
                .clustered()
                .add(ExperimentUnit.of("a", "control", AS_OF.plusDays(1), 100))
                .add(ExperimentUnit.of("a", "control", AS_OF, 1))
                .add(ExperimentUnit.of("b", "control", AS_OF.plusDays(3), 1))
                .add(ExperimentUnit.of("b", "control", AS_OF.plusDays(2), 1))
                .build();
        assertThat(trial.units()).containsExactly(ExperimentUnit.of("a", "control", AS_OF, 1));
        assertThat(trial.leftOut())
                .containsOnlyKeys(LeftOut.EXPOSED_AFTER_AS_OF)
                .containsEntry(LeftOut.EXPOSED_AFTER_AS_OF, List.of("a (row of 2026-07-01)", "b"));
    }

    @Test
    void clustersMustBeOfOneArmAndOnePair() {
        Experiment.Builder trial = Trials.randomised(USAGE)
                .clustered()
                .add(ExperimentUnit.of("a", "control", FIRST, 1))
                .add(ExperimentUnit.of("a", "treatment", FIRST, 1))
                .add(ExperimentUnit.builder("a", "control", FIRST).pair("p").build());
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(trial::build)
                .satisfies(refused -> assertThat(refused.findings()).hasSize(2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Trials.randomised(KEPT).clustered())
                .withMessage("metric \"kept after 30 days\" must be a mean where rows are clustered; the share within a"
                        + " unit is a number");
    }

    @Test
    void onlyTheTreatedAreBeforeAndAfter() {
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(() -> Trials.of(Design.BEFORE_AFTER)
                        .add(ExperimentUnit.of("a", "control", FIRST, 1))
                        .build())
                .withMessageContaining("must be \"treatment\", the one arm of a before-after design");
    }

    @ParameterizedTest
    @EnumSource(
            value = Design.class,
            names = {"BEFORE_AFTER", "DIFFERENCE_IN_DIFFERENCES"})
    void secondaryMetricsNeedNoBaseline(Design design) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Trials.of(design).secondary(KEPT))
                .withMessage("secondary metric \"kept after 30 days\" must be of a design other than " + design.key()
                        + "; read it in an experiment of its own, with its own periods before");
    }

    @Test
    void whatIsDeclaredMustMakeSense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Experiment.builder(Design.RANDOMISED, KEPT, AS_OF, 0))
                .withMessage("horizon 0 must be 1 day or more; say how long a unit is followed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metric.share("kept", Direction.NEUTRAL))
                .withMessage(
                        "direction NEUTRAL of metric \"kept\" must be HIGHER or LOWER; say which way it gets better");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metric.mean(" ", Direction.HIGHER))
                .withMessage("name of a metric must not be blank; sentences name it");
        Experiment.Builder trial = Trials.randomised(KEPT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trial.arms("play", "play"))
                .withMessage("arms \"play\" and \"play\" must be two names that differ and are not blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trial.plannedShares(1, 0))
                .withMessage(
                        "weight 0.0 of group 2 must be above 0 and finite; leave out groups that nobody is to be in");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trial.secondary(KEPT))
                .withMessage("secondary metric \"kept after 30 days\" must have a name of its own");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trial.leastUnits(1))
                .withMessage("least units 1 must be 2 or more; a single unit tells nothing of chance");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trial.plannedUnits(0))
                .withMessage("planned units 0 must be 1 or more; say how many the last look is to have");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trial.build().negativeControl("logins"))
                .withMessage("negative control \"logins\" must be one of the secondary metrics []");
    }

    @Test
    void whatIsToldLaterChangesNoExperimentThatWasBuilt() {
        Experiment.Builder trial = Trials.shares(15, 20, 5, 20);
        Experiment first = trial.build();
        String before = first.read().toString();
        trial.arms("a", "b").leastUnits(500).secondary(Metric.mean("usage", Direction.HIGHER));
        assertThat(first.read()).hasToString(before);
        assertThat(first.secondaries()).isEmpty();
    }

    @Test
    void designsHaveKeys() {
        for (Design design : Design.values()) {
            assertThat(Design.of(design.key())).isEqualTo(design);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Design.of("rct"))
                .withMessage("design \"rct\" must be one of randomised, matched, before-after, did");
    }

    @Test
    void armsMayHaveOtherNames() {
        Experiment.Builder trial =
                Trials.randomised(USAGE).arms("usual care", "save play").leastUnits(2);
        Trials.add(trial, "usual care", 1, 2, 3);
        Trials.add(trial, "save play", 2, 3, 4);
        assertThat(trial.build().read().primary().arms())
                .extracting(ArmReading::arm)
                .containsExactly("usual care", "save play");
    }
}
