package io.csmetrics.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.data.Responses.Score;
import io.csmetrics.record.SurveyResponse;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ResponsesTest {
    private static final String MORNING = "2025-01-02T08:00:00Z";
    private static final String EVENING = "2025-01-02T18:00:00Z";

    private static Responses responses(SurveyResponse... responses) {
        return Books.data(responses).responses();
    }

    private static long millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    @Test
    void responsesAreInOrderOfTimeThenIdThenScore() {
        Responses responses = responses(
                Books.answer(SurveyResponse.NPS, "A", EVENING, "1").build(),
                Books.answer(SurveyResponse.NPS, "A", MORNING, "4").id("b").build(),
                Books.answer(SurveyResponse.NPS, "A", MORNING, "5").id("a").build(),
                Books.answer(SurveyResponse.NPS, "A", MORNING, "3").build(),
                Books.answer(SurveyResponse.NPS, "A", MORNING, "2").build());
        assertThat(List.of(0, 1, 2, 3, 4).stream()
                        .map(i -> responses
                                .scores()
                                .value(i)
                                .orElseThrow()
                                .value()
                                .intValue()))
                .containsExactly(2, 3, 5, 4, 1);
        assertThat(responses.firstAtOrAfter(millis(MORNING))).isZero();
        assertThat(responses.firstAtOrAfter(millis(MORNING) + 1)).isEqualTo(4);
        assertThat(responses.firstAtOrAfter(millis(EVENING) + 1)).isEqualTo(5);
    }

    @Test
    void respondentsAreToldApartWithinTheirAccount() {
        Responses responses = responses(
                Books.answer(SurveyResponse.NPS, "A", MORNING, "1").userId("u").build(),
                Books.answer(SurveyResponse.NPS, "B", MORNING, "2").userId("u").build(),
                Books.answer(SurveyResponse.NPS, "A", MORNING, "3").userId("u").build(),
                Books.answer(SurveyResponse.NPS, "A", MORNING, "4").build());
        assertThat(responses.user(0)).isEqualTo(responses.user(2)).isNotEqualTo(responses.user(1));
        assertThat(responses.user(3)).isEqualTo(Users.NONE);
        assertThat(responses.account(1)).isEqualTo(1);
    }

    @Test
    void instrumentsAndTouchpointsAreCodes() {
        Responses responses = responses(
                Books.answer(SurveyResponse.CSAT, "A", MORNING, "1")
                        .touchpoint("support")
                        .build(),
                Books.answer(SurveyResponse.NPS, "A", EVENING, "1").build(),
                SurveyResponse.builder(SurveyResponse.ENPS, Instant.parse("2025-01-03T00:00:00Z"), BigDecimal.TEN)
                        .build());
        assertThat(responses.instruments().values())
                .containsExactly(SurveyResponse.CSAT, SurveyResponse.NPS, SurveyResponse.ENPS);
        assertThat(responses.instruments().code(1)).isEqualTo(1);
        assertThat(responses.touchpoints().value(0)).contains("support");
        assertThat(responses.touchpoints().code(1)).isEqualTo(Coded.NONE);
        assertThat(responses.account(2)).isEqualTo(Responses.NONE);
    }

    @Test
    void anInvertedAnswerIsTurned() {
        Responses responses = responses(
                Books.answer(SurveyResponse.CES, "A", MORNING, "6")
                        .inverted(true)
                        .build(),
                Books.answer(SurveyResponse.CES, "A", EVENING, "2").build());
        assertThat(responses.scores().code(0)).isEqualTo(responses.scores().code(1));
        assertThat(responses.scores().values())
                .containsExactly(new Score(new BigDecimal("2"), BigDecimal.ONE, new BigDecimal("7")));
    }

    @Test
    void aScoreReachesAShareOfItsScale() {
        Score four = new Score(new BigDecimal("4"), BigDecimal.ONE, new BigDecimal("5"));
        assertThat(four.reaches(new BigDecimal("0.75"))).isTrue();
        assertThat(four.reaches(new BigDecimal("0.7500001"))).isFalse();
    }
}
