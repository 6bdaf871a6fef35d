package io.csmetrics.cli.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is drawn has the mean and the spread that are stated for it. */
class RatesTest {
    private static final int DRAWS = 20_000;
    private static final double STANDARD_ERRORS = 4;

    private final RandomStream random = new RandomStream(1, "account", "topic");

    static List<Scores> scores() {
        return List.of(
                Rates.USERS,
                Rates.SUPPORT_CSAT,
                Rates.ONBOARDING_CSAT,
                Rates.FEATURE_CSAT,
                Rates.EASE,
                Rates.RECOMMENDATION,
                Rates.EMPLOYEE_RECOMMENDATION,
                Rates.NEUTRAL_TONE,
                Rates.PURCHASES,
                Rates.TICKET_COST);
    }

    @ParameterizedTest
    @MethodSource("scores")
    void theWeightsOfScoresAddUpToOne(Scores scores) {
        assertThat(scores.shareFrom(scores.lowest())).isCloseTo(1, within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("scores")
    void drawnScoresHaveTheStatedMean(Scores scores) {
        double mean = IntStream.range(0, DRAWS)
                .map(i -> scores.draw(random))
                .average()
                .orElseThrow();

        assertThat(mean).isCloseTo(scores.mean(), within(STANDARD_ERRORS * scores.spread() / Math.sqrt(DRAWS)));
    }

    static List<Delay> delays() {
        return List.of(
                Rates.FIRST_RESPONSE, Rates.RESOLUTION_WORK, Rates.LEAD_RESPONSE, Rates.FIRST_VALUE, Rates.LOGIN_GAP);
    }

    @ParameterizedTest
    @MethodSource("delays")
    void drawnTimesHaveTheStatedMean(Delay delay) {
        double mean = IntStream.range(0, DRAWS)
                .mapToDouble(i -> (double) delay.draw(random).toMinutes()
                        / Duration.ofDays(1).toMinutes())
                .average()
                .orElseThrow();

        assertThat(mean).isCloseTo(delay.mean(), within(STANDARD_ERRORS * delay.spread() / Math.sqrt(DRAWS)));
    }

    @Test
    void aRateADayGivesItsProbabilityIn90Days() {
        Instant from = Instant.parse("2023-01-01T00:00:00Z");
        long some = IntStream.range(0, DRAWS)
                .filter(i -> !random.moments(from, from.plus(Duration.ofDays(90)), Rates.perDay(0.15))
                        .isEmpty())
                .count();

        double error = Math.sqrt(0.15 * 0.85 / DRAWS);
        assertThat((double) some / DRAWS).isCloseTo(0.15, within(STANDARD_ERRORS * error));
    }

    @Test
    void subjectsAndTopicsHaveNumbersOfTheirOwn() {
        assertThat(List.of(
                        new RandomStream(1, "a", "b").unit(),
                        new RandomStream(1, "b", "a").unit(),
                        new RandomStream(1, "a", "c").unit(),
                        new RandomStream(1, "ab", "").unit(),
                        new RandomStream(2, "a", "b").unit()))
                .doesNotHaveDuplicates()
                .allMatch(unit -> unit >= 0 && unit < 1);
        assertThat(new RandomStream(1, "a", "b").unit()).isEqualTo(new RandomStream(1, "a", "b").unit());
    }

    @Test
    void failuresComeBeforeTheFirstSuccess() {
        double mean = IntStream.range(0, DRAWS)
                .map(i -> random.failures(0.5))
                .average()
                .orElseThrow();

        assertThat(mean).isCloseTo(1, within(STANDARD_ERRORS * Math.sqrt(2) / Math.sqrt(DRAWS)));
    }
}
