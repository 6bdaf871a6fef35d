package io.csmetrics.health.statistics;

import static io.csmetrics.health.statistics.ScoreDirection.HIGHER_IS_HEALTHIER;
import static io.csmetrics.health.statistics.ScoreDirection.HIGHER_IS_RISKIER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.health.statistics.IsotonicCalibration.Knot;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CalibrationTest {

    /** BFGS of SciPy 1.17.1, polished by Newton steps of NumPy, on the loss of Platt's targets, 7/8 and 1/12. */
    @Test
    void plattIsTheLeastLossOfItsTargets() {
        double[] scores = {12, 20, 25, 31, 38, 45, 45, 52, 60, 66, 71, 77, 83, 88, 90, 95};
        boolean[] churned = new boolean[16];
        for (int row : new int[] {0, 1, 2, 4, 6, 9}) {
            churned[row] = true;
        }
        PlattCalibration platt = PlattCalibration.fit(scores, churned).orElseThrow();
        assertThat(platt.a()).isCloseTo(0.05050537598611819, within(1e-12));
        assertThat(platt.b()).isCloseTo(-2.1670250044707413, within(1e-10));
        assertThat(platt.probability(20)).isGreaterThan(platt.probability(90)).isBetween(0.0, 1.0);
    }

    @Test
    void scoresThatSplitTheClassesNeverGiveCertainty() {
        PlattCalibration platt = PlattCalibration.fit(
                        new double[] {1, 2, 3, 4}, new boolean[] {true, true, false, false})
                .orElseThrow();
        assertThat(platt.a()).isPositive();
        assertThat(platt.probability(1)).isBetween(0.7, 0.95);
        assertThat(platt.probability(4)).isBetween(0.05, 0.3);
    }

    @Test
    void twoScoresReachTheirTargetsExactly() {
        // 2 events and 3 others: targets 3/4 and 1/5
        PlattCalibration platt = PlattCalibration.fit(
                        new double[] {10, 10, 50, 50, 50}, new boolean[] {true, true, false, false, false})
                .orElseThrow();
        assertThat(platt.probability(10)).isCloseTo(0.75, within(1e-12));
        assertThat(platt.probability(50)).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void equalScoresGiveEveryoneTheMeanTarget() {
        PlattCalibration platt = PlattCalibration.fit(new double[] {5, 5, 5}, new boolean[] {true, false, false})
                .orElseThrow();
        assertThat(platt.a()).isZero();
        assertThat(platt.probability(99)).isCloseTo((2 / 3.0 + 2 * 0.25) / 3, within(1e-15));
        assertThat(IsotonicCalibration.fit(
                                HIGHER_IS_HEALTHIER, new double[] {5, 5, 5}, new boolean[] {true, false, false})
                        .orElseThrow()
                        .probability(-7))
                .isCloseTo(1 / 3.0, within(1e-15));
    }

    @Test
    void oneClassCalibratesNothing() {
        for (boolean[] outcome : List.of(new boolean[2], new boolean[] {true, true})) {
            assertThat(PlattCalibration.fit(new double[] {1, 2}, outcome)).isEmpty();
            assertThat(IsotonicCalibration.fit(HIGHER_IS_HEALTHIER, new double[] {1, 2}, outcome))
                    .isEmpty();
        }
        assertThat(PlattCalibration.fit(new double[0], new boolean[0])).isEmpty();
        assertThat(IsotonicCalibration.fit(HIGHER_IS_RISKIER, new double[0], new boolean[0]))
                .isEmpty();
    }

    @Test
    void tiesAreAveragedBeforeTurnsArePooled() {
        // by hand: shares 1, 1/2, 0 at health 10, 20 and 30, and 1/3 at 40, which pools with 0 to 1/4 of four accounts
        IsotonicCalibration isotonic = IsotonicCalibration.fit(
                        HIGHER_IS_HEALTHIER,
                        new double[] {10, 20, 20, 30, 40, 40, 40},
                        new boolean[] {true, true, false, false, true, false, false})
                .orElseThrow();
        assertThat(isotonic.knots())
                .containsExactly(new Knot(10, 1), new Knot(20, 0.5), new Knot(30, 0.25), new Knot(40, 0.25));
        assertThat(isotonic.probability(0)).isEqualTo(1);
        assertThat(isotonic.probability(15)).isEqualTo(0.75);
        assertThat(isotonic.probability(20)).isEqualTo(0.5);
        assertThat(isotonic.probability(35)).isEqualTo(0.25);
        assertThat(isotonic.probability(99)).isEqualTo(0.25);
    }

    @Test
    void aRiskScoreIsCalibratedUpwards() {
        IsotonicCalibration isotonic = IsotonicCalibration.fit(
                        HIGHER_IS_RISKIER, new double[] {1, 2, 3, 4}, new boolean[] {false, true, false, true})
                .orElseThrow();
        assertThat(isotonic.knots())
                .containsExactly(new Knot(1, 0), new Knot(2, 0.5), new Knot(3, 0.5), new Knot(4, 1));
    }

    @Test
    void weightsPullThePoolTowardsTheHeavierValue() {
        assertThat(IsotonicRegression.rising(new double[] {4, 1}, new double[] {1, 3}))
                .containsExactly(1.75, 1.75);
        assertThat(IsotonicRegression.rising(new double[0])).isEmpty();
        assertThat(IsotonicRegression.rising(new double[] {7})).containsExactly(7);
    }

    @Test
    void pointsAndOddsTurnIntoEachOther() {
        PointsScale scale = PointsScale.anchored(600, 50, 20);
        assertThat(scale.scoreOfOdds(100)).isCloseTo(620, within(1e-9));
        assertThat(scale.oddsOfScore(580)).isCloseTo(25, within(1e-9));
        assertThat(scale.scoreOfProbability(50 / 51.0)).isCloseTo(600, within(1e-9));
        assertThat(scale.probabilityOfScore(scale.offset())).isEqualTo(0.5);
        PointsScale risk = PointsScale.anchored(100, 1, -10);
        assertThat(risk.scoreOfOdds(2)).isCloseTo(90, within(1e-9));
    }

    @Test
    void whatCannotBeIsRefused() {
        PointsScale scale = PointsScale.anchored(600, 50, 20);
        assertThatThrownBy(() -> PointsScale.anchored(600, 0, 20))
                .hasMessage("odds 0.0 must be above 0 and finite, such as 50 for 50 to 1");
        assertThatThrownBy(() -> PointsScale.anchored(600, 50, 0)).hasMessageContaining("the factor not 0");
        assertThatThrownBy(() -> scale.scoreOfProbability(1)).hasMessageContaining("certainty has no finite score");
        assertThatThrownBy(() -> scale.oddsOfScore(1e9)).hasMessageContaining("ask for its probability");
        assertThatThrownBy(() -> scale.probabilityOfScore(Double.NaN)).hasMessage("score NaN must be finite");
        assertThatThrownBy(() -> new PlattCalibration(Double.NaN, 0)).hasMessageContaining("must be finite");
        assertThatThrownBy(() -> new PlattCalibration(1, 0).probability(Double.POSITIVE_INFINITY))
                .hasMessage("score Infinity must be finite; an unknown score has no probability");
        assertThatThrownBy(() -> PlattCalibration.fit(new double[] {Double.NaN}, new boolean[1]))
                .hasMessageContaining("score NaN at row 0 must be a finite number");
        assertThatThrownBy(() -> IsotonicCalibration.fit(HIGHER_IS_RISKIER, new double[2], new boolean[1]))
                .hasMessage("scores has 2 rows and happened has 1; give one of each for every account");
        assertThatThrownBy(() -> IsotonicRegression.rising(new double[] {1}, new double[] {0}))
                .hasMessage("weight 0.0 at row 0 must be above 0; leave out rows without weight");
        assertThatThrownBy(() -> new IsotonicCalibration(List.of())).hasMessageContaining("at least one knot");
        assertThatThrownBy(() -> new IsotonicCalibration(List.of(new Knot(1, 0), new Knot(1, 1))))
                .hasMessage("scores of knots must rise; 1.0 follows 1.0");
        assertThatThrownBy(() -> new IsotonicCalibration(List.of(new Knot(1, 0), new Knot(2, 1), new Knot(3, 0))))
                .hasMessageContaining("all rise or all fall");
        assertThatThrownBy(() -> new Knot(1, 1.5)).hasMessageContaining("a probability of 0 to 1");
        assertThatThrownBy(() -> new IsotonicCalibration(List.of(new Knot(1, 0))).probability(Double.NaN))
                .hasMessageContaining("score NaN must be finite");
    }
}
