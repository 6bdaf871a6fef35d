package io.csmetrics.cohort.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import org.junit.jupiter.api.Test;

final class DurationsTest {

    @Test
    void everyBadRowIsToldAtOnce() {
        Durations.Builder builder = Durations.builder()
                .add(-1, true)
                .add(Double.NaN, false)
                .add(3, 3, true)
                .add(-2, 3, true)
                .add(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, false)
                .add(4, " ")
                .add(5, true);
        assertThatThrownBy(builder::build)
                .isInstanceOfSatisfying(
                        InvalidDataException.class,
                        e -> assertThat(e.findings())
                                .extracting(Finding::toString)
                                .containsExactly(
                                        "durations:1: duration: -1.0, must be a finite number, 0 or more, count the time from the unit's start",
                                        "durations:2: duration: NaN, must be a finite number, 0 or more, count the time from the unit's start",
                                        "durations:3: entry: 3.0, must be before the duration 3.0, leave out a unit that was watched for no time",
                                        "durations:4: entry: -2.0, must be a finite number, 0 or more, count the time from the unit's start",
                                        "durations:5: duration: Infinity, must be a finite number, 0 or more, count the time from the unit's start",
                                        "durations:5: entry: Infinity, must be a finite number, 0 or more, count the time from the unit's start",
                                        "durations:6: cause:  , must not be blank, name it, or say only that the unit ended"));
    }

    @Test
    void badRowsOfSeveralGroupsAreGatheredWithTheirPlaces() {
        Findings findings = new Findings();
        Durations first = Durations.builder(findings)
                .at("lives.csv", 2)
                .add(5, true)
                .at("lives.csv", 3)
                .add(-5, true)
                .build();
        Durations second =
                Durations.builder(findings).at("lives.csv", 4).add(1, 1, false).build();
        assertThat(first.n()).isEqualTo(1);
        assertThat(second.n()).isZero();
        assertThat(second.lastFollowUp()).isEmpty();
        assertThat(findings.errors()).extracting(Finding::source).containsOnly("lives.csv");
        assertThat(findings.errors()).extracting(Finding::line).containsExactly(3L, 4L);
    }

    @Test
    void withoutEntryADurationOfZeroCounts() {
        Durations durations =
                Durations.builder().add(0, true).add(-0.0, false).add(2, false).build();
        assertThat(durations.atRisk(0)).isEqualTo(3);
        assertThat(SurvivalCurve.of(durations).points().get(0).survival()).isEqualTo(2 / 3.0);
        assertThatThrownBy(() -> Durations.builder().add(0, 0, true).build())
                .hasMessageStartingWith("durations:1: entry: 0.0, must be before the duration 0.0");
    }

    @Test
    void aUnitIsAtRiskAfterItsEntryAndUpToItsDuration() {
        Durations durations = Durations.builder()
                .add(2, 5, true)
                .add(5, false)
                .add(1, 3, "price")
                .build();
        assertThat(durations.hasEntries()).isTrue();
        assertThat(durations.atRisk(0)).isEqualTo(1);
        assertThat(durations.atRisk(2)).isEqualTo(2);
        assertThat(durations.atRisk(3)).isEqualTo(3);
        assertThat(durations.atRisk(5)).isEqualTo(2);
        assertThat(durations.atRisk(5.5)).isZero();
        assertThat(durations.causes()).containsExactly(Durations.NO_CAUSE, "price");
        assertThat(durations).hasToString("3 durations, 2 events, with entries");
    }

    @Test
    void columnsOfDifferentLengthAreRefused() {
        assertThatThrownBy(() -> Durations.of(new double[] {1, 2}, new boolean[] {true}))
                .hasMessage("observed has 1 rows and must have one for each of the 2 durations");
        assertThatThrownBy(() -> Durations.of(new double[1], new double[] {1, 2}, new boolean[2]))
                .hasMessage("entries has 1 rows and must have one for each of the 2 durations");
    }
}
