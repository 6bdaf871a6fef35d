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
        Optional<Estimate.Unestimated> missing =
                missing(experiment.control(), ofControl).or(() -> missing(experiment.treatment(), ofTreatment));
        if (missing.isPresent()) {
            return missing.get();
        }
        RestrictedMeanDifference means = RestrictedMeanDifference.of(curve(ofTreatment), curve(ofControl), horizon);
        Optional<Interval> interval = means.interval();
        return interval.isPresent()
                ? new Estimate.Estimated("restricted means, normal interval", means.difference(), interval.get())
                : new Estimate.Unestimated(
                        UndefinedReason.ZERO_VARIANCE,
                        "lives do not vary within " + Wording.count(experiment.horizonDays(), "day")
                                + ": nothing tells how much chance can do");
    }

    /** Why the mean of an arm is not known through the horizon. */
    private Optional<Estimate.Unestimated> missing(String arm, Durations durations) {
        if (durations.n() == 0) {
            return Optional.of(new Estimate.Unestimated(
                    UndefinedReason.NO_DATA, "arm \"" + arm + "\" has no unit whose life is known"));
        }
        SurvivalCurve curve = curve(durations);
        return curve.reaches(experiment.horizonDays())
                ? Optional.empty()
                : Optional.of(new Estimate.Unestimated(
                        UndefinedReason.IMMATURE,
                        "arm \"" + arm + "\" was followed for " + Wording.plain(curve.lastFollowUp()) + " days of the "
                                + experiment.horizonDays() + " and not all of it was lost by then"));
    }

    private SurvivalCurve curve(Durations durations) {
        return SurvivalCurve.of(durations, SurvivalInterval.LOG_LOG, experiment.confidence());
    }
}
