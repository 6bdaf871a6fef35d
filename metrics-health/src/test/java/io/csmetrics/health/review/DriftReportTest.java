package io.csmetrics.health.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.health.model.Coverage;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.HealthSignal;
import io.csmetrics.health.model.Normaliser;
import io.csmetrics.health.score.HealthScorer;
import io.csmetrics.health.score.SignalColumns;
import io.csmetrics.health.statistics.DriftVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DriftReportTest {
    private static final Instant BEFORE = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final int SIZE = 100;

    private static final HealthModel MODEL = HealthModel.builder("drift", "1")
            .redYellowGreen(50, 75)
            .coverage(new Coverage(0, 0))
            .group(
                    "all",
                    1,
                    HealthSignal.builder("usage", Normaliser.identity()).maxAgeDays(10),
                    HealthSignal.builder(
                            "pulse",
                            new Normaliser.Categories(
                                    new TreeMap<>(Map.of("good", 100.0, "fair", 50.0, "bad", 0.0)),
                                    OptionalDouble.empty())))
            .build();

    /** Usage 0 to 99, and so many words of each kind, the others missing. */
    private static SignalColumns columns(double shift, int good, int fair, int bad, Instant seen) {
        double[] usage = IntStream.range(0, SIZE).mapToDouble(i -> i + shift).toArray();
        long[] seenAt = new long[SIZE];
        Arrays.fill(seenAt, seen.toEpochMilli());
        @Nullable String[] pulse = new String[SIZE];
        Arrays.fill(pulse, 0, good, "good");
        Arrays.fill(pulse, good, good + fair, "fair");
        Arrays.fill(pulse, good + fair, good + fair + bad, "bad");
        return SignalColumns.of(IntStream.range(0, SIZE).mapToObj(i -> "A" + i).toList())
                .numbers("usage", usage, seenAt)
                .texts("pulse", pulse)
                .build();
    }

    private static DriftReport report(SignalColumns before, SignalColumns now) {
        return DriftReport.of(HealthScorer.of(MODEL), before, BEFORE, now, NOW);
    }

    @Test
    void nothingHasMovedWhereAllIsAsItWas() {
        DriftReport report = report(columns(0, 50, 30, 15, BEFORE), columns(0, 50, 30, 15, NOW));
        assertThat(report.drifts()).extracting(SignalDrift::index).containsOnly(0.0);
        assertThat(report.drifts()).extracting(SignalDrift::name).containsExactly("(score)", "pulse", "usage");
        assertThat(report.drift("pulse").verdict()).isEqualTo(DriftVerdict.STABLE);
    }

    /** By hand: 50, 30, 20 % → 20, 30, 50 %: 2 * 0.3 * ln 2.5 = 0.54977. */
    @Test
    void wordsAreComparedOneByOne() {
        DriftReport report = report(columns(0, 50, 30, 20, BEFORE), columns(0, 20, 30, 50, NOW));
        assertThat(report.drift("pulse").values().orElseThrow().index()).isCloseTo(0.6 * Math.log(2.5), within(1e-12));
        assertThat(report.drift("pulse").verdict()).isEqualTo(DriftVerdict.SHIFTED);
        assertThat(report.drift("usage").index()).isZero();
    }

    /** By hand: shifted by 10 of 100, a bin of the reference is empty, floored at 0.005, and the last one holds 0.2. */
    @Test
    void numbersAreComparedInBinsOfTheReference() {
        DriftReport report = report(columns(0, 50, 30, 20, BEFORE), columns(10, 50, 30, 20, NOW));
        double expected = (0.005 - 0.1) * Math.log(0.05) + (0.2 - 0.1) * Math.log(2);
        assertThat(report.drift("usage").values().orElseThrow().index()).isCloseTo(expected, within(1e-12));
    }

    /** By hand: 5 % → 60 % missing: 0.55 * ln 12 + (0.4 - 0.95) * ln(0.4 / 0.95) = 1.8425. */
    @Test
    void aFeedThatBrokeShowsFirstAsMissing() {
        DriftReport report = report(columns(0, 50, 30, 15, BEFORE), columns(0, 21, 13, 6, NOW));
        SignalDrift pulse = report.drifts().get(0);
        assertThat(pulse.name()).isEqualTo("pulse");
        assertThat(pulse.missing().orElseThrow().index())
                .isCloseTo(0.55 * Math.log(12) - 0.55 * Math.log(0.4 / 0.95), within(1e-12));
        assertThat(pulse.missingBefore()).hasValue(0.05);
        assertThat(pulse.missingNow()).hasValue(0.6);
        assertThat(pulse).hasToString("pulse: PSI 0.001, missing 5 % → 60 % (PSI 1.842), shifted");
    }

    @Test
    void valuesThatAreTooOldAreMissing() {
        DriftReport report =
                report(columns(0, 50, 30, 20, BEFORE), columns(0, 50, 30, 20, NOW.minus(Duration.ofDays(11))));
        SignalDrift usage = report.drift("usage");
        assertThat(usage.values()).isEmpty();
        assertThat(usage.missingNow()).hasValue(1);
        assertThat(usage.toString())
                .startsWith("usage: PSI unknown, missing 0 % → 100 %")
                .endsWith("shifted");
    }

    @Test
    void accountsToWhichASignalDoesNotApplyAreLeftOut() {
        BitSet none = new BitSet();
        none.set(0, SIZE);
        double[] numbers = new double[SIZE];
        SignalColumns without = SignalColumns.of(
                        IntStream.range(0, SIZE).mapToObj(i -> "A" + i).toList())
                .numbers("usage", numbers)
                .notApplicable("usage", none)
                .build();
        SignalDrift usage = report(columns(0, 50, 30, 20, BEFORE), without).drift("usage");
        assertThat(usage.missingNow()).isEmpty();
        assertThat(usage.missing()).isEmpty();
        assertThat(usage.index()).isZero();
        assertThat(usage.toString()).contains("→ unknown (PSI unknown)");
    }

    @Test
    void theReportIsATextOfALineEach() {
        DriftReport report = report(columns(0, 50, 30, 20, BEFORE), columns(0, 50, 30, 20, NOW));
        assertThat(report.toString().lines())
                .containsExactly(
                        "(score): PSI 0.000, missing 0 % → 0 % (PSI 0.000), stable",
                        "pulse: PSI 0.000, missing 0 % → 0 % (PSI 0.000), stable",
                        "usage: PSI 0.000, missing 0 % → 0 % (PSI 0.000), stable");
        assertThatThrownBy(() -> report.drift("nps"))
                .hasMessage("signal \"nps\" must be one of [(score), pulse, usage]");
    }
}
