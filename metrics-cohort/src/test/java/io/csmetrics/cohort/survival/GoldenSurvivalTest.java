package io.csmetrics.cohort.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csmetrics.cohort.inference.Confidence;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The figures of R survival 3.5-3. Where R and this library differ by rule, the test says so: R carries the curve on beyond the last
 * follow-up, and before the first event gives log-log bounds of 1.
 */
final class GoldenSurvivalTest {
    private static final JsonNode GOLDEN = read();
    private static final Offset<Double> CURVE = tolerance("survival/se/ci/cumhaz");
    private static final Offset<Double> AREA = tolerance("rmst");
    private static final Offset<Double> CHI_SQUARE = tolerance("chisq");
    private static final double[] SHARES = {0.25, 0.5, 0.75};

    private static JsonNode read() {
        try (InputStream in = GoldenSurvivalTest.class.getResourceAsStream("/golden/cohort/survival.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Offset<Double> tolerance(String of) {
        return within(GOLDEN.at("/tolerance/" + of.replace("/", "~1")).asDouble());
    }

    private static double[] numbers(String inlineCase) {
        return numbers(GOLDEN.at("/inline_cases/" + inlineCase));
    }

    private static double[] numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private static boolean[] flags(double[] numbers) {
        boolean[] flags = new boolean[numbers.length];
        IntStream.range(0, flags.length).forEach(i -> flags[i] = numbers[i] == 1);
        return flags;
    }

    private static boolean[] all(int n, boolean observed) {
        boolean[] flags = new boolean[n];
        Arrays.fill(flags, observed);
        return flags;
    }

    /** The data of the blocks: inline in the file, or the smallest that have the counts given there. */
    private static Map<String, Durations> inputs() {
        double[] control = numbers("freireich_control_T");
        double[] lateExit = numbers("late_entry_123/T");
        SortedMap<String, Durations> inputs = new TreeMap<>();
        inputs.put("leukemia_Rx0", Durations.of(numbers("freireich_treat_T"), flags(numbers("freireich_treat_E"))));
        inputs.put("leukemia_Rx1", Durations.of(control, all(control.length, true)));
        inputs.put("camis_10obs_last_censored", camis());
        inputs.put("no_events", Durations.of(new double[] {1, 2, 3, 4, 5}, all(5, false)));
        inputs.put("single_event_single_subject", Durations.of(new double[] {3}, all(1, true)));
        inputs.put(
                "tie_event_and_censor_same_time",
                Durations.of(new double[] {2, 2, 2, 4}, new boolean[] {true, false, false, true}));
        inputs.put(
                "late_entry_123", Durations.of(numbers("late_entry_123/entry"), lateExit, all(lateExit.length, true)));
        return inputs;
    }

    /** The ten observations of CAMIS, "R vs SAS: Kaplan-Meier". */
    static Durations camis() {
        double[] times = {54, 75, 77, 84, 87, 92, 103, 105, 112, 118};
        boolean[] observed = {true, true, true, true, true, false, false, false, false, false};
        return Durations.of(times, observed);
    }

    private static SurvivalCurve curve(Durations durations, SurvivalInterval kind) {
        return SurvivalCurve.of(durations, kind, Confidence.PERCENT_95);
    }

    @TestFactory
    Iterable<DynamicTest> curvesAreThoseOfR() {
        return inputs().entrySet().stream()
                .map(input -> DynamicTest.dynamicTest(
                        input.getKey(),
                        () -> check(input.getKey(), input.getValue(), GOLDEN.at("/expected/" + input.getKey()))))
                .toList();
    }

    private static void check(String name, Durations durations, JsonNode expected) {
        assertThat(durations.n()).isEqualTo(expected.at("/n").asInt());
        assertThat(durations.events()).isEqualTo(expected.at("/events").asInt());
        for (SurvivalInterval kind : SurvivalInterval.values()) {
            SurvivalCurve curve = curve(durations, kind);
            double[] times = numbers(expected.at("/times"));
            for (int i = 0; i < times.length; i++) {
                if (curve.reaches(times[i])) {
                    checkPoint(name, curve, times[i], i, expected);
                } else {
                    assertThat(times[i]).isGreaterThan(curve.lastFollowUp());
                    assertThat(curve.at(times[i])).isEmpty();
                }
            }
            JsonNode quantiles = expected.at("/quantiles_25_50_75_" + kind.key());
            for (int i = 0; i < SHARES.length; i++) {
                SurvivalQuantile quantile = curve.quantile(SHARES[i], QuantileRule.MIDPOINT);
                same(quantile.time(), quantiles.at("/estimate/" + i));
                same(quantile.lower(), quantiles.at("/lower/" + i));
                same(quantile.upper(), quantiles.at("/upper/" + i));
            }
            for (int horizon : new int[] {5, 20}) {
                JsonNode area = expected.at("/rmst_tau_" + horizon);
                if (!area.isMissingNode()) {
                    RestrictedMean mean = curve.restrictedMean(horizon);
                    assertThat(mean.mean()).isCloseTo(area.at("/rmst").asDouble(), AREA);
                    assertThat(mean.standardError()).isCloseTo(area.at("/se").asDouble(), AREA);
                }
            }
        }
    }

    private static void checkPoint(String name, SurvivalCurve curve, double time, int i, JsonNode expected) {
        SurvivalPoint point = curve.at(time).orElseThrow();
        assertThat(point.survival()).isCloseTo(expected.at("/survival/" + i).asDouble(), CURVE);
        same(point.standardError(), expected.at("/greenwood_se/" + i));
        assertThat(point.cumulativeHazard())
                .isCloseTo(expected.at("/nelson_aalen_cumhaz/" + i).asDouble(), CURVE);
        assertThat(Math.sqrt(point.hazardVariance()))
                .isCloseTo(expected.at("/nelson_aalen_se/" + i).asDouble(), CURVE);
        if (name.startsWith("late_entry") && time < 2) {
            // R tells the number at its next time, 3; at 0 nobody has entered, at 1 two have
            assertThat(point.atRisk()).isEqualTo(time == 0 ? 0 : 2);
        } else {
            assertThat(point.atRisk()).isEqualTo(expected.at("/n_risk/" + i).asInt());
        }
        if (point.survival() == 1 && curve.intervalKind() == SurvivalInterval.LOG_LOG) {
            assertThat(point.lower()).isEmpty();
            assertThat(point.upper()).hasValue(1);
        } else {
            String interval = "/ci95_" + curve.intervalKind().key();
            same(point.lower(), expected.at(interval + "/lower/" + i));
            same(point.upper(), expected.at(interval + "/upper/" + i));
        }
    }

    private static void same(OptionalDouble actual, JsonNode expected) {
        assertThat(expected.isMissingNode()).isFalse();
        if (expected.isNull()) {
            assertThat(actual).isEmpty();
        } else {
            assertThat(actual).isPresent();
            assertThat(actual.getAsDouble()).isCloseTo(expected.asDouble(), CURVE);
        }
    }

    @Test
    void lateEntriesGiveTheCurveOfLifelines() {
        SurvivalCurve curve = SurvivalCurve.of(inputs().get("late_entry_123"));
        double[] times = {0, 1, 2, 3, 4, 5, 10};
        double[] survival = numbers(GOLDEN.at("/inline_cases/late_entry_123").get("S_at_[0,1,2,3,4,5,10]"));
        for (int i = 0; i < times.length; i++) {
            assertThat(curve.at(times[i]).orElseThrow().survival()).isCloseTo(survival[i], CURVE);
        }
    }

    @Test
    void quantilesOnFlatStretchesAreThoseOfR() {
        JsonNode quantiles = GOLDEN.at("/inline_cases/r_quantile_test1");
        Durations durations = Durations.of(numbers("r_quantile_test1/time"), flags(numbers("r_quantile_test1/status")));
        SurvivalCurve curve = curve(durations, SurvivalInterval.LOG);
        double[] levels = {13 / 14.0, 6 / 7.0, 2 / 3.0, 0.5, 9 / 35.0, 0.1};
        for (int i = 0; i < levels.length; i++) {
            SurvivalQuantile quantile = curve.quantile(1 - levels[i], QuantileRule.MIDPOINT);
            same(
                    quantile.time(),
                    quantiles.get("q=1-[13/14,6/7,2/3,.5,9/35,.1]").get(i));
            same(quantile.lower(), quantiles.at("/lower/" + i));
            same(quantile.upper(), quantiles.at("/upper/" + i));
        }
    }

    private static SortedMap<String, Durations> leukemia() {
        return new TreeMap<>(Map.of("g=0", inputs().get("leukemia_Rx0"), "g=1", inputs().get("leukemia_Rx1")));
    }

    @Test
    void logRankTestsAreThoseOfR() {
        Map.of("rho0", LogRankWeight.LOG_RANK, "rho1", LogRankWeight.FLEMING_HARRINGTON)
                .forEach((rho, weight) -> {
                    JsonNode expected = GOLDEN.at("/expected/leukemia_logrank_Rx/" + rho);
                    LogRank test = LogRank.of(leukemia(), weight);
                    for (int g = 0; g < 2; g++) {
                        LogRank.Group group = test.groups().get(g);
                        assertThat(group.name())
                                .isEqualTo(expected.at("/groups/" + g).asText());
                        assertThat(group.n()).isEqualTo(expected.at("/n/" + g).asInt());
                        assertThat(group.observed())
                                .isCloseTo(expected.at("/observed/" + g).asDouble(), CURVE);
                        assertThat(group.expected())
                                .isCloseTo(expected.at("/expected/" + g).asDouble(), CURVE);
                    }
                    assertThat(test.chiSquare().orElseThrow())
                            .isCloseTo(expected.at("/chisq").asDouble(), CHI_SQUARE);
                    assertThat(test.degreesOfFreedom())
                            .isEqualTo(expected.at("/df").asInt());
                    double p = expected.at("/p").asDouble();
                    assertThat(test.pValue().orElseThrow()).isCloseTo(p, within(1e-6 * p));
                });
        JsonNode inline = GOLDEN.at("/inline_cases/freireich_logrank");
        LogRank test = LogRank.of(leukemia(), LogRankWeight.LOG_RANK);
        assertThat(test.chiSquare().orElseThrow()).isCloseTo(inline.at("/chisq").asDouble(), CHI_SQUARE);
        double p = inline.at("/p").asDouble();
        assertThat(test.pValue().orElseThrow()).isCloseTo(p, within(1e-6 * p));
    }

    @Test
    void weightedTestsAreThePublishedOnes() {
        assertThat(GOLDEN.at("/published/leukemia").asText())
                .startsWith("log-rank 16.79; Wilcoxon 13.457852; Tarone-Ware 15.123575; Peto 14.084139 ");
        published(LogRankWeight.LOG_RANK, 16.79, 5e-3);
        published(LogRankWeight.GEHAN, 13.457852, 1e-6);
        published(LogRankWeight.TARONE_WARE, 15.123575, 1e-6);
        published(LogRankWeight.PETO_PETO, 14.084139, 1e-6);
    }

    private static void published(LogRankWeight weight, double chiSquare, double rounding) {
        assertThat(LogRank.of(leukemia(), weight).chiSquare().orElseThrow()).isCloseTo(chiSquare, within(rounding));
    }

    @Test
    void aSpellOfNoLengthIsRefusedByName() {
        double[] times = numbers("entry_equals_exit/T");
        double[] entries = numbers("entry_equals_exit/entry");
        boolean[] observed = flags(numbers("entry_equals_exit/E"));
        assertThatThrownBy(() -> Durations.of(entries, times, observed))
                .hasMessage("durations:1: entry: 1.0, must be before the duration 1.0, "
                        + "leave out a unit that was watched for no time");
    }
}
