package io.csmetrics.cohort.lifetime;

import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.cohort.lifetime.RetentionFit.Fitted;
import io.csmetrics.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a model expects to be left of a cohort, and to renew, period by period.
 *
 * <p>Intervals are of the expected share, by the delta method on the scale of {@code ln(-ln share)}, which keeps them within 0 to 1: they
 * hold what is not known of the parameters. They do not hold that the model may be wrong, and not the chance by which the customers of one
 * cohort of {@code n} scatter about the expected share, whose variance is {@code share * (1 - share) / n} besides.
 *
 * @param fit the fit that is projected
 * @param confidence of the intervals
 * @param periods the periods, from 0 on
 */
public record Projection(Fitted fit, Confidence confidence, List<Period> periods) {

    /** Copies the list. */
    public Projection {
        periods = List.copyOf(periods);
    }

    /**
     * What is expected of a period.
     *
     * @param period the period, 0 where the cohort began
     * @param survival the share of the beginning that is still there
     * @param survivalInterval its interval; empty where it is 1 or 0, and where the fit has no errors
     * @param retentionRate the share of those who face the renewal that renew; empty at period 0
     * @param retentionInterval its interval; empty where there is no rate, or no error
     */
    public record Period(
            int period,
            double survival,
            Optional<Interval> survivalInterval,
            OptionalDouble retentionRate,
            Optional<Interval> retentionInterval) {

        /**
         * Returns the period with its shares, such as {@code period 1: survival 0.8481 [0.8341, 0.8610], retention 0.8481 [0.8341, 0.8610]}.
         *
         * @return the text
         */
        @Override
        public String toString() {
            return LifetimeText.of(this);
        }
    }

    static Projection of(Fitted fit, int horizon, Confidence confidence) {
        RetentionModelKind.requirePeriod(horizon, 0);
        RetentionModel model = fit.model();
        RetentionModelKind kind = model.kind();
        double[] pace = kind.pace(model);
        double[] sum = new double[pace.length];
        List<Period> periods = new ArrayList<>();
        periods.add(new Period(0, 1, Optional.empty(), OptionalDouble.empty(), Optional.empty()));
        double survival = 1;
        for (int t = 1; t <= horizon; t++) {
            double rate = model.retentionRate(t);
            double[] slope = kind.slope(model, t);
            survival *= rate;
            for (int i = 0; i < sum.length; i++) {
                // covariances are of the parameters, slopes of the unknowns of the search
                slope[i] /= pace[i];
                sum[i] += slope[i];
            }
            periods.add(new Period(
                    t,
                    survival,
                    interval(survival, sum, fit, confidence),
                    OptionalDouble.of(rate),
                    interval(rate, slope, fit, confidence)));
        }
        return new Projection(fit, confidence, periods);
    }

    /** The slope is of the logarithm of the share. */
    private static Optional<Interval> interval(double share, double[] slope, Fitted fit, Confidence confidence) {
        if (fit.covariance().isEmpty() || !(share > 0 && share < 1)) {
            return Optional.empty();
        }
        double variance = 0;
        for (int i = 0; i < slope.length; i++) {
            for (int j = 0; j < slope.length; j++) {
                variance += slope[i] * slope[j] * fit.covariance().get(i).get(j);
            }
        }
        double log = Math.log(share);
        double reach = confidence.z() * Math.sqrt(Math.max(0, variance)) / -log;
        double lower = Math.exp(log * Math.exp(reach));
        double upper = Math.exp(log * Math.exp(-reach));
        return Optional.of(new Interval(Math.min(lower, share), Math.max(upper, share)));
    }

    /**
     * Returns the projection as aligned lines of text, with model, data, method and limits.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return LifetimeText.of(this);
    }
}
