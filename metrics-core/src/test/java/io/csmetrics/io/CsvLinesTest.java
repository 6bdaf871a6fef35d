package io.csmetrics.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvLinesTest {
    @Test
    void onlyWhatWouldBreakALineStandsInQuotes() {
        assertThat(CsvLines.of(List.of(List.of("a b", "", "it's"), List.of("x,y", "say \"z\"", "1\n2", "3\r4"))))
                .isEqualTo("a b,,it's\n\"x,y\",\"say \"\"z\"\"\",\"1\n2\",\"3\r4\"\n");
        assertThat(CsvLines.of(List.of())).isEmpty();
    }

    @Test
    void aTextThatBeginsLikeAFormulaGetsAnApostrophe() {
        assertThat(List.of("=1", "+1", "-1", "@a", "\ta", "\ra", "'=1"))
                .allSatisfy(text -> assertThat(CsvLines.guarded(text)).isEqualTo("'" + text));
        assertThat(List.of("", "'", "a=1", "'a", " =1"))
                .allSatisfy(text -> assertThat(CsvLines.guarded(text)).isEqualTo(text));
    }

    @Test
    void aNumberHasDigitsOnly() {
        assertThat(CsvLines.number(new BigDecimal("12.50"))).isEqualTo("12.5");
        assertThat(CsvLines.number(new BigDecimal("1E+3"))).isEqualTo("1000");
        assertThat(CsvLines.number(new BigDecimal("-1E-9"))).isEqualTo("-0.000000001");
        assertThat(CsvLines.number(new BigDecimal("0.00"))).isEqualTo("0");
    }
}
