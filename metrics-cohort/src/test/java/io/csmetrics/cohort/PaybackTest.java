package io.csmetrics.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

/** Two accounts bring 100, 250 and 300 since entry; a third window is open. */
final class PaybackTest {
    private static final CohortKey JANUARY = Tables.key("2026-01-01");
    private static final Triangle TABLE = table();

    private static Triangle table() {
        RetentionDefinition definition =
                Tables.monthly("2026-04-15").measure(Measure.CUMULATIVE_REVENUE).build();
        CohortFacts.Builder facts =
                CohortFacts.builder(definition, Set.of(Measure.CUMULATIVE_REVENUE), CurrencyUnit.USD, 0);
        for (int[] sinceEntry : new int[][] {{60, 200, 200}, {40, 50, 100}}) {
            facts.unit(facts.row(JANUARY), 4, 3);
            for (int index = 0; index < sinceEntry.length; index++) {
                facts.add(Tally.CUMULATIVE, index, index + 1, sinceEntry[index]);
            }
        }
        return Triangle.of(facts.build(), definition);
    }

    private static String payback(String cost, String margin) {
        BigDecimal acquisition = new BigDecimal(cost);
        BigDecimal share = new BigDecimal(margin);
        assertThat(Payback.ofAverages(TABLE.averages(), acquisition, share))
                .isEqualTo(Payback.of(TABLE.row(JANUARY), acquisition, share));
        return Payback.of(TABLE.row(JANUARY), acquisition, share)
                .map(payback -> payback.index() + " after " + payback.windows())
                .orElse("not reached");
    }

    @Test
    void theMarginHasPaidForTheAcquisitionWhenItIsAsMuch() {
        assertThat(payback("25", "0.5")).isEqualTo("0 after 1.0");
        assertThat(payback("12.5", "0.5")).isEqualTo("0 after 0.5");
        assertThat(payback("62.5", "0.5")).isEqualTo("1 after 2.0");
        assertThat(payback("50", "0.5")).isEqualTo("1 after 1.6666666666666667");
        assertThat(payback("75", "0.5")).isEqualTo("2 after 3.0");
        assertThat(payback("75.01", "0.5")).isEqualTo("not reached");
        assertThat(payback("75.01", "1")).isEqualTo("1 after 1.3334666666666668");
    }

    @Test
    void figuresOutOfTheirRangeAreRefused() {
        for (String[] figures : new String[][] {{"0", "0.5"}, {"10", "0"}, {"10", "1.01"}}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> payback(figures[0], figures[1]))
                    .withMessage("cost " + figures[0] + " must be above 0, and gross margin " + figures[1]
                            + " above 0 and at most 1; give the margin as a share");
        }
    }
}
