package io.csmetrics.health.statistics;

import static io.csmetrics.health.statistics.ScoreDirection.HIGHER_IS_HEALTHIER;
import static io.csmetrics.health.statistics.ScoreDirection.HIGHER_IS_RISKIER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.statistics.Interval;
import io.csmetrics.statistics.Proportion;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RankingTest {
    private static final double[] HEALTH = {
        82, 45, 67, 45, 90, 23, 51, 67, 34, 72, 45, 88, 12, 60, 60, 77, 39, 51, 95, 28
    };
    private static final double[] SECOND = {
        70, 50, 60, 55, 85, 40, 30, 65, 45, 80, 50, 75, 20, 70, 35, 90, 60, 45, 88, 52
    };
    private static final boolean[] CHURNED = flags(0, 1, 0, 0, 0, 1, 0, 1, 1, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 1);

    private static boolean[] flags(int... bits) {
        boolean[] flags = new boolean[bits.length];
        for (int i = 0; i < bits.length; i++) {
            flags[i] = bits[i] == 1;
        }
        return flags;
    }

    private static int[] places(int n) {
        return IntStream.range(0, n).toArray();
    }

    /** NumPy over all 96 pairs and, for the area, mannwhitneyu of SciPy 1.17.1. */
    @Test
    void areaAndItsErrorAreThoseOfAllPairs() {
        Auc auc = Ranking.of(HIGHER_IS_HEALTHIER, HEALTH, CHURNED).auc().orElseThrow();
        assertThat(auc.value()).isEqualTo(0.8854166666666666);
        assertThat(auc.standardError().orElseThrow()).isCloseTo(0.07420970102237125, within(1e-15));
        Interval interval = auc.interval().orElseThrow();
        assertThat(interval.lower()).isCloseTo(0.7399683253593338, within(1e-14));
        assertThat(interval.upper()).isEqualTo(1);
    }

    /** NumPy: the covariances of the placements of both scores; normal tail of SciPy 1.17.1. */
    @Test
    void twoScoresOfTheSameAccountsAreComparedInPairs() {
        AucDifference difference = Ranking.of(HIGHER_IS_HEALTHIER, HEALTH, CHURNED)
                .aucMinus(Ranking.of(HIGHER_IS_HEALTHIER, SECOND, CHURNED))
                .orElseThrow();
        assertThat(difference.value()).isCloseTo(0.0625, within(1e-15));
        assertThat(difference.standardError()).isCloseTo(0.10113276620221262, within(1e-14));
        assertThat(difference.pValue()).isCloseTo(0.5365756613417987, within(1e-12));
        assertThat(difference.interval().contains(0)).isTrue();
    }

    @Test
    void aScoreDoesNotDifferFromItself() {
        Ranking ranking = Ranking.of(HIGHER_IS_HEALTHIER, HEALTH, CHURNED);
        double[] stretched = Arrays.stream(HEALTH).map(score -> score * score).toArray();
        AucDifference difference = ranking.aucMinus(Ranking.of(HIGHER_IS_HEALTHIER, stretched, CHURNED))
                .orElseThrow();
        assertThat(difference).isEqualTo(new AucDifference(0, 0));
        assertThat(difference.pValue()).isEqualTo(1);
    }

    @Test
    void aPerfectScoreBeatsItsOppositeWithoutDoubt() {
        boolean[] churned = flags(1, 1, 0, 0);
        double[] health = {1, 2, 3, 4};
        AucDifference difference = Ranking.of(HIGHER_IS_HEALTHIER, health, churned)
                .aucMinus(Ranking.of(HIGHER_IS_RISKIER, health, churned))
                .orElseThrow();
        assertThat(difference.value()).isEqualTo(1);
        assertThat(difference.pValue()).isZero();
    }

    /** ks_2samp of SciPy 1.17.1. */
    @Test
    void kolmogorovSmirnovIsTheWidestGap() {
        assertThat(Ranking.of(HIGHER_IS_HEALTHIER, HEALTH, CHURNED).kolmogorovSmirnov())
                .hasValue(0.625);
    }

    @Test
    void unknownScoresCountOneHalfInEachPair() {
        // of 2 x 3 pairs two are known, and right; the other four hold an unknown score
        double[] health = {10, Double.NaN, 20, 30, Double.NaN};
        boolean[] known = flags(1, 0, 1, 1, 0);
        Ranking ranking = Ranking.of(HIGHER_IS_HEALTHIER, health, known, flags(1, 1, 0, 0, 0));
        assertThat(ranking.auc().orElseThrow().value()).isCloseTo((2 + 4 * 0.5) / 6, within(1e-15));
        assertThat(ranking.distinctScores()).isEqualTo(3);
        assertThat(ranking.averagePrecision()).hasValue(1);
        assertThat(ranking.top(0.5, places(5)).all()).isEqualTo(new Proportion(1, 3));
    }

    @Test
    void aScoreThatIsNeverKnownIsNoBetterThanChance() {
        Ranking ranking = Ranking.of(HIGHER_IS_HEALTHIER, new double[4], new boolean[4], flags(1, 1, 0, 0));
        assertThat(ranking.auc().orElseThrow().value()).isEqualTo(0.5);
        assertThat(ranking.kolmogorovSmirnov()).isEmpty();
        assertThat(ranking.averagePrecision()).isEmpty();
        assertThat(ranking.top(1, places(4)).lift()).isEmpty();
    }

    @Test
    void withoutOneOfTheClassesThereIsNoArea() {
        for (boolean[] outcome : List.of(new boolean[3], flags(1, 1, 1))) {
            Ranking ranking = Ranking.of(HIGHER_IS_HEALTHIER, new double[] {1, 2, 3}, outcome);
            assertThat(ranking.auc()).isEmpty();
            assertThat(ranking.kolmogorovSmirnov()).isEmpty();
            assertThat(ranking.aucMinus(ranking)).isEmpty();
            assertThat(ranking.aucByGroups(List.of("a", "b", "c"), 100, 1)).isEmpty();
        }
        assertThat(Ranking.of(HIGHER_IS_HEALTHIER, new double[0], new boolean[0])
                        .auc())
                .isEmpty();
    }

    @Test
    void oneAccountInAClassGivesAnAreaWithoutAnInterval() {
        Auc auc = Ranking.of(HIGHER_IS_HEALTHIER, new double[] {1, 2, 3}, flags(1, 0, 0))
                .auc()
                .orElseThrow();
        assertThat(auc.value()).isEqualTo(1);
        assertThat(auc.interval()).isEmpty();
    }

    @Test
    void equalScoresAreNoBetterThanChance() {
        Ranking ranking = Ranking.of(HIGHER_IS_HEALTHIER, new double[] {7, 7, 7, 7}, flags(1, 0, 0, 1));
        assertThat(ranking.auc().orElseThrow()).isEqualTo(new Auc(0.5, OptionalDouble.of(0)));
        assertThat(ranking.kolmogorovSmirnov()).hasValue(0);
        assertThat(ranking.averagePrecision()).hasValue(0.5);
    }

    @Test
    void bothZerosAreOneScore() {
        Ranking ranking = Ranking.of(HIGHER_IS_HEALTHIER, new double[] {0.0, -0.0}, flags(1, 0));
        assertThat(ranking.auc().orElseThrow().value()).isEqualTo(0.5);
    }

    @Test
    void theTopIsRoundedDownAndHoldsTheLowestHealth() {
        // of 20 accounts 2 are the top: 12 and 23, which both churned, as 8 of 20 did
        TopShare top = Ranking.of(HIGHER_IS_HEALTHIER, HEALTH, CHURNED).top(0.1, places(20));
        assertThat(top.top()).isEqualTo(new Proportion(2, 2));
        assertThat(top.lift().orElseThrow()).isCloseTo(2.5, within(1e-15));
        assertThat(top.capture()).hasValue(0.25);
        assertThat(Ranking.of(HIGHER_IS_HEALTHIER, HEALTH, CHURNED)
                        .top(0.149, places(20))
                        .top()
                        .n())
                .isEqualTo(2);
    }

    @Test
    void theShareIsReadAsItsDecimalNumber() {
        // 0.29 * 100 is 28.999999999999996 in binary
        Ranking ranking = Ranking.of(HIGHER_IS_RISKIER, new double[100], new boolean[100]);
        assertThat(ranking.top(0.29, places(100)).top().n()).isEqualTo(29);
    }

    @Test
    void aTopBelowOneAccountIsEmptyAndHasNoLift() {
        TopShare top = Ranking.of(HIGHER_IS_HEALTHIER, new double[] {1, 2}, flags(1, 0))
                .top(0.1, places(2));
        assertThat(top.top()).isEqualTo(new Proportion(0, 0));
        assertThat(top.lift()).isEmpty();
        assertThat(top.capture()).hasValue(0);
    }

    @Test
    void tiesAtTheCutAreTakenInTheGivenOrder() {
        Ranking ranking = Ranking.of(HIGHER_IS_HEALTHIER, new double[] {5, 5, 1, 5}, flags(0, 1, 1, 0));
        assertThat(ranking.top(0.5, new int[] {0, 1, 2, 3}).top().hits()).isEqualTo(1);
        assertThat(ranking.top(0.5, new int[] {3, -1, 2, 0}).top().hits()).isEqualTo(2);
    }

    @Test
    void groupsWidenTheIntervalOfRepeatedRows() {
        double[] health = new double[HEALTH.length * 5];
        boolean[] churned = new boolean[health.length];
        String[] groups = new String[health.length];
        for (int row = 0; row < health.length; row++) {
            health[row] = HEALTH[row % HEALTH.length];
            churned[row] = CHURNED[row % HEALTH.length];
            groups[row] = "account " + row % HEALTH.length;
        }
        Ranking ranking = Ranking.of(HIGHER_IS_HEALTHIER, health, churned);
        Interval byRows = ranking.auc().orElseThrow().interval().orElseThrow();
        Interval byGroups = ranking.aucByGroups(List.of(groups), 2_000, 42).orElseThrow();
        assertThat(byRows.upper() - byRows.lower()).isLessThan(0.15);
        // close to the interval of the twenty accounts, 0.74 to 1
        assertThat(byGroups.lower()).isBetween(0.68, 0.76);
        assertThat(byGroups.upper()).isBetween(0.97, 1.0);
        assertThat(ranking.aucByGroups(List.of(groups), 2_000, 42)).hasValue(byGroups);
        assertThat(ranking.aucByGroups(List.of(groups), 2_000, 43)).isNotEqualTo(Optional.of(byGroups));
    }

    @Test
    void oneGroupIsNoEvidence() {
        Ranking ranking = Ranking.of(HIGHER_IS_HEALTHIER, new double[] {1, 2}, flags(1, 0));
        assertThat(ranking.aucByGroups(List.of("a", "a"), 100, 1)).isEmpty();
    }

    @Test
    void unfitColumnsAreRefused() {
        boolean[] two = flags(1, 0);
        assertThatThrownBy(() -> Ranking.of(HIGHER_IS_HEALTHIER, new double[] {1, 2, 3}, two))
                .hasMessage("scores has 3 rows and happened has 2; give one of each for every account");
        assertThatThrownBy(() -> Ranking.of(HIGHER_IS_HEALTHIER, new double[] {1, 2}, new boolean[1], two))
                .hasMessage("scores has 2 rows and known has 1; give one of each for every account");
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e200}) {
            assertThatThrownBy(() -> Ranking.of(HIGHER_IS_HEALTHIER, new double[] {1, bad}, two))
                    .hasMessage("score " + bad
                            + " at row 1 must be a finite number within 1e150 of 0; leave out rows without one");
        }
        Ranking ranking = Ranking.of(HIGHER_IS_HEALTHIER, new double[] {1, 2}, two);
        assertThatThrownBy(() -> ranking.aucMinus(Ranking.of(HIGHER_IS_HEALTHIER, new double[] {1, 2}, flags(0, 1))))
                .hasMessageContaining("compare scores of the same accounts in the same order");
        assertThatThrownBy(() -> ranking.top(0, places(2))).hasMessageContaining("must be above 0 and at most 1");
        assertThatThrownBy(() -> ranking.top(0.5, new int[] {4, 4}))
                .hasMessageContaining("precedence 4 stands for two");
        assertThatThrownBy(() -> ranking.aucByGroups(List.of("a", "b"), 99, 1))
                .hasMessage("draws 99 must be 100 to 1000000");
    }
}
