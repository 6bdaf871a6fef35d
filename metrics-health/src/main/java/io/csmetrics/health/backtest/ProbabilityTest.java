package io.csmetrics.health.backtest;

import io.csmetrics.health.statistics.ForecastQuality;
import io.csmetrics.health.statistics.ReliabilityTable;
import java.util.Objects;
import java.util.Optional;

/**
 * Probabilities of churn against what happened.
 *
 * @param quality Brier score, skill and log loss
 * @param reliability what was told and what happened, in {@value #BINS} bins of equal width; it also gives the expected calibration error
 */
public record ProbabilityTest(ForecastQuality quality, ReliabilityTable reliability) {
    /** How many bins the reliability table has, empty ones included. */
    public static final int BINS = 10;

    /** Checks that both parts are there. */
    public ProbabilityTest {
        Objects.requireNonNull(quality, "quality");
        Objects.requireNonNull(reliability, "reliability");
    }

    static Optional<ProbabilityTest> of(double[] probabilities, boolean[] churned) {
        return ForecastQuality.of(probabilities, churned)
                .map(quality -> new ProbabilityTest(quality, ReliabilityTable.uniform(probabilities, churned, BINS)));
    }
}
