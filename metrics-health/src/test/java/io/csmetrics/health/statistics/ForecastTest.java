package io.csmetrics.health.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.health.statistics.ReliabilityTable.Bin;
import io.csmetrics.statistics.Proportion;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ForecastTest {

    @Test
    void theShareOfEventsHasNoSkill() {
        ForecastQuality quality = ForecastQuality.of(
                        new double[] {0.25, 0.25, 0.25, 0.25}, new boolean[] {true, false, false, false})
                .orElseThrow();
        assertThat(quality.brier()).isEqualTo(quality.baseBrier()).isEqualTo(0.1875);
        assertThat(quality.brierSkill()).hasValue(0);
    }

    @Test
    void certaintyThatIsWrongCostsMuchButNotInfinitelyMuch() {
        ForecastQuality wrong =
                ForecastQuality.of(new double[] {0}, new boolean[] {true}).orElseThrow();
        assertThat(wrong.logLoss()).isCloseTo(-Math.log(1e-15), within(1e-12));
        ForecastQuality alsoWrong =
                ForecastQuality.of(new double[] {1}, new boolean[] {false}).orElseThrow();
        assertThat(alsoWrong.logLoss()).isCloseTo(34.5, within(0.1)).isFinite();
        ForecastQuality right = ForecastQuality.of(new double[] {1, 0}, new boolean[] {true, false})
                .orElseThrow();
        assertThat(right.brier()).isZero();
        assertThat(right.brierSkill()).hasValue(1);
        assertThat(right.logLoss()).isCloseTo(1e-15, within(1e-16));
    }

    @Test
    void withOneClassThereIsNoSkillAndWithoutAccountsNoQuality() {
        assertThat(ForecastQuality.of(new double[] {0.2, 0.4}, new boolean[2])
                        .orElseThrow()
                        .brierSkill())
                .isEmpty();
        assertThat(ForecastQuality.of(new double[0], new boolean[0])).isEmpty();
        assertThat(ReliabilityTable.quantile(new double[0], new boolean[0], 10).bins())
                .isEmpty();
        assertThat(ReliabilityTable.uniform(new double[0], new boolean[0], 10).expectedCalibrationError())
                .isEmpty();
    }

    @Test
    void binsAreClosedOnTheRight() {
        ReliabilityTable table = ReliabilityTable.uniform(
                new double[] {0, 0.2, 0.20000000000000004, 0.6, 1}, new boolean[] {false, true, true, false, true}, 5);
        assertThat(table.bins().stream().map(Bin::outcome))
                .containsExactly(
                        new Proportion(1, 2), new Proportion(1, 1), new Proportion(0, 1), new Proportion(1, 1));
    }

    @Test
    void quantileBinsThatCoincideMerge() {
        ReliabilityTable table =
                ReliabilityTable.quantile(new double[] {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.5, 0.9}, new boolean[8], 4);
        assertThat(table.bins().stream().map(bin -> bin.outcome().n())).containsExactly(6L, 2L);
        assertThat(table.bins().get(1).meanProbability()).isCloseTo(0.7, within(1e-15));
    }

    @Test
    void theCalibrationErrorWeighsBinsByTheirAccounts() {
        // 3 accounts told 0.1, one event; 1 account told 0.9, no event: 3/4 * |1/3 - 0.1| + 1/4 * 0.9
        ReliabilityTable table = ReliabilityTable.uniform(
                new double[] {0.1, 0.1, 0.1, 0.9}, new boolean[] {true, false, false, false}, 2);
        assertThat(table.expectedCalibrationError().orElseThrow())
                .isCloseTo(0.75 * (1 / 3.0 - 0.1) + 0.25 * 0.9, within(1e-15));
    }

    @Test
    void whatIsNoProbabilityIsRefused() {
        for (double bad : new double[] {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            String message = "probability " + bad
                    + " at row 0 must be 0 to 1; calibrate a score before it is called a probability";
            assertThatThrownBy(() -> ForecastQuality.of(new double[] {bad}, new boolean[1]))
                    .hasMessage(message);
            assertThatThrownBy(() -> ReliabilityTable.uniform(new double[] {bad}, new boolean[1], 3))
                    .hasMessage(message);
            assertThatThrownBy(() -> ReliabilityTable.quantile(new double[] {bad}, new boolean[1], 3))
                    .hasMessage(message);
        }
        assertThatThrownBy(() -> ReliabilityTable.uniform(new double[1], new boolean[1], 0))
                .hasMessage("bins 0 must be 1 to 1000; 10 are usual");
        assertThatThrownBy(() -> ForecastQuality.of(new double[1], new boolean[2]))
                .hasMessageContaining("give one of each for every account");
        assertThatThrownBy(() -> new ForecastQuality(0, 0, 0, 0)).hasMessageContaining("n 0 must be at least 1");
        assertThatThrownBy(() -> new ForecastQuality(1, 2, 0, 0)).hasMessageContaining("must be 0 to 1");
        assertThatThrownBy(() -> new ForecastQuality(1, 0, 0, -1)).hasMessageContaining("log loss -1.0");
        assertThatThrownBy(() -> new Bin(2, new Proportion(1, 1))).hasMessageContaining("mean probability 2.0");
        assertThatThrownBy(() -> new Bin(1, new Proportion(0, 0))).hasMessageContaining("leave empty bins out");
        assertThat(new ReliabilityTable(List.of()).bins()).isEmpty();
    }
}
