package io.csmetrics.cohort.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.cohort.inference.Confidence;
import org.junit.jupiter.api.Test;

final class SurvivalCurveTest {
    private static final Durations TIE = Durations.builder()
            .add(2, true)
            .add(2, false)
            .add(3, false)
            .add(4, true)
            .build();

    @Test
    void theMedianOnAFlatEndIsOfItsRule() {
        SurvivalCurve curve = SurvivalCurve.of(GoldenSurvivalTest.camis());
        assertThat(curve.median().time()).hasValue(87);
        assertThat(curve.quantile(0.5, QuantileRule.SMALLEST)).isEqualTo(curve.median());
        assertThat(curve.quantile(0.5, QuantileRule.MIDPOINT).time()).hasValue(102.5);
        assertThat(curve.quantile(0.5, QuantileRule.STRICT).time()).isEmpty();
        assertThat(curve.quantile(0.3, QuantileRule.STRICT).time()).hasValue(84);
        assertThat(curve.quantile(0.9, QuantileRule.STRICT).time()).isEmpty();
        assertThatThrownBy(() -> curve.quantile(1, QuantileRule.SMALLEST))
                .hasMessage("probability 1.0 must be above 0 and below 1; write the median as 0.5");
    }

    @Test
    void aUnitCensoredAtAnEventIsStillAtRiskThen() {
        SurvivalCurve curve = SurvivalCurve.of(TIE);
        assertThat(curve.points()).hasSize(2);
        SurvivalPoint first = curve.points().get(0);
        assertThat(first.time()).isEqualTo(2);
        assertThat(first.atRisk()).isEqualTo(4);
        assertThat(first.events()).isEqualTo(1);
        assertThat(first.censored()).isEqualTo(2);
        assertThat(first.survival()).isEqualTo(0.75);
        assertThat(first.interval().orElseThrow().lower())
                .isEqualTo(first.lower().orElseThrow());
        assertThat(curve.points().get(1).atRisk()).isEqualTo(1);
    }

    @Test
    void whereSurvivalIsZeroErrorAndBoundsAreAbsent() {
        SurvivalCurve curve = SurvivalCurve.of(TIE);
        SurvivalPoint last = curve.points().get(1);
        assertThat(last.survival()).isZero();
        assertThat(last.standardError()).isEmpty();
        assertThat(last.lower()).isEmpty();
        assertThat(last.upper()).isEmpty();
        assertThat(last.interval()).isEmpty();
        assertThat(last.cumulativeHazard()).isEqualTo(1.25);
        assertThat(curve.at(100).orElseThrow().survival()).isZero();
        assertThat(curve.at(100).orElseThrow().atRisk()).isZero();
        assertThat(curve.restrictedMean(10).mean()).isEqualTo(3.5);
        assertThat(curve.meanLifetime().orElseThrow().mean()).isEqualTo(3.5);
    }

    @Test
    void nothingIsKnownAfterTheLastFollowUp() {
        SurvivalCurve curve = SurvivalCurve.of(GoldenSurvivalTest.camis());
        assertThat(curve.reaches(118)).isTrue();
        assertThat(curve.reaches(118.5)).isFalse();
        assertThat(curve.at(118.5)).isEmpty();
        assertThat(curve.meanLifetime()).isEmpty();
        assertThatThrownBy(() -> curve.restrictedMean(119))
                .hasMessage("horizon 119.0 of the restricted mean must be at most the last follow-up 118.0, "
                        + "for nothing is known after it; choose a shorter horizon");
        assertThatThrownBy(() -> curve.restrictedMean(0))
                .hasMessage("horizon 0.0 must be a finite number above 0; say up to which time lives count");
        assertThatThrownBy(() -> curve.at(-1)).hasMessage("time -1.0 must be a finite number, 0 or more");
    }

    @Test
    void withoutEventsThereIsNoPointButTheTimesOfFollowUpAreKnown() {
        SurvivalCurve curve =
                SurvivalCurve.of(Durations.builder().add(1, false).add(5, false).build());
        assertThat(curve.points()).isEmpty();
        assertThat(curve.median().time()).isEmpty();
        SurvivalPoint point = curve.at(3).orElseThrow();
        assertThat(point.survival()).isEqualTo(1);
        assertThat(point.atRisk()).isEqualTo(1);
        assertThat(point.censored()).isEqualTo(1);
        assertThat(point.standardError()).hasValue(0);
        assertThat(point.lower()).isEmpty();
        assertThat(point.interval()).isEmpty();
        RestrictedMean mean = curve.restrictedMean(5);
        assertThat(mean.mean()).isEqualTo(5);
        assertThat(mean.standardError()).isZero();
        assertThat(mean.interval()).isEmpty();
        assertThat(curve.meanLifetime()).isEmpty();
    }

    @Test
    void oneUnitThatEndedIsACurve() {
        SurvivalCurve curve = SurvivalCurve.of(Durations.builder().add(3, true).build());
        assertThat(curve.at(2).orElseThrow().survival()).isEqualTo(1);
        assertThat(curve.at(3).orElseThrow().survival()).isZero();
        assertThat(curve.median().time()).hasValue(3);
        assertThat(curve.median().lower()).isEmpty();
        assertThat(curve.median().upper()).isEmpty();
        assertThat(curve.meanLifetime().orElseThrow().mean()).isEqualTo(3);
        assertThat(SurvivalCurve.of(Durations.builder().add(0, true).build()).meanLifetime())
                .isEmpty();
    }

    @Test
    void aCurveThatCameDownToZeroStaysThereThoughOthersEnterLater() {
        Durations durations = Durations.builder()
                .add(0, 1, true)
                .add(2, 6, true)
                .add(2, 8, false)
                .build();
        SurvivalCurve curve = SurvivalCurve.of(durations);
        SurvivalPoint later = curve.points().get(1);
        assertThat(later.atRisk()).isEqualTo(2);
        assertThat(later.survival()).isZero();
        assertThat(later.standardError()).isEmpty();
        assertThat(later.cumulativeHazard()).isEqualTo(1.5);
        assertThat(curve.restrictedMean(8).mean()).isEqualTo(1);
        assertThat(CumulativeIncidence.of(durations)
                        .at(Durations.NO_CAUSE, 8)
                        .orElseThrow()
                        .incidence())
                .isEqualTo(1);
    }

    @Test
    void noAreaIsTakenOverTimesAtWhichNobodyWasWatched() {
        SurvivalCurve late = SurvivalCurve.of(
                Durations.builder().add(2, 5, true).add(3, 6, true).build());
        assertThat(late.unwatchedFrom()).hasValue(0);
        assertThat(late.meanLifetime()).isEmpty();
        assertThat(late.median().time()).hasValue(5);
        assertThatThrownBy(() -> late.restrictedMean(1))
                .hasMessage("horizon 1.0 of the restricted mean must not pass a time at which nobody was watched, "
                        + "as after 0.0; choose a shorter horizon, or count time from the entry");
        SurvivalCurve gap = SurvivalCurve.of(
                Durations.builder().add(2, true).add(4, false).add(5, 8, true).build());
        assertThat(gap.unwatchedFrom()).hasValue(4);
        assertThat(gap.restrictedMean(4).mean()).isEqualTo(3);
        assertThatThrownBy(() -> gap.restrictedMean(4.5)).hasMessageContaining("as after 4.0;");
        SurvivalCurve joined = SurvivalCurve.of(
                Durations.builder().add(4, false).add(4, 8, true).build());
        assertThat(joined.unwatchedFrom()).isEmpty();
        assertThat(joined.meanLifetime().orElseThrow().mean()).isEqualTo(8);
    }

    @Test
    void noUnitsGiveNoCurve() {
        Durations none = Durations.builder().build();
        assertThatThrownBy(() -> SurvivalCurve.of(none))
                .hasMessage("durations of a survival curve must be at least one; leave out a group without units");
        assertThatThrownBy(() -> CumulativeIncidence.of(none))
                .hasMessage(
                        "durations of a cumulative incidence must be at least one; leave out a group without units");
    }

    @Test
    void theIntervalOfARestrictedMeanIsNormalAndWithinTheHorizon() {
        RestrictedMean mean = new RestrictedMean(10, 9, 1, Confidence.of(0.9));
        assertThat(mean.interval().orElseThrow().lower()).isCloseTo(9 - 1.6448536269514722, within(1e-12));
        assertThat(mean.interval().orElseThrow().upper()).isEqualTo(10);
        assertThat(mean.inUnitsOf(2)).isEqualTo(new RestrictedMean(5, 4.5, 0.5, Confidence.of(0.9)));
        assertThatThrownBy(() -> new RestrictedMean(10, 11, 1, Confidence.PERCENT_95))
                .hasMessage("restricted mean 11.0 must be 0 to the horizon 10.0");
        assertThatThrownBy(() -> new RestrictedMean(10, 9, -1, Confidence.PERCENT_95))
                .hasMessage("standard error -1.0 must be finite and at least 0");
    }

    @Test
    void theTextSaysHowTheCurveWasEstimated() {
        SurvivalCurve curve = SurvivalCurve.of(TIE, SurvivalInterval.LOG, Confidence.of(0.9));
        assertThat(curve).hasToString("Kaplan-Meier of 4 durations, 2 events; log intervals of 90 %");
        assertThat(curve.lines())
                .containsExactly(
                        "Kaplan-Meier of 4 durations, 2 events; log intervals of 90 %",
                        "        time  at risk   events censored  survival     error     lower     upper",
                        "           2        4        1        2    0.7500    0.2165    0.4665    1.0000",
                        "           4        1        1        0    0.0000         -         -         -");
        assertThat(curve.intervalKind()).isEqualTo(SurvivalInterval.LOG);
        assertThat(curve.confidence()).isEqualTo(Confidence.of(0.9));
        assertThat(curve.durations()).isSameAs(TIE);
    }

    @Test
    void aPointThatCannotBeIsRefused() {
        SurvivalPoint point = SurvivalCurve.of(TIE).points().get(0);
        assertThatThrownBy(() ->
                        new SurvivalPoint(1, 1, 2, 0, 0.5, point.standardError(), point.lower(), point.upper(), 0, 0))
                .hasMessage("events 2 at time 1.0 must be 0 to the 1 units at risk; count each unit once");
        assertThatThrownBy(() ->
                        new SurvivalPoint(1, 1, 1, 0, 1.5, point.standardError(), point.lower(), point.upper(), 0, 0))
                .hasMessage("survival 1.5 at time 1.0 must be 0 to 1");
    }
}
