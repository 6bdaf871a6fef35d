package io.csmetrics.cohort.lifetime;

import io.csmetrics.cohort.numeric.SmoothFunction;

/**
 * The logarithm of the likelihood of what became of customers at each renewal: {@code sum of lost(t) ln churnRate(t) + kept(t) ln
 * retentionRate(t)}. Added up renewal by renewal it is the sum over lives, of which those that are still active are known up to their last
 * renewal. Weights need not be whole.
 */
final class RetentionLikelihood implements SmoothFunction {
    /** Beyond it a parameter is no number of customers but an endless flight. */
    private static final double FARTHEST = 40;

    /** Ages to the power of more would not be told apart. */
    private static final double FARTHEST_SHAPE = 3;

    private final RetentionModelKind kind;
    private final double[] lost;
    private final double[] kept;

    RetentionLikelihood(RetentionModelKind kind, double[] lost, double[] kept) {
        this.kind = kind;
        this.lost = lost;
        this.kept = kept;
    }

    @Override
    public double value(double[] at) {
        for (int i = 0; i < at.length; i++) {
            if (!(Math.abs(at[i]) <= (i == 2 ? FARTHEST_SHAPE : FARTHEST))) {
                return Double.NaN;
            }
        }
        return of(kind.at(at));
    }

    double of(RetentionModel model) {
        double sum = 0;
        for (int t = 1; t < lost.length; t++) {
            // nobody who did what is impossible is no contradiction
            sum += lost[t] > 0 ? lost[t] * Math.log(model.churnRate(t)) : 0;
            sum += kept[t] > 0 ? kept[t] * logRetention(model, t) : 0;
        }
        return sum;
    }

    /** Where almost all stay, the logarithm of a share that was rounded next to 1 would shake the summit. */
    private static double logRetention(RetentionModel model, int period) {
        double churn = model.churnRate(period);
        return churn < 0.5 ? Math.log1p(-churn) : Math.log(model.retentionRate(period));
    }

    @Override
    public double[] gradient(double[] at) {
        RetentionModel model = kind.at(at);
        double[] sum = new double[at.length];
        for (int t = 1; t < lost.length; t++) {
            double odds = model.retentionRate(t) / model.churnRate(t);
            double weight = kept[t] - (lost[t] > 0 ? lost[t] * odds : 0);
            double[] slope = kind.slope(model, t);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += weight * slope[i];
            }
        }
        return sum;
    }
}
