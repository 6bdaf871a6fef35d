package io.csmetrics.cli.sample.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.record.Account;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who leaves, and that it is as likely as is said. */
class ChurnHistoriesTest {
    private static final LocalDate UNTIL = LocalDate.of(2024, 1, 1);
    private static final int HORIZON_DAYS = 90;
    private static final double STANDARD_ERRORS = 4;
    private static final double[] BINS = {0, 0.0025, 0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 1};

    private static ChurnHistories many;

    @BeforeAll
    static void draw() {
        many = ChurnHistories.of(20_000, UNTIL, 7);
    }

    /** A customer of a day, how likely it leaves within the horizon, and whether it did. */
    private record Forecast(double probability, boolean left) {
        double squaredError(double stated) {
            double error = stated - (left ? 1 : 0);
            return error * error;
        }
    }

    private static List<Forecast> forecasts(LocalDate day) {
        double[] within = HealthWalk.churnWithin(HORIZON_DAYS);
        List<Forecast> forecasts = new ArrayList<>();
        for (ChurnHistory history : many.all()) {
            boolean left = history.churnedOn()
                    .filter(on -> !on.isAfter(day.plusDays(HORIZON_DAYS)))
                    .isPresent();
            ChurnHistories.probability(history, day, within)
                    .ifPresent(probability -> forecasts.add(new Forecast(probability, left)));
        }
        return forecasts;
    }

    @ParameterizedTest
    @ValueSource(strings = {"2022-09-05", "2023-03-06", "2023-10-02"})
    void asManyLeaveAsTheTrueProbabilitySaysInEveryBin(LocalDate day) {
        List<Forecast> forecasts = forecasts(day);

        assertThat(forecasts).hasSizeGreaterThan(12_000);
        for (int bin = 0; bin < BINS.length - 1; bin++) {
            double from = BINS[bin];
            double to = BINS[bin + 1];
            List<Forecast> in = forecasts.stream()
                    .filter(forecast -> forecast.probability() >= from && forecast.probability() < to)
                    .toList();
            double expected = in.stream().mapToDouble(Forecast::probability).sum();
            double variance = in.stream()
                    .mapToDouble(forecast -> forecast.probability() * (1 - forecast.probability()))
                    .sum();
            long left = in.stream().filter(Forecast::left).count();
            assertThat(in.size()).isGreaterThan(200);
            assertThat((double) left)
                    .as("left of " + in.size() + " from " + from + " to " + to)
                    .isCloseTo(expected, within(STANDARD_ERRORS * Math.sqrt(variance)));
        }
    }

    @Test
    void theTrueProbabilityTellsMoreThanTheBaseRate() {
        List<Forecast> forecasts = forecasts(LocalDate.of(2023, 10, 2));
        double base = forecasts.stream().filter(Forecast::left).count() / (double) forecasts.size();
        double brier = forecasts.stream()
                .mapToDouble(forecast -> forecast.squaredError(forecast.probability()))
                .average()
                .orElseThrow();
        double baseBrier = forecasts.stream()
                .mapToDouble(forecast -> forecast.squaredError(base))
                .average()
                .orElseThrow();

        assertThat(base).isBetween(0.03, 0.10);
        assertThat(1 - brier / baseBrier).isBetween(0.08, 0.16);
    }

    @Test
    void theSameStartGivesTheSameHistoriesAndAnotherStartOthers() {
        List<ChurnHistory> some = ChurnHistories.of(300, UNTIL, 7).all();

        assertThat(some).isEqualTo(many.all().subList(0, 300));
        assertThat(ChurnHistories.of(300, UNTIL, 8).all()).isNotEqualTo(some);
    }

    @Test
    void historiesStayWithinTheWeeksThatAreObserved() {
        LocalDate first = ChurnHistories.firstDay(UNTIL);

        assertThat(ChronoUnit.DAYS.between(first, UNTIL)).isEqualTo(546);
        assertThat(many.all()).allSatisfy(history -> {
            LocalDate end = history.from().plusDays(history.levels().size());
            assertThat(history.from()).isAfterOrEqualTo(first).isAfterOrEqualTo(history.startsOn());
            assertThat(end).isBeforeOrEqualTo(UNTIL);
            assertThat(history.churnedOn().isPresent()).isEqualTo(end.isBefore(UNTIL));
            assertThat(history.isCustomer(end)).isFalse();
            assertThat(history.isCustomer(end.minusDays(1))).isTrue();
        });
        assertThat(many.all()).anyMatch(history -> history.startsOn().isBefore(first));
        assertThat(many.all()).anyMatch(history -> history.startsOn().isAfter(first));
    }

    @Test
    void healthMovesByOneLevelADayAtMost() {
        assertThat(many.all()).allSatisfy(history -> {
            List<Integer> levels = history.levels();
            assertThat(IntStream.range(1, levels.size()))
                    .allMatch(day -> Math.abs(levels.get(day) - levels.get(day - 1)) <= 1);
            assertThat(levels).allMatch(level -> level >= 0 && level <= HealthWalk.TOP);
        });
    }

    @Test
    void mostDeclinesBeginWeeksBeforeLeaving() {
        long left = 0;
        List<Long> leads = new ArrayList<>();
        for (ChurnHistory history : many.all()) {
            left += history.left() ? 1 : 0;
            history.declineBeganOn()
                    .ifPresent(day -> leads.add(
                            ChronoUnit.DAYS.between(day, history.churnedOn().orElseThrow())));
        }

        assertThat((double) leads.size() / left).isBetween(0.6, 0.75);
        assertThat(leads).allMatch(lead -> lead >= 0);
        assertThat(leads.stream().filter(lead -> lead >= 28).count() / (double) leads.size())
                .isBetween(0.7, 0.85);
    }

    @Test
    void theDeclineBeginsOnTheDayAfterTheLastOneOfAverageHealth() {
        LocalDate day = LocalDate.of(2023, 5, 1);

        assertThat(history(true, 21, 20, 19, 20, 19, 18).declineBeganOn()).contains(LocalDate.of(2023, 5, 5));
        assertThat(history(true, 19, 20).declineBeganOn()).contains(LocalDate.of(2023, 5, 3));
        assertThat(history(true, 19, 18).declineBeganOn()).isEmpty();
        assertThat(history(false, 21, 20, 19).declineBeganOn()).isEmpty();
        assertThat(history(true, 19, 20).churnedOn()).contains(LocalDate.of(2023, 5, 3));
        assertThat(history(true, 19, 20).level(day.plusDays(1))).isEqualTo(20);
        assertThat(history(true, 19, 20).isCustomer(day.minusDays(1))).isFalse();
    }

    private static ChurnHistory history(boolean left, Integer... levels) {
        LocalDate from = LocalDate.of(2023, 5, 1);
        return new ChurnHistory(Account.of("sim-1"), from, from, List.of(levels), left, BigDecimal.TEN);
    }

    @Test
    void aHistoryWithoutADayIsRefused() {
        assertThatThrownBy(() -> history(false))
                .hasMessage(
                        "history of account \"sim-1\" from 2023-05-01 with 0 levels must have at least one and not begin"
                                + " before 2023-05-01; give the levels of the days on which it was a customer");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100_000})
    void tooFewOrTooManyAccountsAreRefused(int accounts) {
        assertThatThrownBy(() -> ChurnHistories.of(accounts, UNTIL, 7))
                .hasMessage("accounts " + accounts + " must be 1 to 99999; ask for another number");
    }
}
