package io.csmetrics.cohort.purchase;

import io.csmetrics.cohort.numeric.SmoothFunction;

/**
 * The logarithm of the likelihood of r, alpha, a and b, by their logarithms. The gamma functions of the publication stand in quotients whose
 * arguments differ by whole numbers, and so are sums of logarithms over the purchases: with the number of customers who made each purchase
 * known, no special function is needed. Time is divided by a length in days, so that alpha has the size of the other parameters.
 */
final class DropoutLikelihood implements SmoothFunction {
    private final Histories histories;
    private final double length;
    private final int early;

    /** How many customers had more purchases than the index. */
    private final long[] beyond;

    private final double[] logB;

    DropoutLikelihood(Histories histories, double length, int early) {
        this.histories = histories;
        this.length = length;
        this.early = early;
        beyond = new long[histories.largestFrequency()];
        logB = new double[beyond.length + early];
        for (int row = 0; row < histories.size(); row++) {
            if (histories.frequency(row) > 0) {
                beyond[histories.frequency(row) - 1] += histories.customers(row);
            }
        }
        for (int j = beyond.length - 2; j >= 0; j--) {
            beyond[j] += beyond[j + 1];
        }
    }

    static DropoutLikelihood of(PurchaseModel model, Histories histories) {
        return new DropoutLikelihood(histories, model.scale().days(), model instanceof MbgNbd ? 1 : 0);
    }

    double logLikelihood(PurchaseModel model) {
        return evaluate(model.r(), model.alpha(), model.a(), model.b(), new double[4]);
    }

    @Override
    public double value(double[] at) {
        double[] values = Parameters.powers(at);
        return evaluate(values[0], values[1], values[2], values[3], new double[4]);
    }

    @Override
    public double[] gradient(double[] at) {
        double[] values = Parameters.powers(at);
        double[] slope = new double[4];
        evaluate(values[0], values[1], values[2], values[3], slope);
        for (int i = 0; i < slope.length; i++) {
            slope[i] *= values[i];
        }
        return slope;
    }

    /** Returns the value, and adds the derivatives by the parameters themselves to a slope of zeros. */
    private double evaluate(double r, double alpha, double a, double b, double[] slope) {
        PreciseSum sum = new PreciseSum();
        purchases(r, slope, sum);
        survivals(a, b, slope, sum);
        double logA = StrictMath.log(a);
        double logAlpha = StrictMath.log(alpha);
        for (int row = 0; row < histories.size(); row++) {
            int frequency = histories.frequency(row);
            int customers = histories.customers(row);
            double all = alpha + histories.age(row) / length;
            double logAll = StrictMath.log(all);
            double each = r * (logAlpha - logAll) - frequency * logAll;
            double byR = logAlpha - logAll;
            double byAlpha = r / alpha - (r + frequency) / all;
            int chances = frequency + early;
            if (chances > 0) {
                double active = alpha + histories.recency(row) / length;
                double silence = logAll - StrictMath.log(active);
                double odds = logA - logB[chances - 1] + (r + frequency) * silence;
                double gone = odds > 0 ? 1 / (1 + StrictMath.exp(-odds)) : 1 - 1 / (1 + StrictMath.exp(odds));
                each += odds > 0
                        ? odds + StrictMath.log1p(StrictMath.exp(-odds))
                        : StrictMath.log1p(StrictMath.exp(odds));
                byR += gone * silence;
                byAlpha += gone * (r + frequency) * (1 / all - 1 / active);
                slope[2] += customers * gone / a;
                slope[3] -= customers * gone / (b + chances - 1);
            }
            sum.add(customers * each);
            slope[0] += customers * byR;
            slope[1] += customers * byAlpha;
        }
        return sum.value();
    }

    /** The quotient of gamma functions of r. */
    private void purchases(double r, double[] slope, PreciseSum sum) {
        for (int j = 0; j < beyond.length; j++) {
            sum.add(beyond[j] * StrictMath.log(r + j));
            slope[0] += beyond[j] / (r + j);
        }
    }

    /** The quotient of beta functions of a and b: every chance to drop out that was survived. */
    private void survivals(double a, double b, double[] slope, PreciseSum sum) {
        for (int chance = 0; chance < logB.length; chance++) {
            logB[chance] = StrictMath.log(b + chance);
            long survived = chance < early ? histories.customers() : beyond[chance - early];
            sum.add(survived * (logB[chance] - StrictMath.log(a + b + chance)));
            slope[2] -= survived / (a + b + chance);
            slope[3] += survived * (1 / (b + chance) - 1 / (a + b + chance));
        }
    }
}
