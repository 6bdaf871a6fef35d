package io.csmetrics.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class QuotientTest {
    @Test
    void theValueHasSixteenDigitsHalfEven() {
        assertThat(Quotient.of(130, 200).value()).isEqualTo("0.65");
        assertThat(Quotient.of(2, 3).value()).isEqualTo("0.6666666666666667");
        assertThat(Quotient.of(10000000000000005L, 10).value())
                .as("seventeen digits, a tie that goes to the even digit")
                .isEqualTo("1000000000000000");
        assertThat(Quotient.of(10000000000000015L, 10).value()).isEqualTo("1000000000000002");
        assertThat(Quotient.of(2, 3).doubleValue()).isEqualTo(0.6666666666666667);
    }

    @Test
    void theSignStandsInTheNumerator() {
        assertThat(Quotient.of(3, -4)).isEqualTo(Quotient.of(-3, 4));
        assertThat(Quotient.of(-3, -4)).isEqualTo(Quotient.of(3, 4));
        assertThat(Quotient.of(3, -4).signum()).isEqualTo(-1);
        assertThat(Quotient.of(0, -4).signum()).isZero();
        assertThat(Quotient.of(3).negated()).isEqualTo(Quotient.of(-3));
    }

    @Test
    void trailingZerosAreNoPartOfIt() {
        assertThat(new Quotient(new BigDecimal("13.00"), new BigDecimal("2.50")))
                .isEqualTo(new Quotient(new BigDecimal("13"), new BigDecimal("2.5")))
                .hasToString("13 / 2.5");
        assertThat(Quotient.of(new BigDecimal("1E+3")))
                .isEqualTo(Quotient.of(1000))
                .hasToString("1000");
        assertThat(Quotient.of(600, 1).value()).hasToString("600");
    }

    @Test
    void aFractionIsNotShortenedSoThatItsPartsStayReadable() {
        assertThat(Quotient.of(130, 200)).hasToString("130 / 200").isNotEqualTo(Quotient.of(13, 20));
        assertThat(Quotient.of(130, 200)).isEqualByComparingTo(Quotient.of(13, 20));
    }

    @Test
    void arithmeticIsExact() {
        Quotient half = Quotient.of(1, 2);
        Quotient third = Quotient.of(1, 3);
        assertThat(half.plus(third)).isEqualByComparingTo(Quotient.of(5, 6));
        assertThat(half.plus(half)).isEqualTo(Quotient.of(2, 2));
        assertThat(half.minus(third)).isEqualByComparingTo(Quotient.of(1, 6));
        assertThat(half.times(third)).isEqualByComparingTo(Quotient.of(1, 6));
        assertThat(half.over(third)).isEqualByComparingTo(Quotient.of(3, 2));
        assertThat(half.over(third.negated())).isEqualByComparingTo(Quotient.of(-3, 2));
    }

    @Test
    void theSmallerAndTheLargerOfTwo() {
        Quotient half = Quotient.of(1, 2);
        Quotient third = Quotient.of(1, 3);
        assertThat(half.min(third)).isSameAs(third);
        assertThat(third.min(half)).isSameAs(third);
        assertThat(half.max(third)).isSameAs(half);
        assertThat(third.max(half)).isSameAs(half);
        assertThat(half.min(Quotient.of(2, 4))).as("of equals the first").isSameAs(half);
        assertThat(half.max(Quotient.of(2, 4))).isSameAs(half);
    }

    @Test
    void nothingIsDividedByZero() {
        assertThatThrownBy(() -> Quotient.of(5, 0))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("denominator of 5 / 0 must not be zero");
        assertThatThrownBy(() -> Quotient.of(5).over(Quotient.of(0))).isInstanceOf(ArithmeticException.class);
    }
}
