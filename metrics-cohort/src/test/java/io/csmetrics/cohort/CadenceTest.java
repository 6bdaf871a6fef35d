package io.csmetrics.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.csmetrics.period.Grain;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CadenceTest {

    @Test
    void namesTellCadencesApart() {
        assertThat(List.of(
                        Cadence.DAILY,
                        Cadence.WEEKLY,
                        Cadence.weeksFrom(DayOfWeek.SUNDAY),
                        Cadence.MONTHLY,
                        Cadence.QUARTERLY,
                        Cadence.fiscal(Grain.QUARTER, Month.APRIL),
                        Cadence.YEARLY,
                        Cadence.fiscal(Grain.YEAR, Month.JULY)))
                .extracting(Cadence::toString)
                .containsExactly(
                        "day",
                        "week",
                        "week:sunday",
                        "month",
                        "quarter",
                        "quarter:from-april",
                        "year",
                        "year:from-july");
    }

    @Test
    void whatHasNoEffectIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cadence(Grain.MONTH, DayOfWeek.SUNDAY, Month.JANUARY))
                .withMessage("week start SUNDAY must not be given for grain MONTH; it is about weeks only");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cadence.fiscal(Grain.MONTH, Month.APRIL))
                .withMessage("year start APRIL must not be given for grain MONTH; it is about quarters and years only");
    }

    @Test
    void renewalsAreNoTime() {
        PeriodIndex renewal = new PeriodIndex.Renewal();
        String message = "index renewal counts contracts, not time; ask the contracts of an account for it";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> renewal.index(Instant.EPOCH, Instant.EPOCH, ZoneOffset.UTC))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> renewal.start(LocalDate.of(2026, 1, 1), 1))
                .withMessage(message);
    }
}
