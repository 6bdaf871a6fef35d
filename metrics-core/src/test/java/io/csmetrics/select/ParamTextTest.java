package io.csmetrics.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.revenue.RetentionMethod;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ParamTextTest {
    @Test
    void everyTypeIsReadFromText() {
        assertThat(Param.Type.NUMBER.parse("0.80")).isEqualTo(new BigDecimal("0.80"));
        assertThat(Param.Type.DURATION.parse("90d")).isEqualTo(Duration.ofDays(90));
        assertThat(Param.Type.DURATION.parse("PT36H")).isEqualTo(Duration.ofHours(36));
        assertThat(Param.Type.FLAG.parse("true")).isEqualTo(true);
        assertThat(Param.Type.FLAG.parse("false")).isEqualTo(false);
        assertThat(Param.Type.METHOD.parse("point-to-point")).isEqualTo(RetentionMethod.POINT_TO_POINT);
        assertThat(Param.Type.STATISTIC.parse("KM_MEDIAN")).isEqualTo(Statistic.KM_MEDIAN);
        assertThat(Param.Type.TEXT.parse("report, api")).isEqualTo(TextSet.of("api", "report"));
        assertThat(Param.Type.WORD.parse("EXPOSURE")).isEqualTo("EXPOSURE");
        assertThat(Param.Type.DATE.parse("2026-01-31")).isEqualTo(LocalDate.of(2026, 1, 31));
        assertThat(Param.Type.CLOCK.parse("elapsed")).isEqualTo(Clock.elapsed());
        assertThat(Param.Type.CLOCK.parse("mon-fri 09:00-17:30"))
                .isEqualTo(
                        Clock.business(DayOfWeek.MONDAY, DayOfWeek.FRIDAY, LocalTime.of(9, 0), LocalTime.of(17, 30)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NUMBER    | ten                  | a number, such as 0.8
            DURATION  | 90                   | a length of time, such as 90d or PT36H
            DURATION  | 99999999999999999d   | a length of time, such as 90d or PT36H
            FLAG      | yes                  | true or false
            METHOD    | MAGIC                | one of POINT_TO_POINT, COHORT_MOVEMENTS, FLOW, COMPOUNDED
            TEXT      | ,                    | one or several texts with commas between
            DATE      | 2026-02-30           | a date, such as 2026-01-31
            CLOCK     | mon-fri              | elapsed, or business hours such as mon-fri 09:00-17:00
            CLOCK     | mon-xyz 09:00-17:00  | elapsed, or business hours such as mon-fri 09:00-17:00
            CLOCK     | mon-fri 17:00-09:00  | elapsed, or business hours such as mon-fri 09:00-17:00
            KPI       | paid-accounts        | given as a KPI of a catalogue
            """)
    void whatIsNoSuchValueIsTold(Param.Type type, String text, String form) {
        assertThatThrownBy(() -> type.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("value \"" + text + "\" must be " + form);
    }

    @Test
    void textsMustBeThere() {
        assertThatThrownBy(TextSet::of)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("texts [] must be at least one, and none of them blank");
        assertThatThrownBy(() -> TextSet.of("a", " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("texts [ , a] must be at least one, and none of them blank");
        assertThatThrownBy(() -> Unit.matching(" ")).isInstanceOf(IllegalArgumentException.class);
    }
}
