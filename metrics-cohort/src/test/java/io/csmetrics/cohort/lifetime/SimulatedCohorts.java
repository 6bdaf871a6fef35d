package io.csmetrics.cohort.lifetime;

import io.csmetrics.statistics.SplitMix64;
import java.util.random.RandomGenerator;

/** Cohorts that a model made, customer by customer, and helpers of the tests beside this one. */
final class SimulatedCohorts {
    private SimulatedCohorts() {}

    static ActiveCounts one(long... active) {
        return ActiveCounts.builder().cohort("A", active).build();
    }

    static RetentionFit.Fitted fitted(RetentionModelKind kind, ActiveCounts counts) {
        return kind.fit(counts).fitted().orElseThrow();
    }

    static long[] active(RetentionModel model, int customers, int periods, long randomStart) {
        RandomGenerator random = new SplitMix64(randomStart);
        long[] active = new long[periods + 1];
        active[0] = customers;
        for (int t = 1; t <= periods; t++) {
            double churn = model.churnRate(t);
            for (long each = 0; each < active[t - 1]; each++) {
                active[t] += random.nextDouble() < churn ? 0 : 1;
            }
        }
        return active;
    }
}
