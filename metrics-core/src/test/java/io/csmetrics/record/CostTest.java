package io.csmetrics.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Optional;
import org.joda.money.BigMoney;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class CostTest {
    private static final LocalDate DAY = LocalDate.of(2025, 3, 1);

    @Test
    void theBuilderSetsEveryPart() {
        Cost cost = Cost.builder(Cost.SUPPORT, DAY, Money.parse("EUR 10.50"))
                .accountId("A1")
                .build();
        assertThat(cost).isEqualTo(new Cost("support", DAY, BigMoney.parse("EUR 10.50"), Optional.of("A1")));
    }

    @Test
    void aCostMayBelongToNoSingleAccount() {
        assertThat(Cost.of(Cost.ACQUISITION, DAY, Money.parse("EUR 1")).accountId())
                .isEmpty();
    }

    @Test
    void aCreditIsBelowZero() {
        assertThat(Cost.of("refunds", DAY, Money.parse("EUR -10")).amount()).isEqualTo(BigMoney.parse("EUR -10.00"));
    }

    @Test
    void equalAmountsAreEqualHoweverTheyAreWritten() {
        assertThat(Cost.of("x", DAY, BigMoney.parse("JPY 100.0"))).isEqualTo(Cost.of("x", DAY, Money.parse("JPY 100")));
    }

    @Test
    void allBrokenRulesAreToldAtOnce() {
        assertThatThrownBy(() -> Cost.builder("", DAY, Money.parse("EUR 1"))
                        .accountId(" ")
                        .build())
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("""
                        2 problems
                        cost of category "": accountId:  , must not be blank, leave it out where there is none
                        cost of category "": category: must not be blank, give it a value""");
    }
}
