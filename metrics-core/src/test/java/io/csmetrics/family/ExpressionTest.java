package io.csmetrics.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.facts.Quotient;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExpressionTest {
    private static final Map<String, Quotient> NAMED =
            Map.of("a", Quotient.of(6), "b", Quotient.of(4), "c2", Quotient.of(1, 3), "zero", Quotient.of(0));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 + 2 * 3 | 7",
                "(1 + 2) * 3 | 9",
                "8 / 4 / 2 | 1",
                "8 - 4 - 2 | 2",
                "8 / (4 / 2) | 4",
                "-a + b | -2",
                "- - a | 6",
                "2 * -b | -8",
                "a / b | 1.5",
                "1 / 3 * 3 | 1",
                "c2 * 3 | 1",
                "min(a, b, 5) | 4",
                "max(a, min(b, 9) * 2) | 8",
                "min(a) | 6",
                "((((a)))) | 6",
                "0.25*b | 1",
                "  a  | 6",
                "a-b | 2",
                "007 | 7"
            })
    void arithmeticIsExactAndReadAsUsual(String text, String expected) {
        assertThat(Expression.parse(text).value(NAMED::get).value()).isEqualByComparingTo(expected);
    }

    @Test
    void namesAreTold() {
        assertThat(Expression.parse("min(a, b) / (c2 + a) - 12 * months").names())
                .containsExactly("a", "b", "c2", "months");
    }

    @Test
    void aDivisionByZeroIsAnArithmeticException() {
        assertThatThrownBy(() -> Expression.parse("a / zero").value(NAMED::get))
                .isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | lacks a name or number at position 1",
                "'a +' | lacks a name or number at position 4",
                "'a b' | has an unexpected \"b\" at position 3",
                "'a ^ 2' | has an unexpected \"^\" at position 3",
                "'(a' | lacks a \")\" at position 3",
                "'a)' | has an unexpected \")\" at position 2",
                "'min(a, )' | lacks a name or number at position 8",
                "'min(a' | lacks a \")\" at position 6",
                "'sum(a)' | has an unknown function \"sum\"; there are min and max",
                "'1.2.3' | has a malformed number \"1.2.3\"",
                "'2a' | has a malformed number \"2a\"",
                "'1e999999999' | has a malformed number \"1e999999999\"",
                "'٣' | has a malformed number \"٣\"",
                "'1.' | has a malformed number \"1.\""
            })
    void malformedTextIsRefusedInWords(String text, String why) {
        assertThatThrownBy(() -> Expression.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expression \"" + text + "\" " + why);
    }

    @Test
    void aHostileTextIsTooLong() {
        String text = "(".repeat(501);
        assertThatThrownBy(() -> Expression.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expression \"" + text + "\" must be at most 500 characters long");
        assertThatThrownBy(() -> Expression.parse("(".repeat(500))).isInstanceOf(IllegalArgumentException.class);
    }
}
