package io.csmetrics.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.record.RevenueMovement.Kind;
import java.time.LocalDate;
import java.util.Optional;
import org.joda.money.BigMoney;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RevenueMovementTest {
    private static final LocalDate DAY = LocalDate.of(2025, 3, 1);
    private static final BigMoney FIFTY = BigMoney.parse("USD 50.00");

    @Test
    void theBuilderSetsEveryPart() {
        RevenueMovement movement = RevenueMovement.builder(
                        "A1", DAY, RevenueMovement.Type.CONTRACTION, Money.parse("USD 50"))
                .id("M1")
                .kind(Kind.DOWNGRADE)
                .reason("price")
                .product("crm")
                .build();
        assertThat(movement)
                .isEqualTo(new RevenueMovement(
                        "A1",
                        DAY,
                        RevenueMovement.Type.CONTRACTION,
                        FIFTY,
                        Optional.of("M1"),
                        Optional.of(Kind.DOWNGRADE),
                        Optional.of("price"),
                        Optional.of("crm")));
    }

    @Test
    void aMovementWithoutOptionalPartsHasNone() {
        RevenueMovement movement = RevenueMovement.of("A1", DAY, RevenueMovement.Type.NEW, FIFTY);
        assertThat(movement.id()).isEmpty();
        assertThat(movement.kind()).isEmpty();
        assertThat(movement.reason()).isEmpty();
        assertThat(movement.product()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"OPENING, 1", "NEW, 1", "EXPANSION, 1", "CONTRACTION, -1", "CHURN, -1", "REACTIVATION, 1"})
    void theTypeGivesTheSign(RevenueMovement.Type type, int sign) {
        assertThat(RevenueMovement.of("A1", DAY, type, FIFTY).signedAmount()).isEqualTo(FIFTY.multipliedBy(sign));
    }

    @ParameterizedTest
    @CsvSource({"USD 0", "USD -0.01"})
    void theAmountIsAMagnitude(String amount) {
        assertThatThrownBy(() -> RevenueMovement.of("A1", DAY, RevenueMovement.Type.CHURN, BigMoney.parse(amount)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("movement of account \"A1\": amount: " + amount
                        + ", must be above 0, give the magnitude; the type CHURN gives the sign");
    }

    @ParameterizedTest
    @EnumSource(
            value = RevenueMovement.Type.class,
            names = {"EXPANSION", "CONTRACTION"},
            mode = EnumSource.Mode.EXCLUDE)
    void onlyAnExpansionOrContractionHasAKind(RevenueMovement.Type type) {
        assertThatThrownBy(() -> RevenueMovement.builder("A1", DAY, type, FIFTY)
                        .kind(Kind.SEATS)
                        .build())
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("movement of account \"A1\": kind: SEATS,"
                        + " belongs to EXPANSION and CONTRACTION only, leave it out for " + type);
    }

    @Test
    void anExpansionMayHaveAKind() {
        RevenueMovement movement = RevenueMovement.builder("A1", DAY, RevenueMovement.Type.EXPANSION, FIFTY)
                .kind(Kind.UPSELL)
                .build();
        assertThat(movement.kind()).contains(Kind.UPSELL);
    }

    @Test
    void allBrokenRulesAreToldAtOnce() {
        assertThatThrownBy(() -> RevenueMovement.builder("", DAY, RevenueMovement.Type.NEW, BigMoney.parse("USD -1"))
                        .id("")
                        .kind(Kind.OTHER)
                        .reason(" ")
                        .product("")
                        .build())
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("""
                        6 problems
                        movement of account "": accountId: must not be blank, give it a value
                        movement of account "": amount: USD -1, must be above 0, give the magnitude; the type NEW gives the sign
                        movement of account "": id: must not be blank, leave it out where there is none
                        movement of account "": kind: OTHER, belongs to EXPANSION and CONTRACTION only, leave it out for NEW
                        movement of account "": product: must not be blank, leave it out where there is none
                        movement of account "": reason:  , must not be blank, leave it out where there is none""");
    }
}
