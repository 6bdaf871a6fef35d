package io.csmetrics.health.backtest;

import io.csmetrics.health.statistics.IsotonicCalibration;
import io.csmetrics.health.statistics.PlattCalibration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A score made into a probability of churn, which a weighted sum by itself never is: by a curve of two numbers (Platt), or by the smoothed
 * share of churned accounts at each score (isotonic) once every training part has {@value IsotonicCalibration#EVENTS_ADVISED} churned
 * accounts. It holds for the gap and the horizon of its backtest, and for accounts like those in it.
 *
 * @param platt the curve; empty if the calibration is isotonic
 * @param isotonic the smoothed shares; empty if the calibration is a curve. Just one of both is there, fitted to all accounts
 * @param test how good such probabilities are for accounts that they were not fitted to
 * @param heldOut which accounts those are, in words
 */
public record ChurnProbability(
        Optional<PlattCalibration> platt,
        Optional<IsotonicCalibration> isotonic,
        ProbabilityTest test,
        String heldOut) {

    /**
     * Checks that there is one calibration.
     *
     * @throws IllegalArgumentException if there is none, or both are
     */
    public ChurnProbability {
        Objects.requireNonNull(test, "test");
        Objects.requireNonNull(heldOut, "heldOut");
        if (platt.isPresent() == isotonic.isPresent()) {
            throw new IllegalArgumentException("a churn probability must have one calibration; give one of both");
        }
    }

    /**
     * Returns the probability that an account churns within the horizon.
     *
     * @param score its shown score
     * @return the probability, 0 to 1
     * @throws IllegalArgumentException if the score is not finite
     */
    public double at(double score) {
        return new Fit(platt, isotonic).at(score);
    }

    static Optional<ChurnProbability> of(TestSet set, HeldOut heldOut) {
        List<TestRow> tested = heldOut.tested();
        boolean smooth = heldOut.parts().stream()
                .allMatch(part -> part.train().stream()
                                .filter(TestRow::churned)
                                .map(TestRow::accountId)
                                .distinct()
                                .count()
                        >= IsotonicCalibration.EVENTS_ADVISED);
        double[] byRow = new double[set.rows.size()];
        for (HeldOut.Part part : heldOut.parts()) {
            Optional<Fit> fit = fit(set, part.train(), smooth);
            if (fit.isEmpty()) {
                return Optional.empty();
            }
            for (TestRow row : part.test()) {
                byRow[row.index()] = fit.get().at(row.score());
            }
        }
        double[] probabilities =
                tested.stream().mapToDouble(row -> byRow[row.index()]).toArray();
        return fit(set, set.rows, smooth)
                .flatMap(fit -> ProbabilityTest.of(probabilities, TestSet.churned(tested))
                        .map(test -> new ChurnProbability(fit.platt, fit.isotonic, test, heldOut.how())));
    }

    private record Fit(Optional<PlattCalibration> platt, Optional<IsotonicCalibration> isotonic) {
        double at(double score) {
            return platt.isPresent()
                    ? platt.get().probability(score)
                    : isotonic.orElseThrow().probability(score);
        }
    }

    private static Optional<Fit> fit(TestSet set, List<TestRow> train, boolean smooth) {
        double[] scores = TestSet.shown(train);
        boolean[] churned = TestSet.churned(train);
        return smooth
                ? IsotonicCalibration.fit(set.direction(), scores, churned)
                        .map(fit -> new Fit(Optional.empty(), Optional.of(fit)))
                : PlattCalibration.fit(scores, churned).map(fit -> new Fit(Optional.of(fit), Optional.empty()));
    }
}
