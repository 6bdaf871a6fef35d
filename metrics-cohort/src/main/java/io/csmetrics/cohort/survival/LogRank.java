package io.csmetrics.cohort.survival;

import io.csmetrics.cohort.inference.Holm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeSet;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Whether groups differ in how long their units last: the events of each group against those expected if all had one survival curve.
 *
 * <p>At each time of an event, of {@code n} units at risk, {@code n_g} of them in group {@code g}, {@code d} end; expected of the group are
 * {@code n_g d / n}, with the covariance {@code d (n - d) / (n - 1) (n_g / n) ((g = h) - n_h / n)}. Defined as {@code (O - E)' V⁻ (O - E)} of
 * the weighted sums over times and strata, by a generalised inverse; chi-square with as many degrees of freedom as {@code V} has rank,
 * which is the number of groups less one where all are at risk together. Blind for curves that cross: look at the {@link
 * RestrictedMeanDifference} too.
 *
 * <p>Source: Mantel (1966), "Evaluation of survival data and two new rank order statistics arising in its consideration".
 *
 * @param weight how much each time counts
 * @param strata within how many strata units were compared, 1 for no stratification
 * @param groups the groups
 * @param chiSquare the statistic, 0 or more; empty where there is no test
 * @param degreesOfFreedom the degrees of freedom, 0 where there is no test
 * @param pValue the chance of a statistic as large if the groups do not differ; empty where there is no test
 * @param absence why there is no test; empty where there is one
 */
public record LogRank(
        LogRankWeight weight,
        int strata,
        List<Group> groups,
        OptionalDouble chiSquare,
        int degreesOfFreedom,
        OptionalDouble pValue,
        Optional<String> absence) {

    /**
     * Checks the parts and copies the list.
     *
     * @throws IllegalArgumentException if there are both a statistic and a reason why there is none, or neither
     */
    public LogRank {
        groups = List.copyOf(groups);
        if (chiSquare.isPresent() == absence.isPresent() || pValue.isPresent() == absence.isPresent()) {
            throw new IllegalArgumentException(
                    "log-rank test must have a statistic and p-value, or the reason why there is none");
        }
    }

    /**
     * What a test counted of a group.
     *
     * @param name the group
     * @param n the units
     * @param events the events
     * @param observed the events, each weighted
     * @param expected the events expected if the groups do not differ, each weighted
     * @param variance the variance of {@code observed - expected}
     */
    public record Group(String name, int n, int events, double observed, double expected, double variance) {}

    /**
     * One of several comparisons of two groups.
     *
     * @param first a group
     * @param second another
     * @param test the test of the two alone
     * @param adjustedPValue the p-value adjusted by {@link Holm} for all comparisons that gave one; empty where there is no test
     */
    public record Pairwise(String first, String second, LogRank test, OptionalDouble adjustedPValue) {}

    /**
     * Compares groups.
     *
     * @param groups the durations by group; groups without units are counted, but compared with nothing
     * @param weight how much each time counts
     * @return the test
     */
    public static LogRank of(SortedMap<?, Durations> groups, LogRankWeight weight) {
        List<String> names = groups.keySet().stream().map(Object::toString).toList();
        return of(names, List.of(List.copyOf(groups.values())), weight);
    }

    /**
     * Compares groups within strata, such as plans within regions, so that a difference between strata is not taken for one between
     * groups. Sums of all strata are compared; a stratum with one group adds nothing to the test.
     *
     * @param <G> the type of the groups
     * @param strata the durations by stratum and group; a group may be missing in a stratum
     * @param weight how much each time counts
     * @return the test
     */
    public static <G extends Comparable<? super G>> LogRank stratified(
            SortedMap<?, ? extends SortedMap<G, Durations>> strata, LogRankWeight weight) {
        TreeSet<G> groups = new TreeSet<>();
        strata.values().forEach(stratum -> groups.addAll(stratum.keySet()));
        Durations none = Durations.builder().build();
        List<List<Durations>> columns = strata.values().stream()
                .map(stratum -> groups.stream()
                        .map(group -> stratum.getOrDefault(group, none))
                        .toList())
                .toList();
        return of(groups.stream().map(Object::toString).toList(), columns, weight);
    }

    private static LogRank of(List<String> names, List<List<Durations>> strata, LogRankWeight weight) {
        LogRankSums sums = new LogRankSums(names.size(), weight);
        strata.forEach(sums::add);
        List<Group> groups = new ArrayList<>();
        for (int g = 0; g < names.size(); g++) {
            int group = g;
            groups.add(new Group(
                    names.get(g),
                    strata.stream().mapToInt(stratum -> stratum.get(group).n()).sum(),
                    strata.stream()
                            .mapToInt(stratum -> stratum.get(group).events())
                            .sum(),
                    sums.observed[g],
                    sums.expected[g],
                    sums.covariance[g][g]));
        }
        LogRankSums.Statistic statistic = sums.statistic();
        int df = statistic.degreesOfFreedom();
        if (df == 0) {
            return new LogRank(
                    weight,
                    strata.size(),
                    groups,
                    OptionalDouble.empty(),
                    0,
                    OptionalDouble.empty(),
                    Optional.of(whyNot(groups)));
        }
        double p = ChiSquaredDistribution.of(df).survivalProbability(statistic.chiSquare());
        return new LogRank(
                weight,
                strata.size(),
                groups,
                OptionalDouble.of(statistic.chiSquare()),
                df,
                OptionalDouble.of(p),
                Optional.empty());
    }

    private static String whyNot(List<Group> groups) {
        if (groups.stream().filter(group -> group.n() > 0).count() < 2) {
            return "fewer than two groups have units";
        }
        if (groups.stream().noneMatch(group -> group.events() > 0)) {
            return "no event was observed";
        }
        return "at no time of an event were units of two groups at risk of which some outlived it";
    }

    /**
     * Compares each two groups, with p-values adjusted for the number of comparisons.
     *
     * @param groups the durations by group
     * @param weight how much each time counts
     * @return the comparisons, in the order of the groups
     */
    public static List<Pairwise> pairwise(SortedMap<?, Durations> groups, LogRankWeight weight) {
        List<String> names = groups.keySet().stream().map(Object::toString).toList();
        List<Durations> durations = List.copyOf(groups.values());
        List<Pairwise> plain = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            for (int j = i + 1; j < names.size(); j++) {
                LogRank test = of(
                        List.of(names.get(i), names.get(j)),
                        List.of(List.of(durations.get(i), durations.get(j))),
                        weight);
                plain.add(new Pairwise(names.get(i), names.get(j), test, OptionalDouble.empty()));
            }
        }
        double[] adjusted = Holm.adjust(plain.stream()
                .flatMapToDouble(pair -> pair.test().pValue().stream())
                .toArray());
        List<Pairwise> pairs = new ArrayList<>();
        int tested = 0;
        for (Pairwise pair : plain) {
            pairs.add(
                    pair.test().absence().isPresent()
                            ? pair
                            : new Pairwise(
                                    pair.first(), pair.second(), pair.test(), OptionalDouble.of(adjusted[tested++])));
        }
        return List.copyOf(pairs);
    }

    /**
     * Returns how many times as often units of the first group end as those of the second, to describe the difference, not to test it.
     * Defined as {@code (O1 / E1) / (O2 / E2)}.
     *
     * @return the ratio; empty unless there are two groups, both have expected events and the second has events
     */
    public OptionalDouble hazardRatio() {
        if (groups.size() != 2) {
            return OptionalDouble.empty();
        }
        Group first = groups.get(0);
        Group second = groups.get(1);
        return first.expected() > 0 && second.expected() > 0 && second.observed() > 0
                ? OptionalDouble.of(first.observed() / first.expected() / (second.observed() / second.expected()))
                : OptionalDouble.empty();
    }
}
