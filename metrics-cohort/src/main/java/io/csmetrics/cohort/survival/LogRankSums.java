package io.csmetrics.cohort.survival;

import java.util.List;

/** What a log-rank test adds up over times and strata: events observed and expected of each group, and their covariance. */
final class LogRankSums {
    /** What is left of a variance, as a share, below which it is rounding. */
    private static final double NOTHING = 1e-10;

    final double[] observed;
    final double[] expected;
    final double[][] covariance;
    private final double[] excess;
    private final LogRankWeight weight;

    LogRankSums(int groups, LogRankWeight weight) {
        this.weight = weight;
        observed = new double[groups];
        expected = new double[groups];
        excess = new double[groups];
        covariance = new double[groups][groups];
    }

    /** Adds one stratum, with one entry for each group. */
    void add(List<Durations> groups) {
        RiskSet[] risks = groups.stream().map(RiskSet::new).toArray(RiskSet[]::new);
        double survival = 1;
        double petoSurvival = 1;
        for (double time = next(risks); time < Double.POSITIVE_INFINITY; time = next(risks)) {
            double n = 0;
            double d = 0;
            for (RiskSet risk : risks) {
                risk.moveTo(time);
                n += risk.atRisk();
                d += risk.events();
            }
            petoSurvival *= 1 - d / (n + 1);
            add(risks, n, d, weight.of(n, survival, petoSurvival));
            survival *= (n - d) / n;
        }
    }

    private static double next(RiskSet[] risks) {
        double time = Double.POSITIVE_INFINITY;
        for (RiskSet risk : risks) {
            time = Math.min(time, risk.nextEventTime());
        }
        return time;
    }

    private void add(RiskSet[] risks, double n, double d, double w) {
        double scale = n > 1 ? w * w * d * (n - d) / (n * n * (n - 1)) : 0;
        for (int g = 0; g < risks.length; g++) {
            double atRisk = risks[g].atRisk();
            double expectedNow = atRisk * d / n;
            observed[g] += w * risks[g].events();
            expected[g] += w * expectedNow;
            excess[g] += w * (risks[g].events() - expectedNow);
            if (scale > 0 && atRisk > 0) {
                for (int h = 0; h < g; h++) {
                    covariance[g][h] -= scale * atRisk * risks[h].atRisk();
                    covariance[h][g] = covariance[g][h];
                }
                covariance[g][g] += scale * atRisk * (n - atRisk);
            }
        }
    }

    /**
     * Returns the statistic of the excesses over what is expected, and the rank of their covariance, which is its degrees of freedom. The
     * covariance is singular, since the excesses sum to 0 over groups that are at risk together: what is determined by groups already
     * taken is left out.
     */
    Statistic statistic() {
        int k = excess.length;
        double[] z = excess.clone();
        double[][] v = new double[k][];
        for (int g = 0; g < k; g++) {
            v[g] = covariance[g].clone();
        }
        boolean[] taken = new boolean[k];
        double chiSquare = 0;
        int rank = 0;
        for (int pivot = pivot(v, taken); pivot >= 0; pivot = pivot(v, taken)) {
            taken[pivot] = true;
            rank++;
            chiSquare += z[pivot] * z[pivot] / v[pivot][pivot];
            for (int g = 0; g < k; g++) {
                if (!taken[g]) {
                    double share = v[g][pivot] / v[pivot][pivot];
                    z[g] -= share * z[pivot];
                    for (int h = 0; h < k; h++) {
                        v[g][h] -= share * v[pivot][h];
                    }
                }
            }
        }
        return new Statistic(chiSquare, rank);
    }

    private int pivot(double[][] v, boolean[] taken) {
        int best = -1;
        double most = NOTHING;
        for (int g = 0; g < v.length; g++) {
            double left = taken[g] ? 0 : v[g][g] / covariance[g][g];
            if (left > most) {
                best = g;
                most = left;
            }
        }
        return best;
    }

    record Statistic(double chiSquare, int degreesOfFreedom) {}
}
