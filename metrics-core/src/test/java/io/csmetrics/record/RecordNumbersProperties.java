package io.csmetrics.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

class RecordNumbersProperties {
    private static final Instant AT = Instant.parse("2025-03-01T00:00:00Z");

    @Property
    void aNumberKeepsItsValueAndForgetsHowItWasWritten(
            @ForAll @Scale(12) BigDecimal number, @ForAll @IntRange(min = 0, max = 20) int zeros) {
        AccountValue value = AccountValue.of("A1", "k", AT, number);
        assertThat(value.value()).isEqualByComparingTo(number);
        assertThat(value.value().scale()).isNotNegative();
        assertThat(AccountValue.of("A1", "k", AT, number.setScale(number.scale() + zeros)))
                .isEqualTo(value);
        assertThat(AccountValue.of("A1", "k", AT, number.stripTrailingZeros())).isEqualTo(value);
    }

    @Property
    void anAmountKeepsItsValueAndForgetsHowItWasWritten(
            @ForAll @Scale(6) BigDecimal number, @ForAll @IntRange(min = 0, max = 20) int zeros) {
        Cost cost = cost(number);
        assertThat(cost.amount().getAmount()).isEqualByComparingTo(number);
        assertThat(cost.amount().getScale()).isGreaterThanOrEqualTo(2);
        assertThat(cost(number.setScale(number.scale() + zeros))).isEqualTo(cost);
    }

    @Property
    void turningAScoreTwiceGivesItBackAndNeverLeavesTheScale(
            @ForAll @BigRange(min = "1", max = "7") @Scale(3) BigDecimal score) {
        SurveyResponse once = inverted(score);
        assertThat(once.effectiveScore()).isBetween(once.scaleMin(), once.scaleMax());
        assertThat(inverted(once.effectiveScore()).effectiveScore()).isEqualTo(once.score());
    }

    private static Cost cost(BigDecimal amount) {
        return Cost.of(Cost.SUPPORT, LocalDate.of(2025, 3, 1), BigMoney.of(CurrencyUnit.EUR, amount));
    }

    private static SurveyResponse inverted(BigDecimal score) {
        return SurveyResponse.builder(SurveyResponse.CES, AT, score)
                .accountId("A1")
                .inverted(true)
                .build();
    }
}
