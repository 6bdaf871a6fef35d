package io.csmetrics.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTableTest {
    private static String written(TextTable table) throws IOException {
        StringBuilder out = new StringBuilder();
        table.write(out);
        return out.toString();
    }

    @Test
    void numbersStandToTheRightAndEmptyColumnsAreLeftOut() throws IOException {
        TextTable table = new TextTable().text("name").text("note").number("value");
        table.line(List.of("Zoë 𝒵", "", "1.00"));
        table.line(List.of("a", "", "1,000.00"));

        assertThat(written(table)).isEqualTo("""
                        name      value
                        -----  --------
                        Zoë 𝒵      1.00
                        a      1,000.00
                        """);
    }

    @Test
    void aTableWithoutLinesHasItsHeads() throws IOException {
        assertThat(written(new TextTable().text("name").number("value"))).isEqualTo("name  value\n----  -----\n");
    }

    @Test
    void whatATerminalWouldActOnIsEscaped() throws IOException {
        TextTable table = new TextTable().text("name");
        table.line(List.of("\u001b[31mred\n\u202e\u2028"));

        assertThat(written(table)).contains("\\u001b[31mred\\u000a\\u202e\\u2028");
    }

    @Test
    void aLineHasACellForEachColumn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TextTable().text("name").line(List.of()))
                .withMessage("0 cells must be one for each of the 1 columns");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0          | 0.00",
                "0.005      | 0.01",
                "-0.005     | -0.01",
                "-0.001     | 0.00",
                "999.994    | 999.99",
                "999.995    | 1,000.00",
                "-1234567.8 | -1,234,567.80",
                "1E+9       | 1,000,000,000.00"
            })
    void numbersAreRoundedHalfUpAndGrouped(BigDecimal value, String text) {
        assertThat(Figures.rounded(value)).isEqualTo(text);
    }
}
