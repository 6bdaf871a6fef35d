package io.csmetrics.health.statistics;

import static io.csmetrics.health.statistics.ScoreDirection.HIGHER_IS_HEALTHIER;
import static io.csmetrics.health.statistics.ScoreDirection.HIGHER_IS_RISKIER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.statistics.Proportion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(Accounts.Source.class)
@Domain(DomainContext.Global.class)
final class RankingProperties {

    /** The definition: {@code 1}, one half or {@code 0} for each pair of an event's score and another's. */
    private static double[][] pairs(double[] scores, boolean[] happened) {
        double[] events = chosen(scores, happened, true);
        double[] others = chosen(scores, happened, false);
        return Arrays.stream(events)
                .mapToObj(event -> Arrays.stream(others)
                        .map(other -> event < other ? 1 : event == other ? 0.5 : 0)
                        .toArray())
                .toArray(double[][]::new);
    }

    private static double[] chosen(double[] scores, boolean[] happened, boolean outcome) {
        return IntStream.range(0, scores.length)
                .filter(row -> happened[row] == outcome)
                .mapToDouble(row -> scores[row])
                .toArray();
    }

    private static double[] rowMeans(double[][] pairs) {
        return Arrays.stream(pairs)
                .mapToDouble(row -> Arrays.stream(row).average().orElseThrow())
                .toArray();
    }

    private static double[][] transposed(double[][] pairs) {
        return IntStream.range(0, pairs[0].length)
                .mapToObj(column ->
                        Arrays.stream(pairs).mapToDouble(row -> row[column]).toArray())
                .toArray(double[][]::new);
    }

    private static double covariance(double[] a, double[] b) {
        double meanA = Arrays.stream(a).average().orElseThrow();
        double meanB = Arrays.stream(b).average().orElseThrow();
        return IntStream.range(0, a.length)
                        .mapToDouble(i -> (a[i] - meanA) * (b[i] - meanB))
                        .sum()
                / (a.length - 1);
    }

    private static double covarianceOfAreas(double[][] first, double[][] second) {
        return covariance(rowMeans(first), rowMeans(second)) / first.length
                + covariance(rowMeans(transposed(first)), rowMeans(transposed(second))) / first[0].length;
    }

    @Property
    void theAreaIsTheMeanOverAllPairs(@ForAll Accounts accounts) {
        assertThat(accounts.ranking().auc().isPresent()).isEqualTo(accounts.bothClasses());
        if (accounts.bothClasses()) {
            double mean = Arrays.stream(rowMeans(pairs(accounts.scores(), accounts.happened())))
                    .average()
                    .orElseThrow();
            assertThat(accounts.ranking().auc().orElseThrow().value()).isCloseTo(mean, within(1e-14));
        }
    }

    @Property
    void errorsAreThoseOfDeLongByDefinition(@ForAll Accounts accounts) {
        Ranking first = accounts.ranking();
        Ranking second = Ranking.of(HIGHER_IS_HEALTHIER, accounts.seconds(), accounts.happened());
        first.aucMinus(second).ifPresent(difference -> {
            double[][] a = pairs(accounts.scores(), accounts.happened());
            double[][] b = pairs(accounts.seconds(), accounts.happened());
            double error = first.auc().orElseThrow().standardError().orElseThrow();
            assertThat(error * error).isCloseTo(covarianceOfAreas(a, a), within(1e-14));
            assertThat(difference.standardError() * difference.standardError())
                    .isCloseTo(
                            covarianceOfAreas(a, a) + covarianceOfAreas(b, b) - 2 * covarianceOfAreas(a, b),
                            within(1e-13));
            assertThat(difference.pValue()).isBetween(0.0, 1.0);
        });
    }

    @Property
    void aTurnedScoreHasTheRestOfTheArea(@ForAll Accounts accounts) {
        double[] negated = Arrays.stream(accounts.scores()).map(score -> -score).toArray();
        Ranking turned = Ranking.of(HIGHER_IS_HEALTHIER, negated, accounts.happened());
        Ranking same = Ranking.of(HIGHER_IS_RISKIER, negated, accounts.happened());
        assertThat(same.auc()).isEqualTo(accounts.ranking().auc());
        assertThat(same.averagePrecision()).isEqualTo(accounts.ranking().averagePrecision());
        accounts.ranking()
                .auc()
                .ifPresent(auc ->
                        assertThat(turned.auc().orElseThrow().value()).isCloseTo(1 - auc.value(), within(1e-15)));
    }

    @Property
    void noFigureDependsOnTheOrderOfRowsOrTheScaleOfScores(@ForAll Accounts accounts, @ForAll long randomStart) {
        Accounts reversed = accounts.reversed();
        double[] stretched = Arrays.stream(reversed.scores()).map(Math::expm1).toArray();
        Ranking ranking = accounts.ranking();
        Ranking other = Ranking.of(HIGHER_IS_HEALTHIER, stretched, reversed.happened());
        assertThat(other.auc()).isEqualTo(ranking.auc());
        assertThat(other.kolmogorovSmirnov()).isEqualTo(ranking.kolmogorovSmirnov());
        assertThat(other.averagePrecision()).isEqualTo(ranking.averagePrecision());
        assertThat(other.top(0.3, reversed.ids())).isEqualTo(ranking.top(0.3, accounts.ids()));
        Ranking second = Ranking.of(HIGHER_IS_HEALTHIER, accounts.seconds(), accounts.happened());
        Ranking secondReversed = Ranking.of(HIGHER_IS_HEALTHIER, reversed.seconds(), reversed.happened());
        assertThat(other.aucMinus(secondReversed)).isEqualTo(ranking.aucMinus(second));
        assertThat(other.aucByGroups(groups(reversed), 100, randomStart))
                .isEqualTo(ranking.aucByGroups(groups(accounts), 100, randomStart));
    }

    private static List<String> groups(Accounts accounts) {
        return accounts.rows().stream().map(row -> "group " + row.id() / 3).toList();
    }

    @Property
    void sharesStayBetweenZeroAndOne(@ForAll Accounts accounts, @ForAll @IntRange(min = 1, max = 100) int percent) {
        Ranking ranking = accounts.ranking();
        ranking.kolmogorovSmirnov().ifPresent(gap -> assertThat(gap).isBetween(0.0, 1.0));
        ranking.averagePrecision().ifPresent(mean -> assertThat(mean).isBetween(0.0, 1.0));
        ranking.auc()
                .flatMap(Auc::interval)
                .ifPresent(interval -> assertThat(interval.lower()).isBetween(0.0, interval.upper()));
        TopShare top = ranking.top(percent / 100.0, accounts.ids());
        assertThat(top.top().n()).isEqualTo(percent * accounts.rows().size() / 100);
        top.capture().ifPresent(capture -> assertThat(capture).isBetween(0.0, 1.0));
    }

    @Property
    void theTopIsTheHeadOfTheSortedAccounts(@ForAll Accounts accounts) {
        List<Accounts.Account> sorted = new ArrayList<>(accounts.rows());
        sorted.sort((a, b) ->
                a.score() == b.score() ? Integer.compare(a.id(), b.id()) : Double.compare(a.score(), b.score()));
        long hits = sorted.stream()
                .limit(accounts.rows().size() / 4)
                .filter(Accounts.Account::happened)
                .count();
        assertThat(accounts.ranking().top(0.25, accounts.ids()).top())
                .isEqualTo(new Proportion(hits, accounts.rows().size() / 4));
    }

    @Property
    void halfUnknownPullsTheAreaToOneHalf(@ForAll Accounts accounts) {
        boolean[] known = new boolean[accounts.rows().size()];
        double[] events = new double[known.length];
        for (int row = 0; row < known.length; row++) {
            known[row] = row % 2 == 0;
            events[row] = known[row] ? accounts.scores()[row] : Double.NaN;
        }
        double sum = 0;
        int pairs = 0;
        for (int event = 0; event < known.length; event++) {
            for (int other = 0; other < known.length; other++) {
                if (accounts.happened()[event] && !accounts.happened()[other]) {
                    boolean both = known[event] && known[other];
                    sum += !both || events[event] == events[other] ? 0.5 : events[event] < events[other] ? 1 : 0;
                    pairs++;
                }
            }
        }
        Ranking ranking = Ranking.of(HIGHER_IS_HEALTHIER, events, known, accounts.happened());
        assertThat(ranking.auc().isPresent()).isEqualTo(pairs > 0);
        if (pairs > 0) {
            assertThat(ranking.auc().orElseThrow().value()).isCloseTo(sum / pairs, within(1e-14));
        }
    }
}
