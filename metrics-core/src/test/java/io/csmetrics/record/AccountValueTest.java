package io.csmetrics.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AccountValueTest {
    private static final Instant AT = Instant.parse("2025-03-01T10:15:30.123Z");

    @Test
    void theFactorySetsEveryPart() {
        AccountValue value = AccountValue.of("A1", "health-score", AT, BigDecimal.valueOf(-7));
        assertThat(value).isEqualTo(new AccountValue("A1", "health-score", AT, BigDecimal.valueOf(-7)));
        assertThat(value.accountId()).isEqualTo("A1");
        assertThat(value.key()).isEqualTo("health-score");
        assertThat(value.at()).isEqualTo(AT);
        assertThat(value.value()).isEqualTo("-7");
    }

    @Test
    void whatIsFinerThanAMillisecondIsCut() {
        assertThat(AccountValue.of("A1", "k", AT.plusNanos(999_999), BigDecimal.ONE)
                        .at())
                .isEqualTo(AT);
    }

    @Test
    void equalNumbersAreEqualHoweverTheyAreWritten() {
        AccountValue hundred = AccountValue.of("A1", "k", AT, new BigDecimal("1E+2"));
        assertThat(hundred).isEqualTo(AccountValue.of("A1", "k", AT, new BigDecimal("100.00")));
        assertThat(hundred.value()).hasToString("100");
        assertThat(AccountValue.of("A1", "k", AT, new BigDecimal("0E+7")).value())
                .isEqualTo(BigDecimal.ZERO);
    }

    @Test
    void aNumberThatCannotBeWrittenOutIsRefused() {
        assertThatThrownBy(() -> AccountValue.of("A1", "k", AT, new BigDecimal("1E+999999999")))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("value of account \"A1\": value: 1E+999999999,"
                        + " must have at most 1000 digits on either side of the decimal point, check the exponent");
        assertThatThrownBy(() -> AccountValue.of("A1", "k", AT, new BigDecimal("1E-999999999")))
                .isInstanceOf(InvalidDataException.class);
        assertThat(AccountValue.of("A1", "k", AT, new BigDecimal("1E+999"))
                        .value()
                        .precision())
                .isEqualTo(1_000);
    }

    @Test
    void allBrokenRulesAreToldAtOnce() {
        assertThatThrownBy(() -> AccountValue.of("", " ", AT, BigDecimal.ONE))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("""
                        2 problems
                        value of account "": accountId: must not be blank, give it a value
                        value of account "": key:  , must not be blank, give it a value""");
    }
}
