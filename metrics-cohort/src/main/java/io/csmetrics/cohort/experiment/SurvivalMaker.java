package io.csmetrics.cohort.experiment;

import io.csmetrics.cohort.survival.Durations;
import io.csmetrics.cohort.survival.LogRank;
import io.csmetrics.cohort.survival.LogRankWeight;
import io.csmetrics.cohort.survival.RestrictedMeanDifference;
import io.csmetrics.cohort.survival.SurvivalCurve;
import io.csmetrics.cohort.survival.SurvivalInterval;
import io.csmetrics.family.UndefinedReason;
import io.csmetrics.statistics.Interval;
import java.util.Optional;
import java.util.TreeMap;

/** The lives of the units of both arms, counted from their exposures. */
final class SurvivalMaker {
    private final Experiment experiment;
    private final Durations.Builder control = Durations.builder();
    private final Durations.Builder treatment = Durations.builder();
    private int withoutLife;

    SurvivalMaker(Experiment experiment) {
        this.experiment = experiment;
        for (ExperimentUnit unit : experiment.units()) {
            Durations.Builder arm = unit.arm().equals(experiment.treatment()) ? treatment : control;
            unit.life().ifPresentOrElse(life -> arm.add(life.days(), life.ended()), () -> withoutLife++);
        }
    }

    Optional<SurvivalArms> read() {
        if (experiment.design() == Design.BEFORE_AFTER
                || withoutLife == experiment.units().size()) {
            return Optional.empty();
        }
        Durations ofControl = control.build();
        Durations ofTreatment = treatment.build();
        TreeMap<String, Durations> arms = new TreeMap<>();
        arms.put(experiment.control(), ofControl);
        arms.put(experiment.treatment(), ofTreatment);
        return Optional.of(new SurvivalArms(
                withoutLife,
                LogRank.of(arms, LogRankWeight.LOG_RANK),
                experiment.horizonDays(),
                meanDifference(ofTreatment, ofControl)));
    }

    private Estimate meanDifference(Durations ofTreatment, Durations ofControl) {
        double horizon = experiment.horizonDays();
        double followed = Math.min(
                ofTreatment.lastFollowUp().orElse(0), ofControl.lastFollowUp().orElse(0));
        if (followed < horizon) {
            return new Estimate.Unestimated(
                    UndefinedReason.IMMATURE,
                    "both arms were followed for " + Wording.plain(followed) + " days of the "
                            + experiment.horizonDays());
        }
        RestrictedMeanDifference means = RestrictedMeanDifference.of(curve(ofTreatment), curve(ofControl), horizon);
        Optional<Interval> interval = means.interval();
        return interval.isPresent()
                ? new Estimate.Estimated("restricted means, normal interval", means.difference(), interval.get())
                : new Estimate.Unestimated(
                        UndefinedReason.ZERO_VARIANCE, "no unit was lost within " + experiment.horizonDays() + " days");
    }

    private SurvivalCurve curve(Durations durations) {
        return SurvivalCurve.of(durations, SurvivalInterval.LOG_LOG, experiment.confidence());
    }
}
