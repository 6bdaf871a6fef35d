package io.csmetrics.cohort.purchase;

import io.csmetrics.cohort.numeric.SmoothFunction;

/** The logarithm of the likelihood of p, q and v, by their logarithms. Amounts are divided by one, so that v has the size of the others. */
final class SpendLikelihood implements SmoothFunction {
    private final double[] totals;
    private final double[] logTotals;
    private final int[] frequencies;
    private final double logMeans;

    /** How many customers have the frequency that is the index. */
    private final long[] customers;

    SpendLikelihood(Spends spends, double amount) {
        totals = new double[spends.size()];
        logTotals = new double[spends.size()];
        frequencies = new int[spends.size()];
        customers = new long[spends.mostPurchases() + 1];
        double sum = 0;
        for (int row = 0; row < totals.length; row++) {
            frequencies[row] = spends.frequency(row);
            totals[row] = spends.frequency(row) * (spends.mean(row) / amount);
            logTotals[row] = StrictMath.log(totals[row]);
            customers[spends.frequency(row)]++;
            sum += StrictMath.log(spends.mean(row) / amount);
        }
        logMeans = sum;
    }

    double logLikelihood(GammaGamma model) {
        return evaluate(model.p(), model.q(), model.v(), new double[3]);
    }

    @Override
    public double value(double[] at) {
        double[] values = Parameters.powers(at);
        return evaluate(values[0], values[1], values[2], new double[3]);
    }

    @Override
    public double[] gradient(double[] at) {
        double[] values = Parameters.powers(at);
        double[] slope = new double[3];
        evaluate(values[0], values[1], values[2], slope);
        for (int i = 0; i < slope.length; i++) {
            slope[i] *= values[i];
        }
        return slope;
    }

    /** Returns the value, and adds the derivatives by the parameters themselves to a slope of zeros. */
    private double evaluate(double p, double q, double v, double[] slope) {
        double[] ofFrequency = ofFrequency(p, q, slope);
        double logV = StrictMath.log(v);
        PreciseSum sum = new PreciseSum();
        sum.add(-logMeans);
        for (int row = 0; row < totals.length; row++) {
            double shape = p * frequencies[row];
            double all = totals[row] + v;
            double logAll = StrictMath.log(all);
            sum.add(ofFrequency[frequencies[row]] + shape * (logTotals[row] - logAll) + q * (logV - logAll));
            slope[0] += frequencies[row] * (logTotals[row] - logAll);
            slope[1] += logV - logAll;
            slope[2] += q / v - (shape + q) / all;
        }
        return sum.value();
    }

    /** What depends on the frequency only. Defined as {@code lnΓ(px + q) - lnΓ(px) - lnΓ(q)}. */
    private double[] ofFrequency(double p, double q, double[] slope) {
        double logGammaQ = StrictGamma.logGamma(q);
        double digammaQ = StrictGamma.digamma(q);
        double[] ofFrequency = new double[customers.length];
        for (int x = 1; x < customers.length; x++) {
            if (customers[x] > 0) {
                ofFrequency[x] = StrictGamma.logGamma(p * x + q) - StrictGamma.logGamma(p * x) - logGammaQ;
                double digamma = StrictGamma.digamma(p * x + q);
                slope[0] += customers[x] * x * (digamma - StrictGamma.digamma(p * x));
                slope[1] += customers[x] * (digamma - digammaQ);
            }
        }
        return ofFrequency;
    }
}
