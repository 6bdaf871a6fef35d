package io.csmetrics.cohort.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.cohort.inference.Holm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class LogRankTest {
    private static final Durations SHORT = ended(1, 2, 3, 4);
    private static final Durations LONG = ended(3, 5, 6, 8);
    private static final Durations CENSORED =
            Durations.builder().add(4, false).add(9, false).build();

    private static Durations ended(double... durations) {
        Durations.Builder builder = Durations.builder();
        for (double duration : durations) {
            builder.add(duration, true);
        }
        return builder.build();
    }

    private static LogRank test(Map<String, Durations> groups) {
        return LogRank.of(new TreeMap<>(groups), LogRankWeight.LOG_RANK);
    }

    @Test
    void observedAndExpectedEventsAreCountedByHand() {
        LogRank test = test(Map.of("a", ended(1, 3), "b", ended(2, 4)));
        LogRank.Group a = test.groups().get(0);
        assertThat(a.observed()).isEqualTo(2);
        assertThat(a.expected()).isCloseTo(2 / 4.0 + 1 / 3.0 + 1 / 2.0, within(1e-15));
        assertThat(a.variance()).isCloseTo(1 / 4.0 + 2 / 9.0 + 1 / 4.0, within(1e-15));
        double excess = 2 - 4 / 3.0;
        assertThat(test.chiSquare().orElseThrow()).isCloseTo(excess * excess / (13 / 18.0), within(1e-14));
        assertThat(test.degreesOfFreedom()).isEqualTo(1);
        assertThat(test.hazardRatio().orElseThrow()).isCloseTo((2 / (4 / 3.0)) / (2 / (8 / 3.0)), within(1e-14));
    }

    @Test
    void withoutSomethingToCompareTheReasonIsGiven() {
        absent(test(Map.of()), "fewer than two groups have units");
        absent(test(Map.of("a", SHORT)), "fewer than two groups have units");
        absent(test(Map.of("a", SHORT, "b", Durations.builder().build())), "fewer than two groups have units");
        absent(test(Map.of("a", CENSORED, "b", CENSORED)), "no event was observed");
        absent(
                test(Map.of("a", ended(1), "b", ended(1))),
                "at no time of an event were units of two groups at risk of which some outlived it");
    }

    private static void absent(LogRank test, String reason) {
        assertThat(test.absence()).hasValue(reason);
        assertThat(test.chiSquare()).isEmpty();
        assertThat(test.pValue()).isEmpty();
        assertThat(test.degreesOfFreedom()).isZero();
    }

    @Test
    void groupsThatAreNeverAtRiskTogetherAreNotCompared() {
        Durations early = ended(1, 2, 3);
        Durations alsoEarly = ended(2, 3, 4);
        Durations late = Durations.builder().add(10, 12, true).add(10, 14, true).build();
        Durations alsoLate =
                Durations.builder().add(10, 13, true).add(10, 15, true).build();
        LogRank two = test(Map.of("early", early, "late", late));
        absent(two, "at no time of an event were units of two groups at risk of which some outlived it");
        LogRank four = test(Map.of("a", early, "b", alsoEarly, "c", late, "d", alsoLate));
        assertThat(four.degreesOfFreedom()).isEqualTo(2);
        assertThat(four.chiSquare().orElseThrow())
                .isCloseTo(
                        test(Map.of("a", early, "b", alsoEarly)).chiSquare().orElseThrow()
                                + test(Map.of("c", late, "d", alsoLate))
                                        .chiSquare()
                                        .orElseThrow(),
                        within(1e-12));
    }

    @Test
    void aDifferenceBetweenStrataIsNotTakenForOneBetweenGroups() {
        SortedMap<String, SortedMap<String, Durations>> strata = new TreeMap<>();
        strata.put("monthly", new TreeMap<>(Map.of("a", SHORT, "b", SHORT)));
        strata.put("annual", new TreeMap<>(Map.of("a", LONG, "b", LONG, "c", ended(2))));
        strata.put("other", new TreeMap<>(Map.of("a", LONG)));
        LogRank test = LogRank.stratified(strata, LogRankWeight.LOG_RANK);
        assertThat(test.strata()).isEqualTo(3);
        assertThat(test.groups()).extracting(LogRank.Group::name).containsExactly("a", "b", "c");
        assertThat(test.groups()).extracting(LogRank.Group::n).containsExactly(12, 8, 1);
        assertThat(test.degreesOfFreedom()).isEqualTo(2);
        strata.get("annual").remove("c");
        LogRank same = LogRank.stratified(strata, LogRankWeight.LOG_RANK);
        assertThat(same.chiSquare()).hasValue(0);
        assertThat(same.pValue()).hasValue(1);
    }

    @Test
    void pairsAreAdjustedForTheirNumber() {
        SortedMap<String, Durations> groups = new TreeMap<>(Map.of(
                "a", SHORT, "b", LONG, "c", CENSORED, "d", Durations.builder().build()));
        List<LogRank.Pairwise> pairs = LogRank.pairwise(groups, LogRankWeight.LOG_RANK);
        assertThat(pairs).hasSize(6);
        assertThat(pairs)
                .extracting(pair -> pair.first() + pair.second())
                .containsExactly("ab", "ac", "ad", "bc", "bd", "cd");
        double[] raw = pairs.stream()
                .flatMapToDouble(pair -> pair.test().pValue().stream())
                .toArray();
        assertThat(raw).hasSize(3);
        assertThat(pairs.stream()
                        .flatMapToDouble(pair -> pair.adjustedPValue().stream())
                        .toArray())
                .isEqualTo(Holm.adjust(raw));
        assertThat(pairs.get(0).test()).isEqualTo(test(Map.of("a", SHORT, "b", LONG)));
        assertThat(pairs.get(2).adjustedPValue()).isEmpty();
    }

    @Test
    void theHazardRatioIsOfTwoGroupsWithEvents() {
        assertThat(test(Map.of("a", SHORT, "b", LONG, "c", LONG)).hazardRatio()).isEmpty();
        assertThat(test(Map.of("a", SHORT, "b", CENSORED)).hazardRatio()).isEmpty();
        assertThat(test(Map.of("a", CENSORED, "b", SHORT)).hazardRatio()).hasValue(0);
    }

    @Test
    void aTestHasAStatisticOrAReason() {
        assertThatThrownBy(() -> new LogRank(
                        LogRankWeight.LOG_RANK,
                        1,
                        List.of(),
                        OptionalDouble.empty(),
                        0,
                        OptionalDouble.empty(),
                        Optional.empty()))
                .hasMessage("log-rank test must have a statistic and p-value, or the reason why there is none");
    }

    @Test
    void aDifferenceOfRestrictedMeansHasIntervalAndPValue() {
        SurvivalCurve first = SurvivalCurve.of(LONG);
        SurvivalCurve second = SurvivalCurve.of(SHORT);
        RestrictedMeanDifference difference = RestrictedMeanDifference.of(first, second, 4);
        assertThat(difference.horizon()).isEqualTo(4);
        assertThat(difference.difference()).isCloseTo(3.75 - 2.5, within(1e-15));
        double error = difference.standardError();
        // without censoring the variance is that of the lives cut at the horizon, over n
        assertThat(error).isCloseTo(Math.sqrt(0.1875 / 4 + 1.25 / 4), within(1e-15));
        assertThat(difference.interval().orElseThrow().upper())
                .isCloseTo(1.25 + difference.confidence().z() * error, within(1e-14));
        // two-sided normal tail of 1.25 / sqrt(0.359375), by math.erfc of Python
        assertThat(difference.pValue().orElseThrow()).isCloseTo(0.03705621856411895, within(1e-15));
    }

    @Test
    void restrictedMeansAreComparedUpToAHorizonThatBothReach() {
        SurvivalCurve first = SurvivalCurve.of(LONG);
        SurvivalCurve second = SurvivalCurve.of(SHORT);
        // of the second group nobody is left after 4: its mean is 1 + 0.75 + 0.5 + 0.25, that of the first 3 + 0.75 * 2
        assertThat(RestrictedMeanDifference.of(first, second, 5).difference()).isCloseTo(2, within(1e-15));
        SurvivalCurve cut =
                SurvivalCurve.of(Durations.builder().add(2, true).add(4, false).build());
        assertThatThrownBy(() -> RestrictedMeanDifference.of(first, cut, 5))
                .hasMessage("horizon 5.0 of the restricted means must be at most 4.0, "
                        + "to which both groups were followed; choose a shorter horizon");
        SurvivalCurve other = SurvivalCurve.of(SHORT, SurvivalInterval.PLAIN, Confidence.of(0.9));
        assertThatThrownBy(() -> RestrictedMeanDifference.of(first, other, 4))
                .hasMessage("restricted means up to 4.0 and 4.0, of confidence 0.95 and 0.9, "
                        + "must have one horizon and one confidence");
        RestrictedMeanDifference none = RestrictedMeanDifference.of(first, SurvivalCurve.of(CENSORED), 2);
        assertThat(none.difference()).isZero();
        assertThat(none.interval()).isEmpty();
        assertThat(none.pValue()).isEmpty();
    }
}
