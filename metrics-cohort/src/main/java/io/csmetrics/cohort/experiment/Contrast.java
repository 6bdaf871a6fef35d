package io.csmetrics.cohort.experiment;

import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.cohort.inference.MeanComparison;
import io.csmetrics.cohort.inference.Sample;
import io.csmetrics.cohort.inference.Significance;
import io.csmetrics.family.UndefinedReason;
import io.csmetrics.statistics.Interval;
import io.csmetrics.statistics.Proportion;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A treated mean beside what it is compared with, whatever the design: all that interval, test, lift and power are computed from. Only
 * contrasts with an error above 0 exist.
 *
 * @param name the method, as tests and intervals are named by it
 * @param treated the treated mean
 * @param treatedVariance the variance of that mean
 * @param baseline what it is compared with
 * @param baselineVariance the variance of that
 * @param covariance of the two, 0 where no unit is in both
 * @param difference treated less baseline
 * @param standardError the error of the difference
 * @param degreesOfFreedom those of Student's distribution, infinite for the normal one
 * @param n how many units or pairs came in
 */
record Contrast(
        String name,
        double treated,
        double treatedVariance,
        double baseline,
        double baselineVariance,
        double covariance,
        double difference,
        double standardError,
        double degreesOfFreedom,
        long n) {

    /** Changes that scatter by less than this part of what they are changes of scatter by rounding only. */
    private static final double ROUNDING = 1e-12;

    static Optional<Contrast> ofMeans(Sample treated, Sample control) {
        MeanComparison means = new MeanComparison(treated, control);
        return means.standardError().isEmpty()
                ? Optional.empty()
                : Optional.of(new Contrast(
                        "Welch t",
                        treated.mean(),
                        variance(treated),
                        control.mean(),
                        variance(control),
                        0,
                        treated.mean() - control.mean(),
                        means.standardError().getAsDouble(),
                        means.degreesOfFreedom().orElseThrow(),
                        treated.n() + control.n()));
    }

    static Optional<Contrast> ofShares(Proportion treated, Proportion control) {
        if (treated.n() == 0 || control.n() == 0) {
            return Optional.empty();
        }
        double p = treated.rate().orElseThrow();
        double q = control.rate().orElseThrow();
        double ofTreated = p * (1 - p) / treated.n();
        double ofControl = q * (1 - q) / control.n();
        return ofTreated + ofControl == 0
                ? Optional.empty()
                : Optional.of(new Contrast(
                        "normal",
                        p,
                        ofTreated,
                        q,
                        ofControl,
                        0,
                        p - q,
                        Math.sqrt(ofTreated + ofControl),
                        Double.POSITIVE_INFINITY,
                        treated.n() + control.n()));
    }

    /** Each unit with itself before, or each pair within itself. */
    static Optional<Contrast> ofPairs(double[] treated, double[] baseline) {
        Sample changes = changes(treated, baseline);
        if (changes.n() < 2 || variance(changes) == 0) {
            return Optional.empty();
        }
        Sample after = Sample.of(treated);
        Sample before = Sample.of(baseline);
        return Optional.of(new Contrast(
                "paired t",
                after.mean(),
                variance(after),
                before.mean(),
                variance(before),
                covariance(treated, after, baseline, before),
                changes.mean(),
                Math.sqrt(variance(changes)),
                changes.n() - 1.0,
                changes.n()));
    }

    /**
     * The changes of the treated units less those of the others. What the treated mean is compared with is the mean that they had before,
     * moved on as the others moved.
     */
    static Optional<Contrast> ofChanges(
            double[] treatedAfter, double[] treatedBefore, double[] controlAfter, double[] controlBefore) {
        Sample treated = changes(treatedAfter, treatedBefore);
        Sample control = changes(controlAfter, controlBefore);
        MeanComparison means = new MeanComparison(treated, control);
        if (means.standardError().isEmpty()) {
            return Optional.empty();
        }
        Sample after = Sample.of(treatedAfter);
        Sample before = Sample.of(treatedBefore);
        double difference = treated.mean() - control.mean();
        return Optional.of(new Contrast(
                "Welch t of changes",
                after.mean(),
                variance(after),
                after.mean() - difference,
                variance(before) + variance(control),
                covariance(treatedAfter, after, treatedBefore, before),
                difference,
                means.standardError().getAsDouble(),
                means.degreesOfFreedom().orElseThrow(),
                treated.n() + control.n()));
    }

    /** The changes of units; those that differ by rounding only do not vary. */
    static Sample changes(double[] after, double[] before) {
        double[] changes = new double[after.length];
        double size = 0;
        for (int i = 0; i < changes.length; i++) {
            changes[i] = after[i] - before[i];
            size = Math.max(size, Math.max(Math.abs(after[i]), Math.abs(before[i])));
        }
        return steady(Sample.of(changes), size);
    }

    /** A sample of figures made from numbers of a size, without the scatter of their rounding. */
    static Sample steady(Sample sample, double size) {
        double least = ROUNDING * size;
        return sample.squares() <= sample.n() * least * least
                ? new Sample(sample.n(), Math.abs(sample.mean()) <= least ? 0 : sample.mean(), 0)
                : sample;
    }

    private static double variance(Sample sample) {
        return sample.squares() / (sample.n() - 1) / sample.n();
    }

    private static double covariance(double[] values, Sample sample, double[] others, Sample other) {
        double products = 0;
        for (int i = 0; i < values.length; i++) {
            products += (values[i] - sample.mean()) * (others[i] - other.mean());
        }
        return products / (sample.n() - 1) / sample.n();
    }

    private double quantile(Confidence confidence) {
        return Double.isInfinite(degreesOfFreedom)
                ? confidence.z()
                : TDistribution.of(degreesOfFreedom).inverseSurvivalProbability(confidence.tail());
    }

    Estimate absolute(Confidence confidence) {
        double reach = quantile(confidence) * standardError;
        return new Estimate.Estimated(
                name + " interval", difference, new Interval(difference - reach, difference + reach));
    }

    Significance test() {
        double t = difference / standardError;
        double p = Double.isInfinite(degreesOfFreedom)
                ? NormalDistribution.of(0, 1).survivalProbability(Math.abs(t))
                : TDistribution.of(degreesOfFreedom).survivalProbability(Math.abs(t));
        return new Significance.Tested(
                name + " test, two-sided", OptionalDouble.of(t), OptionalInt.empty(), Math.min(1, 2 * p));
    }

    /** {@code (t - b) / |b|} with {@code var = v_t / b² + v_b t² / b⁴ - 2 cov t / b³}. */
    Estimate relative(Confidence confidence) {
        if (baseline == 0) {
            return new Estimate.Unestimated(
                    UndefinedReason.ZERO_DENOMINATOR,
                    "what the treated are compared with is 0: there is no ratio to it");
        }
        double lift = difference / Math.abs(baseline);
        double ratio = treated / baseline;
        double variance = (treatedVariance + ratio * (ratio * baselineVariance - 2 * covariance)) / baseline / baseline;
        double reach = quantile(confidence) * Math.sqrt(Math.max(0, variance));
        if (!(reach > 0 && Math.abs(lift) + reach < Double.POSITIVE_INFINITY)) {
            return new Estimate.Unestimated(
                    UndefinedReason.ZERO_VARIANCE, "the ratio of the means has no error that could be told");
        }
        return new Estimate.Estimated("delta method", lift, new Interval(lift - reach, lift + reach));
    }

    /** {@code (z of confidence + z of power) standardError}. */
    double minimumDetectable(Confidence confidence) {
        return (confidence.z() + NormalDistribution.of(0, 1).inverseCumulativeProbability(MetricReading.POWER))
                * standardError;
    }
}
