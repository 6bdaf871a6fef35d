package io.csmetrics.health.score;

import static io.csmetrics.health.model.Normaliser.points;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csmetrics.health.model.Coverage;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.HealthSignal;
import io.csmetrics.health.model.Normaliser;
import io.csmetrics.health.model.SignalValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Sub-scores worked out by hand from the formulas, and those of the OpenSSF criticality score. */
final class NormaliserScoresTest {
    private static OptionalDouble score(Normaliser normaliser, SignalValue value) {
        HealthModel model = HealthModel.builder("m", "1")
                .redYellowGreen(50, 75)
                .group("g", 1, HealthSignal.builder("s", normaliser))
                .build();
        return HealthScorer.of(model).subScore("s", value);
    }

    private static double score(Normaliser normaliser, double value) {
        return score(normaliser, SignalValue.of(value)).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"-40,0", "10,100", "-15,50", "-41,0", "11,100", "-39.5,1"})
    void linearGoesFromWorstToBest(double raw, double expected) {
        assertThat(score(new Normaliser.Linear(-40, 10), raw)).isEqualTo(expected);
        assertThat(score(new Normaliser.Linear(10, -40), raw)).isCloseTo(100 - expected, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"-1,0", "0,0", "0.1,20", "0.2,40", "0.35,60", "0.5,80", "0.65,90", "0.8,100", "7,100"})
    void pointsAreJoinedByStraightLines(double raw, double expected) {
        Normaliser line = points(0, 0, 0.2, 40, 0.5, 80, 0.8, 100);
        assertThat(score(line, raw)).isCloseTo(expected, within(1e-9));
    }

    @Test
    void atAPointTheScoreIsThatOfThePointExactly() {
        Normaliser line = points(0, 0, 0.2, 40, 0.5, 80, 0.8, 100);
        Stream.of(0.2, 0.5, 0.8, 1e9).forEach(x -> assertThat(score(line, x)).isIn(40.0, 80.0, 100.0));
        Normaliser steep = points(0, 0, 1e-6, 40, 1, 80, 1e6, 100);
        assertThat(score(steep, 1e-6)).isEqualTo(40);
        assertThat(score(steep, 1)).isEqualTo(80);
        assertThat(score(steep, 1e6)).isEqualTo(100);
        assertThat(score(steep, 5e-7)).isCloseTo(20, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"0,100", "0.999,100", "1,50", "2.999,50", "3,0", "99,0", "-5,100"})
    void stepsHoldTheirLowerEnd(double raw, double expected) {
        Normaliser steps = new Normaliser.Steps(List.of(
                new Normaliser.Step(OptionalDouble.of(1), 100),
                new Normaliser.Step(OptionalDouble.of(3), 50),
                new Normaliser.Step(OptionalDouble.empty(), 0)));
        assertThat(score(steps, raw)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,0", "2,50", "3,100", "5,100", "6.5,50", "8,0", "100,0"})
    void peakIsBestInTheMiddle(double raw, double expected) {
        assertThat(score(new Normaliser.Peak(1, 3, 5, 8), raw)).isCloseTo(expected, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "2,50", "3.999,99.975", "4,100", "5,80", "9,0"})
    void aPeakCanBeOneValue(double raw, double expected) {
        assertThat(score(new Normaliser.Peak(0, 4, 4, 9), raw)).isCloseTo(expected, within(1e-9));
    }

    @Test
    void logisticGoesThroughItsAnchorsAndNeverReachesTheEnds() {
        Normaliser fewer = new Normaliser.Logistic(24, 4);
        assertThat(score(fewer, 24)).isEqualTo(50);
        assertThat(score(fewer, 4)).isCloseTo(90, within(1e-12));
        assertThat(score(fewer, 44)).isCloseTo(10, within(1e-12));
        // 100 / (1 + 9^(-24/20))
        assertThat(score(fewer, 0))
                .isCloseTo(100 / (1 + Math.pow(9, -1.2)), within(1e-12))
                .isLessThan(100);
    }

    @Test
    void recencyHalves() {
        Normaliser recency = new Normaliser.Recency(7);
        assertThat(score(recency, 0)).isEqualTo(100);
        assertThat(score(recency, 7)).isEqualTo(50);
        assertThat(score(recency, 21)).isEqualTo(12.5);
        assertThat(score(recency, SignalValue.of(-0.1))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,12.5", "1.5,25", "2,50", "3,87.5", "4,100"})
    void percentileIsTheMiddleRank(double raw, double expected) {
        // of 1 2 2 3: below + half of the equal ones, of 4
        Normaliser rank = new Normaliser.Percentile(List.of(3.0, 2.0, 1.0, 2.0), false);
        assertThat(score(rank, raw)).isEqualTo(expected);
        assertThat(score(new Normaliser.Percentile(List.of(1.0, 2.0, 2.0, 3.0), true), raw))
                .isEqualTo(100 - expected);
    }

    @Test
    void zScoreIsThePlaceInANormalDistribution() {
        Normaliser plain = new Normaliser.ZScore(10, 2, false, false);
        assertThat(score(plain, 10)).isEqualTo(50);
        // Phi(1) = 0.841344746068543 (Abramowitz and Stegun, table 26.1)
        assertThat(score(plain, 12)).isCloseTo(84.1344746068543, within(1e-10));
        assertThat(score(new Normaliser.ZScore(10, 2, false, true), 12)).isCloseTo(15.8655253931457, within(1e-10));
        assertThat(score(new Normaliser.ZScore(10, 2 / 1.4826, true, false), 12))
                .isCloseTo(84.1344746068543, within(1e-9));
        assertThat(score(new Normaliser.ZScore(10, 0, false, false), 99)).isEqualTo(50);
    }

    @Test
    void categoriesKnowTheirWordsOnly() {
        Map<String, Double> map = Map.of("good", 100.0, "fair", 50.0, "3", 30.0);
        Normaliser words = new Normaliser.Categories(new TreeMap<>(map), OptionalDouble.empty());
        assertThat(score(words, SignalValue.parse("good"))).hasValue(100);
        assertThat(score(words, SignalValue.parse(" fair "))).hasValue(50);
        assertThat(score(words, SignalValue.of(3))).hasValue(30);
        assertThat(score(words, SignalValue.parse("Good"))).isEmpty();
        Normaliser other = new Normaliser.Categories(new TreeMap<>(map), OptionalDouble.of(20));
        assertThat(score(other, SignalValue.parse("Good"))).hasValue(20);
    }

    @ParameterizedTest
    @CsvSource({"true,80", "TRUE,80", "yes,80", "1,80", "1.0,80", "false,10", "No,10", "0,10"})
    void yesAndNoHaveAScore(String raw, double expected) {
        assertThat(score(new Normaliser.YesNo(80, 10), SignalValue.parse(raw))).hasValue(expected);
    }

    static Stream<Arguments> unusable() {
        List<Normaliser> numeric = List.of(
                new Normaliser.Linear(0, 1),
                points(0, 0, 1, 50, 2, 100),
                points(0, 0, 1e-9, 50, 2e9, 100),
                new Normaliser.Steps(List.of(new Normaliser.Step(OptionalDouble.empty(), 10))),
                new Normaliser.Peak(1, 2, 3, 4),
                new Normaliser.Logistic(1, 2),
                new Normaliser.Log(0, 10),
                new Normaliser.Recency(1),
                new Normaliser.Percentile(List.of(1.0), false),
                new Normaliser.ZScore(0, 1, false, false),
                new Normaliser.ZScore(0, 0, false, false),
                new Normaliser.YesNo(100, 0));
        return numeric.stream()
                .flatMap(normaliser -> Stream.of("abc", "NaN", "Infinity", "1e999", "12,5", "0x10")
                        .map(text -> Arguments.of(normaliser, text)));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void whatIsNoNumberHasNoScore(Normaliser normaliser, String text) {
        assertThat(score(normaliser, SignalValue.parse(text))).isEmpty();
        assertThat(score(normaliser, SignalValue.of(Double.POSITIVE_INFINITY))).isEmpty();
        assertThat(score(normaliser, SignalValue.of(Double.NaN))).isEmpty();
    }

    private static JsonNode golden() {
        String name = "/golden/ossf-criticality.json";
        try (InputStream in = Objects.requireNonNull(NormaliserScoresTest.class.getResourceAsStream(name), name)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<JsonNode> bounds() {
        // two more have bounds that its authors doubt: here they are refused, or say that less is better
        return StreamSupport.stream(golden().get("bounds").get("cases").spliterator(), false)
                .filter(example -> !example.has("comment"));
    }

    @Test
    void equalBoundsAreRefused() {
        assertThatThrownBy(() -> new Normaliser.Linear(40, 40))
                .hasMessage("worst and best are both 40; they must differ");
    }

    @ParameterizedTest
    @MethodSource("bounds")
    void boundsAreThoseOfTheCriticalityScore(JsonNode example) {
        double lower = example.get("lower").asDouble();
        double upper = example.get("upper").asDouble();
        double raw = example.get("v").asDouble();
        boolean less = example.get("smallerIsBetter").asBoolean();
        Normaliser normaliser = less ? new Normaliser.Linear(upper, lower) : new Normaliser.Linear(lower, upper);
        double expected = 100 * example.get("want").asDouble() / (upper - lower);
        assertThat(score(normaliser, raw)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void logarithmsAreThoseOfTheCriticalityScore() {
        for (JsonNode example : golden().get("log").get("cases")) {
            double raw = example.get("x").asDouble();
            double expected = Math.max(0, raw) == raw ? example.get("want").asDouble() : 0;
            Normaliser log = new Normaliser.Log(0, 5_000);
            assertThat(score(log, raw)).isCloseTo(100 * expected / Math.log(5_001), within(1e-11));
        }
        assertThat(score(new Normaliser.Log(10, 0), 10)).isEqualTo(0);
        assertThat(score(new Normaliser.Log(10, 0), 0)).isEqualTo(100);
        assertThat(score(new Normaliser.Log(10, 0), 9)).isCloseTo(100 * Math.log(2) / Math.log(11), within(1e-12));
    }

    @Test
    void weightedMeansAreThoseOfTheCriticalityScore() {
        JsonNode cases = golden().get("weightedMean").get("cases");
        assertThat(cases).hasSize(3);
        for (JsonNode example : cases) {
            int size = example.get("weights").size();
            HealthSignal.Builder[] signals = new HealthSignal.Builder[size];
            SignalColumns.Builder columns = SignalColumns.of(List.of("A"));
            for (int i = 0; i < size; i++) {
                signals[i] = HealthSignal.builder("s" + i, Normaliser.identity())
                        .weight(example.get("weights").get(i).asDouble());
                JsonNode value = example.get("values").get(i);
                columns.numbers("s" + i, new double[] {value.isNull() ? Double.NaN : value.asDouble()});
            }
            HealthModel model = HealthModel.builder("m", "1")
                    .redYellowGreen(50, 75)
                    .coverage(new Coverage(0, 0))
                    .group("g", 1, signals)
                    .build();
            HealthScore score = HealthScorer.of(model).score(columns.build(), 0, Instant.EPOCH);
            if (example.get("want").isTextual()) {
                assertThat(score.noScore()).contains(NoScore.INSUFFICIENT_COVERAGE);
            } else {
                assertThat(score.computed().orElseThrow())
                        .isCloseTo(example.get("want").asDouble(), within(1e-12));
            }
        }
    }

    @Test
    void aSignalThatTheModelDoesNotHaveIsTold() {
        HealthModel model = HealthModel.builder("m", "1")
                .redYellowGreen(50, 75)
                .group("g", 1, HealthSignal.builder("s", Normaliser.identity()))
                .build();
        assertThatThrownBy(() -> HealthScorer.of(model).subScore("t", SignalValue.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("signal \"t\" must be one of model m 1, one of [s]");
    }
}
