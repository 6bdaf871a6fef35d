package io.csmetrics.cohort.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csmetrics.statistics.Interval;
import io.csmetrics.statistics.Proportion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Figures of R, statsmodels and the papers; {@code golden/cohort/proportions.json} and {@code experiments.json} name the source of each. */
final class GoldenInferenceTest {
    private static final JsonNode PROPORTIONS = read("proportions");
    private static final JsonNode EXPERIMENTS = read("experiments");

    /** R's {@code fisher.test} finds odds ratios by {@code uniroot}, which ends so near to the root on the scale of 0 to 1. */
    private static final double UNIROOT = Math.pow(Math.ulp(1.0), 0.25);

    static Stream<JsonNode> single() {
        return stream(PROPORTIONS.get("single"));
    }

    @ParameterizedTest
    @MethodSource("single")
    void intervalsOfOneShareAreThePublishedOnes(JsonNode golden) {
        Proportion share =
                new Proportion(golden.get("x").asLong(), golden.get("n").asLong());
        golden.fieldNames().forEachRemaining(field -> {
            switch (field) {
                case "wilson" -> assertEnds(interval(ProportionInterval.WILSON, share), golden.get(field), exact());
                case "published_wilson" ->
                    assertEnds(interval(ProportionInterval.WILSON, share), golden.get(field), 5e-5);
                case "clopper_pearson" ->
                    assertEnds(interval(ProportionInterval.CLOPPER_PEARSON, share), golden.get(field), exact());
                // of these the library has none
                case "x", "n", "note", "published", "jeffreys", "wald", "wilson_cc" -> {}
                default -> throw new AssertionError("no test for " + field);
            }
        });
    }

    static Stream<JsonNode> differences() {
        return stream(PROPORTIONS.get("two_sample_difference"));
    }

    @ParameterizedTest
    @MethodSource("differences")
    void intervalsOfADifferenceAreNewcombes(JsonNode golden) {
        ProportionComparison comparison = new ProportionComparison(
                new Proportion(golden.get("x1").asLong(), golden.get("n1").asLong()),
                new Proportion(golden.get("x2").asLong(), golden.get("n2").asLong()));
        Interval interval = comparison.differenceInterval(Confidence.PERCENT_95).orElseThrow();
        assertEnds(interval, golden.get("newcombe"), exact());
        assertEnds(interval, golden.get("published"), 5e-5);
    }

    static Stream<JsonNode> fisher() {
        return stream(PROPORTIONS.get("fisher_exact"));
    }

    @ParameterizedTest
    @MethodSource("fisher")
    void exactTestsAreThoseOfR(JsonNode golden) {
        ProportionComparison comparison = new ProportionComparison(
                row(golden.get("table").get(0)), row(golden.get("table").get(1)));
        golden.fieldNames().forEachRemaining(field -> {
            JsonNode want = golden.get(field);
            switch (field) {
                case "p_two_sided" -> assertFisher(comparison, Alternative.TWO_SIDED, want);
                case "p_greater" -> assertFisher(comparison, Alternative.GREATER, want);
                case "p_less" -> assertFisher(comparison, Alternative.LESS, want);
                case "conditional_odds_ratio" ->
                    assertRoot(comparison.oddsRatio().orElseThrow(), want.asDouble());
                case "ci95" -> {
                    Interval interval =
                            comparison.oddsRatioInterval(Confidence.PERCENT_95).orElseThrow();
                    assertRoot(interval.lower(), want.get(0).asDouble());
                    assertRoot(interval.upper(), want.get(1).asDouble());
                }
                case "table", "source" -> {}
                default -> throw new AssertionError("no test for " + field);
            }
        });
    }

    static Stream<JsonNode> splits() {
        return stream(EXPERIMENTS.get("srm"));
    }

    @ParameterizedTest
    @MethodSource("splits")
    void testsOfASplitAreThoseOfR(JsonNode golden) {
        double[] weights = golden.has("weights") ? numbers(golden.get("weights")) : new double[] {1, 1};
        long[] counts = Arrays.stream(numbers(golden.get("counts")))
                .mapToLong(Math::round)
                .toArray();
        Significance.Tested test = SampleRatio.test(counts, weights).tested().orElseThrow();
        double tolerance = EXPERIMENTS.get("tolerance").asDouble();
        assertThat(test.statistic().orElseThrow()).isCloseTo(golden.get("chisq").asDouble(), within(tolerance));
        assertThat(test.pValue()).isCloseTo(golden.get("p").asDouble(), within(tolerance));
        assertThat(test.degreesOfFreedom()).hasValue(1);
    }

    @Test
    void holmIsTheAdjustmentOfR() {
        JsonNode golden = EXPERIMENTS.get("p_adjust");
        assertThat(Holm.adjust(numbers(golden.get("p")))).containsExactly(numbers(golden.get("holm")), within(1e-15));
    }

    private static Interval interval(ProportionInterval way, Proportion share) {
        return way.of(share, Confidence.PERCENT_95).orElseThrow();
    }

    private static void assertFisher(ProportionComparison comparison, Alternative alternative, JsonNode want) {
        assertThat(comparison.fisher(alternative).tested().orElseThrow().pValue())
                .isCloseTo(want.asDouble(), within(exact()));
    }

    private static void assertRoot(double ratio, double want) {
        double scaled = want > 1 ? 1 / ratio : ratio;
        assertThat(scaled).isCloseTo(Math.min(want, 1 / want), within(UNIROOT));
    }

    private static void assertEnds(Interval interval, JsonNode want, double tolerance) {
        assertThat(interval.lower()).isCloseTo(want.get(0).asDouble(), within(tolerance));
        assertThat(interval.upper()).isCloseTo(want.get(1).asDouble(), within(tolerance));
    }

    private static double exact() {
        return PROPORTIONS.get("tolerance").asDouble();
    }

    private static Proportion row(JsonNode counts) {
        long hits = counts.get(0).asLong();
        return new Proportion(hits, hits + counts.get(1).asLong());
    }

    private static double[] numbers(JsonNode array) {
        return stream(array).mapToDouble(JsonNode::asDouble).toArray();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static JsonNode read(String name) {
        try (InputStream file = GoldenInferenceTest.class.getResourceAsStream("/golden/cohort/" + name + ".json")) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
