package io.csmetrics.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundScaleTest {
    private static List<String> marks(RoundScale scale) {
        return IntStream.rangeClosed(0, scale.count())
                .mapToObj(i -> RoundScale.plain(scale.mark(i)))
                .toList();
    }

    @Test
    void marksAreRoundNumbersAroundTheRange() {
        assertThat(marks(RoundScale.covering(0, 1, 5))).containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1");
        assertThat(marks(RoundScale.covering(0.83, 1.12, 8)))
                .containsExactly("0.8", "0.85", "0.9", "0.95", "1", "1.05", "1.1", "1.15");
        assertThat(marks(RoundScale.covering(0, 37, 4))).containsExactly("0", "10", "20", "30", "40");
        assertThat(marks(RoundScale.covering(0, 1e9, 2))).containsExactly("0", "500000000", "1000000000");
    }

    @Test
    void aPointAndARangeTooFineToSeeHaveAScaleToo() {
        assertThat(marks(RoundScale.covering(0.37, 0.37, 10))).containsExactly("0.3", "0.4");
        assertThat(marks(RoundScale.covering(1, 1, 10))).containsExactly("1", "1.1");
        assertThat(marks(RoundScale.covering(0, 1e-300, 10))).containsExactly("0", "0.001");
    }

    @Test
    void aStepHoldsItsLowerEndAndTheLastOneBothEnds() {
        RoundScale scale = RoundScale.covering(0.5, 1, 5);
        assertThat(scale.stepOf(0.6)).isEqualTo(1);
        assertThat(scale.stepOf(Math.nextDown(0.6))).isZero();
        assertThat(scale.stepOf(1)).isEqualTo(4);
        assertThat(scale.stepOf(0)).isZero();
        assertThat(scale.stepOf(1e300)).isEqualTo(4);
    }

    @Test
    void aShareIsWrittenInPercent() {
        assertThat(RoundScale.percent(new BigDecimal("0.10"))).isEqualTo("10 %");
        assertThat(RoundScale.percent(new BigDecimal("0.125"))).isEqualTo("12.5 %");
        assertThat(RoundScale.percent(new BigDecimal("0.00"))).isEqualTo("0 %");
        assertThat(RoundScale.percent(new BigDecimal("2"))).isEqualTo("200 %");
    }
}
