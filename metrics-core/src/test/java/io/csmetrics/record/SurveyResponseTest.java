package io.csmetrics.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurveyResponseTest {
    private static final Instant AT = Instant.parse("2025-03-01T10:15:30.123Z");

    @Test
    void theBuilderSetsEveryPart() {
        SurveyResponse response = SurveyResponse.builder(SurveyResponse.RATING, AT, number("4.50"))
                .accountId("A1")
                .userId("U1")
                .scaleMin(number("0.0"))
                .scaleMax(number("1E+1"))
                .inverted(true)
                .id("R1")
                .touchpoint("support")
                .comment("thanks")
                .build();
        assertThat(response)
                .isEqualTo(new SurveyResponse(
                        "rating",
                        Optional.of("A1"),
                        Optional.of("U1"),
                        AT,
                        number("4.5"),
                        number("0"),
                        number("10"),
                        true,
                        Optional.of("R1"),
                        Optional.of("support"),
                        Optional.of("thanks")));
    }

    @Test
    void aResponseWithoutOptionalPartsHasNone() {
        SurveyResponse response = SurveyResponse.of(SurveyResponse.NPS, "A1", AT.plusNanos(5), number("9"));
        assertThat(response.userId()).isEmpty();
        assertThat(response.id()).isEmpty();
        assertThat(response.touchpoint()).isEmpty();
        assertThat(response.comment()).isEmpty();
        assertThat(response.inverted()).isFalse();
        assertThat(response.respondedAt()).isEqualTo(AT);
    }

    @ParameterizedTest
    @CsvSource({"nps, 0, 10", "enps, 0, 10", "csat, 1, 5", "ces, 1, 7"})
    void fourInstrumentsHaveAScaleOfTheirOwn(String instrument, BigDecimal min, BigDecimal max) {
        SurveyResponse lowest = SurveyResponse.of(instrument, "A1", AT, min);
        SurveyResponse highest = SurveyResponse.of(instrument, "A1", AT, max);
        assertThat(lowest.scaleMin()).isEqualTo(min);
        assertThat(lowest.scaleMax()).isEqualTo(max);
        assertThat(highest.score()).isEqualTo(max);
    }

    @Test
    void oneGivenEndReplacesThatEndOfTheScale() {
        SurveyResponse response = SurveyResponse.builder(SurveyResponse.CSAT, AT, number("8"))
                .accountId("A1")
                .scaleMax(number("10"))
                .build();
        assertThat(response.scaleMin()).isEqualTo("1");
        assertThat(response.scaleMax()).isEqualTo("10");
    }

    @Test
    void anInvertedScoreIsTurnedAroundTheMiddleOfItsScale() {
        SurveyResponse.Builder builder =
                SurveyResponse.builder(SurveyResponse.CES, AT, number("2.50")).accountId("A1");
        assertThat(builder.build().effectiveScore()).isEqualTo("2.5");
        assertThat(builder.inverted(true).build().effectiveScore()).isEqualTo("5.5");
        assertThat(builder.inverted(true).build().score()).isEqualTo("2.5");
    }

    @Test
    void onlyEmployeesAnswerWithoutAnAccount() {
        assertThat(SurveyResponse.builder(SurveyResponse.ENPS, AT, number("9"))
                        .build()
                        .accountId())
                .isEmpty();
        assertThatThrownBy(() -> SurveyResponse.builder(SurveyResponse.NPS, AT, number("9"))
                        .build())
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("survey response at \"2025-03-01T10:15:30.123Z\": accountId: must be given for nps,"
                        + " only enps goes without an account");
    }

    @ParameterizedTest
    @CsvSource({"nps, 11, 0 to 10", "nps, -1, 0 to 10", "csat, 0, 1 to 5", "csat, 5.01, 1 to 5", "ces, 8, 1 to 7"})
    void aScoreOutsideItsScaleIsRefused(String instrument, BigDecimal score, String scale) {
        assertThatThrownBy(() -> SurveyResponse.of(instrument, "A1", AT, score))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("survey response of account \"A1\": score: " + score + ", must be " + scale
                        + ", check the score, or give the scale that was shown");
    }

    @ParameterizedTest
    @CsvSource({"nps", "enps"})
    void aNetPromoterScoreIsAWholeNumber(String instrument) {
        assertThat(SurveyResponse.of(instrument, "A1", AT, number("7.0")).score())
                .isEqualTo("7");
        assertThatThrownBy(() -> SurveyResponse.of(instrument, "A1", AT, number("7.5")))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("survey response of account \"A1\": score: 7.5, must be a whole number for " + instrument
                        + ", give each answer, not a mean");
    }

    @Test
    void anotherInstrumentNeedsBothEndsOfItsScale() {
        assertThatThrownBy(() -> SurveyResponse.of(SurveyResponse.RATING, "A1", AT, number("4")))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("""
                        2 problems
                        survey response of account "A1": scaleMax: must be given for rating,\
                         only nps, enps, csat and ces have a scale of their own
                        survey response of account "A1": scaleMin: must be given for rating,\
                         only nps, enps, csat and ces have a scale of their own""");
        SurveyResponse.Builder mood =
                SurveyResponse.builder("mood", AT, number("4")).accountId("A1");
        assertThatThrownBy(() -> mood.scaleMin(number("1")).build())
                .hasMessage("survey response of account \"A1\": scaleMax: must be given for mood,"
                        + " only nps, enps, csat and ces have a scale of their own");
        assertThat(mood.scaleMax(number("5")).build().scaleMax()).isEqualTo("5");
    }

    @Test
    void theLowerEndIsMissedWhereOnlyTheUpperIsGiven() {
        assertThatThrownBy(() -> SurveyResponse.builder("mood", AT, number("4"))
                        .scaleMax(number("5"))
                        .build())
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("""
                        2 problems
                        survey response at "2025-03-01T10:15:30.123Z": accountId: must be given for mood,\
                         only enps goes without an account
                        survey response at "2025-03-01T10:15:30.123Z": scaleMin: must be given for mood,\
                         only nps, enps, csat and ces have a scale of their own""");
    }

    @Test
    void aScaleThatRunsBackwardsIsToldWithoutBlamingTheScore() {
        assertThatThrownBy(() -> SurveyResponse.builder(SurveyResponse.CES, AT, number("3"))
                        .accountId("A1")
                        .scaleMin(number("7"))
                        .scaleMax(number("1"))
                        .build())
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("survey response of account \"A1\": scaleMax: 1, must be above scaleMin 7,"
                        + " where a high score is bad, set inverted and keep the scale as it was shown");
    }

    @Test
    void allBrokenRulesAreToldAtOnce() {
        assertThatThrownBy(() -> SurveyResponse.builder(SurveyResponse.NPS, AT, number("10.5"))
                        .accountId(" ")
                        .userId("")
                        .id("R1")
                        .touchpoint("")
                        .comment("")
                        .build())
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("""
                        6 problems
                        survey response "R1": accountId:  , must not be blank, leave it out where there is none
                        survey response "R1": comment: must not be blank, leave it out where there is none
                        survey response "R1": score: 10.5, must be 0 to 10,\
                         check the score, or give the scale that was shown
                        survey response "R1": score: 10.5, must be a whole number for nps, give each answer, not a mean
                        survey response "R1": touchpoint: must not be blank, leave it out where there is none
                        survey response "R1": userId: must not be blank, leave it out where there is none""");
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    @Test
    void aScoreIsShortEnoughToBeAddedExactly() {
        assertThatThrownBy(() -> SurveyResponse.of(
                        "ces", "A", Instant.parse("2025-01-02T00:00:00Z"), new BigDecimal("3.3333333")))
                .hasMessageContaining("score: 3.3333333, must have at most 6 decimals and, like its scale, stay within"
                        + " 1000000, give the answer as it was shown");
    }
}
