package io.csmetrics.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Optional;
import org.joda.money.BigMoney;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class ContractTest {
    private static final LocalDate START = LocalDate.of(2025, 1, 1);
    private static final LocalDate END = LocalDate.of(2026, 1, 1);
    private static final BigMoney VALUE = BigMoney.parse("EUR 1200.00");

    @Test
    void theBuilderSetsEveryPart() {
        Contract contract = Contract.builder("C2", "A1", START, END, Money.parse("EUR 1200"))
                .signedOn(START.minusDays(10))
                .renewsContractId("C1")
                .product("crm")
                .build();
        assertThat(contract)
                .isEqualTo(new Contract(
                        "C2",
                        "A1",
                        START,
                        END,
                        VALUE,
                        Optional.of(START.minusDays(10)),
                        Optional.of("C1"),
                        Optional.of("crm")));
    }

    @Test
    void aContractWithoutSignatureIsKnownFromItsStart() {
        Contract contract = Contract.of("C1", "A1", START, END, VALUE);
        assertThat(contract.signedOn()).isEmpty();
        assertThat(contract.renewsContractId()).isEmpty();
        assertThat(contract.product()).isEmpty();
        assertThat(contract.signedOrStart()).isEqualTo(START);
    }

    @Test
    void aSignedContractIsKnownFromItsSignatureEvenAfterItsStart() {
        Contract contract = Contract.builder("C1", "A1", START, END, VALUE)
                .signedOn(START.plusDays(3))
                .build();
        assertThat(contract.signedOrStart()).isEqualTo(START.plusDays(3));
    }

    @Test
    void aValueOfZeroIsAllowed() {
        assertThat(Contract.of("C1", "A1", START, END, BigMoney.parse("EUR 0"))
                        .annualValue()
                        .isZero())
                .isTrue();
    }

    @Test
    void equalValuesAreEqualHoweverTheyAreWritten() {
        assertThat(Contract.of("C1", "A1", START, END, BigMoney.parse("EUR 1200.0000")))
                .isEqualTo(Contract.of("C1", "A1", START, END, BigMoney.parse("EUR 1200")));
        assertThat(Contract.of("C1", "A1", START, END, BigMoney.parse("EUR 0.1250"))
                        .annualValue())
                .isEqualTo(BigMoney.parse("EUR 0.125"));
    }

    @Test
    void aTermHoldsAtLeastOneDay() {
        assertThatThrownBy(() -> Contract.of("C1", "A1", START, START, VALUE))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("contract \"C1\": endsOn: 2025-01-01, must be after startsOn 2025-01-01,"
                        + " give the first day after the term");
    }

    @Test
    void aContractDoesNotRenewItself() {
        assertThatThrownBy(() -> Contract.builder("C1", "A1", START, END, VALUE)
                        .renewsContractId("C1")
                        .build())
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("contract \"C1\": renewsContractId: C1, must be another contract,"
                        + " name the contract that this one renews");
    }

    @Test
    void anAmountOfEndlessDigitsIsRefused() {
        BigMoney tiny = BigMoney.parse("EUR 0." + "0".repeat(1_000) + "1");
        assertThatThrownBy(() -> Contract.of("C1", "A1", START, END, tiny))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("contract \"C1\": annualValue: 1E-1001,"
                        + " must have at most 1000 digits on either side of the decimal point, check the exponent");
    }

    @Test
    void allBrokenRulesAreToldAtOnce() {
        assertThatThrownBy(() -> Contract.builder(" ", "", END, START, BigMoney.parse("EUR -1"))
                        .renewsContractId(" ")
                        .product("")
                        .build())
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("""
                        7 problems
                        contract " ": accountId: must not be blank, give it a value
                        contract " ": annualValue: EUR -1.00, must be at least 0, book a credit as a cost
                        contract " ": endsOn: 2025-01-01, must be after startsOn 2026-01-01, give the first day after the term
                        contract " ": id:  , must not be blank, give it a value
                        contract " ": product: must not be blank, leave it out where there is none
                        contract " ": renewsContractId:  , must be another contract, name the contract that this one renews
                        contract " ": renewsContractId:  , must not be blank, leave it out where there is none""");
    }
}
