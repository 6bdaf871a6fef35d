package io.csmetrics.health.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.Orientation;
import io.csmetrics.health.statistics.PlattCalibration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ChurnProbabilityTest {
    private static HealthModel learned(Generated data, Orientation orientation) {
        return ((WeightSuggestion.Suggested)
                        data.backtest(Generated.model(orientation)).suggestWeights("2"))
                .model();
    }

    @ParameterizedTest
    @EnumSource(Orientation.class)
    void withManyChurnedAccountsProbabilitiesAreIsotonicAndNearTheTruth(Orientation orientation) {
        Generated data = new Generated(3_000, 5, Scored.AS_OF);
        Backtest backtest = data.backtest(learned(data, orientation));
        ChurnProbability probability = backtest.churnProbability().orElseThrow();
        assertThat(probability.isotonic()).isPresent();
        assertThat(probability.platt()).isEmpty();
        assertThat(probability.test().quality().n()).isEqualTo(3_000);
        assertThat(probability.test().quality().brierSkill().orElseThrow()).isGreaterThan(0.1);
        assertThat(probability.test().reliability().expectedCalibrationError().orElseThrow())
                .isLessThan(0.03);
        double healthy = orientation == Orientation.HEALTH ? 90 : 10;
        assertThat(probability.at(healthy)).isLessThan(probability.at(100 - healthy));
        assertThat(probability.heldOut()).startsWith("split by account into 5 folds");
    }

    /** The log odds of the truth are a straight line in the learned score, so that a curve of two numbers can meet it. */
    @Test
    void withFewerTheyAreACurveThatMeetsTheTrueProbability() {
        Generated data = new Generated(700, 5, Scored.AS_OF);
        HealthModel model = learned(data, Orientation.HEALTH);
        Backtest backtest = data.backtest(model);
        ChurnProbability probability = backtest.churnProbability().orElseThrow();
        assertThat(probability.platt()).isPresent();
        double squares = 0;
        TestSet set = new TestSet(Scored.PLAN, List.of(data.snapshot(model, Scored.AS_OF)), data.outcomes);
        for (TestRow row : set.rows) {
            double error = probability.at(row.score()) - data.truth.get(row.index());
            squares += error * error;
        }
        assertThat(Math.sqrt(squares / set.rows.size())).isLessThan(0.06);
        assertThat(probability.test().reliability().expectedCalibrationError().orElseThrow())
                .isLessThan(0.06);
    }

    @Test
    void withOneClassThereIsNone() {
        assertThat(new Scored().stayed(1, 2, 3).backtest(Scored.HEALTH).churnProbability())
                .isEmpty();
        assertThat(new Scored().churned(1).stayed(2, 3).backtest(Scored.HEALTH).churnProbability())
                .isEmpty();
    }

    @Test
    void scoresThatSayNothingGiveTheChurnRate() {
        double[] same = new double[40];
        ChurnProbability probability = new Scored()
                .churned(same)
                .stayed(same)
                .backtest(Scored.HEALTH)
                .churnProbability()
                .orElseThrow();
        assertThat(probability.at(50)).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void justOneCalibrationMustBeThere() {
        ProbabilityTest test =
                ProbabilityTest.of(new double[] {0.5}, new boolean[] {true}).orElseThrow();
        assertThatThrownBy(() -> new ChurnProbability(Optional.empty(), Optional.empty(), test, "here"))
                .hasMessage("a churn probability must have one calibration; give one of both");
        assertThat(new ChurnProbability(Optional.of(new PlattCalibration(0, 0)), Optional.empty(), test, "here").at(3))
                .isEqualTo(0.5);
    }
}
