package io.csmetrics.cohort.experiment;

import io.csmetrics.cohort.inference.Holm;
import io.csmetrics.cohort.inference.MeanComparison;
import io.csmetrics.cohort.inference.ProportionComparison;
import io.csmetrics.cohort.inference.Sample;
import io.csmetrics.cohort.inference.SampleRatio;
import io.csmetrics.cohort.inference.Significance;
import io.csmetrics.statistics.Interval;
import io.csmetrics.statistics.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An experiment on its way to being read: all that surrounds the metrics, and the decision. */
final class ReadoutMaker {
    /** What a difference of one standard deviation is as a risk ratio, in logarithms. */
    private static final double LOG_RATIO_OF_DEVIATION = 0.91;

    /** Beyond this the E-value, which squares the ratio, is no finite number. */
    private static final double LARGEST_LOG_RATIO = 300;

    final Experiment experiment;
    final MetricReading primary;
    final List<MetricReading> secondaries;
    final Optional<Significance> sampleRatio;
    final List<Balance> balance;
    final Optional<PreTrend> preTrend;
    final Optional<Sensitivity> sensitivity;
    final Optional<SurvivalArms> survival;
    final SortedMap<LeftOut, List<String>> leftOut;
    private final MetricMaker metric;
    private final double alpha;

    ReadoutMaker(Experiment experiment) {
        this.experiment = experiment;
        alpha = 1 - experiment.confidence().level();
        metric = new MetricMaker(experiment, experiment.metric(), ExperimentUnit::outcome);
        primary = metric.reading();
        secondaries = readSecondaries();
        sampleRatio = experiment.design() == Design.RANDOMISED
                ? Optional.of(SampleRatio.test(
                        new long[] {metric.control.n, metric.treatment.n},
                        new double[] {experiment.controlWeight(), experiment.treatmentWeight()}))
                : Optional.empty();
        balance = readBalance();
        preTrend = experiment.design() == Design.DIFFERENCE_IN_DIFFERENCES ? readPreTrend() : Optional.empty();
        sensitivity = experiment.design() == Design.RANDOMISED ? Optional.empty() : readSensitivity();
        survival = new SurvivalMaker(experiment).read();
        leftOut = new TreeMap<>(experiment.leftOut());
        leftOut.putAll(metric.leftOut);
    }

    Readout readout() {
        return new Readout(this);
    }

    private List<MetricReading> readSecondaries() {
        List<MetricReading> plain = experiment.secondaries().stream()
                .map(each -> new MetricMaker(experiment, each, unit -> unit.secondary(each.name())).reading())
                .toList();
        double[] adjusted = Holm.adjust(plain.stream()
                .flatMap(each -> each.test().tested().stream())
                .mapToDouble(Significance.Tested::pValue)
                .toArray());
        List<MetricReading> all = new ArrayList<>();
        int tested = 0;
        for (MetricReading each : plain) {
            all.add(each.test().tested().isPresent() ? each.adjusted(adjusted[tested++]) : each);
        }
        return List.copyOf(all);
    }

    private List<Balance> readBalance() {
        if (experiment.design() == Design.BEFORE_AFTER) {
            return List.of();
        }
        List<Balance> all = new ArrayList<>();
        Balance ofCovariate = new Balance(
                Balance.COVARIATE,
                metric.control.known(ExperimentUnit::covariate),
                metric.treatment.known(ExperimentUnit::covariate));
        if (ofCovariate.control().n() + ofCovariate.treatment().n() > 0) {
            all.add(ofCovariate);
        }
        for (int i = 0; i < periods(); i++) {
            int period = i;
            all.add(new Balance(
                    "pre_" + (i + 1),
                    metric.control.known(unit -> before(unit, period)),
                    metric.treatment.known(unit -> before(unit, period))));
        }
        return List.copyOf(all);
    }

    private static OptionalDouble before(ExperimentUnit unit, int period) {
        return unit.periods().isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(unit.periods().get(period));
    }

    private int periods() {
        return Stream.of(metric.control, metric.treatment)
                .flatMap(arm -> arm.compared.stream())
                .mapToInt(unit -> unit.periods().size())
                .max()
                .orElse(0);
    }

    private Optional<PreTrend> readPreTrend() {
        int periods = periods();
        if (periods < PreTrend.LEAST_PERIODS) {
            return Optional.empty();
        }
        double centre = (periods - 1) / 2.0;
        double spread = IntStream.range(0, periods)
                .mapToDouble(i -> (i - centre) * (i - centre))
                .sum();
        MeanComparison slopes = before(unit -> IntStream.range(0, periods)
                .mapToDouble(i -> (i - centre) * unit.periods().get(i) / spread)
                .sum());
        MeanComparison dips = before(unit -> unit.periods().get(periods - 1)
                - unit.periods().subList(0, periods - 1).stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow());
        List<MeanComparison> both = List.of(slopes, dips);
        double[] pValues = both.stream()
                .flatMap(each -> each.test().tested().stream())
                .mapToDouble(Significance.Tested::pValue)
                .toArray();
        OptionalDouble adjusted = IntStream.range(0, pValues.length)
                .mapToDouble(i -> Holm.adjust(pValues)[i])
                .min();
        // arms that drift apart without any scatter cannot be tested, and are not parallel
        boolean apart = both.stream()
                .anyMatch(each ->
                        each.test().tested().isEmpty() && each.difference().orElse(0) != 0);
        return Optional.of(
                new PreTrend(periods, slopes.test(), dips.test(), adjusted, !apart && adjusted.orElse(0) > alpha));
    }

    private MeanComparison before(ToDoubleFunction<ExperimentUnit> figure) {
        double size = Stream.of(metric.control, metric.treatment)
                .flatMap(arm -> arm.compared.stream())
                .flatMap(unit -> unit.periods().stream())
                .mapToDouble(Math::abs)
                .max()
                .orElse(0);
        return new MeanComparison(
                Contrast.steady(Sample.of(metric.treatment.values(figure)), size),
                Contrast.steady(Sample.of(metric.control.values(figure)), size));
    }

    private Optional<Sensitivity> readSensitivity() {
        if (primary.absolute().estimated().isEmpty()) {
            return Optional.empty();
        }
        if (experiment.design() == Design.MATCHED && experiment.metric().scale() == Metric.Scale.SHARE) {
            ProportionComparison shares = metric.shares();
            return shares.ratioInterval(experiment.confidence())
                    .map(interval -> Sensitivity.of(
                            "ratio of the shares", shares.ratio().orElseThrow(), interval.lower(), interval.upper()));
        }
        List<Sample> arms =
                metric.arms().stream().map(arm -> Sample.of(arm.outcomes())).toList();
        long degrees = arms.stream().mapToLong(sample -> sample.n() - 1).sum();
        double deviation = Math.sqrt(arms.stream().mapToDouble(Sample::squares).sum() / degrees);
        double perUnit = LOG_RATIO_OF_DEVIATION / deviation;
        Contrast contrast = metric.contrast().orElseThrow();
        double logRatio = perUnit * contrast.difference();
        double logReach = perUnit * experiment.confidence().z() * contrast.standardError();
        double ratio = Math.exp(logRatio);
        double reach = Math.exp(logReach);
        return Math.abs(logRatio) + logReach < LARGEST_LOG_RATIO
                ? Optional.of(Sensitivity.of(
                        "risk ratio of the standardised difference", ratio, ratio / reach, ratio * reach))
                : Optional.empty();
    }

    /** Whether so many units were to be in each arm that their split can be judged. */
    boolean isSplitJudged() {
        double all = experiment.controlWeight() + experiment.treatmentWeight();
        double smaller = Math.min(experiment.controlWeight(), experiment.treatmentWeight()) / all;
        return (metric.control.n + metric.treatment.n) * smaller >= Readout.LEAST_EXPECTED;
    }

    /** Why the comparison is not to be believed, whatever it shows. */
    Optional<String> invalid() {
        Optional<Significance.Tested> split = sampleRatio
                .flatMap(Significance::tested)
                .filter(test -> isSplitJudged() && test.pValue() < Readout.ALARM);
        if (split.isPresent()) {
            return Optional.of("sample ratio mismatch: " + metric.control.n + " units in \"" + metric.control.name
                    + "\" and " + metric.treatment.n + " in \"" + metric.treatment.name + "\" are not the planned "
                    + Wording.plain(experiment.controlWeight()) + " to "
                    + Wording.plain(experiment.treatmentWeight()) + " (chi-square test of fit, "
                    + Wording.p(split.get().pValue(), Readout.ALARM) + ")");
        }
        return lostUnequally().or(this::trendsDiffer);
    }

    private Optional<String> lostUnequally() {
        ProportionComparison unknown = new ProportionComparison(
                new Proportion(metric.treatment.unknown, metric.treatment.mature),
                new Proportion(metric.control.unknown, metric.control.mature));
        return unknown.test()
                .tested()
                .filter(test -> test.pValue() < Readout.ALARM)
                .map(test -> "outcomes are missing unequally: of " + metric.control.unknown + " of "
                        + metric.control.mature + " mature units in \"" + metric.control.name + "\" and "
                        + metric.treatment.unknown + " of " + metric.treatment.mature + " in \""
                        + metric.treatment.name + "\" (" + test.method() + ", "
                        + Wording.p(test.pValue(), Readout.ALARM) + ")");
    }

    private Optional<String> trendsDiffer() {
        return preTrend.filter(trend -> trend.adjustedPValue().orElse(1) <= alpha)
                .map(trend -> "the arms did not move alike in the " + trend.periods()
                        + " periods before (Welch t-tests of slope and dip, adjusted by Holm, "
                        + Wording.p(trend.adjustedPValue().orElseThrow(), alpha) + ")");
    }

    CausalGrade grade() {
        if (invalid().isPresent()) {
            return CausalGrade.NAIVE;
        }
        return switch (experiment.design()) {
            case RANDOMISED -> CausalGrade.RANDOMISED;
            case DIFFERENCE_IN_DIFFERENCES ->
                preTrend.filter(PreTrend::parallel).isPresent() ? CausalGrade.PARALLEL_TRENDS : CausalGrade.NAIVE;
            case MATCHED -> balance.stream().noneMatch(Balance::isFlagged) ? CausalGrade.MATCHED : CausalGrade.NAIVE;
            case BEFORE_AFTER -> CausalGrade.NAIVE;
        };
    }

    /** Whether something from before is known of most of the units that are compared. */
    boolean isLikenessKnown() {
        return balance.stream()
                .anyMatch(each -> isKnownOfMost(each.control(), metric.control)
                        && isKnownOfMost(each.treatment(), metric.treatment));
    }

    private static boolean isKnownOfMost(Sample known, ArmUnits arm) {
        return known.n() > 0 && known.n() >= (1 - Readout.MOST_UNKNOWN) * arm.compared.size();
    }

    /** Why nothing is decided. */
    Optional<String> notEnough() {
        Optional<String> missing = metric.arms().stream()
                .flatMap(arm -> arm.missing().stream())
                .map(Estimate.Unestimated::detail)
                .findFirst();
        Optional<String> few = metric.arms().stream()
                .filter(arm -> arm.compared.size() < experiment.leastUnits())
                .map(arm -> "arm \"" + arm.name + "\" has " + Wording.count(arm.compared.size(), "compared unit")
                        + " and needs " + experiment.leastUnits())
                .findFirst();
        Optional<String> untested =
                primary.test() instanceof Significance.Untested none ? Optional.of(none.detail()) : Optional.empty();
        return missing.or(() -> few).or(() -> untested).or(() -> {
            boolean unsure = experiment.looks() == Looks.ANY_TIME
                    && primary.alwaysValid().estimated().isEmpty();
            return unsure ? Optional.of(((Estimate.Unestimated) primary.alwaysValid()).detail()) : Optional.empty();
        });
    }

    /** Whether the difference is more than chance, by the one rule that was chosen. */
    boolean isFound() {
        if (experiment.looks() == Looks.ANY_TIME) {
            Interval interval = primary.alwaysValid().estimated().orElseThrow().interval();
            return !interval.contains(0);
        }
        return primary.test().tested().orElseThrow().significantAt(experiment.confidence());
    }
}
