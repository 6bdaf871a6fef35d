package io.csmetrics.cohort.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class CumulativeIncidenceTest {
    private static final CumulativeIncidence REASONS = CumulativeIncidence.of(Durations.builder()
            .add(1, "price")
            .add(2, "quality")
            .add(3, false)
            .add(4, "price")
            .build());

    @Test
    void incidencesAreThoseCountedByHand() {
        assertThat(REASONS.causes()).containsExactly("price", "quality");
        assertThat(REASONS.points("price"))
                .extracting(IncidencePoint::incidence)
                .containsExactly(0.25, 0.25, 0.75);
        assertThat(REASONS.points("quality"))
                .extracting(IncidencePoint::incidence)
                .containsExactly(0.0, 0.25, 0.25);
        assertThat(REASONS.points("quality")).extracting(IncidencePoint::events).containsExactly(0, 1, 0);
        assertThat(REASONS.points("price")).extracting(IncidencePoint::atRisk).containsExactly(4, 3, 1);
    }

    @Test
    void theFirstErrorIsTheBinomialOne() {
        IncidencePoint first = REASONS.at("price", 1).orElseThrow();
        assertThat(first.standardError().orElseThrow()).isCloseTo(Math.sqrt(0.25 * 0.75 / 4), within(1e-15));
        double reach = REASONS.confidence().z() * first.standardError().orElseThrow() / (0.25 * Math.log(0.25));
        assertThat(first.interval().orElseThrow().lower()).isCloseTo(Math.pow(0.25, Math.exp(-reach)), within(1e-15));
        assertThat(first.interval().orElseThrow().upper()).isCloseTo(Math.pow(0.25, Math.exp(reach)), within(1e-15));
        assertThat(first.interval().orElseThrow().contains(0.25)).isTrue();
    }

    @Test
    void beforeTheFirstEventAndAfterTheLastFollowUpNothingIsMadeUp() {
        IncidencePoint before = REASONS.at("price", 0.5).orElseThrow();
        assertThat(before.incidence()).isZero();
        assertThat(before.atRisk()).isEqualTo(4);
        assertThat(before.standardError()).hasValue(0);
        assertThat(before.interval()).isEmpty();
        assertThat(REASONS.at("price", 3.5).orElseThrow().events()).isZero();
        assertThat(REASONS.at("price", 9).orElseThrow().incidence()).isEqualTo(0.75);
        CumulativeIncidence open = CumulativeIncidence.of(
                Durations.builder().add(1, "price").add(3, false).build());
        assertThat(open.at("price", 3).orElseThrow().incidence()).isEqualTo(0.5);
        assertThat(open.at("price", 3.5)).isEmpty();
        CumulativeIncidence none =
                CumulativeIncidence.of(Durations.builder().add(3, false).build());
        assertThat(none.causes()).isEmpty();
    }

    @Test
    void whereOneCauseHasEndedAllThereIsNoError() {
        CumulativeIncidence one = CumulativeIncidence.of(
                Durations.builder().add(1, "price").add(3, "price").build());
        assertThat(one.points("price").get(0).standardError()).isPresent();
        assertThat(one.points("price").get(1).incidence()).isEqualTo(1);
        assertThat(one.points("price").get(1).standardError()).isEmpty();
        assertThat(one.points("price").get(1).interval()).isEmpty();
    }

    @Test
    void whatIsNotThereIsRefused() {
        assertThatThrownBy(() -> REASONS.at("weather", 1))
                .hasMessage("cause \"weather\" must be one of [price, quality]");
        assertThatThrownBy(() -> REASONS.at("price", Double.NaN))
                .hasMessage("time NaN must be a finite number, 0 or more");
    }

    @Test
    void theTextSaysHowTheIncidencesWereEstimated() {
        assertThat(REASONS).hasToString("Aalen-Johansen of 4 durations, 3 events; 2 causes; log-log intervals of 95 %");
        assertThat(REASONS.durations().n()).isEqualTo(4);
    }
}
