package io.csmetrics.cohort.experiment;

import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.cohort.inference.ProportionComparison;
import io.csmetrics.cohort.inference.Sample;
import io.csmetrics.cohort.inference.Significance;
import io.csmetrics.family.UndefinedReason;
import io.csmetrics.statistics.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** One metric of an experiment on its way to being read. */
final class MetricMaker {
    private static final double ROUNDING = 1e-18;

    final ArmUnits control;
    final ArmUnits treatment;
    final SortedMap<LeftOut, List<String>> leftOut = new TreeMap<>();
    private final Experiment experiment;
    private final Metric metric;
    private final boolean paired;
    private final Confidence confidence;

    MetricMaker(Experiment experiment, Metric metric, Function<ExperimentUnit, OptionalDouble> outcome) {
        this.experiment = experiment;
        this.metric = metric;
        confidence = experiment.confidence();
        control = new ArmUnits(experiment.control(), outcome);
        treatment = new ArmUnits(experiment.treatment(), outcome);
        paired = isPaired(experiment);
        experiment.units().forEach(unit -> place(unit, outcome.apply(unit).isPresent()));
        arms().forEach(this::tellWhatLacks);
        if (paired) {
            leaveOutUnpaired();
        }
    }

    static boolean isPaired(Experiment experiment) {
        return experiment.design() == Design.MATCHED
                && experiment.units().stream().anyMatch(unit -> unit.pair().isPresent());
    }

    private void place(ExperimentUnit unit, boolean hasOutcome) {
        ArmUnits arm = unit.arm().equals(treatment.name) ? treatment : control;
        arm.n++;
        if (!experiment.isMature(unit)) {
            leaveOut(LeftOut.IMMATURE, unit);
            return;
        }
        arm.mature++;
        if (!hasOutcome) {
            arm.unknown++;
            leaveOut(LeftOut.OUTCOME_UNKNOWN, unit);
        } else if (experiment.design().needsBaseline() && unit.periods().isEmpty()) {
            leaveOut(LeftOut.BASELINE_UNKNOWN, unit);
        } else {
            arm.compared.add(unit);
        }
    }

    private void tellWhatLacks(ArmUnits arm) {
        arm.late = experiment.late(arm.name);
        if (experiment.isPlacebo() && arm.compared.isEmpty()) {
            arm.lacking = ": a placebo date takes " + (experiment.design().needsBaseline() ? "2 periods" : "a period")
                    + " before the exposure";
        }
    }

    private void leaveOutUnpaired() {
        SortedMap<String, List<ExperimentUnit>> ofControl = byPair(control);
        SortedMap<String, List<ExperimentUnit>> ofTreatment = byPair(treatment);
        Stream.of(control, treatment)
                .forEach(arm -> arm.compared.removeIf(unit -> {
                    boolean matched = unit.pair()
                            .filter(pair -> ofControl.containsKey(pair) && ofTreatment.containsKey(pair))
                            .isPresent();
                    if (!matched) {
                        leaveOut(LeftOut.UNPAIRED, unit);
                    }
                    return !matched;
                }));
        // one arm came after the other
        leftOut.values().forEach(Collections::sort);
    }

    private void leaveOut(LeftOut reason, ExperimentUnit unit) {
        leftOut.computeIfAbsent(reason, first -> new ArrayList<>()).add(unit.unitId());
    }

    private static SortedMap<String, List<ExperimentUnit>> byPair(ArmUnits arm) {
        SortedMap<String, List<ExperimentUnit>> pairs = new TreeMap<>();
        arm.compared.forEach(unit -> unit.pair()
                .ifPresent(pair ->
                        pairs.computeIfAbsent(pair, first -> new ArrayList<>()).add(unit)));
        return pairs;
    }

    /** The arms that there are: a before-after design has no control. */
    List<ArmUnits> arms() {
        return experiment.design() == Design.BEFORE_AFTER ? List.of(treatment) : List.of(control, treatment);
    }

    private boolean isOfShares() {
        return metric.scale() == Metric.Scale.SHARE && !experiment.design().needsBaseline() && !paired;
    }

    MetricReading reading() {
        List<ArmReading> arms = arms().stream()
                .map(arm -> arm.reading(arm == control, metric.scale(), confidence))
                .toList();
        Optional<Contrast> contrast = missing().isPresent() ? Optional.empty() : contrast();
        Estimate none = missing().orElseGet(this::unvarying);
        Optional<ProportionComparison> shares =
                isOfShares() && missing().isEmpty() ? Optional.of(shares()) : Optional.empty();
        return new MetricReading(
                metric,
                arms,
                shares.<Estimate>map(this::newcombe)
                        .or(() -> contrast.map(each -> each.absolute(confidence)))
                        .orElse(none),
                contrast.map(each -> each.relative(confidence)).orElse(none),
                shares.map(ProportionComparison::test)
                        .or(() -> contrast.map(Contrast::test))
                        .orElseGet(() -> untested(none)),
                OptionalDouble.empty(),
                contrast.<Estimate>map(this::alwaysValid).orElse(none),
                contrast.stream()
                        .mapToDouble(each -> each.minimumDetectable(confidence))
                        .findFirst(),
                contrast.isPresent() && !experiment.design().needsBaseline() && !paired ? cuped() : Optional.empty());
    }

    private static Significance untested(Estimate none) {
        Estimate.Unestimated why = (Estimate.Unestimated) none;
        return new Significance.Untested(why.reason(), why.detail());
    }

    private Optional<Estimate.Unestimated> missing() {
        return arms().stream().flatMap(arm -> arm.missing().stream()).findFirst();
    }

    private Estimate.Unestimated unvarying() {
        String counts = experiment.design() == Design.BEFORE_AFTER
                ? treatment.compared.size() + " compared units"
                : control.compared.size() + " and " + treatment.compared.size() + " compared units";
        boolean few = paired ? byPair(control).size() < 2 : arms().stream().anyMatch(arm -> arm.compared.size() < 2);
        return few
                ? new Estimate.Unestimated(
                        UndefinedReason.TOO_FEW_OBSERVATIONS,
                        counts + (paired ? " in " + byPair(control).size() + " pairs" : "")
                                + " are too few: an error needs 2 of each")
                : new Estimate.Unestimated(
                        UndefinedReason.ZERO_VARIANCE, counts + " do not vary: nothing tells how much chance can do");
    }

    ProportionComparison shares() {
        return new ProportionComparison(treatment.share(), control.share());
    }

    private Estimate newcombe(ProportionComparison shares) {
        return new Estimate.Estimated(
                "Newcombe score interval",
                shares.difference().orElseThrow(),
                shares.differenceInterval(confidence).orElseThrow());
    }

    Optional<Contrast> contrast() {
        if (paired) {
            return Contrast.ofPairs(strata(treatment), strata(control));
        }
        return switch (experiment.design()) {
            case BEFORE_AFTER -> Contrast.ofPairs(treatment.outcomes(), treatment.baselines());
            case DIFFERENCE_IN_DIFFERENCES ->
                Contrast.ofChanges(
                        treatment.outcomes(), treatment.baselines(), control.outcomes(), control.baselines());
            case RANDOMISED, MATCHED ->
                metric.scale() == Metric.Scale.SHARE
                        ? Contrast.ofShares(treatment.share(), control.share())
                        : Contrast.ofMeans(Sample.of(treatment.outcomes()), Sample.of(control.outcomes()));
        };
    }

    /** The mean of each stratum, which counts once however many units it has. */
    private double[] strata(ArmUnits arm) {
        return byPair(arm).values().stream()
                .mapToDouble(units -> Sample.of(units.stream()
                                .mapToDouble(unit -> arm.outcome(unit))
                                .toArray())
                        .mean())
                .toArray();
    }

    private Estimate alwaysValid(Contrast contrast) {
        Optional<Interval> interval =
                experiment.sequence().interval(contrast.difference(), contrast.standardError(), contrast.n());
        return new Estimate.Estimated(
                "asymptotic confidence sequence, always valid", contrast.difference(), interval.orElseThrow());
    }

    private Optional<Cuped> cuped() {
        if (arms().stream()
                .anyMatch(arm -> arm.compared.size() < 2
                        || arm.compared.stream()
                                .anyMatch(unit -> unit.covariate().isEmpty()))) {
            return Optional.empty();
        }
        double[] all = arms().stream()
                .flatMap(arm -> arm.compared.stream())
                .mapToDouble(unit -> unit.covariate().orElseThrow())
                .toArray();
        double size = Arrays.stream(all).map(Math::abs).max().orElseThrow();
        double products = 0;
        double squares = 0;
        double ofOutcome = 0;
        for (ArmUnits arm : List.of(control, treatment)) {
            double[] x = arm.values(unit -> unit.covariate().orElseThrow());
            double[] y = arm.outcomes();
            // what scatters by rounding only would make a slope beyond all bounds
            Sample ofX = Contrast.steady(Sample.of(x), size);
            Sample ofY = Sample.of(y);
            squares += ofX.squares();
            ofOutcome += ofY.squares();
            for (int i = 0; i < x.length && ofX.squares() > 0; i++) {
                products += (x[i] - ofX.mean()) * (y[i] - ofY.mean());
            }
        }
        if (squares == 0 || ofOutcome == 0) {
            return Optional.empty();
        }
        double theta = products / squares;
        double centre = Sample.of(all).mean();
        Sample ofControl = adjusted(control, theta, centre, ofOutcome);
        Sample ofTreatment = adjusted(treatment, theta, centre, ofOutcome);
        double left = ofControl.squares() + ofTreatment.squares();
        double doubt = doubt(squares);
        Optional<Contrast> contrast = Contrast.ofMeans(doubted(ofTreatment, doubt), doubted(ofControl, doubt));
        Estimate none = new Estimate.Unestimated(
                UndefinedReason.ZERO_VARIANCE, "the covariate tells every outcome: nothing is left to chance");
        return Optional.of(new Cuped(
                theta,
                Math.min(1, Math.max(0, 1 - left / ofOutcome)),
                contrast.map(each -> each.absolute(confidence)).orElse(none),
                contrast.map(Contrast::test).orElseGet(() -> untested(none))));
    }

    /** How much greater the variance of the adjusted difference is, since its slope was estimated from the same units. */
    private double doubt(double squaresOfCovariate) {
        Sample ofControl = control.known(ExperimentUnit::covariate);
        Sample ofTreatment = treatment.known(ExperimentUnit::covariate);
        double n = ofControl.n() + (double) ofTreatment.n();
        double apart = ofTreatment.mean() - ofControl.mean();
        double perUnit = 1.0 / ofControl.n() + 1.0 / ofTreatment.n();
        return (n - 2) / (n - 3) * (1 + apart * apart / squaresOfCovariate / perUnit);
    }

    private static Sample doubted(Sample sample, double doubt) {
        return new Sample(sample.n(), sample.mean(), sample.squares() * doubt);
    }

    private static Sample adjusted(ArmUnits arm, double theta, double centre, double ofOutcome) {
        Sample sample = Sample.of(
                arm.values(unit -> arm.outcome(unit) - theta * (unit.covariate().orElseThrow() - centre)));
        return sample.squares() <= ROUNDING * ofOutcome ? new Sample(sample.n(), sample.mean(), 0) : sample;
    }
}
